/* Nesting against squares whose overlaps are known. */
#include "base/diag.h"
#include "check/nesting.h"
#include "crs_session.h"
#include "layers.h"
#include <string.h>

static const double AREAS[] = {0,   0, 100, 0, 100, 100, 0,   100, 0,   0, NAN,
                               100, 0, 200, 0, 200, 100, 100, 100, 100, 0, NAN};

static BcuNesting *nest(const double *rings, size_t values, const uint32_t *area_of, const char *crs)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) areas = layer_of_rings(AREAS, G_N_ELEMENTS(AREAS));
    g_autoptr(BcuLayer) subareas = layer_of_rings(rings, values);
    BcuNestingInput input = {areas, subareas, area_of, test_crs(crs), 0.001};
    BcuNesting *nesting = NULL;
    g_assert_true(bcu_nesting_build(&input, &nesting, log));
    g_assert_cmpuint(bcu_diag_log_size(log), ==, 0);
    return nesting;
}

static void test_nested(void)
{
    static const uint32_t area_of[] = {0, 0, 1};
    static const double rings[] = {0,  0,   50, 0, 50,  100, 0, 100, 0, 0,   NAN, 50,  0,   100, 0, 100, 100,
                                   50, 100, 50, 0, NAN, 100, 0, 200, 0, 200, 100, 100, 100, 100, 0, NAN};
    g_autoptr(BcuNesting) nesting = nest(rings, G_N_ELEMENTS(rings), area_of, "EPSG:27700");
    g_assert_cmpuint(nesting->nested, ==, 3);
    g_assert_cmpuint(nesting->strays->len, ==, 0);
    g_assert_cmpfloat(
        nesting->beyond_m2[0] + nesting->beyond_m2[1] + nesting->bare_m2[0] + nesting->bare_m2[1], ==, 0);
}

/* The first reaches 10 into the second area along all of the border, the second 5 beyond all. */
static void test_strays(void)
{
    static const uint32_t area_of[] = {0, 1};
    static const double rings[] = {0,   0, 110, 0, 110, 100, 0,   100, 0,   0, NAN,
                                   110, 0, 205, 0, 205, 90,  110, 90,  110, 0, NAN};
    g_autoptr(BcuNesting) nesting = nest(rings, G_N_ELEMENTS(rings), area_of, "EPSG:27700");
    g_assert_cmpuint(nesting->nested, ==, 0);
    g_assert_cmpuint(nesting->strays->len, ==, 1);
    const BcuStray *stray = &g_array_index(nesting->strays, BcuStray, 0);
    g_assert_true(stray->subarea == 0 && stray->area == 0 && stray->into == 1);
    g_assert_cmpfloat_with_epsilon(stray->area_m2, 1000, 1e-9);
    g_assert_cmpfloat_with_epsilon(stray->depth_m, 10, 1e-9);
    g_assert_cmpuint(nesting->beyond, ==, 1);
    g_assert_cmpfloat_with_epsilon(nesting->beyond_m2[1], 450, 1e-9);
    g_assert_cmpfloat_with_epsilon(nesting->bare_m2[1], 900, 1e-9);
    g_assert_true(isnan(nesting->bare_at[0].x) && isnan(nesting->bare_at[0].y));
    g_assert_true(nesting->bare_at[1].x > 110 && nesting->bare_at[1].x < 200);
    g_assert_true(nesting->bare_at[1].y > 90 && nesting->bare_at[1].y < 100);
}

/* A notch in the area: the ground in it is deepest in the middle of a straight line of the subarea. */
static void test_depth_between_corners(void)
{
    static const uint32_t area_of[] = {0};
    static const double whole[] = {0, 0, 100, 0, 100, 80, 0, 80, 0, 0, NAN};
    static const double both[] = {0, 0,   50, 40, 100, 0, 100, 80, 0, 80, 0,
                                  0, NAN, 0,  0,  100, 0, 50,  40, 0, 0,  NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) areas = layer_of_rings(both, G_N_ELEMENTS(both));
    g_autoptr(BcuLayer) subareas = layer_of_rings(whole, G_N_ELEMENTS(whole));
    BcuNestingInput input = {areas, subareas, area_of, test_crs("EPSG:27700"), 0.001};
    g_autoptr(BcuNesting) nesting = NULL;
    g_assert_true(bcu_nesting_build(&input, &nesting, log));
    const BcuStray *stray = &g_array_index(nesting->strays, BcuStray, 0);
    g_assert_cmpfloat_with_epsilon(stray->area_m2, 2000, 1e-9);
    /* From the tip of the notch down to the line: 40; from the line to the notch at most 31.2. */
    g_assert_cmpfloat_with_epsilon(stray->depth_m, 40, 0.01);
}

