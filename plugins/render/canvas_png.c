/* PNG: one page of pixels. */
#include "canvas_cairo.h"
#include "png_file.h"

static void begin_page(Canvas *canvas, const char *title, BcuColour paper)
{
    (void)title;
    CairoCanvas *self = (CairoCanvas *)canvas;
    g_assert(self->page == 0);
    self->page++;
    canvas_cairo_paint_paper(self, paper);
}

static bool finish(Canvas *canvas)
{
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_surface_flush(self->surface);
    bool written = png_file_write(self->surface, self->file, self->stream);
    return canvas_cairo_free(self) && written;
}

Canvas *canvas_png_new(const CanvasFile *file, BcuStream *stream)
{
    double pixels = file->dpi / 25.4;
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)lround(file->width * pixels), (int)lround(file->height * pixels));
    CairoCanvas *self = canvas_cairo_new(surface, pixels, file, stream);
    self->canvas.begin_page = begin_page;
    self->canvas.finish = finish;
    return &self->canvas;
}
