/** Drawing by Cairo, where pixels and a PDF agree. */
#ifndef RENDER_CANVAS_CAIRO_H
#define RENDER_CANVAS_CAIRO_H

#include "canvas/canvas.h"
#include <cairo.h>

typedef struct CairoCanvas {
    Canvas canvas;
    const CanvasFile *file;
    BcuStream *stream;
    cairo_t *cairo;
    cairo_surface_t *surface;
    int pages;         /* how many were begun */
    GPtrArray *mosaic; /* of a PNG: its fills between begin_mosaic and end_mosaic, else NULL */
    bool is_mosaic;    /* of a PDF: between begin_mosaic and end_mosaic */
} CairoCanvas;

/** Takes the surface; sets all functions but those for pages and mosaics, and finish. */
CairoCanvas *canvas_cairo_new(cairo_surface_t *surface, double units_per_mm, const CanvasFile *file,
                              BcuStream *stream);
void canvas_cairo_paint_paper(CairoCanvas *self, BcuColour paper);
/** Frees all. \return whether Cairo drew without an error. */
bool canvas_cairo_free(CairoCanvas *self);

void canvas_cairo_set_colour(cairo_t *cairo, BcuColour colour);
void canvas_cairo_set_pen(cairo_t *cairo, const Pen *pen);
/** Makes some runs of the path the current path. */
void canvas_cairo_trace(cairo_t *cairo, const Path *path, guint first_run, guint end_run, bool closed);

#endif
