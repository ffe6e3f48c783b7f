/** Rings of one record: which are shells, which are holes, and which way they run. */
#ifndef BCU_RINGS_H
#define BCU_RINGS_H

#include <bcukit/geometry.h>
#include <glib.h>

/** Orders the rings so that each shell is followed by its holes, and turns them: shells
 * counter-clockwise, holes clockwise. On entry rings run as in a shapefile (shells clockwise).
 * \param ring_start ring_count + 1 offsets into points; rewritten.
 * \return whether direction contradicted nesting, so that nesting decided. */
bool bcu_rings_set_right(BcuPoint *points, size_t *ring_start, size_t ring_count);
/** Reverses a run of points in place. */
void bcu_points_reverse(BcuPoint *points, size_t count);

#endif
