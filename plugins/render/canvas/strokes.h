/** Arcs drawn on from one to the next in as few strokes as can be: a pen that is put down seldom draws faster
 * and says less. */
#ifndef RENDER_STROKES_H
#define RENDER_STROKES_H

#include "canvas/lines.h"

/** Appends the arcs (uint32_t), each once, a run for each stroke; strokes that are shorter than can be seen are
 * left out. */
void strokes_add(const Lines *lines, const GArray *arcs, double smallest, Path *path);

#endif
