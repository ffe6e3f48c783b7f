/** Whether a ring encloses anything. */
#ifndef BCU_RING_GROUND_H
#define BCU_RING_GROUND_H

#include <bcukit/geometry.h>
#include <glib.h>

/** By what lies in the ring, not by its signed area: that of a bow-tie with two equal lobes is 0, and each of them is
 * ground. What GEOS cannot tell counts as ground.
 * \param ring closed. */
bool bcu_ring_has_ground(BcuRing ring);

#endif
