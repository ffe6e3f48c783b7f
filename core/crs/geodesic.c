/* Areas and lengths on the ellipsoid, through PROJ's geodesics. */
#include "crs/cache.h"
#include "crs/crs_proj.h"
#include <math.h>

/* Straight lines of the CRS are cut to this length, in metres. A line of length L between two
 * points at latitude p bends from the geodesic by at most L^2 tan(p) / (8 R): 1 cm here, which is
 * far below 1 m2 of area per hectare. */
#define LONGEST_EDGE_M 500.0

struct BcuGeodesic {
    PJ *to_degrees; /* NULL when the CRS is in degrees already */
    struct geod_geodesic ellipsoid;
    double longest_edge;    /* in units of the CRS */
    double metres_per_unit; /* 0 for degrees */
    GArray *points;         /* BcuPoint: working space */
    bool is_copy;           /* of one that is ready, whose operation it borrows */
    bool is_lasting;        /* beyond bcu_crs_release() and forks */
};

static GHashTable *ready; /* definition to BcuGeodesic */

/* ---- the ellipsoid and the way to it -------------------------------------------------------- */

typedef struct Ground {
    double major, inverse_flattening; /* metres; 0 for a sphere */
    BcuOperation *to_degrees;         /* NULL when the CRS is in degrees already */
} Ground;

/* major, inverse flattening, pipeline to degrees, whether it uses grids */
#define GROUND_FACT "(ddmsb)"

static void ground_clear(Ground *ground)
{
    g_clear_pointer(&ground->to_degrees, bcu_operation_free);
}

static bool from_earlier_runs(const char *definition, Ground *ground)
{
    gboolean uses_grids;
    char *pipeline;
    if (!bcu_crs_fact("ground", definition, GROUND_FACT, &ground->major, &ground->inverse_flattening, &pipeline,
                      &uses_grids))
        return false;
    ground->to_degrees = pipeline ? g_new0(BcuOperation, 1) : NULL;
    if (pipeline)
        *ground->to_degrees = (BcuOperation){.pipeline = pipeline, .uses_grids = uses_grids};
    return true;
}

static void learn(const char *definition, const Ground *ground)
{
    const BcuOperation *to_degrees = ground->to_degrees;
    bcu_crs_fact_learn("ground", definition, GROUND_FACT, ground->major, ground->inverse_flattening,
                       to_degrees ? to_degrees->pipeline : NULL, (gboolean)(to_degrees && to_degrees->uses_grids));
}

static bool find_ellipsoid(PJ *crs, Ground *ground)
{
    PJ *ellipsoid = proj_get_ellipsoid(bcu_proj_context(), crs);
    bool ok = ellipsoid && proj_ellipsoid_get_parameters(bcu_proj_context(), ellipsoid, &ground->major, NULL,
                                                         NULL, &ground->inverse_flattening);
    proj_destroy(ellipsoid);
    return ok;
}

static bool find_ground(const char *definition, Ground *ground, BcuDiagLog *log)
{
    if (from_earlier_runs(definition, ground))
        return true;
    PJ *crs = bcu_proj_crs(definition, log);
    if (!crs)
        return false;
    bool ok = find_ellipsoid(crs, ground);
    if (ok && !bcu_proj_crs_is_geographic(crs)) {
        PJ *base = proj_crs_get_geodetic_crs(bcu_proj_context(), crs);
        ground->to_degrees = base ? bcu_operation_between(crs, base, NULL, log) : NULL;
        proj_destroy(base);
        ok = ground->to_degrees != NULL;
    }
    proj_destroy(crs);
    if (ok)
        learn(definition, ground);
    return ok;
}

/* ---- ready to use -------------------------------------------------------------------------- */

static BcuGeodesic *make(const char *definition, BcuDiagLog *log)
{
    Ground ground = {0};
    double metres_per_unit;
    if (!bcu_crs_units(definition, NULL, &metres_per_unit, log) || !find_ground(definition, &ground, log))
        return NULL;
    BcuGeodesic *geodesic = g_new0(BcuGeodesic, 1);
    geodesic->points = g_array_new(false, false, sizeof(BcuPoint));
    geod_init(&geodesic->ellipsoid, ground.major,
              ground.inverse_flattening ? 1 / ground.inverse_flattening : 0);
    geodesic->metres_per_unit = ground.to_degrees ? metres_per_unit : 0;
    geodesic->longest_edge =
        ground.to_degrees ? LONGEST_EDGE_M / metres_per_unit : LONGEST_EDGE_M / BCU_METRES_PER_DEGREE;
    geodesic->to_degrees = ground.to_degrees ? bcu_operation_make(ground.to_degrees) : NULL;
    geodesic->is_lasting = !ground.to_degrees || !ground.to_degrees->uses_grids;
    if (ground.to_degrees && !geodesic->to_degrees)
        g_clear_pointer(&geodesic, bcu_geodesic_free);
    ground_clear(&ground);
    return geodesic;
}

