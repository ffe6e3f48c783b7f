/* Fields told by what they hold: codes, names, groupings, people, in several habits of naming. */
#include "begin/fields.h"

/* A layer of text and number columns without shapes: detection looks at the table only. */
static BcuLayer *layer_of(const char *const *names, const char *const *rows, uint32_t columns,
                          uint32_t records)
{
    BcuLayer *layer = g_new0(BcuLayer, 1);
    layer->record_count = records;
    layer->fields = bcu_table_new("sample");
    for (uint32_t c = 0; c < columns; c++) {
        bool number = names[c][0] == '#', real = names[c][0] == '%';
        bcu_table_add_column(layer->fields, &(BcuColumn){names[c] + (number || real),
                                                         number ? BCU_INTEGER
                                                         : real ? BCU_REAL
                                                                : BCU_TEXT,
                                                         -1, NULL, NULL});
    }
    for (uint32_t r = 0; r < records; r++) {
        bcu_table_add_row(layer->fields);
        for (uint32_t c = 0; c < columns; c++) {
            const char *cell = rows[r * columns + c];
            if (names[c][0] == '#')
                bcu_table_set_integer(layer->fields, r, c, g_ascii_strtoll(cell, NULL, 10));
            else if (names[c][0] == '%')
                bcu_table_set_real(layer->fields, r, c, g_ascii_strtod(cell, NULL));
            else
                bcu_table_set_text(layer->fields, r, c, *cell ? cell : NULL);
        }
    }
    return layer;
}

static void expect(const BcuLayer *layer, const char *code, const char *name, const char *parent,
                   const char *parent_name, const char *people)
{
    g_auto(BcuFields) fields = {0};
    bcu_fields_detect(layer, &fields);
    g_assert_cmpstr(bcu_fields_title(&fields, fields.code), ==, code);
    g_assert_cmpstr(bcu_fields_title(&fields, fields.name), ==, name);
    g_assert_cmpstr(bcu_fields_title(&fields, fields.parent), ==, parent);
    g_assert_cmpstr(bcu_fields_title(&fields, fields.population), ==, people);
    if (parent)
        g_assert_cmpstr(bcu_fields_title(&fields, bcu_fields_name_of(&fields, layer, fields.parent)), ==,
                        parent_name);
}

static void test_capitals(void)
{
    static const char *const names[] = {"ID_GEOFLA", "CODE_DEPT", "NOM_DEPT",
                                        "CODE_REG",  "NOM_REG",   "#POPUL"};
    static const char *const rows[] = {
        "1", "01", "AIN",   "82", "RHONE-ALPES", "600",  "2", "21", "COTE-D'OR", "26", "BOURGOGNE", "520",
        "3", "38", "ISERE", "82", "RHONE-ALPES", "1200", "4", "89", "YONNE",     "26", "BOURGOGNE", "340"};
    g_autoptr(BcuLayer) layer = layer_of(names, rows, 6, 4);
    expect(layer, "CODE_DEPT", "NOM_DEPT", "CODE_REG", "NOM_REG", "POPUL");
}

/* A running number is unique, too, but no code that anybody joins by; a density is no count. */
static void test_running_numbers(void)
{
    static const char *const names[] = {"#OBJECTID", "GEOID", "NAMELSAD", "STATEFP", "%POP_DENS", "#POP2010"};
    static const char *const rows[] = {
        "1", "31001", "Adams County",  "31", "1.5", "10", "2", "31003", "Antelope County", "31", "2.5", "20",
        "3", "46005", "Beadle County", "46", "3.5", "30", "4", "46007", "Bennett County",  "46", "4.5", "40"};
    g_autoptr(BcuLayer) layer = layer_of(names, rows, 6, 4);
    expect(layer, "GEOID", "NAMELSAD", "STATEFP", NULL, "POP2010");
}

static void test_nothing_fits(void)
{
    static const char *const names[] = {"KIND", "%AREA"};
    static const char *const rows[] = {"7", "1.5", "7", "2.5", "", "3.5"};
    g_autoptr(BcuLayer) layer = layer_of(names, rows, 2, 3);
    expect(layer, NULL, NULL, NULL, NULL, NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fields/capitals", test_capitals);
    g_test_add_func("/fields/running_numbers", test_running_numbers);
    g_test_add_func("/fields/nothing_fits", test_nothing_fits);
    return g_test_run();
}
