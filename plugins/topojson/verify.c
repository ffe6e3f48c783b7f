/* The staged file against the dataset. It is decoded from its own text alone, as a reader would:
 * scale, translation, steps and arc numbers; then codes, rings and areas are compared. */
#include "verify.h"
#include "arcs.h"
#include <glib.h>
#include <jansson.h>

typedef struct Reading {
    const BcuDataset *dataset;
    BcuTransform *transform;
    json_t *root;
    BcuPoint scale, translate;
    bool quantised;
    double sense;     /* of shells: 1 counter-clockwise, -1 clockwise */
    BcuPoint *points; /* of all arcs, as they stand in the file after adding up the steps */
    BcuPoint *places; /* the same in the working CRS */
    size_t *start;
    size_t arc_count;
    double displacement;
    BcuAreaDifference worst;
    size_t features, rings;
    GArray *ring, *ring_places; /* BcuPoint */
} Reading;

/* ---- decoding ---------------------------------------------------------------------------- */

static bool pair_of(json_t *array, BcuPoint *pair)
{
    json_t *x = json_array_get(array, 0), *y = json_array_get(array, 1);
    *pair = (BcuPoint){json_number_value(x), json_number_value(y)};
    return json_array_size(array) == 2 && json_is_number(x) && json_is_number(y);
}

static bool read_grid(Reading *reading)
{
    json_t *transform = json_object_get(reading->root, "transform");
    reading->scale = (BcuPoint){1, 1};
    reading->quantised = transform != NULL;
    return !transform || (pair_of(json_object_get(transform, "scale"), &reading->scale) &&
                          pair_of(json_object_get(transform, "translate"), &reading->translate));
}

static bool read_arc(Reading *reading, json_t *arc, size_t index)
{
    BcuPoint sum = {0, 0}, step;
    size_t end = reading->start[index], position;
    json_t *item;
    json_array_foreach(arc, position, item)
    {
        if (!pair_of(item, &step))
            return false;
        sum = reading->quantised ? (BcuPoint){sum.x + step.x, sum.y + step.y} : step;
        reading->points[end] = sum;
        reading->places[end++] = (BcuPoint){sum.x * reading->scale.x + reading->translate.x,
                                            sum.y * reading->scale.y + reading->translate.y};
    }
    reading->start[index + 1] = end;
    return json_array_size(arc) >= 2;
}

static const char *read_arcs(Reading *reading)
{
    json_t *arcs = json_object_get(reading->root, "arcs"), *arc;
    size_t index, count = 0;
    json_array_foreach(arcs, index, arc) count += json_array_size(arc);
    reading->arc_count = json_array_size(arcs);
    reading->points = g_new(BcuPoint, count + 1);
    reading->places = g_new(BcuPoint, count + 1);
    reading->start = g_new0(size_t, reading->arc_count + 1);
    json_array_foreach(arcs, index,
                       arc) if (!read_arc(reading, arc, index)) return "an arc has less than two positions";
    if (!bcu_transform_points_back(reading->transform, reading->places, count))
        return "a position lies nowhere in the working CRS";
    return NULL;
}

/* ---- rings ------------------------------------------------------------------------------- */

/* Appends an arc to the ring in hand; it has to begin where the one before ended. */
static bool append_arc(Reading *reading, json_t *number)
{
    json_int_t ref = json_integer_value(number), arc = ref < 0 ? ~ref : ref;
    if (!json_is_integer(number) || arc < 0 || (size_t)arc >= reading->arc_count)
        return false;
    size_t first = reading->start[arc], count = reading->start[arc + 1] - first;
    for (size_t i = 0; i < count; i++) {
        size_t at = first + (ref < 0 ? count - 1 - i : i);
        if (i == 0 && reading->ring->len > 0) {
            BcuPoint end = g_array_index(reading->ring, BcuPoint, reading->ring->len - 1);
            if (end.x != reading->points[at].x || end.y != reading->points[at].y)
                return false;
            continue;
        }
        g_array_append_val(reading->ring, reading->points[at]);
        g_array_append_val(reading->ring_places, reading->places[at]);
    }
    return true;
}

static BcuRing view(const GArray *points)
{
    return (BcuRing){(const BcuPoint *)(const void *)points->data, points->len};
}

static const char *add_ring(Reading *reading, json_t *numbers, bool shell, double *area)
{
    size_t index;
    json_t *number;
    g_array_set_size(reading->ring, 0);
    g_array_set_size(reading->ring_places, 0);
    json_array_foreach(
        numbers, index,
        number) if (!append_arc(reading, number)) return "an arc does not begin where the one before it ends";
    BcuRing ring = view(reading->ring);
    if (ring.count < 4 || ring.points[0].x != ring.points[ring.count - 1].x ||
        ring.points[0].y != ring.points[ring.count - 1].y)
        return "a ring is open or too short";
    if ((shell ? 1 : -1) * reading->sense * topo_ring_area(ring, 360 / reading->scale.x) <= 0)
        return "a ring runs the wrong way round";
    *area += reading->sense * bcu_ring_area(view(reading->ring_places));
    reading->rings++;
    return NULL;
}

static const char *add_polygon(Reading *reading, json_t *rings, double *area)
{
    size_t index;
    json_t *ring;
    const char *wrong = json_array_size(rings) > 0 ? NULL : "a polygon is empty";
    json_array_foreach(rings, index, ring) if (!wrong) wrong = add_ring(reading, ring, index == 0, area);
    return wrong;
}

