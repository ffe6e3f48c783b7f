/* Simplified borders: still a coverage, judged by GEOS. */
#include "base/diag.h"
#include "coverages.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "geometry/predicates.h"
#include "layers.h"
#include "topology/arc_shapes.h"
#include "topology/small_parts.h"

#if defined(__SANITIZE_ADDRESS__)
#define CASES 20
#else
#define CASES 200
#endif

static void check_level(const BcuDataset *dataset, double expected_area)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    double total = 0;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        BcuShape *shape = bcu_feature_shape_build(dataset, BCU_AREAS, a);
        GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
        g_assert_true(GEOSisValid_r(geos, geometry));
        total += bcu_shape_area(shape);
        for (size_t r = 0; r < shape->ring_count; r++)
            g_assert_cmpuint(bcu_shape_ring(shape, r).count, >=, 4);
        GEOSGeom_destroy_r(geos, geometry);
        bcu_shape_free(shape);
    }
    GEOS_finish_r(geos);
    g_assert_cmpfloat_with_epsilon(total / expected_area, 1, 0.01);
}

static void test_levels(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProject *project;
    BcuDataset *dataset;
    BcuProjectFlags flags = {0};
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, &project, &dataset, log));
    double area = 0;
    for (uint32_t a = 0; a < 33; a++)
        area += bcu_feature_area_m2(dataset, BCU_AREAS, a);
    static const double tolerances[] = {5, 20, 100};
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < G_N_ELEMENTS(tolerances); i++) {
        BcuSimplified result;
        BcuSimplification how = {.tolerance_m = tolerances[i]};
        BcuDataset *simple = bcu_dataset_simplify_dup(dataset, how, &result, log);
        check_level(simple, area);
        g_assert_cmpuint(result.vertices_after, <, before);
        before = result.vertices_after;
        bcu_dataset_free(simple);
    }
    BcuSimplified half;
    BcuSimplification share = {.keep_share = 0.5};
    BcuDataset *simple = bcu_dataset_simplify_dup(dataset, share, &half, log);
    g_assert_cmpuint(half.vertices_after, ==, half.vertices_before / 2);
    bcu_dataset_free(simple);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

/* ---- random coverages ---------------------------------------------------------------- */

static bool lies_between(BcuPoint p, BcuPoint a, BcuPoint b)
{
    return !bcu_points_equal(p, a) && !bcu_points_equal(p, b) && bcu_orientation(a, b, p) == 0 &&
           p.x >= fmin(a.x, b.x) && p.x <= fmax(a.x, b.x) && p.y >= fmin(a.y, b.y) && p.y <= fmax(a.y, b.y);
}

/* Every edge against every other, exactly: they meet at common ends or not at all. */
static void check_planar(const BcuTopology *topology)
{
    g_autoptr(GArray) edges = g_array_new(false, false, sizeof(BcuPoint));
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        for (size_t i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1]; i++)
            g_array_append_vals(edges, topology->points + i, 2);
    const BcuPoint *end = (const BcuPoint *)(const void *)edges->data;
    for (guint e = 0; e < edges->len; e += 2)
        for (guint f = e + 2; f < edges->len; f += 2) {
            BcuPoint a = end[e], b = end[e + 1], c = end[f], d = end[f + 1];
            g_assert_false(bcu_segments_cross(a, b, c, d));
            g_assert_false(lies_between(a, c, d) || lies_between(b, c, d) || lies_between(c, a, b) || lies_between(d, a, b));
            g_assert_false(bcu_points_equal(a, c) && bcu_points_equal(b, d));
            g_assert_false(bcu_points_equal(a, d) && bcu_points_equal(b, c));
        }
}

