/* Layers seen alike: which there are, their tables, and shapes that keep what they had. */
#include "base/diag.h"
#include "crs/crs_proj.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "plugin/options.h"
#include "polygon_file.h"
#include <bcukit/export.h>
#include <bcukit/verify.h>
#include <glib/gstdio.h>

static const BcuOptionSpec OPTIONS[] = {BCU_EXPORT_OPTIONS("src_")};

/* Two areas side by side, each its own cluster; a layer of context with a hole and two parts. */
typedef struct Fixture {
    char *folder;
    BcuProject *project;
    BcuDataset *dataset;
    BcuOptions *options;
    BcuRun run;
} Fixture;

static char *file_in(const Fixture *fixture, const char *name)
{
    return g_build_filename(fixture->folder, name, NULL);
}

static void write_context(const char *path)
{
    static double x[] = {0, 0, 9, 9, 0, 3, 6, 6, 3, 3, 20, 20, 21, 20},
                  y[] = {0, 9, 9, 0, 0, 3, 3, 6, 6, 3, 0, 1, 0, 0};
    static int starts[] = {0, 5, 10};
    SHPHandle shp = SHPCreate(path, SHPT_POLYGON);
    DBFHandle dbf = DBFCreate(path);
    DBFAddField(dbf, "NAME", FTString, 8, 0);
    SHPObject *object = SHPCreateObject(SHPT_POLYGON, -1, 3, starts, NULL, 14, x, y, NULL, NULL);
    SHPWriteObject(shp, -1, object);
    SHPDestroyObject(object);
    DBFWriteStringAttribute(dbf, 0, 0, "lake");
    SHPClose(shp);
    DBFClose(dbf);
}

static void set_up(Fixture *fixture, const char *const *settings)
{
    static const BcuPoint left[] = {{500000, 200000}, {501000, 200000}, {501000, 201000}, {500000, 201000}},
                          right[] = {{501000, 200000}, {502000, 200000}, {502000, 201000}, {501000, 201000}};
    static const PolygonRecord records[] = {{"A", "west", 5, left, 4}, {"B", "east", -1, right, 4}};
    fixture->folder = g_dir_make_tmp("bcukit-test-XXXXXX", NULL);
    g_autofree char *areas = file_in(fixture, "areas.shp"), *lakes = file_in(fixture, "lakes.shp"),
                    *ini = file_in(fixture, "p.ini");
    write_polygon_file(areas, records, 2, (PolygonStyle){.reversed = false});
    write_context(lakes);
    g_assert_true(
        g_file_set_contents(ini,
                            "[layer areas]\npath = areas.shp\ncode = CODE\ncrs = EPSG:27700\n"
                            "population = PEOPLE\n[layer Borders]\npath = lakes.shp\nrole = context\n"
                            "crs = EPSG:27700\n[clusters]\nfield = GROUP\n",
                            -1, NULL));
    BcuProjectFlags none = {0};
    BcuDiagLog *log = bcu_diag_log_new();
    g_assert_true(bcu_dataset_read(test_session(), ini, &none, &fixture->project, &fixture->dataset, log));
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; settings && settings[i]; i += 2) {
        BcuSetting setting = {(char *)"test", (char *)settings[i], (char *)settings[i + 1], 0};
        g_ptr_array_add(list, g_memdup2(&setting, sizeof setting));
    }
    g_assert_true(bcu_options_parse("test", OPTIONS, G_N_ELEMENTS(OPTIONS), sizeof OPTIONS[0], list, ".",
                                    &fixture->options, log));
    fixture->run = (BcuRun){sizeof(BcuRun), fixture->dataset, fixture->options, NULL, log, NULL};
}

static void tear_down(Fixture *fixture)
{
    GDir *folder = g_dir_open(fixture->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(folder));) {
        g_autofree char *path = file_in(fixture, name);
        g_unlink(path);
    }
    g_dir_close(folder);
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    bcu_options_free(fixture->options);
    bcu_dataset_free(fixture->dataset);
    bcu_project_free(fixture->project);
    bcu_diag_log_free(fixture->run.log);
}

