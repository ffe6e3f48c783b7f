/* Shapefiles written in the test: types, rings, encodings, and files that are broken. */
#include "base/diag.h"
#include "layer/shapefile.h"
#include <glib/gstdio.h>
#include <math.h>
#include <shapefil.h>
#include <string.h>

static char *folder;

static char *at(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void put_file(const char *name, const char *text)
{
    g_autofree char *path = at(name);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

typedef struct Ring {
    const double *xy;
    int count;
} Ring;

/* One record from rings, with a name in raw bytes. */
static void write_layer(const char *name, int type, const Ring *rings, int ring_count, const char *text)
{
    g_autofree char *path = at(name);
    SHPHandle shp = SHPCreate(path, type);
    DBFHandle dbf = DBFCreateEx(path, NULL);
    DBFAddField(dbf, "NAME", FTString, 20, 0);
    DBFAddField(dbf, "CODE", FTString, 5, 0);
    DBFAddField(dbf, "COUNT", FTInteger, 9, 0);
    DBFAddField(dbf, "RATIO", FTDouble, 12, 3);
    double x[64], y[64], z[64] = {0};
    int starts[8], total = 0;
    for (int r = 0; r < ring_count; r++) {
        starts[r] = total;
        for (int i = 0; i < rings[r].count; i++, total++) {
            x[total] = rings[r].xy[2 * i];
            y[total] = rings[r].xy[2 * i + 1];
        }
    }
    SHPObject *object = SHPCreateObject(type, -1, ring_count, starts, NULL, total, x, y, z, NULL);
    SHPWriteObject(shp, -1, object);
    SHPDestroyObject(object);
    DBFWriteStringAttribute(dbf, 0, 0, text);
    DBFWriteStringAttribute(dbf, 0, 1, "007");
    DBFWriteIntegerAttribute(dbf, 0, 2, 42);
    DBFWriteNULLAttribute(dbf, 0, 3);
    SHPClose(shp);
    DBFClose(dbf);
    g_autofree char *cpg = g_strconcat(path, ".cpg", NULL);
    g_unlink(cpg);
}

static BcuLayer *read_layer(const char *name, BcuDiagLog *log)
{
    g_autofree char *path = at(name);
    BcuShapefileSource source = {.id = "layer", .path = path, .crs = "EPSG:27700", .crs_key = "layer layer.crs"};
    BcuLayer *layer = NULL;
    return bcu_shapefile_read(&source, &layer, log) ? layer : NULL;
}

static const double SHELL[] = {0, 0, 0, 10, 10, 10, 10, 0, 0, 0}; /* clockwise */
static const double HOLE[] = {2, 2, 4, 2, 4, 4, 2, 4, 2, 2};      /* counter-clockwise */
static const double OTHER[] = {20, 0, 20, 10, 30, 10, 30, 0, 20, 0};

static void test_rings_and_fields(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    const Ring rings[] = {{SHELL, 5}, {OTHER, 5}, {HOLE, 5}};
    write_layer("rings", SHPT_POLYGON, rings, 3, "Plain");
    g_autoptr(BcuLayer) layer = read_layer("rings.shp", log);
    g_assert_nonnull(layer);
    BcuShape *shape = bcu_layer_shape_build(layer, 0);
    g_assert_cmpuint(shape->part_count, ==, 2);
    g_assert_cmpuint(shape->ring_count, ==, 3);
    g_assert_cmpfloat(bcu_ring_area(bcu_shape_ring(shape, 0)), ==, 100);
    g_assert_cmpfloat(bcu_ring_area(bcu_shape_ring(shape, 1)), ==, -4); /* the hole follows its shell */
    g_assert_cmpfloat(bcu_shape_area(shape), ==, 196);
    bcu_shape_free(shape);
    g_assert_cmpstr(bcu_table_at(layer->fields, 0, 1).as.text, ==, "007");
    g_assert_cmpint(bcu_table_at(layer->fields, 0, 2).as.integer, ==, 42);
    g_assert_cmpint(bcu_table_at(layer->fields, 0, 3).type, ==, BCU_NULL);
    g_assert_cmpuint(bcu_diag_count(log, BCU_WARNING), ==, 0);
}

static void test_wrong_direction(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    double turned[10];
    for (int i = 0; i < 5; i++) {
        turned[2 * i] = SHELL[8 - 2 * i];
        turned[2 * i + 1] = SHELL[9 - 2 * i];
    }
    const Ring rings[] = {{turned, 5}, {HOLE, 5}}; /* both counter-clockwise */
    write_layer("turned", SHPT_POLYGON, rings, 2, "x");
    g_autoptr(BcuLayer) layer = read_layer("turned.shp", log);
    BcuShape *shape = bcu_layer_shape_build(layer, 0);
    g_assert_cmpfloat(bcu_shape_area(shape), ==, 96);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "SHP033"), ==, 1);
    bcu_shape_free(shape);
}

