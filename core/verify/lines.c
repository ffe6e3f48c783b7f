/* Writes lines of what is told of results. */
#include "text/visible.h"
#include "verify/lines.h"

void bcu_line_put(GString *text, int width, const char *head, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    g_autofree char *what = g_strdup_vprintf(format, values), *shown = bcu_visible(what);
    va_end(values);
    g_string_append_printf(text, "%-*s %s\n", width, head, shown);
}
