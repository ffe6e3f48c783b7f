/* Each vertex against the edges of its cell, then the edges of each cell against one another. */
#include "contacts.h"
#include "predicates.h"

static uint32_t arc_with_point(const BcuTopology *topology, uint32_t point)
{
    uint32_t low = 0, high = topology->arc_count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (topology->arc_start[middle] <= point)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- vertices and edges -------------------------------------------------------------- */

static void add_junction(const BcuTopology *topology, uint32_t edge, uint32_t point, double share, GArray *junctions)
{
    BcuJunction junction = {topology->points[edge], topology->points[edge + 1], topology->points[point], share,
                            topology->left[arc_with_point(topology, edge)],
                            topology->left[arc_with_point(topology, point)]};
    if (bcu_point_before(junction.b, junction.a)) {
        BcuPoint swap = junction.a;
        junction.a = junction.b;
        junction.b = swap;
        junction.share = 1 - share;
    }
    g_array_append_val(junctions, junction);
}

static void compare_vertex(const BcuSegmentGrid *grid, uint32_t point, size_t slot, double tolerance,
                           bool ignore_near, BcuContacts *contacts)
{
    const BcuPoint *points = grid->topology->points;
    BcuPoint p = points[point];
    for (uint32_t i = grid->start[slot]; i < grid->start[slot + 1]; i++) {
        uint32_t edge = grid->edges[i];
        BcuPoint a = points[edge], b = points[edge + 1];
        if (bcu_points_equal(a, p) || bcu_points_equal(b, p) || p.x < MIN(a.x, b.x) - tolerance ||
            p.x > MAX(a.x, b.x) + tolerance || p.y < MIN(a.y, b.y) - tolerance || p.y > MAX(a.y, b.y) + tolerance)
            continue;
        double share;
        if (bcu_segment_distance2(p, a, b, &share) > tolerance * tolerance)
            continue;
        if (!ignore_near && (hypot(p.x - a.x, p.y - a.y) <= tolerance || hypot(p.x - b.x, p.y - b.y) <= tolerance))
            contacts->near = true;
        else if (share > 0 && share < 1)
            add_junction(grid->topology, edge, point, share, contacts->junctions);
    }
}

/* In batches, so that memory is asked for the slots, and for the edges in them, of several at once. */
static void compare_vertices(const BcuSegmentGrid *grid, size_t first, size_t end, double tolerance,
                             bool ignore_near, BcuContacts *contacts)
{
    enum { BATCH = 32 };
    size_t slot[BATCH];
    for (size_t count; first < end; first += count) {
        count = MIN((size_t)BATCH, end - first);
        for (size_t i = 0; i < count; i++) {
            slot[i] = bcu_segment_grid_slot_of(grid, grid->topology->points[first + i]);
            __builtin_prefetch(grid->start + slot[i]);
        }
        for (size_t i = 0; i < count; i++)
            __builtin_prefetch(grid->edges + grid->start[slot[i]]);
        for (size_t i = 0; i < count; i++)
            compare_vertex(grid, (uint32_t)(first + i), slot[i], tolerance, ignore_near, contacts);
    }
}

static int by_edge(const void *a, const void *b)
{
    const BcuJunction *p = a, *q = b;
    if (!bcu_points_equal(p->a, q->a))
        return bcu_point_before(p->a, q->a) ? -1 : 1;
    if (!bcu_points_equal(p->b, q->b))
        return bcu_point_before(p->b, q->b) ? -1 : 1;
    if (p->share != q->share)
        return p->share < q->share ? -1 : 1;
    return bcu_point_before(p->at, q->at) ? -1 : bcu_point_before(q->at, p->at);
}

/* Where some lie on their edge to the bit, only those are kept: what is beside it may be the far side of an
 * area narrower than the tolerance, whose near side shows once the edge is noded. */
static void keep_exact(GArray *junctions, double rounding)
{
    BcuJunction *all = (BcuJunction *)(void *)junctions->data;
    guint kept = 0;
    for (guint i = 0; i < junctions->len; i++) {
        double share;
        if (bcu_segment_distance2(all[i].at, all[i].a, all[i].b, &share) <= rounding * rounding)
            all[kept++] = all[i];
    }
    if (kept > 0)
        g_array_set_size(junctions, kept);
}

/* Nodes are vertices of several arcs, and edges are filed in several cells. */
static void drop_repeated(GArray *junctions)
{
    BcuJunction *all = (BcuJunction *)(void *)junctions->data;
    guint kept = 0;
    g_array_sort(junctions, by_edge);
    for (guint i = 0; i < junctions->len; i++)
        if (kept == 0 || by_edge(&all[kept - 1], &all[i]) != 0)
            all[kept++] = all[i];
    g_array_set_size(junctions, kept);
}

/* ---- edges and edges ----------------------------------------------------------------- */

static void add_features(const BcuTopology *topology, uint32_t edge, GArray *features)
{
    uint32_t arc = arc_with_point(topology, edge);
    g_array_append_val(features, topology->left[arc]);
    if (topology->right[arc] != BCU_NONE)
        g_array_append_val(features, topology->right[arc]);
}

static void compare_edges(const BcuTopology *topology, uint32_t e, uint32_t f, GArray *crossings)
{
    BcuPoint a = topology->points[e], b = topology->points[e + 1];
    BcuPoint c = topology->points[f], d = topology->points[f + 1];
    if (MAX(a.x, b.x) < MIN(c.x, d.x) || MAX(c.x, d.x) < MIN(a.x, b.x) || MAX(a.y, b.y) < MIN(c.y, d.y) ||
        MAX(c.y, d.y) < MIN(a.y, b.y) || bcu_points_equal(a, c) || bcu_points_equal(a, d) ||
        bcu_points_equal(b, c) || bcu_points_equal(b, d) || !bcu_segments_cross(a, b, c, d))
        return;
    add_features(topology, e, crossings);
    add_features(topology, f, crossings);
}

/* Slots are far apart in the topology: edges that are due soon are asked for ahead. */
static void compare_all_edges(const BcuSegmentGrid *grid, GArray *crossings)
{
    enum { AHEAD = 16 };
    const uint32_t *edges = grid->edges;
    uint32_t total = grid->start[grid->mask + 1];
    for (size_t slot = 0; slot <= grid->mask; slot++)
        for (uint32_t i = grid->start[slot]; i < grid->start[slot + 1]; i++) {
            __builtin_prefetch(grid->topology->points + edges[MIN(i + AHEAD, total - 1)]);
            for (uint32_t j = i + 1; j < grid->start[slot + 1]; j++)
                compare_edges(grid->topology, edges[i], edges[j], crossings);
        }
}

void bcu_contacts_find(const BcuSegmentGrid *grid, double tolerance, double rounding, bool ignore_near,
                       BcuContacts *contacts)
{
    const BcuTopology *topology = grid->topology;
    *contacts = (BcuContacts){.junctions = g_array_new(FALSE, FALSE, sizeof(BcuJunction)),
                              .crossings = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        if (!bcu_segment_grid_has(grid, arc))
            continue;
        compare_vertices(grid, topology->arc_start[arc], topology->arc_start[arc + 1], tolerance, ignore_near,
                         contacts);
        if (contacts->near)
            return;
    }
    drop_repeated(contacts->junctions);
    keep_exact(contacts->junctions, rounding);
    compare_all_edges(grid, contacts->crossings);
}

void bcu_contacts_clear(BcuContacts *contacts)
{
    g_clear_pointer(&contacts->junctions, g_array_unref);
    g_clear_pointer(&contacts->crossings, g_array_unref);
}
