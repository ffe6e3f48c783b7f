/* The topology as a file: what it holds on the shipped project, and that its own check sees damage. */
#include "crs_session.h"
#include "plugin_run.h"
#include "topology.h"
#include "verify.h"
#include <jansson.h>
#include <string.h>

static BcuProject *project;
static BcuDataset *dataset;

static json_t *read_written(const PluginRun *made)
{
    g_autofree char *path = plugin_run_path(made, "bcu.topojson");
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    g_assert_nonnull(root);
    return root;
}

static json_t *geometries_of(json_t *root, const char *object)
{
    return json_object_get(json_object_get(json_object_get(root, "objects"), object), "geometries");
}

/* How many rings refer to each arc, over all geometries of an object. */
static size_t count_refs(json_t *item, size_t *uses)
{
    size_t index, count = 0;
    json_t *inner;
    if (json_is_integer(item)) {
        json_int_t ref = json_integer_value(item);
        uses[ref < 0 ? ~ref : ref]++;
        return 1;
    }
    json_array_foreach(item, index, inner) count += count_refs(inner, uses);
    return count;
}

static void test_arcs_are_shared(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, NULL);
    g_assert_true(bcu_plugin.run(&made.run));
    json_t *root = read_written(&made), *arcs = json_object_get(root, "arcs"), *geometry;
    g_autofree size_t *uses = g_new0(size_t, json_array_size(arcs) + 1);
    size_t index, twice = 0;
    json_array_foreach(geometries_of(root, "boroughs"), index, geometry)
        count_refs(json_object_get(geometry, "arcs"), uses);
    for (size_t a = 0; a < json_array_size(arcs); a++) {
        g_assert_true(uses[a] == 1 || uses[a] == 2);
        twice += uses[a] == 2;
    }
    g_assert_cmpuint(json_array_size(arcs), ==, bcu_arc_count(dataset, 0));
    g_assert_cmpuint(twice, >, 50);
    g_assert_cmpuint(json_array_size(geometries_of(root, "bcu")), ==, 12);
    g_assert_cmpuint(json_array_size(geometries_of(root, "wards")), ==, 625);
    json_decref(root);
    plugin_run_close(&made);
}

/* Only what the chosen layers need is in the file. */
static void test_layers(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"layers", "bcu", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    json_t *root = read_written(&made);
    g_assert_cmpuint(json_object_size(json_object_get(root, "objects")), ==, 1);
    g_assert_cmpuint(json_array_size(json_object_get(root, "arcs")), <, bcu_arc_count(dataset, 0));
    json_decref(root);
    plugin_run_close(&made);

    plugin_run_open(&made, dataset, (const char *const[]){"layers", "parishes", NULL});
    g_assert_false(bcu_plugin.run(&made.run));
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "OPT040"), ==, 1);
    plugin_run_close(&made);
}

/* Borders refer to the arcs of the outlines, each once, and say what they divide. */
static void test_borders(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"layers", "boroughs, borders", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    json_t *root = read_written(&made), *geometry;
    g_autofree size_t *uses = g_new0(size_t, json_array_size(json_object_get(root, "arcs")) + 1);
    size_t index, cluster = 0;
    json_array_foreach(geometries_of(root, "borders"), index, geometry)
    {
        json_t *properties = json_object_get(geometry, "properties");
        g_assert_cmpstr(json_string_value(json_object_get(geometry, "type")), ==, "LineString");
        g_assert_cmpuint(count_refs(json_object_get(geometry, "arcs"), uses), ==, 1);
        g_assert_null(json_object_get(geometry, "id"));
        cluster += g_str_equal(json_string_value(json_object_get(properties, "border")), "cluster");
    }
    g_assert_cmpuint(index, ==, bcu_arc_count(dataset, 0));
    g_assert_cmpuint(json_array_size(json_object_get(root, "arcs")), ==, index);
    for (size_t a = 0; a < index; a++)
        g_assert_cmpuint(uses[a], ==, 1);
    g_assert_true(cluster > 20 && cluster < index);
    json_decref(root);
    plugin_run_close(&made);
}

