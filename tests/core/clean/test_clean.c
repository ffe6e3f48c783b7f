/* Random coverages whose neighbours agree on borders that double back, cross themselves or touch others: whatever they
 * do, what comes out are valid areas that share no ground and cover all there was. Seeded: a failing case prints its
 * number. */
#include "base/diag.h"
#include "clean/build.h"
#include "clean/crossings.h"
#include "coverages.h"
#include "dissolved.h"
#include "layers.h"
#include "topology/arc_shapes.h"
#include "topology/dissolve.h"

#if defined(__SANITIZE_ADDRESS__)
#define CASES 40
#else
#define CASES 600
#endif
#define TOLERANCE 1e-4

static GEOSContextHandle_t geos;

/* ---- borders that fold ----------------------------------------------------------------- */

/* Areas of squares of a grid, so that what lies along an edge lies on it to the bit. */
static BcuLayer *coverage_of_squares(GRand *dice, int side, int labels)
{
    GPtrArray *areas = g_ptr_array_new();
    GPtrArray **members = g_new(GPtrArray *, labels);
    for (int i = 0; i < labels; i++)
        members[i] = g_ptr_array_new();
    for (int cell = 0; cell < side * side; cell++) {
        double x = cell % side * 16, y = cell / side * 16;
        int label = g_rand_int_range(dice, 0, labels);
        g_ptr_array_add(members[label], GEOSGeom_createRectangle_r(geos, x, y, x + 16, y + 16));
    }
    for (int i = 0; i < labels; i++) {
        GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION,
                                                        (GEOSGeometry **)members[i]->pdata, members[i]->len);
        g_ptr_array_add(areas, GEOSUnaryUnion_r(geos, all));
        GEOSGeom_destroy_r(geos, all);
        g_ptr_array_unref(members[i]);
    }
    g_free(members);
    return layer_of_geometries(geos, areas);
}

static bool is_edge(const BcuPoint *at, BcuPoint a, BcuPoint b)
{
    return at[0].x == a.x && at[0].y == a.y && at[1].x == b.x && at[1].y == b.y;
}

static size_t count_edges(const BcuLayer *layer, BcuPoint a, BcuPoint b)
{
    size_t count = 0;
    for (size_t r = 0; r < layer->ring_count; r++)
        for (size_t i = layer->ring_start[r]; i + 1 < layer->ring_start[r + 1]; i++)
            count += is_edge(&layer->points[i], a, b) || is_edge(&layer->points[i], b, a);
    return count;
}

/* Some steps along an edge, forth and back in quarters of it and now and then beyond its ends or to a side. */
static GArray *random_fold(GRand *dice, BcuPoint a, BcuPoint b)
{
    GArray *fold = g_array_new(false, false, sizeof(BcuPoint));
    for (int steps = g_rand_int_range(dice, 2, 6); steps > 0; steps--) {
        double along = g_rand_int_range(dice, -1, 6) / 4.0;
        double aside = g_rand_int_range(dice, 0, 5) < 3 ? 0 : g_rand_int_range(dice, -2, 3) / 4.0;
        BcuPoint at = {a.x + along * (b.x - a.x) - aside * (b.y - a.y), a.y + along * (b.y - a.y) + aside * (b.x - a.x)};
        g_array_append_val(fold, at);
    }
    return fold;
}

/* Puts the fold into every ring that has the edge. */
static void fold_for_all(BcuLayer *layer, BcuPoint a, BcuPoint b, const GArray *fold)
{
    GArray *points = g_array_new(false, false, sizeof(BcuPoint));
    for (size_t r = 0; r < layer->ring_count; r++) {
        size_t first = layer->ring_start[r], end = layer->ring_start[r + 1];
        layer->ring_start[r] = points->len;
        for (size_t i = first; i < end; i++) {
            bool forwards = i + 1 < end && is_edge(&layer->points[i], a, b);
            bool folds = forwards || (i + 1 < end && is_edge(&layer->points[i], b, a));
            g_array_append_val(points, layer->points[i]);
            for (guint f = 0; folds && f < fold->len; f++)
                g_array_append_val(points, g_array_index(fold, BcuPoint, forwards ? f : fold->len - 1 - f));
        }
    }
    layer->ring_start[layer->ring_count] = layer->point_count = points->len;
    g_free(layer->points);
    layer->points = (BcuPoint *)(void *)g_array_free(points, false);
}

/* Of edges inside only: what lies outside them all stays what it was. */
static void fold_some(BcuLayer *layer, GRand *dice, int times)
{
    for (int tries = 0; tries < 40 && times > 0; tries++) {
        size_t r = (size_t)g_rand_int_range(dice, 0, (int)layer->ring_count);
        size_t i = (size_t)g_rand_int_range(dice, (int)layer->ring_start[r], (int)layer->ring_start[r + 1] - 1);
        BcuPoint a = layer->points[i], b = layer->points[i + 1];
        if (count_edges(layer, a, b) != 2)
            continue;
        g_autoptr(GArray) fold = random_fold(dice, a, b);
        fold_for_all(layer, a, b, fold);
        times--;
    }
}

/* ---- what comes out ---------------------------------------------------------------------- */

static GEOSGeometry *outline(const BcuTopology *topology, const BcuArcShapes *shapes, uint32_t feature)
{
    BcuShape *shape = bcu_arc_shapes_build(shapes, topology, shapes->feature_start[feature], shapes->feature_start[feature + 1]);
    GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
    bcu_shape_free(shape);
    return geometry;
}

static void assert_valid(const GEOSGeometry *geometry)
{
    if (GEOSisValid_r(geos, geometry) == 1)
        return;
    GEOSWKTWriter *writer = GEOSWKTWriter_create_r(geos);
    GEOSWKTWriter_setTrim_r(geos, writer, 1);
    g_error("%s: %s", GEOSisValidReason_r(geos, geometry), GEOSWKTWriter_write_r(geos, writer, geometry));
}

