/* Cells as text and as numbers, in the forms that countries write them. */
#include "base/diag.h"
#include "text/cells.h"
#include <math.h>

static void expect_text(BcuValue value, const char *text)
{
    g_autofree char *found = bcu_cell_text(value);
    g_assert_cmpstr(found, ==, text);
}

static void test_text(void)
{
    expect_text((BcuValue){.type = BCU_REAL, .as.real = 1001}, "1001");
    expect_text((BcuValue){.type = BCU_REAL, .as.real = 1234567890123456}, "1234567890123456");
    expect_text((BcuValue){.type = BCU_REAL, .as.real = 12.5}, "12.5");
    expect_text((BcuValue){.type = BCU_INTEGER, .as.integer = 1234567890123456789}, "1234567890123456789");
    expect_text((BcuValue){.type = BCU_BOOL, .as.boolean = true}, "true");
    expect_text((BcuValue){.type = BCU_TEXT, .as.text = "007"}, "007");
    expect_text((BcuValue){.type = BCU_NULL}, "");
}

/* The sum of numbers separated by semicolons; NAN where one cannot be read. */
static double sum_of(const char *numbers, BcuNumberForm form, BcuFormVerdict *verdict)
{
    g_auto(GStrv) texts = g_strsplit(numbers, ";", -1);
    *verdict = bcu_cells_tell_form(texts, g_strv_length(texts), &form);
    double sum = 0, value;
    for (size_t i = 0; texts[i]; i++)
        if (*texts[i])
            sum += bcu_cell_number(texts[i], form, &value) ? value : NAN;
    return sum;
}

static void expect_sum(const char *numbers, const char *decimal, const char *thousands, BcuFormVerdict verdict, double sum)
{
    BcuNumberForm form;
    BcuFormVerdict found;
    g_assert_true(bcu_number_form_parse(decimal, thousands, &form));
    double got = sum_of(numbers, form, &found);
    g_test_message("%s: %g", numbers, got);
    g_assert_cmpint(found, ==, verdict);
    g_assert_true(isnan(sum) ? isnan(got) : got == sum);
}

static void test_told(void)
{
    expect_sum("1;2.5;;1e3", NULL, NULL, BCU_FORM_PLAIN, 1003.5);
    expect_sum("10,5;11", NULL, NULL, BCU_FORM_TOLD, 21.5);
    expect_sum("1.234.567;53.086", NULL, NULL, BCU_FORM_TOLD, 1287653);
    expect_sum("1.234,5;2", NULL, NULL, BCU_FORM_TOLD, 1236.5);
    expect_sum("1,234,567;1,000", NULL, NULL, BCU_FORM_TOLD, 1235567);
    expect_sum("1'234;12", NULL, NULL, BCU_FORM_TOLD, 1246);
    expect_sum("1\xe2\x80\x99" "234;12", NULL, NULL, BCU_FORM_TOLD, 1246);
    expect_sum("1 234,5;12", NULL, NULL, BCU_FORM_TOLD, 1246.5);
    expect_sum("1\xe2\x80\xaf" "234;1\xc2\xa0" "000", NULL, NULL, BCU_FORM_TOLD, 2234);
    expect_sum("1,234;5,678", NULL, NULL, BCU_FORM_AMBIGUOUS, NAN);
}

static void test_stated(void)
{
    expect_sum("1,234;5,678", ".", NULL, BCU_FORM_PLAIN, 6912);
    expect_sum("1,234;5,678", ",", NULL, BCU_FORM_PLAIN, 6.912);
    expect_sum("53.086;1.100", NULL, ".", BCU_FORM_PLAIN, 54186);
    expect_sum("53.086;1.100", ".", NULL, BCU_FORM_PLAIN, 54.186);
    expect_sum("1 000", ",", "space", BCU_FORM_PLAIN, 1000);
    BcuNumberForm form;
    g_assert_false(bcu_number_form_parse(".", ".", &form));
    g_assert_false(bcu_number_form_parse("x", NULL, &form));
    g_assert_false(bcu_number_form_parse("'", NULL, &form));
}

static void test_unreadable(void)
{
    static const char *const texts[] = {"many", "1e400", "nan", "0x10", "****", "12,34,567", "1.23.456", "1,,000", "1 00", "-"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        expect_sum(texts[i], NULL, NULL, BCU_FORM_UNREADABLE, NAN);
}

/* \param code that must be reported, NULL for none. */
static bool read_column(const char *numbers, const char *thousands, const char *code)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_auto(GStrv) texts = g_strsplit(numbers, ";", -1);
    g_autofree double *figures = g_new(double, g_strv_length(texts) + 1);
    BcuFigureColumn column = {"t.csv", "people", "people", "[population]", false, {0}, NULL};
    g_assert_true(bcu_number_form_parse(NULL, thousands, &column.stated));
    bool ok = bcu_figures_read(&column, texts, g_strv_length(texts), figures, log);
    if (code)
        g_assert_cmpuint(bcu_diag_log_count_code(log, code), >=, 1);
    else
        g_assert_cmpuint(bcu_diag_count(log, BCU_NOTE), ==, 0);
    return ok;
}

static void test_figures(void)
{
    g_assert_true(read_column("1;2;;3", NULL, NULL));
    g_assert_true(read_column("1.5;2", NULL, "JOI040"));
    g_assert_true(read_column("53.086;1.100", NULL, "JOI041"));
    g_assert_true(read_column("53.086;1.100", ".", NULL));
    g_assert_true(read_column("1.053.086;1.100", NULL, "JOI042"));
    g_assert_false(read_column("-1;2", NULL, "JOI021"));
    g_assert_false(read_column("9007199254740994;2", NULL, "JOI021"));
    g_assert_false(read_column("1e400;2", NULL, "JOI021"));
    g_assert_false(read_column("****;2", NULL, "JOI021"));
    g_assert_false(read_column("1,234;2,345", NULL, "JOI021"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cells/text", test_text);
    g_test_add_func("/cells/told", test_told);
    g_test_add_func("/cells/stated", test_stated);
    g_test_add_func("/cells/unreadable", test_unreadable);
    g_test_add_func("/cells/figures", test_figures);
    return g_test_run();
}
