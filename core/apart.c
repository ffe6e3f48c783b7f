/* Most chains of edges go one way all along and so keep apart from themselves, and most are apart from
 * others: what is left is looked at edge by edge. */
#include "apart.h"
#include "chains.h"
#include "line_with_point.h"
#include "predicates.h"

typedef struct Rings {
    const BcuPoint *points;
    const size_t *start;
    size_t count;
} Rings;

/* ---- edges --------------------------------------------------------------------------------- */

/* Whether the edges, the first before the other, are next to one another in a ring. */
static bool are_joined(const Rings *rings, uint32_t edge, uint32_t other)
{
    if (other == edge + 1) /* the last point of a ring starts no edge */
        return true;
    size_t ring = bcu_line_with_point(rings->start, rings->count, edge);
    return edge == rings->start[ring] && other + 2 == rings->start[ring + 1];
}

static bool edges_meet(const BcuPoint *p, const BcuPoint *q)
{
    return bcu_orientation(p[0], p[1], q[0]) * bcu_orientation(p[0], p[1], q[1]) <= 0 &&
           bcu_orientation(q[0], q[1], p[0]) * bcu_orientation(q[0], q[1], p[1]) <= 0;
}

/* Whether an edge meets one of those from `first` up to, not including, `end` that is not next to it in its
 * ring. Where two next to one another have more in common than their corner, one ends on the other, and what
 * is next there meets that. */
static bool edge_meets(const Rings *rings, uint32_t edge, uint32_t first, uint32_t end)
{
    const BcuPoint *points = rings->points;
    BcuBox box = bcu_box_between(points[edge], points[edge + 1]);
    for (uint32_t other = first; other < end; other++) {
        BcuBox beside = bcu_box_between(points[other], points[other + 1]);
        if (bcu_boxes_touch(&box, &beside) && !are_joined(rings, MIN(edge, other), MAX(edge, other)) &&
            edges_meet(points + edge, points + other))
            return true;
    }
    return false;
}

/* ---- chains -------------------------------------------------------------------------------- */

static bool meets_itself(const Rings *rings, const BcuChain *chain)
{
    if (bcu_chain_goes_one_way(rings->points, chain, 0))
        return false;
    uint32_t end = chain->first + chain->edges;
    for (uint32_t edge = chain->first; edge < end; edge++)
        if (edge_meets(rings, edge, edge + 1, end))
            return true;
    return false;
}

static bool chains_meet(const Rings *rings, const BcuChain *chain, const BcuChain *other)
{
    for (uint32_t edge = chain->first; edge < chain->first + chain->edges; edge++) {
        BcuBox box = bcu_box_between(rings->points[edge], rings->points[edge + 1]);
        if (bcu_boxes_touch(&box, &other->box) &&
            edge_meets(rings, edge, other->first, other->first + other->edges))
            return true;
    }
    return false;
}

static bool meet(void *closure, const BcuChain *chain, const BcuChain *other)
{
    return chain == other ? meets_itself(closure, chain) : chains_meet(closure, chain, other);
}

/* ---- rings --------------------------------------------------------------------------------- */

/* Whether it has an inside, as far as its corners alone tell. */
static bool is_ring(const BcuPoint *points, size_t count)
{
    bool finite = count >= 4 && bcu_points_equal(points[0], points[count - 1]);
    for (size_t i = 0; finite && i < count; i++)
        finite = isfinite(points[i].x) && isfinite(points[i].y);
    return finite && (count > 4 || bcu_orientation(points[0], points[1], points[2]) != 0);
}

bool bcu_rings_are_apart(const BcuPoint *points, const size_t *ring_start, size_t ring_count)
{
    for (size_t r = 0; r < ring_count; r++)
        if (!is_ring(points + ring_start[r], ring_start[r + 1] - ring_start[r]))
            return false;
    Rings rings = {points, ring_start, ring_count};
    BcuChainLook look = {points, ring_start, (uint32_t)ring_count, 0, NULL, meet, &rings};
    return bcu_chains_look(&look) == BCU_CHAINS_SEEN;
}
