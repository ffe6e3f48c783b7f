/** PNG with resolution, title and description: what Cairo's own writer leaves out. */
#ifndef RENDER_PNG_FILE_H
#define RENDER_PNG_FILE_H

#include "canvas/canvas.h"
#include <cairo.h>

/** \param surface of 32 bits a pixel; its pixels are used up. */
bool png_file_write(cairo_surface_t *surface, const CanvasFile *file, BcuStream *stream);

#endif
