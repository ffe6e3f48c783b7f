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

/** Takes a file in blocks of any size: time grows with its length, memory does not. */
typedef struct GeoReader GeoReader;

/** \param file borrowed; what a feature is expected to be must be set before its last byte is taken. */
GeoReader *geo_reader_new(const GeoFile *file);
void geo_reader_free(GeoReader *reader);
/** \return false when something differs: the rest need not be taken. */
bool geo_reader_take(GeoReader *reader, const void *bytes, size_t count);
/** After the last byte. \param report one line for the manifest, g_free; set on success.
 * \return false when something differs, reported. */
bool geo_reader_end(GeoReader *reader, char **report, BcuDiagLog *log);

#endif
