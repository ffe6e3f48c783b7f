/* Insets: in one corner, small, clear of what the map is about, in its colour. */
#include "recorded_maps.h"
#include "style/style.h"
#include <string.h>

typedef struct Inset {
    BcuBox box;       /* of the territory in it */
    BcuBox territory; /* of the map itself */
    BcuColour subject;
    const Drawing *shown;
} Inset;

static BcuBox united(BcuBox a, BcuBox b)
{
    return (BcuBox){fmin(a.min_x, b.min_x), fmin(a.min_y, b.min_y), fmax(a.max_x, b.max_x),
                    fmax(a.max_y, b.max_y)};
}

static bool is_inset(const Drawing *drawing)
{
    return drawing->id && g_str_has_prefix(drawing->id, "panel-2-area-");
}

static bool same(BcuColour a, BcuColour b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static Inset inset_of(const Recording *recording, int page)
{
    Inset inset = {.box = {INFINITY, INFINITY, -INFINITY, -INFINITY}};
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        if (drawing->page != page)
            continue;
        if (is_inset(drawing))
            inset.box = united(inset.box, drawing->box);
        if (g_strcmp0(drawing->class_name, "shown") == 0)
            inset.shown = drawing;
    }
    g_assert_nonnull(inset.shown);
    return inset;
}

/* Points of the areas that have the cluster's colour in the inset and in the map. \return how many areas. */
static guint check_page(const Recording *recording, int page)
{
    Inset inset = inset_of(recording, page);
    guint areas = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *area = recording_at(recording, i);
        if (area->page != page || area->drawn != DRAWN_FILL || g_strcmp0(area->class_name, "area") != 0 ||
            is_inset(area) || same(area->colour, style_theme(false)->none))
            continue;
        for (guint k = 0; k < area->path->points->len; k++) {
            BcuPoint p = g_array_index(area->path->points, BcuPoint, k);
            g_assert_false(p.x > inset.box.min_x && p.x < inset.box.max_x && p.y > inset.box.min_y &&
                           p.y < inset.box.max_y);
        }
        for (guint k = 0; k < recording->drawings->len; k++) {
            const Drawing *there = recording_at(recording, k);
            if (there->page == page && is_inset(there) && g_strcmp0(there->code, area->code) == 0)
                g_assert_true(same(there->colour, area->colour));
        }
        areas++;
    }
    return areas;
}

static void test_shipped(void)
{
    static const char *const PAGES[] = {"render.page=A4-landscape", "render.page=A4-portrait",
                                        "render.page=slide-16:9", "render.page=600x450 px"};
    for (gsize p = 0; p < G_N_ELEMENTS(PAGES); p++) {
        const char *settings[] = {PAGES[p], NULL};
        g_autofree char *messages = NULL;
        g_autoptr(Recording) recording =
            recorded_maps(TEST_SHAPES_DIR "/met_bcu.ini", "locator", settings, &messages);
        guint checked = 0;
        for (int page = 1; page <= recording->pages; page++) {
            Inset inset = inset_of(recording, page);
            const Drawing *paper = NULL;
            for (guint i = 0; i < recording->drawings->len; i++)
                if (recording_at(recording, i)->drawn == DRAWN_PAPER &&
                    recording_at(recording, i)->page == page)
                    paper = recording_at(recording, i);
            double width = paper->box.max_x - paper->box.min_x;
            g_assert_cmpfloat(inset.box.max_x - inset.box.min_x, <=, 0.18 * width);
            g_assert_cmpfloat(inset.box.min_x, >, width / 2); /* right on all pages */
            g_assert_cmpfloat(inset.shown->box.max_x, <=, inset.box.max_x + 0.05 * width);
            checked += check_page(recording, page);
        }
        g_assert_cmpuint(checked, ==, 32);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/insets/shipped", test_shipped);
    return g_test_run();
}
