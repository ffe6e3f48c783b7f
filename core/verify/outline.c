/* Measures outlines of files again. */
#include "text/thousands.h"
#include "verify/outline.h"
#include <math.h>

struct BcuMeasurer {
    BcuTransform *transform;
    BcuGeodesic *geodesic;
    double metres_per_unit; /* of the working CRS; 0 for angles */
    double step_m;          /* by how much a vertex may be off */
    bool from_degrees;
};

BcuMeasurer *bcu_measurer_new(BcuCrsSession *session, const BcuCrs *from, const char *working, double rounded,
                              BcuDiagLog *log)
{
    static const double MOVED_M = 0.0001; /* there and back by PROJ */
    const BcuCrs *to = bcu_crs_find(session, working, log);
    if (!from || !to)
        return NULL;
    BcuMeasurer *measurer = g_new0(BcuMeasurer, 1);
    measurer->transform = bcu_transform_new(from, to, log);
    measurer->geodesic = measurer->transform ? bcu_geodesic_new(to, log) : NULL;
    measurer->from_degrees = bcu_crs_is_geographic(from);
    measurer->metres_per_unit = bcu_crs_metres_per_unit(to);
    measurer->step_m = MOVED_M + rounded * (bcu_crs_is_geographic(from) ? BCU_METRES_PER_DEGREE
                                                                        : bcu_crs_metres_per_unit(from));
    if (measurer->geodesic)
        return measurer;
    bcu_measurer_free(measurer);
    return NULL;
}

void bcu_measurer_free(BcuMeasurer *measurer)
{
    if (!measurer)
        return;
    bcu_geodesic_free(measurer->geodesic);
    bcu_transform_free(measurer->transform);
    g_free(measurer);
}

/* Square metres and metres on the ellipsoid: shells less holes, whichever way they run. */
static bool on_ground(const BcuMeasurer *measurer, const BcuShape *shape, double *area_m2, double *length_m)
{
    *area_m2 = *length_m = 0;
    for (size_t p = 0; p < shape->part_count; p++)
        for (size_t r = shape->part_start[p]; r < shape->part_start[p + 1]; r++) {
            double area, length;
            if (!bcu_geodesic_ring(measurer->geodesic, bcu_shape_ring(shape, r), &area, &length))
                return false;
            *area_m2 += r == shape->part_start[p] ? fabs(area) : -fabs(area);
            *length_m += length;
        }
    return true;
}

static double in_plane(const BcuShape *shape)
{
    double area = 0;
    for (size_t p = 0; p < shape->part_count; p++)
        for (size_t r = shape->part_start[p]; r < shape->part_start[p + 1]; r++) {
            double ring = fabs(bcu_ring_area(bcu_shape_ring(shape, r)));
            area += r == shape->part_start[p] ? ring : -ring;
        }
    return area;
}

/* Where an edge was cut in degrees its halves are no longer the straight line that it is in the working CRS.
 */
static bool is_cut(const BcuMeasurer *measurer, const BcuShape *shape)
{
    for (size_t p = 0; measurer->from_degrees && p < shape->point_count; p++)
        if (fabs(shape->points[p].x) == 180)
            return true;
    return false;
}

/* The root of the summed squares of edges, in metres. */
static double spread(const BcuShape *shape, double unit)
{
    double sum = 0;
    for (size_t r = 0; r < shape->ring_count; r++)
        for (size_t p = shape->ring_start[r] + 1; p < shape->ring_start[r + 1]; p++) {
            BcuPoint a = shape->points[p - 1], b = shape->points[p];
            sum += (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
        }
    return sqrt(sum) * unit;
}

/* Rounding moves each vertex on its own, so that an area is off by the spread of the edges, not by their sum:
 * three times the step is ten standard deviations. It never is off by more than the sum. */
static double allowed_ha(const BcuMeasurer *measurer, double spread_m, double length_m)
{
    static const double ROUNDED_HA = 0.000051; /* layers state four decimals */
    return ROUNDED_HA + measurer->step_m * fmin(3 * spread_m, length_m) / 1e4;
}

/* Figures are those of the plane, or of the ellipsoid where the plane is far from true. */
void bcu_measurer_compare(BcuMeasurer *measurer, BcuShape *shape, const char *code, double area_ha,
                          BcuFindings *findings)
{
    double unit = measurer->metres_per_unit;
    if (is_cut(measurer, shape)) {
        findings->cut++;
        return;
    }
    if (!bcu_transform_points(measurer->transform, shape->points, shape->point_count)) {
        bcu_findings_differ(findings, "the outline of %s has no place in the working CRS", code);
        return;
    }
    findings->outlines++;
    double plane_ha = in_plane(shape) * unit * unit / 1e4, length_m = bcu_shape_length(shape) * unit;
    double allowed = allowed_ha(measurer, spread(shape, unit), length_m), ground_m2, ground_length_m;
    if (unit > 0 && fabs(plane_ha - area_ha) <= allowed)
        return;
    if (!on_ground(measurer, shape, &ground_m2, &ground_length_m)) {
        bcu_findings_differ(findings, "the outline of %s cannot be measured on the ellipsoid", code);
        return;
    }
    double metres = length_m > 0 ? ground_length_m / length_m : BCU_METRES_PER_DEGREE;
    allowed = allowed_ha(measurer, spread(shape, unit > 0 ? unit : 1) * metres, ground_length_m);
    bool is_plane = unit > 0 && fabs(plane_ha - area_ha) < fabs(ground_m2 / 1e4 - area_ha);
    if (fabs(ground_m2 / 1e4 - area_ha) > allowed)
        bcu_findings_differ(findings, "the outline of %s has %s ha, where its file states %s", code,
                            BCU_THOUSANDS(is_plane ? plane_ha : ground_m2 / 1e4, 4),
                            BCU_THOUSANDS(area_ha, 4));
}
