/* Finds vertices by place.
 * A dense grid with about four vertices per cell. */
#include "topology/vertex_grid.h"
#include "geometry/predicates.h"

static size_t cell_of(const BcuVertexGrid *grid, double value, double low, size_t count)
{
    double at = (value - low) / grid->cell;
    return at <= 0 ? 0 : MIN((size_t)at, count - 1);
}

static size_t slot(const BcuVertexGrid *grid, BcuPoint p)
{
    return cell_of(grid, p.y, grid->box.min_y, grid->rows) * grid->columns +
           cell_of(grid, p.x, grid->box.min_x, grid->columns);
}

void bcu_vertex_grid_build(BcuVertexGrid *grid, const BcuPoint *points, size_t count)
{
    grid->box = bcu_ring_extent((BcuRing){points, count});
    double width = fmax(grid->box.max_x - grid->box.min_x, 1e-9);
    double height = fmax(grid->box.max_y - grid->box.min_y, 1e-9);
    grid->cell = fmax(sqrt(width * height / (double)(count + 1)) * 2, fmax(width, height) / 20000);
    grid->columns = (size_t)(width / grid->cell) + 1;
    grid->rows = (size_t)(height / grid->cell) + 1;
    size_t cells = grid->columns * grid->rows;
    grid->vertices = points;
    grid->cells = g_new0(BcuVertexCell, cells);
    grid->filed = g_new(uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        grid->cells[slot(grid, points[i])].count++;
    uint32_t filed = 0;
    for (size_t c = 0; c < cells; c++) {
        uint32_t vertices = grid->cells[c].count;
        grid->cells[c] = (BcuVertexCell){filed, 0};
        filed += vertices;
    }
    for (size_t i = 0; i < count; i++) {
        BcuVertexCell *cell = &grid->cells[slot(grid, points[i])];
        grid->filed[cell->start + cell->count++] = (uint32_t)i;
    }
}

void bcu_vertex_grid_clear(BcuVertexGrid *grid)
{
    g_free(grid->cells);
    g_free(grid->filed);
}

/* On its sides counts as in it. */
static bool in_triangle(BcuPoint p, BcuPoint a, BcuPoint b, BcuPoint c)
{
    if (p.x < fmin(a.x, fmin(b.x, c.x)) || p.x > fmax(a.x, fmax(b.x, c.x)) ||
        p.y < fmin(a.y, fmin(b.y, c.y)) || p.y > fmax(a.y, fmax(b.y, c.y)))
        return false;
    int d = bcu_orientation(a, b, p), e = bcu_orientation(b, c, p), f = bcu_orientation(c, a, p);
    return (d >= 0 && e >= 0 && f >= 0) || (d <= 0 && e <= 0 && f <= 0);
}

/* Whether any vertex of the cell but the corners lies in the triangle. */
static bool cell_occupies(const BcuVertexGrid *grid, BcuVertexCell cell, const BcuPoint *corner)
{
    for (uint32_t i = 0; i < cell.count; i++) {
        BcuPoint p = grid->vertices[grid->filed[cell.start + i]];
        if (!bcu_points_equal(p, corner[0]) && !bcu_points_equal(p, corner[1]) && !bcu_points_equal(p, corner[2]) &&
            in_triangle(p, corner[0], corner[1], corner[2]))
            return true;
    }
    return false;
}

bool bcu_vertex_grid_occupied(const BcuVertexGrid *grid, BcuPoint a, BcuPoint b, BcuPoint c)
{
    const BcuPoint corner[] = {a, b, c};
    size_t x0 = cell_of(grid, fmin(a.x, fmin(b.x, c.x)), grid->box.min_x, grid->columns);
    size_t x1 = cell_of(grid, fmax(a.x, fmax(b.x, c.x)), grid->box.min_x, grid->columns);
    size_t y0 = cell_of(grid, fmin(a.y, fmin(b.y, c.y)), grid->box.min_y, grid->rows);
    size_t y1 = cell_of(grid, fmax(a.y, fmax(b.y, c.y)), grid->box.min_y, grid->rows);
    for (size_t y = y0; y <= y1; y++)
        for (size_t x = x0; x <= x1; x++)
            if (cell_occupies(grid, grid->cells[y * grid->columns + x], corner))
                return true;
    return false;
}

void bcu_vertex_grid_forget(BcuVertexGrid *grid, uint32_t vertex)
{
    BcuVertexCell *cell = &grid->cells[slot(grid, grid->vertices[vertex])];
    uint32_t *filed = grid->filed + cell->start, i = 0;
    while (filed[i] != vertex)
        i++;
    filed[i] = filed[--cell->count];
}