BcuGeodesic *bcu_geodesic_new(const char *definition, BcuDiagLog *log)
{
    bcu_crs_ahead_wait();
    const BcuGeodesic *known = ready ? g_hash_table_lookup(ready, definition) : NULL;
    if (!known)
        return make(definition, log);
    BcuGeodesic *copy = g_new(BcuGeodesic, 1);
    *copy = *known;
    copy->points = g_array_new(false, false, sizeof(BcuPoint));
    copy->is_copy = true;
    return copy;
}

void bcu_geodesic_ready(const char *definition, BcuDiagLog *log)
{
    if (ready && g_hash_table_contains(ready, definition))
        return;
    BcuGeodesic *made = make(definition, log);
    if (!made || !made->is_lasting) { /* grids are files: each process opens its own */
        bcu_geodesic_free(made);
        return;
    }
    if (!ready)
        ready = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)bcu_geodesic_free);
    g_hash_table_insert(ready, g_strdup(definition), made);
}

void bcu_geodesic_free(BcuGeodesic *geodesic)
{
    if (!geodesic)
        return;
    if (!geodesic->is_copy)
        proj_destroy(geodesic->to_degrees);
    g_array_unref(geodesic->points);
    g_free(geodesic);
}

/* The points with long edges cut, in degrees. */
static bool prepare(BcuGeodesic *geodesic, BcuRing line)
{
    g_array_set_size(geodesic->points, 0);
    for (size_t i = 0; i < line.count; i++) {
        BcuPoint a = line.points[i];
        g_array_append_val(geodesic->points, a);
        if (i + 1 == line.count)
            break;
        BcuPoint b = line.points[i + 1];
        double pieces = ceil(hypot(b.x - a.x, b.y - a.y) / geodesic->longest_edge);
        for (double k = 1; k < pieces; k++) {
            BcuPoint between = {a.x + (b.x - a.x) * k / pieces, a.y + (b.y - a.y) * k / pieces};
            g_array_append_val(geodesic->points, between);
        }
    }
    BcuPoint *points = (BcuPoint *)(void *)geodesic->points->data;
    size_t count = geodesic->points->len;
    if (geodesic->to_degrees && count > 0)
        proj_trans_generic(geodesic->to_degrees, PJ_FWD, &points->x, sizeof *points, count, &points->y,
                           sizeof *points, count, NULL, 0, 0, NULL, 0, 0);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(points[i].x) || !isfinite(points[i].y))
            return false;
    return true;
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
    return proj_create(bcu_proj_context(), definition);
}

bool bcu_geodesic_flatten(BcuGeodesic *geodesic, BcuPoint centre, BcuPoint *points, size_t count)
{
    PJ *plane = geodesic->metres_per_unit > 0 ? NULL : equal_area_plane(geodesic, centre);
    if (!plane && !(geodesic->metres_per_unit > 0))
        return false;
    bool ok = true;
    for (size_t i = 0; i < count; i++) {
        if (!plane) {
            points[i].x = (points[i].x - centre.x) * geodesic->metres_per_unit;
            points[i].y = (points[i].y - centre.y) * geodesic->metres_per_unit;
            continue;
        }
        PJ_COORD flat =
            proj_trans(plane, PJ_FWD, proj_coord(proj_torad(points[i].x), proj_torad(points[i].y), 0, 0));
        points[i] = (BcuPoint){flat.xy.x, flat.xy.y};
        ok &= isfinite(flat.xy.x) && isfinite(flat.xy.y);
    }
    proj_destroy(plane);
    return ok;
}

bool bcu_geodesic_ring(BcuGeodesic *geodesic, BcuRing ring, double *area_m2, double *length_m)
{
    if (!prepare(geodesic, ring))
        return false;
    const BcuPoint *points = (const BcuPoint *)(const void *)geodesic->points->data;
    struct geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    /* The closing point is implied. */
    for (guint i = 0; i + 1 < geodesic->points->len; i++)
        geod_polygon_addpoint(&geodesic->ellipsoid, &polygon, points[i].y, points[i].x);
    geod_polygon_compute(&geodesic->ellipsoid, &polygon, 0, 1, area_m2, length_m);
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