/* Into a CRS whose first axis points west: its check finds shells counter-clockwise all the same. */
static void test_mirrored(void)
{
    static const char *const QUANTA[] = {"0", "1000000"};
    for (size_t i = 0; i < G_N_ELEMENTS(QUANTA); i++) {
        PluginRun made;
        plugin_run_open(&made, dataset,
                        (const char *const[]){"crs", "+proj=tmerc +lon_0=-2 +axis=wnu +datum=WGS84",
                                              "quantization", QUANTA[i], "layers", "boroughs, borders, wards",
                                              NULL});
        g_assert_true(bcu_plugin.run(&made.run));
        g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "TOPOJSON030"), ==, 0);
        json_t *root = read_written(&made);
        double west = json_number_value(json_array_get(json_object_get(root, "bbox"), 0));
        g_assert_true(west < -1e5); /* east of the central meridian is below zero */
        json_decref(root);
        plugin_run_close(&made);
    }
}

static void test_quantised(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"quantization", "1000", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    json_t *root = read_written(&made), *transform = json_object_get(root, "transform"), *arc, *position;
    json_t *bbox = json_object_get(root, "bbox"), *scale = json_object_get(transform, "scale");
    double width = json_number_value(json_array_get(bbox, 2)) - json_number_value(json_array_get(bbox, 0));
    g_assert_cmpfloat_with_epsilon(json_number_value(json_array_get(scale, 0)) * 999, width, 1e-12);
    size_t a, i;
    json_array_foreach(json_object_get(root, "arcs"), a, arc)
    {
        json_int_t x = 0, y = 0;
        g_assert_cmpuint(json_array_size(arc), >=, 2);
        json_array_foreach(arc, i, position)
        {
            g_assert_true(json_is_integer(json_array_get(position, 0)));
            x += json_integer_value(json_array_get(position, 0));
            y += json_integer_value(json_array_get(position, 1));
            g_assert_true(x >= 0 && x <= 999 && y >= 0 && y <= 999);
        }
    }
    /* Newham's second part is a triangle of 2 m2: it cannot be seen on this grid. */
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "TOPOJSON030"), ==, 1);
    json_decref(root);
    plugin_run_close(&made);
}

/* On coarse grids borders cross: each such area is made valid, as the check of the file finds, and said. */
static void test_areas_are_made_valid(void)
{
    static const char *const GRIDS[][2] = {
        {"quantization", "300"}, {"quantization", "3000"}, {"decimals", "2"}, {"decimals", "3"}};
    for (size_t i = 0; i < G_N_ELEMENTS(GRIDS); i++) {
        PluginRun made;
        plugin_run_open(&made, dataset, (const char *const[]){GRIDS[i][0], GRIDS[i][1], NULL});
        g_assert_true(bcu_plugin.run(&made.run));
        g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "TOPOJSON031"), >, 0);
        plugin_run_close(&made);
    }
}

static void test_one_position_is_refused(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"quantization", "1", NULL});
    g_assert_false(bcu_plugin.check(made.options, made.run.log));
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "TOPOJSON012"), ==, 1);
    plugin_run_close(&made);
}

/* On a grid so coarse that whole boroughs vanish, what is written still passes the check. */
static void test_everything_may_vanish(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"quantization", "2", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    json_t *root = read_written(&made), *geometry;
    size_t index, empty = 0;
    json_array_foreach(geometries_of(root, "boroughs"), index, geometry) empty +=
        json_is_null(json_object_get(geometry, "type"));
    g_assert_cmpuint(empty, >, 20);
    json_decref(root);
    plugin_run_close(&made);
}

/* At no decimals at all, a degree, every ring is flat or a triangle turned over. */
static void test_few_decimals(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"decimals", "0", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "TOPOJSON030"), ==, 1);
    json_t *root = read_written(&made);
    g_assert_true(json_is_null(json_object_get(json_array_get(geometries_of(root, "boroughs"), 0), "type")));
    json_decref(root);
    plugin_run_close(&made);
}

static void test_winding(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"winding", "d3", "quantization", "100000", NULL});
    g_assert_true(bcu_plugin.run(&made.run)); /* its check looks at the direction that was asked for */
    plugin_run_close(&made);
}

/* ---- damage ------------------------------------------------------------------------------ */

typedef void (*Damage)(json_t *root);

