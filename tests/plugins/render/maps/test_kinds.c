/* Every kind of map: what is filled, in which colour, and what its title says. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "recorded_maps.h"
#include "style/style.h"
#include <bcukit/oklab.h>
#include <string.h>

#define COUNT_OF_BCUS 12

static const char *const PILOT[] = {"east", "central-north", NULL};
static const char *const JUNE[] = {"west", "south-west", NULL};
static const char *const NOVEMBER[] = {"north", "central-east", "central-west", "south-area", NULL};

static bool same(BcuColour a, BcuColour b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static double lightness_of(const Recording *recording, const char *class_name, const char *code)
{
    const Drawing *drawing = recording_find(recording, DRAWN_FILL, class_name, code);
    g_assert_nonnull(drawing);
    return bcu_oklab_of(drawing->colour).lightness;
}

static void expect_one_colour(const Recording *recording, const char *const *codes)
{
    for (size_t i = 1; codes[i]; i++)
        g_assert_true(same(recording_find(recording, DRAWN_FILL, "cluster", codes[0])->colour,
                           recording_find(recording, DRAWN_FILL, "cluster", codes[i])->colour));
}

static const char *page_title(const Recording *recording, int page)
{
    for (guint i = 0; i < recording->drawings->len; i++)
        if (recording_at(recording, i)->drawn == DRAWN_PAPER && recording_at(recording, i)->page == page)
            return recording_at(recording, i)->text;
    return NULL;
}

/* Fills of a class and colour on a page. */
static guint count_colour(const Recording *recording, int page, const char *class_name, BcuColour colour)
{
    guint count = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        count += drawing->drawn == DRAWN_FILL && drawing->page == page &&
                 g_strcmp0(drawing->class_name, class_name) == 0 && same(drawing->colour, colour);
    }
    return count;
}

/* ---- roll-out ---------------------------------------------------------------------------- */

static void test_rollout(void)
{
    g_autoptr(Recording) recording = recorded_shipped("rollout", NULL);
    g_assert_cmpuint(recording_count(recording, DRAWN_FILL, "cluster"), ==, COUNT_OF_BCUS);
    expect_one_colour(recording, PILOT);
    expect_one_colour(recording, JUNE);
    expect_one_colour(recording, NOVEMBER);
    g_assert_cmpfloat(lightness_of(recording, "cluster", "east"), <,
                      lightness_of(recording, "cluster", "west"));
    g_assert_cmpfloat(lightness_of(recording, "cluster", "west"), <,
                      lightness_of(recording, "cluster", "south"));
    g_assert_cmpfloat(lightness_of(recording, "cluster", "south"), <,
                      lightness_of(recording, "cluster", "north"));
    g_assert_cmpuint(recording_count(recording, DRAWN_TEXT, "label"), ==, COUNT_OF_BCUS);
}

/* The title is made of the same figures as the table of the plugin coverage. */
static void test_rollout_title(void)
{
    static const char *const KEYS[] = {"pilot", "june-2018", "september-2018", "november-2018"};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProject *project;
    BcuDataset *dataset;
    BcuProjectFlags flags = {0};
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, &project, &dataset, log));
    BcuTable *table = bcu_measure_rollout(dataset, NULL);
    for (uint32_t p = 0; p < G_N_ELEMENTS(KEYS); p++) {
        double share;
        g_assert_true(
            bcu_table_number(table, p, bcu_table_find(table, "cumulative_population_share_all"), &share));
        g_autofree char *setting = g_strdup_printf("render.phase=%s", KEYS[p]);
        g_autofree char *expected = g_strdup_printf(
            "After phase %u, %.1f%% of Londoners live in a live BCU", p + 1, 100 * share);
        const char *settings[] = {setting, NULL};
        g_autoptr(Recording) recording = recorded_shipped("rollout", settings);
        g_assert_cmpstr(page_title(recording, 1), ==, expected);
    }
    g_autoptr(Recording) recording =
        recorded_shipped("rollout", (const char *[]){"render.phase=june-2018", NULL});
    g_assert_cmpstr(page_title(recording, 1), ==,
                    "After phase 2, 34.7% of Londoners live in a live BCU");
    bcu_table_free(table);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

