#include "both.h"

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "both",
    .version = "1.0",
    .summary = "compiles",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
