/** On which side a point lies, decided exactly. */
#ifndef BCU_PREDICATES_H
#define BCU_PREDICATES_H

#include <bcukit/geometry.h>
#include <glib.h>

static inline bool bcu_points_equal(BcuPoint a, BcuPoint b)
{
    return a.x == b.x && a.y == b.y;
}

static inline bool bcu_point_before(BcuPoint a, BcuPoint b)
{
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

/** 1 when c lies to the left of the line from a to b, -1 to the right, 0 on it. Exact for all finite
 * coordinates whose products do not overflow or vanish. */
int bcu_orientation(BcuPoint a, BcuPoint b, BcuPoint c);
/** Whether two segments cross in a point that is an end of neither. Exact. */
bool bcu_segments_cross(BcuPoint a, BcuPoint b, BcuPoint c, BcuPoint d);
/** Squared distance from p to the segment; `share` is where on it the nearest point lies, 0 at a to 1 at b. */
double bcu_segment_distance2(BcuPoint p, BcuPoint a, BcuPoint b, double *share);

#endif
