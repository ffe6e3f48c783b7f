/** What is known of a plugin after its check: options and outputs, copied out of its process. */
#ifndef BCU_PLUGIN_INFO_H
#define BCU_PLUGIN_INFO_H

#include <bcukit/api.h>
#include <glib.h>

/** An option as the plugin's table has it, with the value that the run will use. */
typedef struct BcuOptionInfo {
    char *key, *type, *unit, *fallback, *choices, *help;
    bool list, required;
    double min, max;
    char *value; /* as the run will use it; NULL unset */
    bool by_user;
} BcuOptionInfo;

/** An output that the plugin has declared. */
typedef struct BcuOutputInfo {
    char *id, *pattern, *media_type, *help;
    uint32_t flags;
} BcuOutputInfo;

typedef struct BcuPluginInfo {
    char *id, *path, *version, *summary, *licence;
    uint32_t needs;
    unsigned abi_major, abi_minor;
    GPtrArray *options; /* BcuOptionInfo */
    GPtrArray *outputs; /* BcuOutputInfo */
} BcuPluginInfo;
/** Empty tables, which free what is put in. */
BcuPluginInfo *bcu_plugin_info_new(void);
void bcu_plugin_info_free(BcuPluginInfo *info);

#endif
