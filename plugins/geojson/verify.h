/** What was staged, read back by a JSON library and compared with what it should say. */
#ifndef GEOJSON_VERIFY_H
#define GEOJSON_VERIFY_H

#include "expected.h"

/** What a file is to hold. */
typedef struct GeoFile {
    const char *path;
    const char *layer; /* id, for messages */
    BcuGeometry geometry;
    bool is_sequence; /* features one after another, without a collection around them */
    const GeoExpected *expected;
    uint32_t count;
} GeoFile;

/** Reads the file as a stream: time grows with its length, memory does not.
 * \param report one line for the manifest, g_free; set on success.
 * \return false when something differs, reported. */
bool geojson_verify(const GeoFile *file, char **report, BcuDiagLog *log);

#endif
