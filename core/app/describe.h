/** A layer and a plugin described for people: what the commands info and plugins print. */
#ifndef BCU_DESCRIBE_H
#define BCU_DESCRIBE_H

#include "host/worker.h"
#include "layer/layer.h"

/** Type, CRS, extent, encoding and fields. g_free. */
char *bcu_layer_describe(const BcuLayer *layer, BcuDiagLog *log);
/** Version, outputs and options. g_free. */
char *bcu_plugin_describe(const BcuPluginInfo *info);
/** One option with its bounds; NULL when the plugin has none of that name. g_free. */
char *bcu_option_describe(const BcuPluginInfo *info, const char *key);

#endif
