/** Ground that more than one feature covers although no borders cross. */
#ifndef BCU_DEPTH_H
#define BCU_DEPTH_H

#include "topology/topology.h"

/* Both look at arcs, which must not cross, and append features (uint32_t, also more than once). */

/** Features at nodes where what lies between two arcs is not the same seen from either: of all borders, as
 * neighbours may agree on one that crosses another at a vertex. */
void bcu_depth_check_nodes(const BcuTopology *topology, GArray *features);
/** Features at whose borders the number of features that cover the ground is not one on that side and none on
 * the other.
 * \param whole all features dissolved to one; only where the nodes are in order. */
void bcu_depth_check_rings(const BcuTopology *topology, const BcuArcShapes *whole, GArray *features);

#endif