static void test_layers(void)
{
    /* The context layer is called "Borders": ids stay unique whatever the case. Without phases there is no rollout. */
    static const char *const IDS[] = {"clusters", "areas", "borders", "Borders_2", "area", "coverage"};
    Fixture fixture;
    set_up(&fixture, NULL);
    BcuExport *exported = bcu_export_build(&fixture.run);
    g_assert_nonnull(exported);
    g_assert_cmpuint(bcu_export_layer_count(exported), ==, G_N_ELEMENTS(IDS));
    for (uint32_t i = 0; i < G_N_ELEMENTS(IDS); i++)
        g_assert_cmpstr(bcu_export_layer_at(exported, i).id, ==, IDS[i]);
    g_assert_cmpstr(bcu_export_operation(exported), ==, "none");
    const BcuTable *areas = bcu_export_layer_at(exported, 1).table;
    g_assert_cmpuint(bcu_table_find(areas, "src_CODE"), !=, BCU_NONE);
    g_assert_cmpint(bcu_table_at(areas, 0, bcu_table_find(areas, "population")).as.integer, ==, 5);
    g_assert_cmpint(bcu_table_at(areas, 1, bcu_table_find(areas, "population")).type, ==, BCU_NULL);
    bcu_export_free(exported);
    tear_down(&fixture);
}

static void test_borders(void)
{
    Fixture fixture;
    set_up(&fixture, (const char *const[]){"layers", "borders", NULL});
    BcuExport *exported = bcu_export_build(&fixture.run);
    g_assert_cmpuint(bcu_export_layer_count(exported), ==, 1);
    BcuExportLayer layer = bcu_export_layer_at(exported, 0);
    double outer = 0;
    uint32_t between = 0;
    for (uint32_t row = 0; row < bcu_table_row_count(layer.table); row++) {
        double length;
        BcuShape *line = bcu_export_shape_build(exported, 0, row);
        g_assert_true(bcu_table_number(layer.table, row, bcu_table_find(layer.table, "length_m"), &length));
        g_assert_cmpfloat_with_epsilon(bcu_shape_length(line), length, 1e-6);
        bcu_shape_free(line);
        if (g_str_equal(bcu_table_at(layer.table, row, 0).as.text, "cluster")) {
            g_assert_cmpfloat(length, ==, 1000);
            between++;
        } else {
            g_assert_cmpstr(bcu_table_at(layer.table, row, 0).as.text, ==, "outer");
            outer += length;
        }
    }
    g_assert_cmpuint(between, ==, 1);
    g_assert_cmpfloat(outer, ==, 6000);
    bcu_export_free(exported);
    tear_down(&fixture);
}

/* A context polygon keeps its hole and its second part. */
static void test_context(void)
{
    Fixture fixture;
    set_up(&fixture, (const char *const[]){"layers", "Borders_2", NULL});
    BcuExport *exported = bcu_export_build(&fixture.run);
    BcuShape *shape = bcu_export_shape_build(exported, 0, 0);
    g_assert_cmpuint(shape->part_count, ==, 2);
    g_assert_cmpuint(shape->part_start[1], ==, 2);
    g_assert_cmpuint(shape->ring_count, ==, 3);
    g_assert_cmpfloat(bcu_shape_area(shape), ==, 81 - 9 + 0.5);
    bcu_shape_free(shape);
    bcu_export_free(exported);
    tear_down(&fixture);
}

/* In another CRS the shared border is still the same bit for bit, and insides stay on the left, also
 * where the axes of the CRS point west and south. */
static void test_other_crs(void)
{
    static const char *const CRS[] = {"EPSG:4326", "+proj=tmerc +lon_0=-2 +axis=wsu +datum=WGS84"};
    for (size_t i = 0; i < G_N_ELEMENTS(CRS); i++) {
        Fixture fixture;
        set_up(&fixture, (const char *const[]){"layers", "areas", "crs", CRS[i], NULL});
        BcuExport *exported = bcu_export_build(&fixture.run);
        g_assert_nonnull(exported);
        g_assert_cmpstr(bcu_crs_definition(bcu_export_crs(exported)), ==, CRS[i]);
        BcuShape *a = bcu_export_shape_build(exported, 0, 0), *b = bcu_export_shape_build(exported, 0, 1);
        size_t shared = 0;
        for (size_t p = 0; p + 1 < a->point_count; p++)
            for (size_t q = 0; q + 1 < b->point_count; q++)
                shared += memcmp(&a->points[p], &b->points[q], sizeof(BcuPoint)) == 0;
        g_assert_cmpuint(shared, ==, 2);
        g_assert_cmpfloat(bcu_ring_area(bcu_shape_ring(a, 0)), >, 0);
        g_assert_true(i == 0 || bcu_shape_extent(a).min_x > bcu_shape_extent(b).min_x); /* mirrored */
        g_assert_cmpuint(bcu_diag_log_count_code(fixture.run.log, "EXP001"), ==, 1);
        bcu_shape_free(a);
        bcu_shape_free(b);
        bcu_export_free(exported);
        tear_down(&fixture);
    }
}