/* Ground is what lies in an odd number of rings, also where a hole runs along its shell. */
static void test_shore(void)
{
    static const uint32_t area_of[] = {0};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) areas = layer_of_rings(AREAS, G_N_ELEMENTS(AREAS)), subareas = layer_with_shore(100);
    BcuNestingInput input = {areas, subareas, area_of, test_crs("EPSG:27700"), 0.001};
    g_autoptr(BcuNesting) nesting = NULL;
    g_assert_true(bcu_nesting_build(&input, &nesting, log));
    g_assert_cmpuint(nesting->nested, ==, 1);
    g_assert_cmpfloat_with_epsilon(nesting->bare_m2[0], 4800, 1e-6);
}

/* In degrees figures are geodesic: a square of 0.01 degrees at the equator. */
static void test_degrees(void)
{
    static const uint32_t area_of[] = {BCU_NONE};
    static const double rings[] = {199.99, 0, 200, 0, 200, 0.01, 199.99, 0.01, 199.99, 0, NAN};
    g_autoptr(BcuNesting) nesting = nest(rings, G_N_ELEMENTS(rings), area_of, "EPSG:4326");
    g_assert_cmpuint(nesting->strays->len, ==, 0); /* it has no area of its own to leave */
    static const uint32_t own[] = {0};
    static const double across[] = {99.99, 0, 100.01, 0, 100.01, 0.01, 99.99, 0.01, 99.99, 0, NAN};
    g_autoptr(BcuNesting) reaching = nest(across, G_N_ELEMENTS(across), own, "EPSG:4326");
    const BcuStray *stray = &g_array_index(reaching->strays, BcuStray, 0);
    g_assert_cmpfloat_with_epsilon(stray->depth_m, 1113.195, 0.01);
    g_assert_cmpfloat_with_epsilon(stray->area_m2, 1113.195 * 1105.743, 5);
}

/* A ring that is not closed is no polygon to GEOS: said with the record, once. */
static void test_unusable(void)
{
    static const uint32_t area_of[] = {0, 0};
    static const double rings[] = {0, 0, 50, 0, 50, 100, 0, 0, NAN, 0, 0, 50, 0, 50, 50, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) areas = layer_of_rings(AREAS, G_N_ELEMENTS(AREAS));
    g_autoptr(BcuLayer) subareas = layer_of_rings(rings, G_N_ELEMENTS(rings));
    BcuNestingInput input = {areas, subareas, area_of, test_crs("EPSG:27700"), 0.001};
    BcuNesting *nesting = NULL;
    g_assert_false(bcu_nesting_build(&input, &nesting, log));
    g_assert_null(nesting);
    g_assert_cmpuint(bcu_diag_log_size(log), ==, 1);
    g_assert_cmpstr(bcu_diag_log_at(log, 0)->code, ==, "MEM073");
    g_assert_cmpint(bcu_diag_log_at(log, 0)->place.record, ==, 2);
    g_assert_nonnull(strstr(bcu_diag_log_at(log, 0)->message, "told: IllegalArgumentException")); /* in GEOS's words */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nesting/nested", test_nested);
    g_test_add_func("/nesting/shore", test_shore);
    g_test_add_func("/nesting/strays", test_strays);
    g_test_add_func("/nesting/depth_between_corners", test_depth_between_corners);
    g_test_add_func("/nesting/degrees", test_degrees);
    g_test_add_func("/nesting/unusable", test_unusable);
    return g_test_run();
}
