/* Tables and their forms. */
#include <bcukit/json.h>
#include <bcukit/number.h>
#include <bcukit/table.h>
#include <glib.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

static bool append_bytes(void *closure, const void *bytes, size_t count)
{
    g_string_append_len(closure, bytes, (gssize)count);
    return true;
}

static BcuTable *example(void)
{
    BcuTable *table = bcu_table_new("example");
    bcu_table_add_column(table, &(BcuColumn){"code", BCU_TEXT, -1, NULL, NULL});
    bcu_table_add_column(table, &(BcuColumn){"people", BCU_INTEGER, -1, NULL, NULL});
    bcu_table_add_column(table, &(BcuColumn){"share", BCU_REAL, 3, BCU_UNIT_SHARE, NULL});
    uint32_t row = bcu_table_add_row(table);
    bcu_table_set_text(table, row, 0, "Ham, \"P\"\n");
    bcu_table_set_integer(table, row, 1, 1234567);
    bcu_table_set_real(table, row, 2, 0.5);
    row = bcu_table_add_row(table);
    bcu_table_set_text(table, row, 0, "=1+1");
    bcu_table_set_real(table, row, 2, NAN);
    return table;
}

static char *written(const BcuTable *table, BcuTableFormat format, uint32_t flags)
{
    GString *text = g_string_new(NULL);
    g_assert_true(bcu_table_write(table, format, flags, append_bytes, text));
    return g_string_free(text, FALSE);
}

static void test_csv(void)
{
    BcuTable *table = example();
    g_autofree char *plain = written(table, BCU_FORMAT_CSV, 0);
    g_assert_cmpstr(plain, ==, "code,people,share\r\n\"Ham, \"\"P\"\"\n\",1234567,0.500\r\n=1+1,,\r\n");
    g_autofree char *lines = written(table, BCU_FORMAT_CSV, BCU_CSV_LF);
    g_assert_null(strchr(lines, '\r'));
    g_autofree char *guarded = written(table, BCU_FORMAT_CSV, BCU_CSV_GUARD_FORMULAS);
    g_assert_nonnull(strstr(guarded, "\"'=1+1\""));
    bcu_table_free(table);
}

static void test_json(void)
{
    BcuTable *table = example();
    g_autofree char *text = written(table, BCU_FORMAT_JSON, 0);
    json_t *rows = json_loads(text, 0, NULL);
    g_assert_cmpuint(json_array_size(rows), ==, 2);
    g_assert_cmpint(json_integer_value(json_object_get(json_array_get(rows, 0), "people")), ==, 1234567);
    g_assert_true(json_is_null(json_object_get(json_array_get(rows, 1), "share")));
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(rows, 0), "code")), ==, "Ham, \"P\"\n");
    json_decref(rows);
    bcu_table_free(table);
}

static void test_markdown(void)
{
    BcuTable *table = example();
    g_autofree char *text = written(table, BCU_FORMAT_MARKDOWN, 0);
    g_assert_nonnull(strstr(text, "| 1,234,567 | 50.0% |"));
    g_assert_nonnull(strstr(text, "| --- | ---: | ---: |"));
    bcu_table_free(table);
}

static void test_json_escapes(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    BcuJson *json = bcu_json_new(0, append_bytes, text);
    bcu_json_begin_array(json);
    bcu_json_text(json, "tab\t quote\" back\\ nul-free \x01 bad \xff é");
    bcu_json_real(json, NAN, -1);
    bcu_json_end_array(json);
    g_assert_true(bcu_json_close(json));
    json_t *read = json_loads(text->str, 0, NULL);
    g_assert_nonnull(read);
    g_assert_true(json_is_null(json_array_get(read, 1)));
    g_assert_nonnull(strstr(json_string_value(json_array_get(read, 0)), "\xef\xbf\xbd é"));
    json_decref(read);
}

/* More of them than the writer holds, numbers that no integer holds, and an end in every place of its blocks. */
static void test_json_points(void)
{
    enum { COUNT = 5000 };
    static const BcuPoint ODD[] = {{-0.5, 51.25}, {1e20, -1e-9}, {180, -0.1234567}};
    g_autoptr(GString) text = g_string_new(NULL), wanted = g_string_new("[[1.5,-2],[");
    g_autofree BcuPoint *points = g_new(BcuPoint, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        char x[BCU_NUMBER_SIZE], y[BCU_NUMBER_SIZE];
        points[i] = ODD[i % G_N_ELEMENTS(ODD)];
        bcu_number_fixed(x, points[i].x, 7, true);
        bcu_number_fixed(y, points[i].y, 7, true);
        g_string_append_printf(wanted, "%s[%s,%s]", i ? "," : "", x, y);
    }
    g_string_append(wanted, "],[]]");
    BcuJson *json = bcu_json_new(0, append_bytes, text);
    bcu_json_begin_array(json);
    bcu_json_point(json, (BcuPoint){1.5, -2}, 7);
    bcu_json_flush(json);
    g_assert_cmpstr(text->str, ==, "[[1.5,-2]");
    bcu_json_points(json, points, COUNT, 7);
    bcu_json_points(json, points, 0, 7);
    bcu_json_end_array(json);
    g_assert_true(bcu_json_close(json));
    g_assert_cmpstr(text->str, ==, wanted->str);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/csv", test_csv);
    g_test_add_func("/table/json", test_json);
    g_test_add_func("/table/markdown", test_markdown);
    g_test_add_func("/json/escapes", test_json_escapes);
    g_test_add_func("/json/points", test_json_points);
    return g_test_run();
}
