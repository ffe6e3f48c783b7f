/* Context layers: where they are drawn, and in which colours and widths. */
#include "polygon_file.h"
#include "recorded_maps.h"
#include <glib/gstdio.h>

/* The shipped project with one more layer: its boroughs or wards as context. */
static Recording *with_context_file(const char *layer, const char *look)
{
    g_autofree char *folder = g_dir_make_tmp("context-XXXXXX", NULL), *shipped = NULL;
    g_autofree char *path = g_build_filename(folder, "project.ini", NULL);
    g_assert_true(g_file_get_contents(TEST_SHAPES_DIR "/met_bcu.ini", &shipped, NULL, NULL));
    GString *text = g_string_new(shipped);
    g_string_replace(text, "= london_", "= " TEST_SHAPES_DIR "/london_", 0);
    g_string_replace(text, "= borough_", "= " TEST_SHAPES_DIR "/borough_", 0);
    g_string_append_printf(text, "\n[layer extra]\npath = %s\nrole = context\n%s\n", layer, look);
    g_assert_true(g_file_set_contents(path, text->str, -1, NULL));
    Recording *recording = recorded_maps(path, "clusters", NULL, NULL);
    g_string_free(text, true);
    g_remove(path);
    g_rmdir(folder);
    return recording;
}

static Recording *with_context(const char *layer, const char *look)
{
    g_autofree char *path = g_strdup_printf(TEST_SHAPES_DIR "/%s.shp", layer);
    return with_context_file(path, look);
}

static guint position(const Recording *recording, const Drawing *drawing)
{
    guint at;
    g_assert_true(g_ptr_array_find(recording->drawings, drawing, &at));
    return at;
}

static void test_polygons_lie_below(void)
{
    g_autoptr(Recording) recording = with_context("london_boroughs", "");
    const Drawing *extra = recording_find(recording, DRAWN_FILL, "context", "extra");
    g_assert_nonnull(extra);
    g_assert_null(recording_find(recording, DRAWN_STROKE, "context", "extra"));
    g_assert_cmpuint(position(recording, extra), <,
                     position(recording, recording_find(recording, DRAWN_FILL, "cluster", NULL)));
}

static void test_look_of_polygons(void)
{
    g_autoptr(Recording) recording =
        with_context("london_boroughs", "fill = none\nline = #102030\nwidth = 0.7 mm\nplace = above");
    const Drawing *extra = recording_find(recording, DRAWN_STROKE, "context", "extra");
    g_assert_null(recording_find(recording, DRAWN_FILL, "context", "extra"));
    g_assert_cmpint(extra->colour.r, ==, 0x10);
    g_assert_cmpfloat(extra->pen.width, ==, 0.7);
    g_assert_true(extra->closed);
    g_assert_cmpuint(position(recording, extra), >,
                     position(recording, recording_find(recording, DRAWN_STROKE, "cluster-border", NULL)));
}

static void test_points_are_dots(void)
{
    g_autoptr(Recording) recording =
        with_context("london_wards", "fill = #c00000\nline = #fff\nwidth = 1 mm");
    g_assert_cmpuint(recording_count(recording, DRAWN_STROKE, "context"), ==, 2);
    const Drawing *ring = recording_find(recording, DRAWN_STROKE, "context", "extra");
    const Drawing *dots = recording_at(recording, position(recording, ring) + 1);
    g_assert_cmpuint(dots->runs, ==, 625);
    g_assert_cmpint(dots->colour.r, ==, 0xc0);
    g_assert_cmpfloat(dots->pen.width, ==, 1);
    g_assert_cmpfloat(ring->pen.width, >, dots->pen.width);
}

/* Context that reaches beyond the territory ends at the map: no title, legend or source lies upon it. */
static void test_large(void)
{
    g_autofree char *folder = g_dir_make_tmp("context-XXXXXX", NULL);
    g_autofree char *stem = g_build_filename(folder, "land", NULL), *path = g_strconcat(stem, ".shp", NULL);
    const BcuPoint corners[] = {{400000, 100000}, {400000, 300000}, {700000, 300000}, {700000, 100000}};
    const PolygonRecord land = {"L", "G", -1, corners, 4};
    write_polygon_file(stem, &land, 1, (PolygonStyle){0});
    g_autoptr(Recording) recording = with_context_file(path, "crs = EPSG:27700");
    const Drawing *extra = recording_find(recording, DRAWN_FILL, "context", "extra");
    g_assert_cmpfloat(extra->clip.max_x - extra->clip.min_x, >, 100);
    guint furniture = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *text = recording_at(recording, i);
        if (text->drawn != DRAWN_TEXT || g_strcmp0(text->class_name, "label") == 0)
            continue;
        g_assert_false(text->box.min_x < extra->clip.max_x && text->box.max_x > extra->clip.min_x &&
                       text->box.min_y < extra->clip.max_y && text->box.max_y > extra->clip.min_y);
        furniture++;
    }
    g_assert_cmpuint(furniture, >, 5);
    static const char *const ENDINGS[] = {"shp", "shx", "dbf", "cpg"};
    for (gsize e = 0; e < G_N_ELEMENTS(ENDINGS); e++) {
        g_autofree char *file = g_strdup_printf("%s.%s", stem, ENDINGS[e]);
        g_remove(file);
    }
    g_rmdir(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/context/below", test_polygons_lie_below);
    g_test_add_func("/context/look", test_look_of_polygons);
    g_test_add_func("/context/points", test_points_are_dots);
    g_test_add_func("/context/large", test_large);
    return g_test_run();
}
