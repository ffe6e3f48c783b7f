/* Sizes of pages, the scale bar, and legends that do not fit. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "page/legend_box.h"
#include "page/scale_bar.h"

static void assert_size(const char *paper, double dpi, double width, double height)
{
    Page page;
    g_assert_true(page_init(&page, paper, dpi, NAN));
    g_assert_cmpfloat_with_epsilon(page.width, width, 1e-9);
    g_assert_cmpfloat_with_epsilon(page.height, height, 1e-9);
    g_assert_cmpfloat(page.unit, >, 0);
    g_assert_cmpfloat(page.unit, <=, fmin(width, height) / 25);
}

static void test_sizes(void)
{
    assert_size("A4-landscape", 300, 297, 210);
    assert_size("a3-PORTRAIT", 300, 297, 420);
    assert_size("slide-16:9", 96, 1920 * 25.4 / 144, 1080 * 25.4 / 144);
    assert_size("Slide-16:9", NAN, 1920 * 25.4 / 144, 1080 * 25.4 / 144);
    assert_size("a5", NAN, 210, 148);
    assert_size("A4-PORTRAIT", NAN, 210, 297);
    assert_size("Web", NAN, 1200 * 25.4 / 96, 800 * 25.4 / 96);
    assert_size("social", 192, 1200 * 25.4 / 192, 630 * 25.4 / 192);
    assert_size("150x100", 300, 150, 100);
    assert_size(" 150.5 x 100 mm ", 300, 150.5, 100);
    assert_size("1200x800 px", 100, 1200 * 25.4 / 100, 800 * 25.4 / 100);
    assert_size("1200X800PX", 96, 1200 * 25.4 / 96, 800 * 25.4 / 96);
}

static void test_no_sizes(void)
{
    const char *papers[] = {"", "A4 portrait", "-landscape", "x", "12x", "x12", "0x0", "-100x100", "10x10 mm", "100000x100 mm", "nanxnan",
                            "100x100 in", "1e9x1e9 px", "300x20 mm", "40000x30000 px"};
    Page page;
    for (gsize i = 0; i < G_N_ELEMENTS(papers); i++)
        g_assert_false(page_init(&page, papers[i], 300, NAN));
}

static void test_margin(void)
{
    Page page;
    g_assert_true(page_init(&page, "A4-landscape", 300, 12));
    g_assert_cmpfloat_with_epsilon(page.margin, 12, 1e-9);
    g_assert_true(page_init(&page, "A4-landscape", 300, 500)); /* leaves a map nevertheless */
    g_assert_cmpfloat(2 * page.margin, <, 210);
}

/* Letters of small pictures stay legible. */
static void test_letters(void)
{
    Page page;
    g_assert_true(page_init(&page, "600x400 px", 96, NAN));
    g_assert_cmpfloat(page.unit / 25.4 * 96, >=, 9);
    g_assert_true(page_init(&page, "105x74 mm", 300, NAN));
    g_assert_cmpfloat(page.unit, >=, 2);
}

/* ---- scale bar --------------------------------------------------------------------------- */

static void test_scale_bar(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProjectFlags flags = {0};
    BcuProject *project;
    BcuDataset *dataset;
    Page page;
    Style style = {.font = "Roboto"};
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, &project, &dataset, log));
    g_assert_true(page_init(&page, "A4-landscape", 300, NAN));
    style.unit = page.unit;
    page.map = (Frame){10, 30, 200, 160};
    page_fit(&page, bcu_dataset_extent(dataset), dataset);
    const struct {
        bool miles;
        double longest;
        const char *label;
        double metres;
    } BARS[] = {{false, 45, "10 km", 10000}, {false, 20, "5 km", 5000},   {false, 2, "500 m", 500},
                {true, 45, "5 miles", 8046.72}, {true, 8, "1 mile", 1609.344}};
    for (gsize i = 0; i < G_N_ELEMENTS(BARS); i++) {
        ScaleBar *bar = scale_bar_new(&page, dataset, &style, BARS[i].longest, (ScaleBarForm){.miles = BARS[i].miles});
        g_assert_cmpstr(bar->end->content, ==, BARS[i].label);
        g_assert_cmpfloat_with_epsilon(bar->length * page.metres_per_mm, BARS[i].metres, 1e-6);
        g_assert_cmpfloat(bar->length, <=, BARS[i].longest);
        g_assert_cmpfloat(bar->north_deg, ==, 0); /* the National Grid is off by less than two degrees here */
        scale_bar_free(bar);
    }
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

/* ---- legend ------------------------------------------------------------------------------ */

static void test_legend_columns(void)
{
    Legend legend;
    Style style = {.font = "Roboto", .unit = 3};
    legend_init(&legend);
    for (int i = 0; i < 60; i++)
        legend_add(&legend, SWATCH_FILL, (BcuColour){0, 0, 0}, 0, "A name of its own", i % 3 ? NULL : "and details");
    double narrowest, widest, one_width, one_height, three_width, three_height;
    legend_box_widths(&legend, NULL, &style, &narrowest, &widest);
    g_assert_cmpfloat(narrowest, <, widest);
    LegendForm form = {widest, 1, 1, true};
    LegendBox *box = legend_box_new(&legend, NULL, &style, form);
    legend_box_size(box, form, &one_width, &one_height);
    form.columns = 3;
    legend_box_size(box, form, &three_width, &three_height);
    g_assert_cmpfloat(three_height, <, 0.4 * one_height);
    g_assert_cmpfloat(three_width, >, 3 * one_width);
    legend_box_free(box);

    form.columns = 1;
    box = legend_box_new(&legend, NULL, &style, form);
    guint dropped = legend_box_cut(box, one_height / 2);
    g_assert_cmpuint(dropped, >=, 29);
    g_assert_cmpuint(dropped, <, 33);
    legend_box_size(box, form, &one_width, &three_height);
    g_assert_cmpfloat(three_height, <=, one_height / 2);
    legend_box_free(box);
    legend_clear(&legend);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page/sizes", test_sizes);
    g_test_add_func("/page/no_sizes", test_no_sizes);
    g_test_add_func("/page/margin", test_margin);
    g_test_add_func("/page/letters", test_letters);
    g_test_add_func("/page/scale_bar", test_scale_bar);
    g_test_add_func("/page/legend_columns", test_legend_columns);
    return g_test_run();
}
