/* The reader that checks a staged file finds each way in which a file can be wrong. */
#include "base/diag.h"
#include "verify.h"
#include <glib.h>
#include <string.h>

/* Two features of the file below: a square with a square hole, and a triangle. */
static const GeoExpected EXPECTED[] = {{"A\"1", 9 - 1, 1e-9}, {"B", 0.5, 1e-9}};

#define HEAD "{\"type\":\"FeatureCollection\",\"bbox\":[0,0,3,3],\"features\":["
#define FIRST "{\"type\":\"Feature\",\"id\":\"A\\\"1\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
#define SHELL "[[0,0],[3,0],[3,3],[0,3],[0,0]]"
#define HOLE "[[1,1],[1,2],[2,2],[2,1],[1,1]]"
#define AFTER "},\"properties\":{\"id\":\"x\",\"coordinates\":[1],\"features\":{\"id\":2}}},"
#define SECOND                                                                                               \
    "{\"id\":\"B\",\"geometry\":{\"coordinates\":[[[5,-2e-1],[6,-0.2],[6,0.8],[5,-0.2]]],\"type\":"          \
    "\"Polygon\"}}"
#define TAIL "]}\n"

/* In blocks of three bytes, so that what a token means does not hang on where a block ends. */
static bool read_text(GeoReader *reader, const char *text, GeoFound *found)
{
    for (size_t at = 0, length = strlen(text); at < length; at += 3)
        if (!geo_reader_take(reader, text + at, MIN(3, length - at)))
            break;
    return geo_reader_end(reader, found);
}

static bool verify_as(const char *text, GeoFile wanted, BcuDiagLog *log, char **report)
{
    wanted.layer = "layer";
    GeoFound found = {0};
    bool well = read_text(geo_reader_new(&wanted), text, &found);
    bool ok = geo_found_report(&found, &wanted, report, log);
    g_assert_true(ok == well);
    return ok;
}

static bool verify(const char *text, BcuDiagLog *log, char **report)
{
    GeoFile polygons = {.geometry = BCU_POLYGONS, .expected = EXPECTED, .count = G_N_ELEMENTS(EXPECTED)};
    return verify_as(text, polygons, log, report);
}

static void test_right(void)
{
    g_autofree char *report = NULL;
    BcuDiagLog *log = bcu_diag_log_new();
    g_assert_true(verify(HEAD FIRST "[" SHELL "," HOLE "]" AFTER SECOND TAIL, log, &report));
    g_assert_cmpstr(
        report, ==,
        "read back: 2 features with their codes, 3 rings closed and of right direction, areas within "
        "0 of the sums over their borders");
    g_clear_pointer(&report, g_free);
    /* The same polygon as the only one of several, in digits that need a division. */
    g_assert_true(verify(HEAD "{\"id\":\"A\\\"1\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[["
                              "[[0.10,0.0],[3.1000000,0],[3.1,3],[0.1,3],[0.1,0]]," HOLE "]]}}," SECOND TAIL,
                         log, &report));
    g_assert_cmpuint(bcu_diag_log_size(log), ==, 0);
    bcu_diag_log_free(log);
}

