/* Coordinates on their way out: tidied after rounding, then written as a stream. */
#include "coordinates.h"
#include <string.h>

/* ---- after rounding -------------------------------------------------------------------- */

/* Moves points to the end of what is kept so far, without repeated ones; returns how many. */
static size_t keep_run(BcuPoint *to, const BcuPoint *from, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || to[kept - 1].x != from[i].x || to[kept - 1].y != from[i].y)
            to[kept++] = from[i];
    return kept;
}

static bool stands(BcuRing run, BcuGeometry geometry, bool is_shell)
{
    switch (geometry) {
    case BCU_POLYGONS: return run.count >= 4 && (is_shell ? bcu_ring_area(run) > 0 : bcu_ring_area(run) < 0);
    case BCU_LINES: return run.count >= 2;
    default: return true;
    }
}

/* In place: what is kept never overtakes what is still to be read. */
void geo_shape_tidy(BcuShape *shape, BcuGeometry geometry, GeoDropped *dropped)
{
    size_t points = 0, rings = 0, parts = 0, ring = 0;
    for (size_t p = 0; p < shape->part_count; p++) {
        size_t end = shape->part_start[p + 1], first = rings;
        for (size_t shell = ring; ring < end; ring++) {
            BcuRing run = bcu_shape_ring(shape, ring);
            BcuRing kept = {shape->points + points, keep_run(shape->points + points, run.points, run.count)};
            bool whole = rings > first || ring == shell; /* holes go with their shell */
            if (whole && stands(kept, geometry, ring == shell)) {
                shape->ring_start[rings++] = points;
                points += kept.count;
            } else {
                dropped->runs++;
                dropped->area += geometry == BCU_POLYGONS ? fabs(bcu_ring_area(kept)) : 0;
            }
        }
        if (rings > first)
            shape->part_start[parts++] = first;
    }
    shape->ring_start[rings] = shape->point_count = points;
    shape->part_start[parts] = shape->ring_count = rings;
    shape->part_count = parts;
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

static void add_position(Text *text, BcuPoint point, int decimals)
{
    if (text->used + LONGEST_POSITION > sizeof text->bytes)
        text_flush(text);
    text_add(text, '[');
    text->used += bcu_number_fixed(text->bytes + text->used, point.x, decimals, true);
    text_add(text, ',');
    text->used += bcu_number_fixed(text->bytes + text->used, point.y, decimals, true);
    text_add(text, ']');
}

/* A ring or a line. */
static void add_run(Text *text, BcuRing run, int decimals)
{
    for (size_t i = 0; i < run.count; i++) {
        text_add(text, i ? ',' : '[');
        add_position(text, run.points[i], decimals);
    }
    text_add(text, ']');
}

static void add_polygon(Text *text, const BcuShape *shape, size_t part, int decimals)
{
    size_t shell = shape->part_start[part];
    for (size_t r = shell; r < shape->part_start[part + 1]; r++) {
        text_add(text, r > shell ? ',' : '[');
        add_run(text, bcu_shape_ring(shape, r), decimals);
    }
    text_add(text, ']');
}

static void add_part(Text *text, const BcuShape *shape, size_t part, BcuGeometry geometry, int decimals)
{
    BcuRing run = bcu_shape_ring(shape, shape->part_start[part]);
    if (geometry == BCU_POLYGONS)
        add_polygon(text, shape, part, decimals);
    else if (geometry == BCU_LINES)
        add_run(text, run, decimals);
    else
        add_position(text, run.points[0], decimals);
}

void geo_put_shape(BcuJson *json, const BcuShape *shape, BcuGeometry geometry, int decimals)
{
    static const char *const TYPES[][2] = {[BCU_POINTS] = {"Point", "MultiPoint"},
                                           [BCU_LINES] = {"LineString", "MultiLineString"},
                                           [BCU_POLYGONS] = {"Polygon", "MultiPolygon"}};
    Text text; /* whose bytes need no zeros */
    text.json = json;
    text.used = 0;
    bool multi = shape->part_count > 1;
    bcu_json_put_text(json, "type", TYPES[geometry][multi]);
    bcu_json_key(json, "coordinates");
    bcu_json_raw(json, "[", multi ? 1 : 0);
    for (size_t p = 0; p < shape->part_count; p++) {
        if (p > 0)
            text_add(&text, ',');
        add_part(&text, shape, p, geometry, decimals);
    }
    if (multi)
        text_add(&text, ']');
    text_flush(&text);
}
