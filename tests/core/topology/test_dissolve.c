/* Every dissolve against GEOSUnaryUnion: the shipped boroughs, and official wards where present. */
#include "base/diag.h"
#include "coverages.h"
#include "crs/session.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "layer/shapefile.h"
#include "dissolved.h"
#include "layers.h"
#include "topology/arc_shapes.h"
#include "topology/dissolve.h"
#include "topology/topology.h"
#include <bcukit/geos.h>
#include <string.h>

static GEOSContextHandle_t geos;

static BcuLayer *read_layer(const char *path)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuShapefileSource source = {.id = "layer", .path = path, .crs_optional = true};
    BcuLayer *layer = NULL;
    g_assert_true(bcu_shapefile_read(&source, &layer, log));
    return layer;
}

/* Groups by the text of a field. */
static uint32_t *group_by(const BcuLayer *layer, const char *field, uint32_t *groups)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    uint32_t column = bcu_table_find(layer->fields, field), *group_of = g_new(uint32_t, layer->record_count + 1);
    for (uint32_t i = 0; i < layer->record_count; i++) {
        const char *text = bcu_table_at(layer->fields, i, column).as.text;
        if (!g_hash_table_contains(seen, text))
            g_hash_table_insert(seen, (char *)text, GUINT_TO_POINTER(g_hash_table_size(seen)));
        group_of[i] = GPOINTER_TO_UINT(g_hash_table_lookup(seen, text));
    }
    *groups = g_hash_table_size(seen);
    return group_of;
}

/* Clusters of the shipped project, by the code of the area that a field names. */
static uint32_t *group_by_cluster(const BcuLayer *layer, const char *field, uint32_t *groups)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProjectFlags flags = {0};
    BcuProject *project;
    BcuDataset *dataset;
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, &project, &dataset, log));
    uint32_t column = bcu_table_find(layer->fields, field), *group_of = g_new(uint32_t, layer->record_count + 1);
    for (uint32_t i = 0; i < layer->record_count; i++) {
        uint32_t area = bcu_feature_find(dataset, BCU_AREAS, bcu_table_at(layer->fields, i, column).as.text);
        g_assert_cmpuint(area, !=, BCU_NONE);
        group_of[i] = bcu_feature_cluster(dataset, BCU_AREAS, area);
    }
    *groups = bcu_feature_count(dataset, BCU_CLUSTERS);
    g_assert_cmpuint(*groups, ==, 12);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return group_of;
}

static void test_shipped_boroughs(void)
{
    g_autoptr(BcuLayer) layer = read_layer(TEST_SHAPES_DIR "/london_boroughs.shp");
    uint32_t groups;
    g_autofree uint32_t *halves = group_by(layer, "ONS_INNER", &groups);
    compare_all(geos, layer, halves, groups);
    g_autofree uint32_t *random = g_new(uint32_t, layer->record_count);
    GRand *dice = g_rand_new_with_seed(3);
    for (int round = 0; round < 5; round++) {
        for (uint32_t i = 0; i < layer->record_count; i++)
            random[i] = (uint32_t)g_rand_int_range(dice, 0, 6);
        compare_all(geos, layer, random, 6);
    }
    g_rand_free(dice);
}

/* Both vintages, to boroughs and to the clusters of the shipped project. */
static void test_official_wards(void)
{
    static const char *const paths[] = {TEST_DATA_DIR "/London_Ward_CityMerged.shp", TEST_DATA_DIR "/London_Ward.shp"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        if (!g_file_test(paths[i], G_FILE_TEST_EXISTS)) {
            g_test_skip("skipped: the official ward polygons are not here");
            return;
        }
        g_autoptr(BcuLayer) layer = read_layer(paths[i]);
        uint32_t groups;
        g_autofree uint32_t *boroughs = group_by(layer, "LB_GSS_CD", &groups);
        g_assert_cmpuint(groups, ==, 33);
        compare_all(geos, layer, boroughs, groups);
        g_autofree uint32_t *clusters = group_by_cluster(layer, "LB_GSS_CD", &groups);
        compare_all(geos, layer, clusters, groups);
    }
}