/* Every feature still there with all its parts and holes, valid, and together a coverage. */
static void check_features(GEOSContextHandle_t geos, const BcuTopology *before, const BcuTopology *after)
{
    double sum = 0, whole = 0;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_assert_cmpuint(after->features.ring_count, ==, before->features.ring_count);
    for (uint32_t f = 0; f < after->features.feature_count; f++) {
        BcuShape *shape = bcu_arc_shapes_build(&after->features, after, after->features.feature_start[f],
                                               after->features.feature_start[f + 1]);
        for (size_t part = 0; part < shape->part_count; part++)
            for (size_t r = shape->part_start[part]; r < shape->part_start[part + 1]; r++) {
                double area = bcu_ring_area(bcu_shape_ring(shape, r));
                g_assert_true(r == shape->part_start[part] ? area > 0 : area < 0);
            }
        GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
        g_assert_cmpint(GEOSisValid_r(geos, geometry), ==, 1);
        sum += bcu_shape_area(shape);
        g_ptr_array_add(all, geometry);
        bcu_shape_free(shape);
    }
    GEOSGeometry *collection = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **)all->pdata, all->len);
    GEOSGeometry *together = GEOSUnaryUnion_r(geos, collection);
    GEOSArea_r(geos, together, &whole);
    g_assert_cmpfloat_with_epsilon(sum, whole, 1e-6);
    GEOSGeom_destroy_r(geos, together);
    GEOSGeom_destroy_r(geos, collection);
}

/* From a little to all that can go: no borders cross, none lie on one another, nothing vanishes. */
static void test_random(void)
{
    static const double tolerances[] = {1, 5, 20, 1000};
    GEOSContextHandle_t geos = GEOS_init_r();
    size_t before = 0, after = 0;
    for (int i = 0; i < CASES; i++) {
        GRand *dice = g_rand_new_with_seed(9000 + (guint32)i);
        g_autoptr(BcuLayer) layer = coverage_of_triangles(geos, dice, i % 2 ? PATTERN_REGIONS : (Pattern)(i / 2 % PATTERN_COUNT),
                                                          g_rand_int_range(dice, 20, 200), g_rand_int_range(dice, 2, 4));
        g_autoptr(BcuTopology) topology = NULL;
        BcuTopologyOptions options = {0};
        g_test_message("case %d: %u records", i, layer->record_count);
        g_assert_true(build_topology(layer, &options, &topology, NULL));
        for (size_t t = 0; t < G_N_ELEMENTS(tolerances); t++) {
            g_autoptr(BcuTopology) simple = NULL;
            BcuSimplified result;
            double threshold;
            BcuSimplification how = {.tolerance_m = tolerances[t]};
            g_assert_true(bcu_topology_simplify_dup(topology, how, 1, &simple, &result, &threshold, NULL));
            check_planar(simple);
            check_features(geos, topology, simple);
            g_assert_cmpuint(result.vertices_after, ==, simple->point_count);
            before += result.vertices_before;
            after += result.vertices_after;
        }
        g_rand_free(dice);
    }
    g_assert_cmpuint(after, <, before * 9 / 10);
    GEOS_finish_r(geos);
}

/* Four borders between the same two nodes: one may become straight, the others keep a corner, so that the
 * lens in the middle does not close. */
static void test_lens(void)
{
    static const char *const texts[] = {"POLYGON((0 0,5 1,10 0,10 20,0 20,0 0))", "POLYGON((0 0,5 -1,10 0,5 1,0 0))",
                                        "POLYGON((0 0,0 -20,10 -20,10 0,5 -1,0 0))"};
    GEOSContextHandle_t geos = GEOS_init_r();
    GPtrArray *areas = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_ptr_array_add(areas, GEOSGeomFromWKT_r(geos, texts[i]));
    g_autoptr(BcuLayer) layer = layer_of_geometries(geos, areas);
    g_autoptr(BcuTopology) topology = NULL, simple = NULL;
    BcuTopologyOptions options = {0};
    BcuSimplified result;
    double threshold;
    BcuSimplification how = {.tolerance_m = 1000};
    g_assert_true(build_topology(layer, &options, &topology, NULL));
    g_assert_true(bcu_topology_simplify_dup(topology, how, 1, &simple, &result, &threshold, NULL));
    check_planar(simple);
    check_features(geos, topology, simple);
    g_assert_cmpuint(result.vertices_after, ==, 2 + 3 + 3 + 3);
    BcuShape *lens = bcu_arc_shapes_build(&simple->features, simple, simple->features.feature_start[1],
                                          simple->features.feature_start[2]);
    g_assert_cmpfloat(bcu_shape_area(lens), ==, 5);
    bcu_shape_free(lens);
    GEOS_finish_r(geos);
}

