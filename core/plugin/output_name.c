/* Fills the patterns of declared outputs, and reads names back: what a plugin's process says that it wrote is held
 * against what the plugin has declared. */
#include "plugin/output_name.h"
#include <string.h>

/* A code may hold anything; in a file name only plain characters stay. */
static void append_safe(GString *name, const char *value)
{
    for (const char *c = value; *c; c++)
        if (g_ascii_isalnum(*c) || strchr("-_.", *c) || (unsigned char)*c >= 0x80)
            g_string_append_c(name, *c);
        else
            g_string_append_printf(name, "%%%02X", (unsigned char)*c);
}

char *bcu_output_name_fill(const char *pattern, const char *const *params)
{
    GString *name = g_string_new(NULL);
    for (const char *c = pattern; *c;) {
        const char *end = *c == '{' ? strchr(c, '}') : NULL;
        if (!end) {
            g_string_append_c(name, *c++);
            continue;
        }
        g_autofree char *word = g_strndup(c + 1, (gsize)(end - c - 1));
        for (size_t i = 0; params && params[i]; i += 2)
            if (g_str_equal(params[i], word))
                append_safe(name, params[i + 1]);
        c = end + 1;
    }
    if (name->len == 0 || name->str[0] == '.')
        g_string_prepend_c(name, '_');
    return g_string_free(name, FALSE);
}

/* ---- the other way ----------------------------------------------------------------------- */

static bool fits(const char *pattern, const char *name, BcuWordValues values, const void *closure);

/* Whether the name goes on with one of the values, and then as the pattern does. */
static bool fits_value(const char *rest, const char *name, GStrv listed, BcuWordValues values, const void *closure)
{
    bool found = false;
    for (char **value = listed; *value && !found; value++) {
        g_autoptr(GString) safe = g_string_new(NULL);
        append_safe(safe, *value);
        found = g_str_has_prefix(name, safe->str) && fits(rest, name + safe->len, values, closure);
    }
    return found;
}

static bool fits_word(const char *word, const char *rest, const char *name, BcuWordValues values, const void *closure)
{
    g_auto(GStrv) listed = values ? values(word, closure) : NULL;
    if (listed)
        return fits_value(rest, name, listed, values, closure);
    for (;; name++)
        if (fits(rest, name, values, closure))
            return true;
        else if (!*name)
            return false;
}

static bool fits(const char *pattern, const char *name, BcuWordValues values, const void *closure)
{
    for (; *pattern; pattern++, name++) {
        const char *end = *pattern == '{' ? strchr(pattern, '}') : NULL;
        if (end) {
            g_autofree char *word = g_strndup(pattern + 1, (gsize)(end - pattern - 1));
            return fits_word(word, end + 1, name, values, closure);
        }
        if (*pattern != *name)
            return false;
    }
    return !*name;
}

bool bcu_output_name_fits(const char *pattern, const char *name, BcuWordValues values, const void *closure)
{
    return fits(pattern, name, values, closure) || (*name == '_' && fits(pattern, name + 1, values, closure));
}
