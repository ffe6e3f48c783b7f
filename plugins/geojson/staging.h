/** A file that several threads write and read back: each takes what is due next, be it to make the text of
 * some features, to write what was made, in order, or to read back what was written. */
#ifndef GEOJSON_STAGING_H
#define GEOJSON_STAGING_H

#include "verify.h"
#include <glib.h>

/** As many threads work on a file at most. */
enum { GEO_MOST_THREADS = 4 };

/** What features of a file are. */
typedef struct GeoFeatures {
    /** Appends the features from `first` up to `end` with what separates them, and sets what they are
     * expected to be. Called by several threads at once, each a `hand` of its own. */
    void (*make)(void *closure, unsigned hand, uint32_t first, uint32_t end, GString *text);
    void *closure;
    uint32_t stretch;      /* so many at a time: a few hundred kilobytes */
    bool one_hand;         /* only one thread may make them */
    const char *separator; /* between two stretches */
} GeoFeatures;

typedef struct GeoStaging GeoStaging;

/** \param stream and file borrowed until _end. */
GeoStaging *geo_staging_begin(BcuStream *stream, const GeoFile *file);
/** What stands before and after the features: a BcuWrite. \return false when writing failed. */
bool geo_staging_write(void *staging, const void *bytes, size_t count);
/** All features. \return false when writing failed, or when something is wrong. */
bool geo_staging_put(GeoStaging *staging, const GeoFeatures *features);
/** Reads what stands around the features, and frees. \param report as of geo_found_report.
 * \return false when the file is not what it should be, reported. */
bool geo_staging_end(GeoStaging *staging, char **report, BcuDiagLog *log);

#endif
