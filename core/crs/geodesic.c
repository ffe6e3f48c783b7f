/* Measures areas and lengths on the ellipsoid.
 * Areas and lengths on the ellipsoid, through PROJ's geodesics. */
#include "crs/crs_proj.h"
#include <math.h>

/* Straight lines of the CRS are cut to this length, in metres. A line of length L between two
 * points at latitude p bends from the geodesic by at most L^2 tan(p) / (8 R): 1 cm here, which is
 * far below 1 m2 of area per hectare. */
#define LONGEST_EDGE_M 500.0
/* Into how many pieces more the edges of one ring are cut, besides so many for each edge: one and a half times around
 * the globe, which no ring's long edges exceed on the ground. Where they do, they run through nowhere, and longer pieces
 * are as good. */
enum { MOST_PIECES = 1 << 17 };

/* How to measure on a CRS: found once, by whoever is first. */
struct BcuGround {
    double major, inverse_flattening; /* metres; 0 for a sphere */
    BcuOperation *to_degrees;         /* NULL when the CRS is in degrees already */
};

struct BcuGeodesic {
    BcuCrsSession *session;
    PJ *to_degrees; /* NULL when the CRS is in angles already */
    double degrees_per_unit; /* of the angles */
    struct geod_geodesic ellipsoid;
    double longest_edge;    /* in units of the CRS */
    double metres_per_unit; /* 0 for angles */
    GArray *points;         /* BcuPoint: working space */
    bool borrows;           /* to_degrees belongs to the ground */
};

/* ---- the ellipsoid and the way to it -------------------------------------------------------- */

/* major, inverse flattening, pipeline to degrees, whether it uses grids */
#define GROUND_FACT "(ddmsb)"

void bcu_ground_free(BcuGround *ground)
{
    if (!ground)
        return;
    bcu_operation_free(ground->to_degrees);
    g_free(ground);
}

static bool from_earlier_runs(const BcuCrs *crs, BcuGround *ground)
{
    gboolean uses_grids;
    char *pipeline;
    if (!bcu_crs_cache_get(crs->session->cache, "ground", crs->definition, GROUND_FACT, &ground->major,
                           &ground->inverse_flattening, &pipeline, &uses_grids))
        return false;
    ground->to_degrees = pipeline ? g_new0(BcuOperation, 1) : NULL;
    if (pipeline)
        *ground->to_degrees = (BcuOperation){.pipeline = pipeline, .uses_grids = uses_grids};
    return true;
}

static void learn(const BcuCrs *crs, const BcuGround *ground)
{
    const BcuOperation *to_degrees = ground->to_degrees;
    bcu_crs_cache_put(crs->session->cache, "ground", crs->definition, GROUND_FACT, ground->major,
                      ground->inverse_flattening, to_degrees ? to_degrees->pipeline : NULL,
                      (gboolean)(to_degrees && to_degrees->uses_grids));
}

static bool find_ellipsoid(BcuCrsSession *session, PJ *crs, BcuGround *ground)
{
    PJ *ellipsoid = proj_get_ellipsoid(bcu_proj_context(session), crs);
    bool ok = ellipsoid && proj_ellipsoid_get_parameters(bcu_proj_context(session), ellipsoid, &ground->major, NULL,
                                                         NULL, &ground->inverse_flattening);
    proj_destroy(ellipsoid);
    return ok;
}

static bool find_ground(const BcuCrs *of, BcuGround *ground, BcuDiagLog *log)
{
    BcuCrsSession *session = of->session;
    PJ *crs = bcu_proj_crs(of, log);
    if (!crs)
        return false;
    bool ok = find_ellipsoid(session, crs, ground);
    if (ok && !of->is_geographic) {
        PJ *base = proj_crs_get_geodetic_crs(bcu_proj_context(session), crs);
        ground->to_degrees = base ? bcu_operation_between(session, crs, base, NULL, log) : NULL;
        proj_destroy(base);
        ok = ground->to_degrees != NULL;
    }
    proj_destroy(crs);
    return ok;
}

