/* Bounds what rounding may do to an outline.
 * Bounds of what rounding may do to an outline; see <bcukit/verify.h>. */
#include <bcukit/verify.h>
#include <glib.h>

/* Transforming there and back is not exact to the last digit: an angle in radians, micrometres on the ground.
 */
static const double ROUND_TRIP = 1e-12;

static double round_trip(const BcuDataset *dataset)
{
    static const double EARTH_RADIUS_M = 6.4e6;
    double metres_per_unit = bcu_crs_metres_per_unit(bcu_dataset_crs(dataset));
    return metres_per_unit > 0 ? ROUND_TRIP * EARTH_RADIUS_M / metres_per_unit : ROUND_TRIP * 180 / G_PI;
}

/* How far half a step each way leads from a place of the file, seen in the working CRS. */
static double displacement_at(BcuTransform *transform, BcuPoint at, BcuPoint step)
{
    BcuPoint points[] = {at, {at.x + step.x / 2, at.y}, {at.x, at.y + step.y / 2}};
    if (!bcu_transform_points_back(transform, points, 3))
        return 0;
    return hypot(points[1].x - points[0].x, points[1].y - points[0].y) +
           hypot(points[2].x - points[0].x, points[2].y - points[0].y);
}

double bcu_verify_displacement(const BcuDataset *dataset, BcuTransform *transform, BcuBox box, BcuPoint step)
{
    double largest = 0;
    for (int i = 0; i < 9; i++) {
        BcuPoint at = {box.min_x + (box.max_x - box.min_x) * (i % 3) / 2,
                       box.min_y + (box.max_y - box.min_y) * (i / 3) / 2};
        largest = fmax(largest, displacement_at(transform, at, step));
    }
    return largest + (bcu_transform_is_noop(transform) ? 0 : round_trip(dataset));
}

bool bcu_verify_shape_area(const BcuShape *expected, double area, double displacement,
                           BcuAreaDifference *worst)
{
    double wanted = bcu_shape_area(expected), difference = fabs(area - wanted);
    double allowed = displacement * bcu_shape_length(expected) +
                     displacement * displacement * (double)expected->point_count + 1e-12 * fabs(wanted);
    if (difference >= worst->largest)
        *worst = (BcuAreaDifference){difference, allowed};
    return difference <= allowed;
}

bool bcu_verify_area(const BcuDataset *dataset, BcuLevel level, uint32_t feature, double area,
                     double displacement, BcuAreaDifference *worst)
{
    BcuShape *shape = bcu_feature_shape_build(dataset, level, feature);
    bool within = bcu_verify_shape_area(shape, area, displacement, worst);
    bcu_shape_free(shape);
    return within;
}
