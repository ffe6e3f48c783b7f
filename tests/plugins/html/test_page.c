/* The page as a file: names escaped for each place, what shows without scripts, and that its own check sees damage. */
#include "crs_session.h"
#include "escape.h"
#include "page.h"
#include "plugin_run.h"
#include <string.h>

static BcuProject *project;
static BcuDataset *dataset;

static char *written_dup(const PluginRun *made)
{
    g_autofree char *path = plugin_run_path(made, "map.html");
    char *html;
    g_assert_true(g_file_get_contents(path, &html, NULL, NULL));
    return html;
}

static char *page_dup(const BcuDataset *of, const char *const *settings)
{
    PluginRun made;
    plugin_run_open(&made, of, settings);
    g_assert_true(bcu_plugin.run(&made.run));
    char *html = written_dup(&made);
    plugin_run_close(&made);
    return html;
}

/* ---- escapes ------------------------------------------------------------------------------ */

static void expect_text(const char *text, const char *expected)
{
    g_autoptr(GString) page = g_string_new(NULL);
    html_append_text(page, text);
    g_assert_cmpstr(page->str, ==, expected);
}

static void test_text(void)
{
    expect_text("King's & \"Queen's\" <b>", "King&#39;s &amp; &quot;Queen&#39;s&quot; &lt;b&gt;");
    expect_text("</title><script>", "&lt;/title&gt;&lt;script&gt;");
    expect_text("a\x01" "b\x7f" "c\xff" "d", "a\xef\xbf\xbd" "b\xef\xbf\xbd" "c\xef\xbf\xbd" "d");
    expect_text("Ynys Môn 日本", "Ynys Môn 日本");
}

/* No way to write the end of a script element, or the beginning of a comment, within it. */
static void test_json(void)
{
    g_autoptr(GString) page = g_string_new(NULL);
    BcuJson *json = bcu_json_new(0, html_append_json, page);
    bcu_json_text(json, "</script><!-- & -->");
    g_assert_true(bcu_json_close(json));
    g_assert_cmpstr(page->str, ==, "\"\\u003c/script\\u003e\\u003c!-- \\u0026 --\\u003e\"");
}

/* ---- the page ------------------------------------------------------------------------------ */

/* How often a text is in the page. */
static size_t count(const char *html, const char *text)
{
    size_t found = 0;
    for (const char *at = html; (at = strstr(at, text)); at += strlen(text))
        found++;
    return found;
}

static void test_shipped(void)
{
    g_autofree char *html = page_dup(dataset, NULL), *again = page_dup(dataset, NULL);
    g_assert_cmpstr(html, ==, again);
    g_assert_cmpuint(strlen(html), <=, 400000);
    g_assert_cmpuint(count(html, "<circle"), ==, 625);
    g_assert_nonnull(strstr(html, "default-src 'none'; script-src 'sha256-"));
    g_assert_null(strstr(html, " src="));
}

/* Without scripts: a map with a title and the names, both tables, the sources. */
static void test_without_scripts(void)
{
    g_autofree char *html = page_dup(dataset, NULL);
    const char *map = strstr(html, "<svg id=\"map\""), *tables = strstr(html, "<noscript>");
    g_assert_nonnull(map);
    g_assert_nonnull(tables);
    *strstr(tables, "</noscript>") = '\0';
    g_assert_nonnull(strstr(map, ">Central North</text>"));
    g_assert_nonnull(strstr(tables, "<bdi>Central North</bdi>"));
    g_assert_nonnull(strstr(tables, "<bdi>Camden</bdi>"));
    g_assert_nonnull(strstr(tables, "Jason Gwillim"));
    g_assert_nonnull(strstr(tables, ">770,562<"));
    g_assert_cmpuint(count(tables, "<table>"), ==, 2);
}

static void test_without_subareas(void)
{
    g_autofree char *html = page_dup(dataset, (const char *const[]){"subareas", "no", NULL});
    g_assert_cmpuint(count(html, "<circle"), ==, 0);
    g_assert_null(strstr(html, "<g id=\"subareas\""));
}

