/* Looks whether borders cross or touch between vertices.
 * Most chains go one way all along and so do not meet themselves, and most are apart from others. What is left is
 * looked at edge by edge, until two meet: where a border doubles back along its own line none of its edges cross, and
 * yet a ring of it is not valid. */
#include "clean/crossings.h"
#include "geometry/chains.h"
#include "geometry/predicates.h"

/* The point lies on the line of a segment, and within it. */
static bool lies_inside(BcuPoint at, BcuPoint a, BcuPoint b)
{
    BcuBox box = bcu_box_between(a, b);
    return at.x >= box.min_x && at.x <= box.max_x && at.y >= box.min_y && at.y <= box.max_y &&
           !bcu_points_equal(at, a) && !bcu_points_equal(at, b);
}

/* Edges that have an end in common meet elsewhere only where one lies along the other. */
static bool edges_meet(void *closure, uint32_t edge, uint32_t other)
{
    const BcuPoint *p = (const BcuPoint *)closure + edge, *q = (const BcuPoint *)closure + other;
    int first = bcu_orientation(p[0], p[1], q[0]), second = bcu_orientation(p[0], p[1], q[1]);
    if (first * second > 0)
        return false;
    int third = bcu_orientation(q[0], q[1], p[0]), fourth = bcu_orientation(q[0], q[1], p[1]);
    return (first * second < 0 && third * fourth < 0) || (first == 0 && lies_inside(q[0], p[0], p[1])) ||
           (second == 0 && lies_inside(q[1], p[0], p[1])) || (third == 0 && lies_inside(p[0], q[0], q[1])) ||
           (fourth == 0 && lies_inside(p[1], q[0], q[1]));
}

static bool meet(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other)
{
    return bcu_chains_compare(look, chain, other, edges_meet);
}

BcuCrossing bcu_crossings_look(const BcuTopology *topology)
{
    BcuChainLook look = {topology->points, topology->arc_start, topology->arc_count, 0, NULL, meet, topology->points};
    switch (bcu_chains_look(&look)) {
    case BCU_CHAINS_SEEN: return BCU_CROSSING_NONE;
    case BCU_CHAINS_STOPPED: return BCU_CROSSING_SOME;
    default: return BCU_CROSSING_NO_MEMORY;
    }
}
