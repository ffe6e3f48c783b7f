/** Directed arcs of one group to shells and holes. */
#ifndef BCU_OUTLINE_H
#define BCU_OUTLINE_H

#include "topology/topology.h"

/** Outlines under construction, with the work arrays that are kept from group to group. */
typedef struct BcuOutliner BcuOutliner;

BcuOutliner *bcu_outliner_new(const BcuTopology *topology, uint32_t feature_count);
/** Chains references, each with the group on its left, into rings and appends them as the next
 * feature's outline. Rings do not pass a node twice: where a group touches itself at a point,
 * shells and holes are separate, as OGC polygons want them.
 * \return number of holes that lie in no shell; 0 when all is well. They are left out. */
uint32_t bcu_outliner_add(BcuOutliner *outliner, const int32_t *refs, uint32_t count);
/** Hands the outlines over and frees the outliner. */
void bcu_outliner_finish(BcuOutliner *outliner, BcuArcShapes *shapes);

#endif
