/* A file is made, written and read back by several threads: all of it, in order, and only as it lies on the
 * disk. */
#include "plugin_run.h"
#include "staging.h"

enum { FEATURES = 40000, STRETCH = 700 }; /* the last stretch is shorter */
enum { NONE = FEATURES };

typedef struct Made {
    PluginRun plugin;
    GeoExpected *expected;
    GeoFile file;
    GeoFeatures features;
    BcuStream *stream;
    GeoStaging *staging;
    uint32_t wrong; /* a line among the points */
    uint32_t lost;  /* with it the file goes */
    gint hands;     /* bit by bit, those that made something */
} Made;

static void append_feature(GString *text, uint32_t row, bool is_wrong)
{
    g_string_append_printf(text,
                           is_wrong
                               ? "{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[%u,0],[1,1]]}}"
                               : "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[%u,-2.25]}}",
                           row);
}

static void make(void *closure, unsigned hand, uint32_t first, uint32_t end, GString *text)
{
    Made *made = closure;
    g_atomic_int_or(&made->hands, 1u << hand);
    for (uint32_t row = first; row < end; row++) {
        g_string_append(text, made->file.is_sequence || row == first ? "" : ",");
        append_feature(text, row, row == made->wrong);
        g_string_append(text, made->file.is_sequence ? "\n" : "");
        if (row == made->lost)
            g_unlink(bcu_stream_path(made->stream));
    }
}

static void begin(Made *made, bool is_sequence, uint32_t count)
{
    *made = (Made){.wrong = NONE, .lost = NONE};
    plugin_run_open(&made->plugin, NULL, NULL);
    made->expected = g_new0(GeoExpected, FEATURES);
    made->file = (GeoFile){"points", BCU_POINTS, is_sequence, made->expected, count};
    made->features = (GeoFeatures){make, made, STRETCH, false, is_sequence ? "" : ","};
    made->stream = bcu_sink_open(made->plugin.run.sink, "features", (const char *[]){"layer", "points", NULL},
                                 made->plugin.run.log);
    made->staging = geo_staging_begin(made->stream, &made->file);
}

static bool put(Made *made, const char *text)
{
    return geo_staging_write(made->staging, text, strlen(text));
}

/* \return what the stream's commit returned. */
static bool end(Made *made, char **report)
{
    bool ok = geo_staging_end(made->staging, report, made->plugin.run.log);
    ok = bcu_stream_commit(made->stream, ok, made->plugin.run.log);
    g_free(made->expected);
    return ok;
}

static char *whole(const Made *made, const char *head, const char *tail)
{
    GString *text = g_string_new(head);
    for (uint32_t row = 0; row < made->file.count; row++) {
        g_string_append(text, made->file.is_sequence || row == 0 ? "" : ",");
        append_feature(text, row, false);
        g_string_append(text, made->file.is_sequence ? "\n" : "");
    }
    g_string_append(text, tail);
    return g_string_free(text, FALSE);
}

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define TAIL "],\"bbox\":[0,0,1,1]}\n"

static void assert_right(bool is_sequence, uint32_t count, bool one_hand)
{
    Made made;
    g_autofree char *report = NULL, *text = NULL, *wanted_report = NULL;
    begin(&made, is_sequence, count);
    made.features.one_hand = one_hand;
    g_autofree char *wanted = is_sequence ? whole(&made, "", "") : whole(&made, HEAD, TAIL);
    g_assert_true(is_sequence || put(&made, HEAD));
    g_assert_true(geo_staging_put(made.staging, &made.features));
    g_assert_true(is_sequence || put(&made, TAIL));
    g_assert_true(end(&made, &report) || count == 0); /* a sink commits no file that was never written */
    wanted_report = g_strdup_printf("read back: %u features", count);
    g_assert_cmpstr(report, ==, wanted_report);
    g_assert_true(!one_hand || made.hands <= 1);
    const GPtrArray *files = bcu_sink_files(made.plugin.run.sink);
    if (files->len > 0) {
        const BcuSinkFile *file = g_ptr_array_index(files, 0);
        g_assert_true(g_file_get_contents(file->staged, &text, NULL, NULL));
        g_assert_true(g_str_equal(text, wanted));
    }
    plugin_run_close(&made.plugin);
}

static void test_right(void)
{
    static const uint32_t COUNTS[] = {FEATURES, STRETCH, STRETCH + 1, 1, 0};
    for (size_t i = 0; i < G_N_ELEMENTS(COUNTS); i++)
        for (int variant = 0; variant < 4; variant++)
            assert_right(variant & 1, COUNTS[i], variant & 2);
}

static void assert_wrong(Made *made, const char *says)
{
    char *report = NULL;
    g_assert_false(end(made, &report));
    g_assert_null(report);
    g_assert_cmpuint(bcu_diag_log_count_code(made->plugin.run.log, "GEOJSON020"), ==, 1);
    const char *message = bcu_diag_log_at(made->plugin.run.log, 0)->message;
    if (!strstr(message, says))
        g_error("\"%s\" does not say \"%s\"", message, says);
    g_assert_cmpuint(bcu_sink_files(made->plugin.run.sink)->len, ==, 0);
    plugin_run_close(&made->plugin);
}

/* Wherever it stands, nothing is committed. */
static void test_wrong(void)
{
    static const uint32_t ROWS[] = {0, STRETCH - 1, FEATURES / 2, FEATURES - 1};
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        Made made;
        g_autofree char *says = g_strdup_printf("at feature %u: coordinates do not fit", ROWS[i] + 1);
        begin(&made, true, FEATURES);
        made.wrong = ROWS[i];
        g_assert_false(geo_staging_put(made.staging, &made.features));
        assert_wrong(&made, says);
    }
}

/* Features that are right, in something that is not. */
static void test_wrong_around(void)
{
    static const char *const AROUND[][2] = {
        {HEAD, "]"}, {"{\"features\":[0", TAIL}, {"", ""}, {HEAD, TAIL TAIL}};
    for (size_t i = 0; i < G_N_ELEMENTS(AROUND); i++) {
        Made made;
        begin(&made, false, STRETCH + 1);
        put(&made, AROUND[i][0]);
        g_assert_true(geo_staging_put(made.staging, &made.features));
        put(&made, AROUND[i][1]);
        assert_wrong(&made, "it is not JSON");
    }
}

/* What cannot be read back is not committed, though every write succeeded. */
static void test_lost(void)
{
    Made made;
    char *report = NULL;
    begin(&made, true, FEATURES);
    made.lost = FEATURES / 2;
    g_assert_false(geo_staging_put(made.staging, &made.features));
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
    g_test_add_func("/geojson/staging/wrong_around", test_wrong_around);
    g_test_add_func("/geojson/staging/lost", test_lost);
    return g_test_run();
}
