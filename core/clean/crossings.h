/** Whether borders cross or touch anywhere but at their vertices, found at little cost. */
#ifndef BCU_CROSSINGS_H
#define BCU_CROSSINGS_H

#include "topology/topology.h"

typedef enum BcuCrossing { BCU_CROSSING_NONE, BCU_CROSSING_SOME, BCU_CROSSING_NO_MEMORY } BcuCrossing;

/** Looks for two edges, of any arcs, that meet in a point that is not an end of both. */
BcuCrossing bcu_crossings_look(const BcuTopology *topology);

#endif
