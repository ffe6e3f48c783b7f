/* Sheets: alignment, capped rows, and JSON that holds all of them. */
#include "check/sheet.h"
#include <jansson.h>
#include <string.h>

static BcuSheet *sample(void)
{
    static const BcuColumn columns[] = {{"name", BCU_TEXT, -1, NULL, NULL},
                                        {"area_ha", BCU_REAL, 1, "ha", NULL}};
    BcuTable *table = bcu_table_new("places");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (uint32_t r = 0; r < 3; r++) {
        bcu_table_add_row(table);
        bcu_table_set_text(table, r, 0, r == 1 ? "Côte-d'Or" : "A");
    }
    bcu_table_set_real(table, 0, 1, 1234567.25);
    bcu_table_set_real(table, 1, 1, 3);
    BcuSheet *sheet = bcu_sheet_new();
    bcu_sheet_take_table(sheet, "Places", 2, table);
    bcu_sheet_say(sheet, "%d in all.", 3);
    bcu_sheet_take_table(sheet, "Gaps", 0, bcu_table_new("gaps"));
    return sheet;
}

static void test_text(void)
{
    g_autoptr(BcuSheet) sheet = sample();
    g_autofree char *text = bcu_sheet_text(sheet);
    g_assert_cmpstr(text, ==,
                    "Places\n"
                    "  name           area ha\n"
                    "  A          1,234,567.2\n"
                    "  Côte-d'Or          3.0\n"
                    "  and 1 more\n"
                    "  3 in all.\n"
                    "\n"
                    "Gaps\n"
                    "  none\n");
}

static void test_json(void)
{
    g_autoptr(BcuSheet) sheet = sample();
    g_autofree char *text = bcu_sheet_json(sheet);
    json_t *json = json_loads(text, 0, NULL);
    json_t *places = json_object_get(json, "places");
    g_assert_cmpstr(json_string_value(json_object_get(places, "title")), ==, "Places");
    json_t *rows = json_object_get(places, "rows");
    g_assert_cmpuint(json_array_size(rows), ==, 3);
    g_assert_true(json_is_null(json_object_get(json_array_get(rows, 2), "area_ha")));
    g_assert_cmpuint(json_array_size(json_object_get(json_object_get(json, "gaps"), "rows")), ==, 0);
    json_decref(json);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sheet/text", test_text);
    g_test_add_func("/sheet/json", test_json);
    return g_test_run();
}