/* ---- features ---------------------------------------------------------------------------- */

static const char *compare_polygon(Reading *reading, json_t *geometry, BcuLevel level, uint32_t feature)
{
    json_t *type = json_object_get(geometry, "type"), *arcs = json_object_get(geometry, "arcs"), *rings;
    const char *wrong = NULL;
    double area = 0;
    size_t index;
    if (g_strcmp0(json_string_value(type), "Polygon") == 0)
        wrong = add_polygon(reading, arcs, &area);
    else if (g_strcmp0(json_string_value(type), "MultiPolygon") == 0)
        json_array_foreach(arcs, index, rings) wrong = wrong ? wrong : add_polygon(reading, rings, &area);
    else if (!json_is_null(type))
        wrong = "a geometry is no polygon";
    if (wrong)
        return wrong;
    return bcu_verify_area(reading->dataset, level, feature, area, reading->displacement, &reading->worst)
               ? NULL
               : "an area differs by more than rounding explains";
}

static const char *compare_point(Reading *reading, json_t *geometry, BcuLevel level, uint32_t feature)
{
    BcuPoint read, point = bcu_feature_label_point(reading->dataset, level, feature);
    if (json_is_null(json_object_get(geometry, "type")))
        return isfinite(point.x) ? "a point is missing" : NULL;
    if (!pair_of(json_object_get(geometry, "coordinates"), &read))
        return "a point has no position";
    BcuPoint place = {read.x * reading->scale.x + reading->translate.x,
                      read.y * reading->scale.y + reading->translate.y};
    bool near = bcu_transform_points_back(reading->transform, &place, 1) &&
                hypot(place.x - point.x, place.y - point.y) <= reading->displacement;
    return near ? NULL : "a point lies elsewhere";
}

static const char *compare_level(Reading *reading, BcuLevel level)
{
    BcuLevelInfo info = bcu_dataset_level(reading->dataset, level);
    json_t *object = json_object_get(json_object_get(reading->root, "objects"), info.id);
    json_t *geometries = json_object_get(object, "geometries");
    const char *wrong = NULL;
    if (json_array_size(geometries) != bcu_feature_count(reading->dataset, level))
        return "the number of features differs";
    for (uint32_t f = 0; f < bcu_feature_count(reading->dataset, level) && !wrong; f++) {
        json_t *geometry = json_array_get(geometries, f);
        if (g_strcmp0(json_string_value(json_object_get(geometry, "id")),
                      bcu_feature_code(reading->dataset, level, f)) != 0)
            return "a code differs";
        wrong = info.geometry == BCU_POLYGONS ? compare_polygon(reading, geometry, level, f)
                                              : compare_point(reading, geometry, level, f);
        reading->features++;
    }
    return wrong;
}

/* ---- the file ---------------------------------------------------------------------------- */

static double step_of(const Reading *reading, double scale, const BcuRun *run)
{
    return reading->quantised ? scale : pow(10, -(double)bcu_options_integer(run->options, "decimals"));
}

static const char *compare(Reading *reading, const BcuRun *run)
{
    json_t *bbox = json_object_get(reading->root, "bbox");
    BcuBox box = {json_number_value(json_array_get(bbox, 0)), json_number_value(json_array_get(bbox, 1)),
                  json_number_value(json_array_get(bbox, 2)), json_number_value(json_array_get(bbox, 3))};
    if (!read_grid(reading))
        return "its transform is not one";
    const char *wrong = read_arcs(reading);
    BcuPoint step = {step_of(reading, reading->scale.x, run), step_of(reading, reading->scale.y, run)};
    reading->displacement = bcu_verify_displacement(reading->transform, box, step);
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT && !wrong; level++)
        if (bcu_layers_wants(run, level))
            wrong = compare_level(reading, level);
    return wrong;
}

bool topojson_verify(const char *path, const BcuRun *run, const BcuDataset *dataset, BcuTransform *transform,
                     char **report)
{
    Reading reading = {.dataset = dataset, .transform = transform, .root = json_load_file(path, 0, NULL)};
    reading.sense = g_str_equal(bcu_options_text(run->options, "winding"), "d3") ? -1 : 1;
    reading.ring = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    reading.ring_places = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    const char *wrong = reading.root ? compare(&reading, run) : "it is not JSON";
    if (wrong)
        bcu_report(run->log, BCU_ERROR, "TOPOJSON020", NULL, "Report this; the file was not written.",
                   "the topology failed its own check: %s", wrong);
    else
        *report = g_strdup_printf(
            "read back: %zu features with their codes, %zu rings of %zu arcs, joined, closed "
            "and of right direction; areas within %.3g m2 of the dataset (allowed there: %.3g "
            "m2); to WGS 84 by \"%s\", stated accuracy %g m",
            reading.features, reading.rings, reading.arc_count, reading.worst.largest, reading.worst.allowed,
            bcu_transform_operation(transform), bcu_transform_accuracy_m(transform));
    json_decref(reading.root);
    g_array_unref(reading.ring);
    g_array_unref(reading.ring_places);
    g_free(reading.points);
    g_free(reading.places);
    g_free(reading.start);
    return !wrong;
}
