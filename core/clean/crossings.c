/* Most chains go one way all along and so do not cross themselves, and most are apart from others. What is left is
 * looked at edge by edge, until two cross. */
#include "clean/crossings.h"
#include "geometry/chains.h"
#include "geometry/predicates.h"

/* Where boxes only touch, what lies in both is part of a side of each, and does not cross. All four at once: which of
 * them fails is no pattern that a processor could guess. */
static inline bool overlap(const BcuBox *a, const BcuBox *b)
{
    return (a->min_x < b->max_x) & (b->min_x < a->max_x) & (a->min_y < b->max_y) & (b->min_y < a->max_y);
}

/* Edges that follow one another have an end in common. */
static bool edges_cross(void *closure, uint32_t edge, uint32_t other)
{
    const BcuPoint *points = ((const BcuTopology *)closure)->points, *p = points + edge, *q = points + other;
    BcuBox box = bcu_box_between(p[0], p[1]), beside = bcu_box_between(q[0], q[1]);
    return other != edge + 1 && edge != other + 1 && overlap(&box, &beside) && bcu_segments_cross(p[0], p[1], q[0], q[1]);
}

static bool cross(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other)
{
    return overlap(&chain->box, &other->box) && bcu_chains_compare(look, chain, other, edges_cross);
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