static void test_heights_are_left_out(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    const Ring rings[] = {{SHELL, 5}};
    write_layer("heights", SHPT_POLYGONZ, rings, 1, "x");
    g_autoptr(BcuLayer) layer = read_layer("heights.shp", log);
    g_assert_true(layer->had_z);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "SHP040"), ==, 1);
}

static void check_text(const char *name, const char *bytes, const char *cpg, const char *expected, const char *code)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    const Ring rings[] = {{SHELL, 5}};
    write_layer(name, SHPT_POLYGON, rings, 1, bytes);
    g_autofree char *cpg_name = g_strconcat(name, ".cpg", NULL);
    if (cpg)
        put_file(cpg_name, cpg);
    g_autofree char *file = g_strconcat(name, ".shp", NULL);
    g_autoptr(BcuLayer) layer = read_layer(file, log);
    g_assert_cmpstr(bcu_table_at(layer->fields, 0, 0).as.text, ==, expected);
    if (code)
        g_assert_cmpuint(bcu_diag_log_count_code(log, code), ==, 1);
    else
        g_assert_cmpuint(bcu_diag_count(log, BCU_WARNING), ==, 0);
}

static void test_encodings(void)
{
    check_text("utf8", "Bézier", "UTF-8", "Bézier", NULL);
    check_text("latin", "B\xe9zier", "ISO-8859-1", "Bézier", NULL);
    check_text("number", "B\xe9zier", "1252", "Bézier", NULL);
    check_text("guessed8", "Bézier", NULL, "Bézier", NULL);
    check_text("guessed1", "B\xe9zier", NULL, "Bézier", NULL);
    check_text("lying", "B\xe9zier", "UTF-8", "Bézier", "SHP051");
    check_text("unknown", "Bézier", "KLINGON", "Bézier", "SHP050");
}

/* The language byte stands at offset 29 of the table; 0x65 is the code page 866. */
static void test_language_byte(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    const Ring rings[] = {{SHELL, 5}};
    write_layer("language", SHPT_POLYGON, rings, 1, "\x8c\xae\xe1\xaa\xa2\xa0");
    g_autofree char *dbf = at("language.dbf"), *contents = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(dbf, &contents, &length, NULL));
    contents[29] = 0x65;
    g_assert_true(g_file_set_contents(dbf, contents, (gssize)length, NULL));
    g_autoptr(BcuLayer) layer = read_layer("language.shp", log);
    g_assert_cmpstr(bcu_table_at(layer->fields, 0, 0).as.text, ==, "Москва");
    g_assert_cmpstr(layer->encoding_origin, ==, "language byte 0x65");
}

