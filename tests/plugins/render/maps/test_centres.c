/* Names stand where a reader looks for them: at the visual centre of their area. */
#include "recorded_maps.h"

static double distance_to_segment(BcuPoint p, BcuPoint a, BcuPoint b)
{
    double x = b.x - a.x, y = b.y - a.y, squared = x * x + y * y;
    double t = squared > 0 ? CLAMP(((p.x - a.x) * x + (p.y - a.y) * y) / squared, 0, 1) : 0;
    return hypot(a.x + t * x - p.x, a.y + t * y - p.y);
}

/* Between the pole of inaccessibility and the centre of gravity; both of the largest run. */
static double distance_to_middle(const Drawing *text, const Path *path, double *size)
{
    BcuShape ring = {0};
    size_t ring_start[] = {0, 0}, part_start[] = {0, 1};
    g_autoptr(GArray) points = g_array_new(false, false, sizeof(BcuPoint));
    double largest = 0;
    for (guint run = 0; run < path->starts->len; run++) {
        guint first = g_array_index(path->starts, guint, run), count = path_run_end(path, run) - first;
        const BcuPoint *start = &g_array_index(path->points, BcuPoint, first);
        double area = fabs(bcu_ring_area((BcuRing){start, count}));
        if (area <= largest)
            continue;
        largest = area;
        g_array_set_size(points, 0);
        g_array_append_vals(points, start, count);
        g_array_append_vals(points, start, 1);
    }
    ring_start[1] = points->len;
    ring = (BcuShape){(BcuPoint *)(void *)points->data, points->len, ring_start, 1, part_start, 1};
    *size = sqrt(largest);
    BcuPoint at = {(text->box.min_x + text->box.max_x) / 2, (text->box.min_y + text->box.max_y) / 2};
    return distance_to_segment(at, bcu_shape_pole(&ring, 0, NULL), bcu_shape_centroid(&ring));
}

/* Shares of the area's size, which is the side of a square as large. \return the mean. */
static double check(const char *kind, const char *class_name, const char *const *settings, double *farthest)
{
    g_autoptr(Recording) recording = recorded_shipped(kind, settings);
    double sum = 0;
    guint count = 0;
    *farthest = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *text = recording_at(recording, i);
        if (text->drawn != DRAWN_TEXT || g_strcmp0(text->class_name, "label") != 0 || text->turn != 0)
            continue;
        const Drawing *area = recording_find(recording, DRAWN_FILL, class_name, text->code);
        if (!area)
            continue;
        double size, share = distance_to_middle(text, area->path, &size) / size;
        sum += share;
        *farthest = fmax(*farthest, share);
        count++;
    }
    g_assert_cmpuint(count, >=, 12);
    g_test_message("%s: %u names, mean %.3f, farthest %.3f of the size of their areas", kind, count,
                   sum / count, *farthest);
    return sum / count;
}

static void test_clusters(void)
{
    static const char *const PAGES[] = {"render.page=A4-landscape", "render.page=A3-portrait",
                                        "render.page=slide-16:9"};
    for (gsize p = 0; p < G_N_ELEMENTS(PAGES); p++) {
        const char *settings[] = {PAGES[p], NULL};
        double farthest;
        g_assert_cmpfloat(check("clusters", "cluster", settings, &farthest), <, 0.06);
        g_assert_cmpfloat(farthest, <, 0.2);
    }
}

static void test_areas(void)
{
    static const char *const SETTINGS[] = {"render.level=areas", "render.page=A3-landscape", NULL};
    double farthest;
    g_assert_cmpfloat(check("choropleth", "area", SETTINGS, &farthest), <, 0.08);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/centres/clusters", test_clusters);
    g_test_add_func("/centres/areas", test_areas);
    return g_test_run();
}
