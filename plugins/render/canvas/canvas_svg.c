/* SVG of our own: text stays text, shapes carry their code, numbers are short. */
#include "canvas/svg_markup.h"
#include "canvas/text.h"
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

typedef struct SvgCanvas {
    Canvas canvas;
    const CanvasFile *file;
    GString *out;
    GHashTable *ids; /* id to how often it was asked for */
    BcuStream *stream;
    bool mosaic, failed;
    unsigned clips;
    double scale; /* units of the view box in a mm */
} SvgCanvas;

/* Units across the shorter side of the page: on a screen of twice the usual size one is less than a pixel. */
enum { STEPS = 3000 };
/* Letters as paths are drawn on a grid that is so many times as fine. */
enum { FINER = 10 };

static void append_length(SvgCanvas *self, const char *name, double mm)
{
    svg_append_length(self->out, name, mm * self->scale);
}

static char *number(char *digits, double value)
{
    bcu_number_fixed(digits, value, 1, true);
    return digits;
}

static void flush_when_long(SvgCanvas *self, bool now)
{
    if (self->out->len < 65536 && !now)
        return;
    self->failed = self->failed || !bcu_stream_write(self->stream, self->out->str, self->out->len);
    g_string_truncate(self->out, 0);
}

/* ---- identity ------------------------------------------------------------------------- */

/* An id has no white space and is there once. */
static void append_id(SvgCanvas *self, const char *wanted)
{
    char *id = g_strdelimit(g_strdup(wanted), " \t\r\n", '_');
    gsize times = GPOINTER_TO_SIZE(g_hash_table_lookup(self->ids, id)) + 1;
    g_autofree char *unique = times > 1 ? g_strdup_printf("%s-%" G_GSIZE_FORMAT, id, times) : g_strdup(id);
    g_hash_table_insert(self->ids, id, GSIZE_TO_POINTER(times));
    svg_append_attribute(self->out, "id", unique);
}

static void append_mark(SvgCanvas *self, const Mark *mark)
{
    if (!mark)
        return;
    if (mark->class_name)
        svg_append_attribute(self->out, "class", mark->class_name);
    g_autofree char *made =
        mark->class_name && mark->code ? g_strdup_printf("%s-%s", mark->class_name, mark->code) : NULL;
    if (mark->id || made)
        append_id(self, mark->id ? mark->id : made);
    if (mark->code)
        svg_append_attribute(self->out, "data-code", mark->code);
}

static void end_shape(SvgCanvas *self, const char *element, const Mark *mark)
{
    if (mark && mark->title) {
        g_string_append(self->out, "><title>");
        svg_append_escaped(self->out, mark->title);
        g_string_append_printf(self->out, "</title></%s>\n", element);
    } else {
        g_string_append(self->out, "/>\n");
    }
    flush_when_long(self, false);
}

/* ---- shapes --------------------------------------------------------------------------- */

static void append_pen(SvgCanvas *self, const Pen *pen)
{
    svg_append_colour(self->out, "stroke", pen->colour);
    append_length(self, "stroke-width", pen->width);
    char dash[BCU_NUMBER_SIZE], gap[BCU_NUMBER_SIZE];
    if (pen->dash > 0)
        g_string_append_printf(self->out, " stroke-dasharray=\"%s %s\"",
                               number(dash, pen->dash * self->scale), number(gap, pen->gap * self->scale));
}

static void fill(Canvas *canvas, const Path *path, BcuColour colour, const Mark *mark)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out, "<path");
    append_mark(self, mark);
    svg_append_colour(self->out, "fill", colour);
    if (self->mosaic)
        svg_append_colour(self->out, "stroke", colour);
    svg_append_path(self->out, path, self->scale, true);
    end_shape(self, "path", mark);
}

static void stroke(Canvas *canvas, const Path *path, const Pen *pen, bool closed, const Mark *mark)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out, "<path fill=\"none\"");
    append_mark(self, mark);
    append_pen(self, pen);
    svg_append_path(self->out, path, self->scale, closed);
    end_shape(self, "path", mark);
}

static void circle(Canvas *canvas, BcuPoint centre, double radius, BcuColour colour, const Pen *outline,
                   const Mark *mark)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out, "<circle");
    append_mark(self, mark);
    append_length(self, "cx", centre.x);
    append_length(self, "cy", centre.y);
    append_length(self, "r", radius);
    svg_append_colour(self->out, "fill", colour);
    if (outline)
        append_pen(self, outline);
    end_shape(self, "circle", mark);
}

/* ---- text ----------------------------------------------------------------------------- */