/* The displacement said is that of the farthest vertex from the line that is left. */
static void test_displacement(void)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GPtrArray *areas = g_ptr_array_new();
    g_ptr_array_add(areas, GEOSGeomFromWKT_r(geos, "POLYGON((0 0,50 0.5,100 0,100 50,100.25 60,100 100,0 100,0 0))"));
    g_autoptr(BcuLayer) layer = layer_of_geometries(geos, areas);
    g_autoptr(BcuTopology) topology = NULL, simple = NULL;
    BcuTopologyOptions options = {0};
    BcuSimplified result;
    double threshold;
    BcuSimplification how = {.tolerance_m = 10};
    g_assert_true(build_topology(layer, &options, &topology, NULL));
    g_assert_true(bcu_topology_simplify_dup(topology, how, 1, &simple, &result, &threshold, NULL));
    g_assert_cmpuint(result.vertices_before, ==, 8);
    g_assert_cmpuint(result.vertices_after, ==, 5);
    g_assert_cmpfloat(result.largest_displacement_m, ==, 0.5);
    GEOS_finish_r(geos);
}

/* ---- what may vanish --------------------------------------------------------------------- */

/* Areas of the rings of a feature, those below a limit left out. */
static GArray *ring_areas(const BcuTopology *topology, uint32_t feature, double limit)
{
    GArray *areas = g_array_new(false, false, sizeof(double));
    BcuShape *shape = bcu_arc_shapes_build(&topology->features, topology, topology->features.feature_start[feature],
                                           topology->features.feature_start[feature + 1]);
    for (size_t r = 0; r < shape->ring_count; r++) {
        double area = bcu_ring_area(bcu_shape_ring(shape, r));
        if (fabs(area) >= limit)
            g_array_append_val(areas, area);
    }
    bcu_shape_free(shape);
    return areas;
}

static void assert_valid(GEOSContextHandle_t geos, const BcuTopology *topology)
{
    for (uint32_t f = 0; f < topology->features.feature_count; f++) {
        BcuShape *shape = bcu_arc_shapes_build(&topology->features, topology, topology->features.feature_start[f],
                                               topology->features.feature_start[f + 1]);
        GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
        g_assert_true(GEOSisValid_r(geos, geometry));
        GEOSGeom_destroy_r(geos, geometry);
        bcu_shape_free(shape);
    }
}

/* Each ring is a piece of its own, but for lakes that touch, which are large: so the rings below the limit go,
 * and no other. */
