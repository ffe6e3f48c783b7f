/* CRSs, transforms and geodesics against known values. */
#include "base/diag.h"
#include "crs/session.h"
#include "crs_session.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char BNG_ESRI[] =
    "PROJCS[\"British_National_Grid\",GEOGCS[\"GCS_OSGB_1936\",DATUM[\"D_OSGB_1936\",SPHEROID[\"Airy_1830\","
    "6377563.396,299.3249646]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION["
    "\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",400000.0],PARAMETER[\"False_Northing\",-100000.0],"
    "PARAMETER[\"Central_Meridian\",-2.0],PARAMETER[\"Scale_Factor\",0.9996012717],PARAMETER["
    "\"Latitude_Of_Origin\",49.0],UNIT[\"Meter\",1.0]]";

static void test_recognised(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    char *code = bcu_crs_text_dup(test_crs(BNG_ESRI), BCU_CRS_AUTHORITY, log);
    g_assert_cmpstr(code, ==, "EPSG:27700");
    free(code);
    g_assert_true(bcu_crs_same(test_crs(BNG_ESRI), test_crs("EPSG:27700")));
    g_assert_false(bcu_crs_same(test_crs(BNG_ESRI), test_crs("EPSG:2154")));
    g_assert_true(bcu_crs_same(test_crs("EPSG:4326"), test_crs("OGC:CRS84")));
}

static char *code_of(const char *definition)
{
    const BcuCrs *crs = bcu_crs_find(test_session(), definition, NULL);
    return crs ? bcu_crs_text_dup(crs, BCU_CRS_AUTHORITY, NULL) : NULL;
}

static char *replaced(const char *text, const char *old, const char *new)
{
    g_auto(GStrv) parts = g_strsplit(text, old, -1);
    g_assert_nonnull(parts[1]);
    return g_strjoinv(new, parts);
}

/* What ESRI writes for a registered CRS is found by its name, else by what it says. */
static void test_esri(void)
{
    static const char *const CODES[] = {"EPSG:27700", "EPSG:2154",  "EPSG:2263", "EPSG:3035", "EPSG:32631",
                                        "EPSG:25832", "EPSG:28992", "EPSG:4326", "EPSG:4267", "EPSG:4171"};
    for (size_t i = 0; i < G_N_ELEMENTS(CODES); i++) {
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        char *wkt = bcu_crs_text_dup(test_crs(CODES[i]), BCU_CRS_WKT1_ESRI, log), *code = code_of(wkt);
        g_assert_cmpstr(code, ==, CODES[i]);
        free(wkt);
        free(code);
    }
    g_autofree char *renamed = replaced(BNG_ESRI, "British_National_Grid", "Our_Grid");
    g_autofree char *spaced = replaced(BNG_ESRI, ",", ",\n  ");
    g_autofree char *shorter = replaced(spaced, "0.9996012717", ".999601272");
    g_autofree char *lower = replaced(renamed, "0.9996012717", "0.9996");
    g_autofree char *moved = replaced(BNG_ESRI, "-100000.0", "-100001.0");
    g_autofree char *cut = g_strndup(BNG_ESRI, 18);
    char *codes[] = {code_of(renamed), code_of(shorter), code_of(lower), code_of(moved), code_of(cut)};
    g_assert_cmpstr(codes[0], ==, "EPSG:27700");
    g_assert_cmpstr(codes[1], ==, "EPSG:27700");
    g_assert_cmpstr(codes[2], ==, "");
    g_assert_cmpstr(codes[3], ==, "");
    g_assert_null(codes[4]);
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        free(codes[i]);
}

/* Caister water tower, the worked example of the Ordnance Survey's guide to coordinate systems:
 * ETRS89 52 39 28.8282 N, 1 42 57.8663 E; Helmert is good to a few metres. */
static void test_transform(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTransform *transform = bcu_transform_new(test_crs("EPSG:27700"), test_crs("EPSG:4326"), log);
    BcuPoint point = {651409.792, 313177.448};
    g_assert_nonnull(transform);
    g_assert_true(bcu_transform_points(transform, &point, 1));
    g_assert_cmpfloat_with_epsilon(point.x, 1 + 42 / 60.0 + 57.8663 / 3600, 5e-5);
    g_assert_cmpfloat_with_epsilon(point.y, 52 + 39 / 60.0 + 28.8282 / 3600, 5e-5);
    g_assert_cmpfloat(bcu_transform_accuracy_m(transform), >, 0);
    g_assert_cmpfloat(bcu_transform_accuracy_m(transform), <=, 5);
    char *text = bcu_transform_text_dup(transform);
    g_autofree char *expected = g_strdup_printf("by \"%s\", good to %g m", bcu_transform_operation(transform),
                                                bcu_transform_accuracy_m(transform));
    g_assert_cmpstr(text, ==, expected);
    free(text);
    bcu_transform_free(transform);
}

/* Of a shift that the definition brings PROJ states no accuracy: no number is made up. */
static void test_unknown_accuracy(void)
{
    BcuTransform *transform = bcu_transform_new(test_crs("+proj=longlat +ellps=clrk66 +towgs84=-8,160,176"), test_crs("EPSG:4326"), NULL);
    g_assert_nonnull(transform);
    g_assert_cmpfloat(bcu_transform_accuracy_m(transform), <, 0);
    char *text = bcu_transform_text_dup(transform);
    g_assert_true(g_str_has_suffix(text, "\", of unknown accuracy"));
    free(text);
    bcu_transform_free(transform);
}

static void test_noop_and_bad(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTransform *same = bcu_transform_new(test_crs(BNG_ESRI), test_crs("EPSG:27700"), log);
    g_assert_true(bcu_transform_is_noop(same));
    bcu_transform_free(same);
    g_assert_null(bcu_crs_find(test_session(), "EPSG:banana", log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "CRS010"), ==, 1);
}

static void test_units(void)
{
    g_assert_true(bcu_crs_is_geographic(test_crs("EPSG:4267")) && bcu_crs_metres_per_unit(test_crs("EPSG:4267")) == 0);
    g_assert_true(!bcu_crs_is_geographic(test_crs("EPSG:2154")) && bcu_crs_metres_per_unit(test_crs("EPSG:2154")) == 1);
    g_assert_cmpfloat_with_epsilon(bcu_crs_metres_per_unit(test_crs("EPSG:2263")), 0.3048006096, 1e-9);
}

/* On the datum of the layer, made for about its area. */
static void test_suggestion(void)
{
    static const struct {
        const char *crs;
        BcuBox extent;
        const char *expected;
    } CASES[] = {
        {"EPSG:4326", {2, 48, 3, 49}, "EPSG:32631"},       /* UTM zone 31N */
        {"EPSG:4326", {150, -34, 151, -33}, "EPSG:32756"}, /* UTM zone 56S */
        {"EPSG:4267", {-98, 40, -96, 42}, "EPSG:26714"},   /* NAD27 / UTM zone 14N */
        {"EPSG:4267", {-125, 25, -67, 49}, "EPSG:9311"},   /* NAD27 / US National Atlas Equal Area */
        {"EPSG:4171", {-4, 42, 8, 51}, "EPSG:2154"},       /* RGF93 / Lambert-93 */
        {"EPSG:4258", {-9, 36, 24, 60}, "EPSG:3035"},      /* ETRS89-extended / LAEA Europe */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *found = bcu_crs_suggest_projected(test_crs(CASES[i].crs), CASES[i].extent);
        g_assert_cmpstr(found, ==, CASES[i].expected);
    }
    g_autofree char *wide = bcu_crs_suggest_projected(test_crs("EPSG:4326"), (BcuBox){-125, 25, -67, 49});
    g_assert_cmpstr(wide, ==, "+proj=laea +lat_0=37.0 +lon_0=-96.0 +datum=WGS84 +units=m +type=crs");
    /* In France, as British Columbia's map has it: south-west of the extent lies north of its north-east. */
    BcuBox turned = {6558833.76, 6978574.26, 6685154.79, 7084552.25};
    g_autofree char *home = bcu_crs_suggest_projected(test_crs("EPSG:3005"), turned);
    g_assert_cmpstr(home, ==, "+proj=laea +lat_0=43.5 +lon_0=2.5 +datum=NAD83 +units=m +type=crs");
    g_assert_true(!bcu_crs_is_geographic(test_crs(wide)) && bcu_crs_metres_per_unit(test_crs(wide)) == 1);
}

/* Half of the northern hemisphere of a sphere of 1 m radius: pi square metres; and one degree of
 * the equator of WGS 84: 111,319.491 m. */
static void test_geodesics(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuGeodesic *sphere = bcu_geodesic_new(test_crs("+proj=longlat +R=6371000 +type=crs"), log);
    g_assert_nonnull(sphere);
    const BcuPoint octant[] = {{0, 0}, {90, 0}, {90, 90}, {0, 90}, {0, 0}};
    double area, length;
    g_assert_true(bcu_geodesic_ring(sphere, (BcuRing){octant, 5}, &area, &length));
    g_assert_cmpfloat_with_epsilon(area / (4 * G_PI * 6371000.0 * 6371000.0 / 8), 1, 1e-9);
    bcu_geodesic_free(sphere);
    BcuGeodesic *earth = bcu_geodesic_new(test_crs("EPSG:4326"), log);
    const BcuPoint equator[] = {{0, 0}, {1, 0}};
    g_assert_true(bcu_geodesic_line(earth, (BcuRing){equator, 2}, &length));
    g_assert_cmpfloat_with_epsilon(length, 111319.491, 0.001);
    bcu_geodesic_free(earth);
}

/* Closed forms: Web Mercator is too large by 1 / cos(latitude) of the sphere, to 0.4 % on the ellipsoid;
 * a transverse Mercator grid turns by (longitude - meridian) * sin(latitude). */
static void test_grid(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuGrid grid;
    BcuGeodesic *mercator = bcu_geodesic_new(test_crs("EPSG:3857"), log);
    g_assert_true(bcu_geodesic_grid(mercator, (BcuPoint){0, 8399737.89}, &grid)); /* 60 degrees north */
    g_assert_cmpfloat_with_epsilon(grid.metres_per_x, 0.5, 0.002);
    g_assert_cmpfloat_with_epsilon(grid.metres_per_y, 0.5, 0.002);
    g_assert_cmpfloat_with_epsilon(grid.north_deg, 0, 1e-6);
    bcu_geodesic_free(mercator);
    BcuGeodesic *utm = bcu_geodesic_new(test_crs("EPSG:32630"), log); /* 3 degrees west */
    BcuPoint place = {703000, 5709000};                     /* about 0.07 W, 51.49 N */
    g_assert_true(bcu_geodesic_grid(utm, place, &grid));
    g_assert_cmpfloat_with_epsilon(grid.north_deg, -2.93 * sin(51.49 * G_PI / 180), 0.03);
    bcu_geodesic_free(utm);
    BcuGeodesic *degrees = bcu_geodesic_new(test_crs("EPSG:4326"), log);
    g_assert_true(bcu_geodesic_grid(degrees, (BcuPoint){10, 60}, &grid));
    g_assert_cmpfloat_with_epsilon(grid.metres_per_x, 55800, 10);
    g_assert_cmpfloat_with_epsilon(grid.metres_per_y, 111412, 10);
    bcu_geodesic_free(degrees);
}

/* What outputs will want is looked up for where the data lies, before processes are forked: each of them would open
 * PROJ's database for it. A transform is then made without that database. */
static void test_ahead_from_here(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuCrsSession) session = bcu_crs_session_new(NULL);
    g_autoptr(GPtrArray) definitions = g_ptr_array_new();
    g_ptr_array_add(definitions, (void *)"EPSG:27700");
    bcu_crs_look_ahead(session, definitions);
    bcu_crs_look_ahead_to(session, "EPSG:4326");
    const BcuCrs *working = bcu_crs_require(session, "EPSG:27700", NULL, log);
    bcu_crs_work_at(working, (BcuBox){503000, 155000, 562000, 201000});
    bcu_crs_look_ahead_from_here(session, working);
    bcu_crs_session_release(session);
    const BcuCrs *to = bcu_crs_require(session, "EPSG:4326", NULL, log);
    BcuTransform *transform = bcu_transform_new(working, to, log);
    BcuPoint point = {530000, 180000};
    g_assert_true(bcu_transform_points(transform, &point, 1));
    g_assert_cmpfloat_with_epsilon(point.x, -0.128, 0.001);
    g_assert_false(bcu_crs_session_is_open(session));
    bcu_transform_free(transform);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/crs/recognised", test_recognised);
    g_test_add_func("/crs/esri", test_esri);
    g_test_add_func("/crs/transform", test_transform);
    g_test_add_func("/crs/unknown_accuracy", test_unknown_accuracy);
    g_test_add_func("/crs/noop_and_bad", test_noop_and_bad);
    g_test_add_func("/crs/units", test_units);
    g_test_add_func("/crs/suggestion", test_suggestion);
    g_test_add_func("/crs/geodesics", test_geodesics);
    g_test_add_func("/crs/grid", test_grid);
    g_test_add_func("/crs/ahead_from_here", test_ahead_from_here);
    int failed = g_test_run();
    return failed;
}
