/* Layers as files on the shipped project: which, with what beside the geometry, in which form. */
#include "crs_session.h"
#include "plugin_run.h"
#include <bcukit/colour.h>
#include <bcukit/geos.h>
#include <jansson.h>
#include <string.h>

static BcuProject *project;
static BcuDataset *dataset;

static json_t *written(const PluginRun *made, const char *name)
{
    g_autofree char *path = plugin_run_path(made, name);
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    g_assert_nonnull(root);
    return root;
}

static bool is_written(const PluginRun *made, const char *name)
{
    g_autofree char *path = plugin_run_path(made, name);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static json_t *property(json_t *root, size_t feature, const char *key)
{
    json_t *object = json_array_get(json_object_get(root, "features"), feature);
    return json_object_get(json_object_get(object, "properties"), key);
}

static void test_usual_layers(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, NULL);
    g_assert_true(bcu_plugin.run(&made.run));
    g_assert_true(is_written(&made, "bcu.geojson") && is_written(&made, "boroughs.geojson") &&
                  is_written(&made, "wards.geojson"));
    g_assert_false(is_written(&made, "borders.geojson") || is_written(&made, "bcu.geojsonl"));
    json_t *root = written(&made, "bcu.geojson");
    g_assert_null(json_object_get(root, "crs"));
    g_assert_null(property(root, 0, "fill"));
    json_decref(root);
    plugin_run_close(&made);
}

static void test_borders(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"layers", "borders", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    g_assert_false(is_written(&made, "bcu.geojson"));
    json_t *root = written(&made, "borders.geojson"), *features = json_object_get(root, "features"), *feature;
    size_t index, cluster = 0;
    g_assert_cmpuint(json_array_size(features), ==, bcu_arc_count(dataset, 0));
    json_array_foreach(features, index, feature)
    {
        const char *border = json_string_value(property(root, index, "border"));
        bool outer = g_str_equal(border, "outer");
        cluster += g_str_equal(border, "cluster");
        g_assert_cmpstr(json_string_value(json_object_get(json_object_get(feature, "geometry"), "type")), ==,
                        "LineString");
        g_assert_null(json_object_get(feature, "id"));
        g_assert_true(outer == (json_is_null(property(root, index, "left_code")) ||
                                json_is_null(property(root, index, "right_code"))));
        g_assert_cmpfloat(json_number_value(property(root, index, "length_m")), >, 0);
    }
    g_assert_cmpuint(cluster, >, 10);
    json_decref(root);
    plugin_run_close(&made);
}

static void test_unknown_layer(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"layers", "bcu,coverage", NULL});
    g_assert_false(bcu_plugin.run(&made.run)); /* figures have no geometry */
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "OPT040"), ==, 1);
    plugin_run_close(&made);
}

static void test_sequence(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset,
                    (const char *const[]){"formats", "geojson,geojsonl", "layers", "bcu", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    json_t *root = written(&made, "bcu.geojson");
    g_autofree char *path = plugin_run_path(&made, "bcu.geojsonl");
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 13);
    g_assert_cmpstr(lines[12], ==, "");
    for (size_t i = 0; i < 12; i++) {
        json_t *feature = json_loads(lines[i], JSON_REJECT_DUPLICATES, NULL);
        g_assert_true(json_equal(feature, json_array_get(json_object_get(root, "features"), i)));
        json_decref(feature);
    }
    json_decref(root);
    plugin_run_close(&made);
}

static void test_other_crs(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset, (const char *const[]){"crs", "EPSG:27700", "layers", "boroughs", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "GEOJSON040"), ==, 1);
    json_t *root = written(&made, "boroughs.geojson"), *crs = json_object_get(root, "crs");
    g_assert_cmpstr(json_string_value(json_object_get(json_object_get(crs, "properties"), "name")), ==,
                    "urn:ogc:def:crs:EPSG::27700");
    json_t *feature = json_array_get(json_object_get(root, "features"), 0);
    json_t *ring = json_array_get(json_object_get(json_object_get(feature, "geometry"), "coordinates"), 0);
    BcuShape *shape = bcu_feature_shape_build(dataset, BCU_AREAS, 0);
    for (size_t i = 0; i < shape->ring_start[1]; i++) { /* the official coordinates, to the decimetre */
        json_t *position = json_array_get(ring, i);
        g_assert_cmpfloat(json_number_value(json_array_get(position, 0)), ==,
                          rint(shape->points[i].x * 10) / 10);
        g_assert_cmpfloat(json_number_value(json_array_get(position, 1)), ==,
                          rint(shape->points[i].y * 10) / 10);
    }
    bcu_shape_free(shape);
    json_decref(root);
    plugin_run_close(&made);
}

