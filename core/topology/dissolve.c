/* Dissolves features into groups.
 * Features to groups: arcs with the same group on both sides are dropped, the rest are chained. */
#include "topology/dissolve.h"

#include "topology/outline.h"

void bcu_arc_shapes_clear(BcuArcShapes *shapes)
{
    g_free(shapes->refs);
    g_free(shapes->ring_start);
    g_free(shapes->part_start);
    g_free(shapes->feature_start);
    *shapes = (BcuArcShapes){0};
}

static inline uint32_t group_at(const uint32_t *group_of, uint32_t feature)
{
    return feature == BCU_NONE || !group_of ? feature : group_of[feature];
}

/* References sorted by the group on their left, in the order of arcs within it. */
typedef struct Borders {
    int32_t *refs;
    uint32_t *start; /* group_count + 1 */
} Borders;

static bool sort_borders(const BcuTopology *topology, const uint32_t *group_of,
                         uint32_t group_count, Borders *borders)
{
    uint32_t *start = borders->start = g_try_malloc0_n((size_t)group_count + 2, sizeof(uint32_t));
    if (!start)
        return false;
    start++; /* counts, then starts, end up one place further left while they are used */
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        uint32_t left = group_at(group_of, topology->left[arc]);
        uint32_t right = group_at(group_of, topology->right[arc]);
        if (left != right && left != BCU_NONE)
            start[left]++;
        if (left != right && right != BCU_NONE)
            start[right]++;
    }
    uint32_t total = 0;
    for (uint32_t group = 0; group < group_count; group++) {
        uint32_t count = start[group];
        start[group] = total;
        total += count;
    }
    borders->refs = g_try_malloc_n((size_t)total + 1, sizeof(int32_t));
    if (!borders->refs)
        return false;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        uint32_t left = group_at(group_of, topology->left[arc]);
        uint32_t right = group_at(group_of, topology->right[arc]);
        if (left != right && left != BCU_NONE)
            borders->refs[start[left]++] = (int32_t)arc;
        if (left != right && right != BCU_NONE)
            borders->refs[start[right]++] = ~(int32_t)arc;
    }
    return true;
}

static void report_orphans(const BcuTopology *topology, const Borders *borders, uint32_t group,
                            uint32_t holes, BcuDiagLog *log)
{
    int32_t ref = borders->refs[borders->start[group]];
    BcuPoint at = topology->points[topology->arc_start[ref < 0 ? ~ref : ref]];
    BcuPlace place = {.has_position = true, .x = at.x, .y = at.y};
    bcu_report(log, BCU_WARNING, "DIS020", &place,
               "Look at the layer there: rings cross or run the wrong way round; bcukit check lists them.",
               "%u holes of outline %u lie in no shell and were left out", holes, group + 1);
}

bool bcu_dissolve(const BcuTopology *topology, const uint32_t *group_of, uint32_t group_count,
                  BcuArcShapes *groups, BcuDiagLog *log)
{
    Borders borders = {0};
    BcuOutliner *outliner = NULL;
    bool ok = sort_borders(topology, group_of, group_count, &borders) &&
              (outliner = bcu_outliner_new(topology, group_count));
    for (uint32_t group = 0; ok && group < group_count; group++) {
        uint32_t first = borders.start[group];
        uint32_t orphans =
            bcu_outliner_add(outliner, borders.refs + first, borders.start[group + 1] - first);
        if (orphans)
            report_orphans(topology, &borders, group, orphans, log);
    }
    if (outliner)
        bcu_outliner_finish(outliner, groups);
    else
        bcu_report(log, BCU_ERROR, "DIS001", NULL, "Close other programs, or take fewer layers.",
                   "memory ran out while outlines were put together");
    g_free(borders.refs);
    g_free(borders.start);
    return ok;
}
