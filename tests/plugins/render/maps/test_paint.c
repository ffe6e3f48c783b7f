/* What is drawn of the shipped project: each area once, each border once in its own weight. */
#include "recorded_maps.h"

static void test_clusters(void)
{
    g_autoptr(Recording) recording = recorded_shipped("clusters", NULL);
    g_assert_cmpint(recording->pages, ==, 1);
    g_assert_cmpuint(recording_count(recording, DRAWN_FILL, "cluster"), ==, 12);
    g_assert_cmpuint(recording_count(recording, DRAWN_FILL, "area"), ==, 1);
    g_assert_nonnull(recording_find(recording, DRAWN_FILL, "area", "E09000001"));
    g_assert_cmpuint(recording_count(recording, DRAWN_STROKE, "outer-border"), ==, 1);
    g_assert_cmpuint(recording_count(recording, DRAWN_STROKE, "cluster-border"), ==, 1);
    g_assert_cmpuint(recording_count(recording, DRAWN_STROKE, "area-border"), ==, 1);
    const Drawing *east = recording_find(recording, DRAWN_FILL, "cluster", "east");
    g_assert_cmpstr(east->title, ==, "East");
    g_assert_cmpuint(east->points, >, 50);
}

static void test_order(void)
{
    g_autoptr(Recording) recording = recorded_shipped("clusters", NULL);
    Drawn highest = DRAWN_PAPER;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        if (drawing->class_name) /* furniture has none */
            highest = MAX(highest, drawing->drawn);
        if (drawing->class_name)
            g_assert_cmpint(drawing->drawn, >=, highest);
    }
}

/* Each border lies in one stroke only: the number of ways to draw a segment, in either direction. */
static void test_no_border_is_drawn_twice(void)
{
    g_autoptr(Recording) recording = recorded_shipped("clusters", NULL);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint segments = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        if (drawing->drawn != DRAWN_STROKE || !g_str_equal(drawing->group, "borders"))
            continue;
        for (guint run = 0; run < drawing->runs; run++)
            for (guint k = g_array_index(drawing->path->starts, guint, run);
                 k + 1 < path_run_end(drawing->path, run); k++) {
                BcuPoint a = g_array_index(drawing->path->points, BcuPoint, k);
                BcuPoint b = g_array_index(drawing->path->points, BcuPoint, k + 1);
                bool turned = a.x > b.x || (a.x == b.x && a.y > b.y);
                char *key = turned ? g_strdup_printf("%a %a %a %a", b.x, b.y, a.x, a.y)
                                   : g_strdup_printf("%a %a %a %a", a.x, a.y, b.x, b.y);
                g_assert_true(g_hash_table_add(seen, key));
                segments++;
            }
    }
    g_assert_cmpuint(segments, >, 500);
}

static void test_weights(void)
{
    g_autoptr(Recording) recording = recorded_shipped("clusters", NULL);
    double cluster = recording_find(recording, DRAWN_STROKE, "cluster-border", NULL)->pen.width;
    double outer = recording_find(recording, DRAWN_STROKE, "outer-border", NULL)->pen.width;
    double area = recording_find(recording, DRAWN_STROKE, "area-border", NULL)->pen.width;
    g_assert_cmpfloat(cluster, >, outer);
    g_assert_cmpfloat(outer, >, area);
}

static void test_every_cluster_has_its_label(void)
{
    g_autoptr(Recording) recording =
        recorded_shipped("clusters", (const char *[]){"render.members=no", NULL});
    g_assert_cmpuint(recording_count(recording, DRAWN_TEXT, "label"), ==, 12);
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *label = recording_at(recording, i);
        if (g_strcmp0(label->class_name, "label") != 0)
            continue;
        const Drawing *shape = recording_find(recording, DRAWN_FILL, "cluster", label->code);
        g_assert_cmpfloat(drawings_overlap(label, shape), >, label->letters);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/paint/clusters", test_clusters);
    g_test_add_func("/paint/order", test_order);
    g_test_add_func("/paint/once", test_no_border_is_drawn_twice);
    g_test_add_func("/paint/weights", test_weights);
    g_test_add_func("/paint/labels", test_every_cluster_has_its_label);
    return g_test_run();
}