/* \param finer the path's own grid; 1: that of the view box. */
static void append_transform(SvgCanvas *self, const Text *text, double x, double y, double turn, int finer)
{
    char angle[BCU_NUMBER_SIZE], middle_x[BCU_NUMBER_SIZE], middle_y[BCU_NUMBER_SIZE];
    if (turn == 0 && finer == 1)
        return;
    g_string_append(self->out, " transform=\"");
    bcu_number_fixed(angle, turn, 2, true);
    if (turn != 0)
        g_string_append_printf(self->out, "rotate(%s %s %s)", angle,
                               number(middle_x, (x + text->width / 2) * self->scale),
                               number(middle_y, (y + text->height / 2) * self->scale));
    if (finer > 1)
        g_string_append_printf(self->out, "scale(%g)", 1.0 / finer);
    g_string_append_c(self->out, '"');
}

/* The stroke around the letters, in one colour with them. */
static void append_halo(SvgCanvas *self, const Text *text, BcuColour halo, int finer)
{
    svg_append_colour(self->out, "fill", halo);
    svg_append_colour(self->out, "stroke", halo);
    append_length(self, "stroke-width", text->size * TEXT_HALO * finer);
}

static void append_weight(SvgCanvas *self, Weight weight)
{
    if (weight_is_bold(weight))
        g_string_append(self->out, " font-weight=\"bold\"");
    if (!weight_is_condensed(weight))
        return;
    g_autofree char *families = text_families(self->file->font, weight);
    svg_append_attribute(self->out, "font-family", families);
    g_string_append(self->out, " font-stretch=\"condensed\"");
}

/* One element per line that Pango broke, at its baseline. */
static void append_lines(SvgCanvas *self, const Text *text, double x, double y)
{
    PangoLayoutIter *lines = pango_layout_get_iter(text->layout);
    bool centre = text->align == ALIGN_CENTRE;
    do {
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(lines);
        PangoRectangle box;
        pango_layout_iter_get_line_extents(lines, NULL, &box);
        double left = text_mm(text, box.x), width = text_mm(text, box.width);
        g_autofree char *piece = g_strndup(text->content + line->start_index, (gsize)line->length);
        g_string_append(self->out, "<tspan");
        append_length(self, "x", x + left + (centre ? width / 2 : 0));
        append_length(self, "y", y + text_mm(text, pango_layout_iter_get_baseline(lines)));
        g_string_append_c(self->out, '>');
        svg_append_escaped(self->out, g_strchomp(piece));
        g_string_append(self->out, "</tspan>");
    } while (pango_layout_iter_next_line(lines));
    pango_layout_iter_free(lines);
}

/* \param halo NULL: the letters themselves. */
static void put_letters(SvgCanvas *self, const Text *text, double x, double y, const Lettering *lettering,
                        const BcuColour *halo, const Mark *mark)
{
    g_string_append(self->out, "<text");
    append_mark(self, mark);
    append_length(self, "font-size", text->size);
    if (text->align == ALIGN_CENTRE)
        g_string_append(self->out, " text-anchor=\"middle\"");
    append_weight(self, text->weight);
    if (halo)
        append_halo(self, text, *halo, 1);
    else
        svg_append_colour(self->out, "fill", lettering->colour);
    append_transform(self, text, x, y, lettering->turn, 1);
    g_string_append_c(self->out, '>');
    append_lines(self, text, x, y);
    g_string_append(self->out, "</text>\n");
}

/* Outlines of the letters; what they say is kept for who cannot see them. */
static void put_outlines(SvgCanvas *self, const Text *text, double x, double y, const Lettering *lettering,
                         const BcuColour *halo, const Mark *mark)
{
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *cairo = cairo_create(surface);
    double units = self->scale * FINER, scale = units * text->size / TEXT_LAYOUT_SIZE;
    cairo_translate(cairo, units * x, units * y);
    cairo_scale(cairo, scale, scale);
    pango_cairo_layout_path(cairo, text->layout);
    cairo_identity_matrix(cairo);
    cairo_path_t *path = cairo_copy_path(cairo);
    g_string_append(self->out, "<path");
    append_mark(self, mark);
    if (halo) {
        append_halo(self, text, *halo, FINER);
    } else {
        g_string_append(self->out, " role=\"img\"");
        svg_append_attribute(self->out, "aria-label", text->content);
        svg_append_colour(self->out, "fill", lettering->colour);
    }
    append_transform(self, text, x, y, lettering->turn, FINER);
    svg_append_glyphs(self->out, path);
    g_string_append(self->out, "/>\n");
    cairo_path_destroy(path);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

/* The halo is an element of its own below the letters: one with both relies on paint-order, without which
 * (LibreOffice) the halo lies upon the letters. Who cannot see hears the name once. */
static void put_text(Canvas *canvas, const Text *text, double x, double y, const Lettering *lettering,
                     const Mark *mark)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    void (*put)(SvgCanvas *, const Text *, double, double, const Lettering *, const BcuColour *,
                const Mark *) = self->file->text_as_paths ? put_outlines : put_letters;
    if (lettering->halo) {
        g_string_append(self->out, "<g aria-hidden=\"true\">");
        put(self, text, x, y, lettering, lettering->halo, &(Mark){.class_name = "halo"});
        g_string_append(self->out, "</g>\n");
    }
    put(self, text, x, y, lettering, NULL, mark);
    flush_when_long(self, false);
}

