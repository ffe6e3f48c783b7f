/* Interpolated transforms against exact ones, point by point. */
#include "base/diag.h"
#include "crs/crs_proj.h"
#include "crs/grid.h"
#include "crs_session.h"
#include "layer/reproject.h"
#include <glib.h>
#include <math.h>
#include <string.h>

enum { COUNT = 60000 };

typedef struct Case {
    const char *from, *to;
    BcuBox box;
} Case;

/* Grids on several projections, with and without a datum step, north and south; the last box is a world. */
static const Case CASES[] = {
    {"EPSG:27700", "EPSG:4326", {503568, 155850, 561958, 200934}},
    {"EPSG:27700", "EPSG:4326", {20000, 155850, 561958, 600934}},
    {"EPSG:2154", "EPSG:4326", {200000, 6100000, 1200000, 7100000}},
    {"EPSG:32756", "EPSG:4326", {300000, 6200000, 400000, 6300000}},
    {"EPSG:3857", "EPSG:4326", {-19000000, -9000000, 19000000, 9000000}},
    {"EPSG:4326", "EPSG:27700", {-3, 50, 1, 54}},
};

static BcuPoint *random_points(BcuBox box, uint32_t seed)
{
    BcuPoint *points = g_new(BcuPoint, COUNT);
    GRand *random = g_rand_new_with_seed(seed);
    for (size_t i = 0; i < COUNT; i++)
        points[i] = (BcuPoint){g_rand_double_range(random, box.min_x, box.max_x),
                               g_rand_double_range(random, box.min_y, box.max_y)};
    g_rand_free(random);
    return points;
}

static double round_to(double value, double scale)
{
    return rint(value * scale) / scale;
}

/* The rounded values are those of transforming every point: all of them, to the last bit. */
static void test_rounded(const void *data)
{
    const Case *that = data;
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTransform *transform = bcu_transform_new(test_crs(that->from), test_crs(that->to), log);
    for (int decimals = 0; decimals <= 9; decimals += decimals < 6 ? 3 : 1) {
        g_autofree BcuPoint *exact = random_points(that->box, (uint32_t)decimals);
        g_autofree BcuPoint *quick = g_memdup2(exact, COUNT * sizeof(BcuPoint));
        double scale = pow(10, decimals);
        g_assert_true(bcu_transform_points(transform, exact, COUNT));
        g_assert_true(bcu_transform_points_rounded(transform, quick, COUNT, decimals));
        for (size_t i = 0; i < COUNT; i++) {
            g_assert_true(quick[i].x == round_to(exact[i].x, scale));
            g_assert_true(quick[i].y == round_to(exact[i].y, scale));
        }
    }
    bcu_transform_free(transform);
}

static void test_bound(const void *data)
{
    const Case *that = data;
    static const double ERRORS[] = {1e-6, 1e-9, 1e-11};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTransform *transform = bcu_transform_new(test_crs(that->from), test_crs(that->to), log);
    double units = strcmp(that->to, "EPSG:4326") ? 1e5 : 1; /* a degree in metres */
    for (size_t e = 0; e < G_N_ELEMENTS(ERRORS); e++) {
        g_autofree BcuPoint *start = random_points(that->box, 77);
        g_autofree BcuPoint *exact = g_memdup2(start, COUNT * sizeof(BcuPoint));
        g_autofree BcuPoint *quick = g_memdup2(start, COUNT * sizeof(BcuPoint));
        double bound, largest = 0;
        g_assert_true(bcu_transform_points(transform, exact, COUNT));
        g_assert_true(bcu_transform_points_within(transform, quick, COUNT, ERRORS[e] * units, &bound));
        for (size_t i = 0; i < COUNT; i++)
            largest = fmax(largest, fmax(fabs(quick[i].x - exact[i].x), fabs(quick[i].y - exact[i].y)));
        g_test_message("%s to %s: bound %g, largest %g", that->from, that->to, bound, largest);
        g_assert_cmpfloat(largest, <=, bound);
        g_assert_cmpfloat(bound, <=, ERRORS[e] * units);
        /* And back, from the same places. */
        memcpy(quick, exact, COUNT * sizeof(BcuPoint));
        g_assert_true(bcu_transform_points_back(transform, exact, COUNT));
        g_assert_true(bcu_transform_points_back_within(transform, quick, COUNT, ERRORS[e] * 1e5, &bound));
        for (size_t i = 0; i < COUNT; i++)
            g_assert_true(fabs(quick[i].x - exact[i].x) <= bound && fabs(quick[i].y - exact[i].y) <= bound);
    }
    bcu_transform_free(transform);
}

/* ---- where interpolation must decline ---------------------------------------------------- */

static void kinked(void *calls, BcuPoint *points, size_t count)
{
    *(size_t *)calls += count;
    for (size_t i = 0; i < count; i++)
        points[i].y += fabs(points[i].x - 0.37) * 1e-3;
}

static void undefined_beyond(void *calls, BcuPoint *points, size_t count)
{
    *(size_t *)calls += count;
    for (size_t i = 0; i < count; i++)
        points[i].x = points[i].x > 0.9 ? HUGE_VAL : points[i].x;
}

static void smooth(void *calls, BcuPoint *points, size_t count)
{
    *(size_t *)calls += count;
    for (size_t i = 0; i < count; i++)
        points[i] = (BcuPoint){sin(points[i].x), cos(points[i].y) * points[i].x};
}

