/** Shapes in degrees that cross the meridian of 180: cut there, as RFC 7946 (3.1.9) asks and as other
 * readers expect, too. */
#ifndef BCU_ANTIMERIDIAN_H
#define BCU_ANTIMERIDIAN_H

#include <bcukit/dataset.h>

/** Whether a run of points crosses: a longitude lies beyond 180, or one step jumps by more than that.
 * \param moved the points came out of a transformation, which brings longitudes between -180 and 180 where edges ran
 *        on: steps take the short way. If not, a step is meant as it stands, as GDAL, QGIS and PostGIS read it: an edge
 *        from 178 to -178 is 356 degrees long. */
bool bcu_antimeridian_is_crossed(const BcuPoint *points, size_t count, bool moved);

/** The shape with each part on one side, at longitudes from -180 to 180.
 * Neighbours get the same new vertices. A ring around a pole is closed along the meridian and the pole.
 * \return caller frees; NULL when GEOS fails on a polygon. */
BcuShape *bcu_antimeridian_cut(const BcuShape *shape, BcuGeometry geometry, bool moved);

#endif
