/* Joins directed arcs into shells and holes.
 * Directed arcs of one group to shells and holes.
 *
 * Where several outlines of a group meet at a node, the walk takes the sharpest turn to the left
 * and so stays along the same piece of the inside: pieces that touch at a point only become
 * shells of their own. What remains are passes of one walk through the same node (a hole that
 * touches its shell); there the loop between the two passes is split off. */
#include "topology/outline.h"
#include "topology/shells.h"

struct BcuOutliner {
    const BcuTopology *topology;
    uint32_t *first_out; /* per node: first reference that leaves it, as index; BCU_NONE */
    uint32_t *on_path;   /* per node: position on the path plus one; 0 when not on it */
    const int32_t *refs; /* of the group being outlined */
    uint32_t ref_count;
    GArray *next_out;    /* uint32_t per reference: next that leaves the same node */
    GArray *used;        /* bool per reference */
    GArray *path;        /* int32_t: the walk since its start, less what was split off */
    GArray *found_refs;  /* int32_t */
    GArray *found;       /* BcuFoundRing */
    GArray *out_refs, *out_rings, *out_parts, *out_features;
};

static inline uint32_t arc_of(int32_t ref)
{
    return (uint32_t)(ref < 0 ? ~ref : ref);
}

static inline uint32_t start_of(const BcuTopology *topology, int32_t ref)
{
    return ref < 0 ? topology->to[~ref] : topology->from[ref];
}

static inline uint32_t end_of(const BcuTopology *topology, int32_t ref)
{
    return ref < 0 ? topology->from[~ref] : topology->to[ref];
}

BcuOutliner *bcu_outliner_new(const BcuTopology *topology, uint32_t feature_count)
{
    BcuOutliner *outliner = g_new0(BcuOutliner, 1);
    size_t nodes = (size_t)topology->node_count + 1;
    outliner->topology = topology;
    outliner->first_out = g_try_malloc_n(nodes, sizeof(uint32_t));
    outliner->on_path = g_try_malloc0_n(nodes, sizeof(uint32_t));
    if (!outliner->first_out || !outliner->on_path) {
        g_free(outliner->first_out);
        g_free(outliner->on_path);
        g_free(outliner);
        return NULL;
    }
    for (size_t i = 0; i < nodes; i++)
        outliner->first_out[i] = BCU_NONE;
    outliner->next_out = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    outliner->used = g_array_new(FALSE, FALSE, sizeof(bool));
    outliner->path = g_array_new(FALSE, FALSE, sizeof(int32_t));
    outliner->found_refs = g_array_new(FALSE, FALSE, sizeof(int32_t));
    outliner->found = g_array_new(FALSE, FALSE, sizeof(BcuFoundRing));
    outliner->out_refs = g_array_new(FALSE, FALSE, sizeof(int32_t));
    outliner->out_rings = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    outliner->out_parts = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    outliner->out_features = g_array_sized_new(FALSE, TRUE, sizeof(uint32_t), feature_count + 1);
    uint32_t zero = 0;
    g_array_append_val(outliner->out_rings, zero);
    g_array_append_val(outliner->out_parts, zero);
    g_array_append_val(outliner->out_features, zero);
    return outliner;
}

/* ---- directions ----------------------------------------------------------------------- */

/* From the start of a reference to the first point that differs from it. */
static BcuPoint leaving(const BcuTopology *topology, int32_t ref)
{
    uint32_t arc = arc_of(ref);
    const BcuPoint *points = topology->points + topology->arc_start[arc];
    size_t last = topology->arc_start[arc + 1] - topology->arc_start[arc] - 1;
    BcuPoint start = points[ref < 0 ? last : 0], direction = {0, 0};
    for (size_t i = 1; i <= last && direction.x == 0 && direction.y == 0; i++) {
        BcuPoint point = points[ref < 0 ? last - i : i];
        direction = (BcuPoint){point.x - start.x, point.y - start.y};
    }
    return direction;
}

/* Cross product with a single rounding error: nearly parallel directions keep their order. */
static double cross(BcuPoint a, BcuPoint b)
{
    double product = a.y * b.x;
    return fma(a.x, b.y, -product) - fma(a.y, b.x, -product);
}

/* Clockwise angle from `from` to `to` in quarters of its range: 0 below half a turn, 1 half a
 * turn, 2 above, 3 a whole turn (the same direction). */
