/* The river that the boroughs leave empty, and the bays of their outline that are none. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "style/water.h"

static BcuProject *project;
static BcuDataset *dataset;
static BcuDiagLog *record;
static Page page;

static BcuShape *water_up_to(double reach_m)
{
    return water_build(dataset, &page, reach_m);
}

static double published_ha(void)
{
    uint32_t column = bcu_dataset_role(dataset, BCU_AREAS, BCU_ROLE_WATER_HA);
    double sum = 0, hectares;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
        if (bcu_table_number(bcu_dataset_fields(dataset, BCU_AREAS), a, column, &hectares))
            sum += hectares;
    return sum;
}

/* Tidal water as its publisher states it, borough by borough; ours runs a little under the banks. */
static void test_is_as_large_as_published(void)
{
    BcuShape *water = water_up_to(1.5 * bcu_dataset_bridge_m(dataset));
    g_assert_nonnull(water);
    double ratio = bcu_shape_area(water) / 1e4 / published_ha();
    g_assert_cmpfloat(ratio, >, 0.97);
    g_assert_cmpfloat(ratio, <, 1.10);
    bcu_shape_free(water);
}

static void test_is_the_river(void)
{
    static const BcuPoint wet[] = {{545500, 181425}, {530400, 179700}, {538025, 178049}, {551200, 179600}};
    static const BcuPoint dry[] = {
        {525100, 197928}, {507911, 172175}, {556061, 182839}, {528368, 159702}, {505000, 160000}};
    BcuShape *water = water_up_to(1200);
    for (size_t i = 0; i < G_N_ELEMENTS(wet); i++)
        g_assert_true(bcu_shape_contains(water, wet[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(dry); i++)
        g_assert_false(bcu_shape_contains(water, dry[i]));
    bcu_shape_free(water);
}

static void test_none_without_reach(void)
{
    g_assert_null(water_up_to(0));
}

/* Narrower than the reach: the upper river only. */
static void test_reach(void)
{
    BcuShape *narrow = water_up_to(300), *wide = water_up_to(1200);
    g_assert_cmpfloat(bcu_shape_area(narrow), <, 0.5 * bcu_shape_area(wide));
    g_assert_true(bcu_shape_contains(narrow, (BcuPoint){530400, 179700}));
    g_assert_false(bcu_shape_contains(narrow, (BcuPoint){551200, 179600}));
    bcu_shape_free(narrow);
    bcu_shape_free(wide);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    record = bcu_diag_log_new();
    g_assert_true(
        bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &(BcuProjectFlags){0}, &project, &dataset, record));
    g_assert_true(page_init(&page, "A4-landscape", 300, NAN));
    g_test_add_func("/water/published", test_is_as_large_as_published);
    g_test_add_func("/water/river", test_is_the_river);
    g_test_add_func("/water/none", test_none_without_reach);
    g_test_add_func("/water/reach", test_reach);
    int status = g_test_run();
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    bcu_diag_log_free(record);
    return status;
}