/* ---- groups --------------------------------------------------------------------------- */

static void begin_group(Canvas *canvas, const char *id)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out, "<g");
    append_id(self, id);
    g_string_append(self->out, ">\n");
}

static void end_group(Canvas *canvas)
{
    g_string_append(((SvgCanvas *)canvas)->out, "</g>\n");
}

/* A viewer blends each edge with what is behind it, and a pale line shows between two neighbours;
 * a thin line in the fill's own colour closes it. */
static void begin_mosaic(Canvas *canvas)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out, "<g");
    append_length(self, "stroke-width", CANVAS_SEAM);
    g_string_append(self->out, ">\n");
    self->mosaic = true;
}

static void end_mosaic(Canvas *canvas)
{
    ((SvgCanvas *)canvas)->mosaic = false;
    end_group(canvas);
}

static void begin_clip(Canvas *canvas, BcuBox box)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    unsigned clip = ++self->clips;
    g_string_append_printf(self->out, "<clipPath id=\"clip-%u\"><rect", clip);
    append_length(self, "x", box.min_x);
    append_length(self, "y", box.min_y);
    append_length(self, "width", box.max_x - box.min_x);
    append_length(self, "height", box.max_y - box.min_y);
    g_string_append_printf(self->out, "/></clipPath>\n<g clip-path=\"url(#clip-%u)\">\n", clip);
}

/* ---- the file ------------------------------------------------------------------------- */

static void begin_page(Canvas *canvas, const char *title, BcuColour paper)
{
    (void)title;
    g_string_append(((SvgCanvas *)canvas)->out, "<rect id=\"paper\" width=\"100%\" height=\"100%\"");
    svg_append_colour(((SvgCanvas *)canvas)->out, "fill", paper);
    g_string_append(((SvgCanvas *)canvas)->out, "/>\n");
}

static bool finish(Canvas *canvas)
{
    SvgCanvas *self = (SvgCanvas *)canvas;
    g_string_append(self->out, "</svg>\n");
    flush_when_long(self, true);
    bool ok = !self->failed;
    g_string_free(self->out, TRUE);
    g_hash_table_unref(self->ids);
    g_free(self);
    return ok;
}

static void append_head(GString *out, const CanvasFile *file, double scale)
{
    char width[BCU_NUMBER_SIZE], height[BCU_NUMBER_SIZE], box_x[BCU_NUMBER_SIZE], box_y[BCU_NUMBER_SIZE];
    bcu_number_fixed(width, file->width, 2, true);
    bcu_number_fixed(height, file->height, 2, true);
    g_string_append_printf(out,
                           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                           "aria-labelledby=\"title desc\" width=\"%smm\" height=\"%smm\" "
                           "viewBox=\"0 0 %s %s\" fill-rule=\"evenodd\" stroke-linejoin=\"round\" "
                           "stroke-linecap=\"round\" font-family=\"",
                           width, height, number(box_x, file->width * scale),
                           number(box_y, file->height * scale));
    g_autofree char *families = text_families(file->font, WEIGHT_NORMAL);
    svg_append_escaped(out, families);
    g_string_append(out, "\">\n<title id=\"title\">");
    svg_append_escaped(out, file->title);
    g_string_append(out, "</title>\n<desc id=\"desc\">");
    svg_append_escaped(out, file->alt);
    g_string_append(out, "</desc>\n");
    if (file->provenance)
        g_string_append_printf(out, "<metadata>%s</metadata>\n", file->provenance);
}

Canvas *canvas_svg_new(const CanvasFile *file, BcuStream *stream)
{
    SvgCanvas *self = g_new0(SvgCanvas, 1);
    self->scale = STEPS / fmin(file->width, file->height);
    /* Where there are thousands of shapes each is small, and looks the same with fewer vertices. */
    double fineness = fmax(1, sqrt(file->shapes) / 30) / self->scale;
    self->canvas = (Canvas){fineness,  begin_page,   fill,       stroke,     circle,    put_text, begin_group,
                            end_group, begin_mosaic, end_mosaic, begin_clip, end_group, finish};
    self->file = file;
    self->stream = stream;
    self->out = g_string_new(NULL);
    self->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    append_head(self->out, file, self->scale);
    return &self->canvas;
}