/* Outlines of a layer whose neighbours differ by noise: no sliver, valid, and the area of the members. */
static void check_noisy(const BcuLayer *layer, const uint32_t *group_of, uint32_t groups)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTopologyOptions options = {.tolerance = 0.001};
    g_autoptr(BcuTopology) topology = NULL;
    BcuArcShapes shapes;
    g_assert_true(build_topology(layer, &options, &topology, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP020"), ==, 1);
    g_assert_cmpuint(bcu_diag_count(log, BCU_WARNING), ==, 0);
    g_assert_true(bcu_dissolve(topology, group_of, groups, &shapes, log));
    for (uint32_t g = 0; g < groups; g++) {
        BcuShape *ours = bcu_arc_shapes_build(&shapes, topology, shapes.feature_start[g], shapes.feature_start[g + 1]);
        GEOSGeometry *own = bcu_geos_from_shape(geos, ours);
        double members = 0;
        for (uint32_t i = 0; i < layer->record_count; i++)
            if (group_of[i] == g) {
                BcuShape *shape = bcu_layer_shape_build(layer, i);
                members += bcu_shape_area(shape);
                bcu_shape_free(shape);
            }
        g_assert_true(GEOSisValid_r(geos, own));
        g_assert_cmpuint(ours->ring_count, ==, ours->part_count);
        g_assert_cmpfloat_with_epsilon(bcu_shape_area(ours) / members, 1, 1e-4);
        GEOSGeom_destroy_r(geos, own);
        bcu_shape_free(ours);
    }
    bcu_arc_shapes_clear(&shapes);
}

static void test_noisy_boroughs(void)
{
    g_autoptr(BcuLayer) layer = read_layer(TEST_SHAPES_DIR "/london_boroughs.shp");
    uint32_t groups;
    g_autofree uint32_t *halves = group_by(layer, "NAME", &groups);
    for (uint32_t i = 0; i < layer->record_count; i++)
        halves[i] = i % 7;
    GRand *dice = g_rand_new_with_seed(5);
    for (size_t r = 0; r < layer->ring_count; r++) {
        for (size_t i = layer->ring_start[r]; i + 1 < layer->ring_start[r + 1]; i++) {
            layer->points[i].x += g_rand_double_range(dice, -0.0002, 0.0002);
            layer->points[i].y += g_rand_double_range(dice, -0.0002, 0.0002);
        }
        layer->points[layer->ring_start[r + 1] - 1] = layer->points[layer->ring_start[r]];
    }
    g_rand_free(dice);
    check_noisy(layer, halves, 7);
}

static void test_census_areas(void)
{
    const char *path = TEST_DATA_DIR "/LSOA_2011_London_gen_MHW.shp";
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_test_skip("skipped: the census areas are not here");
        return;
    }
    g_autoptr(BcuLayer) layer = read_layer(path);
    uint32_t groups;
    g_autofree uint32_t *boroughs = group_by(layer, "LAD11CD", &groups);
    g_assert_cmpuint(groups, ==, 33);
    check_noisy(layer, boroughs, groups);
    g_autofree uint32_t *clusters = group_by_cluster(layer, "LAD11CD", &groups);
    check_noisy(layer, clusters, groups);
}