static void test_declines(void)
{
    BcuTransformGrid grid;
    BcuBox box = {0, 0, 1, 1};
    size_t calls = 0;
    g_assert_false(bcu_transform_grid_build(&grid, box, 1e-9, 100000, kinked, &calls));
    g_assert_false(bcu_transform_grid_build(&grid, box, 1e-9, 100000, undefined_beyond, &calls));
    g_assert_false(bcu_transform_grid_build(&grid, (BcuBox){1, 1, 1, 1}, 1e-9, 100000, smooth, &calls));
    g_assert_false(bcu_transform_grid_build(&grid, box, 0, 100000, smooth, &calls));
    calls = 0;
    g_assert_false(bcu_transform_grid_build(&grid, box, 1e-12, 500, smooth, &calls));
    g_assert_cmpuint(calls, <=, 500);
    g_assert_true(bcu_transform_grid_build(&grid, box, 1e-8, 100000, smooth, &calls));
    bcu_transform_grid_clear(&grid);
}

/* Points that lie nowhere, or too few to pay: exact, with a bound of 0. */
static void test_exact_instead(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTransform *transform = bcu_transform_new(test_crs("EPSG:27700"), test_crs("EPSG:4326"), log);
    g_autofree BcuPoint *points = random_points(CASES[0].box, 3);
    double bound = -1;
    BcuPoint few[2] = {points[0], points[1]}, same[2] = {points[0], points[1]};
    g_assert_true(bcu_transform_points_within(transform, few, 2, 1, &bound));
    g_assert_true(bcu_transform_points(transform, same, 2));
    g_assert_cmpfloat(bound, ==, 0);
    g_assert_true(memcmp(few, same, sizeof few) == 0);
    points[500].x = NAN;
    g_assert_false(bcu_transform_points_rounded(transform, points, COUNT, 7));
    bcu_transform_free(transform);
    transform = bcu_transform_new(test_crs("EPSG:27700"), test_crs("EPSG:27700"), log);
    BcuPoint place[] = {{1.25, 2.55}};
    g_assert_true(bcu_transform_points_rounded(transform, place, 1, 1));
    g_assert_cmpfloat(place[0].x, ==, 1.2);
    bcu_transform_free(transform);
}

/* A layer brought into the working CRS by interpolation is off by no more than is stated, in metres. */
static void test_layer_within_statement(void)
{
    static const char *const WORKING[] = {"EPSG:32630", "EPSG:4326", "EPSG:27700"};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    for (size_t w = 0; w < G_N_ELEMENTS(WORKING); w++) {
        double unit_m = w == 1 ? 111320 : 1, largest = 0;
        BcuLayer exact = {.id = (char *)"a",
                          .path = (char *)"a.shp",
                          .crs = test_crs("EPSG:27700"),
                          .points = random_points(CASES[0].box, 9),
                          .point_count = COUNT};
        BcuLayer quick = exact;
        quick.points = g_memdup2(exact.points, COUNT * sizeof(BcuPoint));
        BcuCrsStep *plain = NULL, *step = NULL;
        g_assert_true(bcu_crs_apply(&exact, test_crs(WORKING[w]), 0, &plain, log));
        g_assert_true(bcu_crs_apply(&quick, test_crs(WORKING[w]), 1e-9, &step, log));
        g_assert_cmpfloat(plain->approximation_m, ==, 0);
        for (size_t i = 0; i < COUNT; i++)
            largest = fmax(largest, unit_m * fmax(fabs(quick.points[i].x - exact.points[i].x),
                                                  fabs(quick.points[i].y - exact.points[i].y)));
        g_assert_cmpfloat(largest, <=, step->approximation_m);
        g_assert_cmpfloat(step->approximation_m, <=, 1e-9 * 111320);
        g_assert_true((step->approximation_m > 0) == (w < 2)); /* the last one does not move */
        bcu_crs_step_free(plain);
        bcu_crs_step_free(step);
        g_free(exact.points);
        g_free(quick.points);
    }
}

/* What PROJ cannot make is an error; points would stay where they are. */
static void test_unmakeable(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuCrsSession) session = bcu_crs_session_new(NULL);
    const BcuCrs *from = bcu_crs_find(session, "EPSG:27700", log), *to = bcu_crs_find(session, "EPSG:4326", log);
    BcuOperation *operation = (BcuOperation *)bcu_operation_find(from, to, log);
    g_free(operation->pipeline);
    operation->pipeline = g_strdup("+proj=pipeline +step +proj=nothing");
    g_assert_null(bcu_transform_new(from, to, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "CRS020"), ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *rounded = g_strdup_printf("/transform/rounded/%zu", i);
        g_autofree char *bound = g_strdup_printf("/transform/bound/%zu", i);
        g_test_add_data_func(rounded, &CASES[i], test_rounded);
        g_test_add_data_func(bound, &CASES[i], test_bound);
    }
    g_test_add_func("/transform/declines", test_declines);
    g_test_add_func("/transform/exact-instead", test_exact_instead);
    g_test_add_func("/transform/layer-within-statement", test_layer_within_statement);
    g_test_add_func("/transform/unmakeable", test_unmakeable);
    int status = g_test_run();
    return status;
}
