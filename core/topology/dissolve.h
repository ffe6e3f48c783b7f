/** Features to groups: outlines of the arcs whose two sides differ. */
#ifndef BCU_DISSOLVE_H
#define BCU_DISSOLVE_H

#include "topology/topology.h"

/** \param group_of one entry per feature, BCU_NONE for none.
 * \param groups one outline per group; cleared with bcu_arc_shapes_clear. */
bool bcu_dissolve(const BcuTopology *topology, const uint32_t *group_of, uint32_t group_count,
                  BcuArcShapes *groups, BcuDiagLog *log);

#endif
