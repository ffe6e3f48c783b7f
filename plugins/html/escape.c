/* Escapes text for the contexts of a page. Names never go into CSS, into a script or into an address. */
#include "escape.h"
#include <string.h>

static void append_character(GString *page, gunichar c)
{
    switch (c) {
    case '<': g_string_append(page, "&lt;"); return;
    case '>': g_string_append(page, "&gt;"); return;
    case '&': g_string_append(page, "&amp;"); return;
    case '"': g_string_append(page, "&quot;"); return;
    case '\'': g_string_append(page, "&#39;"); return;
    default: break;
    }
    bool has_no_place =
        (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe;
    g_string_append_unichar(page, has_no_place ? 0xfffd : c);
}

void html_append_text(GString *page, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at; at = g_utf8_next_char(at))
        append_character(page, g_utf8_get_char(at));
}

void html_append_name(GString *page, const char *name)
{
    g_string_append(page, "<bdi>");
    html_append_text(page, name);
    g_string_append(page, "</bdi>");
}

/* In JSON these three stand within strings only, where an escape means the same. */
bool html_append_json(void *page, const void *bytes, size_t count)
{
    const char *text = bytes;
    for (size_t i = 0; i < count; i++)
        if (strchr("<>&", text[i]) && text[i])
            g_string_append_printf(page, "\\u%04x", (unsigned)text[i]);
        else
            g_string_append_c(page, text[i]);
    return true;
}
