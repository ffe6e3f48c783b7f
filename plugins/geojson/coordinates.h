/** Shapes as a file has them: rounded, whole, and as text. */
#ifndef GEOJSON_COORDINATES_H
#define GEOJSON_COORDINATES_H

#include <bcukit/bcukit.h>

/** Rounds a shape in place to the decimals that are written. The same point becomes the same point
 * whatever shape it is in, so neighbours stay identical. Repeated points go; so do rings that are
 * flattened or turned over and lines that become points, and they are counted. */
void geo_shape_round(BcuShape *shape, BcuGeometry geometry, int decimals, uint32_t *dropped);
/** Writes the members of a geometry object, "type" and "coordinates", without holding them in memory. */
void geo_put_shape(BcuJson *json, const BcuShape *shape, BcuGeometry geometry, int decimals);

#endif
