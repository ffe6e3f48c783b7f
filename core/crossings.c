/* Most chains go one way all along and so do not cross themselves, and most are apart from others. What is left is
 * looked at edge by edge, until two cross. */
#include "crossings.h"
#include "chains.h"
#include "predicates.h"

/* Where boxes only touch, what lies in both is part of a side of each, and does not cross. All four at once: which of
 * them fails is no pattern that a processor could guess. */
static inline bool overlap(const BcuBox *a, const BcuBox *b)
{
    return (a->min_x < b->max_x) & (b->min_x < a->max_x) & (a->min_y < b->max_y) & (b->min_y < a->max_y);
}

/* Whether an edge crosses one of those that start at the points from first up to, not including, end. */
static bool edge_crosses(const BcuPoint *edge, const BcuPoint *first, const BcuPoint *end)
{
    BcuBox box = bcu_box_between(edge[0], edge[1]);
    for (const BcuPoint *other = first; other < end; other++) {
        BcuBox beside = bcu_box_between(other[0], other[1]);
        if (overlap(&box, &beside) && bcu_segments_cross(edge[0], edge[1], other[0], other[1]))
            return true;
    }
    return false;
}

static bool crosses_itself(const BcuPoint *points, const BcuChain *chain)
{
    if (bcu_chain_goes_one_way(points, chain, 0))
        return false;
    const BcuPoint *first = points + chain->first;
    for (uint32_t i = 0; i + 2 < chain->edges; i++)
        if (edge_crosses(first + i, first + i + 2, first + chain->edges))
            return true;
    return false;
}

static bool chains_cross(const BcuPoint *points, const BcuChain *chain, const BcuChain *other)
{
    for (const BcuPoint *edge = points + chain->first; edge < points + chain->first + chain->edges; edge++) {
        BcuBox box = bcu_box_between(edge[0], edge[1]);
        if (overlap(&box, &other->box) &&
            edge_crosses(edge, points + other->first, points + other->first + other->edges))
            return true;
    }
    return false;
}

static bool cross(void *closure, const BcuChain *chain, const BcuChain *other)
{
    const BcuTopology *topology = closure;
    return chain == other ? crosses_itself(topology->points, chain)
                          : overlap(&chain->box, &other->box) && chains_cross(topology->points, chain, other);
}

BcuCrossing bcu_crossings_look(const BcuTopology *topology)
{
    BcuChainLook look = {topology->points, topology->arc_start, topology->arc_count, 0, NULL, cross, (void *)topology};
    switch (bcu_chains_look(&look)) {
    case BCU_CHAINS_SEEN: return BCU_CROSSING_NONE;
    case BCU_CHAINS_STOPPED: return BCU_CROSSING_SOME;
    default: return BCU_CROSSING_NO_MEMORY;
    }
}