static void test_panels(void)
{
    g_autoptr(Recording) recording = recorded_shipped("rollout-panels", NULL);
    g_assert_cmpuint(recording_count(recording, DRAWN_FILL, "cluster"), ==, 4 * COUNT_OF_BCUS);
    /* 2, then 4, then 8, then all are live. */
    g_assert_cmpuint(count_colour(recording, 1, "cluster", style_theme(THEME_LIGHT)->paper), ==, 10 + 8 + 4 + 0);
    static const char *const SHARES[] = {"14.1% of Londoners", "34.7% of Londoners",
                                         "69.4% of Londoners", "99.9% of Londoners"};
    for (size_t i = 0; i < G_N_ELEMENTS(SHARES); i++)
        g_assert_nonnull(recording_find_text(recording, SHARES[i]));
    g_assert_cmpstr(page_title(recording, 1), ==,
                    "Live BCUs cover 14.1% of Londoners after phase 1, 99.9% after phase 4");
}

/* Each panel stands right below its heading, also where the page is higher than the panels need. */
static void test_panels_below_headings(void)
{
    static const char *const PORTRAIT[] = {"render.page=A4-portrait", NULL};
    g_autoptr(Recording) recording = recorded_shipped("rollout-panels", PORTRAIT);
    g_autoptr(GArray) tops = g_array_new(false, false, sizeof(double));
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        if (g_strcmp0(drawing->class_name, "outer-border") == 0)
            g_array_append_val(tops, drawing->box.min_y);
    }
    guint panels = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        if (g_strcmp0(drawing->class_name, "heading") != 0 || !g_str_has_suffix(drawing->text, "% of Londoners"))
            continue;
        g_assert_cmpfloat(g_array_index(tops, double, panels) - drawing->box.max_y, <, 8);
        panels++;
    }
    g_assert_cmpuint(panels, ==, 4);
}

static void test_panels_do_not_overlap(void)
{
    g_autoptr(Recording) recording = recorded_shipped("rollout-panels", NULL);
    const Drawing *drawn[4] = {0};
    guint count = 0;
    for (guint i = 0; i < recording->drawings->len && count < 4; i++) {
        const Drawing *drawing = recording_at(recording, i);
        if (drawing->drawn == DRAWN_STROKE && g_strcmp0(drawing->class_name, "outer-border") == 0)
            drawn[count++] = drawing;
    }
    g_assert_cmpuint(count, ==, 4);
    for (guint a = 0; a < 4; a++)
        for (guint b = 0; b < a; b++)
            g_assert_cmpfloat(drawings_overlap(drawn[a], drawn[b]), ==, 0);
}

/* The new ones have their names on the map, each on one panel; where one has no room, the headings say them. */
static void test_panels_name_the_new(void)
{
    g_autoptr(Recording) recording = recorded_shipped("rollout-panels", NULL);
    g_assert_cmpuint(recording_count(recording, DRAWN_TEXT, "label"), ==, COUNT_OF_BCUS);
    g_assert_null(recording_find_text(recording, "New: East and Central North"));
    static const char *const SETTINGS[][2] = {{"render.labels=no"}, {"render.page=360x480 px"}};
    for (size_t i = 0; i < G_N_ELEMENTS(SETTINGS); i++) {
        g_autoptr(Recording) other = recorded_shipped("rollout-panels", SETTINGS[i]);
        g_assert_cmpuint(recording_count(other, DRAWN_TEXT, "label"), <, COUNT_OF_BCUS);
        g_assert_nonnull(recording_find_text(other, "New: East and Central North"));
    }
}

/* Maps stand close together, from the left edge of the title on. */
static void test_panels_leave_no_gutter(void)
{
    g_autoptr(Recording) recording = recorded_shipped("rollout-panels", NULL);
    const Drawing *drawn[2] = {0};
    guint count = 0;
    for (guint i = 0; i < recording->drawings->len && count < 2; i++)
        if (g_strcmp0(recording_at(recording, i)->class_name, "outer-border") == 0)
            drawn[count++] = recording_at(recording, i);
    double width = drawn[0]->box.max_x - drawn[0]->box.min_x;
    g_assert_cmpfloat(drawn[1]->box.min_x - drawn[0]->box.max_x, <, 0.2 * width);
    g_assert_cmpfloat(width, >, 0.28 * 297);
}

/* ---- choropleth -------------------------------------------------------------------------- */

static void test_choropleth(void)
{
    g_autoptr(Recording) recording = recorded_shipped("choropleth", NULL);
    g_assert_cmpstr(page_title(recording, 1), ==,
                    "People per km\u00b2: highest in Central East (15,157), lowest in South Area (3,288)");
    /* Denser is darker. */
    g_assert_cmpfloat(lightness_of(recording, "cluster", "central-east"), <,
                      lightness_of(recording, "cluster", "south"));
    g_assert_cmpfloat(lightness_of(recording, "cluster", "south"), <,
                      lightness_of(recording, "cluster", "north-east"));
    g_assert_cmpfloat(lightness_of(recording, "cluster", "north-east"), <,
                      lightness_of(recording, "cluster", "south-area"));
    const Drawing *densest = recording_find(recording, DRAWN_FILL, "cluster", "central-east");
    g_assert_cmpstr(densest->title, ==, "Central East: 15,157");
}

