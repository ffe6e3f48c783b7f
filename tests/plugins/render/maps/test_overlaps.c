/* On every kind of map and page, no label stands on another label of its panel or on the legend. */
#include "recorded_maps.h"
#include <string.h>

static const char *const KINDS[] = {"clusters",   "rollout", "rollout-panels",
                                    "choropleth", "locator", "proportional"};
static const char *const PAGES[] = {"render.page=A4-landscape", "render.page=A4-portrait",
                                    "render.page=slide-16:9", "render.page=900x700 px"};

static bool is_label(const Drawing *drawing)
{
    return drawing->drawn == DRAWN_TEXT && g_strcmp0(drawing->class_name, "label") == 0;
}

static bool is_furniture(const Drawing *drawing)
{
    return drawing->drawn == DRAWN_TEXT &&
           (strstr(drawing->group, "legend") || strstr(drawing->group, "scale-and-north") ||
            strstr(drawing->group, "title-block") || strstr(drawing->group, "attribution"));
}

/* What a number's line has above and below its digits, mm: others may come as near. */
static double air_of(const Drawing *drawing)
{
    return g_ascii_isdigit(*drawing->text) ? 0.32 * (drawing->box.max_y - drawing->box.min_y) : 0;
}

/* Boxes of turned texts are those before the turn: only upright ones can be compared. */
static guint check(const Recording *recording)
{
    guint compared = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *label = recording_at(recording, i);
        if (!is_label(label) || label->turn != 0)
            continue;
        for (guint k = 0; k < recording->drawings->len; k++) {
            const Drawing *other = recording_at(recording, k);
            bool rival = (is_label(other) && k > i && other->turn == 0) || is_furniture(other);
            if (!rival || other->page != label->page)
                continue;
            if (drawings_overlap(label, other) > 0.1 + fmax(air_of(label), air_of(other)))
                g_error("\"%s\" overlaps \"%s\"", label->text, other->text);
            compared++;
        }
    }
    return compared;
}

static void test_no_overlaps(void)
{
    for (gsize k = 0; k < G_N_ELEMENTS(KINDS); k++)
        for (gsize p = 0; p < G_N_ELEMENTS(PAGES); p++) {
            const char *settings[] = {PAGES[p], NULL};
            g_autofree char *messages = NULL;
            g_autoptr(Recording) recording =
                recorded_maps(TEST_SHAPES_DIR "/met_bcu.ini", KINDS[k], settings, &messages);
            if (!g_str_equal(KINDS[k], "rollout-panels")) /* it has no labels */
                g_assert_cmpuint(check(recording), >, 10);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/overlaps/none", test_no_overlaps);
    return g_test_run();
}
