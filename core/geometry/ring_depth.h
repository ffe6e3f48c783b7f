/** How deep rings lie in one another, whatever way they run. */
#ifndef BCU_RING_DEPTH_H
#define BCU_RING_DEPTH_H

#include <bcukit/geometry.h>
#include <glib.h>

typedef struct BcuRingDepth {
    size_t depth;  /* how many other rings it lies in */
    size_t parent; /* the smallest of these; SIZE_MAX for none */
} BcuRingDepth;

/** Of rings that may touch, but do not cross; where they do, most of a ring counts. Takes n log n and the pairs of
 * rings that lie in one another.
 * \return one per ring; freed with g_free. NULL where GEOS has no memory. */
BcuRingDepth *bcu_ring_depths(const BcuRing *rings, size_t count);

#endif
