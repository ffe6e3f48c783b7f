/** Whether rings keep apart, from one another and from themselves. */
#ifndef BCU_RING_CLEARANCE_H
#define BCU_RING_CLEARANCE_H

#include <bcukit/geometry.h>
#include <glib.h>

/** Whether it is certain that the rings, closed and next to one another in memory, have no point in common, nor one of them
 * twice. What is not a number is not certain. Time grows as the vertices do, unless rings wind through their ground or
 * have long teeth side by side.
 * \param ring_start ring_count + 1, into points. */
bool bcu_rings_are_apart(const BcuPoint *points, const size_t *ring_start, size_t ring_count);

#endif
