/** Neighbours across water: borders that face one another over empty space. */
#ifndef BCU_FACING_H
#define BCU_FACING_H

#include "topology/topology.h"

/** What of a feature's border faces another part, over at most the reach. */
typedef struct BcuFacing {
    uint32_t feature, other; /* the same feature where two of its own parts face one another */
    double length_m;         /* of the feature's border */
    double gap_m;            /* the smallest distance met */
} BcuFacing;

/** Finds the outer borders from which a border of another part is in sight.
 * Two stretches of border face one another when each lies on the outer side of the other; the
 * nearest one counts. Bends of one and the same ring do not.
 * \param metres_per_unit 0 for degrees.
 * \return BcuFacing, one per ordered pair, sorted; g_array_unref. */
GArray *bcu_topology_facing(const BcuTopology *topology, double reach_m, double metres_per_unit);

/** The same for groups of features: pairs within a group stay, as the group's own two banks; a
 * group of BCU_NONE has no row, but may be the other side. g_array_unref. */
GArray *bcu_facing_regroup(const GArray *facing, const uint32_t *group_of);
/** Unordered pairs of two different features, as BcuBridge, sorted. g_array_unref. */
GArray *bcu_facing_pairs(const GArray *facing);

#endif