static void test_reverse_and_dark(void)
{
    static const char *const REVERSE[] = {"render.reverse=yes", NULL}, *const DARK[] = {"render.theme=dark",
                                                                                        NULL};
    g_autoptr(Recording) reversed = recorded_shipped("choropleth", REVERSE);
    g_autoptr(Recording) dark = recorded_shipped("choropleth", DARK);
    g_assert_cmpfloat(lightness_of(reversed, "cluster", "central-east"), >,
                      lightness_of(reversed, "cluster", "south-area"));
    g_assert_cmpfloat(lightness_of(dark, "cluster", "central-east"), >,
                      lightness_of(dark, "cluster", "south-area"));
    g_assert_true(same(recording_find(dark, DRAWN_PAPER, NULL, NULL)->colour, style_theme(THEME_DARK)->paper));
}

/* Each method gives as many colours as classes, and text that can be read on each. */
static void test_methods(void)
{
    static const char *const METHODS[] = {"quantile", "equal", "jenks", "stddev", "pretty", "continuous"};
    for (size_t m = 0; m < G_N_ELEMENTS(METHODS); m++) {
        g_autofree char *method = g_strdup_printf("render.classes=%s", METHODS[m]);
        const char *settings[] = {method, "render.level=areas", "render.class_count=4", NULL};
        g_autoptr(Recording) recording = recorded_shipped("choropleth", settings);
        g_autoptr(GHashTable) colours = g_hash_table_new(NULL, NULL);
        for (guint i = 0; i < recording->drawings->len; i++) {
            const Drawing *drawing = recording_at(recording, i);
            if (drawing->drawn == DRAWN_FILL && g_strcmp0(drawing->class_name, "area") == 0)
                g_hash_table_add(colours, GINT_TO_POINTER(drawing->colour.r << 16 | drawing->colour.g << 8 |
                                                          drawing->colour.b));
            if (drawing->drawn == DRAWN_TEXT && g_strcmp0(drawing->class_name, "label") == 0)
                g_assert_cmpfloat(bcu_colour_contrast(drawing->colour, drawing->halo), >=, 4.5);
        }
        guint count = g_hash_table_size(colours);
        g_test_message("%s: %u colours", METHODS[m], count);
        g_assert_cmpuint(recording_count(recording, DRAWN_FILL, "area"), ==, 33);
        if (m < 4)
            g_assert_cmpuint(count, ==, 4);
        else
            g_assert_cmpuint(count, >, m == 4 ? 2 : 20);
    }
}

static void test_breaks(void)
{
    static const char *const SETTINGS[] = {"render.breaks=4000;10000", "render.palette=cividis", NULL};
    g_autoptr(Recording) recording = recorded_shipped("choropleth", SETTINGS);
    BcuColour low = recording_find(recording, DRAWN_FILL, "cluster", "east")->colour;    /* 3,761 */
    BcuColour middle = recording_find(recording, DRAWN_FILL, "cluster", "west")->colour; /* 4,090 */
    BcuColour high = recording_find(recording, DRAWN_FILL, "cluster", "south")->colour;  /* 11,656 */
    g_assert_cmpuint(count_colour(recording, 1, "cluster", low), ==, 2);
    g_assert_cmpuint(count_colour(recording, 1, "cluster", middle), ==, 6);
    g_assert_cmpuint(count_colour(recording, 1, "cluster", high), ==, 4);
}

/* Wards of the shipped project are points: each a dot in the colour of its class. */
static void test_points(void)
{
    static const char *const SETTINGS[] = {"render.level=subareas", "render.column=population", NULL};
    g_autoptr(Recording) recording = recorded_shipped("choropleth", SETTINGS);
    g_assert_cmpuint(recording_count(recording, DRAWN_CIRCLE, "circle"), ==, 625);
    g_assert_cmpuint(recording_count(recording, DRAWN_FILL, "area"), ==, 33);
}

/* ---- circles ----------------------------------------------------------------------------- */

