/** Empty ground inside a coverage. */
#ifndef BCU_GAPS_H
#define BCU_GAPS_H

#include "topology/topology.h"

/** Adds to the report every enclosed face that belongs to no feature: holes, gaps and slivers.
 * \return false when memory is out. */
bool bcu_gaps_find(BcuTopology *topology);

#endif
