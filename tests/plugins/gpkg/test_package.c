/* The package on the shipped project: what it holds, and that its own check sees damage. */
#include "crs_session.h"
#include "layer.h"
#include "plugin_run.h"
#include "verify.h"
#include <string.h>

static BcuProject *project;
static BcuDataset *dataset;

/* The first value of a query on the written package. */
static char *ask(const char *path, const char *sql)
{
    sqlite3 *handle;
    sqlite3_stmt *statement;
    g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
    char *text = sqlite3_step(statement) == SQLITE_ROW
                     ? g_strdup((const char *)sqlite3_column_text(statement, 0))
                     : NULL;
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return text;
}

static void assert_answer(const PluginRun *made, const char *sql, const char *expected)
{
    g_autofree char *path = plugin_run_path(made, "bcu.gpkg");
    g_autofree char *answer = ask(path, sql);
    g_assert_cmpstr(answer, ==, expected);
}

static void test_contents(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, NULL);
    g_assert_true(bcu_plugin.run(&made.run));
    assert_answer(&made, "PRAGMA application_id", "1196444487");
    assert_answer(&made, "PRAGMA user_version", "10300");
    assert_answer(&made, "SELECT group_concat(table_name) FROM gpkg_contents WHERE data_type = 'features'",
                  "bcu,boroughs,wards,borders");
    assert_answer(&made, "SELECT group_concat(table_name) FROM gpkg_contents WHERE data_type = 'attributes'",
                  "area,coverage,rollout,layer_styles");
    assert_answer(&made, "SELECT count(*) FROM boroughs", "33");
    assert_answer(&made,
                  "SELECT group_concat(name) FROM wards WHERE name LIKE 'Queen%s%' AND area_name = 'Bromley'",
                  NULL);
    assert_answer(&made, "SELECT cluster_code IS NULL FROM boroughs WHERE name = 'City of London'", "1");
    assert_answer(&made, "SELECT population FROM boroughs WHERE code = 'E09000002'", "210513");
    assert_answer(&made, "SELECT count(*) FROM bcu JOIN area USING (code) JOIN coverage USING (code)", "12");
    assert_answer(&made,
                  "SELECT srs_id || organization || srs_name FROM gpkg_spatial_ref_sys WHERE srs_id > 5000",
                  "27700EPSGOSGB36 / British National Grid");
    assert_answer(
        &made,
        "SELECT description FROM gpkg_data_columns WHERE table_name = 'area' AND column_name = 'holes'",
        "holes in them");
    assert_answer(
        &made, "SELECT count(*) FROM layer_styles WHERE useAsDefault AND styleQML LIKE '%renderer-v2%'", "4");
    assert_answer(&made, "SELECT count(*) FROM gpkg_contents WHERE last_change != '1970-01-01T00:00:00.000Z'",
                  "0");
    plugin_run_close(&made);
}

static void test_layers_and_styles_are_optional(void)
{
    PluginRun made;
    plugin_run_open(
        &made, dataset,
        (const char *const[]){"layers", "bcu,coverage", "styles", "no", "attributes", "no", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    assert_answer(&made, "SELECT group_concat(table_name) FROM gpkg_contents", "bcu,coverage");
    plugin_run_close(&made);

    plugin_run_open(&made, dataset, (const char *const[]){"layers", "parishes", NULL});
    g_assert_false(bcu_plugin.run(&made.run));
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "OPT040"), ==, 1);
    g_assert_cmpuint(bcu_sink_files(made.run.sink)->len, ==, 0);
    plugin_run_close(&made);
}