/* Areas of circles are as the figures: 976,248 people in North West, 484,926 in Central North. */
static void test_proportional(void)
{
    g_autoptr(Recording) recording = recorded_shipped("proportional", NULL);
    g_assert_cmpuint(recording_count(recording, DRAWN_CIRCLE, "circle"), ==, COUNT_OF_BCUS);
    const Drawing *most = recording_find(recording, DRAWN_CIRCLE, "circle", "north-west");
    const Drawing *least = recording_find(recording, DRAWN_CIRCLE, "circle", "central-north");
    double ratio = pow((most->box.max_x - most->box.min_x) / (least->box.max_x - least->box.min_x), 2);
    g_assert_cmpfloat_with_epsilon(ratio, 976248.0 / 484926.0, 1e-6);
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *label = recording_at(recording, i);
        if (label->drawn == DRAWN_TEXT && g_strcmp0(label->class_name, "label") == 0)
            for (guint k = 0; k < recording->drawings->len; k++)
                if (g_strcmp0(recording_at(recording, k)->class_name, "circle") == 0 &&
                    g_strcmp0(recording_at(recording, k)->code, label->code) != 0)
                    g_assert_cmpfloat(drawings_overlap(label, recording_at(recording, k)), <, label->letters);
    }
}

/* ---- locators ---------------------------------------------------------------------------- */

static void test_locator(void)
{
    g_autofree char *messages = NULL;
    g_autoptr(Recording) recording =
        recorded_maps(TEST_SHAPES_DIR "/met_bcu.ini", "locator", NULL, &messages);
    g_assert_cmpint(recording->pages, ==, COUNT_OF_BCUS);
    g_assert_cmpstr(page_title(recording, 1), ==, "East: 3 boroughs, 56 wards, 770,562 Londoners");
    const Drawing *havering = recording_find(recording, DRAWN_FILL, "area", "E09000016");
    g_assert_false(same(havering->colour, style_theme(THEME_LIGHT)->none));
    /* In the map itself three boroughs and its wards stand out; the inset shows all 33. */
    guint dots = 0, insets = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        dots += drawing->page == 1 && drawing->drawn == DRAWN_CIRCLE &&
                g_strcmp0(drawing->class_name, "circle") == 0;
        insets +=
            drawing->page == 1 && drawing->drawn == DRAWN_FILL && same(drawing->colour, havering->colour);
    }
    g_assert_cmpuint(dots, ==, 56);
    g_assert_cmpuint(insets, >=, 3);
}

static void test_atlas(void)
{
    g_autofree char *messages = NULL;
    g_autoptr(Recording) recording = recorded_maps(TEST_SHAPES_DIR "/met_bcu.ini", "atlas", NULL, &messages);
    g_assert_cmpint(recording->pages, ==, 1 + COUNT_OF_BCUS);
    g_assert_cmpstr(page_title(recording, 1), ==, "Basic Command Units of the Metropolitan Police");
    g_assert_true(g_str_has_prefix(page_title(recording, 13), "South Area: 3 boroughs"));
}

/* On any fill a ward's dot can be seen. */
static void test_dots(void)
{
    static const char *const DARK[] = {"render.theme=dark", NULL};
    for (int dark = 0; dark < 2; dark++) {
        g_autoptr(Recording) recording = recorded_shipped("locator", dark ? DARK : NULL);
        BcuColour fill = {0};
        for (guint i = 0; i < recording->drawings->len; i++) {
            const Drawing *drawing = recording_at(recording, i);
            if (drawing->drawn == DRAWN_FILL && !same(drawing->colour, style_theme(dark ? THEME_DARK : THEME_LIGHT)->none) &&
                g_strcmp0(drawing->class_name, "area") == 0 && !strstr(drawing->group, "panel"))
                fill = drawing->colour;
            if (drawing->drawn == DRAWN_CIRCLE && g_strcmp0(drawing->class_name, "circle") == 0)
                g_assert_cmpfloat(bcu_colour_contrast(drawing->colour, fill), >=, 4.5);
        }
    }
}

/* ---- style ------------------------------------------------------------------------------- */

static void test_style_options(void)
{
    static const char *const SETTINGS[] = {"render.colour_border=#aa0000", "render.width_cluster=1.5 mm",
                                           "render.colour_none=#00ff00", "render.colour_paper=#fffff0", NULL};
    g_autoptr(Recording) recording = recorded_shipped("clusters", SETTINGS);
    const Drawing *border = recording_find(recording, DRAWN_STROKE, "cluster-border", NULL);
    g_assert_true(same(border->pen.colour, (BcuColour){0xaa, 0, 0}));
    g_assert_cmpfloat_with_epsilon(border->pen.width, 1.5, 1e-9);
    g_assert_true(
        same(recording_find(recording, DRAWN_FILL, "area", "E09000001")->colour, (BcuColour){0, 255, 0}));
    g_assert_true(
        same(recording_find(recording, DRAWN_PAPER, NULL, NULL)->colour, (BcuColour){255, 255, 0xf0}));
}

