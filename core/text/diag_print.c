/* Prints records for people.
 * Records for people. */
#include "text/diag_print.h"
#include "text/visible.h"
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const WORDS[] = {"", "note", "warning", "error"};
static const char *const COLOURS[] = {"", "\033[36m", "\033[33m", "\033[31m"};

static void append_place(GString *line, const BcuPlace *place)
{
    if (place->file)
        g_string_append(line, place->file);
    if (place->line > 0)
        g_string_append_printf(line, "%s%" G_GINT64_FORMAT, place->file ? ":" : "line ",
                               place->line);
    if (place->key)
        g_string_append_printf(line, "%s%s", line->len ? ", " : "", place->key);
    if (place->record > 0)
        g_string_append_printf(line, "%srecord %" G_GINT64_FORMAT, line->len ? ", " : "",
                               place->record);
    if (place->field)
        g_string_append_printf(line, "%sfield %s", line->len ? ", " : "", place->field);
    if (place->part > 0)
        g_string_append_printf(line, ", part %" G_GINT64_FORMAT, place->part);
    if (place->ring > 0)
        g_string_append_printf(line, ", ring %" G_GINT64_FORMAT, place->ring);
    if (place->vertex > 0)
        g_string_append_printf(line, ", vertex %" G_GINT64_FORMAT, place->vertex);
    if (place->has_position)
        g_string_append_printf(line, "%sat %.*f %.*f", line->len ? ", " : "",
                               fabs(place->x) > 400 ? 1 : 6, place->x,
                               fabs(place->x) > 400 ? 1 : 6, place->y);
}

void bcu_diag_print(const BcuDiag *diag, FILE *stream)
{
    g_autofree char *message = bcu_visible(diag->message), *hint = bcu_visible(diag->hint);
    if (diag->severity == BCU_SUMMARY) {
        fprintf(stream, "%s\n", message);
        return;
    }
    bool colour = isatty(fileno(stream)) && !getenv("NO_COLOR");
    g_autoptr(GString) place = g_string_new(NULL);
    append_place(place, &diag->place);
    g_autofree char *code = bcu_visible(diag->code), *where = bcu_visible(place->str);
    fprintf(stream, "%s%s%s %s: %s%s%s\n", colour ? COLOURS[diag->severity] : "",
            WORDS[diag->severity], colour ? "\033[0m" : "", code, where,
            *where ? ": " : "", message);
    if (hint)
        fprintf(stream, "      %s\n", hint);
}

void bcu_diag_print_hidden(const BcuDiagLog *log, FILE *stream)
{
    guint count;
    g_autofree const char **codes = bcu_diag_log_codes_build(log, &count);
    for (guint i = 0; i < count; i++) {
        size_t hidden = bcu_diag_log_count_hidden(log, codes[i]);
        if (hidden > 0)
            fprintf(stream, "      and %zu more of %s\n", hidden, codes[i]);
    }
}
