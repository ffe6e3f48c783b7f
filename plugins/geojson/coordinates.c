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

static void put_polygon(BcuJson *json, const BcuShape *shape, size_t part, int decimals)
{
    bcu_json_begin_array(json);
    for (size_t r = shape->part_start[part]; r < shape->part_start[part + 1]; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        bcu_json_points(json, ring.points, ring.count, decimals);
    }
    bcu_json_end_array(json);
}

static void put_part(BcuJson *json, const BcuShape *shape, size_t part, BcuGeometry geometry, int decimals)
{
    BcuRing run = bcu_shape_ring(shape, shape->part_start[part]);
    if (geometry == BCU_POLYGONS)
        put_polygon(json, shape, part, decimals);
    else if (geometry == BCU_LINES)
        bcu_json_points(json, run.points, run.count, decimals);
    else
        bcu_json_point(json, run.points[0], decimals);
}

void geo_put_shape(BcuJson *json, const BcuShape *shape, BcuGeometry geometry, int decimals)
{
    static const char *const TYPES[][2] = {[BCU_POINTS] = {"Point", "MultiPoint"},
                                           [BCU_LINES] = {"LineString", "MultiLineString"},
                                           [BCU_POLYGONS] = {"Polygon", "MultiPolygon"}};
    bool multi = shape->part_count > 1;
    bcu_json_put_text(json, "type", TYPES[geometry][multi]);
    bcu_json_key(json, "coordinates");
    if (multi)
        bcu_json_begin_array(json);
    for (size_t p = 0; p < shape->part_count; p++)
        put_part(json, shape, p, geometry, decimals);
    if (multi)
        bcu_json_end_array(json);
}
