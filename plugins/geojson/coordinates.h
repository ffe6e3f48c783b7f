/** Outlines in WGS 84, rounded once per arc so that neighbours stay identical. */
#ifndef GEOJSON_COORDINATES_H
#define GEOJSON_COORDINATES_H

#include <bcukit/bcukit.h>

/** The points of a coverage's arcs in degrees, rounded. Arcs that are not written have no points:
 * the transformation is what an export costs. */
typedef struct GeoLines {
    BcuPoint *points;
    size_t *arc_start; /* as in the dataset, with its own offsets */
    double *moment;    /* per arc: twice the area between it and the first point, square degrees */
    double *length;    /* per arc: degrees */
    int decimals;
} GeoLines;

/** What rounding did away with. */
typedef struct GeoDropped {
    uint32_t rings;
    double area; /* square degrees */
} GeoDropped;

/** \param used one entry per arc: whether it is written. */
bool geo_lines_build(const BcuDataset *dataset, uint32_t coverage, const bool *used, BcuTransform *transform,
                     int decimals, GeoLines *lines, BcuDiagLog *log);
void geo_lines_clear(GeoLines *lines);
/** The area of an outline as the sum over its borders, in square degrees, and a bound for the rounding
 * errors of that sum. */
double geo_outline_area(const GeoLines *lines, BcuArcShape outline, double *error);
/** Rounds a point to the decimals that are written. */
BcuPoint geo_round(BcuPoint point, int decimals);
/** A multi-part outline as rounded rings without repeated points; rings that collapse are dropped
 * and counted. Freed with bcu_shape_free. */
BcuShape *geo_shape_build(const GeoLines *lines, BcuArcShape outline, GeoDropped *dropped);
/** Writes the members of a geometry object, "type" and "coordinates", without holding them in memory. */
void geo_put_shape(BcuJson *json, const BcuShape *shape, int decimals);

#endif
