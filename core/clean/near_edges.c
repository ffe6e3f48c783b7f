/* Finds edges that come near one another or cross.
 * Borders in chains of a few edges, those of chains that meet edge by edge: the ends of each on the other, and whether
 * they cross. */
#include "clean/near_edges.h"
#include "geometry/chains.h"
#include "geometry/line_with_point.h"
#include "geometry/predicates.h"

typedef struct Search {
    const BcuNearEdgesSearch *look;
    BcuNearEdges *contacts;
} Search;

static uint32_t arc_with_point(const BcuTopology *topology, uint32_t point)
{
    return (uint32_t)bcu_line_with_point(topology->arc_start, topology->arc_count, point);
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

/* Of which neither end of the edge is the vertex. */
static void compare_vertex(Search *search, uint32_t point, uint32_t edge)
{
    const BcuNearEdgesSearch *look = search->look;
    const BcuPoint *points = look->topology->points;
    double tolerance = look->tolerance, share;
    BcuPoint p = points[point], a = points[edge], b = points[edge + 1];
    if (bcu_points_equal(a, p) || bcu_points_equal(b, p) ||
        bcu_segment_distance2(p, a, b, &share) > tolerance * tolerance)
        return;
    if (!look->ignore_near && (hypot(p.x - a.x, p.y - a.y) <= tolerance || hypot(p.x - b.x, p.y - b.y) <= tolerance))
        search->contacts->near = true;
    else if (share > 0 && share < 1)
        add_junction(look->topology, edge, point, share, search->contacts->junctions);
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

/* Nodes are vertices of several arcs, others of two edges, and chains meet more than once. */
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

/* Both are looked at from end to end: a vertex is an end of two edges, and found twice. */
static void compare_edges(Search *search, uint32_t e, uint32_t f)
{
    const BcuTopology *topology = search->look->topology;
    BcuPoint a = topology->points[e], b = topology->points[e + 1], c = topology->points[f], d = topology->points[f + 1];
    compare_vertex(search, e, f);
    compare_vertex(search, e + 1, f);
    compare_vertex(search, f, e);
    compare_vertex(search, f + 1, e);
    if (bcu_points_equal(a, c) || bcu_points_equal(a, d) || bcu_points_equal(b, c) || bcu_points_equal(b, d) ||
        !bcu_segments_cross(a, b, c, d))
        return;
    add_features(topology, e, search->contacts->crossings);
    add_features(topology, f, search->contacts->crossings);
}

/* ---- chains and chains --------------------------------------------------------------- */

static bool compare(void *closure, uint32_t edge, uint32_t other)
{
    compare_edges(closure, edge, other);
    return ((const Search *)closure)->contacts->near;
}

static bool meet(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other)
{
    return bcu_chains_compare(look, chain, other, compare);
}

static bool has_one_side(const void *closure, uint32_t arc)
{
    const Search *search = closure;
    const BcuTopology *topology = search->look->topology;
    return (topology->left[arc] == BCU_NONE) != (topology->right[arc] == BCU_NONE);
}

bool bcu_near_edges_find(const BcuNearEdgesSearch *look, BcuNearEdges *contacts)
{
    const BcuTopology *topology = look->topology;
    Search search = {look, contacts};
    BcuChainLook chains = {topology->points, topology->arc_start, topology->arc_count, look->tolerance,
                           look->as_a_whole ? NULL : has_one_side, meet, &search};
    *contacts = (BcuNearEdges){.junctions = g_array_new(FALSE, FALSE, sizeof(BcuJunction)),
                              .crossings = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    BcuChainsEnd end = bcu_chains_look(&chains);
    if (end == BCU_CHAINS_SEEN) {
        drop_repeated(contacts->junctions);
        keep_exact(contacts->junctions, look->rounding);
    }
    if (end == BCU_CHAINS_NO_MEMORY)
        bcu_near_edges_clear(contacts);
    return end != BCU_CHAINS_NO_MEMORY;
}

void bcu_near_edges_clear(BcuNearEdges *contacts)
{
    g_clear_pointer(&contacts->junctions, g_array_unref);
    g_clear_pointer(&contacts->crossings, g_array_unref);
}
