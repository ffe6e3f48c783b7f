/* Names of clusters keep off the borders of their clusters, on every page. */
#include "recorded_maps.h"

/* What a line's box has above and below its letters, in sizes of them. */
static const double AIR_OF_LINE = 0.2;

static double distance_to_segment(BcuPoint p, BcuPoint a, BcuPoint b)
{
    double x = b.x - a.x, y = b.y - a.y, squared = x * x + y * y;
    double t = squared > 0 ? CLAMP(((p.x - a.x) * x + (p.y - a.y) * y) / squared, 0, 1) : 0;
    return hypot(a.x + t * x - p.x, a.y + t * y - p.y);
}

/* From the rim of a text to the nearest line of a path. */
static double clearance(const Drawing *text, const Path *path)
{
    enum { STEPS = 24 };
    double air = AIR_OF_LINE * text->letters, nearest = INFINITY;
    double width = text->box.max_x - text->box.min_x, height = text->box.max_y - text->box.min_y - 2 * air;
    for (guint run = 0; run < path->starts->len; run++)
        for (guint k = g_array_index(path->starts, guint, run); k + 1 < path_run_end(path, run); k++)
            for (int i = 0; i <= STEPS; i++)
                for (int side = 0; side < 4; side++) {
                    double along = (double)i / STEPS;
                    BcuPoint p = {text->box.min_x + width * (side < 2 ? along : side - 2),
                                  text->box.min_y + air + height * (side < 2 ? side : along)};
                    nearest =
                        fmin(nearest, distance_to_segment(p, g_array_index(path->points, BcuPoint, k),
                                                          g_array_index(path->points, BcuPoint, k + 1)));
                }
    return nearest;
}

static void check(const char *kind, const char *page)
{
    const char *settings[] = {page, g_str_equal(kind, "clusters") ? "render.members=no" : NULL, NULL};
    g_autoptr(Recording) recording = recorded_shipped(kind, settings);
    guint checked = 0;
    double widest = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *text = recording_at(recording, i);
        if (text->drawn != DRAWN_TEXT || g_strcmp0(text->class_name, "label") != 0)
            continue;
        const Drawing *cluster = recording_find(recording, DRAWN_FILL, "cluster", text->code);
        double share = clearance(text, cluster->path) / text->letters;
        if (share < 0.08)
            g_error("%s, %s: \"%s\" is %.2f of its letters off the border", kind, page, text->text, share);
        widest = fmax(widest, share);
        checked++;
    }
    g_assert_cmpuint(checked, ==, 12);
    g_assert_cmpfloat(widest, >, 0.8);
}

static void test_clearance(void)
{
    static const char *const KINDS[] = {"clusters", "rollout", "choropleth"};
    static const char *const PAGES[] = {"render.page=A4-landscape", "render.page=A4-portrait",
                                        "render.page=square"};
    for (gsize k = 0; k < G_N_ELEMENTS(KINDS); k++)
        for (gsize p = 0; p < G_N_ELEMENTS(PAGES); p++)
            check(KINDS[k], PAGES[p]);
}

/* A circle's name stands right below, above or beside it. */
static void test_circles(void)
{
    static const char *const PAGES[] = {"render.page=A4-landscape", "render.page=slide-16:9"};
    for (gsize p = 0; p < G_N_ELEMENTS(PAGES); p++) {
        const char *settings[] = {PAGES[p], NULL};
        g_autoptr(Recording) recording = recorded_shipped("proportional", settings);
        guint checked = 0;
        for (guint i = 0; i < recording->drawings->len; i++) {
            const Drawing *text = recording_at(recording, i);
            if (text->drawn != DRAWN_TEXT || g_strcmp0(text->class_name, "label") != 0)
                continue;
            const Drawing *circle = recording_find(recording, DRAWN_CIRCLE, "circle", text->code);
            double x = text->box.min_x + text->box.max_x - circle->box.min_x - circle->box.max_x;
            double y = text->box.min_y + text->box.max_y - circle->box.min_y - circle->box.max_y;
            g_assert_cmpfloat(fmin(fabs(x), fabs(y)) / 2, <, 0.1);
            checked++;
        }
        g_assert_cmpuint(checked, ==, 12);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clearance/clusters", test_clearance);
    g_test_add_func("/clearance/circles", test_circles);
    return g_test_run();
}
