/* Whole layers of the shipped project: written, too large, unsayable, and damaged. */
#include "crs_session.h"
#include "plugin_run.h"
#include "rows.h"
#include "shapes.h"
#include "verify.h"
#include <string.h>

static BcuProject *project;
static BcuDataset *dataset;

static void test_written(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, NULL);
    g_assert_true(bcu_plugin.run(&made.run));
    /* Four layers of five files, three tables of two, the list of fields. */
    g_assert_cmpuint(bcu_sink_files(made.run.sink)->len, ==, 4 * 5 + 3 * 2 + 1);
    g_autofree char *path = plugin_run_path(&made, "boroughs.shp"), *original = NULL, *written = NULL;
    gsize size, original_size;
    g_assert_true(g_file_get_contents(path, &written, &size, NULL));
    g_assert_true(
        g_file_get_contents(TEST_SHAPES_DIR "/london_boroughs.shp", &original, &original_size, NULL));
    g_assert_cmpuint(size, ==, original_size); /* as many vertices, rings and records as were read */
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "SHAPEFILE001"), >, 0);
    plugin_run_close(&made);
}

static void test_crs_that_no_prj_can_say(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset,
                    (const char *const[]){"crs",
                                          "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25 "
                                          "+lon_0=18 +datum=WGS84",
                                          NULL});
    g_assert_false(bcu_plugin.run(&made.run));
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "SHAPEFILE022"), ==, 1);
    g_assert_cmpuint(bcu_sink_files(made.run.sink)->len, ==, 0);
    plugin_run_close(&made);
}

/* ---- limits ------------------------------------------------------------------------------ */

static void test_too_large(void)
{
    PluginRun made;
    Files files;
    plugin_run_open(&made, dataset, (const char *const[]){"layers", "bcu", NULL});
    BcuExport *exported = bcu_export_build(&made.run);
    const BcuTable *table = bcu_export_layer_at(exported, 0).table;
    g_autofree Field *fields = fields_describe(table);
    g_assert_true(files_open(&files, &made.run, "bcu", true));
    g_assert_cmpuint(files.limit, ==, 2147483647);
    g_assert_true(files_fit(&files, FILE_SHP, 2147483647));
    g_assert_false(files_fit(&files, FILE_SHP, 2147483648));
    /* The whole file is 528,184 bytes. */
    files.limit = 528183;
    g_assert_false(shapes_write(&files, exported, 0));
    files.limit = 528184;
    g_assert_true(shapes_write(&files, exported, 0));
    files.limit = 1000;
    g_assert_false(rows_write(&files, table, fields));
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "SHAPEFILE020"), ==, 3);
    g_assert_false(files_commit(&files, false));
    g_autofree char *path = plugin_run_path(&made, "bcu.shp");
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    bcu_export_free(exported);
    plugin_run_close(&made);
}

static void test_too_many_fields(void)
{
    PluginRun made;
    Files files;
    BcuTable *table = bcu_table_new("wide");
    for (int i = 0; i < 256; i++) {
        g_autofree char *name = g_strdup_printf("f%d", i);
        bcu_table_add_column(table, &(BcuColumn){name, BCU_TEXT, -1, NULL, NULL});
    }
    plugin_run_open(&made, dataset, NULL);
    g_autofree Field *fields = fields_describe(table);
    g_assert_true(files_open(&files, &made.run, "wide", false));
    g_assert_false(rows_write(&files, table, fields));
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "SHAPEFILE021"), ==, 1);
    files_commit(&files, false);
    bcu_table_free(table);
    plugin_run_close(&made);
}

/* Texts of 300 bytes are cut to what a field holds, and that is said; the file stays readable. */
static void test_long_text(void)
{
    PluginRun made;
    Files files;
    g_autofree char *longer = g_strnfill(300, 'x');
    BcuTable *table = bcu_table_new("long");
    bcu_table_add_column(table, &(BcuColumn){"text", BCU_TEXT, -1, NULL, NULL});
    bcu_table_add_row(table);
    bcu_table_set_text(table, 0, 0, longer);
    plugin_run_open(&made, dataset, NULL);
    g_autofree Field *fields = fields_describe(table);
    g_assert_true(files_open(&files, &made.run, "long", false));
    g_assert_true(rows_write(&files, table, fields));
    DBFHandle dbf = DBFOpen(bcu_stream_path(files.streams[FILE_DBF]), "rb");
    g_assert_cmpuint(strlen(DBFReadStringAttribute(dbf, 0, 0)), ==, 254);
    DBFClose(dbf);
    files_commit(&files, false);
    bcu_table_free(table);
    plugin_run_close(&made);
}

