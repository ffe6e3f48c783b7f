/** What was staged, read back by a JSON library and compared with what it should say. */
#ifndef GEOJSON_VERIFY_H
#define GEOJSON_VERIFY_H

#include <bcukit/bcukit.h>

/** What a feature of the file must hold, told from the dataset's borders and not from the rings that
 * were written. */
typedef struct GeoExpected {
    const char *code;
    double area;  /* square degrees; 0 for points and where nothing is left to draw */
    double slack; /* by how much the file's may differ */
} GeoExpected;

/** Reads the file as a stream: time grows with its length, memory does not.
 * \param layer id for messages.
 * \param report one line for the manifest, g_free; set on success.
 * \return false when something differs, reported. */
bool geojson_verify(const char *path, const char *layer, const GeoExpected *expected, uint32_t count,
                    char **report, BcuDiagLog *log);

#endif
