/* GeoJSON and TopoJSON read back: by lines, quantized, with arcs backwards; what is damaged is no crash. */
#include "verify/features.h"
#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

static char *file_of(const char *text)
{
    char *path = NULL;
    int file = g_file_open_tmp("featuresXXXXXX", &path, NULL);
    g_assert_cmpint(file, >=, 0);
    close(file);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

typedef bool (*Read)(const char *path, BcuFeatures *features, char **problem);

static bool read_geojson(const char *path, BcuFeatures *features, char **problem)
{
    return bcu_geojson_features(path, "cells", features, problem);
}

static bool read_text(Read read, const char *text, BcuFeatures *features)
{
    g_autofree char *path = file_of(text), *problem = NULL;
    bool ok = read(path, features, &problem);
    g_assert_true(ok == (problem == NULL));
    g_unlink(path);
    return ok;
}

#define FEATURE(code, more)                                                                                              \
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"" code "\",\"population\":5" more "},\"geometry\":{\"type\":"    \
    "\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}}"

static void test_geojson(void)
{
    g_auto(BcuFeatures) whole = {0}, lines = {0};
    g_assert_true(read_text(read_geojson, "{\"type\":\"FeatureCollection\",\"features\":[" FEATURE("a", ",\"members\":[]") "]}", &whole));
    const BcuFeature *feature = g_ptr_array_index(whole.all, 0);
    g_assert_cmpstr(feature->layer, ==, "");
    g_assert_cmpfloat(feature->people, ==, 5);
    g_assert_true(isnan(feature->area_ha));
    g_assert_cmpuint(feature->shape->ring_count, ==, 2);
    g_assert_cmpstr(whole.crs, ==, "EPSG:4326");
    g_assert_true(read_text(read_geojson, FEATURE("a", "") "\n" FEATURE("b", "") "\n", &lines));
    g_assert_cmpuint(lines.all->len, ==, 2);
    g_assert_cmpstr(((BcuFeature *)g_ptr_array_index(lines.all, 1))->layer, ==, "cells");
    g_assert_null(lines.crs);
}

static void test_topojson(void)
{
    g_auto(BcuFeatures) features = {0};
    g_assert_true(read_text(bcu_topojson_features,
                            "{\"type\":\"Topology\",\"transform\":{\"scale\":[2,2],\"translate\":[10,20]},"
                            "\"arcs\":[[[0,0],[1,0],[0,1]],[[0,0],[0,1],[1,0]]],\"objects\":{\"cells\":{\"type\":"
                            "\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"arcs\":[[0,-2]],"
                            "\"properties\":{\"code\":\"a\"}},{\"type\":\"Point\",\"properties\":{\"code\":\"b\"}}]}}}",
                            &features));
    const BcuFeature *square = g_ptr_array_index(features.all, 0);
    g_assert_cmpfloat(features.step, ==, 2);
    g_assert_cmpuint(square->shape->point_count, ==, 5);
    g_assert_cmpfloat(bcu_ring_area(bcu_shape_ring(square->shape, 0)), ==, 4);
    g_assert_null(((BcuFeature *)g_ptr_array_index(features.all, 1))->shape);
}

static void test_damaged(void)
{
    static const char *const TEXTS[] = {"", "[", "{}", "3", "{\"type\":\"Topology\",\"objects\":{\"a\":{\"geometries\":[{\"type\":"
                                        "\"Polygon\",\"arcs\":[[7]],\"properties\":{\"code\":\"a\"}}]}}}",
                                        "{\"type\":\"Topology\",\"arcs\":[[[0,0],[1,1]]],\"objects\":{\"a\":{\"geometries\":[{\"type\":"
                                        "\"Polygon\",\"arcs\":[[4294967296]],\"properties\":{\"code\":\"a\"}}]}}}"};
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_auto(BcuFeatures) one = {0}, other = {0};
        g_assert_false(read_text(read_geojson, TEXTS[i], &one));
        g_assert_false(read_text(bcu_topojson_features, TEXTS[i], &other));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/features/geojson", test_geojson);
    g_test_add_func("/features/topojson", test_topojson);
    g_test_add_func("/features/damaged", test_damaged);
    return g_test_run();
}
