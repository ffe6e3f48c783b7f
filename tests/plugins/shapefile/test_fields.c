/* Columns as dBase fields. */
#include "fields.h"
#include <string.h>

static BcuTable *table_of(const char *const *names, size_t count, BcuType type, int decimals)
{
    BcuTable *table = bcu_table_new("t");
    for (size_t i = 0; i < count; i++)
        bcu_table_add_column(table, &(BcuColumn){names[i], type, decimals, NULL, NULL});
    return table;
}

static void assert_names(const char *const *names, const char *const *expected, size_t count)
{
    BcuTable *table = table_of(names, count, BCU_TEXT, -1);
    g_autofree Field *fields = fields_describe(table);
    for (size_t i = 0; i < count; i++)
        g_assert_cmpstr(fields[i].name, ==, expected[i]);
    bcu_table_free(table);
}

static void test_names(void)
{
    static const char *const NAMES[] = {
        "population", "population_share", "POPULATION_share_all", "populati_2", "Übergröße m²", "", "a",
        "A",          "fill-opacity"};
    static const char *const EXPECTED[] = {"population", "populati_2", "POPULATI_3",
                                           "populati_4", "Ubergrosse", "field",
                                           "a",          "A_2",        "fill_opaci"};
    assert_names(NAMES, EXPECTED, G_N_ELEMENTS(NAMES));
}

/* A hundred columns with the same first ten characters. */
static void test_many_names(void)
{
    enum { COUNT = 120 };
    g_auto(GStrv) names = g_new0(char *, COUNT + 1);
    for (int i = 0; i < COUNT; i++)
        names[i] = g_strdup_printf("residents_per_%d", i);
    BcuTable *table = table_of((const char *const *)names, COUNT, BCU_TEXT, -1);
    g_autofree Field *fields = fields_describe(table);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (int i = 0; i < COUNT; i++) {
        g_assert_cmpuint(strlen(fields[i].name), <=, 10);
        g_assert_true(g_hash_table_add(seen, fields[i].name));
    }
    bcu_table_free(table);
}

static void test_numbers(void)
{
    static const char *const NAMES[] = {"x"};
    static const struct {
        double values[3];
        int decimals, width, found;
        const char *text;
    } CASES[] = {
        {{1.5, -2.25, 3}, -1, 5, 2, "1.50"},        {{1.005, 10, 100}, 2, 6, 2, "1.00"},
        {{1e-9, 1, 2}, -1, 5, -1, "1e-09"},         {{1e300, 1, 2}, -1, 6, -1, "1e+300"},
        {{0.1, 123456789012, 3}, -1, 14, 1, "0.1"}, {{7, 8, 9}, -1, 1, 0, "7"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char text[BCU_NUMBER_SIZE];
        BcuTable *table = table_of(NAMES, 1, BCU_REAL, CASES[i].decimals);
        for (uint32_t row = 0; row < 3; row++) {
            bcu_table_add_row(table);
            bcu_table_set_real(table, row, 0, CASES[i].values[row]);
        }
        g_autofree Field *fields = fields_describe(table);
        g_assert_cmpint(fields[0].decimals, ==, CASES[i].found);
        fields_format(&fields[0], bcu_table_at(table, 0, 0), text);
        g_assert_cmpstr(text, ==, CASES[i].text);
        g_assert_cmpint(fields[0].width, ==, CASES[i].width);
        bcu_table_free(table);
    }
}

static void test_integers_and_null(void)
{
    static const char *const NAMES[] = {"x"};
    char text[BCU_NUMBER_SIZE];
    BcuTable *table = table_of(NAMES, 1, BCU_INTEGER, -1);
    bcu_table_add_row(table);
    bcu_table_add_row(table);
    bcu_table_set_integer(table, 0, 0, INT64_MIN);
    g_autofree Field *fields = fields_describe(table);
    g_assert_cmpint(fields[0].width, ==, 20);
    fields_format(&fields[0], bcu_table_at(table, 0, 0), text);
    g_assert_cmpstr(text, ==, "-9223372036854775808");
    g_assert_cmpuint(fields_format(&fields[0], bcu_table_at(table, 1, 0), text), ==, 0);
    bcu_table_free(table);
}

/* 300 bytes of two-byte characters are cut to whole ones. */
static void test_long_text(void)
{
    static const char *const NAMES[] = {"x"};
    g_autoptr(GString) value = g_string_new("a");
    char text[BCU_NUMBER_SIZE];
    for (int i = 0; i < 150; i++)
        g_string_append(value, "é");
    BcuTable *table = table_of(NAMES, 1, BCU_TEXT, -1);
    bcu_table_add_row(table);
    bcu_table_set_text(table, 0, 0, value->str);
    g_autofree Field *fields = fields_describe(table);
    g_assert_cmpint(fields[0].width, ==, 253);
    g_assert_cmpuint(fields[0].cut_values, ==, 1);
    g_assert_cmpuint(fields_format(&fields[0], bcu_table_at(table, 0, 0), text), ==, 253);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    bcu_table_free(table);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/shapefile/fields/names", test_names);
    g_test_add_func("/shapefile/fields/many_names", test_many_names);
    g_test_add_func("/shapefile/fields/numbers", test_numbers);
    g_test_add_func("/shapefile/fields/integers_and_null", test_integers_and_null);
    g_test_add_func("/shapefile/fields/long_text", test_long_text);
    return g_test_run();
}
