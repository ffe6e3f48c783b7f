/** Pieces of SVG: escaped text, short numbers, colours, path data. Lengths are in units of the view box, in
 * which paths have whole numbers. */
#ifndef RENDER_SVG_MARKUP_H
#define RENDER_SVG_MARKUP_H

#include "canvas/canvas.h"
#include <cairo.h>

/** Control characters, which have no place in XML, are left out. */
void svg_append_escaped(GString *out, const char *text);
/** ` name="value"`, escaped. */
void svg_append_attribute(GString *out, const char *name, const char *value);
/** ` name="value"` with digits after the point as far as they matter. */
void svg_append_length(GString *out, const char *name, double length);
void svg_append_colour(GString *out, const char *name, BcuColour colour);
/** ` d="…"` of a path in mm. \param scale units in a mm. */
void svg_append_path(GString *out, const Path *path, double scale, bool closed);
/** ` d="…"` of letters' outlines. */
void svg_append_glyphs(GString *out, const cairo_path_t *path);

#endif
