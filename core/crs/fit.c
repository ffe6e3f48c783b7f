/* Compares coordinates with their CRS.
 * Coordinates against their CRS. Metres under a CRS in degrees have no area that could be right, nor have degrees under
 * one in metres: both are said before anything is measured. */
#include "crs/fit.h"
#include "base/diag.h"
#include "crs/crs_proj.h"
#include <math.h>
#include <string.h>

static const double MOST_LONGITUDE = 540, MOST_LATITUDE = 90.000001;

static char *hint_of(BcuBox extent)
{
    g_autofree char *likely = bcu_crs_likely_text(extent);
    return likely ? g_strdup_printf("Set the key crs of the layer to what they are in: they would fit %s.", likely)
                  : g_strdup("Set the key crs of the layer to what they are in.");
}

/* ---- in degrees ---------------------------------------------------------------------------- */

static bool are_degrees(const BcuPoint *points, size_t count, BcuBox extent, const BcuPlace *place, BcuDiagLog *log)
{
    if (fmax(fabs(extent.min_x), fabs(extent.max_x)) <= MOST_LONGITUDE &&
        fmax(fabs(extent.min_y), fabs(extent.max_y)) <= MOST_LATITUDE)
        return true;
    size_t i = 0;
    while (i + 1 < count && fabs(points[i].x) <= MOST_LONGITUDE && fabs(points[i].y) <= MOST_LATITUDE)
        i++;
    bool is_longitude = fabs(points[i].x) > MOST_LONGITUDE;
    g_autofree char *hint = hint_of(extent);
    bcu_report(log, BCU_ERROR, "CRS060", place, hint,
               "the CRS is in degrees, but %s %.10g is no place: the coordinates run from %.10g %.10g to %.10g %.10g",
               is_longitude ? "longitude" : "latitude", is_longitude ? points[i].x : points[i].y, extent.min_x,
               extent.min_y, extent.max_x, extent.max_y);
    return false;
}

/* ---- in metres ----------------------------------------------------------------------------- */

/* Read as degrees they lie where the CRS is used, and read as lengths all of them within a few hundred of a unit. */
static bool look_like_degrees(const BcuCrs *crs, BcuBox extent)
{
    BcuBox area;
    if (extent.min_x < -180 || extent.max_x > 360 || extent.min_y < -90 || extent.max_y > 90 || !bcu_crs_area_of_use(crs, &area))
        return false;
    bool beside = area.min_x > area.max_x ? extent.max_x < area.min_x && extent.min_x > area.max_x
                                          : extent.max_x < area.min_x || extent.min_x > area.max_x;
    return !beside && extent.max_y >= area.min_y && extent.min_y <= area.max_y;
}

static bool report_degrees(const BcuCrs *crs, BcuBox extent, const BcuPlace *place, BcuDiagLog *log)
{
    bcu_report(log, BCU_ERROR, "CRS061", place,
               "Set the key crs of the layer to what they are in: EPSG:4326 (WGS 84, degrees), or another in degrees.",
               "the coordinates, from %.10g %.10g to %.10g %.10g, are degrees, but %s is not in degrees", extent.min_x,
               extent.min_y, extent.max_x, extent.max_y, crs->name);
    return false;
}

/* Of points all over the layer, whether one has a place on the globe. */
static bool has_a_place(const BcuCrs *crs, const BcuPoint *points, size_t count)
{
    enum { MOST = 64 };
    BcuGeodesic *geodesic = bcu_geodesic_new(crs, NULL);
    bool found = !geodesic;
    for (size_t i = 0; i < MOST && i < count && !found; i++) {
        BcuPoint point = points[count <= MOST ? i : i * (count / MOST)];
        found = bcu_geodesic_to_degrees(geodesic, &point, 1) && fabs(point.y) <= MOST_LATITUDE;
    }
    bcu_geodesic_free(geodesic);
    return found;
}

/* Two and a half times around the globe: no plane that maps it within reason reaches there, and edges that long would
 * be measured in millions of pieces. */
static const double FARTHEST_M = 1e8;

static bool are_near(const BcuCrs *crs, const BcuPoint *points, size_t count, BcuBox extent, const BcuPlace *place,
                     BcuDiagLog *log)
{
    double most = FARTHEST_M / crs->metres_per_unit;
    if (extent.min_x >= -most && extent.max_x <= most && extent.min_y >= -most && extent.max_y <= most)
        return true;
    size_t i = 0;
    while (i + 1 < count && fabs(points[i].x) <= most && fabs(points[i].y) <= most)
        i++;
    bcu_report(log, BCU_ERROR, "CRS062", place, "Repair the record in the tool that made the layer.",
               "the coordinate %.10g %.10g is no place on the globe in %s: it is farther than the globe is large",
               points[i].x, points[i].y, crs->name);
    return false;
}

static bool can_hold(const BcuCrs *crs, const BcuPoint *points, size_t count, const BcuPlace *place, BcuDiagLog *log)
{
    BcuBox extent = bcu_ring_extent((BcuRing){points, count});
    if (crs->is_geographic)
        return are_degrees(points, count, extent, place, log);
    if (look_like_degrees(crs, extent))
        return report_degrees(crs, extent, place, log);
    if (!are_near(crs, points, count, extent, place, log))
        return false;
    if (has_a_place(crs, points, count))
        return true;
    g_autofree char *hint = hint_of(extent);
    bcu_report(log, BCU_ERROR, "CRS062", place, hint,
               "the coordinates, from %.10g %.10g to %.10g %.10g, are no place on the globe in %s", extent.min_x,
               extent.min_y, extent.max_x, extent.max_y, crs->name);
    return false;
}

bool bcu_crs_holds(const BcuCrs *crs, const BcuPoint *points, size_t count, const BcuPlace *place, BcuDiagLog *log)
{
    if (count == 0)
        return true;
    if (!can_hold(crs, points, count, place, log))
        return false;
    bcu_crs_look_far(crs, points, count, place, log);
    return true;
}
