/* Pieces of SVG. */
#include "canvas/svg_markup.h"
#include <math.h>

void svg_append_escaped(GString *out, const char *text)
{
    for (const char *c = text; *c; c++)
        switch (*c) {
        case '&': g_string_append(out, "&amp;"); break;
        case '<': g_string_append(out, "&lt;"); break;
        case '>': g_string_append(out, "&gt;"); break;
        case '"': g_string_append(out, "&quot;"); break;
        default:
            if ((unsigned char)*c >= 0x20 || *c == '\n' || *c == '\t')
                g_string_append_c(out, *c);
        }
}

void svg_append_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s=\"", name);
    svg_append_escaped(out, value);
    g_string_append_c(out, '"');
}

void svg_append_length(GString *out, const char *name, double length)
{
    char number[BCU_NUMBER_SIZE];
    bcu_number_fixed(number, length, 1, true);
    g_string_append_printf(out, " %s=\"%s\"", name, number);
}

void svg_append_colour(GString *out, const char *name, BcuColour c)
{
    if (c.r % 17 == 0 && c.g % 17 == 0 && c.b % 17 == 0)
        g_string_append_printf(out, " %s=\"#%x%x%x\"", name, c.r / 17, c.g / 17, c.b / 17);
    else
        g_string_append_printf(out, " %s=\"#%02x%02x%02x\"", name, c.r, c.g, c.b);
}

/* A number after another: a minus sign separates as well as a space. */
static void append_step(GString *out, long value)
{
    char digits[24];
    char *at = digits + sizeof digits;
    unsigned long rest = value < 0 ? 0ul - (unsigned long)value : (unsigned long)value;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        *--at = '-';
    else if (g_ascii_isdigit(out->str[out->len - 1]))
        g_string_append_c(out, ' ');
    g_string_append_len(out, at, digits + sizeof digits - at);
}

/* The pen on the grid of whole units, and the command that goes without saying when it comes again. */
typedef struct Cursor {
    long x, y;
    char command;
} Cursor;

/* After a move a line needs no letter. */
static void move_to(GString *out, Cursor *cursor, long x, long y)
{
    g_string_append_c(out, 'm');
    append_step(out, x - cursor->x);
    append_step(out, y - cursor->y);
    *cursor = (Cursor){x, y, 'l'};
}

static void line_to(GString *out, Cursor *cursor, long x, long y)
{
    char command = y == cursor->y ? 'h' : x == cursor->x ? 'v' : 'l';
    if (command != cursor->command)
        g_string_append_c(out, command);
    if (command != 'v')
        append_step(out, x - cursor->x);
    if (command != 'h')
        append_step(out, y - cursor->y);
    *cursor = (Cursor){x, y, command};
}

/* Relative steps: half the bytes of absolute places. */
void svg_append_path(GString *out, const Path *path, double scale, bool closed)
{
    Cursor cursor = {0, 0, 0};
    g_string_append(out, " d=\"");
    for (guint run = 0; run < path->starts->len; run++) {
        guint first = g_array_index(path->starts, guint, run), end = path_run_end(path, run);
        Cursor start = cursor;
        for (guint i = first; i < end; i++) {
            BcuPoint p = g_array_index(path->points, BcuPoint, i);
            long x = lround(p.x * scale), y = lround(p.y * scale);
            if (i == first) {
                move_to(out, &cursor, x, y);
                start = cursor;
            } else if (x != cursor.x || y != cursor.y) {
                line_to(out, &cursor, x, y);
            }
        }
        /* A line of no length is drawn only when it is said: a dot. */
        if (end == first + 2 && cursor.x == start.x && cursor.y == start.y)
            g_string_append(out, "h0");
        if (!closed)
            continue;
        g_string_append_c(out, 'z');
        cursor = start;
    }
    g_string_append_c(out, '"');
}

void svg_append_glyphs(GString *out, const cairo_path_t *path)
{
    static const char COMMANDS[] = {[CAIRO_PATH_MOVE_TO] = 'M',
                                    [CAIRO_PATH_LINE_TO] = 'L',
                                    [CAIRO_PATH_CURVE_TO] = 'C',
                                    [CAIRO_PATH_CLOSE_PATH] = 'z'};
    g_string_append(out, " d=\"");
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        g_string_append_c(out, COMMANDS[path->data[i].header.type]);
        for (int k = 1; k < path->data[i].header.length; k++) {
            append_step(out, lround(path->data[i + k].point.x));
            append_step(out, lround(path->data[i + k].point.y));
        }
    }
    g_string_append_c(out, '"');
}