/* ---- damage ------------------------------------------------------------------------------ */

typedef void (*Damage)(const char *shp, const char *dbf);

static void change_bytes(const char *path, gsize at, const char *bytes)
{
    g_autofree char *contents = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(path, &contents, &size, NULL));
    g_assert_cmpuint(at + strlen(bytes), <=, size);
    memcpy(contents + at, bytes, strlen(bytes));
    g_assert_true(g_file_set_contents(path, contents, (gssize)size, NULL));
}

enum { FIRST_VERTEX = 100 + 8 + 44 + 4 }; /* of a first record with one ring */

static void move_first_vertex(const char *shp, const char *dbf)
{
    (void)dbf;
    change_bytes(shp, FIRST_VERTEX + 4, "zz"); /* middle digits of x: the ring is open now */
}
static void move_second_vertex(const char *shp, const char *dbf)
{
    (void)dbf;
    change_bytes(shp, FIRST_VERTEX + 16 + 4, "zz"); /* closed still, of another area */
}
static void change_a_code(const char *shp, const char *dbf)
{
    (void)shp;
    change_bytes(dbf, 32 + 9 * 32 + 1 + 1, "west");
}
static void turn_a_ring(const char *shp, const char *dbf)
{
    (void)dbf;
    SHPHandle handle = SHPOpen(shp, "rb+");
    SHPObject *object = SHPReadObject(handle, 0);
    for (int i = 0, j = object->nVertices - 1; i < j; i++, j--) {
        double x = object->padfX[i], y = object->padfY[i];
        object->padfX[i] = object->padfX[j];
        object->padfY[i] = object->padfY[j];
        object->padfX[j] = x;
        object->padfY[j] = y;
    }
    SHPWriteObject(handle, 0, object);
    SHPDestroyObject(object);
    SHPClose(handle);
}
static void add_a_row(const char *shp, const char *dbf)
{
    (void)shp;
    DBFHandle handle = DBFOpen(dbf, "rb+");
    DBFWriteStringAttribute(handle, 12, 0, "more");
    DBFClose(handle);
}

static void assert_refused(Damage damage, const char *reason)
{
    PluginRun made;
    Files files;
    plugin_run_open(&made, dataset, (const char *const[]){"layers", "bcu", NULL});
    BcuExport *exported = bcu_export_build(&made.run);
    const BcuTable *table = bcu_export_layer_at(exported, 0).table;
    g_autofree Field *fields = fields_describe(table);
    g_assert_true(files_open(&files, &made.run, "bcu", true));
    g_assert_true(rows_write(&files, table, fields) && shapes_write(&files, exported, 0));
    if (damage)
        damage(bcu_stream_path(files.streams[FILE_SHP]), bcu_stream_path(files.streams[FILE_DBF]));
    g_assert_cmpint(verify_layer(&files, &made.run, exported, 0, fields), ==, damage == NULL);
    if (damage) {
        size_t last = bcu_diag_log_size(made.run.log) - 1;
        g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "SHAPEFILE030"), ==, 1);
        g_assert_nonnull(strstr(bcu_diag_log_at(made.run.log, last)->message, reason));
    }
    files_commit(&files, false);
    bcu_export_free(exported);
    plugin_run_close(&made);
}

static void test_damage_is_seen(void)
{
    assert_refused(NULL, NULL);
    assert_refused(move_first_vertex, "open");
    assert_refused(move_second_vertex, "area differs");
    assert_refused(change_a_code, "value differs");
    assert_refused(turn_a_ring, "wrong way round");
    assert_refused(add_a_row, "number of rows");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    BcuProjectFlags none = {0};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &none, &project, &dataset, log));
    g_test_add_func("/shapefile/layers/written", test_written);
    g_test_add_func("/shapefile/layers/crs", test_crs_that_no_prj_can_say);
    g_test_add_func("/shapefile/layers/too_large", test_too_large);
    g_test_add_func("/shapefile/layers/too_many_fields", test_too_many_fields);
    g_test_add_func("/shapefile/layers/long_text", test_long_text);
    g_test_add_func("/shapefile/layers/damage", test_damage_is_seen);
    int result = g_test_run();
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return result;
}
