/** Edges between the same vertices in another CRS: whether they still go where they went. */
#ifndef BCU_BENT_EDGES_H
#define BCU_BENT_EDGES_H

#include "layer/layer.h"

/** Compares the long edges of a layer that was brought into another CRS with where they went before. One that goes
 * around the rim of the map or across a pole is an error (CRS065): its area would cover the map, not its ground. Where
 * straight lines between the same vertices change an area by more than one part in a hundred, a warning (CRS066).
 * \param before the points of the layer in its own CRS. \param transform that which moved them.
 * \return false after an error. */
bool bcu_bent_edges_look(const BcuLayer *layer, const BcuPoint *before, const BcuCrs *working, BcuTransform *transform,
                         BcuDiagLog *log);
/** Warns of edges wider than half a turn of a layer in degrees (CRS064): they are taken as they stand. */
void bcu_wide_edges_look(const BcuLayer *layer, BcuDiagLog *log);

#endif
