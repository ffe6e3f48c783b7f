/** How much of each feature of one layer lies in which feature of another. */
#ifndef BCU_OVERLAP_H
#define BCU_OVERLAP_H

#include "layer/layer.h"

typedef struct BcuOverlap {
    uint32_t source, target;
    double share; /* of the source's area; 1 for a point */
} BcuOverlap;

/** Polygons by area of intersection, points by containment.
 * Shares, also that of what lies in no target, are dropped below `ignore` of the source: borders
 * drawn twice never match to the metre. The others are scaled to add up to one again.
 * \return BcuOverlap, sorted by source, g_array_unref; NULL when GEOS fails, reported. What is
 *         missing to 1 for a source lies in no target. */
GArray *bcu_overlap_build(const BcuLayer *sources, const BcuLayer *targets, double ignore,
                          BcuDiagLog *log);

#endif