static void test_points_and_lines(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    const double place[] = {3, 4}, track[] = {0, 0, 1, 1, 2, 0};
    const Ring point[] = {{place, 1}}, line[] = {{track, 3}};
    write_layer("point", SHPT_POINT, point, 1, "x");
    write_layer("line", SHPT_ARC, line, 1, "x");
    g_autoptr(BcuLayer) points = read_layer("point.shp", log);
    g_autoptr(BcuLayer) lines = read_layer("line.shp", log);
    g_assert_cmpint(points->geometry, ==, BCU_POINTS);
    g_assert_cmpfloat(points->points[0].y, ==, 4);
    g_assert_cmpint(lines->geometry, ==, BCU_LINES);
    g_assert_cmpuint(lines->ring_start[1], ==, 3);
}

static void expect(const char *name, const char *code)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) layer = read_layer(name, log);
    g_assert_null(layer);
    g_assert_cmpuint(bcu_diag_log_count_code(log, code), >=, 1);
}

static void expect_read(const char *name, const char *code)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) layer = read_layer(name, log);
    g_assert_nonnull(layer);
    g_assert_cmpuint(bcu_diag_log_count_code(log, code), ==, 1);
}

static void cut_end(const char *name, gssize bytes)
{
    g_autofree char *path = at(name), *contents = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &contents, &length, NULL));
    g_assert_true(g_file_set_contents(path, contents, (gssize)length - bytes, NULL));
}

static void test_missing_and_damaged(void)
{
    const Ring rings[] = {{SHELL, 5}};
    expect("nowhere.shp", "SHP010");
    write_layer("noindex", SHPT_POLYGON, rings, 1, "x");
    g_autofree char *shx = at("noindex.shx");
    g_unlink(shx);
    expect_read("noindex.shp", "SHP026");
    write_layer("notable", SHPT_POLYGON, rings, 1, "x");
    g_autofree char *dbf = at("notable.dbf");
    g_unlink(dbf);
    expect("notable.shp", "SHP012");
    write_layer("cut", SHPT_POLYGON, rings, 1, "x");
    cut_end("cut.shp", 40);
    expect("cut.shp", "SHP020");
    put_file("text.shp", "this is not a shapefile at all, only text that is long enough for a header of 100 bytes, as is needed");
    put_file("text.shx", "this is not a shapefile at all, only text that is long enough for a header of 100 bytes, as is needed");
    expect("text.shp", "SHP011");
    const double broken[] = {0, 0, 0, NAN, 10, 10, 0, 0};
    const Ring bad[] = {{broken, 4}};
    write_layer("nan", SHPT_POLYGON, bad, 1, "x");
    expect("nan.shp", "SHP021");
    const double far[] = {0, 0, 0, 1e16, 10, 10, 0, 0};
    const Ring away[] = {{far, 4}};
    write_layer("far", SHPT_POLYGON, away, 1, "x");
    expect("far.shp", "SHP021");
    write_layer("short", SHPT_POLYGON, rings, 1, "x");
    cut_end("short.dbf", 10);
    expect("short.shp", "SHP012");
}

static void test_missing_prj(void)
{
    const Ring rings[] = {{SHELL, 5}};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    write_layer("noprj", SHPT_POLYGON, rings, 1, "x");
    g_autofree char *path = at("noprj.shp");
    BcuShapefileSource source = {.id = "wards", .path = path, .crs_key = "layer wards.crs"};
    BcuLayer *layer = NULL;
    g_assert_false(bcu_shapefile_read(&source, &layer, log));
    const BcuDiag *diag = bcu_diag_log_at(log, bcu_diag_log_size(log) - 1);
    g_assert_cmpstr(diag->code, ==, "SHP014");
    g_assert_nonnull(strstr(diag->hint, "layer wards.crs"));
    g_assert_nonnull(strstr(diag->hint, "EPSG:4326")); /* 0 to 10 looks like degrees */
}

