/* The plugin "geojson": each layer as GeoJSON. */
#include "layers.h"

static const BcuOptionSpec OPTIONS[] = {
    {"layers", BCU_OPTION_TEXT, BCU_OPTION_LIST, NULL, NULL, 0, 0, NULL,
     "ids of the layers to write, also borders and context layers; unset: clusters, areas, subareas"},
    {"formats", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "geojson", 0, 0, "geojson|geojsonl",
     "geojson: one collection; geojsonl: one feature a line"},
    {"crs", BCU_OPTION_CRS, 0, NULL, "EPSG:4326", 0, 0, NULL,
     "CRS of the coordinates; RFC 7946 knows WGS 84 only"},
    {"decimals", BCU_OPTION_INTEGER, 0, NULL, NULL, 0, 9, NULL,
     "decimals of coordinates; unset: 7 for degrees, else 3"},
    BCU_SIMPLIFY_OPTION,
    {"attributes", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL,
     "keep the attributes of the layers as they were read"},
    {"attribute_prefix", BCU_OPTION_TEXT, 0, NULL, "src_", 0, 0, NULL, "what to put before their names"},
    {"simplestyle", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL,
     "add the colours of the map as simplestyle properties"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"layer", "{layer}.geojson", "application/geo+json", BCU_OUTPUT_MANY | BCU_OUTPUT_OPTIONAL,
     "one layer, named by its id"},
    {"features", "{layer}.geojsonl", "application/x-ndjson", BCU_OUTPUT_MANY | BCU_OUTPUT_OPTIONAL,
     "the same, one feature a line"},
};

static bool run(const BcuRun *run)
{
    return geojson_write_layers(run);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS | BCU_NEED_WGS84,
    .id = "geojson",
    .version = BCU_VERSION,
    .summary = "clusters, areas, subareas and borders as GeoJSON (RFC 7946)",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
