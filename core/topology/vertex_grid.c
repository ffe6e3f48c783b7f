/* A dense grid with about four vertices per cell. */
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
    grid->start = g_new0(uint32_t, cells + 1);
    grid->count = g_new0(uint32_t, cells + 1);
    grid->filed = g_new(uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        grid->start[slot(grid, points[i]) + 1]++;
    for (size_t c = 1; c <= cells; c++)
        grid->start[c] += grid->start[c - 1];
    for (size_t i = 0; i < count; i++) {
        size_t cell = slot(grid, points[i]);
        grid->filed[grid->start[cell] + grid->count[cell]++] = (uint32_t)i;
    }
}

void bcu_vertex_grid_clear(BcuVertexGrid *grid)
{
    g_free(grid->start);
    g_free(grid->count);
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

/* Whether any vertex of the cell but the corners lies in the triangle. Those that are gone leave the cell,
 * so that large triangles late in the work do not meet them again. */
static bool cell_occupies(BcuVertexGrid *grid, size_t cell, const BcuPoint *corner, const bool *gone)
{
    uint32_t *filed = grid->filed + grid->start[cell];
    for (uint32_t i = 0; i < grid->count[cell];) {
        BcuPoint p = grid->vertices[filed[i]];
        if (gone[filed[i]]) {
            filed[i] = filed[--grid->count[cell]];
            continue;
        }
        if (!bcu_points_equal(p, corner[0]) && !bcu_points_equal(p, corner[1]) && !bcu_points_equal(p, corner[2]) &&
            in_triangle(p, corner[0], corner[1], corner[2]))
            return true;
        i++;
    }
    return false;
}

bool bcu_vertex_grid_occupied(BcuVertexGrid *grid, BcuPoint a, BcuPoint b, BcuPoint c, const bool *gone)
{
    const BcuPoint corner[] = {a, b, c};
    size_t x0 = cell_of(grid, fmin(a.x, fmin(b.x, c.x)), grid->box.min_x, grid->columns);
    size_t x1 = cell_of(grid, fmax(a.x, fmax(b.x, c.x)), grid->box.min_x, grid->columns);
    size_t y0 = cell_of(grid, fmin(a.y, fmin(b.y, c.y)), grid->box.min_y, grid->rows);
    size_t y1 = cell_of(grid, fmax(a.y, fmax(b.y, c.y)), grid->box.min_y, grid->rows);
    for (size_t y = y0; y <= y1; y++)
        for (size_t x = x0; x <= x1; x++)
            if (cell_occupies(grid, y * grid->columns + x, corner, gone))
                return true;
    return false;
}
