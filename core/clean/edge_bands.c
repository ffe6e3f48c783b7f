/* Counts edges west of a point, by bands of latitude.
 * Bands are as high as an edge on average, so that an edge lies in two of them on average. */
#include "clean/edge_bands.h"
#include "geometry/predicates.h"

static inline bool is_single(const BcuTopology *topology, uint32_t arc)
{
    return (topology->left[arc] == BCU_NONE) != (topology->right[arc] == BCU_NONE);
}

static size_t row_of(const BcuEdgeBands *rows, double y)
{
    double at = (y - rows->south) / rows->height;
    return at <= 0 ? 0 : at >= (double)rows->rows ? rows->rows - 1 : (size_t)at;
}

static void lay_out(BcuEdgeBands *rows)
{
    const BcuTopology *topology = rows->topology;
    double south = INFINITY, north = -INFINITY, rise = 0;
    size_t count = 0;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        for (size_t i = topology->arc_start[arc]; is_single(topology, arc) && i + 1 < topology->arc_start[arc + 1]; i++) {
            double a = topology->points[i].y, b = topology->points[i + 1].y;
            south = MIN(south, MIN(a, b));
            north = MAX(north, MAX(a, b));
            rise += fabs(b - a);
            count++;
        }
    rows->south = count ? south : 0;
    rows->height = rise > 0 ? rise / (double)count : 1;
    rows->rows = count ? (size_t)((north - south) / rows->height) + 1 : 1;
}

/* Counts the edges of each band, or files them. */
static void visit(BcuEdgeBands *rows, uint32_t *start, bool file)
{
    const BcuTopology *topology = rows->topology;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        for (size_t i = topology->arc_start[arc]; is_single(topology, arc) && i + 1 < topology->arc_start[arc + 1]; i++) {
            double a = topology->points[i].y, b = topology->points[i + 1].y;
            for (size_t row = row_of(rows, MIN(a, b)); row <= row_of(rows, MAX(a, b)); row++) {
                if (file)
                    rows->edges[start[row]] = (uint32_t)i;
                start[row]++;
            }
        }
}

void bcu_edge_bands_build(const BcuTopology *topology, BcuEdgeBands *rows)
{
    *rows = (BcuEdgeBands){.topology = topology};
    lay_out(rows);
    rows->start = g_new0(uint32_t, rows->rows + 1);
    uint32_t *start = rows->start + 1, total = 0; /* one place further left once they are filed */
    visit(rows, start, false);
    for (size_t row = 0; row < rows->rows; row++) {
        uint32_t count = start[row];
        start[row] = total;
        total += count;
    }
    rows->edges = g_new(uint32_t, (size_t)total + 1);
    visit(rows, start, true);
}

void bcu_edge_bands_clear(BcuEdgeBands *rows)
{
    g_clear_pointer(&rows->start, g_free);
    g_clear_pointer(&rows->edges, g_free);
}

int bcu_edge_bands_depth(const BcuEdgeBands *rows, BcuPoint p)
{
    size_t row = row_of(rows, p.y);
    int depth = 0;
    for (uint32_t i = rows->start[row]; i < rows->start[row + 1]; i++) {
        BcuPoint a = rows->topology->points[rows->edges[i]], b = rows->topology->points[rows->edges[i] + 1];
        if ((a.y > p.y) == (b.y > p.y))
            continue;
        bool north = b.y > a.y;
        if (bcu_orientation(north ? a : b, north ? b : a, p) < 0)
            depth += north ? -1 : 1;
    }
    return depth;
}
