/* The staged file against the dataset. It is decoded from its own text alone, as a reader would:
 * scale, translation, steps and arc numbers; then codes, rings and areas are compared. */
#include "verify.h"
#include "arcs.h"
#include <bcukit/validity.h>
#include <glib.h>
#include <jansson.h>
#include <stdlib.h>

/* Rings and lines of a geometry, added up. */
typedef struct Sums {
    double area;     /* square units of the working CRS */
    double own_area; /* square units of the file */
    double length;   /* units of the file; of lines */
} Sums;

typedef struct Reading {
    const TopoFile *file;
    const BcuDataset *dataset;
    BcuTransform *transform;
    json_t *root;
    BcuPoint scale, translate;
    bool quantised;
    BcuPoint *points; /* of all arcs, as they stand in the file after adding up the steps */
    BcuPoint *places; /* the same in the working CRS; not finite where it has no place for them */
    size_t *start;
    size_t arc_count;
    double displacement;     /* what the grid of the file may do: map units of the working CRS */
    double own_displacement; /* units of the file */
    double longer_step;      /* of the grid, likewise */
    BcuAreaDifference worst, own_worst;
    size_t features, rings;
    Sums sums;
    GArray *ring, *ring_places; /* BcuPoint */
    GArray *drawn;              /* BcuPoint: of the polygons in hand, in units of the file */
    GArray *ring_start, *part_start; /* size_t: of these */
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

static BcuPoint from_grid(const Reading *reading, BcuPoint point)
{
    return (BcuPoint){point.x * reading->scale.x + reading->translate.x,
                      point.y * reading->scale.y + reading->translate.y};
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
        reading->places[end++] = from_grid(reading, sum);
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
    bcu_transform_points_back(reading->transform, reading->places, count);
    return NULL;
}

/* ---- rings ------------------------------------------------------------------------------- */

/* Appends an arc to the open ring; it has to begin where the one before ended. */
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

static const char *join_arcs(Reading *reading, json_t *numbers)
{
    size_t index;
    json_t *number;
    g_array_set_size(reading->ring, 0);
    g_array_set_size(reading->ring_places, 0);
    json_array_foreach(
        numbers, index,
        number) if (!append_arc(reading, number)) return "an arc does not begin where the one before it ends";
    return NULL;
}

/* ---- validity ---------------------------------------------------------------------------- */

static void forget_rings(Reading *reading)
{
    g_array_set_size(reading->drawn, 0);
    g_array_set_size(reading->ring_start, 0);
    g_array_set_size(reading->part_start, 0);
}

/* Starts come with the rings, ends when all are there. */
static void keep_ring(Reading *reading, BcuRing ring, bool shell)
{
    size_t start = reading->drawn->len, first = reading->ring_start->len;
    if (shell)
        g_array_append_val(reading->part_start, first);
    g_array_append_val(reading->ring_start, start);
    for (size_t i = 0; i < ring.count; i++) {
        BcuPoint at = from_grid(reading, ring.points[i]);
        g_array_append_val(reading->drawn, at);
    }
}

static const char *check_validity(Reading *reading)
{
    size_t rings = reading->ring_start->len, parts = reading->part_start->len, points = reading->drawn->len;
    g_array_append_val(reading->ring_start, points);
    g_array_append_val(reading->part_start, rings);
    BcuShape shape = {(BcuPoint *)(void *)reading->drawn->data,     points,
                      (size_t *)(void *)reading->ring_start->data, rings,
                      (size_t *)(void *)reading->part_start->data, parts};
    return bcu_shape_is_clear(&shape, BCU_STEPS_APART * reading->longer_step) || bcu_shape_is_valid(&shape)
               ? NULL
               : "an area crosses itself";
}

static const char *add_ring(Reading *reading, json_t *numbers, bool shell)
{
    const char *wrong = join_arcs(reading, numbers);
    BcuRing ring = view(reading->ring);
    if (wrong)
        return wrong;
    if (ring.count < 4 || ring.points[0].x != ring.points[ring.count - 1].x ||
        ring.points[0].y != ring.points[ring.count - 1].y)
        return "a ring is open or too short";
    double area = bcu_ring_area(ring), sign = shell ? 1 : -1;
    if (sign * (reading->file->clockwise ? -area : area) <= 0)
        return "a ring runs the wrong way round";
    reading->sums.own_area += sign * fabs(area) * reading->scale.x * reading->scale.y;
    reading->sums.area += sign * fabs(bcu_ring_area(view(reading->ring_places)));
    reading->rings++;
    keep_ring(reading, ring, shell);
    return NULL;
}

static const char *add_line(Reading *reading, json_t *numbers)
{
    const char *wrong = join_arcs(reading, numbers);
    BcuRing line = view(reading->ring);
    for (size_t i = 0; i < line.count; i++) {
        BcuPoint at = from_grid(reading, line.points[i]);
        BcuPoint before = from_grid(reading, line.points[i > 0 ? i - 1 : 0]);
        reading->sums.length += hypot(at.x - before.x, at.y - before.y);
    }
    return wrong ? wrong : line.count < 2 ? "a line is too short" : NULL;
}

/* A ring, a line, or an array of them, however deep its type says. */
static const char *add_runs(Reading *reading, json_t *item, int height, bool is_shell, bool is_polygon)
{
    size_t index;
    json_t *inner;
    const char *wrong = json_array_size(item) > 0 ? NULL : "a geometry is empty";
    if (height == 0 && !wrong)
        return is_polygon ? add_ring(reading, item, is_shell) : add_line(reading, item);
    json_array_foreach(item, index, inner) if (!wrong) wrong =
        add_runs(reading, inner, height - 1, index == 0 || height > 1, is_polygon);
    return wrong;
}

/* Adds a geometry up; one without a type has nothing that could be drawn. */
static const char *add_geometry(Reading *reading, json_t *geometry, BcuGeometry kind)
{
    static const struct {
        const char *type;
        BcuGeometry kind;
        int height;
    } TYPES[] = {{"LineString", BCU_LINES, 0},
                 {"MultiLineString", BCU_LINES, 1},
                 {"Polygon", BCU_POLYGONS, 1},
                 {"MultiPolygon", BCU_POLYGONS, 2}};
    json_t *type = json_object_get(geometry, "type"), *arcs = json_object_get(geometry, "arcs");
    reading->sums = (Sums){0};
    forget_rings(reading);
    if (json_is_null(type))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (TYPES[i].kind == kind && g_strcmp0(json_string_value(type), TYPES[i].type) == 0)
            return add_runs(reading, arcs, TYPES[i].height, true, kind == BCU_POLYGONS);
    return "a geometry has another type than its layer";
}

/* ---- features ---------------------------------------------------------------------------- */

/* What is made of borders, against the dataset. */
static const char *compare_outline(const Reading *reading, BcuLevel level, uint32_t feature,
                                   BcuAreaDifference *worst)
{
    return bcu_verify_area(reading->dataset, level, feature, reading->sums.area, reading->displacement, worst)
               ? NULL
               : "an area differs by more than rounding explains";
}

/* What is no outline of the dataset, against the shape that was to be written. */
static const char *compare_runs(const Reading *reading, const BcuShape *shape, BcuGeometry geometry, bool mended,
                                BcuAreaDifference *worst)
{
    double displacement = reading->own_displacement * (mended ? 1 + BCU_STEPS_MOVED : 1);
    double allowed = 2 * reading->own_displacement * (double)(shape->point_count + 1);
    if (geometry == BCU_LINES)
        return fabs(bcu_shape_length(shape) - reading->sums.length) <= allowed ? NULL : "a length differs";
    return bcu_verify_shape_area(shape, reading->sums.own_area, displacement, worst)
               ? NULL
               : "an area differs by more than rounding explains";
}

static bool point_is_near(const Reading *reading, json_t *position, BcuPoint point)
{
    BcuPoint read;
    if (!pair_of(position, &read))
        return false;
    read = from_grid(reading, read);
    return hypot(read.x - point.x, read.y - point.y) <= reading->own_displacement;
}

static const char *compare_points(const Reading *reading, json_t *geometry, const BcuShape *shape)
{
    json_t *positions = json_object_get(geometry, "coordinates");
    bool near = shape->point_count > 0 || json_is_null(json_object_get(geometry, "type"));
    if (shape->point_count == 1)
        near = point_is_near(reading, positions, shape->points[0]);
    for (size_t i = 0; i < shape->point_count && shape->point_count > 1; i++)
        near &= point_is_near(reading, json_array_get(positions, i), shape->points[i]);
    return near ? NULL : "a point lies elsewhere";
}

static const char *compare_geometry(Reading *reading, json_t *geometry, uint32_t index, uint32_t row)
{
    BcuExportLayer shown = bcu_export_layer_at(reading->file->exported, index);
    bool mended = reading->file->layers && reading->file->layers[index].mended[row];
    const char *wrong = shown.geometry == BCU_POINTS ? NULL : add_geometry(reading, geometry, shown.geometry);
    if (!wrong && shown.geometry == BCU_POLYGONS)
        wrong = check_validity(reading);
    if (wrong)
        return wrong;
    if (shown.kind == BCU_EXPORT_LEVEL && shown.geometry == BCU_POLYGONS && !mended &&
        !bcu_export_is_cut(reading->file->exported, index, row))
        return compare_outline(reading, shown.level, row, &reading->worst);
    BcuShape *shape = bcu_export_shape_build(reading->file->exported, index, row);
    wrong = shown.geometry == BCU_POINTS ? compare_points(reading, geometry, shape)
                                         : compare_runs(reading, shape, shown.geometry, mended, &reading->own_worst);
    bcu_shape_free(shape);
    return wrong;
}

static const char *compare_layer(Reading *reading, uint32_t index)
{
    BcuExportLayer shown = bcu_export_layer_at(reading->file->exported, index);
    json_t *object = json_object_get(json_object_get(reading->root, "objects"), shown.id);
    json_t *geometries = json_object_get(object, "geometries");
    const char *wrong = NULL;
    if (json_array_size(geometries) != bcu_table_row_count(shown.table))
        return "the number of features differs";
    for (uint32_t row = 0; row < bcu_table_row_count(shown.table) && !wrong; row++) {
        json_t *geometry = json_array_get(geometries, row);
        if (shown.kind == BCU_EXPORT_LEVEL &&
            g_strcmp0(json_string_value(json_object_get(geometry, "id")),
                      bcu_feature_code(reading->dataset, shown.level, row)) != 0)
            return "a code differs";
        wrong = compare_geometry(reading, geometry, index, row);
        reading->features++;
    }
    return wrong;
}

/* ---- the file ---------------------------------------------------------------------------- */

static double step_of(const Reading *reading, double scale)
{
    return reading->quantised ? scale : pow(10, -(double)reading->file->decimals);
}

static const char *compare(Reading *reading)
{
    json_t *bbox = json_object_get(reading->root, "bbox");
    BcuBox box = {json_number_value(json_array_get(bbox, 0)), json_number_value(json_array_get(bbox, 1)),
                  json_number_value(json_array_get(bbox, 2)), json_number_value(json_array_get(bbox, 3))};
    if (!read_grid(reading))
        return "its transform is not one";
    const char *wrong = read_arcs(reading);
    BcuPoint step = {step_of(reading, reading->scale.x), step_of(reading, reading->scale.y)};
    reading->displacement = bcu_verify_displacement(reading->dataset, reading->transform, box, step);
    reading->own_displacement = hypot(step.x, step.y);
    reading->longer_step = fmax(step.x, step.y);
    for (uint32_t i = 0; i < bcu_export_layer_count(reading->file->exported) && !wrong; i++)
        wrong = compare_layer(reading, i);
    return wrong;
}

static char *report_of(const Reading *reading)
{
    char *how = bcu_transform_text_dup(reading->transform);
    g_autofree char *moved = bcu_transform_is_noop(reading->transform)
                                 ? g_strdup("")
                                 : g_strdup_printf("; to %s %s", bcu_crs_definition(bcu_export_crs(reading->file->exported)), how);
    free(how);
    return g_strdup_printf(
        "read back: %zu features with their codes, %zu rings of %zu arcs, joined, closed and of "
        "right direction, polygons valid; areas within %.3g square map units of the dataset (allowed there: %.3g)%s",
        reading->features, reading->rings, reading->arc_count, reading->worst.largest, reading->worst.allowed,
        moved);
}

/* From memory: of a file the library would fetch each byte by a call. */
static json_t *load(const char *path)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    return file ? json_loadb(g_mapped_file_get_contents(file), g_mapped_file_get_length(file), 0, NULL) : NULL;
}

bool topojson_verify(const TopoFile *file, char **report, BcuDiagLog *log)
{
    Reading reading = {.file = file,
                       .dataset = bcu_export_dataset(file->exported),
                       .transform = bcu_export_transform(file->exported),
                       .root = load(file->path)};
    reading.ring = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    reading.ring_places = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    reading.drawn = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    reading.ring_start = g_array_new(FALSE, FALSE, sizeof(size_t));
    reading.part_start = g_array_new(FALSE, FALSE, sizeof(size_t));
    const char *wrong = reading.root ? compare(&reading) : "it is not JSON";
    if (wrong)
        bcu_report(log, BCU_ERROR, "TOPOJSON020", NULL, "Report this; the file was not written.",
                   "the topology failed its own check: %s", wrong);
    else
        *report = report_of(&reading);
    json_decref(reading.root);
    g_array_unref(reading.ring);
    g_array_unref(reading.ring_places);
    g_array_unref(reading.drawn);
    g_array_unref(reading.ring_start);
    g_array_unref(reading.part_start);
    g_free(reading.points);
    g_free(reading.places);
    g_free(reading.start);
    return !wrong;
}
