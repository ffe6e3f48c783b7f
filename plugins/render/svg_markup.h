/** Pieces of SVG: escaped text, short numbers, colours, path data. Lengths become hundredths of a
 * millimetre, the units of the files' view box. */
#ifndef RENDER_SVG_MARKUP_H
#define RENDER_SVG_MARKUP_H

#include "canvas.h"
#include <cairo.h>

#define SVG_UNITS_PER_MM 100

/** Control characters, which have no place in XML, are left out. */
void svg_append_escaped(GString *out, const char *text);
/** ` name="value"`, escaped. */
void svg_append_attribute(GString *out, const char *name, const char *value);
/** ` name="value"` of a length in mm. */
void svg_append_length(GString *out, const char *name, double mm);
void svg_append_colour(GString *out, const char *name, BcuColour colour);
/** ` d="…"` */
void svg_append_path(GString *out, const Path *path, bool closed);
/** ` d="…"` of letters' outlines, in units of the view box. */
void svg_append_glyphs(GString *out, const cairo_path_t *path);

#endif
