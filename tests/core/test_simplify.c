/* Simplified borders: still a coverage, judged by GEOS. */
#include "dataset_private.h"
#include "diag.h"
#include <bcukit/geos.h>

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
    g_assert_true(bcu_dataset_read(TEST_SHAPES_DIR "/met_bcu.ini", &flags, &project, &dataset, log));
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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/simplify/levels", test_levels);
    return g_test_run();
}
