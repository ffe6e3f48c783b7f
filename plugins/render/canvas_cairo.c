/* PNG and PDF through Cairo. */
#include "png_file.h"
#include "text.h"
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

typedef struct CairoCanvas {
    Canvas canvas;
    cairo_t *cairo;
    cairo_surface_t *surface;
    BcuStream *stream;
    bool is_png;
    double dpi;
    char *title, *alt;
} CairoCanvas;

static void set_colour(cairo_t *cairo, BcuColour c)
{
    cairo_set_source_rgb(cairo, c.r / 255.0, c.g / 255.0, c.b / 255.0);
}

static void trace(cairo_t *cairo, const Path *path, bool closed)
{
    cairo_new_path(cairo);
    for (guint run = 0; run < path->starts->len; run++) {
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
    set_colour(self->cairo, colour);
    trace(self->cairo, path, true);
    cairo_fill(self->cairo);
}

static void stroke(Canvas *canvas, const Path *path, BcuColour colour, double width, bool closed,
                   const Mark *mark)
{
    (void)mark;
    CairoCanvas *self = (CairoCanvas *)canvas;
    set_colour(self->cairo, colour);
    cairo_set_line_width(self->cairo, width);
    cairo_set_line_join(self->cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(self->cairo, CAIRO_LINE_CAP_ROUND);
    trace(self->cairo, path, closed);
    cairo_stroke(self->cairo);
}

static void put_text(Canvas *canvas, const Text *text, double x, double y, BcuColour colour,
                     bool halo)
{
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_move_to(self->cairo, x, y);
    if (halo) {
        set_colour(self->cairo, (BcuColour){255, 255, 255});
        cairo_set_line_width(self->cairo, text->size * 0.22);
        cairo_set_line_join(self->cairo, CAIRO_LINE_JOIN_ROUND);
        pango_cairo_layout_path(self->cairo, text->layout);
        cairo_stroke(self->cairo);
        cairo_move_to(self->cairo, x, y);
    }
    set_colour(self->cairo, colour);
    pango_cairo_show_layout(self->cairo, text->layout);
}

static void no_group(Canvas *canvas, const char *id)
{
    (void)canvas;
    (void)id;
}

static void no_end(Canvas *canvas)
{
    (void)canvas;
}

static bool finish(Canvas *canvas)
{
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_surface_flush(self->surface);
    bool ok = cairo_status(self->cairo) == CAIRO_STATUS_SUCCESS;
    if (self->is_png)
        ok = ok && png_file_write(self->surface, self->dpi, self->title, self->alt, self->stream);
    else
        cairo_surface_finish(self->surface);
    ok = ok && cairo_surface_status(self->surface) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(self->cairo);
    cairo_surface_destroy(self->surface);
    g_free(self->title);
    g_free(self->alt);
    g_free(self);
    return ok;
}

static CairoCanvas *canvas_on(cairo_surface_t *surface, double units_per_mm)
{
    CairoCanvas *self = g_new0(CairoCanvas, 1);
    self->canvas = (Canvas){fill, stroke, put_text, no_group, no_end, finish};
    self->surface = surface;
    self->cairo = cairo_create(surface);
    /* The whole surface: a page of whole pixels may be a fraction larger than the paper. */
    set_colour(self->cairo, (BcuColour){255, 255, 255});
    cairo_paint(self->cairo);
    cairo_scale(self->cairo, units_per_mm, units_per_mm);
    return self;
}

Canvas *canvas_png_new(double width, double height, double dpi, const Description *description,
                       BcuStream *stream)
{
    double pixels = dpi / 25.4;
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)lround(width * pixels), (int)lround(height * pixels));
    CairoCanvas *self = canvas_on(surface, pixels);
    self->is_png = true;
    self->dpi = dpi;
    self->stream = stream;
    self->title = g_strdup(description->title);
    self->alt = g_strdup(description->alt);
    return &self->canvas;
}

static cairo_status_t write_bytes(void *stream, const unsigned char *bytes, unsigned count)
{
    return bcu_stream_write(stream, bytes, count) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Cairo would write the clock: the same input must give the same bytes. */
static void set_dates(cairo_surface_t *surface)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    GDateTime *date = g_date_time_new_from_unix_utc(epoch ? g_ascii_strtoll(epoch, NULL, 10) : 0);
    g_autofree char *text = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    if (text)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
    if (date)
        g_date_time_unref(date);
}

Canvas *canvas_pdf_new(double width, double height, const Description *description,
                       BcuStream *stream)
{
    double points = 72 / 25.4;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(write_bytes, stream, width * points, height * points);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, description->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, description->alt);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "bcukit");
    set_dates(surface);
    return &canvas_on(surface, points)->canvas;
}
