/* SVG of our own: text stays text, shapes carry their code, numbers are short. */
#include "text.h"
#include <string.h>

typedef struct SvgCanvas {
    Canvas canvas;
    GString *out;
    BcuStream *stream;
    bool failed;
} SvgCanvas;

static void flush_when_long(SvgCanvas *self, bool now)
{
    if (self->out->len < 65536 && !now)
        return;
    self->failed = self->failed || !bcu_stream_write(self->stream, self->out->str, self->out->len);
    g_string_truncate(self->out, 0);
}

/* Control characters have no place in XML. */
static void append_escaped(GString *out, const char *text)
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

static void append_number(GString *out, double value)
{
    char number[BCU_NUMBER_SIZE];
    g_string_append_len(out, number, (gssize)bcu_number_fixed(number, value, 2, true));
}

static void append_colour(GString *out, const char *attribute, BcuColour c)
{
    g_string_append_printf(out, " %s=\"#%02x%02x%02x\"", attribute, c.r, c.g, c.b);
}

static void append_mark(GString *out, const Mark *mark)
{
    if (!mark)
        return;
    if (mark->class_name)
        g_string_append_printf(out, " class=\"%s\"", mark->class_name);
    if (mark->code) {
        g_string_append_printf(out, " id=\"%s-", mark->class_name);
        append_escaped(out, mark->code);
        g_string_append(out, "\" data-code=\"");
        append_escaped(out, mark->code);
        g_string_append_c(out, '"');
    }
}

/* Relative steps in hundredths of a millimetre: half the bytes of absolute ones. */
static void append_path(GString *out, const Path *path, bool closed)
{
    g_string_append(out, " d=\"");
    for (guint run = 0; run < path->starts->len; run++) {
        guint first = g_array_index(path->starts, guint, run);
        long last_x = 0, last_y = 0;
        for (guint i = first; i < path_run_end(path, run); i++) {
            BcuPoint p = g_array_index(path->points, BcuPoint, i);
            long x = lround(p.x * 100), y = lround(p.y * 100);
            if (i == first)
                g_string_append_printf(out, "M%ld %ldl", x, y);
            else if (x != last_x || y != last_y)
                g_string_append_printf(out, "%ld%s%ld ", x - last_x, y < last_y ? "" : " ",
                                       y - last_y);
            last_x = x;
            last_y = y;
        }
        char last = out->str[out->len - 1];
        if (last == ' ' || last == 'l')
            g_string_truncate(out, out->len - 1);
        /* A line of no length is drawn only when it is said: a dot. */
        if (last == 'l' && path_run_end(path, run) > first + 1)
            g_string_append(out, "h0");
        if (closed)
            g_string_append_c(out, 'z');
    }
    g_string_append(out, "\" transform=\"scale(.01)\"");
}

static void end_shape(SvgCanvas *self, const Mark *mark)
{
    if (mark && mark->title) {
        g_string_append(self->out, "><title>");
        append_escaped(self->out, mark->title);
        g_string_append(self->out, "</title></path>\n");
    } else {
        g_string_append(self->out, "/>\n");
    }
    flush_when_long(self, false);
}

static void fill(Canvas *canvas, const Path *path, BcuColour colour, const Mark *mark)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out, "<path");
    append_mark(self->out, mark);
    append_colour(self->out, "fill", colour);
    g_string_append(self->out, " fill-rule=\"evenodd\"");
    append_path(self->out, path, true);
    end_shape(self, mark);
}

static void stroke(Canvas *canvas, const Path *path, BcuColour colour, double width, bool closed,
                   const Mark *mark)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out,
                    "<path fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
    append_mark(self->out, mark);
    append_colour(self->out, "stroke", colour);
    g_string_append(self->out, " stroke-width=\"");
    append_number(self->out, width * 100);
    g_string_append_c(self->out, '"');
    append_path(self->out, path, closed);
    end_shape(self, mark);
}

/* One element per line that Pango broke, at its baseline. */
static void put_text(Canvas *canvas, const Text *text, double x, double y, BcuColour colour,
                     bool halo)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    PangoLayoutIter *lines = pango_layout_get_iter(text->layout);
    do {
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(lines);
        PangoRectangle box;
        pango_layout_iter_get_line_extents(lines, NULL, &box);
        double baseline = y + (double)pango_layout_iter_get_baseline(lines) / PANGO_SCALE;
        double left = x + (double)box.x / PANGO_SCALE, width = (double)box.width / PANGO_SCALE;
        g_autofree char *piece = g_strndup(text->content + line->start_index, (gsize)line->length);
        bool centre = text->align == ALIGN_CENTRE;
        g_string_append(self->out, "<text x=\"");
        append_number(self->out, centre ? left + width / 2 : left);
        g_string_append(self->out, "\" y=\"");
        append_number(self->out, baseline);
        g_string_append(self->out, "\" font-size=\"");
        append_number(self->out, text->size);
        g_string_append_printf(self->out, "\"%s%s", centre ? " text-anchor=\"middle\"" : "",
                               text->weight == WEIGHT_BOLD ? " font-weight=\"bold\"" : "");
        append_colour(self->out, "fill", colour);
        if (halo) {
            g_string_append(self->out, " stroke=\"#fff\" paint-order=\"stroke\" "
                                       "stroke-linejoin=\"round\" stroke-width=\"");
            append_number(self->out, text->size * 0.22);
            g_string_append_c(self->out, '"');
        }
        g_string_append_c(self->out, '>');
        append_escaped(self->out, g_strchomp(piece));
        g_string_append(self->out, "</text>\n");
    } while (pango_layout_iter_next_line(lines));
    pango_layout_iter_free(lines);
    flush_when_long(self, false);
}

static void begin_group(Canvas *canvas, const char *id)
{
    g_string_append_printf(((SvgCanvas *)canvas)->out, "<g id=\"%s\">\n", id);
}

static void end_group(Canvas *canvas)
{
    g_string_append(((SvgCanvas *)canvas)->out, "</g>\n");
}

static bool finish(Canvas *canvas)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out, "</svg>\n");
    flush_when_long(self, true);
    bool ok = !self->failed;
    g_string_free(self->out, TRUE);
    g_free(self);
    return ok;
}

Canvas *canvas_svg_new(double width, double height, const char *font,
                       const Description *description, BcuStream *stream)
{
    SvgCanvas *self = g_new0(SvgCanvas, 1);
    self->canvas = (Canvas){fill, stroke, put_text, begin_group, end_group, finish};
    self->stream = stream;
    self->out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    g_string_append_printf(
        self->out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" "
        "width=\"%dmm\" height=\"%dmm\" viewBox=\"0 0 %d %d\" font-family=\"",
        (int)lround(width), (int)lround(height), (int)lround(width), (int)lround(height));
    append_escaped(self->out, font);
    g_string_append(self->out, ", 'Noto Sans', sans-serif\">\n<title id=\"title\">");
    append_escaped(self->out, description->title);
    g_string_append(self->out, "</title>\n<desc id=\"desc\">");
    append_escaped(self->out, description->alt);
    g_string_append(self->out, "</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    return &self->canvas;
}
