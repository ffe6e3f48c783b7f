/* Noding and snapping are left to GEOS, and only where they may be needed: asking GEOS about each shape
 * would take longer than writing it. */
#include "mend.h"
#include "clearance.h"
#include "geos_on_demand.h"

/* Rounding moves a point by at most half a step along each axis, that is two points towards each other by at
 * most 1.42 steps, and a vertex made on the meridian of 180 by as much again as one of them. Segments that
 * are farther apart afterwards cannot have passed each other, nor can a hole have left its shell. */
#define STEPS_APART 2.2
/* The outline moves when it is rounded and when it is snapped, by less than a step each time, to either side.
 */
#define STEPS_MOVED 4

static GEOSGeometry *made_valid(GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos);
    GEOSMakeValidParams_setMethod_r(geos, params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos, params, 0);
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(geos, geometry, params);
    GEOSMakeValidParams_destroy_r(geos, params);
    return valid;
}

/* Valid first, since snapping takes only valid polygons: the crossings that this adds are off the grid.
 * \return no parts where GEOS fails: the check of the file will miss them. */
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

static void drop_parts(BcuShape *shape)
{
    shape->part_count = shape->ring_count = shape->point_count = 0;
}

/* \return by how much the area may have changed. */
static double mend_invalid(GEOSContextHandle_t geos, BcuShape **shape, int decimals)
{
    GEOSGeometry *geometry = bcu_geos_from_shape(geos, *shape);
    bool is_valid = geometry && GEOSisValid_r(geos, geometry) == 1;
    BcuShape *mended = geometry && !is_valid ? snapped(geos, geometry, decimals) : NULL;
    double moved = is_valid ? 0 : STEPS_MOVED / pow(10, decimals) * bcu_shape_length(*shape);
    if (mended) {
        bcu_shape_free(*shape);
        *shape = mended;
    } else if (!is_valid) {
        drop_parts(*shape);
    }
    GEOSGeom_destroy_r(geos, geometry);
    return moved;
}

double geo_shape_mend(BcuShape **shape, int decimals)
{
    if (geo_shape_is_clear(*shape, STEPS_APART / pow(10, decimals)))
        return 0;
    GEOSContextHandle_t geos = GEOS_init_r();
    double moved = mend_invalid(geos, shape, decimals);
    GEOS_finish_r(geos);
    return moved;
}
