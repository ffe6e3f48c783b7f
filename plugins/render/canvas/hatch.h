/** Parallel lines that fill a shape: told apart from any colour, on any printer. */
#ifndef RENDER_HATCH_H
#define RENDER_HATCH_H

#include "canvas/canvas.h"

typedef struct Hatch {
    Pen pen;
    double gap;   /* from line to line, mm */
    double least; /* length of a line that can be seen, mm */
    bool falling; /* to the right; else rising */
} Hatch;

/** The parts of the lines that lie within the rings, by the even-odd rule. Lines of neighbouring shapes join.
 * Freed with path_free. */
Path *hatch_lines(const Path *rings, const Hatch *hatch);

#endif
