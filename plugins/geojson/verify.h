/** What was staged, read back by a JSON library and compared with what it should say. */
#ifndef GEOJSON_VERIFY_H
#define GEOJSON_VERIFY_H

#include "expected.h"

/** What a file is to hold. */
typedef struct GeoFile {
    const char *layer; /* id, for messages */
    BcuGeometry geometry;
    bool is_sequence; /* features one after another, without a collection around them */
    const GeoExpected *expected;
    uint32_t count;
} GeoFile;

/** What reading has found. */
typedef struct GeoFound {
    size_t rings;
    double largest;   /* difference of an area, as a share of it */
    const char *wrong; /* what differs; NULL while all is well */
    uint32_t feature; /* the one at which it does */
} GeoFound;

/** Takes text in blocks of any size: time grows with its length, memory does not. */
typedef struct GeoReader GeoReader;

/** Of a whole file. \param file borrowed; what a feature is expected to be must be set before its last byte is
 *        taken. */
GeoReader *geo_reader_new(const GeoFile *file);
/** Of a stretch of it: the features from `first` up to `end` with what separates them. */
GeoReader *geo_reader_new_stretch(const GeoFile *file, uint32_t first, uint32_t end);
/** \return false when something differs: the rest need not be taken. */
bool geo_reader_take(GeoReader *reader, const void *bytes, size_t count);
/** After the last byte, or the one at which something differed; frees. \param found added to.
 * \return false when something differs. */
bool geo_reader_end(GeoReader *reader, GeoFound *found);
/** \param report one line for the manifest, g_free; set on success.
 * \return false when something differs, reported. */
bool geo_found_report(const GeoFound *found, const GeoFile *file, char **report, BcuDiagLog *log);

#endif
