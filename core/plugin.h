/** Plugins from the host's side: find, open, check one. */
#ifndef BCU_PLUGIN_PRIVATE_H
#define BCU_PLUGIN_PRIVATE_H

#include "host.h"
#include <bcukit/plugin.h>

/** A plugin file that was found. Nothing of it has been loaded. */
typedef struct BcuPluginFile {
    char *id;      /* from the file name: "render" of "render.so" */
    char *path;
    bool hidden;   /* another of that id comes first */
} BcuPluginFile;

/** Search order: --plugin-path, BCUKIT_PLUGIN_PATH, user data folder, build or install folder. */
BCU_HOST GPtrArray *bcu_plugin_find(const char *plugin_path);
BCU_HOST const BcuPluginFile *bcu_plugin_find_id(const GPtrArray *files, const char *id);

/** Folder of libbcukit itself: tells a build folder from an installation. g_free. */
BCU_HOST char *bcu_library_folder(void);
/** Where plugins/ and our other libraries lie: the build folder, or bcukit/ beside the installed library. g_free. */
BCU_HOST char *bcu_private_folder(void);

/** Opens the library in this process and checks its head. Call it in a child.
 * \return borrowed from the library, which stays open. */
BCU_HOST const BcuPlugin *bcu_plugin_open(const char *path, BcuDiagLog *log);
/** Entries of the tables, whatever size the plugin was built with. */
static inline const BcuOptionSpec *bcu_plugin_option(const BcuPlugin *plugin, uint32_t index)
{
    return (const BcuOptionSpec *)((const char *)plugin->options + (size_t)index * plugin->option_stride);
}
static inline const BcuOutputSpec *bcu_plugin_output(const BcuPlugin *plugin, uint32_t index)
{
    return (const BcuOutputSpec *)((const char *)plugin->outputs + (size_t)index * plugin->output_stride);
}

#endif