/* Two cells whose common border is bent on one side only: said, and where. */
static void test_slivers_are_reported(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 2, 10, 5, 10, 8, 10, 10, 0, 10, 0, 0, NAN,
                                   10, 0, 20, 0, 20, 10, 10, 10, 10, 8, 10.02, 5, 10, 2, 10, 0, NAN};
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTopologyOptions options = {.tolerance = 0.001};
    g_autoptr(BcuTopology) topology = NULL;
    g_assert_true(build_topology(layer, &options, &topology, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP030"), ==, 1);
    g_assert_cmpuint(topology->report.count[BCU_FLAW_SLIVER], ==, 1);
    const BcuFinding *sliver = &g_array_index(topology->report.findings, BcuFinding, 0);
    g_assert_cmpfloat_with_epsilon(sliver->area, 0.06, 1e-9);
    g_assert_cmpuint(sliver->a + sliver->b, ==, 1);
}

/* A lake in the middle of one cell is a hole; what eight cells leave open is a gap. */
static void test_holes_and_gaps(void)
{
    static const double lake[] = {0, 0, 3, 0, 3, 3, 0, 3, 0, 0, NAN, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, NAN};
    g_autoptr(BcuLayer) one = layer_of_rings(lake, G_N_ELEMENTS(lake));
    one->record_count = 1;
    one->record_start[1] = 2;
    g_autoptr(GArray) values = g_array_new(false, false, sizeof(double));
    for (int i = 0; i < 9; i++) {
        double x = i % 3, y = i / 3;
        const double ring[] = {x, y, x + 1, y, x + 1, y + 1, x, y + 1, x, y, NAN};
        if (i != 4)
            g_array_append_vals(values, ring, G_N_ELEMENTS(ring));
    }
    g_autoptr(BcuLayer) eight = layer_of_rings((const double *)(const void *)values->data, values->len);
    const BcuLayer *layers[] = {one, eight};
    static const BcuFlaw expected[] = {BCU_FLAW_HOLE, BCU_FLAW_GAP};
    for (size_t i = 0; i < 2; i++) {
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        g_autoptr(BcuTopology) topology = NULL;
        BcuTopologyOptions options = {0};
        g_assert_true(build_topology(layers[i], &options, &topology, log));
        g_assert_cmpuint(topology->report.findings->len, ==, 1);
        const BcuFinding *finding = &g_array_index(topology->report.findings, BcuFinding, 0);
        g_assert_cmpuint(finding->flaw, ==, expected[i]);
        g_assert_cmpfloat(finding->area, ==, 1);
        g_assert_cmpfloat_with_epsilon(finding->at.x, 1.5, 0.01);
        g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP031"), ==, i);
    }
}

/* An island in a lake in a cell, and four cells that meet at one point. */
static void test_enclaves_and_points(void)
{
    static const double rings[] = {
        0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN,     20, 0, 30, 0, 30, 10, 20, 10, 20, 0, NAN,
        10, 0, 20, 0, 20, 10, 10, 10, 10, 0, NAN,  10, 10, 20, 10, 20, 20, 10, 20, 10, 10, NAN,
        0, 10, 10, 10, 10, 20, 0, 20, 0, 10, NAN,
    };
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    static const uint32_t diagonal[] = {0, 1, 1, 0, 1}, three[] = {0, 1, 1, 1, 1}, apart[] = {0, 0, 1, 1, 2};
    compare_all(geos, layer, diagonal, 2);
    compare_all(geos, layer, three, 2);
    compare_all(geos, layer, apart, 3);
}

/* Thousands of rings in one group: each hole in its own shell, also where lakes touch at points. */
static void test_archipelago(void)
{
    GRand *dice = g_rand_new_with_seed(17);
    g_autoptr(BcuLayer) layer = archipelago(dice, 24);
    g_autofree uint32_t *group_of = g_new0(uint32_t, layer->record_count);
    compare_all(geos, layer, group_of, 1);
    for (uint32_t i = 1; i < layer->record_count; i++)
        group_of[i] = (uint32_t)g_rand_int_range(dice, 0, 3);
    compare_all(geos, layer, group_of, 3);
    g_rand_free(dice);
}

/* Cells of a grid, grouped at random: squares touch at corners everywhere. */
static void test_random_grids(void)
{
    enum { SIDE = 9 };
    GRand *dice = g_rand_new_with_seed(4);
    for (int round = 0; round < 60; round++) {
        GArray *values = g_array_new(false, false, sizeof(double));
        uint32_t group_of[SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            double x = i % SIDE, y = i / SIDE;
            const double ring[] = {x, y, x + 1, y, x + 1, y + 1, x, y + 1, x, y, NAN};
            g_array_append_vals(values, ring, G_N_ELEMENTS(ring));
            group_of[i] = (uint32_t)g_rand_int_range(dice, 0, 4);
        }
        BcuLayer *layer = layer_of_rings((const double *)(const void *)values->data, values->len);
        compare_all(geos, layer, group_of, 4);
        bcu_layer_free(layer);
        g_array_unref(values);
    }
    g_rand_free(dice);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    geos = GEOS_init_r();
    g_test_add_func("/dissolve/shipped_boroughs", test_shipped_boroughs);
    g_test_add_func("/dissolve/official_wards", test_official_wards);
    g_test_add_func("/dissolve/enclaves_and_points", test_enclaves_and_points);
    g_test_add_func("/dissolve/noisy_boroughs", test_noisy_boroughs);
    g_test_add_func("/dissolve/census_areas", test_census_areas);
    g_test_add_func("/dissolve/slivers_are_reported", test_slivers_are_reported);
    g_test_add_func("/dissolve/holes_and_gaps", test_holes_and_gaps);
    g_test_add_func("/dissolve/archipelago", test_archipelago);
    g_test_add_func("/dissolve/random_grids", test_random_grids);
    int failed = g_test_run();
    GEOS_finish_r(geos);
    return failed;
}
