/* Arcs on the page. */
#include "canvas/lines.h"
#include "canvas/thin.h"

void lines_build(const BcuDataset *dataset, uint32_t coverage, const Page *page, double fineness,
                 Lines *lines)
{
    const size_t *arc_start;
    BcuRing all = bcu_coverage_points(dataset, coverage, &arc_start);
    g_autoptr(Thinner) thinner = thinner_new(fineness);
    GArray *points = g_array_new(false, false, sizeof(BcuPoint));
    lines->arc_count = bcu_arc_count(dataset, coverage);
    lines->node_count = bcu_node_count(dataset, coverage);
    lines->arc_start = g_new(size_t, (size_t)lines->arc_count + 1);
    lines->ends = g_new(BcuArcEnds, (size_t)lines->arc_count + 1);
    for (uint32_t a = 0; a < lines->arc_count; a++) {
        lines->arc_start[a] = points->len;
        lines->ends[a] = bcu_arc_ends(dataset, coverage, a);
        thinner_append(thinner, page, (BcuRing){all.points + arc_start[a], arc_start[a + 1] - arc_start[a]},
                       points);
    }
    lines->arc_start[lines->arc_count] = points->len;
    lines->points = (BcuPoint *)(void *)g_array_free(points, false);
}

void lines_clear(Lines *lines)
{
    g_free(lines->points);
    g_free(lines->arc_start);
    g_free(lines->ends);
}

static void add_ring(const Lines *lines, const int32_t *refs, uint32_t count, Path *path)
{
    path_begin(path);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t arc = (uint32_t)(refs[i] < 0 ? ~refs[i] : refs[i]);
        size_t first = lines->arc_start[arc], points = lines->arc_start[arc + 1] - first;
        /* Its end is the start of the next arc, or closes the ring. */
        for (size_t k = 0; k + 1 < points; k++)
            path_add(path, lines->points[first + (refs[i] < 0 ? points - 1 - k : k)]);
    }
}

void lines_add_outline(const Lines *lines, BcuArcShape outline, double smallest, Path *path)
{
    for (uint32_t p = 0; p < outline.part_count; p++)
        for (uint32_t r = outline.part_start[p]; r < outline.part_start[p + 1]; r++) {
            add_ring(lines, outline.refs + outline.ring_start[r],
                     outline.ring_start[r + 1] - outline.ring_start[r], path);
            if (path_drop_small_run(path, smallest) && r == outline.part_start[p])
                break;
        }
}