static void test_small_rings_vanish(void)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GRand *dice = g_rand_new_with_seed(21);
    g_autoptr(BcuLayer) layer = archipelago(dice, 7);
    g_autoptr(BcuTopology) topology = NULL, kept = NULL, simple = NULL;
    BcuTopologyOptions options = {0};
    BcuSimplification how = {.tolerance_m = 4};
    BcuSmallParts vanished;
    double threshold;
    size_t gone = 0, left = 0;
    g_assert_true(build_topology(layer, &options, &topology, NULL));
    g_assert_true(bcu_topology_simplify_dup(topology, how, 1, &kept, NULL, &threshold, NULL));
    g_assert_true(bcu_topology_simplify_dup(topology, how, 1, &simple, NULL, &threshold, NULL));
    g_assert_cmpfloat(threshold, ==, 8);
    g_assert_true(bcu_small_parts_find(simple, topology, threshold, &vanished, NULL));
    for (uint32_t f = 0; f < layer->record_count; f++) {
        g_autoptr(GArray) all = ring_areas(kept, f, 0), expected = ring_areas(kept, f, threshold);
        g_autoptr(GArray) found = ring_areas(simple, f, 0);
        g_assert_cmpmem(found->data, found->len * sizeof(double), expected->data, expected->len * sizeof(double));
        gone += all->len - expected->len;
        left += expected->len;
    }
    g_assert_cmpuint(vanished.pieces, ==, gone);
    g_assert_cmpuint(gone, >, 90);
    g_assert_cmpuint(left, >, 49);
    g_assert_cmpfloat(vanished.largest, >, threshold / 2);
    for (uint32_t arc = 0; arc < simple->arc_count; arc++)
        g_assert_cmpuint(vanished.number_of[vanished.kept[arc]], ==, arc);
    check_planar(simple);
    assert_valid(geos, simple);
    bcu_small_parts_clear(&vanished);
    g_rand_free(dice);
    GEOS_finish_r(geos);
}

/* An enclave and an island of two areas each go as a whole; an atoll of two that encloses much stays, though it
 * has little land, and what touches others stays, however small. */
static void test_pieces_vanish(void)
{
    static const char *const texts[] = {
        "POLYGON((0 0,100 0,100 100,0 100,0 0),(40 40,40 42,44 42,44 40,42 40,40 40))",
        "POLYGON((40 40,42 40,42 42,40 42,40 40))", "POLYGON((42 40,44 40,44 42,42 42,42 40))",
        "POLYGON((110 0,111 0,111 1,110 1,110 0))", "POLYGON((111 0,112 0,112 1,111 1,111 0))",
        "POLYGON((200 0,205 0,205 0.1,200.1 0.1,200.1 9.9,205 9.9,205 10,200 10,200 0))",
        "POLYGON((205 0,210 0,210 10,205 10,205 9.9,209.9 9.9,209.9 0.1,205 0.1,205 0))",
        "POLYGON((100 0,101 0,101 1,100 1,100 0))"};
    static const uint32_t parts[] = {1, 0, 0, 0, 0, 1, 1, 1};
    GEOSContextHandle_t geos = GEOS_init_r();
    GPtrArray *areas = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_ptr_array_add(areas, GEOSGeomFromWKT_r(geos, texts[i]));
    g_autoptr(BcuLayer) layer = layer_of_geometries(geos, areas);
    g_autoptr(BcuTopology) topology = NULL, full = NULL;
    BcuTopologyOptions options = {.repair_limit = 0.01};
    BcuSmallParts vanished;
    g_assert_true(build_topology(layer, &options, &topology, NULL));
    g_assert_true(build_topology(layer, &options, &full, NULL));
    g_assert_true(bcu_small_parts_find(topology, full, 20, &vanished, NULL));
    g_assert_cmpuint(vanished.pieces, ==, 2);
    g_assert_cmpfloat(vanished.largest, ==, 8);
    for (uint32_t f = 0; f < G_N_ELEMENTS(texts); f++)
        g_assert_cmpuint(topology->features.feature_start[f + 1] - topology->features.feature_start[f], ==, parts[f]);
    g_autoptr(GArray) mainland = ring_areas(topology, 0, 0);
    g_assert_cmpuint(mainland->len, ==, 1);
    assert_valid(geos, topology);
    bcu_small_parts_clear(&vanished);
    GEOS_finish_r(geos);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/simplify/levels", test_levels);
    g_test_add_func("/simplify/random", test_random);
    g_test_add_func("/simplify/lens", test_lens);
    g_test_add_func("/simplify/displacement", test_displacement);
    g_test_add_func("/simplify/small_rings_vanish", test_small_rings_vanish);
    g_test_add_func("/simplify/pieces_vanish", test_pieces_vanish);
    return g_test_run();
}
