/* Coordinates on their way out: transformed once, rounded once, written often. */
#include "coordinates.h"
#include <glib.h>
#include <string.h>

static void copy_used(const BcuDataset *dataset, uint32_t coverage, const bool *used, GeoLines *lines)
{
    const size_t *start;
    BcuRing all = bcu_coverage_points(dataset, coverage, &start);
    size_t count = 0;
    for (uint32_t arc = 0; arc < bcu_arc_count(dataset, coverage); arc++) {
        lines->arc_start[arc] = count;
        if (!used[arc])
            continue;
        memcpy(lines->points + count, all.points + start[arc],
               (start[arc + 1] - start[arc]) * sizeof(BcuPoint));
        count += start[arc + 1] - start[arc];
    }
    lines->arc_start[bcu_arc_count(dataset, coverage)] = count;
}

/* Of a sum of moments, per degree of length: points lie up to 360 degrees from the first one, where a
 * product is rounded by 4e-14. Far below what one digit in one vertex does. */
#define MOMENT_ERROR 1e-12

static void measure_arcs(GeoLines *lines, uint32_t arcs)
{
    BcuPoint origin = lines->points[0];
    for (uint32_t arc = 0; arc < arcs; arc++) {
        double twice = 0, length = 0;
        for (size_t i = lines->arc_start[arc]; i + 1 < lines->arc_start[arc + 1]; i++) {
            double ax = lines->points[i].x - origin.x, ay = lines->points[i].y - origin.y;
            double bx = lines->points[i + 1].x - origin.x, by = lines->points[i + 1].y - origin.y;
            twice += ax * by - bx * ay;
            length += fabs(bx - ax) + fabs(by - ay);
        }
        lines->moment[arc] = twice;
        lines->length[arc] = length;
    }
}

bool geo_lines_build(const BcuDataset *dataset, uint32_t coverage, const bool *used, BcuTransform *transform,
                     int decimals, GeoLines *lines, BcuDiagLog *log)
{
    uint32_t arcs = bcu_arc_count(dataset, coverage);
    size_t most = bcu_coverage_points(dataset, coverage, NULL).count;
    lines->decimals = decimals;
    lines->points = g_try_malloc_n(most + 1, sizeof(BcuPoint));
    lines->arc_start = g_try_malloc_n((size_t)arcs + 1, sizeof(size_t));
    lines->moment = g_try_malloc_n((size_t)arcs + 1, sizeof(double));
    lines->length = g_try_malloc_n((size_t)arcs + 1, sizeof(double));
    if (!lines->points || !lines->arc_start || !lines->moment || !lines->length) {
        bcu_report(log, BCU_ERROR, "GEOJSON010", NULL, "Close other programs, or simplify.",
                   "memory ran out for %zu vertices", most);
        return false;
    }
    copy_used(dataset, coverage, used, lines);
    size_t count = lines->arc_start[arcs];
    if (!bcu_transform_points(transform, lines->points, count)) {
        bcu_report(log, BCU_ERROR, "GEOJSON011", NULL, "Check the working CRS.",
                   "some vertices have no place in WGS 84");
        return false;
    }
    for (size_t i = 0; i < count; i++)
        lines->points[i] = geo_round(lines->points[i], decimals);
    measure_arcs(lines, arcs);
    return true;
}

double geo_outline_area(const GeoLines *lines, BcuArcShape outline, double *error)
{
    double twice = 0, length = 0;
    uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
    for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++) {
        uint32_t arc = (uint32_t)(outline.refs[i] < 0 ? ~outline.refs[i] : outline.refs[i]);
        twice += outline.refs[i] < 0 ? -lines->moment[arc] : lines->moment[arc];
        length += lines->length[arc];
    }
    *error = length * MOMENT_ERROR;
    return twice / 2;
}

void geo_lines_clear(GeoLines *lines)
{
    g_clear_pointer(&lines->moment, g_free);
    g_clear_pointer(&lines->length, g_free);
    g_clear_pointer(&lines->points, g_free);
    g_clear_pointer(&lines->arc_start, g_free);
}