static int clockwise_class(BcuPoint from, BcuPoint to)
{
    double side = cross(from, to);
    if (side < 0)
        return 0;
    if (side > 0)
        return 2;
    return from.x * to.x + from.y * to.y < 0 ? 1 : 3;
}

static bool comes_first(BcuPoint back, BcuPoint a, BcuPoint b)
{
    int class_a = clockwise_class(back, a), class_b = clockwise_class(back, b);
    return class_a != class_b ? class_a < class_b : cross(a, b) < 0;
}

/* ---- walking -------------------------------------------------------------------------- */

static void index_group(BcuOutliner *outliner)
{
    g_array_set_size(outliner->next_out, outliner->ref_count);
    g_array_set_size(outliner->used, outliner->ref_count);
    uint32_t *next_out = (uint32_t *)(void *)outliner->next_out->data;
    for (uint32_t i = outliner->ref_count; i-- > 0;) {
        uint32_t *first = &outliner->first_out[start_of(outliner->topology, outliner->refs[i])];
        next_out[i] = *first;
        *first = i;
        g_array_index(outliner->used, bool, i) = false;
    }
}

static void forget_group(BcuOutliner *outliner)
{
    for (uint32_t i = 0; i < outliner->ref_count; i++)
        outliner->first_out[start_of(outliner->topology, outliner->refs[i])] = BCU_NONE;
}

/* The reference that goes on from `arrived` along the same piece of the inside; `start`, where
 * the walk began, counts as free. BCU_NONE only when the arcs do not balance. */
static uint32_t turn_left(const BcuOutliner *outliner, int32_t arrived, uint32_t start)
{
    const uint32_t *next_out = (const uint32_t *)(const void *)outliner->next_out->data;
    uint32_t first = outliner->first_out[end_of(outliner->topology, arrived)];
    if (first == BCU_NONE)
        return BCU_NONE;
    if (next_out[first] == BCU_NONE)
        return first == start || !g_array_index(outliner->used, bool, first) ? first : BCU_NONE;
    BcuPoint back = leaving(outliner->topology, ~arrived), best_direction = {0, 0};
    uint32_t best = BCU_NONE;
    for (uint32_t i = first; i != BCU_NONE; i = next_out[i]) {
        if (i != start && g_array_index(outliner->used, bool, i))
            continue;
        BcuPoint direction = leaving(outliner->topology, outliner->refs[i]);
        if (best == BCU_NONE || comes_first(back, direction, best_direction)) {
            best = i;
            best_direction = direction;
        }
    }
    return best;
}

/* Twice the area between a line and the origin. Every other edge has a sum of its own, so that none waits for the one
 * before. */
static double moment_of(BcuRing line, BcuPoint origin)
{
    double sum = 0, other = 0, ax = line.points[0].x - origin.x, ay = line.points[0].y - origin.y;
    size_t p = 1;
    for (; p + 1 < line.count; p += 2) {
        double bx = line.points[p].x - origin.x, by = line.points[p].y - origin.y;
        double cx = line.points[p + 1].x - origin.x, cy = line.points[p + 1].y - origin.y;
        sum += ax * by - bx * ay;
        other += bx * cy - cx * by;
        ax = cx;
        ay = cy;
    }
    if (p < line.count)
        sum += ax * (line.points[p].y - origin.y) - (line.points[p].x - origin.x) * ay;
    return sum + other;
}

/* About its first point. */
static double area_of(const BcuOutliner *outliner, const BcuFoundRing *ring)
{
    const BcuTopology *topology = outliner->topology;
    const int32_t *refs = &g_array_index(outliner->found_refs, int32_t, ring->first);
    BcuPoint origin = topology->points[topology->arc_start[arc_of(refs[0])]];
    double twice = 0;
    for (uint32_t i = 0; i < ring->count; i++) {
        uint32_t arc = arc_of(refs[i]);
        BcuRing line = {topology->points + topology->arc_start[arc],
                        topology->arc_start[arc + 1] - topology->arc_start[arc]};
        twice += refs[i] < 0 ? -moment_of(line, origin) : moment_of(line, origin);
    }
    return twice / 2;
}

