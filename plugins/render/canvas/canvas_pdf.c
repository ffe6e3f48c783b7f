/* PDF: pages with bookmarks, fonts embedded, metadata without a clock. */
#include "canvas/canvas_cairo.h"
#include <cairo-pdf.h>

static void begin_page(Canvas *canvas, const char *title, BcuColour paper)
{
    CairoCanvas *self = (CairoCanvas *)canvas;
    if (self->pages++ > 0)
        cairo_show_page(self->cairo);
    g_autofree char *target = g_strdup_printf("page=%d", self->pages);
    cairo_pdf_surface_add_outline(self->surface, CAIRO_PDF_OUTLINE_ROOT, title, target,
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
    canvas_cairo_paint_paper(self, paper);
}

static void begin_mosaic(Canvas *canvas)
{
    ((CairoCanvas *)canvas)->is_mosaic = true;
}

static void end_mosaic(Canvas *canvas)
{
    ((CairoCanvas *)canvas)->is_mosaic = false;
}

/* A viewer blends each edge with what is behind it, and a pale line shows between two neighbours;
 * a thin line in the fill's own colour closes it. */
static void fill(Canvas *canvas, const Path *path, BcuColour colour, const Mark *mark)
{
    (void)mark;
    CairoCanvas *self = (CairoCanvas *)canvas;
    canvas_cairo_set_pen(self->cairo, &(Pen){.colour = colour, .width = CANVAS_SEAM});
    canvas_cairo_trace(self->cairo, path, 0, path->starts->len, true);
    if (self->is_mosaic) {
        cairo_fill_preserve(self->cairo);
        cairo_stroke(self->cairo);
    } else {
        cairo_fill(self->cairo);
    }
}

static bool finish(Canvas *canvas)
{
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_show_page(self->cairo);
    cairo_surface_finish(self->surface);
    return canvas_cairo_free(self);
}

static cairo_status_t write_bytes(void *stream, const unsigned char *bytes, unsigned count)
{
    return bcu_stream_write(stream, bytes, count) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Cairo would write the clock: the same input must give the same bytes. */
static void set_date(cairo_surface_t *surface)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(epoch ? g_ascii_strtoll(epoch, NULL, 10) : 0);
    g_autofree char *text = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    if (text)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
}

static void set_metadata(cairo_surface_t *surface, const CanvasFile *file)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, file->title);
    if (file->author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, file->author);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, file->alt);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "bcukit");
    if (file->provenance)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, file->provenance);
    set_date(surface);
}

Canvas *canvas_pdf_new(const CanvasFile *file, BcuStream *stream)
{
    double points = 72 / 25.4;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(write_bytes, stream, file->width * points, file->height * points);
    /* From 1.5 on cairo packs what the file says of itself, so that nobody finds the provenance without unpacking. */
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    set_metadata(surface, file);
    CairoCanvas *self = canvas_cairo_new(surface, points, file, stream);
    self->canvas.fineness = fmin(file->width, file->height) / 7000;
    self->canvas.begin_page = begin_page;
    self->canvas.fill = fill;
    self->canvas.begin_mosaic = begin_mosaic;
    self->canvas.end_mosaic = end_mosaic;
    self->canvas.finish = finish;
    return &self->canvas;
}
