/** Drawing by Cairo, the same on pixels and in a PDF. */
#ifndef RENDER_CANVAS_CAIRO_H
#define RENDER_CANVAS_CAIRO_H

#include "canvas.h"
#include <cairo.h>

typedef struct CairoCanvas {
    Canvas canvas;
    const CanvasFile *file;
    BcuStream *stream;
    cairo_t *cairo;
    cairo_surface_t *surface;
    int page;    /* how many were begun */
    bool mosaic; /* between begin_mosaic and end_mosaic */
} CairoCanvas;

/** Takes the surface; sets all functions but begin_page and finish. */
CairoCanvas *canvas_cairo_new(cairo_surface_t *surface, double units_per_mm, const CanvasFile *file,
                              BcuStream *stream);
void canvas_cairo_paint_paper(CairoCanvas *self, BcuColour paper);
/** Frees all. \return whether Cairo drew without an error. */
bool canvas_cairo_free(CairoCanvas *self);

#endif
