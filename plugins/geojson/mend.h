/** Polygons that rounding has made invalid, made valid on the grid of the file. */
#ifndef GEOJSON_MEND_H
#define GEOJSON_MEND_H

#include <bcukit/geometry.h>

/** Looks at a shape that came out of rounding and of geo_shape_tidy, valid before; where its rings now touch
 * or cross so that it is not valid, replaces it by one on the same grid that is.
 * \return by how much its area may have changed, square units of the file; 0: it stays as it is. */
double geo_shape_mend(BcuShape **shape, int decimals);

#endif
