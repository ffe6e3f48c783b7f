/* Options against their table. */
#include "base/diag.h"
#include "dataset/simplification.h"
#include "plugin/options.h"
#include "text/quantity.h"
#include <string.h>

static const BcuOptionSpec SPECS[] = {
    {"flag", BCU_OPTION_BOOL, 0, NULL, "no", 0, 0, NULL, ""},
    {"count", BCU_OPTION_INTEGER, 0, NULL, "3", 1, 9, NULL, ""},
    {"width", BCU_OPTION_LENGTH, 0, "mm", NULL, 0, 1000, NULL, ""},
    {"kind", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "one", 0, 0, "one|two|three", ""},
    {"fill", BCU_OPTION_COLOUR, 0, NULL, NULL, 0, 0, NULL, ""},
    {"file", BCU_OPTION_PATH, 0, NULL, NULL, 0, 0, NULL, ""},
    {"detail", BCU_OPTION_LENGTH_OR_SHARE, 0, NULL, "0", 0, 0, NULL, ""},
};

static bool parse(const char *key, const char *value, BcuOptions **options, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) settings = g_ptr_array_new();
    BcuSetting setting = {(char *)"p", (char *)key, (char *)value, 7};
    BcuSetting other = {(char *)"q", (char *)"unknown", (char *)"x", 8};
    g_ptr_array_add(settings, &setting);
    g_ptr_array_add(settings, &other);
    return bcu_options_parse("p", SPECS, G_N_ELEMENTS(SPECS), sizeof SPECS[0], settings, "/base", options, log);
}

static void test_good(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuOptions) options = NULL;
    g_assert_true(parse("width", "2 cm", &options, log));
    g_assert_cmpfloat(bcu_options_real(options, "width"), ==, 20);
    g_assert_cmpint(bcu_options_integer(options, "count"), ==, 3);
    g_assert_false(bcu_options_bool(options, "flag"));
    g_assert_false(bcu_options_has(options, "fill"));
    g_clear_pointer(&options, bcu_options_free);
    g_assert_true(parse("kind", "TWO; three", &options, log));
    g_assert_cmpuint(bcu_options_list_count(options, "kind"), ==, 2);
    g_assert_cmpstr(bcu_options_list_at(options, "kind", 0), ==, "two");
    g_clear_pointer(&options, bcu_options_free);
    g_assert_true(parse("file", "a.csv", &options, log));
    g_assert_cmpstr(bcu_options_text(options, "file"), ==, "/base/a.csv");
}

static void expect_bad(const char *key, const char *value, const char *code)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuOptions) options = NULL;
    g_assert_false(parse(key, value, &options, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, code), ==, 1);
    g_assert_cmpint(bcu_diag_log_at(log, 0)->place.line, ==, 7);
}

static void test_bad(void)
{
    expect_bad("flag", "perhaps", "OPT020");
    expect_bad("count", "10", "OPT020");
    expect_bad("count", "2.5", "OPT020");
    expect_bad("width", "20 parsec", "OPT020");
    expect_bad("kind", "one,four", "OPT020");
    expect_bad("fill", "red", "OPT020");
    expect_bad("detail", "120 %", "OPT020");
    expect_bad("widht", "1", "OPT010");
}

static void test_suggestion(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuOptions) options = NULL;
    g_assert_false(parse("widht", "1", &options, log));
    g_assert_nonnull(strstr(bcu_diag_log_at(log, 0)->hint, "width"));
}

static void test_lengths(void)
{
    double value;
    g_assert_true(bcu_length_parse("0.5km", "m", &value) && value == 500);
    g_assert_true(bcu_length_parse(" 20 m ", "m", &value) && value == 20);
    g_assert_true(bcu_length_parse("7", "m", &value) && value == 7);
    g_assert_false(bcu_length_parse("m", "m", &value));
    g_assert_false(bcu_length_parse("1,5 m", "m", &value));
}

static void test_levels_of_detail(void)
{
    static const char *const BAD[] = {"", "%", "0 %", "101 %", "-5 %", "25 % of it", "5 m %", "-1 m", "much"};
    BcuSimplification how;
    g_assert_true(bcu_simplification_parse("0.5 km", &how) && how.tolerance_m == 500 && how.keep_share == 0);
    g_assert_true(bcu_simplification_parse(" 25 % ", &how) && how.tolerance_m == 0 && how.keep_share == 0.25);
    g_assert_true(bcu_simplification_parse("100%", &how) && how.keep_share == 1);
    g_assert_true(bcu_simplification_parse("0", &how) && how.tolerance_m == 0 && how.keep_share == 0);
    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++)
        g_assert_false(bcu_simplification_parse(BAD[i], &how));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/options/good", test_good);
    g_test_add_func("/options/bad", test_bad);
    g_test_add_func("/options/suggestion", test_suggestion);
    g_test_add_func("/options/lengths", test_lengths);
    g_test_add_func("/options/levels_of_detail", test_levels_of_detail);
    return g_test_run();
}
