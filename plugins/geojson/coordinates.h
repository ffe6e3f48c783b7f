/** Shapes as a file has them: whole, and as text. */
#ifndef GEOJSON_COORDINATES_H
#define GEOJSON_COORDINATES_H

#include <bcukit/bcukit.h>

/** What rounding did away with. */
typedef struct GeoDropped {
    uint32_t runs; /* rings and lines */
    double area;   /* square units of the file */
} GeoDropped;

/** Sets right in place what rounding did to a shape: repeated points go; so do rings that are flattened or
 * turned over and lines that became points, and they are added up. */
void geo_shape_tidy(BcuShape *shape, BcuGeometry geometry, GeoDropped *dropped);
/** Writes the members of a geometry object, "type" and "coordinates", without holding them in memory. */
void geo_put_shape(BcuJson *json, const BcuShape *shape, BcuGeometry geometry, int decimals);

#endif
