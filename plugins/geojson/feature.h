/** Features of a layer, one at a time. */
#ifndef GEOJSON_FEATURE_H
#define GEOJSON_FEATURE_H

#include "bbox.h"
#include "expected.h"

/** What is written; the same for all threads. */
typedef struct GeoLayer {
    const BcuExport *exported;
    uint32_t index; /* in the export */
    BcuExportLayer shown;
    int decimals;
    const GeoBorders *borders; /* NULL where the layer is not made of any */
    GeoExpected *expected;     /* per row: what reading back must find; set when the row is written */
} GeoLayer;

/** What some of the features came to. */
typedef struct GeoSums {
    GeoBbox bbox;
    uint32_t dropped; /* rings and lines */
    uint32_t mended;  /* features */
} GeoSums;

/** \param sums added to. */
void geo_put_feature(BcuJson *json, const GeoLayer *layer, uint32_t row, GeoSums *sums);
/** The member "bbox". */
void geo_put_bbox(BcuJson *json, BcuBox box, int decimals);

#endif