static double area_of(const GEOSGeometry *geometry)
{
    double area = -1;
    g_assert_true(GEOSArea_r(geos, geometry, &area));
    return area;
}

/* Of all areas, each valid. */
static double sum_of_areas(const BcuTopology *topology, uint32_t count)
{
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        GEOSGeometry *area = outline(topology, &topology->features, i);
        assert_valid(area);
        sum += area_of(area);
        GEOSGeom_destroy_r(geos, area);
    }
    return sum;
}

/* All that was there before the folds is in one of the areas; what a fold encloses outside it may be. */
static void check_whole(const BcuTopology *topology, uint32_t count, const GEOSGeometry *before)
{
    g_autofree uint32_t *together = g_new0(uint32_t, count + 1);
    BcuArcShapes whole;
    g_assert_true(bcu_dissolve(topology, together, 1, &whole, NULL));
    GEOSGeometry *all = outline(topology, &whole, 0), *lost = GEOSDifference_r(geos, before, all);
    assert_valid(all);
    g_assert_cmpfloat_with_epsilon(sum_of_areas(topology, count), area_of(all), 1e-6 * area_of(all));
    g_assert_cmpfloat(area_of(lost), <=, 1e-6 * area_of(before));
    GEOSGeom_destroy_r(geos, all);
    GEOSGeom_destroy_r(geos, lost);
    bcu_arc_shapes_clear(&whole);
}

static void check_folded(BcuLayer *layer, GRand *dice, bool verify)
{
    GEOSGeometry *before = united(geos, layer, NULL, 0);
    fold_some(layer, dice, g_rand_int_range(dice, 1, 4));
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = NULL;
    BcuTopologyOptions options = {.tolerance = TOLERANCE, .repair_limit = 100, .verify = verify};
    uint32_t count = layer->record_count;
    if (!bcu_topology_build(layer, &options, &topology, log))
        g_error("%s", bcu_diag_log_at(log, 0)->message);
    check_whole(topology, count, before);
    GEOSGeom_destroy_r(geos, before);
}

static void test_folds(void)
{
    for (int i = 0; i < CASES; i++) {
        GRand *dice = g_rand_new_with_seed(9100 + (guint32)i);
        g_autoptr(BcuLayer) layer = i % 3 ? coverage_of_squares(dice, g_rand_int_range(dice, 2, 7), g_rand_int_range(dice, 2, 7))
                                          : coverage_of_voronoi_cells(geos, dice, g_rand_int_range(dice, 4, 20));
        g_test_message("case %d: %u records, %zu vertices", i, layer->record_count, layer->point_count);
        check_folded(layer, dice, i % 2);
        g_rand_free(dice);
    }
}

/* ---- one by one -------------------------------------------------------------------------- */

/* Two neighbours whose border from (10, 10) to (10, 0) goes a way of its own. */
static void check_border(const double *way, size_t values, bool is_bow_tie)
{
    g_autoptr(GArray) rings = g_array_new(false, false, sizeof(double));
    const double west[] = {10, 0, 0, 0, 0, 10, 10, 10}, east[] = {10, 10, 20, 10, 20, 0, 10, 0}, end = NAN;
    g_array_append_vals(rings, west, G_N_ELEMENTS(west));
    g_array_append_vals(rings, way, (guint)values);
    g_array_append_vals(rings, west, 2);
    g_array_append_val(rings, end);
    g_array_append_vals(rings, east, G_N_ELEMENTS(east));
    for (size_t i = values; i >= 2; i -= 2)
        g_array_append_vals(rings, &way[i - 2], 2);
    g_array_append_vals(rings, east, 2);
    g_array_append_val(rings, end);
    g_autoptr(BcuLayer) layer = layer_of_rings((const double *)(const void *)rings->data, rings->len);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = NULL;
    BcuTopologyOptions options = {.tolerance = 0.001, .repair_limit = 1};
    g_assert_true(bcu_topology_build(layer, &options, &topology, log));
    g_assert_cmpint(bcu_diag_log_count_code(log, "TOP033") > 0, ==, is_bow_tie);
    GEOSGeometry *square = GEOSGeom_createRectangle_r(geos, 0, 0, 20, 10);
    check_whole(topology, 2, square);
    GEOSGeom_destroy_r(geos, square);
}

#define CHECK_BORDER(is_bow_tie, ...)                                      \
    do {                                                                   \
        const double way[] = {__VA_ARGS__};                                \
        check_border(way, G_N_ELEMENTS(way), is_bow_tie);                  \
    } while (0)

static void test_borders(void)
{
    CHECK_BORDER(false, 10, 7, 10, 8, 10, 6);                      /* doubles back */
    CHECK_BORDER(false, 10, 7, 10, 8, 10, 6, 10, 3, 10, 4, 10, 2); /* twice */
    CHECK_BORDER(false, 10, 6, 12, 6, 10, 6);                      /* a spike to a side */
    CHECK_BORDER(false, 10, 12, 10, 8);                            /* beyond the node */
    CHECK_BORDER(true, 10, 7, 9, 4, 9, 5);                         /* crosses itself */
    CHECK_BORDER(true, 10, 7.5, 10, 8, 10, 7, 9, 4, 9, 5);         /* both */
    CHECK_BORDER(true, 10, 7.5, 10, 8, 10, 7, 9, 4, 9, 5, 10, 2, 10, 3, 10, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    geos = GEOS_init_r();
    g_test_add_func("/clean/borders", test_borders);
    g_test_add_func("/clean/random/folds", test_folds);
    int result = g_test_run();
    GEOS_finish_r(geos);
    return result;
}
