/** Arcs that lie on one another. */
#ifndef BCU_DUPLICATE_ARCS_H
#define BCU_DUPLICATE_ARCS_H

#include "topology/topology.h"

/** Shares the features of arcs with the same points out again: one that has such arcs on its left in both
 * directions gets both sides of one arc, which is then no border of it; the others meet in pairs.
 * Worth a call only where bcu_arcs_cut found doubled arcs. */
void bcu_duplicate_arcs_untangle(BcuTopology *topology);

#endif
