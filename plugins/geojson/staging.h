/** A file that is read back while it is being written: its reader has a thread of its own, which follows the
 * writer through the staged file. */
#ifndef GEOJSON_STAGING_H
#define GEOJSON_STAGING_H

#include "verify.h"

typedef struct GeoStaging GeoStaging;

/** \param stream and file borrowed until _end. */
GeoStaging *geo_staging_begin(BcuStream *stream, const GeoFile *file);
/** A BcuWrite. \return false when writing failed, or when what was written so far is wrong. */
bool geo_staging_write(void *staging, const void *bytes, size_t count);
/** Waits for the reader and frees. \param report as of geo_reader_end.
 * \return false when the file is not what it should be, reported. */
bool geo_staging_end(GeoStaging *staging, char **report, BcuDiagLog *log);

#endif
