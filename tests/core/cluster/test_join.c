/* CSV files, and figures joined to a layer by code. */
#include "base/diag.h"
#include "cluster/join.h"
#include "layers.h"
#include <glib/gstdio.h>

static char *file;

static BcuTable *read_csv(const char *text, BcuDiagLog *log)
{
    BcuTable *table = NULL;
    g_assert_true(g_file_set_contents(file, text, -1, NULL));
    return bcu_csv_read(file, &table, log) ? table : NULL;
}

static void test_csv(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTable *table = read_csv("\xef\xbb\xbf" "code,name\r\nA1,\"Ham, \"\"P\"\"\nB\"\r\n\r\nA2,B\xe9zier\r\n", log);
    g_assert_cmpuint(bcu_table_row_count(table), ==, 2);
    g_assert_cmpstr(bcu_table_column(table, 0)->name, ==, "code");
    g_assert_cmpstr(bcu_table_at(table, 0, 1).as.text, ==, "Ham, \"P\"\nB");
    g_assert_cmpstr(bcu_table_at(table, 1, 1).as.text, ==, "Bézier"); /* Windows-1252 */
    g_assert_cmpuint(bcu_diag_count(log, BCU_NOTE), ==, 0);
    bcu_table_free(table);
}

/* What the header has most of separates values; what is quoted does not count. */
static void test_delimiters(void)
{
    static const char *const texts[] = {"dept;\"r,e,g,i,o\";people, all\n01;Ain, Bugey;3\n",
                                        "dept\t\"r,e,g,i,o\"\tpeople, all\n01\tAin, Bugey\t3\n",
                                        "dept,\"r,e,g,i,o\",\"people, all\"\n01,\"Ain, Bugey\",3\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        BcuTable *table = read_csv(texts[i], log);
        g_assert_cmpuint(bcu_table_column_count(table), ==, 3);
        g_assert_cmpstr(bcu_table_column(table, 1)->name, ==, "r,e,g,i,o");
        g_assert_cmpstr(bcu_table_column(table, 2)->name, ==, "people, all");
        g_assert_cmpstr(bcu_table_at(table, 0, 1).as.text, ==, "Ain, Bugey");
        g_assert_cmpuint(bcu_diag_count(log, BCU_NOTE), ==, 0);
        bcu_table_free(table);
    }
}

static void expect_csv(const char *text, const char *code)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTable *table = read_csv(text, log);
    g_assert_cmpuint(bcu_diag_log_count_code(log, code), ==, 1);
    bcu_table_free(table);
}

static void test_bad_csv(void)
{
    expect_csv("a,b\n1,\"2\n", "CSV011");
    expect_csv("", "CSV012");
    expect_csv("a,b,A\n1,2,3\n", "CSV013");
    expect_csv("a,b\n1\n2,3,4\n", "CSV020");
}

/* The code that must be reported; NULL for a join without a word. \return the first figure. */
static double join(const char *text, const char *code)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) layer = layer_of_two_cells();
    BcuPopulationSpec spec = {.layer = (char *)"cells", .file = file, .key = (char *)"code", .value = (char *)"people"};
    BcuLayerSpec areas = {.code = (char *)"CODE"};
    g_assert_true(g_file_set_contents(file, text, -1, NULL));
    bool ok = bcu_join_population(&spec, layer, &areas, log);
    if (code)
        g_assert_cmpuint(bcu_diag_log_count_code(log, code), >=, 1);
    else
        g_assert_cmpuint(bcu_diag_count(log, BCU_NOTE), ==, 0);
    double figure = NAN;
    if (ok)
        bcu_table_number(layer->fields, 0, bcu_table_find(layer->fields, "population"), &figure);
    return figure;
}

static void test_join(void)
{
    g_assert_cmpfloat(join("code,people\nA2,5\nA1,7\n", NULL), ==, 7);
    g_assert_cmpfloat(join("code,people\nA2,5\nA1,7.5\n", "JOI040"), ==, 7.5);
    g_assert_cmpfloat(join("code,people\nA1,7\n", "JOI030"), ==, 7);
    g_assert_cmpfloat(join("code,people\nA1,7\nA2,1\nA3,1\n", "JOI031"), ==, 7);
    g_assert_true(isnan(join("code,people\nA1,7\nA1,8\nA2,1\n", "JOI020")));
    g_assert_true(isnan(join("code,people\nA1,many\nA2,1\n", "JOI021")));
    g_assert_true(isnan(join("code,people\nA1,-7\nA2,1\n", "JOI021")));
    g_assert_true(isnan(join("code,peeple\nA1,7\n", "JOI010")));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_dir_make_tmp("bcukit-join-XXXXXX", NULL);
    file = g_build_filename(folder, "t.csv", NULL);
    g_test_add_func("/csv/good", test_csv);
    g_test_add_func("/csv/delimiters", test_delimiters);
    g_test_add_func("/csv/bad", test_bad_csv);
    g_test_add_func("/join/join", test_join);
    int failed = g_test_run();
    g_unlink(file);
    g_rmdir(folder);
    g_free(file);
    return failed;
}
