/* Decides whether rings keep apart.
 * Most chains of edges go one way all along and so keep apart from themselves, and most are apart from
 * others: what is left is looked at edge by edge. */
#include "geometry/ring_clearance.h"
#include "geometry/chains.h"
#include "geometry/line_with_point.h"
#include "geometry/predicates.h"

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

/* Where two next to one another in a ring have more in common than their corner, one ends on the other, and what is
 * next there meets that. */
static bool meet_elsewhere(void *closure, uint32_t edge, uint32_t other)
{
    const Rings *rings = closure;
    return !are_joined(rings, MIN(edge, other), MAX(edge, other)) && edges_meet(rings->points + edge, rings->points + other);
}

static bool meet(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other)
{
    return bcu_chains_compare(look, chain, other, meet_elsewhere);
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
