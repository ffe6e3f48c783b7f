/* A dense grid with about one edge per cell. Long edges are filed along their line, not in their
 * whole box, so that the grid stays as large as the line work. */
#include "segment_grid.h"
#include "predicates.h"

typedef void Visit(BcuSegmentGrid *grid, size_t cell, uint32_t edge);

static inline size_t column_of(const BcuSegmentGrid *grid, double x)
{
    return bcu_segment_grid_line(x, grid->box.min_x, grid->cell, grid->columns);
}

static inline size_t row_of(const BcuSegmentGrid *grid, double y)
{
    return bcu_segment_grid_line(y, grid->box.min_y, grid->cell, grid->rows);
}

static inline void visit_cells(BcuSegmentGrid *grid, uint32_t edge, Visit *visit)
{
    BcuPoint a = grid->topology->points[edge], b = grid->topology->points[edge + 1];
    BcuPoint low = a.y <= b.y ? a : b, high = a.y <= b.y ? b : a;
    double margin = grid->margin, slope = high.y > low.y ? (high.x - low.x) / (high.y - low.y) : 0;
    double west = fmin(a.x, b.x), east = fmax(a.x, b.x);
    size_t first = row_of(grid, low.y - margin), last = row_of(grid, high.y + margin);
    for (size_t row = first; row <= last; row++) {
        double x0 = west, x1 = east;
        if (first != last && high.y > low.y) {
            double y0 = grid->box.min_y + (double)row * grid->cell - margin, y1 = y0 + grid->cell + 2 * margin;
            double at0 = low.x + slope * (fmax(y0, low.y) - low.y), at1 = low.x + slope * (fmin(y1, high.y) - low.y);
            x0 = fmax(west, fmin(at0, at1));
            x1 = fmin(east, fmax(at0, at1));
        }
        size_t end = column_of(grid, x1 + margin);
        for (size_t column = column_of(grid, x0 - margin); column <= end; column++)
            visit(grid, row * grid->columns + column, edge);
    }
}

static void count_edge(BcuSegmentGrid *grid, size_t cell, uint32_t edge)
{
    (void)edge;
    grid->start[cell]++;
}

static void file_edge(BcuSegmentGrid *grid, size_t cell, uint32_t edge)
{
    grid->edges[grid->start[cell]++] = edge;
}

static void visit_all(BcuSegmentGrid *grid, Visit *visit)
{
    const BcuTopology *topology = grid->topology;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        if (bcu_segment_grid_has(grid, arc))
            for (size_t i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1]; i++)
                visit_cells(grid, (uint32_t)i, visit);
}

/* Extent and number of the edges; sets size and place of the cells. */
static void lay_out(BcuSegmentGrid *grid)
{
    const BcuTopology *topology = grid->topology;
    size_t count = 0;
    grid->box = BCU_BOX_EMPTY;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        if (!bcu_segment_grid_has(grid, arc))
            continue;
        BcuRing line = {topology->points + topology->arc_start[arc],
                        topology->arc_start[arc + 1] - topology->arc_start[arc]};
        grid->box = bcu_box_union(grid->box, bcu_ring_extent(line));
        count += line.count;
    }
    double width = count ? grid->box.max_x - grid->box.min_x : 0;
    double height = count ? grid->box.max_y - grid->box.min_y : 0;
    double most = fmax(width, height) / 30000;
    grid->cell = fmax(fmax(sqrt(width * height / (double)(count + 1)), most), 2 * grid->margin);
    if (!(grid->cell > 0))
        grid->cell = 1;
    grid->columns = (size_t)(width / grid->cell) + 1;
    grid->rows = (size_t)(height / grid->cell) + 1;
}

bool bcu_segment_grid_build(const BcuTopology *topology, bool all_arcs, double margin, BcuSegmentGrid *grid)
{
    *grid = (BcuSegmentGrid){.topology = topology, .all_arcs = all_arcs, .margin = margin};
    lay_out(grid);
    size_t cells = grid->columns * grid->rows;
    grid->start = g_try_malloc0_n(cells + 2, sizeof(uint32_t));
    if (!grid->start)
        return false;
    grid->start++; /* counts, then starts, end up one place further left while they are used */
    visit_all(grid, count_edge);
    uint32_t total = 0;
    for (size_t cell = 0; cell < cells; cell++) {
        uint32_t count = grid->start[cell];
        grid->start[cell] = total;
        total += count;
    }
    grid->edges = g_try_malloc_n((size_t)total + 1, sizeof(uint32_t));
    if (grid->edges)
        visit_all(grid, file_edge);
    grid->start--;
    if (!grid->edges)
        bcu_segment_grid_clear(grid);
    return grid->edges != NULL;
}

void bcu_segment_grid_clear(BcuSegmentGrid *grid)
{
    g_clear_pointer(&grid->start, g_free);
    g_clear_pointer(&grid->edges, g_free);
}

/* An edge is counted in the one cell in which it crosses the line. */
static int crossing(const BcuSegmentGrid *grid, uint32_t edge, size_t column, BcuPoint p)
{
    BcuPoint a = grid->topology->points[edge], b = grid->topology->points[edge + 1];
    if ((a.y > p.y) == (b.y > p.y))
        return 0;
    bool north = b.y > a.y;
    double x = a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
    x = fmin(fmax(x, fmin(a.x, b.x)), fmax(a.x, b.x));
    if (column_of(grid, x) != column || bcu_orientation(north ? a : b, north ? b : a, p) >= 0)
        return 0;
    return north ? -1 : 1;
}

int bcu_segment_grid_depth(const BcuSegmentGrid *grid, BcuPoint p)
{
    size_t row = row_of(grid, p.y), from = column_of(grid, p.x);
    int depth = 0;
    for (size_t column = 0; column <= from; column++) {
        size_t cell = row * grid->columns + column;
        for (uint32_t i = grid->start[cell]; i < grid->start[cell + 1]; i++)
            depth += crossing(grid, grid->edges[i], column, p);
    }
    return depth;
}
