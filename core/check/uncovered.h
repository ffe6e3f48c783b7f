/** Where an area has ground that none of its subareas covers. */
#ifndef BCU_UNCOVERED_H
#define BCU_UNCOVERED_H

#include "layer/record_shapes.h"

/** \param prepared the area, for tests.
 * \param tree of the subareas.
 * \return a point inside the largest piece of that ground, map units; NAN where there is none or GEOS fails. */
BcuPoint bcu_uncovered_at(GEOSContextHandle_t context, const GEOSGeometry *area, const GEOSPreparedGeometry *prepared,
                          const BcuLayer *subareas, const BcuStrTree *tree);

#endif
