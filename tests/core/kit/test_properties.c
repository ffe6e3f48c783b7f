/* Columns of the exports: which, of what type, never two of one name; and the same as JSON. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "text/json_text.h"
#include <bcukit/colour.h>
#include <bcukit/properties.h>
#include <jansson.h>

static BcuProject *project;
static BcuDataset *dataset;

static char *names_of(const BcuTable *table)
{
    GString *names = g_string_new(NULL);
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
        g_string_append_printf(names, "%s%s", c ? " " : "", bcu_table_column(table, c)->name);
    return g_string_free(names, FALSE);
}

static void assert_names(BcuLevel level, BcuPropertyChoice choice, const char *expected)
{
    BcuTable *table = bcu_properties_build(dataset, level, choice);
    g_autofree char *names = names_of(table);
    g_assert_cmpstr(names, ==, expected);
    g_assert_cmpuint(bcu_table_row_count(table), ==, bcu_feature_count(dataset, level));
    bcu_table_free(table);
}

static void test_columns(void)
{
    BcuPropertyChoice plain = {0}, all = {.source_prefix = "src_", .simplestyle = true};
    assert_names(BCU_CLUSTERS, plain,
                 "code name members phase phase_label go_live commander population area_ha");
    assert_names(BCU_AREAS, plain, "code name cluster_code cluster_name population area_ha");
    assert_names(BCU_SUBAREAS, plain, "code name area_code area_name cluster_code cluster_name population");
    assert_names(BCU_AREAS, all,
                 "code name cluster_code cluster_name population area_ha src_GSS_CODE src_NAME src_HECTARES "
                 "src_NONLD_AREA src_ONS_INNER src_population fill fill-opacity stroke stroke-width");
}

/* Without a prefix NAME is the second of its name, in any case of letters. */
static void test_names_are_unique(void)
{
    BcuTable *table = bcu_properties_build(dataset, BCU_AREAS, (BcuPropertyChoice){.source_prefix = ""});
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
        g_assert_cmpuint(bcu_table_find(table, bcu_table_column(table, c)->name), ==, c);
    g_assert_cmpuint(bcu_table_find(table, "NAME_2"), !=, BCU_NONE);
    bcu_table_free(table);
}

static void test_cells(void)
{
    BcuTable *table = bcu_properties_build(dataset, BCU_AREAS,
                                           (BcuPropertyChoice){.source_prefix = "src_", .simplestyle = true});
    uint32_t city = bcu_feature_find(dataset, BCU_AREAS, "E09000001");
    uint32_t ealing = bcu_feature_find(dataset, BCU_AREAS, "E09000009");
    g_assert_cmpint(bcu_table_at(table, city, 2).type, ==, BCU_NULL);
    g_assert_cmpstr(bcu_table_at(table, city, bcu_table_find(table, "fill")).as.text, ==, "#e3e3e3");
    g_assert_cmpstr(bcu_table_at(table, ealing, 2).as.text, ==, "west");
    g_assert_cmpint(bcu_table_column(table, 4)->type, ==, BCU_INTEGER);
    BcuColour colours[12], fill;
    bcu_colour_clusters(dataset, colours);
    BcuColour west = colours[bcu_feature_find(dataset, BCU_CLUSTERS, "west")];
    g_assert_true(
        bcu_colour_parse(bcu_table_at(table, ealing, bcu_table_find(table, "fill")).as.text, &fill));
    g_assert_true(fill.r == west.r && fill.g == west.g && fill.b == west.b);
    bcu_table_free(table);
}

static void test_json(void)
{
    BcuTable *table = bcu_properties_build(dataset, BCU_CLUSTERS, (BcuPropertyChoice){0});
    g_autoptr(GString) text = g_string_new(NULL);
    BcuJson *json = bcu_json_new_text(0, text);
    bcu_properties_put_json(dataset, BCU_CLUSTERS, table, 1, json);
    g_assert_true(bcu_json_close(json));
    json_t *read = json_loads(text->str, JSON_REJECT_DUPLICATES, NULL);
    json_t *members = json_object_get(read, "members");
    g_assert_cmpuint(json_array_size(members), ==, 2);
    g_assert_cmpstr(json_string_value(json_array_get(members, 0)), ==, "Camden");
    g_assert_cmpint(json_integer_value(json_object_get(read, "population")), ==, 484926);
    g_assert_cmpstr(json_string_value(json_object_get(read, "commander")), ==, "Iain Raphael");
    json_decref(read);
    bcu_table_free(table);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_assert_true(
        bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &(BcuProjectFlags){0}, &project, &dataset, log));
    g_test_add_func("/properties/columns", test_columns);
    g_test_add_func("/properties/names_are_unique", test_names_are_unique);
    g_test_add_func("/properties/cells", test_cells);
    g_test_add_func("/properties/json", test_json);
    int failed = g_test_run();
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return failed;
}
