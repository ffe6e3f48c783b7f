/* The plugin "geojson": each level as a GeoJSON layer. */
#include "layer.h"

static const BcuOptionSpec OPTIONS[] = {
    {"layers", BCU_OPTION_TEXT, BCU_OPTION_LIST, NULL, NULL, 0, 0, NULL,
     "ids of the layers to write; unset: all of the project"},
    {"decimals", BCU_OPTION_INTEGER, 0, NULL, "7", 0, 9, NULL, "decimals of coordinates"},
    {"simplify", BCU_OPTION_LENGTH, 0, "m", "0", 0, 1000000, NULL,
     "drop vertices that matter less than this"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"layer", "{layer}.geojson", "application/geo+json", BCU_OUTPUT_MANY, "one layer, named by its id"},
};

static bool run(const BcuRun *run)
{
    return geojson_write_layers(run);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "geojson",
    .version = BCU_VERSION,
    .summary = "clusters, areas and subareas as GeoJSON (RFC 7946)",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