/* The words of a phase are those of its row. */
static void test_phases(void)
{
    BcuTable *rollout = bcu_measure_rollout(dataset, NULL);
    g_autofree char *second = bcu_sentence_of_phase(dataset, rollout, 1), *last = bcu_sentence_of_phase(dataset, rollout, 3);
    g_assert_cmpstr(second, ==,
                    "After June 2018, 4 of 12 BCUs are live, with 3,088,987 Londoners (34.7% of all) on 63,520\u00a0ha "
                    "(40.4% of the area of all BCUs).");
    g_assert_nonnull(strstr(last, "(99.9% of all) on"));
    bcu_table_free(rollout);
}

/* ---- a what-if ------------------------------------------------------------------------------ */

static void test_what_if(void)
{
    BcuProject *other;
    BcuDataset *moved;
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProjectFlags flags = {.move = (char *[]){"Camden=north-west", NULL}};
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, &other, &moved, log));
    g_autofree char *html = page_dup(moved, NULL);
    g_assert_nonnull(strstr(html, "<title>What if Camden moved to North West</title>"));
    g_assert_nonnull(strstr(html, "<h1>What if Camden moved to North West</h1>"));
    g_assert_null(strstr(html, "<h1>Basic Command Units"));
    g_assert_nonnull(strstr(html, "Not the official state. Compared with: Basic Command Units"));
    g_assert_nonnull(strstr(html, "<tr><th scope=\"row\"><bdi>Camden</bdi></th><td><bdi>Central North</bdi></td><td>"
                                  "<bdi>North West</bdi></td>"));
    g_assert_nonnull(strstr(html, "<path id=\"border-before\" d=\"M"));
    bcu_dataset_free(moved);
    bcu_project_free(other);
}

/* ---- damage --------------------------------------------------------------------------------- */

static void expect_wrong(const Page *page, const char *html, const char *from, const char *to, const char *what)
{
    const char *at = strstr(html, from);
    g_assert_nonnull(at);
    g_autofree char *damaged = g_strdup_printf("%.*s%s%s", (int)(at - html), html, to, at + strlen(from));
    g_autofree char *report = NULL;
    const char *wrong = page_verify(page, damaged, &report);
    g_assert_nonnull(wrong);
    g_assert_nonnull(strstr(wrong, what));
    g_assert_null(report);
}

static void test_damage_is_seen(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, NULL);
    Page page = {.run = &made.run, .dataset = dataset, .drawn = dataset, .grid = grid_of(dataset)};
    for (int level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++) {
        page.has_level[level] = true;
        g_assert_true(figures_read(&made.run, (BcuLevel)level, &page.figures[level]));
    }
    g_autofree char *html = page_dup(dataset, (const char *const[]){"simplify", "0", NULL});
    g_autofree char *report = NULL;
    g_assert_null(page_verify(&page, html, &report));
    g_assert_nonnull(strstr(report, "670 features"));
    expect_wrong(&page, html, "770562", "770563", "figure differs");
    expect_wrong(&page, html, "\"Jason Gwillim\"", "\"Iain Raphael\"", "figure differs");
    expect_wrong(&page, html, "\"central-north\"", "\"central-south\"", "code or a name");
    expect_wrong(&page, html, "\"codes\":[", "\"codes\":[\"x\",", "number of features");
    expect_wrong(&page, html, "\"key\":\"boroughs\"", "\"key\":\"burghs\"", "column is missing");
    expect_wrong(&page, html, "<g id=\"clusters\">\n<path d=\"M", "<g id=\"clusters\">\n<path d=\"M1 1l9000 0 0 9000zM", "area");
    expect_wrong(&page, html, "{\"title\"", "\"title\"", "not JSON");
    for (int level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++)
        figures_clear(&page.figures[level]);
    plugin_run_close(&made);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &(BcuProjectFlags){0}, &project, &dataset, log));
    g_test_add_func("/html/text", test_text);
    g_test_add_func("/html/json", test_json);
    g_test_add_func("/html/shipped", test_shipped);
    g_test_add_func("/html/without_scripts", test_without_scripts);
    g_test_add_func("/html/without_subareas", test_without_subareas);
    g_test_add_func("/html/phases", test_phases);
    g_test_add_func("/html/what_if", test_what_if);
    g_test_add_func("/html/damage_is_seen", test_damage_is_seen);
    int failed = g_test_run();
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return failed;
}
