/** Outlines in WGS 84, rounded once per arc so that neighbours stay identical. */
#ifndef GEOJSON_COORDINATES_H
#define GEOJSON_COORDINATES_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** A coverage's points in degrees, rounded; arcs as in the dataset. */
typedef struct GeoLines {
    BcuPoint *points;
    const size_t *arc_start;
    int decimals;
} GeoLines;

bool geo_lines_build(const BcuDataset *dataset, uint32_t coverage, BcuTransform *transform,
                     int decimals, GeoLines *lines, BcuDiagLog *log);
void geo_lines_clear(GeoLines *lines);
/** Rounds a point to the decimals that are written. */
BcuPoint geo_round(BcuPoint point, int decimals);
/** A multi-part outline as rounded rings without repeated points; rings that collapse are dropped
 * and counted. Freed with bcu_shape_free. */
BcuShape *geo_shape_build(const GeoLines *lines, BcuArcShape outline, uint32_t *dropped);
/** Appends "[[x,y],…]" of a ring. */
void geo_append_ring(GString *text, BcuRing ring, int decimals);

#endif