static double extent_of_run(const Path *path, guint run)
{
    BcuBox box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (guint k = g_array_index(path->starts, guint, run); k < path_run_end(path, run); k++) {
        BcuPoint p = g_array_index(path->points, BcuPoint, k);
        box =
            (BcuBox){fmin(box.min_x, p.x), fmin(box.min_y, p.y), fmax(box.max_x, p.x), fmax(box.max_y, p.y)};
    }
    return fmax(box.max_x - box.min_x, box.max_y - box.min_y);
}

/* Newham has a second part of two by five metres: nobody should take it for dirt. */
static void test_no_specks(void)
{
    static const char *const KINDS[] = {"clusters",   "rollout",      "rollout-panels",
                                        "choropleth", "proportional", "locator"};
    static const char *const PAGE[] = {"render.page=A3-landscape", NULL};
    for (size_t k = 0; k < G_N_ELEMENTS(KINDS); k++) {
        guint runs = 0;
        g_autoptr(Recording) recording = recorded_shipped(KINDS[k], PAGE);
        for (guint i = 0; i < recording->drawings->len; i++) {
            const Drawing *drawing = recording_at(recording, i);
            for (guint run = 0; drawing->path && drawing->class_name && run < drawing->path->starts->len;
                 run++, runs++)
                g_assert_cmpfloat(extent_of_run(drawing->path, run), >, 0.15);
        }
        g_assert_cmpuint(runs, >, 20);
    }
}

/* WCAG AA for every label of every kind in both themes. */
static void test_label_contrast(void)
{
    static const char *const KINDS[] = {"clusters", "rollout", "choropleth", "proportional", "locator"};
    static const char *const DARK[] = {"render.theme=dark", NULL};
    for (size_t k = 0; k < 2 * G_N_ELEMENTS(KINDS); k++) {
        g_autofree char *messages = NULL;
        g_autoptr(Recording) recording =
            recorded_maps(TEST_SHAPES_DIR "/met_bcu.ini", KINDS[k / 2], k % 2 ? DARK : NULL, &messages);
        for (guint i = 0; i < recording->drawings->len; i++) {
            const Drawing *drawing = recording_at(recording, i);
            if (drawing->drawn == DRAWN_TEXT && drawing->has_halo)
                g_assert_cmpfloat(bcu_colour_contrast(drawing->colour, drawing->halo), >=, 4.5);
        }
    }
}

/* The table of kinds makes the choices; the README has each row of it, word for word. */
static void test_readme(void)
{
    static const char ROWS[] =
#define MAP_KIND(name, plan, shows) "| `" name "` | " shows " |\n"
#include "maps/kinds.def"
        ;
#undef MAP_KIND
    g_autofree char *readme = NULL;
    g_assert_true(g_file_get_contents(TEST_SOURCE_DIR "/plugins/render/README.md", &readme, NULL, NULL));
    g_assert_nonnull(strstr(readme, ROWS));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kinds/readme", test_readme);
    g_test_add_func("/kinds/rollout", test_rollout);
    g_test_add_func("/kinds/rollout_title", test_rollout_title);
    g_test_add_func("/kinds/panels", test_panels);
    g_test_add_func("/kinds/panels_below_headings", test_panels_below_headings);
    g_test_add_func("/kinds/panels_name_the_new", test_panels_name_the_new);
    g_test_add_func("/kinds/panels_leave_no_gutter", test_panels_leave_no_gutter);
    g_test_add_func("/kinds/panels_do_not_overlap", test_panels_do_not_overlap);
    g_test_add_func("/kinds/choropleth", test_choropleth);
    g_test_add_func("/kinds/reverse_and_dark", test_reverse_and_dark);
    g_test_add_func("/kinds/methods", test_methods);
    g_test_add_func("/kinds/breaks", test_breaks);
    g_test_add_func("/kinds/points", test_points);
    g_test_add_func("/kinds/proportional", test_proportional);
    g_test_add_func("/kinds/locator", test_locator);
    g_test_add_func("/kinds/dots", test_dots);
    g_test_add_func("/kinds/atlas", test_atlas);
    g_test_add_func("/kinds/style_options", test_style_options);
    g_test_add_func("/kinds/no_specks", test_no_specks);
    g_test_add_func("/kinds/label_contrast", test_label_contrast);
    return g_test_run();
}
