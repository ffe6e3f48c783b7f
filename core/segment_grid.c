/* Borders are lines: most cells of a grid around them are empty, so the cells are hashed. Long edges are
 * filed along their line, not in their whole box, so that the grid stays as large as the line work. */
#include "segment_grid.h"

typedef void Visit(BcuSegmentGrid *grid, size_t slot, uint32_t edge);

/* A long edge row by row, in the columns that it passes there. */
static void visit_rows(BcuSegmentGrid *grid, uint32_t edge, int64_t first, int64_t last, Visit *visit)
{
    BcuPoint a = grid->topology->points[edge], b = grid->topology->points[edge + 1];
    BcuPoint low = a.y <= b.y ? a : b, high = a.y <= b.y ? b : a;
    double margin = grid->margin;
    double west = MIN(a.x, b.x), east = MAX(a.x, b.x);
    for (int64_t row = first; row <= last; row++) {
        double x0 = west, x1 = east;
        if (high.y > low.y) {
            double y0 = (double)row * grid->cell - margin, y1 = y0 + grid->cell + 2 * margin;
            double height = high.y - low.y, from = (MAX(y0, low.y) - low.y) / height;
            double to = (MIN(y1, high.y) - low.y) / height;
            double at0 = low.x + from * (high.x - low.x), at1 = low.x + to * (high.x - low.x);
            x0 = MAX(west, MIN(at0, at1));
            x1 = MIN(east, MAX(at0, at1));
        }
        int64_t end = bcu_segment_grid_line(grid, x1 + margin);
        for (int64_t column = bcu_segment_grid_line(grid, x0 - margin); column <= end; column++)
            visit(grid, bcu_segment_grid_slot(grid, column, row), edge);
    }
}

static inline void visit_cells(BcuSegmentGrid *grid, uint32_t edge, Visit *visit)
{
    BcuPoint a = grid->topology->points[edge], b = grid->topology->points[edge + 1];
    int64_t column0 = bcu_segment_grid_line(grid, MIN(a.x, b.x) - grid->margin);
    int64_t column1 = bcu_segment_grid_line(grid, MAX(a.x, b.x) + grid->margin);
    int64_t row0 = bcu_segment_grid_line(grid, MIN(a.y, b.y) - grid->margin);
    int64_t row1 = bcu_segment_grid_line(grid, MAX(a.y, b.y) + grid->margin);
    if (column0 != column1 && row0 != row1) {
        visit_rows(grid, edge, row0, row1, visit);
        return;
    }
    for (int64_t row = row0; row <= row1; row++)
        for (int64_t column = column0; column <= column1; column++)
            visit(grid, bcu_segment_grid_slot(grid, column, row), edge);
}

static void count_edge(BcuSegmentGrid *grid, size_t slot, uint32_t edge)
{
    (void)edge;
    grid->start[slot]++;
}

static void file_edge(BcuSegmentGrid *grid, size_t slot, uint32_t edge)
{
    grid->edges[grid->start[slot]++] = edge;
}

static void visit_all(BcuSegmentGrid *grid, Visit *visit)
{
    const BcuTopology *topology = grid->topology;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        if (bcu_segment_grid_has(grid, arc))
            for (size_t i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1]; i++)
                visit_cells(grid, (uint32_t)i, visit);
}

static void lay_out(BcuSegmentGrid *grid)
{
    const BcuTopology *topology = grid->topology;
    size_t count = 0;
    double length = 0;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        if (!bcu_segment_grid_has(grid, arc))
            continue;
        BcuRing line = {topology->points + topology->arc_start[arc],
                        topology->arc_start[arc + 1] - topology->arc_start[arc]};
        length += bcu_ring_length(line);
        count += line.count - 1;
    }
    grid->cell = MAX(1.5 * length / (double)(count + 1), 4 * grid->margin);
    if (!(grid->cell > 0))
        grid->cell = 1;
    /* An edge of another cell that shares a slot is far off in memory, too: to look at it costs more than the slots
     * that keep it away. */
    grid->mask = 63;
    while (grid->mask < 2 * count)
        grid->mask = grid->mask * 2 + 1;
}

bool bcu_segment_grid_build(const BcuTopology *topology, bool all_arcs, double margin, BcuSegmentGrid *grid)
{
    *grid = (BcuSegmentGrid){.topology = topology, .all_arcs = all_arcs, .margin = margin};
    lay_out(grid);
    grid->start = g_try_malloc0_n(grid->mask + 3, sizeof(uint32_t));
    if (!grid->start)
        return false;
    grid->start++; /* counts, then starts, end up one place further left while they are used */
    visit_all(grid, count_edge);
    uint32_t total = 0;
    for (size_t slot = 0; slot <= grid->mask; slot++) {
        uint32_t count = grid->start[slot];
        grid->start[slot] = total;
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
