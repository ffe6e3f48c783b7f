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

static inline int64_t bcu_segment_grid_line(const BcuSegmentGrid *grid, double value)
{
    return (int64_t)floor(value / grid->cell);
}

static inline size_t bcu_segment_grid_slot(const BcuSegmentGrid *grid, int64_t column, int64_t row)
{
    uint64_t mixed = (uint64_t)column * UINT64_C(0x9e3779b97f4a7c15) ^ (uint64_t)row * UINT64_C(0xc2b2ae3d27d4eb4f);
    return (size_t)((mixed ^ mixed >> 31) * UINT64_C(0xd6e8feb86659fd93) >> 24) & grid->mask;
}

static inline size_t bcu_segment_grid_slot_of(const BcuSegmentGrid *grid, BcuPoint p)
{
    return bcu_segment_grid_slot(grid, bcu_segment_grid_line(grid, p.x), bcu_segment_grid_line(grid, p.y));
}

#endif
