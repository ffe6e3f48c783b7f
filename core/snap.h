/** Vertices that are meant to be one but differ by less than the tolerance. */
#ifndef BCU_SNAP_H
#define BCU_SNAP_H

#include "host.h"
#include <bcukit/geometry.h>

/** Gives each point the coordinates of an earlier one within the tolerance, if there is one. Looks
 * across the cells of its grid, so that neighbours on two sides of a cell's edge still meet.
 * \return how many points moved. */
size_t bcu_snap_points(BcuPoint *points, size_t count, double tolerance);

#endif