static void test_degenerate_rings(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    const double flat[] = {1, 2, 5, 5, 1, 2, 1, 2};
    const double open[] = {20, 0, 20, 10, 30, 10, 30, 0};
    const Ring rings[] = {{SHELL, 5}, {flat, 4}, {open, 4}};
    write_layer("degenerate", SHPT_POLYGON, rings, 3, "x");
    g_autoptr(BcuLayer) layer = read_layer("degenerate.shp", log);
    g_assert_cmpuint(layer->ring_count, ==, 2);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "SHP031"), ==, 1);
    g_assert_cmpuint(bcu_diag_log_size(log), ==, 2);
    const BcuDiag *diag = bcu_diag_log_at(log, 0);
    g_assert_cmpstr(diag->code, ==, "SHP032");
    g_assert_cmpint(diag->place.record, ==, 1);
    g_assert_cmpint(diag->place.ring, ==, 2);
    g_assert_nonnull(strstr(diag->message, "at 1.000000 2.000000"));
    g_assert_cmpuint(layer->empty_rings->len, ==, 1);
    const BcuEmptyRing *empty = &g_array_index(layer->empty_rings, BcuEmptyRing, 0);
    g_assert_cmpuint(empty->record, ==, 0);
    g_assert_cmpfloat(empty->at.y, ==, 2);
}

/* Its lobes are ground, although their areas cancel out. */
static void test_bow_tie(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    const double bow[] = {0, 0, 2, 2, 2, 0, 0, 2, 0, 0};
    const Ring rings[] = {{bow, 5}};
    write_layer("bow", SHPT_POLYGON, rings, 1, "x");
    g_autoptr(BcuLayer) layer = read_layer("bow.shp", log);
    g_assert_cmpuint(layer->ring_count, ==, 1);
    g_assert_cmpuint(layer->point_count, ==, 5);
    g_assert_cmpuint(layer->empty_rings->len, ==, 0);
    g_assert_cmpuint(bcu_diag_log_size(log), ==, 0);
}

static void test_nothing_left(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    const double flat[] = {1, 2, 5, 5, 1, 2, 1, 2};
    const Ring rings[] = {{flat, 4}};
    write_layer("nothing", SHPT_POLYGON, rings, 1, "x");
    g_autoptr(BcuLayer) layer = read_layer("nothing.shp", log);
    g_assert_cmpuint(layer->record_count, ==, 1);
    g_assert_cmpuint(layer->ring_count, ==, 0);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "SHP030"), ==, 1);
    g_assert_cmpint(bcu_diag_log_at(log, bcu_diag_log_size(log) - 1)->place.record, ==, 1);
}

static void test_shipped(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuShapefileSource source = {.id = "b", .path = TEST_SHAPES_DIR "/london_boroughs.shp"};
    BcuLayer *layer = NULL;
    g_assert_true(bcu_shapefile_read(&source, &layer, log));
    g_assert_cmpuint(layer->record_count, ==, 33);
    g_assert_cmpuint(layer->point_count, ==, 48548);
    g_assert_cmpuint(bcu_diag_count(log, BCU_NOTE), ==, 0);
    bcu_layer_free(layer);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("bcukit-shapefile-XXXXXX", NULL);
    g_test_add_func("/shapefile/rings_and_fields", test_rings_and_fields);
    g_test_add_func("/shapefile/wrong_direction", test_wrong_direction);
    g_test_add_func("/shapefile/heights_are_left_out", test_heights_are_left_out);
    g_test_add_func("/shapefile/encodings", test_encodings);
    g_test_add_func("/shapefile/language_byte", test_language_byte);
    g_test_add_func("/shapefile/points_and_lines", test_points_and_lines);
    g_test_add_func("/shapefile/missing_and_damaged", test_missing_and_damaged);
    g_test_add_func("/shapefile/missing_prj", test_missing_prj);
    g_test_add_func("/shapefile/degenerate_rings", test_degenerate_rings);
    g_test_add_func("/shapefile/bow_tie", test_bow_tie);
    g_test_add_func("/shapefile/nothing_left", test_nothing_left);
    g_test_add_func("/shapefile/shipped", test_shipped);
    int failed = g_test_run();
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = at(name);
        g_unlink(path);
    }
    g_dir_close(dir);
    g_rmdir(folder);
    g_free(folder);
    return failed;
}
