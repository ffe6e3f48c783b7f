/* Noding and snapping are left to GEOS; see <bcukit/validity.h>. */
#include "geos_on_demand.h"
#include <bcukit/validity.h>
#include <math.h>

bool bcu_shape_is_valid(const BcuShape *shape)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
    bool is_valid = geometry && GEOSisValid_r(geos, geometry) == 1;
    GEOSGeom_destroy_r(geos, geometry);
    GEOS_finish_r(geos);
    return is_valid;
}

static GEOSGeometry *made_valid(GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos);
    GEOSMakeValidParams_setMethod_r(geos, params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos, params, 0);
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(geos, geometry, params);
    GEOSMakeValidParams_destroy_r(geos, params);
    return valid;
}

/* Valid first, since snapping takes only valid polygons: the crossings that this adds are off the grid. */
static BcuShape *snapped(GEOSContextHandle_t geos, const GEOSGeometry *geometry, int decimals)
{
    GEOSGeometry *valid = made_valid(geos, geometry);
    GEOSGeometry *on_grid = valid ? GEOSGeom_setPrecision_r(geos, valid, 1 / pow(10, decimals), 0) : NULL;
    BcuShape *shape = on_grid ? bcu_geos_to_shape(geos, on_grid) : NULL;
    if (shape)
        bcu_points_round(shape->points, shape->point_count, decimals);
    if (on_grid)
        GEOSGeom_destroy_r(geos, on_grid);
    if (valid)
        GEOSGeom_destroy_r(geos, valid);
    return shape;
}

BcuShape *bcu_shape_valid_build(const BcuShape *shape, int decimals)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
    BcuShape *valid = geometry ? snapped(geos, geometry, decimals) : NULL;
    GEOSGeom_destroy_r(geos, geometry);
    GEOS_finish_r(geos);
    return valid;
}
