/* Finds the provenance that a file carries.
 * Maps have it in their metadata, documents and pages in their text, always behind the same word. */
#include "verify/mark.h"
#include <string.h>

enum { DIGITS = 10 };

static bool are_digits(const char *at, const char *end)
{
    for (int i = 0; i < DIGITS; i++)
        if (at + i >= end || !g_ascii_isxdigit(at[i]))
            return false;
    return at + DIGITS >= end || !g_ascii_isalnum(at[DIGITS]);
}

char *bcu_mark_of(const char *path)
{
    static const char WORD[] = "rovenance "; /* a sentence may begin with it */
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
    const char *at = file ? g_mapped_file_get_contents(file) : NULL,
               *end = at ? at + g_mapped_file_get_length(file) : NULL;
    char *mark = NULL;
    while (at && !mark && (at = memmem(at, (size_t)(end - at), WORD, strlen(WORD)))) {
        at += strlen(WORD);
        mark = are_digits(at, end) ? g_strndup(at, DIGITS) : NULL;
    }
    if (file)
        g_mapped_file_unref(file);
    return mark;
}
