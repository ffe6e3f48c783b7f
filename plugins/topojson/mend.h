/** Areas that the grid made invalid, made valid on it. */
#ifndef TOPOJSON_MEND_H
#define TOPOJSON_MEND_H

#include "arcs.h"

/** Gives each area whose rings touch or cross on the grid, so that it is not valid, arcs of its own that are, and warns
 * of them by name. Its neighbours keep theirs. \return false when memory is out, reported. */
bool topo_arcs_mend(TopoArcs *arcs, BcuDiagLog *log);

#endif
