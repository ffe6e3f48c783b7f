/** Outlines and borders on the page's grid of whole numbers. */
#ifndef HTML_OUTLINE_H
#define HTML_OUTLINE_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** From the working CRS to the page: y runs down, one unit is `step` metres. */
typedef struct Grid {
    BcuBox extent;           /* working CRS */
    double units_x, units_y; /* page units per map unit */
    double step_m;           /* metres on the ground that one page unit stands for */
    int width, height;
} Grid;

/** Positions along the longer side of the map. */
#define GRID_POSITIONS 10000

Grid grid_of(const BcuDataset *dataset);
BcuPoint grid_place(const Grid *grid, BcuPoint point);

/** Appends an outline as the data of an SVG path; nothing where it has no parts. Neighbours share each point
 * of their border, since it is rounded once, from the arc that they share. */
void outline_append(GString *path, const Grid *grid, const BcuDataset *dataset, BcuLevel level,
                    uint32_t feature);
/** Appends one arc as a line. */
void outline_append_arc(GString *path, const Grid *grid, BcuArc arc);

#endif
