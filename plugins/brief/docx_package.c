/* Puts the parts of a Word document into their container, by libzip: the same parts make the same bytes. */
#include "brief.h"
#include "docx.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

typedef struct Package {
    zip_t *zip;
    bool ok;
} Package;

/* No clock: all parts are as old as the format can say. */
static void date_part(Package *package, zip_int64_t index)
{
    enum { FIRST_DAY = 0x21 }; /* 1 January 1980 */
    package->ok = package->ok && index >= 0 &&
                  zip_file_set_dostime(package->zip, (zip_uint64_t)index, 0, FIRST_DAY, 0) == 0;
}

static void add_source(Package *package, const char *name, zip_source_t *source)
{
    zip_int64_t index = source ? zip_file_add(package->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0 && source)
        zip_source_free(source);
    date_part(package, index);
}

/* \param text freed when the package is closed, which is when it is read. */
static void add_text(Package *package, const char *name, GString *text)
{
    gsize length = text->len;
    char *bytes = g_string_free(text, FALSE);
    void *kept = malloc(length + 1); /* libzip frees with free() */
    if (kept)
        memcpy(kept, bytes, length);
    g_free(bytes);
    add_source(package, name, kept ? zip_source_buffer(package->zip, kept, length, 1) : NULL);
}

static void add_picture(Package *package, const Block *picture, guint index)
{
    g_autofree char *png = g_strdup_printf("word/media/picture%u.png", index),
                    *svg = g_strdup_printf("word/media/picture%u.svg", index);
    add_source(package, png, zip_source_file(package->zip, picture->png, 0, -1));
    add_source(package, svg, zip_source_file(package->zip, picture->svg, 0, -1));
}

static void add_parts(Package *package, const Document *document, int64_t seconds, bool is_dated)
{
    add_text(package, "[Content_Types].xml", docx_content_types());
    add_text(package, "_rels/.rels", docx_package_relations());
    add_text(package, "docProps/core.xml", docx_core_properties(document, seconds, is_dated));
    add_text(package, "docProps/app.xml", docx_app_properties());
    add_text(package, "word/document.xml", docx_body(document));
    add_text(package, "word/_rels/document.xml.rels", docx_body_relations(document));
    add_text(package, "word/styles.xml", docx_styles());
    add_text(package, "word/settings.xml", docx_settings());
    add_text(package, "word/footer1.xml", docx_footer(document));
    for (guint b = 0; b < document->blocks->len; b++) {
        const Block *block = g_ptr_array_index(document->blocks, b);
        if (block->kind == BLOCK_PICTURE)
            add_picture(package, block, b);
    }
}

bool docx_write(const Document *document, const char *path, int64_t seconds, bool is_dated, int *error)
{
    int code = 0;
    Package package = {zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code), true};
    if (!package.zip) {
        *error = errno;
        return false;
    }
    add_parts(&package, document, seconds, is_dated);
    if (package.ok && zip_close(package.zip) == 0)
        return true;
    *error = zip_error_code_system(zip_get_error(package.zip));
    zip_discard(package.zip);
    return false;
}