/* WKT 1 has no derived geographic CRS; WKT 2 goes into a column that an extension adds. */
static void test_other_crs(void)
{
    static const char ROTATED[] =
        "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25 +lon_0=18 +datum=WGS84";
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"crs", "EPSG:32630", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    assert_answer(&made, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'bcu'", "32630");
    assert_answer(&made, "SELECT min_x BETWEEN 670000 AND 700000 FROM gpkg_contents WHERE table_name = 'bcu'",
                  "1");
    plugin_run_close(&made);

    plugin_run_open(&made, dataset, (const char *const[]){"crs", "OGC:CRS84", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    assert_answer(&made, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'bcu'", "4326");
    assert_answer(&made, "SELECT min_x BETWEEN -0.52 AND -0.51 FROM gpkg_contents WHERE table_name = 'bcu'",
                  "1");
    plugin_run_close(&made);

    plugin_run_open(&made, dataset, (const char *const[]){"crs", ROTATED, NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    assert_answer(&made, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'bcu'", "100000");
    assert_answer(&made, "SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id = 100000", "undefined");
    assert_answer(&made,
                  "SELECT definition_12_063 LIKE 'GEOGCRS%' FROM gpkg_spatial_ref_sys WHERE srs_id = 100000",
                  "1");
    plugin_run_close(&made);
}

/* ---- names ------------------------------------------------------------------------------- */

static void test_column_names(void)
{
    BcuTable *table = bcu_table_new("t");
    static const char *const WANTED[] = {"fid", "Code", "code", "GEOM", "a \"b\""};
    for (size_t i = 0; i < G_N_ELEMENTS(WANTED); i++)
        bcu_table_add_column(table, &(BcuColumn){WANTED[i], BCU_TEXT, -1, NULL, NULL});
    g_auto(GStrv) names = layer_column_names(table);
    g_autofree char *list = g_strjoinv("|", names);
    g_assert_cmpstr(list, ==, "fid_2|Code|code_2|GEOM_2|a \"b\"");
    bcu_table_free(table);
}

/* ---- damage ------------------------------------------------------------------------------ */

typedef struct Damaged {
    PluginRun *made;
    Package package;
} Damaged;

static void assert_refused(Damaged *damaged, const char *sql, const char *reason)
{
    g_autofree char *whole = plugin_run_path(damaged->made, "bcu.gpkg"),
                    *path = plugin_run_path(damaged->made, "damaged.gpkg"), *bytes = NULL, *report = NULL;
    gsize size;
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuRun run = damaged->made->run;
    run.log = log;
    damaged->package.run = &run;
    g_assert_true(g_file_get_contents(whole, &bytes, &size, NULL));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
    /* Triggers of the index call functions that only GIS programs have. */
    g_autofree char *triggers = ask(
        path, "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_master WHERE type = 'trigger'");
    sqlite3 *handle;
    g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(handle, triggers, NULL, NULL, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_close(handle), ==, SQLITE_OK);
    g_assert_false(verify_package(path, &damaged->package, &report));
    g_assert_null(report);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "GPKG030"), ==, 1);
    g_assert_nonnull(strstr(bcu_diag_log_at(log, 0)->message, reason));
}

static void test_damage_is_seen(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, NULL);
    g_assert_true(bcu_plugin.run(&made.run));
    BcuExport *exported = bcu_export_build(&made.run);
    Damaged damaged = {&made,
                       {.exported = exported, .srs_id = 27700, .tables = container_table_names(exported)}};
    assert_refused(&damaged, "DELETE FROM wards WHERE fid = 7", "a row is missing");
    assert_refused(&damaged, "DELETE FROM wards WHERE fid = 625", "rows are missing");
    assert_refused(&damaged, "UPDATE coverage SET population = population + 1 WHERE fid = 3",
                   "a value differs");
    assert_refused(&damaged, "UPDATE boroughs SET cluster_code = '' WHERE cluster_code IS NULL",
                   "a value differs");
    assert_refused(&damaged, "UPDATE area SET code = 'elsewhere' WHERE fid = 1", "refers to nothing");
    assert_refused(&damaged, "UPDATE bcu SET geom = (SELECT b.geom FROM bcu b WHERE b.fid = 2) WHERE fid = 1",
                   "number of vertices");
    assert_refused(&damaged, "UPDATE bcu SET geom = substr(geom, 1, length(geom) - 16) WHERE fid = 1",
                   "cut off");
    assert_refused(&damaged, "DELETE FROM rtree_bcu_geom WHERE id = 5", "spatial index lacks");
    assert_refused(&damaged, "UPDATE rtree_bcu_geom_rowid SET nodeno = 99 WHERE rowid = 5",
                   "damaged"); /* SQLite says so itself from 3.44 on */
    g_strfreev(damaged.package.tables);
    bcu_export_free(exported);
    plugin_run_close(&made);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    BcuProjectFlags none = {0};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &none, &project, &dataset, log));
    g_test_add_func("/gpkg/package/contents", test_contents);
    g_test_add_func("/gpkg/package/layers_and_styles", test_layers_and_styles_are_optional);
    g_test_add_func("/gpkg/package/other_crs", test_other_crs);
    g_test_add_func("/gpkg/package/column_names", test_column_names);
    g_test_add_func("/gpkg/package/damage", test_damage_is_seen);
    int result = g_test_run();
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return result;
}