BcuPoint geo_round(BcuPoint point, int decimals)
{
    static const double POWERS[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    double scale = POWERS[decimals];
    return (BcuPoint){rint(point.x * scale) / scale, rint(point.y * scale) / scale};
}

static void append_point(BcuShape *shape, size_t ring_start, BcuPoint point)
{
    if (shape->point_count > ring_start) {
        BcuPoint last = shape->points[shape->point_count - 1];
        if (last.x == point.x && last.y == point.y)
            return;
    }
    shape->points[shape->point_count++] = point;
}

static void append_arc(BcuShape *shape, size_t ring_start, const GeoLines *lines, int32_t ref)
{
    uint32_t arc = (uint32_t)(ref < 0 ? ~ref : ref);
    size_t first = lines->arc_start[arc], count = lines->arc_start[arc + 1] - first;
    for (size_t i = 0; i < count; i++)
        append_point(shape, ring_start, lines->points[first + (ref < 0 ? count - 1 - i : i)]);
}

static size_t count_points(const GeoLines *lines, BcuArcShape outline)
{
    size_t count = 0;
    uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
    for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++) {
        uint32_t arc = (uint32_t)(outline.refs[i] < 0 ? ~outline.refs[i] : outline.refs[i]);
        count += lines->arc_start[arc + 1] - lines->arc_start[arc];
    }
    return count + (end - first);
}

BcuShape *geo_shape_build(const GeoLines *lines, BcuArcShape outline, GeoDropped *dropped)
{
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->points = g_new(BcuPoint, count_points(lines, outline) + 1);
    shape->ring_start = g_new0(size_t, (size_t)outline.ring_count + 1);
    shape->part_start = g_new0(size_t, (size_t)outline.part_count + 1);
    for (uint32_t p = 0; p < outline.part_count; p++) {
        size_t first_ring = shape->ring_count;
        for (uint32_t r = outline.part_start[p]; r < outline.part_start[p + 1]; r++) {
            size_t start = shape->point_count;
            for (uint32_t i = outline.ring_start[r]; i < outline.ring_start[r + 1]; i++)
                append_arc(shape, start, lines, outline.refs[i]);
            BcuRing ring = {shape->points + start, shape->point_count - start};
            bool shell = r == outline.part_start[p];
            /* Rounding can flatten a tiny ring or even turn it over: neither may be written. */
            if (ring.count >= 4 && (shell ? bcu_ring_area(ring) > 0 : bcu_ring_area(ring) < 0)) {
                shape->ring_start[++shape->ring_count] = shape->point_count;
                continue;
            }
            shape->point_count = start;
            dropped->rings++;
            dropped->area += fabs(bcu_ring_area(ring));
            if (shell)
                break;
        }
        if (shape->ring_count > first_ring)
            shape->part_start[++shape->part_count] = shape->ring_count;
    }
    return shape;
}

/* ---- text ------------------------------------------------------------------------------ */

enum { LONGEST_POSITION = 2 * BCU_NUMBER_SIZE + 8 };

/* Text on its way into the value that the writer is at. */
typedef struct Text {
    BcuJson *json;
    size_t used;
    char bytes[1 << 14];
} Text;

static void text_flush(Text *text)
{
    bcu_json_append(text->json, text->bytes, text->used);
    text->used = 0;
}

static inline void text_add(Text *text, char byte)
{
    text->bytes[text->used++] = byte;
}

static void add_ring(Text *text, BcuRing ring, int decimals)
{
    for (size_t i = 0; i < ring.count; i++) {
        if (text->used + LONGEST_POSITION > sizeof text->bytes)
            text_flush(text);
        text_add(text, i ? ',' : '[');
        text_add(text, '[');
        text->used += bcu_number_fixed(text->bytes + text->used, ring.points[i].x, decimals, true);
        text_add(text, ',');
        text->used += bcu_number_fixed(text->bytes + text->used, ring.points[i].y, decimals, true);
        text_add(text, ']');
    }
    text_add(text, ']');
}

static void add_part(Text *text, const BcuShape *shape, size_t part, int decimals)
{
    size_t shell = shape->part_start[part];
    for (size_t r = shell; r < shape->part_start[part + 1]; r++) {
        text_add(text, r > shell ? ',' : '[');
        add_ring(text, bcu_shape_ring(shape, r), decimals);
    }
    text_add(text, ']');
}

void geo_put_shape(BcuJson *json, const BcuShape *shape, int decimals)
{
    Text text = {.json = json};
    bool multi = shape->part_count > 1;
    bcu_json_put_text(json, "type", multi ? "MultiPolygon" : "Polygon");
    bcu_json_key(json, "coordinates");
    bcu_json_raw(json, "[", multi ? 1 : 0);
    for (size_t p = 0; p < shape->part_count; p++) {
        if (p > 0)
            text_add(&text, ',');
        add_part(&text, shape, p, decimals);
    }
    if (multi)
        text_add(&text, ']');
    text_flush(&text);
}