static const BcuGround *ground_of(const BcuCrs *crs, BcuDiagLog *log)
{
    if (crs->ground)
        return crs->ground;
    BcuGround *ground = g_new0(BcuGround, 1);
    bool is_known = from_earlier_runs(crs, ground);
    if (!is_known && !find_ground(crs, ground, log)) {
        bcu_ground_free(ground);
        return NULL;
    }
    if (!is_known)
        learn(crs, ground);
    return ((BcuCrs *)crs)->ground = ground;
}

/* ---- ready to use -------------------------------------------------------------------------- */

BcuGeodesic *bcu_geodesic_new(const BcuCrs *crs, BcuDiagLog *log)
{
    bcu_crs_ahead_wait(crs->session);
    const BcuGround *ground = ground_of(crs, log);
    const BcuOperation *to_degrees = ground ? ground->to_degrees : NULL;
    PJ *operation = !to_degrees          ? NULL
                    : to_degrees->ready ? to_degrees->ready
                                        : bcu_operation_make(crs->session, to_degrees, log);
    if (!ground || (to_degrees && !operation))
        return NULL;
    BcuGeodesic *geodesic = g_new0(BcuGeodesic, 1);
    geodesic->session = crs->session;
    geodesic->to_degrees = operation;
    geodesic->borrows = to_degrees && to_degrees->ready;
    geodesic->points = g_array_new(false, false, sizeof(BcuPoint));
    geod_init(&geodesic->ellipsoid, ground->major, ground->inverse_flattening ? 1 / ground->inverse_flattening : 0);
    geodesic->metres_per_unit = crs->metres_per_unit;
    geodesic->degrees_per_unit = crs->degrees_per_unit;
    geodesic->longest_edge = LONGEST_EDGE_M / (crs->is_geographic ? BCU_METRES_PER_DEGREE * crs->degrees_per_unit
                                                                  : crs->metres_per_unit);
    return geodesic;
}

void bcu_ground_ready(const BcuCrs *crs, BcuDiagLog *log)
{
    const BcuGround *ground = ground_of(crs, log);
    BcuOperation *to_degrees = ground ? ground->to_degrees : NULL;
    if (to_degrees && !to_degrees->uses_grids && !to_degrees->ready) /* grids are files: each process opens its own */
        to_degrees->ready = bcu_operation_make(crs->session, to_degrees, log);
}

void bcu_geodesic_free(BcuGeodesic *geodesic)
{
    if (!geodesic)
        return;
    if (geodesic->to_degrees && !geodesic->borrows)
        proj_destroy(geodesic->to_degrees);
    g_array_unref(geodesic->points);
    g_free(geodesic);
}

static void scale(BcuPoint *points, size_t count, double factor)
{
    for (size_t i = 0; i < count; i++)
        points[i] = (BcuPoint){points[i].x * factor, points[i].y * factor};
}

bool bcu_geodesic_to_degrees(BcuGeodesic *geodesic, BcuPoint *points, size_t count)
{
    bool finite = true;
    if (geodesic->to_degrees && count > 0)
        proj_trans_generic(geodesic->to_degrees, PJ_FWD, &points->x, sizeof *points, count, &points->y,
                           sizeof *points, count, NULL, 0, 0, NULL, 0, 0);
    if (geodesic->degrees_per_unit != 1)
        scale(points, count, geodesic->degrees_per_unit);
    for (size_t i = 0; i < count; i++)
        finite &= isfinite(points[i].x) && isfinite(points[i].y);
    return finite;
}

/* How long an edge may be, so that the pieces of all are no more than any ring on the globe needs. */
static double longest_edge_of(const BcuGeodesic *geodesic, BcuRing line)
{
    double pieces = 0;
    for (size_t i = 0; i + 1 < line.count; i++)
        pieces += floor(hypot(line.points[i + 1].x - line.points[i].x, line.points[i + 1].y - line.points[i].y) /
                        geodesic->longest_edge);
    return geodesic->longest_edge * fmax(1, pieces / (MOST_PIECES + 16.0 * (double)line.count));
}

