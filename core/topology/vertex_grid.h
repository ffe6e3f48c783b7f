/** Vertices by place. */
#ifndef BCU_VERTEX_GRID_H
#define BCU_VERTEX_GRID_H

#include <bcukit/geometry.h>
#include <glib.h>

typedef struct BcuVertexCell {
    uint32_t start, count; /* where its vertices are filed, and how many are left */
} BcuVertexCell;

typedef struct BcuVertexGrid {
    const BcuPoint *vertices;
    BcuBox box;
    double cell;
    size_t columns, rows;
    BcuVertexCell *cells;
    uint32_t *filed; /* indices of vertices by cell */
} BcuVertexGrid;

/** \param points borrowed as long as the grid is in use; fewer than UINT32_MAX. */
void bcu_vertex_grid_build(BcuVertexGrid *grid, const BcuPoint *points, size_t count);
void bcu_vertex_grid_clear(BcuVertexGrid *grid);

/** Whether a vertex that is neither forgotten nor at a corner lies in the triangle or on its sides; decided exactly. */
bool bcu_vertex_grid_occupied(const BcuVertexGrid *grid, BcuPoint a, BcuPoint b, BcuPoint c);

/** Takes a vertex off, so that large triangles late in the work do not meet it again. */
void bcu_vertex_grid_forget(BcuVertexGrid *grid, uint32_t vertex);

#endif
