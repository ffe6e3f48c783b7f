/** Edges of arcs by place. */
#ifndef BCU_SEGMENT_GRID_H
#define BCU_SEGMENT_GRID_H

#include "topology.h"

/** A grid over the edges of some arcs. An edge is named by the index of its first point in
 * topology->points, and filed in every cell that it comes within the margin of. */
typedef struct BcuSegmentGrid {
    const BcuTopology *topology;
    bool all_arcs; /* else only those with a feature on one side */
    BcuBox box;
    double cell, margin;
    size_t columns, rows;
    uint32_t *start; /* per cell, one more at the end, into edges */
    uint32_t *edges;
} BcuSegmentGrid;

/** \return false when memory is out. */
bool bcu_segment_grid_build(const BcuTopology *topology, bool all_arcs, double margin, BcuSegmentGrid *grid);
void bcu_segment_grid_clear(BcuSegmentGrid *grid);

static inline bool bcu_segment_grid_has(const BcuSegmentGrid *grid, uint32_t arc)
{
    return grid->all_arcs || (grid->topology->left[arc] == BCU_NONE) != (grid->topology->right[arc] == BCU_NONE);
}

static inline size_t bcu_segment_grid_line(double value, double low, double cell, size_t count)
{
    double at = (value - low) / cell;
    return at <= 0 ? 0 : at >= (double)count ? count - 1 : (size_t)at;
}

/** The cell of a point; one outside belongs to the nearest cell. */
static inline size_t bcu_segment_grid_cell(const BcuSegmentGrid *grid, BcuPoint p)
{
    return bcu_segment_grid_line(p.y, grid->box.min_y, grid->cell, grid->rows) * grid->columns +
           bcu_segment_grid_line(p.x, grid->box.min_x, grid->cell, grid->columns);
}

/** How many of the edges lie across the line from p to the west: those that run south less those
 * that run north. With the features on the left of their arcs, so many features cover p. */
int bcu_segment_grid_depth(const BcuSegmentGrid *grid, BcuPoint p);

#endif