/* The points with long edges cut, in degrees. */
static bool prepare(BcuGeodesic *geodesic, BcuRing line)
{
    double longest = longest_edge_of(geodesic, line);
    g_array_set_size(geodesic->points, 0);
    for (size_t i = 0; i < line.count; i++) {
        BcuPoint a = line.points[i];
        g_array_append_val(geodesic->points, a);
        if (i + 1 == line.count)
            break;
        BcuPoint b = line.points[i + 1];
        double pieces = ceil(hypot(b.x - a.x, b.y - a.y) / longest);
        for (double k = 1; k < pieces; k++) {
            BcuPoint between = {a.x + (b.x - a.x) * k / pieces, a.y + (b.y - a.y) * k / pieces};
            g_array_append_val(geodesic->points, between);
        }
    }
    return bcu_geodesic_to_degrees(geodesic, (BcuPoint *)(void *)geodesic->points->data, geodesic->points->len);
}

static PJ *equal_area_plane(const BcuGeodesic *geodesic, BcuPoint centre)
{
    char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];
    char major[G_ASCII_DTOSTR_BUF_SIZE], flattening[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *definition = g_strdup_printf(
        "+proj=laea +lat_0=%s +lon_0=%s +a=%s +f=%s", g_ascii_dtostr(latitude, sizeof latitude, centre.y),
        g_ascii_dtostr(longitude, sizeof longitude, centre.x),
        g_ascii_dtostr(major, sizeof major, geodesic->ellipsoid.a),
        g_ascii_dtostr(flattening, sizeof flattening, geodesic->ellipsoid.f));
    return proj_create(bcu_proj_context(geodesic->session), definition);
}

bool bcu_geodesic_flatten(BcuGeodesic *geodesic, BcuPoint centre, BcuPoint *points, size_t count)
{
    BcuPoint middle = centre;
    scale(&middle, 1, geodesic->degrees_per_unit);
    PJ *plane = geodesic->metres_per_unit > 0 ? NULL : equal_area_plane(geodesic, middle);
    if (!plane && !(geodesic->metres_per_unit > 0))
        return false;
    bool ok = true;
    double degrees = geodesic->degrees_per_unit;
    for (size_t i = 0; i < count; i++) {
        if (!plane) {
            points[i].x = (points[i].x - centre.x) * geodesic->metres_per_unit;
            points[i].y = (points[i].y - centre.y) * geodesic->metres_per_unit;
            continue;
        }
        PJ_COORD flat =
            proj_trans(plane, PJ_FWD, proj_coord(proj_torad(points[i].x * degrees), proj_torad(points[i].y * degrees), 0, 0));
        points[i] = (BcuPoint){flat.xy.x, flat.xy.y};
        ok &= isfinite(flat.xy.x) && isfinite(flat.xy.y);
    }
    proj_destroy(plane);
    return ok;
}

/* ---- areas ----------------------------------------------------------------------------------- */

/* Between a ring and the equator, edge by edge, and how often the ring goes around the axis, eastward. */
typedef struct Sweep {
    double area_m2, length_m, turns;
} Sweep;

static Sweep sweep(const BcuGeodesic *geodesic, const BcuPoint *points, guint count)
{
    Sweep sum = {0, 0, 0};
    double lost = 0; /* the digits of the area that the sum has no room for */
    for (guint i = 0; i + 1 < count; i++) {
        double length, under, step = points[i + 1].x - points[i].x;
        geod_geninverse(&geodesic->ellipsoid, points[i].y, points[i].x, points[i + 1].y, points[i + 1].x, &length, NULL,
                        NULL, NULL, NULL, NULL, &under);
        double more = -under - lost, total = sum.area_m2 + more;
        lost = (total - sum.area_m2) - more;
        sum.area_m2 = total;
        sum.length_m += length;
        sum.turns += (step - 360 * rint(step / 360)) / 360;
    }
    sum.turns = rint(sum.turns);
    return sum;
}

