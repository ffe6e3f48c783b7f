/* Measures a known quadrangle in every geographic and projected CRS of the earth in PROJ's database, against the geodesic area on
 * the CRS' own ellipsoid: units of angle and length, axis order and direction that are taken wrong show at once.
 * "crs_sweep 20" takes every twentieth. */
#include "crs/session.h"
#include <geodesic.h>
#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIDE = 8, POINTS = 4 * SIDE + 1 };

typedef struct Tally {
    size_t measured, unplaced, refused, wrong;
} Tally;

/* A hundredth of a degree each way about a place near the middle of the area of use, off the seams that lie in the very
 * middle of some; anticlockwise, closed. */
static void quadrangle(const PROJ_CRS_INFO *info, BcuPoint *points)
{
    static const int DX[] = {1, 0, -1, 0}, DY[] = {0, 1, 0, -1};
    double east = info->east_lon_degree + (info->east_lon_degree < info->west_lon_degree ? 360 : 0);
    double x = info->west_lon_degree + (east - info->west_lon_degree) * 0.47 - 0.01, step = 0.02 / SIDE;
    double y = fmax(-80, fmin(80, (info->south_lat_degree + info->north_lat_degree) / 2)) - 0.01;
    for (int i = 0; i < POINTS; i++) {
        points[i] = (BcuPoint){x > 180 ? x - 360 : x, y};
        int edge = i / SIDE % 4;
        x += step * DX[edge];
        y += step * DY[edge];
    }
    points[POINTS - 1] = points[0];
}

static double area_on_ellipsoid(PJ_CONTEXT *context, PJ *crs, const BcuPoint *points)
{
    double major = 6378137, inverse = 298.257223563, area;
    PJ *ellipsoid = proj_get_ellipsoid(context, crs);
    if (ellipsoid)
        proj_ellipsoid_get_parameters(context, ellipsoid, &major, NULL, NULL, &inverse);
    proj_destroy(ellipsoid);
    struct geod_geodesic geodesic;
    struct geod_polygon polygon;
    geod_init(&geodesic, major, inverse ? 1 / inverse : 0);
    geod_polygon_init(&polygon, 0);
    for (int i = 0; i + 1 < POINTS; i++)
        geod_polygon_addpoint(&geodesic, &polygon, points[i].y, points[i].x);
    geod_polygon_compute(&geodesic, &polygon, 0, 1, &area, NULL);
    return area;
}

/* From plain degrees on the CRS' own datum, so that no step between datums takes part. */
static bool project(PJ_CONTEXT *context, PJ *crs, BcuPoint *points)
{
    PJ *base = proj_crs_get_geodetic_crs(context, crs), *axes = base ? proj_crs_get_coordinate_system(context, base) : NULL;
    double radians = 0;
    PJ *raw = base ? proj_create_crs_to_crs_from_pj(context, base, crs, NULL, NULL) : NULL;
    PJ *usable = raw ? proj_normalize_for_visualization(context, raw) : NULL;
    bool ok = usable && proj_cs_get_axis_info(context, axes, 0, NULL, NULL, NULL, &radians, NULL, NULL, NULL);
    for (int i = 0; ok && i < POINTS; i++) {
        double units = G_PI / 180 / radians;
        PJ_COORD to = proj_trans(usable, PJ_FWD, proj_coord(points[i].x * units, points[i].y * units, 0, 0));
        points[i] = (BcuPoint){to.xy.x, to.xy.y};
        ok = isfinite(to.xy.x) && isfinite(to.xy.y);
    }
    proj_destroy(base);
    proj_destroy(axes);
    proj_destroy(raw);
    proj_destroy(usable);
    return ok;
}

static void measure(BcuCrsSession *session, PJ_CONTEXT *context, const PROJ_CRS_INFO *info, Tally *tally)
{
    g_autofree char *code = g_strdup_printf("%s:%s", info->auth_name, info->code);
    BcuPoint points[POINTS];
    double area, length;
    PJ *crs = proj_create(context, code);
    quadrangle(info, points);
    double expected = crs ? area_on_ellipsoid(context, crs, points) : 0;
    bool is_placed = crs && info->bbox_valid && project(context, crs, points);
    proj_destroy(crs);
    if (!is_placed) {
        tally->unplaced++;
        return;
    }
    const BcuCrs *found = bcu_crs_find(session, code, NULL);
    BcuGeodesic *geodesic = found ? bcu_geodesic_new(found, NULL) : NULL;
    bool ok = geodesic && bcu_geodesic_ring(geodesic, (BcuRing){points, POINTS}, &area, &length);
    bcu_geodesic_free(geodesic);
    if (!ok) { /* PROJ has no way back from it: an error to who asks for it */
        printf("%s %s: refused\n", code, info->name);
        tally->refused++;
        return;
    }
    tally->measured++;
    if ( fabs(fabs(area) / expected - 1) < 1e-4)
        return;
    tally->wrong++;
    printf("%s %s: %g m2 for %g m2\n", code, info->name, area, expected);
}

int main(int argc, char **argv)
{
    int stride = argc > 1 ? atoi(argv[1]) : 1, count = 0;
    static const PJ_TYPE TYPES[] = {PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_PROJECTED_CRS};
    PJ_CONTEXT *context = proj_context_create();
    proj_log_level(context, PJ_LOG_NONE);
    PROJ_CRS_LIST_PARAMETERS *wanted = proj_get_crs_list_parameters_create();
    wanted->types = TYPES;
    wanted->typesCount = G_N_ELEMENTS(TYPES);
    PROJ_CRS_INFO **list = proj_get_crs_info_list_from_database(context, NULL, wanted, &count);
    BcuCrsSession *session = bcu_crs_session_new(NULL);
    Tally tally = {0};
    for (int i = 0; i < count; i += stride)
        if (g_str_equal(list[i]->celestial_body_name, "Earth"))
            measure(session, context, list[i], &tally);
    printf("%zu measured, %zu without a place, %zu refused, %zu wrong\n", tally.measured, tally.unplaced, tally.refused,
           tally.wrong);
    bcu_crs_session_free(session);
    proj_crs_info_list_destroy(list);
    proj_get_crs_list_parameters_destroy(wanted);
    proj_context_destroy(context);
    return tally.wrong > 0 || tally.measured < 100 || tally.refused > tally.measured / 100;
}
