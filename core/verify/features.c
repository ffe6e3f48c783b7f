/* Reads features of GeoJSON and TopoJSON. */
#include "verify/features.h"
#include "verify/shape_parts.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

void bcu_feature_free(void *data)
{
    BcuFeature *feature = data;
    g_free(feature->layer);
    g_free(feature->code);
    g_free(feature->name);
    g_free(feature->cluster);
    g_clear_pointer(&feature->arcs, g_array_unref);
    bcu_shape_free(feature->shape);
    g_free(feature);
}

void bcu_features_clear(BcuFeatures *features)
{
    g_clear_pointer(&features->all, g_ptr_array_unref);
    g_clear_pointer(&features->crs, g_free);
}

BcuBox bcu_features_extent(const BcuFeatures *features)
{
    BcuBox box = BCU_BOX_EMPTY;
    for (guint i = 0; i < features->all->len; i++) {
        const BcuFeature *feature = g_ptr_array_index(features->all, i);
        box = feature->shape ? bcu_box_union(box, bcu_shape_extent(feature->shape)) : box;
    }
    return box;
}

/* ---- properties ----------------------------------------------------------------------------------- */

static double number(const json_t *properties, const char *key)
{
    const json_t *value = json_object_get(properties, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

/* Without a code it is a border or a context, of which tables say nothing. */
static void add_feature(BcuFeatures *features, const char *layer, const json_t *properties, BcuShape *shape,
                        GArray *arcs)
{
    const char *code = json_string_value(json_object_get(properties, "code"));
    bool is_cluster = json_object_get(properties, "members") != NULL;
    if (!code) {
        bcu_shape_free(shape);
        g_clear_pointer(&arcs, g_array_unref);
        return;
    }
    BcuFeature *feature = g_new0(BcuFeature, 1);
    feature->layer = g_strdup(is_cluster ? "" : layer);
    feature->code = g_strdup(code);
    feature->name = g_strdup(json_string_value(json_object_get(properties, "name")));
    feature->people = number(properties, "population");
    feature->area_ha = number(properties, "area_ha");
    feature->cluster = g_strdup(json_string_value(json_object_get(properties, "cluster_code")));
    feature->shape = shape;
    feature->arcs = arcs;
    g_ptr_array_add(features->all, feature);
}

static const char *type_of(const json_t *object)
{
    const char *type = json_string_value(json_object_get(object, "type"));
    return type ? type : "";
}

static BcuPoint point_of(const json_t *position)
{
    return (BcuPoint){json_number_value(json_array_get(position, 0)),
                      json_number_value(json_array_get(position, 1))};
}

/* ---- GeoJSON ---------------------------------------------------------------------------------------- */

static void add_polygon(BcuShapeParts *parts, const json_t *rings)
{
    size_t r, p;
    json_t *ring, *position;
    bcu_shape_parts_begin_part(parts);
    json_array_foreach (rings, r, ring) {
        bcu_shape_parts_begin_ring(parts);
        json_array_foreach (ring, p, position)
            bcu_shape_parts_add(parts, point_of(position));
    }
}

static BcuShape *shape_of(const json_t *geometry)
{
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    bool is_multi = g_str_equal(type_of(geometry), "MultiPolygon");
    size_t index;
    json_t *polygon;
    if (!is_multi && !g_str_equal(type_of(geometry), "Polygon"))
        return NULL;
    BcuShapeParts parts;
    bcu_shape_parts_init(&parts);
    if (!is_multi)
        add_polygon(&parts, coordinates);
    else
        json_array_foreach (coordinates, index, polygon)
            add_polygon(&parts, polygon);
    return bcu_shape_parts_end(&parts);
}

static void add_geojson_feature(BcuFeatures *features, const char *layer, const json_t *feature)
{
    if (g_str_equal(type_of(feature), "Feature"))
        add_feature(features, layer, json_object_get(feature, "properties"),
                    shape_of(json_object_get(feature, "geometry")), NULL);
}

static void take_crs(BcuFeatures *features, const json_t *root)
{
    const json_t *properties = json_object_get(json_object_get(root, "crs"), "properties");
    const char *name = json_string_value(json_object_get(properties, "name"));
    if (g_str_equal(type_of(root), "FeatureCollection")) /* a feature of a line has no room for it */
        features->crs = g_strdup(name ? name : "EPSG:4326");
}

static bool take_geojson(const json_t *root, const char *layer, BcuFeatures *features)
{
    size_t index;
    json_t *feature;
    if (g_str_equal(type_of(root), "Feature")) {
        add_geojson_feature(features, layer, root);
        return true;
    }
    json_array_foreach (json_object_get(root, "features"), index, feature)
        add_geojson_feature(features, layer, feature);
    return g_str_equal(type_of(root), "FeatureCollection");
}

bool bcu_geojson_features(const char *path, const char *layer, BcuFeatures *features, char **problem)
{
    FILE *file = fopen(path, "rb");
    json_error_t error = {0};
    bool ok = file != NULL, any = false;
    features->all = g_ptr_array_new_with_free_func(bcu_feature_free);
    while (ok) {
        int next = fgetc(file);
        while (next != EOF && g_ascii_isspace(next))
            next = fgetc(file);
        if (next == EOF)
            break;
        ungetc(next, file);
        json_t *root = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error);
        if (root && !any)
            take_crs(features, root);
        ok = root && take_geojson(root, layer, features);
        any = true;
        json_decref(root);
    }
    if (file)
        fclose(file);
    if (!ok || !any)
        *problem = g_strdup(*error.text ? error.text : "it is no GeoJSON");
    return ok && any;
}

/* ---- TopoJSON --------------------------------------------------------------------------------------- */

typedef struct Topology {
    BcuFeatures *features;
    GPtrArray *arcs; /* GArray of BcuPoint */
    BcuPoint scale, translate;
    bool is_quantized;
} Topology;

static void read_arcs(Topology *topology, const json_t *root)
{
    const json_t *transform = json_object_get(root, "transform");
    size_t a, p;
    json_t *arc, *position;
    topology->is_quantized = transform != NULL;
    topology->scale = point_of(json_object_get(transform, "scale"));
    topology->translate = point_of(json_object_get(transform, "translate"));
    json_array_foreach (json_object_get(root, "arcs"), a, arc) {
        GArray *points = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
        BcuPoint sum = {0, 0};
        json_array_foreach (arc, p, position) {
            BcuPoint at = point_of(position);
            sum = (BcuPoint){sum.x + at.x, sum.y + at.y};
            if (topology->is_quantized)
                at = (BcuPoint){sum.x * topology->scale.x + topology->translate.x,
                                sum.y * topology->scale.y + topology->translate.y};
            g_array_append_val(points, at);
        }
        g_ptr_array_add(topology->arcs, points);
    }
}

/* One's complement: the arc backwards. The last point of an arc is the first of the next. */
static bool add_arc(const Topology *topology, BcuShapeParts *parts, GArray *used, json_int_t number,
                    bool is_first)
{
    bool backwards = number < 0;
    json_int_t arc = backwards ? -(number + 1) : number;
    guint index = (guint)arc;
    if (arc >= (json_int_t)topology->arcs->len)
        return false;
    g_array_append_val(used, index);
    const GArray *points = g_ptr_array_index(topology->arcs, index);
    for (guint i = is_first ? 0 : 1; i < points->len; i++)
        bcu_shape_parts_add(parts, g_array_index(points, BcuPoint, backwards ? points->len - 1 - i : i));
    return true;
}

static bool add_arcs(const Topology *topology, BcuShapeParts *parts, GArray *used, const json_t *rings)
{
    size_t r, a;
    json_t *ring, *number;
    bool ok = true;
    bcu_shape_parts_begin_part(parts);
    json_array_foreach (rings, r, ring) {
        bcu_shape_parts_begin_ring(parts);
        json_array_foreach (ring, a, number)
            ok = ok && add_arc(topology, parts, used, json_integer_value(number), a == 0);
    }
    return ok;
}

static bool take_geometry(const Topology *topology, const char *layer, const json_t *geometry)
{
    const json_t *arcs = json_object_get(geometry, "arcs");
    bool is_multi = g_str_equal(type_of(geometry), "MultiPolygon"),
         is_polygon = is_multi || g_str_equal(type_of(geometry), "Polygon");
    bool ok = true;
    size_t index;
    json_t *polygon;
    GArray *used = g_array_new(FALSE, FALSE, sizeof(guint));
    BcuShapeParts parts;
    bcu_shape_parts_init(&parts);
    if (is_multi)
        json_array_foreach (arcs, index, polygon)
            ok = ok && add_arcs(topology, &parts, used, polygon);
    else if (is_polygon)
        ok = add_arcs(topology, &parts, used, arcs);
    BcuShape *shape = bcu_shape_parts_end(&parts);
    if (!is_polygon)
        g_clear_pointer(&shape, bcu_shape_free);
    if (!is_polygon)
        g_clear_pointer(&used, g_array_unref);
    add_feature(topology->features, layer, json_object_get(geometry, "properties"), shape, used);
    return ok;
}

bool bcu_topojson_features(const char *path, BcuFeatures *features, char **problem)
{
    json_error_t error = {0};
    json_t *root = json_load_file(path, 0, &error), *object, *geometry;
    bool ok = root && g_str_equal(type_of(root), "Topology");
    Topology topology = {.features = features,
                         .arcs = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref)};
    features->all = g_ptr_array_new_with_free_func(bcu_feature_free);
    read_arcs(&topology, root);
    features->step = topology.is_quantized ? fmax(topology.scale.x, topology.scale.y) : 0;
    const char *layer;
    size_t index;
    json_object_foreach (json_object_get(root, "objects"), layer, object)
        json_array_foreach (json_object_get(object, "geometries"), index, geometry)
            ok = ok && take_geometry(&topology, layer, geometry);
    g_ptr_array_unref(topology.arcs);
    json_decref(root);
    if (!ok)
        *problem = g_strdup(*error.text ? error.text : "it is no TopoJSON, or lacks arcs");
    return ok;
}
