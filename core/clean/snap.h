/** Vertices that are meant to be one but differ by less than the tolerance. */
#ifndef BCU_SNAP_H
#define BCU_SNAP_H

#include "topology/arcs.h"

/** Gives each vertex the coordinates of an earlier one within the tolerance, if there is one. Looks
 * across the cells of its grid, so that neighbours on two sides of a cell's edge still meet. Rings that
 * would lose half their area or more, since they are hardly wider than the tolerance, keep their
 * vertices, and others join them.
 * \param points those of the rings, which are changed.
 * \param moved set to how many vertices moved.
 * \return false when memory is out. */
bool bcu_snap_rings(const BcuRingSet *rings, BcuPoint *points, double tolerance, size_t *moved);

/** Whether many vertices have another within the tolerance and none in the same place, as far as the few thousand
 * around one of them tell: noise is everywhere.
 * \param box the extent of the rings. */
bool bcu_snap_is_due(const BcuRingSet *rings, BcuBox box, double tolerance);

#endif
