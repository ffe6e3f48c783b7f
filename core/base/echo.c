/* Cuts what messages repeat of input: a cell of a megabyte would bury what is said of it. */
#include "base/echo.h"

static const char MARK[] = "\342\200\246"; /* an ellipsis */

/* Where the quoted text that begins here ends, at a quote or at the end of all. */
static const char *end_of_quoted(const char *text, size_t *letters)
{
    const char *c = text;
    for (*letters = 0; *c && *c != '"'; c = g_utf8_next_char(c))
        ++*letters;
    return c;
}

static void append_cut(GString *cut, const char *text, const char *end, size_t letters, size_t most)
{
    const char *stop = letters > most ? g_utf8_offset_to_pointer(text, (glong)most - 1) : end;
    g_string_append_len(cut, text, stop - text);
    if (stop < end)
        g_string_append(cut, MARK);
}

char *bcu_echo(const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;
    g_autoptr(GString) cut = g_string_new(NULL);
    bool quoted = false;
    for (const char *c = valid; c && *c; quoted = !quoted) {
        size_t letters;
        const char *end = end_of_quoted(c, &letters);
        append_cut(cut, c, end, letters, quoted ? BCU_ECHO_MOST : BCU_ECHO_MOST_IN_ALL);
        if (*end)
            g_string_append_c(cut, '"');
        c = end + (*end != '\0');
    }
    glong letters = g_utf8_strlen(cut->str, -1);
    if (letters > BCU_ECHO_MOST_IN_ALL) {
        g_string_truncate(cut, (gsize)(g_utf8_offset_to_pointer(cut->str, BCU_ECHO_MOST_IN_ALL - 1) - cut->str));
        g_string_append(cut, MARK);
    }
    return valid ? g_strdup(cut->str) : NULL;
}
