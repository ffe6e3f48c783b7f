/** What reading a file back must find, told from the dataset's borders and not from what was written. */
#ifndef GEOJSON_EXPECTED_H
#define GEOJSON_EXPECTED_H

#include <bcukit/bcukit.h>

typedef struct GeoExpected {
    const char *code; /* NULL: the feature has no id */
    double area;      /* square units of the file; 0 for lines and points */
    double slack;     /* by how much the file's may differ: what adding up may do, and what was dropped */
} GeoExpected;

/** Sums over the borders of a coverage, as they came out of the transformation, rounded. */
typedef struct GeoBorders {
    double *moment; /* per arc: twice the area between it and a common origin */
    double *length; /* per arc: along both axes together */
    bool *crosses;  /* per arc: it crosses the meridian of 180, so shapes are cut */
    double reach;   /* how far they lie from that origin */
} GeoBorders;

GeoBorders geo_borders_build(const BcuExport *exported, uint32_t coverage);
void geo_borders_clear(GeoBorders *borders);
/** \param shape as it comes from the export; used where the layer is not made of borders, and where
 *        one of them crosses the meridian of 180, so that the shape was cut there.
 * \param borders of the coverage of the layer's level. */
GeoExpected geo_expected(const BcuExport *exported, BcuExportLayer layer, uint32_t row, const BcuShape *shape,
                         const GeoBorders *borders);

#endif
