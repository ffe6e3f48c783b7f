/* Records, their cap and their JSON form. */
#include "base/exit_code.h"
#include "text/diag_json.h"
#include <string.h>

static void test_round_trip(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuPlace place = {.file = "a \"b\".shp", .record = 3, .field = "NAME", .has_position = true, .x = 1.5, .y = -2};
    bcu_diag_log_set_origin(log, "shapefile");
    bcu_report(log, BCU_WARNING, "SHP099", &place, "Do\nthis.", "%d é things", 4);
    g_autofree char *line = bcu_diag_to_json(bcu_diag_log_at(log, 0));
    g_assert_null(strchr(line, '\n'));
    BcuDiag *read = bcu_diag_from_json(line);
    g_autofree char *again = bcu_diag_to_json(read);
    g_assert_cmpstr(line, ==, again);
    g_assert_cmpstr(read->message, ==, "4 é things");
    g_assert_cmpint(read->place.record, ==, 3);
    bcu_diag_free(read);
    g_assert_null(bcu_diag_from_json("{\"files\":[]}"));
    g_assert_null(bcu_diag_from_json("not json"));
}

static void test_cap(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    for (int i = 0; i < 100; i++)
        bcu_report(log, BCU_ERROR, "SHP098", NULL, NULL, "number %d", i);
    g_assert_cmpuint(bcu_diag_log_size(log), <, 100);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "SHP098"), ==, 100);
    g_assert_cmpuint(bcu_diag_count(log, BCU_ERROR), ==, 100);
}

static void forward(const BcuDiag *diag, void *closure)
{
    bcu_diag_log_add(closure, diag);
}

/* What a process relays is counted where it arrives, and no summary is cut. */
static void test_relay(void)
{
    g_autoptr(BcuDiagLog) there = bcu_diag_log_new(), here = bcu_diag_log_new();
    bcu_diag_log_relay(there, forward, here);
    for (int i = 0; i < 100; i++) {
        bcu_report(there, BCU_WARNING, "SHP098", NULL, NULL, "number %d", i);
        bcu_report(there, BCU_SUMMARY, "FIG004", NULL, NULL, "cluster %d", i);
    }
    g_assert_cmpuint(bcu_diag_log_count_code(here, "SHP098"), ==, 100);
    g_assert_cmpuint(bcu_diag_log_count_hidden(here, "SHP098"), ==, 80);
    g_assert_cmpuint(bcu_diag_log_count_hidden(here, "FIG004"), ==, 0);
    g_assert_cmpuint(bcu_diag_log_size(here), ==, 120);
}

/* The table of codes: no two entries of one code, each with words. */
static void test_codes(void)
{
    size_t count;
    const BcuDiagCode *codes = bcu_diag_codes(&count);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < count; i++) {
        g_assert_true(g_hash_table_add(seen, (char *)codes[i].code));
        g_assert_cmpuint(strlen(codes[i].meaning), >, 5);
        g_assert_cmpuint(strlen(codes[i].action), >, 5);
        g_assert_cmpint(codes[i].ends != BCU_EXIT_DONE, ==, codes[i].severity == BCU_ERROR);
    }
}

/* The first error says how a command ends, whatever is warned of before and goes wrong after it. */
static void test_exits(void)
{
    static const struct { const char *code; BcuExit ends; } ENDS[] = {
        {"PRJ030", BCU_EXIT_USAGE}, {"OPT020", BCU_EXIT_USAGE}, {"SHP010", BCU_EXIT_INPUT}, {"SHP001", BCU_EXIT_INTERNAL},
        {"MEM090", BCU_EXIT_INCONSISTENT}, {"OUT020", BCU_EXIT_OUTPUT}, {"OUT031", BCU_EXIT_PLUGIN_FAILED},
        {"PLG030", BCU_EXIT_PLUGIN_FAILED}, {"LIB010", BCU_EXIT_INTERNAL}, {"COVERAGE010", BCU_EXIT_INCONSISTENT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(ENDS); i++) {
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        bcu_report(log, BCU_WARNING, "OUT037", NULL, NULL, "before");
        g_assert_cmpint(bcu_exit_of(log), ==, BCU_EXIT_INTERNAL);
        bcu_report(log, BCU_ERROR, ENDS[i].code, NULL, NULL, "the first");
        g_assert_cmpint(bcu_exit_of(log), ==, ENDS[i].ends);
        bcu_report(log, BCU_ERROR, "OUT030", NULL, NULL, "a second");
        g_assert_cmpint(bcu_exit_of(log), ==, ENDS[i].ends);
        g_assert_true(bcu_exit_is_due(log, BCU_EXIT_OUTPUT));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diag/round_trip", test_round_trip);
    g_test_add_func("/diag/cap", test_cap);
    g_test_add_func("/diag/relay", test_relay);
    g_test_add_func("/diag/codes", test_codes);
    g_test_add_func("/diag/exits", test_exits);
    return g_test_run();
}
