/** Outlines in WGS 84, rounded once per arc so that neighbours stay identical. */
#ifndef GEOJSON_COORDINATES_H
#define GEOJSON_COORDINATES_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** The points of a coverage's arcs in degrees, rounded. Arcs that are not written have no points:
 * the transformation is what an export costs. */
typedef struct GeoLines {
    BcuPoint *points;
    size_t *arc_start; /* as in the dataset, with its own offsets */
    int decimals;
} GeoLines;

/** \param used one entry per arc: whether it is written. */
bool geo_lines_build(const BcuDataset *dataset, uint32_t coverage, const bool *used, BcuTransform *transform,
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
