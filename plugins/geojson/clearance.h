/** How near the segments of a shape come to each other. */
#ifndef GEOJSON_CLEARANCE_H
#define GEOJSON_CLEARANCE_H

#include <bcukit/bcukit.h>

/** Whether all segments of polygons that do not follow each other are farther apart than a distance, in
 * units of the shape along either axis. Time grows with n log n for usual outlines.
 * \return true only if they are; false also for some that are hardly farther. */
bool geo_shape_is_clear(const BcuShape *shape, double distance);

#endif
