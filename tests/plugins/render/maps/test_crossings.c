/* Names keep off borders of their own level and of higher ones; those of lower levels part at the halo. */
#include "recorded_maps.h"
#include <string.h>

/* What a line's box has above and below its letters, in sizes of them. */
static const double AIR_OF_LINE = 0.2;

enum { OUTER, CLUSTER, AREA, BORDER_CLASSES };
static const char *const BORDERS[] = {"outer-border", "cluster-border", "area-border"};

/* Whether the line from a to b enters the box. */
static bool enters(BcuBox box, BcuPoint a, BcuPoint b)
{
    double from = 0, to = 1;
    const double start[] = {a.x, a.y}, way[] = {b.x - a.x, b.y - a.y};
    const double low[] = {box.min_x, box.min_y}, high[] = {box.max_x, box.max_y};
    for (int axis = 0; axis < 2; axis++) {
        if (way[axis] == 0 && (start[axis] < low[axis] || start[axis] > high[axis]))
            return false;
        if (way[axis] == 0)
            continue;
        double t0 = (low[axis] - start[axis]) / way[axis], t1 = (high[axis] - start[axis]) / way[axis];
        from = fmax(from, fmin(t0, t1));
        to = fmin(to, fmax(t0, t1));
    }
    return from <= to;
}

static bool path_enters(const Path *path, BcuBox box)
{
    for (guint run = 0; run < path->starts->len; run++)
        for (guint k = g_array_index(path->starts, guint, run); k + 1 < path_run_end(path, run); k++)
            if (enters(box, g_array_index(path->points, BcuPoint, k),
                       g_array_index(path->points, BcuPoint, k + 1)))
                return true;
    return false;
}

static BcuBox letters_of(const Drawing *text)
{
    double air = AIR_OF_LINE * text->letters;
    return (BcuBox){text->box.min_x, text->box.min_y + air, text->box.max_x, text->box.max_y - air};
}

/* How many names stand on borders of each class. */
typedef struct Crossings {
    guint labels, in_circles, of[BORDER_CLASSES];
} Crossings;

static bool is_label(const Drawing *drawing)
{
    return drawing->drawn == DRAWN_TEXT && g_strcmp0(drawing->class_name, "label") == 0 && drawing->turn == 0;
}

static bool stands_on(const Recording *recording, const Drawing *text, const char *border)
{
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *line = recording_at(recording, i);
        if (line->drawn == DRAWN_STROKE && line->page == text->page && !strstr(line->group, "panel") &&
            g_strcmp0(line->class_name, border) == 0 && path_enters(line->path, letters_of(text)))
            return true;
    }
    return false;
}

/* The circle that it names hides what would run through a name in it. */
static bool is_in_circle(const Recording *recording, const Drawing *text)
{
    const Drawing *circle = recording_find(recording, DRAWN_CIRCLE, "circle", text->code);
    return circle && text->box.min_x > circle->box.min_x && text->box.max_x < circle->box.max_x &&
           text->box.min_y > circle->box.min_y && text->box.max_y < circle->box.max_y;
}

static Crossings count(const Recording *recording)
{
    Crossings crossings = {0};
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *text = recording_at(recording, i);
        if (!is_label(text) || g_ascii_isdigit(*text->text))
            continue;
        crossings.labels++;
        crossings.in_circles += is_in_circle(recording, text);
        for (guint b = 0; b < BORDER_CLASSES; b++)
            crossings.of[b] += !is_in_circle(recording, text) && stands_on(recording, text, BORDERS[b]);
    }
    return crossings;
}

static Crossings crossings_on(const char *kind, const char *page)
{
    const char *settings[] = {page, g_str_equal(kind, "clusters") ? "render.members=no" : NULL, NULL};
    g_autofree char *messages = NULL; /* not all wards have room on every page */
    g_autoptr(Recording) recording = recorded_maps(TEST_SHAPES_DIR "/met_bcu.ini", kind, settings, &messages);
    Crossings crossings = count(recording);
    g_test_message("%s, %s: of %u names %u stand in circles, on borders %u outer, %u cluster, %u area", kind,
                   page, crossings.labels, crossings.in_circles, crossings.of[OUTER], crossings.of[CLUSTER],
                   crossings.of[AREA]);
    return crossings;
}

static guint heavy(Crossings crossings)
{
    return crossings.of[OUTER] + crossings.of[CLUSTER];
}

/* Names of clusters stand where they are looked for, whatever borders of areas run there. */
static void test_clusters(void)
{
    static const char *const PAGES[] = {"render.page=A4-landscape", "render.page=A4-portrait",
                                        "render.page=square"};
    for (gsize p = 0; p < G_N_ELEMENTS(PAGES); p++) {
        Crossings crossings = crossings_on("clusters", PAGES[p]);
        g_assert_cmpuint(crossings.labels, ==, 12);
        g_assert_cmpuint(heavy(crossings), ==, 0);
        g_assert_cmpuint(crossings.of[AREA], >, 0);
    }
}

/* What most circles have room for stands in all of them; else names keep at least off the heavy lines, and
 * letters in circles are no smaller than readable ones. */
static void test_circles(void)
{
    static const char *const PAGES[] = {"render.page=A4-landscape", "render.page=A4-portrait",
                                        "render.page=slide-16:9", "render.page=square"};
    for (gsize p = 0; p < G_N_ELEMENTS(PAGES); p++) {
        Crossings of_clusters = crossings_on("proportional", PAGES[p]);
        g_assert_cmpuint(of_clusters.in_circles, >=, 10); /* a slide asks for larger letters */
        g_assert_cmpuint(heavy(of_clusters), <=, 1);
    }
    static const char *const AREAS[] = {"render.level=areas", NULL};
    g_autoptr(Recording) recording = recorded_shipped("proportional", AREAS);
    Crossings of_areas = count(recording);
    g_assert_cmpuint(of_areas.labels, >, 30);
    g_assert_cmpuint(of_areas.in_circles, >, 20);
}

/* Names around dots: where there is little room some cannot but cross a border. */
static void test_dots(void)
{
    Crossings landscape = crossings_on("locator", "render.page=A4-landscape");
    g_assert_cmpuint(landscape.labels, >, 700);
    g_assert_cmpuint(heavy(landscape), <, landscape.labels / 20);
    g_assert_cmpuint(heavy(crossings_on("locator", "render.page=A4-portrait")), <, 15);
    g_assert_cmpuint(heavy(crossings_on("locator", "render.page=slide-16:9")), <, 220);
}

/* The place of one name was taken by another that stands as well elsewhere. */
static void test_step_aside(void)
{
    g_autoptr(Recording) recording = recorded_shipped("locator", NULL);
    const Drawing *text = recording_find_text(recording, "Spitalfields and Banglatown");
    g_assert_nonnull(text);
    for (guint b = 0; b < BORDER_CLASSES; b++)
        g_assert_false(stands_on(recording, text, BORDERS[b]));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/crossings/clusters", test_clusters);
    g_test_add_func("/crossings/circles", test_circles);
    g_test_add_func("/crossings/dots", test_dots);
    g_test_add_func("/crossings/step-aside", test_step_aside);
    return g_test_run();
}
