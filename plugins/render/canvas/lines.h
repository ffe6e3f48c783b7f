/** The dataset's arcs on the page, thinned to what can be seen: once per arc, so that both sides
 * of a border stay the same line. */
#ifndef RENDER_LINES_H
#define RENDER_LINES_H

#include "canvas/canvas.h"
#include "page/page.h"

typedef struct Lines {
    BcuPoint *points; /* on the page */
    size_t *arc_start;
    BcuArcEnds *ends; /* per arc */
    uint32_t arc_count, node_count;
} Lines;

/** \param fineness how far a line may be from where it ought to be, mm. */
void lines_build(const BcuDataset *dataset, uint32_t coverage, const Page *page, double fineness,
                 Lines *lines);
void lines_clear(Lines *lines);
/** Appends the rings of an outline; parts too small to be seen are left out. */
void lines_add_outline(const Lines *lines, BcuArcShape outline, double smallest, Path *path);

#endif
