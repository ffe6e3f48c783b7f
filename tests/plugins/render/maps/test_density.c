/* Lines thin out with the polygons between them, and vanish. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "maps/density.h"

static BcuDataset *shipped(BcuProject **project, BcuDiagLog *log)
{
    BcuProjectFlags flags = {0};
    BcuDataset *dataset;
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, project, &dataset, log));
    return dataset;
}

static void test_scales(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProject *project;
    BcuDataset *dataset = shipped(&project, log);
    Page page;
    g_assert_true(page_init(&page, "A4-landscape", 300, NAN));
    double last = INFINITY;
    for (double side = 200; side > 2; side /= 2) {
        page.map = (Frame){0, 0, side, side};
        page_fit(&page, bcu_dataset_extent(dataset), dataset);
        double size = density_size_mm(dataset, &page, BCU_AREAS),
               line = density_line_mm(dataset, &page, BCU_AREAS);
        g_assert_cmpfloat(size, <, last);
        g_assert_cmpfloat(density_size_mm(dataset, &page, BCU_CLUSTERS), >, size);
        if (size < 1.5)
            g_assert_cmpfloat(line, ==, 0);
        else
            g_assert_cmpfloat(line, <, 0.1 * size);
        last = size;
    }
    g_assert_cmpfloat(last, <, 1.5);
    g_assert_true(
        isinf(density_size_mm(dataset, &page, BCU_SUBAREAS))); /* points have no lines between them */
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/density/scales", test_scales);
    return g_test_run();
}
