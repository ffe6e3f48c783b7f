/* A file is read back while it is written: all of it, only what lies on the disk, and not after the writer.
 */
#include "plugin_run.h"
#include "staging.h"

enum { FEATURES = 40000 }; /* 2.4 MB: the reader is woken several times */

#define POINT "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[1.5,-2.25]}}\n"
#define LINE "{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}}\n"

typedef struct Made {
    PluginRun plugin;
    GeoExpected *expected;
    GeoFile file;
    BcuStream *stream;
    GeoStaging *staging;
} Made;

static void begin(Made *made)
{
    plugin_run_open(&made->plugin, NULL, NULL);
    made->expected = g_new0(GeoExpected, FEATURES);
    made->file = (GeoFile){"points", BCU_POINTS, true, made->expected, FEATURES};
    made->stream = bcu_sink_open(made->plugin.run.sink, "features", (const char *[]){"layer", "points", NULL},
                                 made->plugin.run.log);
    made->staging = geo_staging_begin(made->stream, &made->file);
}

/* \return what the stream's commit returned. */
static bool end(Made *made, char **report)
{
    bool ok = geo_staging_end(made->staging, report, made->plugin.run.log);
    ok = bcu_stream_commit(made->stream, ok, made->plugin.run.log);
    g_free(made->expected);
    return ok;
}

static bool put(Made *made, const char *text)
{
    return geo_staging_write(made->staging, text, strlen(text));
}

static void test_right(void)
{
    Made made;
    g_autofree char *report = NULL;
    begin(&made);
    for (int i = 0; i < FEATURES; i++)
        g_assert_true(put(&made, POINT));
    g_assert_true(end(&made, &report));
    g_assert_cmpstr(report, ==, "read back: 40000 features");
    const BcuLedgerFile *file = g_ptr_array_index(bcu_sink_files(made.plugin.run.sink), 0);
    g_assert_cmpuint(file->size, ==, FEATURES * strlen(POINT));
    plugin_run_close(&made.plugin);
}

/* The writer hears of it before its end: how soon is the system's choice. */
static void test_wrong(void)
{
    Made made;
    char *report = NULL;
    bool going_on = true;
    begin(&made);
    put(&made, LINE);
    for (int i = 0; i < 1000 * FEATURES && going_on; i++)
        going_on = put(&made, POINT);
    g_assert_false(going_on);
    g_assert_false(end(&made, &report));
    g_assert_null(report);
    g_assert_cmpuint(bcu_diag_log_count_code(made.plugin.run.log, "GEOJSON020"), ==, 1);
    plugin_run_close(&made.plugin);
}

/* What cannot be read back is not committed, though every write succeeded. */
static void test_lost(void)
{
    Made made;
    char *report = NULL;
    begin(&made);
    put(&made, POINT);
    g_assert_true(bcu_stream_flush(made.stream));
    g_assert_cmpint(g_unlink(bcu_stream_path(made.stream)), ==, 0);
    g_assert_false(end(&made, &report));
    g_assert_null(report);
    g_assert_cmpuint(bcu_diag_log_count_code(made.plugin.run.log, "OUT020"), ==, 1);
    plugin_run_close(&made.plugin);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geojson/staging/right", test_right);
    g_test_add_func("/geojson/staging/wrong", test_wrong);
    g_test_add_func("/geojson/staging/lost", test_lost);
    return g_test_run();
}
