/** Arcs joined end to end into as few lines as can be: a pen that is put down seldom draws faster and says
 * less. */
#ifndef RENDER_CHAINS_H
#define RENDER_CHAINS_H

#include "lines.h"

/** Appends the arcs (uint32_t), each once; lines that are shorter than can be seen are left out. */
void chains_add(const Lines *lines, const GArray *arcs, double smallest, Path *path);

#endif
