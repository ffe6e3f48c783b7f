/* The staged file against the dataset: features, codes, closed rings, their direction. */
#include "verify.h"
#include <glib.h>
#include <jansson.h>

static double x_of(json_t *point)
{
    return json_number_value(json_array_get(point, 0));
}
static double y_of(json_t *point)
{
    return json_number_value(json_array_get(point, 1));
}

static bool ring_is_right(json_t *ring, bool shell)
{
    size_t count = json_array_size(ring);
    if (count < 4 || !json_equal(json_array_get(ring, 0), json_array_get(ring, count - 1)))
        return false;
    json_t *origin = json_array_get(ring, 0);
    double twice = 0, ox = x_of(origin), oy = y_of(origin);
    for (size_t i = 1; i + 1 < count; i++) {
        json_t *a = json_array_get(ring, i), *b = json_array_get(ring, i + 1);
        twice += (x_of(a) - ox) * (y_of(b) - oy) - (x_of(b) - ox) * (y_of(a) - oy);
    }
    return shell ? twice > 0 : twice < 0;
}

static bool polygon_is_right(json_t *rings, size_t *count)
{
    for (size_t r = 0; r < json_array_size(rings); r++, ++*count)
        if (!ring_is_right(json_array_get(rings, r), r == 0))
            return false;
    return json_array_size(rings) > 0;
}

static bool geometry_is_right(json_t *geometry, size_t *rings)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    json_t *coordinates = json_object_get(geometry, "coordinates");
    if (!type)
        return json_is_null(geometry);
    if (g_str_equal(type, "Point"))
        return json_array_size(coordinates) == 2;
    if (g_str_equal(type, "Polygon"))
        return polygon_is_right(coordinates, rings);
    for (size_t p = 0; p < json_array_size(coordinates); p++)
        if (!polygon_is_right(json_array_get(coordinates, p), rings))
            return false;
    return g_str_equal(type, "MultiPolygon");
}

static const char *compare(json_t *features, const BcuDataset *dataset, BcuLevel level, size_t *rings)
{
    if (json_array_size(features) != bcu_feature_count(dataset, level))
        return "the number of features differs";
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        json_t *feature = json_array_get(features, f);
        if (g_strcmp0(json_string_value(json_object_get(feature, "id")),
                      bcu_feature_code(dataset, level, f)) != 0)
            return "a code differs";
        if (!geometry_is_right(json_object_get(feature, "geometry"), rings))
            return "a ring is open, too short, or runs the wrong way round";
    }
    return NULL;
}

bool geojson_verify(const char *path, const BcuDataset *dataset, BcuLevel level, char **report,
                    BcuDiagLog *log)
{
    json_t *collection = json_load_file(path, 0, NULL);
    size_t rings = 0;
    const char *wrong = collection ? compare(json_object_get(collection, "features"), dataset, level, &rings)
                                   : "it is not JSON";
    json_decref(collection);
    if (wrong)
        bcu_report(log, BCU_ERROR, "GEOJSON020", NULL, "Report this; the file was not written.",
                   "layer %s failed its own check: %s", bcu_dataset_level(dataset, level).id, wrong);
    else
        *report = g_strdup_printf(
            "read back: %u features with their codes, %zu rings closed and of right direction",
            bcu_feature_count(dataset, level), rings);
    return !wrong;
}