static void test_failures(void)
{
    Fixture fixture;
    set_up(&fixture, (const char *const[]){"layers", "areas,parishes", NULL});
    g_assert_null(bcu_export_build(&fixture.run));
    g_assert_cmpuint(bcu_diag_log_count_code(fixture.run.log, "OPT040"), ==, 1);
    tear_down(&fixture);

    /* The gnomonic plane about the antipode cannot show London. */
    set_up(&fixture, (const char *const[]){"crs", "+proj=gnom +lat_0=-51 +lon_0=180 +datum=WGS84", NULL});
    g_assert_null(bcu_export_build(&fixture.run));
    g_assert_cmpuint(bcu_diag_log_count_code(fixture.run.log, "EXP011"), ==, 1);
    tear_down(&fixture);
}

/* A site plan has no place on the globe, so no figures that need one. */
static void test_no_figures(void)
{
    Fixture fixture;
    set_up(&fixture, (const char *const[]){"layers", "area", NULL});
    BcuCrs plan = *fixture.dataset->parts.crs;
    plan.definition = plan.wkt = (char *)"LOCAL_CS[\"site plan\",UNIT[\"metre\",1]]";
    plan.ground = NULL;
    fixture.dataset->parts.crs = &plan;
    g_assert_null(bcu_export_build(&fixture.run));
    g_assert_cmpuint(bcu_diag_log_count_code(fixture.run.log, "EXP012"), ==, 1);
    tear_down(&fixture);
}

/* More vertices than any memory holds. */
static void test_no_memory(void)
{
    Fixture fixture;
    /* In metres: nobody looks at vertices before room for them is asked for. */
    set_up(&fixture, (const char *const[]){"layers", "areas", "crs", "EPSG:3857", NULL});
    const BcuTopology *topology = fixture.dataset->coverage[0].topology;
    size_t *end = &topology->arc_start[topology->arc_count], before = *end; /* of the last border */
    *end = SIZE_MAX / sizeof(BcuPoint) + 1;
    g_assert_null(bcu_export_build(&fixture.run));
    g_assert_cmpuint(bcu_diag_log_count_code(fixture.run.log, "EXP013"), ==, 1);
    *end = before;
    tear_down(&fixture);
}

/* What transforming there and back leaves open is micrometres, whatever the unit of the working CRS. */
static void test_round_trip(void)
{
    static const struct {
        const char *crs;
        double metres_per_unit;
    } CASES[] = {{"EPSG:27700", 1}, {"EPSG:4326", 111320}, {"EPSG:2263", 0.3048}};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Fixture fixture;
        set_up(&fixture, NULL);
        fixture.dataset->parts.crs = test_crs(CASES[i].crs);
        BcuTransform *transform = bcu_transform_new(test_crs(CASES[i].crs), test_crs("EPSG:3857"), fixture.run.log);
        double open = bcu_verify_displacement(fixture.dataset, transform, (BcuBox){0, 6e6, 1e4, 6.1e6},
                                              (BcuPoint){0, 0});
        g_assert_cmpfloat_with_epsilon(open * CASES[i].metres_per_unit, 6.4e-6, 1e-7);
        bcu_transform_free(transform);
        tear_down(&fixture);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/export/layers", test_layers);
    g_test_add_func("/export/borders", test_borders);
    g_test_add_func("/export/context", test_context);
    g_test_add_func("/export/other_crs", test_other_crs);
    g_test_add_func("/export/failures", test_failures);
    g_test_add_func("/export/no_figures", test_no_figures);
    g_test_add_func("/export/no_memory", test_no_memory);
    g_test_add_func("/export/round_trip", test_round_trip);
    int result = g_test_run();
    return result;
}
