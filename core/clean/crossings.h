/** Whether borders cross anywhere, found at little cost. */
#ifndef BCU_CROSSINGS_H
#define BCU_CROSSINGS_H

#include "topology/topology.h"

typedef enum BcuCrossing { BCU_CROSSING_NONE, BCU_CROSSING_SOME, BCU_CROSSING_NO_MEMORY } BcuCrossing;

/** Looks for two edges, of any arcs, that cross in a point that is an end of neither. */
BcuCrossing bcu_crossings_look(const BcuTopology *topology);

#endif