static void lose_a_feature(json_t *root)
{
    json_array_remove(geometries_of(root, "boroughs"), 7);
}
static void change_a_code(json_t *root)
{
    json_object_set_new(json_array_get(geometries_of(root, "wards"), 3), "id", json_string("E05999999"));
}
static json_t *first_ring(json_t *root)
{
    return json_array_get(json_object_get(json_array_get(geometries_of(root, "bcu"), 0), "arcs"), 0);
}
static void lose_an_arc(json_t *root)
{
    json_array_remove(first_ring(root), 1);
}
static void turn_a_ring(json_t *root)
{
    json_t *ring = first_ring(root), *turned = json_array(), *ref;
    size_t index;
    json_array_foreach(ring, index, ref)
        json_array_insert_new(turned, 0, json_integer(~json_integer_value(ref)));
    json_array_clear(ring);
    json_array_extend(ring, turned);
    json_decref(turned);
}
/* A vertex in the middle of the longest arc: nothing but an area can tell. */
static void move_a_vertex(json_t *root)
{
    json_t *arcs = json_object_get(root, "arcs"), *longest = json_array_get(arcs, 0), *arc, *position;
    size_t index;
    json_array_foreach(arcs, index, arc) if (json_array_size(arc) > json_array_size(longest)) longest = arc;
    position = json_array_get(longest, json_array_size(longest) / 2);
    json_real_set(json_array_get(position, 0), json_real_value(json_array_get(position, 0)) + 0.01);
}
static void move_a_point(json_t *root)
{
    json_t *position = json_object_get(json_array_get(geometries_of(root, "wards"), 5), "coordinates");
    json_array_set_new(position, 1, json_real(json_number_value(json_array_get(position, 1)) + 1e-5));
}
/* From its second vertex back over its first edge. */
static void cross_a_ring(json_t *root)
{
    json_t *arc = json_array_get(json_object_get(root, "arcs"), (size_t)json_integer_value(json_array_get(first_ring(root), 0)));
    double x[3], y[3];
    for (size_t i = 0; i < 3; i++) {
        x[i] = json_number_value(json_array_get(json_array_get(arc, i), 0));
        y[i] = json_number_value(json_array_get(json_array_get(arc, i), 1));
    }
    double middle_x = (x[0] + x[1]) / 2, middle_y = (y[0] + y[1]) / 2;
    json_array_insert_new(arc, 2, json_pack("[f,f]", middle_x + (middle_x - x[2]) / 100, middle_y + (middle_y - y[2]) / 100));
}
static void refer_to_nothing(json_t *root)
{
    json_array_set_new(first_ring(root), 0, json_integer(100000));
}

static void assert_refused(PluginRun *made, const BcuExport *exported, Damage damage, const char *reason)
{
    g_autofree char *path = plugin_run_path(made, "damaged.topojson");
    g_autofree char *report = NULL;
    json_t *root = read_written(made);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    TopoFile file = {path, exported, 7, false, NULL};
    damage(root);
    g_assert_cmpint(json_dump_file(root, path, 0), ==, 0);
    json_decref(root);
    g_assert_false(topojson_verify(&file, &report, log));
    g_assert_null(report);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOPOJSON020"), ==, 1);
    g_assert_nonnull(strstr(bcu_diag_log_at(log, 0)->message, reason));
}

static void test_damage_is_seen(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, NULL);
    g_assert_true(bcu_plugin.run(&made.run));
    BcuExportChoice levels = {.offered = 1u << BCU_EXPORT_LEVEL};
    BcuExport *exported = bcu_export_build_of(&made.run, levels);
    assert_refused(&made, exported, lose_a_feature, "number of features");
    assert_refused(&made, exported, change_a_code, "code");
    assert_refused(&made, exported, lose_an_arc, "does not begin");
    assert_refused(&made, exported, refer_to_nothing, "does not begin");
    assert_refused(&made, exported, turn_a_ring, "wrong way round");
    assert_refused(&made, exported, cross_a_ring, "crosses itself");
    assert_refused(&made, exported, move_a_vertex, "area differs");
    assert_refused(&made, exported, move_a_point, "lies elsewhere");
    bcu_export_free(exported);
    plugin_run_close(&made);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_assert_true(
        bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &(BcuProjectFlags){0}, &project, &dataset, log));
    g_test_add_func("/topojson/arcs_are_shared", test_arcs_are_shared);
    g_test_add_func("/topojson/layers", test_layers);
    g_test_add_func("/topojson/borders", test_borders);
    g_test_add_func("/topojson/mirrored", test_mirrored);
    g_test_add_func("/topojson/quantised", test_quantised);
    g_test_add_func("/topojson/areas_are_made_valid", test_areas_are_made_valid);
    g_test_add_func("/topojson/one_position_is_refused", test_one_position_is_refused);
    g_test_add_func("/topojson/everything_may_vanish", test_everything_may_vanish);
    g_test_add_func("/topojson/few_decimals", test_few_decimals);
    g_test_add_func("/topojson/winding", test_winding);
    g_test_add_func("/topojson/damage_is_seen", test_damage_is_seen);
    int failed = g_test_run();
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return failed;
}
