/* Finds the provenance that a file carries.
 * Maps have it in their metadata, documents and pages in their text, always behind the same word. Documents
 * of offices are archives of XML, which are looked through part by part. */
#include "zip_on_demand.h"
#include "verify/mark.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { DIGITS = 10 };
static const zip_uint64_t MOST_BYTES = 64u << 20; /* of a part */

static bool are_digits(const char *at, const char *end)
{
    for (int i = 0; i < DIGITS; i++)
        if (at + i >= end || !g_ascii_isxdigit(at[i]))
            return false;
    return at + DIGITS >= end || !g_ascii_isalnum(at[DIGITS]);
}

static char *mark_in(const char *at, size_t count)
{
    static const char WORD[] = "rovenance "; /* a sentence may begin with it */
    const char *end = at + count;
    while ((at = memmem(at, (size_t)(end - at), WORD, strlen(WORD)))) {
        at += strlen(WORD);
        if (are_digits(at, end))
            return g_strndup(at, DIGITS);
    }
    return NULL;
}

/* ---- archives ------------------------------------------------------------------------------------ */

static char *mark_of_part(zip_t *archive, zip_uint64_t index)
{
    zip_stat_t stated;
    zip_stat_init(&stated);
    if (zip_stat_index(archive, index, 0, &stated) != 0 || !(stated.valid & ZIP_STAT_SIZE) ||
        stated.size > MOST_BYTES)
        return NULL;
    g_autofree char *bytes = g_malloc(stated.size + 1);
    zip_file_t *part = zip_fopen_index(archive, index, 0);
    zip_int64_t got = part ? zip_fread(part, bytes, stated.size) : -1;
    if (part)
        zip_fclose(part);
    return got > 0 ? mark_in(bytes, (size_t)got) : NULL;
}

bool bcu_mark_is_packed(const char *path)
{
    return g_str_has_suffix(path, ".docx") || g_str_has_suffix(path, ".xlsx");
}

static char *mark_of_archive(const char *path)
{
    int code = 0, file = zip_on_demand_problem() ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    zip_t *archive = file >= 0 ? zip_fdopen(file, 0, &code) : NULL;
    char *mark = NULL;
    if (file >= 0 && !archive)
        close(file);
    for (zip_int64_t i = 0; archive && !mark && i < zip_get_num_entries(archive, 0); i++) {
        const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
        if (name && g_str_has_suffix(name, ".xml"))
            mark = mark_of_part(archive, (zip_uint64_t)i);
    }
    if (archive)
        zip_discard(archive);
    return mark;
}

/* ---- files ---------------------------------------------------------------------------------------- */

char *bcu_mark_of(const char *path)
{
    if (bcu_mark_is_packed(path))
        return mark_of_archive(path);
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
    const char *bytes = file ? g_mapped_file_get_contents(file) : NULL;
    char *mark = bytes ? mark_in(bytes, g_mapped_file_get_length(file)) : NULL;
    if (file)
        g_mapped_file_unref(file);
    return mark;
}