static void test_wrong(void)
{
    static const struct {
        const char *text, *says;
    } CASES[] = {
        {HEAD FIRST "[" SHELL "," HOLE "]" AFTER SECOND "]", "it is not JSON"},
        {HEAD FIRST "[" SHELL "," HOLE "]" AFTER TAIL, "it is not JSON"},
        {HEAD SECOND TAIL, "a code differs"},
        {HEAD FIRST "[" SHELL "," HOLE "]}}" TAIL, "the number of features differs"},
        {HEAD FIRST "[" SHELL "," HOLE "]" AFTER SECOND "," SECOND TAIL, "a code differs"},
        {HEAD FIRST "[" SHELL "]" AFTER SECOND TAIL, "an area differs"},
        {HEAD FIRST "[[[0,0],[3,0],[3.000001,3],[0,3],[0,0]]," HOLE "]" AFTER SECOND TAIL, "an area differs"},
        {HEAD FIRST "[[[0,0],[3,0],[3,3],[0,3]]," HOLE "]" AFTER SECOND TAIL, "a ring is open or too short"},
        {HEAD FIRST "[[[0,0],[3,0],[0,0]]," HOLE "]" AFTER SECOND TAIL, "a ring is open or too short"},
        {HEAD FIRST "[" HOLE "," SHELL "]" AFTER SECOND TAIL, "a ring runs the wrong way round"},
        {HEAD FIRST "[" SHELL "," SHELL "]" AFTER SECOND TAIL, "a ring runs the wrong way round"},
        {HEAD FIRST "[[" SHELL "," HOLE "]]" AFTER SECOND TAIL, "coordinates do not fit the type"},
        {HEAD FIRST SHELL AFTER SECOND TAIL, "coordinates do not fit the type"},
        {HEAD FIRST "[[[0],[3,0],[3,3],[0,3],[0,0]]]" AFTER SECOND TAIL, "fewer than two numbers"},
        {HEAD FIRST "[[[0,0,7],[3,0],[3,3],[0,3],[0,0]]]" AFTER SECOND TAIL, "where none belongs"},
        {HEAD FIRST "[[[0,0],3,0]]" AFTER SECOND TAIL, "where none belongs"},
        {HEAD FIRST "7" AFTER SECOND TAIL, "where none belongs"},
        {HEAD "{\"geometry\":null}" TAIL, "their codes differ"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char *report = NULL;
        BcuDiagLog *log = bcu_diag_log_new();
        g_assert_false(verify(CASES[i].text, log, &report));
        g_assert_null(report);
        g_assert_cmpuint(bcu_diag_log_size(log), ==, 1);
        const BcuDiag *diag = bcu_diag_log_at(log, 0);
        g_assert_cmpstr(diag->code, ==, "GEOJSON020");
        if (!strstr(diag->message, CASES[i].says))
            g_error("case %zu: \"%s\" does not say \"%s\"", i, diag->message, CASES[i].says);
        bcu_diag_log_free(log);
    }
}

/* Lines and points have no codes and no rings; a sequence has no collection around it. */
static void test_other_geometry(void)
{
    static const GeoExpected NONE[2];
    static const char line[] = "{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}}";
    static const char lines[] =
        "{\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,1]],[[1,2],[1,1]]]}}";
    static const char points[] =
        "{\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[[0,0],[1,1]]}}\n{\"geometry\":null}";
    GeoFile of_lines = {.geometry = BCU_LINES, .is_sequence = true, .expected = NONE, .count = 2};
    GeoFile of_points = {.geometry = BCU_POINTS, .is_sequence = true, .expected = NONE, .count = 2};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autofree char *both = g_strdup_printf("%s\n%s\n", line, lines);
    g_autofree char *collection = g_strdup_printf(HEAD "%s,%s" TAIL, line, lines);
    g_autofree char *short_line =
        g_strdup_printf("%s\n{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0]]}}", line);
    char *report = NULL;
    g_assert_true(verify_as(both, of_lines, log, &report));
    g_clear_pointer(&report, g_free);
    g_assert_true(verify_as(points, of_points, log, &report));
    g_clear_pointer(&report, g_free);
    g_assert_false(verify_as(points, of_lines, log, &report));
    g_assert_false(verify_as(line, of_lines, log, &report));
    g_assert_false(verify_as(short_line, of_lines, log, &report));
    of_lines.is_sequence = false;
    g_assert_true(verify_as(collection, of_lines, log, &report));
    g_clear_pointer(&report, g_free);
    g_assert_false(verify_as(both, of_lines, log, &report));
}

/* Stretches of a file, of which each says what it found; the first that is wrong counts. */
static void test_stretches(void)
{
    GeoFile file = {.layer = "layer", .geometry = BCU_POLYGONS, .expected = EXPECTED, .count = G_N_ELEMENTS(EXPECTED)};
    g_autofree char *both = g_strconcat(FIRST "[" SHELL "," HOLE "]" AFTER, SECOND, NULL);
    g_autofree char *first = g_strndup(both, strlen(both) - strlen(SECOND) - 1);
    GeoFound found = {0};
    g_assert_true(read_text(geo_reader_new_stretch(&file, 0, 2), both, &found));
    g_assert_true(read_text(geo_reader_new_stretch(&file, 0, 1), first, &found));
    g_assert_true(read_text(geo_reader_new_stretch(&file, 1, 2), SECOND, &found));
    g_assert_cmpuint(found.rings, ==, 6);
    g_assert_null(found.wrong);
    g_assert_false(read_text(geo_reader_new_stretch(&file, 1, 2), first, &found)); /* another's code */
    g_assert_cmpuint(found.feature, ==, 1);
    g_assert_cmpstr(found.wrong, ==, "a code differs");
    g_assert_false(read_text(geo_reader_new_stretch(&file, 0, 2), first, &found)); /* one is missing */
    g_assert_cmpuint(found.feature, ==, 1);
    g_assert_false(read_text(geo_reader_new_stretch(&file, 0, 1), both, &found)); /* one too many */
    g_assert_cmpuint(found.feature, ==, 1);
    g_assert_false(read_text(geo_reader_new_stretch(&file, 0, 1), HOLE, &found));
    g_assert_cmpuint(found.feature, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geojson/verify/right", test_right);
    g_test_add_func("/geojson/verify/wrong", test_wrong);
    g_test_add_func("/geojson/verify/other_geometry", test_other_geometry);
    g_test_add_func("/geojson/verify/stretches", test_stretches);
    return g_test_run();
}
