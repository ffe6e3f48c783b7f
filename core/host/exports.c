/* Reads the dynamic symbols of an ELF file. Every offset is checked: the file may be anything. */
#include "host/exports.h"
#include "base/input_file.h"
#include <elf.h>
#include <link.h>
#include <string.h>

/* With everything linked into it, and symbols for debuggers. */
#define MOST_BYTES ((gsize)1 << 30)

typedef struct Image { const char *bytes; gsize size; } Image;

/* `count` items at an offset; NULL where the file is too short. */
static const void *part(const Image *image, guint64 offset, guint64 count, guint64 size)
{
    return count <= image->size / MAX(size, 1) && offset <= image->size - count * size ? image->bytes + offset : NULL;
}

static bool is_exported(const ElfW(Sym) *symbol)
{
    unsigned bind = ELF64_ST_BIND(symbol->st_info), seen = ELF64_ST_VISIBILITY(symbol->st_other);
    return symbol->st_shndx != SHN_UNDEF && bind == STB_GLOBAL && (seen == STV_DEFAULT || seen == STV_PROTECTED);
}

static void add_symbols(const Image *image, const ElfW(Shdr) *table, const ElfW(Shdr) *names, GPtrArray *found)
{
    guint64 count = table->sh_size / sizeof(ElfW(Sym));
    const char *symbols = part(image, table->sh_offset, count, sizeof(ElfW(Sym)));
    const char *texts = part(image, names->sh_offset, names->sh_size, 1);
    for (guint64 i = 0; symbols && texts && i < count; i++) {
        ElfW(Sym) symbol;
        memcpy(&symbol, symbols + i * sizeof symbol, sizeof symbol);
        if (is_exported(&symbol) && symbol.st_name < names->sh_size)
            g_ptr_array_add(found, g_strndup(texts + symbol.st_name, names->sh_size - symbol.st_name));
    }
}

GPtrArray *bcu_exports_read(const char *path)
{
    g_autofree char *bytes = NULL;
    Image image = {0};
    ElfW(Ehdr) head;
    const char *why;
    if (!(bytes = bcu_input_read(path, MOST_BYTES, &image.size, &why)) || image.size < sizeof head)
        return NULL;
    image.bytes = bytes;
    memcpy(&head, bytes, sizeof head);
    const char *sections = part(&image, head.e_shoff, head.e_shnum, sizeof(ElfW(Shdr)));
    if (memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 || head.e_type != ET_DYN || head.e_shentsize != sizeof(ElfW(Shdr)) || !sections)
        return NULL;
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < head.e_shnum; i++) {
        ElfW(Shdr) table, names;
        memcpy(&table, sections + i * sizeof table, sizeof table);
        if (table.sh_type != SHT_DYNSYM || table.sh_link >= head.e_shnum)
            continue;
        memcpy(&names, sections + table.sh_link * sizeof names, sizeof names);
        add_symbols(&image, &table, &names, found);
    }
    return found;
}
