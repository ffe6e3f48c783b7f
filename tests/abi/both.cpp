#include "both.h"

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD, BCU_NEED_CLUSTERS, "both", "1.0", "compiles", "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS), BCU_PLUGIN_OUTPUTS(OUTPUTS), nullptr, run,
};
