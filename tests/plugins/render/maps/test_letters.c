/* Names of one level are set in one size on a map, or in one step below it. */
#include "recorded_maps.h"
#include <string.h>

/* Boroughs and wards have codes of nine letters and digits, clusters keys of the project. */
static char level_of(const Drawing *label)
{
    if (g_str_has_prefix(label->code, "E09"))
        return 'b';
    return g_str_has_prefix(label->code, "E05") ? 'w' : 'c';
}

static void add_size(GArray *sizes, double size)
{
    for (guint i = 0; i < sizes->len; i++)
        if (fabs(g_array_index(sizes, double, i) - size) < 1e-6)
            return;
    g_array_append_val(sizes, size);
}

/* Numbers aside. \return how many names were looked at. */
static guint check_page(const Recording *recording, int page, char level)
{
    g_autoptr(GArray) sizes = g_array_new(false, false, sizeof(double));
    guint names = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *label = recording_at(recording, i);
        if (label->page != page || label->drawn != DRAWN_TEXT || g_strcmp0(label->class_name, "label") != 0 ||
            g_ascii_isdigit(*label->text) || level_of(label) != level)
            continue;
        add_size(sizes, label->letters);
        names++;
    }
    g_assert_cmpuint(sizes->len, <=, 2);
    return names;
}

static void check(const char *kind, const char *page, guint expected)
{
    const char *settings[] = {page, "render.level=areas", NULL};
    g_autofree char *messages = NULL;
    g_autoptr(Recording) recording = recorded_maps(TEST_SHAPES_DIR "/met_bcu.ini", kind, settings, &messages);
    guint names = 0;
    for (int p = 1; p <= recording->pages; p++)
        names +=
            check_page(recording, p, 'c') + check_page(recording, p, 'b') + check_page(recording, p, 'w');
    g_test_message("%s, %s: %u names", kind, page, names);
    if (names < expected) /* a level without room gives up its names, and says so */
        g_assert_nonnull(strstr(messages, "leaves out the names"));
}

static void test_shipped(void)
{
    static const char *const PAGES[] = {"render.page=A4-landscape", "render.page=A3-landscape",
                                        "render.page=slide-16:9", "render.page=360x480 px"};
    for (gsize p = 0; p < G_N_ELEMENTS(PAGES); p++) {
        check("clusters", PAGES[p], 10);
        check("choropleth", PAGES[p], 12);
        check("locator", PAGES[p], 60);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/letters/shipped", test_shipped);
    return g_test_run();
}
