/* Pieces of SVG. */
#include "svg_markup.h"
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

static long hundredths(double mm)
{
    return lround(mm * 100);
}

void svg_append_length(GString *out, const char *name, double mm)
{
    char number[BCU_NUMBER_SIZE];
    bcu_number_fixed(number, mm * 100, 1, true);
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

/* Relative steps: half the bytes of absolute places. */
void svg_append_path(GString *out, const Path *path, bool closed)
{
    g_string_append(out, " d=\"");
    for (guint run = 0; run < path->starts->len; run++) {
        guint first = g_array_index(path->starts, guint, run), end = path_run_end(path, run);
        long last_x = 0, last_y = 0;
        bool moved = false;
        for (guint i = first; i < end; i++) {
            BcuPoint p = g_array_index(path->points, BcuPoint, i);
            long x = hundredths(p.x), y = hundredths(p.y);
            if (i > first && x == last_x && y == last_y)
                continue;
            if (i <= first + 1 || !moved)
                g_string_append_c(out, i == first ? 'M' : 'l');
            moved = i > first;
            append_step(out, x - last_x);
            append_step(out, y - last_y);
            last_x = x;
            last_y = y;
        }
        /* A line of no length is drawn only when it is said: a dot. */
        if (!moved && end > first + 1)
            g_string_append(out, "h0");
        if (closed)
            g_string_append_c(out, 'z');
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
