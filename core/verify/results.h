/** The manifest of a results folder, read back. */
#ifndef BCU_RESULTS_H
#define BCU_RESULTS_H

#include "base/diag.h"
#include <glib.h>
#include <jansson.h>

/** A file as the manifest has it; text is borrowed from the results. */
typedef struct BcuResultFile {
    const char *name, *plugin, *sha256;
    const char *verified; /* what its plugin found when it was written; NULL */
    int64_t bytes;
} BcuResultFile;

typedef struct BcuResults {
    char *folder;
    json_t *manifest;
    GArray *files; /* BcuResultFile, in the order of the manifest */
} BcuResults;

/** Reads FOLDER/manifest.json. \return NULL on failure, reported (OUT071). */
BcuResults *bcu_results_read(const char *folder, BcuDiagLog *log);
void bcu_results_free(BcuResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuResults, bcu_results_free)

/** A text of the manifest's top level; "" where there is none. Borrowed. */
const char *bcu_results_text(const BcuResults *results, const char *key);
/** The file of that name; NULL when the manifest has none. */
const BcuResultFile *bcu_results_file(const BcuResults *results, const char *name);
/** An option that a plugin ran with; NULL where it was not set. Borrowed. */
const char *bcu_results_option(const BcuResults *results, const char *plugin, const char *key);
/** The definition of the working CRS; "" where the manifest has none. Borrowed. */
const char *bcu_results_crs(const BcuResults *results);
/** Whether a layer of that id was read. */
bool bcu_results_has_layer(const BcuResults *results, const char *id);
/** The provenance that follows from what the manifest lists, to be compared with the one it states. g_free. */
char *bcu_results_provenance(const BcuResults *results);

#endif
