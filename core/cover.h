/** Ground that more than one feature covers although no borders cross. */
#ifndef BCU_COVER_H
#define BCU_COVER_H

#include "topology.h"

/* Both look at the arcs with a feature on one side, which must not cross, and append the
 * features (uint32_t, also more than once) at whose borders the number of features that cover the ground
 * is not one on that side and none on the other. */

void bcu_cover_check_nodes(const BcuTopology *topology, GArray *features);
/** \param whole all features dissolved to one; only where the nodes are in order. */
void bcu_cover_check_rings(const BcuTopology *topology, const BcuArcShapes *whole, GArray *features);

#endif
