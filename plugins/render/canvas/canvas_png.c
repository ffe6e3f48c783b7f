/* PNG: one page of pixels. */
#include "canvas/canvas_cairo.h"
#include "canvas/png_file.h"
#include <stdlib.h>
#include <sys/mman.h>

static const cairo_user_data_key_t PIXELS;

static void begin_page(Canvas *canvas, const char *title, BcuColour paper)
{
    (void)title;
    CairoCanvas *self = (CairoCanvas *)canvas;
    g_assert(self->pages == 0);
    self->pages++;
    canvas_cairo_paint_paper(self, paper);
}

/* Sixteen samples a pixel show no step in a line that is a pixel wide; thinner ones need them all. */
static cairo_antialias_t smoothness(const CairoCanvas *self, const Pen *pen)
{
    return pen->width * self->file->dpi / 25.4 >= 1 ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_DEFAULT;
}

/* In portions: Cairo sorts the edges of all that it strokes at once, and the pages of memory that it
 * takes for many edges cost more than the lines do. */
static void stroke(Canvas *canvas, const Path *path, const Pen *pen, bool closed, const Mark *mark)
{
    enum { PORTION = 1000 };
    (void)mark;
    CairoCanvas *self = (CairoCanvas *)canvas;
    canvas_cairo_set_pen(self->cairo, pen);
    cairo_set_antialias(self->cairo, smoothness(self, pen));
    for (guint run = 0, end; run < path->starts->len; run = end) {
        guint first = g_array_index(path->starts, guint, run);
        for (end = run + 1; end < path->starts->len && path_run_end(path, end) - first < PORTION;)
            end++;
        canvas_cairo_trace(self->cairo, path, run, end, closed);
        cairo_stroke(self->cairo);
    }
    cairo_set_antialias(self->cairo, CAIRO_ANTIALIAS_DEFAULT);
}

/* ---- mosaics --------------------------------------------------------------------------- */

/* Where two fills share a pixel, each blends with what is there already, and what was there before
 * both would shine through. So each pixel first gets the fill that has its middle; then the edges
 * are drawn smoothly over that. */
typedef struct Tile {
    Path *path;
    BcuColour colour;
} Tile;

static void tile_free(void *data)
{
    Tile *tile = data;
    path_free(tile->path);
    g_free(tile);
}

static void begin_mosaic(Canvas *canvas)
{
    ((CairoCanvas *)canvas)->mosaic = g_ptr_array_new_with_free_func(tile_free);
}

static void fill(Canvas *canvas, const Path *path, BcuColour colour, const Mark *mark)
{
    (void)mark;
    CairoCanvas *self = (CairoCanvas *)canvas;
    canvas_cairo_set_colour(self->cairo, colour);
    canvas_cairo_trace(self->cairo, path, 0, path->starts->len, true);
    if (self->mosaic) {
        Tile *tile = g_new(Tile, 1);
        *tile = (Tile){path_copy(path), colour};
        g_ptr_array_add(self->mosaic, tile);
        cairo_set_antialias(self->cairo, CAIRO_ANTIALIAS_NONE);
    }
    cairo_fill(self->cairo);
    cairo_set_antialias(self->cairo, CAIRO_ANTIALIAS_DEFAULT);
}

static void end_mosaic(Canvas *canvas)
{
    CairoCanvas *self = (CairoCanvas *)canvas;
    g_autoptr(GPtrArray) tiles = g_steal_pointer(&self->mosaic);
    cairo_set_antialias(self->cairo, CAIRO_ANTIALIAS_FAST);
    for (guint i = 0; i < tiles->len; i++) {
        const Tile *tile = g_ptr_array_index(tiles, i);
        canvas_cairo_set_colour(self->cairo, tile->colour);
        canvas_cairo_trace(self->cairo, tile->path, 0, tile->path->starts->len, true);
        cairo_fill(self->cairo);
    }
    cairo_set_antialias(self->cairo, CAIRO_ANTIALIAS_DEFAULT);
}

/* ---- the file -------------------------------------------------------------------------- */

static bool finish(Canvas *canvas)
{
    CairoCanvas *self = (CairoCanvas *)canvas;
    cairo_surface_flush(self->surface);
    bool written = png_file_write(self->surface, self->file, self->stream);
    return canvas_cairo_free(self) && written;
}

/* In large pages of memory where the system has them: to touch millions of pixels for the first
 * time in small ones takes longer than to draw the map. */
static cairo_surface_t *surface_new(int width, int height)
{
    enum { LARGE_PAGE = 2 << 20 };
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    size_t size = (size_t)stride * (size_t)height;
    void *pixels = NULL;
    if (stride < 0 || posix_memalign(&pixels, LARGE_PAGE, size) != 0)
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
#ifdef MADV_HUGEPAGE
    madvise(pixels, size, MADV_HUGEPAGE);
#endif
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, width, height, stride);
    cairo_surface_set_user_data(surface, &PIXELS, pixels, free);
    return surface;
}

Canvas *canvas_png_new(const CanvasFile *file, BcuStream *stream)
{
    double pixels = file->dpi / 25.4;
    cairo_surface_t *surface =
        surface_new((int)lround(file->width * pixels), (int)lround(file->height * pixels));
    CairoCanvas *self = canvas_cairo_new(surface, pixels, file, stream);
    self->canvas.fineness = 0.25 / pixels;
    self->canvas.begin_page = begin_page;
    self->canvas.fill = fill;
    self->canvas.stroke = stroke;
    self->canvas.begin_mosaic = begin_mosaic;
    self->canvas.end_mosaic = end_mosaic;
    self->canvas.finish = finish;
    return &self->canvas;
}
