/** Rings to arcs and nodes that touch at nodes only. */
#ifndef BCU_CLEAN_H
#define BCU_CLEAN_H

#include "topology/topology.h"

/** Cuts the rings of the layer, which are taken, into arcs; where borders do not fit, mends them and cuts again, until
 * no two cross and no ground is covered twice. What was done goes into the report of `topology`.
 * \param topology empty but for its report; points, arcs, sides and nodes are filled.
 * \return false on failure, reported. */
bool bcu_clean(BcuLayer *layer, const BcuTopologyOptions *options, BcuTopology *topology, BcuDiagLog *log);

#endif
