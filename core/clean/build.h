/** A polygon layer to its topology. */
#ifndef BCU_BUILD_H
#define BCU_BUILD_H

#include "topology/topology.h"

/** Builds the topology of a polygon layer, whose rings are taken, also on failure: where they do not fit they are
 * mended, and then they are arcs. */
bool bcu_topology_build(BcuLayer *layer, const BcuTopologyOptions *options,
                        BcuTopology **topology, BcuDiagLog *log);

#endif
