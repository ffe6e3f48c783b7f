/* Paths, circles and text by Cairo and Pango. */
#include "canvas/canvas_cairo.h"
#include "canvas/text.h"
#include <pango/pangocairo.h>

void canvas_cairo_set_colour(cairo_t *cairo, BcuColour c)
{
    cairo_set_source_rgb(cairo, c.r / 255.0, c.g / 255.0, c.b / 255.0);
}

void canvas_cairo_set_pen(cairo_t *cairo, const Pen *pen)
{
    const double dashes[] = {pen->dash, pen->gap};
    canvas_cairo_set_colour(cairo, pen->colour);
    cairo_set_line_width(cairo, pen->width);
    cairo_set_dash(cairo, dashes, pen->dash > 0 ? 2 : 0, 0);
}

void canvas_cairo_trace(cairo_t *cairo, const Path *path, guint first_run, guint end_run, bool closed)
{
    cairo_new_path(cairo);
    for (guint run = first_run; run < end_run; run++) {
        guint first = g_array_index(path->starts, guint, run);
        for (guint i = first; i < path_run_end(path, run); i++) {
            BcuPoint p = g_array_index(path->points, BcuPoint, i);
            if (i == first)
                cairo_move_to(cairo, p.x, p.y);
            else
                cairo_line_to(cairo, p.x, p.y);
        }
        if (closed)
            cairo_close_path(cairo);
    }
}

static void fill(Canvas *canvas, const Path *path, BcuColour colour, const Mark *mark)
{
    (void)mark;
    CairoCanvas *self = (CairoCanvas *)canvas;
    canvas_cairo_set_colour(self->cairo, colour);
    canvas_cairo_trace(self->cairo, path, 0, path->starts->len, true);
    cairo_fill(self->cairo);
}

static void stroke(Canvas *canvas, const Path *path, const Pen *pen, bool closed, const Mark *mark)
{
    (void)mark;
    CairoCanvas *self = (CairoCanvas *)canvas;
    canvas_cairo_set_pen(self->cairo, pen);
    canvas_cairo_trace(self->cairo, path, 0, path->starts->len, closed);
    cairo_stroke(self->cairo);
}

static void circle(Canvas *canvas, BcuPoint centre, double radius, BcuColour colour, const Pen *outline,
                   const Mark *mark)
{
    (void)mark;
    CairoCanvas *self = (CairoCanvas *)canvas;
    canvas_cairo_set_colour(self->cairo, colour);
    cairo_new_path(self->cairo);
    cairo_arc(self->cairo, centre.x, centre.y, radius, 0, 2 * G_PI);
    cairo_close_path(self->cairo);
    cairo_fill_preserve(self->cairo);
    if (outline) {
        canvas_cairo_set_pen(self->cairo, outline);
        cairo_stroke_preserve(self->cairo);
    }
    cairo_new_path(self->cairo);
}

static void put_text(Canvas *canvas, const Text *text, double x, double y, const Lettering *lettering,
                     const Mark *mark)
{
    (void)mark;
    cairo_t *cairo = ((CairoCanvas *)canvas)->cairo;
    double scale = text->size / TEXT_LAYOUT_SIZE;
    cairo_save(cairo);
    cairo_translate(cairo, x + text->width / 2, y + text->height / 2);
    cairo_rotate(cairo, lettering->turn * G_PI / 180);
    cairo_translate(cairo, -text->width / 2, -text->height / 2);
    cairo_scale(cairo, scale, scale);
    cairo_new_path(cairo);
    cairo_move_to(cairo, 0, 0);
    if (lettering->halo) {
        canvas_cairo_set_pen(cairo,
                             &(Pen){.colour = *lettering->halo, .width = TEXT_LAYOUT_SIZE * TEXT_HALO});
        pango_cairo_layout_path(cairo, text->layout);
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_FAST);
        cairo_stroke(cairo);
        cairo_move_to(cairo, 0, 0);
    }
    canvas_cairo_set_colour(cairo, lettering->colour);
    pango_cairo_show_layout(cairo, text->layout);
    cairo_restore(cairo);
}

static void begin_group(Canvas *canvas, const char *id)
{
    (void)canvas;
    (void)id;
}

static void end_group(Canvas *canvas)
{
    (void)canvas;
}

static void begin_clip(Canvas *canvas, BcuBox box)
{
    cairo_t *cairo = ((CairoCanvas *)canvas)->cairo;
    cairo_save(cairo);
    cairo_rectangle(cairo, box.min_x, box.min_y, box.max_x - box.min_x, box.max_y - box.min_y);
    cairo_clip(cairo);
}

static void end_clip(Canvas *canvas)
{
    cairo_restore(((CairoCanvas *)canvas)->cairo);
}

CairoCanvas *canvas_cairo_new(cairo_surface_t *surface, double units_per_mm, const CanvasFile *file,
                              BcuStream *stream)
{
    CairoCanvas *self = g_new0(CairoCanvas, 1);
    self->canvas = (Canvas){.fill = fill,
                            .stroke = stroke,
                            .circle = circle,
                            .text = put_text,
                            .begin_group = begin_group,
                            .end_group = end_group,
                            .begin_clip = begin_clip,
                            .end_clip = end_clip};
    self->file = file;
    self->stream = stream;
    self->surface = surface;
    self->cairo = cairo_create(surface);
    cairo_scale(self->cairo, units_per_mm, units_per_mm);
    cairo_set_fill_rule(self->cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(self->cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(self->cairo, CAIRO_LINE_CAP_ROUND);
    return self;
}

/* The whole surface: a page of whole pixels may be a fraction larger than the paper. */
void canvas_cairo_paint_paper(CairoCanvas *self, BcuColour paper)
{
    canvas_cairo_set_colour(self->cairo, paper);
    cairo_paint(self->cairo);
}

bool canvas_cairo_free(CairoCanvas *self)
{
    bool ok = cairo_status(self->cairo) == CAIRO_STATUS_SUCCESS &&
              cairo_surface_status(self->surface) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(self->cairo);
    cairo_surface_destroy(self->surface);
    g_free(self);
    return ok;
}
