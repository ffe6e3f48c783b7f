/** Optional bridge to GEOS for plugins that want overlays. The only header that needs GEOS.
 * Since 1.0. */
#ifndef BCUKIT_GEOS_H
#define BCUKIT_GEOS_H

#include <bcukit/geometry.h>

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

BCU_BEGIN_DECLS

/** A shape as a Polygon or MultiPolygon of the caller's context. Caller destroys; NULL on failure. */
BCU_API GEOSGeometry *bcu_geos_from_shape(GEOSContextHandle_t context, const BcuShape *shape);
/** Polygons of a geometry (others are left out) as a shape in our ring order. Caller frees; NULL on failure. */
BCU_API BcuShape *bcu_geos_to_shape(GEOSContextHandle_t context, const GEOSGeometry *geometry);

BCU_END_DECLS
#endif