/* Splits the loop off that the path has closed at `from`. */
static void split_loop(BcuOutliner *outliner, uint32_t from, uint32_t walk)
{
    const int32_t *path = &g_array_index(outliner->path, int32_t, 0);
    BcuFoundRing ring = {.first = outliner->found_refs->len, .count = outliner->path->len - from,
                      .walk = walk, .shell = BCU_NONE};
    for (uint32_t i = from; i < outliner->path->len; i++)
        outliner->on_path[start_of(outliner->topology, path[i])] = 0;
    g_array_append_vals(outliner->found_refs, path + from, ring.count);
    g_array_set_size(outliner->path, from);
    ring.area = area_of(outliner, &ring);
    g_array_append_val(outliner->found, ring);
}

static void walk_from(BcuOutliner *outliner, uint32_t start, uint32_t walk)
{
    uint32_t at = start;
    do {
        int32_t ref = outliner->refs[at];
        g_array_index(outliner->used, bool, at) = true;
        g_array_append_val(outliner->path, ref);
        outliner->on_path[start_of(outliner->topology, ref)] = outliner->path->len;
        uint32_t seen = outliner->on_path[end_of(outliner->topology, ref)];
        if (seen)
            split_loop(outliner, seen - 1, walk);
        at = turn_left(outliner, ref, start);
    } while (at != start && at != BCU_NONE);
    for (uint32_t i = 0; i < outliner->path->len; i++)
        outliner->on_path[start_of(outliner->topology,
                                   g_array_index(outliner->path, int32_t, i))] = 0;
    g_array_set_size(outliner->path, 0);
}

/* ---- features -------------------------------------------------------------------------- */

static void append_ring(BcuOutliner *outliner, const BcuFoundRing *ring)
{
    g_array_append_vals(outliner->out_refs,
                        &g_array_index(outliner->found_refs, int32_t, ring->first), ring->count);
    g_array_append_val(outliner->out_rings, outliner->out_refs->len);
}

/* Shells in the order in which they were found, each followed by its holes. */
static uint32_t append_feature(BcuOutliner *outliner)
{
    BcuFoundRing *rings = (BcuFoundRing *)(void *)outliner->found->data;
    uint32_t count = outliner->found->len;
    const int32_t *refs = (const int32_t *)(const void *)outliner->found_refs->data;
    uint32_t orphans = bcu_shells_find(outliner->topology, refs, rings, count);
    for (uint32_t i = 0; i < count; i++) {
        if (!(rings[i].area > 0))
            continue;
        append_ring(outliner, &rings[i]);
        for (uint32_t hole = rings[i].next; hole != BCU_NONE; hole = rings[hole].next)
            append_ring(outliner, &rings[hole]);
        uint32_t ring_count = outliner->out_rings->len - 1;
        g_array_append_val(outliner->out_parts, ring_count);
    }
    uint32_t part_count = outliner->out_parts->len - 1;
    g_array_append_val(outliner->out_features, part_count);
    return orphans;
}

/* ---- interface ------------------------------------------------------------------------ */

uint32_t bcu_outliner_add(BcuOutliner *outliner, const int32_t *refs, uint32_t count)
{
    outliner->refs = refs;
    outliner->ref_count = count;
    g_array_set_size(outliner->found, 0);
    g_array_set_size(outliner->found_refs, 0);
    index_group(outliner);
    for (uint32_t i = 0; i < count; i++)
        if (!g_array_index(outliner->used, bool, i))
            walk_from(outliner, i, i);
    forget_group(outliner);
    return append_feature(outliner);
}

void bcu_outliner_finish(BcuOutliner *outliner, BcuArcShapes *shapes)
{
    *shapes = (BcuArcShapes){.ring_count = outliner->out_rings->len - 1,
                             .part_count = outliner->out_parts->len - 1,
                             .feature_count = outliner->out_features->len - 1};
    shapes->refs = (int32_t *)(void *)g_array_free(outliner->out_refs, FALSE);
    shapes->ring_start = (uint32_t *)(void *)g_array_free(outliner->out_rings, FALSE);
    shapes->part_start = (uint32_t *)(void *)g_array_free(outliner->out_parts, FALSE);
    shapes->feature_start = (uint32_t *)(void *)g_array_free(outliner->out_features, FALSE);
    g_array_unref(outliner->next_out);
    g_array_unref(outliner->used);
    g_array_unref(outliner->path);
    g_array_unref(outliner->found_refs);
    g_array_unref(outliner->found);
    g_free(outliner->first_out);
    g_free(outliner->on_path);
    g_free(outliner);
}
