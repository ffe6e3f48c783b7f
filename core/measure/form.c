/* Measures the form of a shape.
 * The form of a shape; hull and circle come from GEOS. */
#include "measure/form.h"
#include "geos_on_demand.h"
#include <glib.h>

static double circle_area(GEOSContextHandle_t context, const GEOSGeometry *geometry)
{
    double radius = NAN;
    GEOSGeometry *centre = NULL;
    GEOSGeometry *circle = GEOSMinimumBoundingCircle_r(context, geometry, &radius, &centre);
    bool ok = circle != NULL;
    GEOSGeom_destroy_r(context, circle);
    GEOSGeom_destroy_r(context, centre);
    return ok ? G_PI * radius * radius : NAN;
}

/* A hull has few corners: all pairs are tried. */
static double widest_pair(BcuRing hull)
{
    double widest = 0;
    for (size_t i = 0; i < hull.count; i++)
        for (size_t j = i + 1; j < hull.count; j++)
            widest =
                fmax(widest, hypot(hull.points[i].x - hull.points[j].x, hull.points[i].y - hull.points[j].y));
    return widest;
}

static bool measure_hull(GEOSContextHandle_t context, const GEOSGeometry *geometry, double area,
                         BcuForm *form)
{
    GEOSGeometry *convex = GEOSConvexHull_r(context, geometry);
    BcuShape *hull = convex ? bcu_geos_to_shape(context, convex) : NULL;
    bool ok = hull && hull->part_count == 1;
    if (ok) {
        form->hull_ratio = area / bcu_shape_area(hull);
        form->longest_crossing_m = widest_pair(bcu_shape_ring(hull, 0));
    }
    bcu_shape_free(hull);
    GEOSGeom_destroy_r(context, convex);
    return ok;
}

bool bcu_form_measure(const BcuShape *shape, BcuForm *form)
{
    double area = bcu_shape_area(shape), length = bcu_shape_length(shape);
    GEOSContextHandle_t context = GEOS_init_r();
    GEOSGeometry *geometry = context ? bcu_geos_from_shape(context, shape) : NULL;
    bool ok = geometry && area > 0 && measure_hull(context, geometry, area, form);
    if (ok) {
        form->polsby_popper = 4 * G_PI * area / (length * length);
        form->reock = area / circle_area(context, geometry);
        ok = isfinite(form->reock);
    }
    GEOSGeom_destroy_r(context, geometry);
    if (context)
        GEOS_finish_r(context);
    return ok;
}
