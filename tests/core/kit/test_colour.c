/* Cluster fills: neighbours differ, text can be read on them. */
#include "crs_session.h"
#include "base/diag.h"
#include "dataset/dataset_private.h"
#include <bcukit/colour.h>
#include <string.h>

static void test_parse_and_contrast(void)
{
    BcuColour colour;
    g_assert_true(bcu_colour_parse("#1f77b4", &colour) && colour.r == 0x1f && colour.b == 0xb4);
    g_assert_true(bcu_colour_parse("#abc", &colour) && colour.g == 0xbb);
    g_assert_false(bcu_colour_parse("red", &colour));
    g_assert_false(bcu_colour_parse("#12345", &colour));
    BcuColour black = {0, 0, 0}, white = {255, 255, 255};
    g_assert_cmpfloat_with_epsilon(bcu_colour_contrast(black, white), 21, 1e-9);
}

static void test_clusters(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProject *project;
    BcuDataset *dataset;
    BcuProjectFlags flags = {0};
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, &project, &dataset, log));
    BcuColour fills[12], ink = {0x1c, 0x1c, 0x1c};
    bcu_colour_clusters(dataset, fills);
    for (int a = 0; a < 12; a++) {
        g_assert_cmpfloat(bcu_colour_contrast(fills[a], ink), >=, 4.5); /* WCAG AA */
        for (int b = 0; b < a; b++)
            g_assert_cmpint(memcmp(&fills[a], &fills[b], sizeof fills[a]), !=, 0);
    }
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/colour/parse_and_contrast", test_parse_and_contrast);
    g_test_add_func("/colour/clusters", test_clusters);
    return g_test_run();
}