static double earth_m2(const BcuGeodesic *geodesic)
{
    double area;
    struct geod_polygon octant;
    geod_polygon_init(&octant, 0);
    geod_polygon_addpoint(&geodesic->ellipsoid, &octant, 0, 0);
    geod_polygon_addpoint(&geodesic->ellipsoid, &octant, 0, 90);
    geod_polygon_addpoint(&geodesic->ellipsoid, &octant, 90, 0);
    geod_polygon_compute(&geodesic->ellipsoid, &octant, 0, 1, &area, NULL);
    return 8 * area;
}

/* Whether counter-clockwise in the CRS is clockwise on the ground, as in one whose axes point west and north. */
static bool is_mirrored(BcuGeodesic *geodesic, BcuPoint at)
{
    double step = geodesic->longest_edge;
    BcuPoint p[] = {at, {at.x + step, at.y}, {at.x, at.y + step}};
    if (!bcu_geodesic_to_degrees(geodesic, p, 3))
        return false;
    double ax = p[1].x - p[0].x, bx = p[2].x - p[0].x;
    ax -= 360 * rint(ax / 360);
    bx -= 360 * rint(bx / 360);
    return ax * (p[2].y - p[0].y) < bx * (p[1].y - p[0].y);
}

/* What lies between a ring and the equator is its area, unless there is a pole within: then it is known but for halves
 * of the globe, and the ring as it is drawn says on which side its inside is. In degrees there is no pole within. */
static double inside(BcuGeodesic *geodesic, BcuRing ring, Sweep swept)
{
    double half = earth_m2(geodesic) / 2;
    bool around = fmod(swept.turns, 2) != 0;
    if (!geodesic->to_degrees || (!around && fabs(swept.area_m2) < half * 1e-3))
        return swept.area_m2;
    double sign = (bcu_ring_area(ring) > 0) != is_mirrored(geodesic, ring.points[0]) ? 1 : -1;
    if (around)
        return swept.area_m2 + sign * half;
    return swept.area_m2 * sign < 0 ? swept.area_m2 + sign * 2 * half : swept.area_m2;
}

bool bcu_geodesic_ring(BcuGeodesic *geodesic, BcuRing ring, double *area_m2, double *length_m)
{
    if (!prepare(geodesic, ring))
        return false;
    Sweep swept = sweep(geodesic, (const BcuPoint *)(const void *)geodesic->points->data, geodesic->points->len);
    if (area_m2)
        *area_m2 = inside(geodesic, ring, swept);
    if (length_m)
        *length_m = swept.length_m;
    return true;
}

bool bcu_geodesic_line(BcuGeodesic *geodesic, BcuRing line, double *length_m)
{
    if (!prepare(geodesic, line))
        return false;
    const BcuPoint *points = (const BcuPoint *)(const void *)geodesic->points->data;
    double total = 0;
    for (guint i = 0; i + 1 < geodesic->points->len; i++) {
        double step;
        geod_inverse(&geodesic->ellipsoid, points[i].y, points[i].x, points[i + 1].y, points[i + 1].x, &step,
                     NULL, NULL);
        total += step;
    }
    *length_m = total;
    return true;
}

/* True length and bearing (degrees clockwise from north) of a short step from a place. */
static bool step_from(BcuGeodesic *geodesic, BcuPoint at, double dx, double dy, double *length_m,
                      double *bearing)
{
    BcuPoint ends[] = {at, {at.x + dx, at.y + dy}};
    if (!prepare(geodesic, (BcuRing){ends, 2}))
        return false;
    BcuPoint from = g_array_index(geodesic->points, BcuPoint, 0);
    BcuPoint to = g_array_index(geodesic->points, BcuPoint, geodesic->points->len - 1);
    geod_inverse(&geodesic->ellipsoid, from.y, from.x, to.y, to.x, length_m, bearing, NULL);
    return true;
}

bool bcu_geodesic_grid(BcuGeodesic *geodesic, BcuPoint at, BcuGrid *grid)
{
    double step = geodesic->longest_edge / 2, along_x, along_y, bearing;
    if (!step_from(geodesic, at, step, 0, &along_x, &bearing) ||
        !step_from(geodesic, at, 0, step, &along_y, &bearing))
        return false;
    *grid = (BcuGrid){along_x / step, along_y / step, -bearing};
    return true;
}
