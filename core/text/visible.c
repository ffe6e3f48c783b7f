/* Shows what a terminal would do instead of print: a name in a file may hold any sequence of it, and whoever reads
 * messages must see what the file says, not what it does. */
#include "text/visible.h"
#include <string.h>

/* Marks that turn the direction of text, and ends of lines that not all programs take for such. */
static bool is_direction(gunichar c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_hidden(gunichar c)
{
    bool is_none = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef); /* noncharacters */
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || is_direction(c) || c == 0xfeff || is_none ||
           (c >= 0xe0000 && c <= 0xe007f); /* tags: letters that nobody sees */
}

static void append_hidden(GString *shown, gunichar c)
{
    if (c == '\n' || c == '\t' || c == '\r')
        g_string_append(shown, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
    else if (c < 0x100)
        g_string_append_printf(shown, "\\x%02x", c);
    else
        g_string_append_printf(shown, "\\u%04x", c);
}

static char *show(const char *text, bool keep_lines)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;
    GString *shown = valid ? g_string_sized_new(strlen(valid)) : NULL;
    for (const char *c = valid; c && *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        if (is_hidden(letter) && !(keep_lines && letter == '\n'))
            append_hidden(shown, letter);
        else
            g_string_append_len(shown, c, g_utf8_next_char(c) - c);
    }
    return shown ? g_string_free(shown, FALSE) : NULL;
}

char *bcu_visible(const char *text)
{
    return show(text, false);
}

char *bcu_visible_lines(const char *text)
{
    return show(text, true);
}

char *bcu_visible_json(const char *json)
{
    GString *shown = g_string_sized_new(strlen(json));
    for (const char *c = json; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        if (letter < 0x20 || !is_hidden(letter)) /* the writer of JSON has escaped those below already */
            g_string_append_len(shown, c, g_utf8_next_char(c) - c);
        else if (letter < 0x10000)
            g_string_append_printf(shown, "\\u%04x", letter);
        else
            g_string_append_printf(shown, "\\u%04x\\u%04x", 0xd800 + ((letter - 0x10000) >> 10), 0xdc00 + (letter & 0x3ff));
    }
    return g_string_free(shown, FALSE);
}
