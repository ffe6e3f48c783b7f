/** The plugin's side of outputs: what it has staged. */
#ifndef BCU_SINK_PRIVATE_H
#define BCU_SINK_PRIVATE_H

#include "base/diag.h"
#include <bcukit/plugin.h>

/** A staged file that its plugin has committed. Nothing of it is believed before the host has looked. */
typedef struct BcuSinkFile {
    char *output_id, *name; /* name: relative to the output folder */
    char *staged;           /* path of the staged file */
    char *verified;         /* what the plugin's own check found; NULL */
    GStrv forbidden;        /* suffixes of files that must not lie beside it; NULL for none */
} BcuSinkFile;

void bcu_sink_file_free(BcuSinkFile *file);

/** A sink for one plugin; lives in the child. */
BcuSink *bcu_sink_new(const BcuPlugin *plugin, const char *staging_folder);
/** The plugin it is for, and the folder that it stages in; borrowed. */
const BcuPlugin *bcu_sink_plugin(const BcuSink *sink);
const char *bcu_sink_folder(const BcuSink *sink);
/** BcuSinkFile: committed by the plugin. Borrowed. */
const GPtrArray *bcu_sink_files(const BcuSink *sink);
void bcu_sink_free(BcuSink *sink);

#endif
