/** Edges of arcs by place. */
#ifndef BCU_SEGMENT_GRID_H
#define BCU_SEGMENT_GRID_H

#include "topology.h"

/** A grid over the edges of some arcs. An edge is named by the index of its first point in
 * topology->points, and filed in every cell that it comes within the margin of. Cells are as large as
 * an edge is long on average, and share slots by a hash: a slot can hold edges of other cells, too. */
typedef struct BcuSegmentGrid {
    const BcuTopology *topology;
    bool all_arcs; /* else only those with a feature on one side */
    double cell, margin;
    size_t mask;     /* slots less one */
    uint32_t *start; /* per slot, one more at the end, into edges */
    uint32_t *edges;
} BcuSegmentGrid;

/** \return false when memory is out. */
bool bcu_segment_grid_build(const BcuTopology *topology, bool all_arcs, double margin, BcuSegmentGrid *grid);
void bcu_segment_grid_clear(BcuSegmentGrid *grid);

static inline bool bcu_segment_grid_has(const BcuSegmentGrid *grid, uint32_t arc)
{
    return grid->all_arcs || (grid->topology->left[arc] == BCU_NONE) != (grid->topology->right[arc] == BCU_NONE);
}

/* Rounds down without a call. */
static inline int64_t bcu_segment_grid_line(const BcuSegmentGrid *grid, double value)
{
    double at = value / grid->cell;
    int64_t line = (int64_t)at;
    return line - ((double)line > at);
}

/* The cells of a block of 4 x 4 share a cache line of slots, since a line of edges goes from cell to cell. */
static inline size_t bcu_segment_grid_slot(const BcuSegmentGrid *grid, int64_t column, int64_t row)
{
    uint64_t mixed = (uint64_t)(column >> 2) * UINT64_C(0x9e3779b97f4a7c15) ^
                     (uint64_t)(row >> 2) * UINT64_C(0xc2b2ae3d27d4eb4f);
    uint64_t block = (mixed ^ mixed >> 31) * UINT64_C(0xd6e8feb86659fd93) >> 24;
    return (size_t)(block << 4 | (uint64_t)(row & 3) << 2 | (uint64_t)(column & 3)) & grid->mask;
}

static inline size_t bcu_segment_grid_slot_of(const BcuSegmentGrid *grid, BcuPoint p)
{
    return bcu_segment_grid_slot(grid, bcu_segment_grid_line(grid, p.x), bcu_segment_grid_line(grid, p.y));
}

#endif
