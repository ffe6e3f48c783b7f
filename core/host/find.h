/** Plugins from the host's side: find, open, check one. */
#ifndef BCU_FIND_H
#define BCU_FIND_H

#include "plugin/entries.h"
#include <glib.h>

/** A plugin file that was found. Nothing of it has been loaded. */
typedef struct BcuPluginFile {
    char *id;      /* from the file name: "render" of "render.so" */
    char *path;
    bool hidden;   /* another of that id comes first */
} BcuPluginFile;

/** Search order: --plugin-path, BCUKIT_PLUGIN_PATH, user data folder, build or install folder. */
GPtrArray *bcu_plugin_find(const char *plugin_path);
const BcuPluginFile *bcu_plugin_find_id(const GPtrArray *files, const char *id);

/** Opens the library in this process and checks its head. Call it in a child.
 * \return borrowed from the library, which stays open. */
const BcuPlugin *bcu_plugin_open(const char *path, BcuDiagLog *log);
#endif
