/** Rings cut off at the edges of a frame. */
#ifndef RENDER_CLIP_H
#define RENDER_CLIP_H

#include "page/page.h"
#include <glib.h>

/** Cuts the closed ring at the end of a list of points, from point `first` on. Where it leaves the frame it
 * goes along the edge; nothing is left of one that lies outside. */
void clip_ring(GArray *points, guint first, Frame frame);

#endif