static void test_attributes(void)
{
    PluginRun made;
    plugin_run_open(&made, dataset,
                    (const char *const[]){"attributes", "yes", "attribute_prefix", "ons_", "layers",
                                          "boroughs,wards", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    json_t *root = written(&made, "boroughs.geojson"), *wards = written(&made, "wards.geojson");
    g_assert_cmpstr(json_string_value(property(root, 0, "ons_GSS_CODE")), ==,
                    bcu_feature_code(dataset, BCU_AREAS, 0));
    g_assert_true(json_is_integer(property(root, 0, "population")));
    g_assert_true(json_is_real(property(root, 0, "area_ha")));
    g_assert_true(json_is_integer(property(wards, 0, "ons_POPULATION")));
    uint32_t city = bcu_feature_find(dataset, BCU_AREAS, "E09000001");
    g_assert_true(json_is_null(property(root, city, "cluster_code")));
    json_decref(root);
    json_decref(wards);
    plugin_run_close(&made);
}

static void test_simplestyle(void)
{
    PluginRun made;
    BcuColour colours[12], fill;
    plugin_run_open(&made, dataset, (const char *const[]){"simplestyle", "yes", NULL});
    g_assert_true(bcu_plugin.run(&made.run));
    json_t *root = written(&made, "bcu.geojson"), *wards = written(&made, "wards.geojson");
    bcu_colour_clusters(dataset, colours);
    for (size_t c = 0; c < 12; c++) {
        g_assert_true(bcu_colour_parse(json_string_value(property(root, c, "fill")), &fill));
        g_assert_true(fill.r == colours[c].r && fill.g == colours[c].g && fill.b == colours[c].b);
    }
    g_assert_null(property(wards, 0, "fill")); /* points have no face */
    json_decref(root);
    json_decref(wards);
    plugin_run_close(&made);
}

/* At two decimals, a kilometre, boroughs collapse in part: what is left passes the check. */
static void test_few_decimals(void)
{
    for (int decimals = 0; decimals < 3; decimals++) {
        PluginRun made;
        g_autofree char *text = g_strdup_printf("%d", decimals);
        plugin_run_open(&made, dataset,
                        (const char *const[]){"decimals", text, "layers", "boroughs,borders", NULL});
        g_assert_true(bcu_plugin.run(&made.run));
        g_assert_cmpuint(bcu_diag_log_count_code(made.run.log, "GEOJSON030"), >=, 1);
        g_assert_cmpuint(bcu_diag_count(made.run.log, BCU_ERROR), ==, 0);
        json_t *root = written(&made, "boroughs.geojson"), *feature;
        size_t index, empty = 0;
        json_array_foreach(json_object_get(root, "features"), index, feature)
        {
            bool none = json_is_null(json_object_get(feature, "geometry"));
            empty += none;
            g_assert_true(none == (json_object_get(feature, "bbox") == NULL));
        }
        g_assert_cmpuint(empty, ==, decimals == 0 ? 33 : decimals == 1 ? empty : 0);
        json_decref(root);
        plugin_run_close(&made);
    }
}

/* Read by GEOS: the number of features, all of which are valid. */
static size_t count_valid(GEOSContextHandle_t geos, json_t *root)
{
    json_t *feature;
    size_t index;
    json_array_foreach(json_object_get(root, "features"), index, feature)
    {
        char *text = json_dumps(json_object_get(feature, "geometry"), 0);
        GEOSGeoJSONReader *reader = GEOSGeoJSONReader_create_r(geos);
        GEOSGeometry *geometry = GEOSGeoJSONReader_readGeometry_r(geos, reader, text);
        g_assert_nonnull(geometry);
        g_assert_cmpint(GEOSisValid_r(geos, geometry), ==, 1);
        GEOSGeom_destroy_r(geos, geometry);
        GEOSGeoJSONReader_destroy_r(geos, reader);
        free(text);
    }
    return index;
}

static void test_valid_when_rounded(void)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    for (int decimals = 2; decimals <= 7; decimals++) {
        PluginRun made;
        g_autofree char *text = g_strdup_printf("%d", decimals);
        plugin_run_open(&made, dataset,
                        (const char *const[]){"decimals", text, "layers", "boroughs,bcu", NULL});
        g_assert_true(bcu_plugin.run(&made.run));
        json_t *boroughs = written(&made, "boroughs.geojson"), *clusters = written(&made, "bcu.geojson");
        g_assert_cmpuint(count_valid(geos, boroughs), ==, 33);
        g_assert_cmpuint(count_valid(geos, clusters), ==, 12);
        bool said = bcu_diag_log_count_code(made.run.log, "GEOJSON031") > 0;
        g_assert_true(decimals >= 6 ? !said : decimals == 5 || said);
        json_decref(boroughs);
        json_decref(clusters);
        plugin_run_close(&made);
    }
    GEOS_finish_r(geos);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_assert_true(
        bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &(BcuProjectFlags){0}, &project, &dataset, log));
    g_test_add_func("/geojson/layers/usual", test_usual_layers);
    g_test_add_func("/geojson/layers/borders", test_borders);
    g_test_add_func("/geojson/layers/unknown", test_unknown_layer);
    g_test_add_func("/geojson/layers/sequence", test_sequence);
    g_test_add_func("/geojson/layers/other_crs", test_other_crs);
    g_test_add_func("/geojson/layers/attributes", test_attributes);
    g_test_add_func("/geojson/layers/simplestyle", test_simplestyle);
    g_test_add_func("/geojson/layers/few_decimals", test_few_decimals);
    g_test_add_func("/geojson/layers/valid_when_rounded", test_valid_when_rounded);
    int failed = g_test_run();
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return failed;
}
