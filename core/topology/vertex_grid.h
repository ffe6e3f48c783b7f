/** Vertices by place. */
#ifndef BCU_VERTEX_GRID_H
#define BCU_VERTEX_GRID_H

#include <bcukit/geometry.h>
#include <glib.h>

typedef struct BcuVertexGrid {
    const BcuPoint *vertices;
    BcuBox box;
    double cell;
    size_t columns, rows;
    uint32_t *start, *count; /* per cell: where its vertices are filed, and how many */
    uint32_t *filed;         /* indices of vertices by cell */
} BcuVertexGrid;

/** \param points borrowed as long as the grid is in use; fewer than UINT32_MAX. */
void bcu_vertex_grid_build(BcuVertexGrid *grid, const BcuPoint *points, size_t count);
void bcu_vertex_grid_clear(BcuVertexGrid *grid);

/** Whether a vertex that is neither gone nor at a corner lies in the triangle or on its sides; decided
 * exactly. Forgets vertices that are gone.
 * \param gone one entry per vertex. */
bool bcu_vertex_grid_occupied(BcuVertexGrid *grid, BcuPoint a, BcuPoint b, BcuPoint c, const bool *gone);

#endif
