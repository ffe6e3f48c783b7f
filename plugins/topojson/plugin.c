/* The plugin "topojson": the chosen layers in one file, every border once. */
#include "topology.h"

static const BcuOptionSpec OPTIONS[] = {
    {"layers", BCU_OPTION_TEXT, BCU_OPTION_LIST, NULL, NULL, 0, 0, NULL,
     "ids of the layers to write, also borders and context layers; unset: clusters, areas, subareas"},
    {"crs", BCU_OPTION_CRS, 0, NULL, "EPSG:4326", 0, 0, NULL,
     "CRS of the coordinates; other ones than degrees are for maps that draw them as they are"},
    {"quantization", BCU_OPTION_INTEGER, 0, NULL, "0", 0, 100000000, NULL,
     "positions along each side of the extent, such as 100000; 0: coordinates as they are"},
    {"decimals", BCU_OPTION_INTEGER, 0, NULL, NULL, 0, 9, NULL,
     "decimals of coordinates that are not quantised; unset: 7 for degrees, else 3"},
    BCU_SIMPLIFY_OPTION,
    {"winding", BCU_OPTION_CHOICE, 0, NULL, "rfc7946", 0, 0, "rfc7946|d3",
     "rfc7946: shells counter-clockwise; d3: clockwise, as d3-geo wants them"},
    {"attributes", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL, "keep the attributes of the source layer"},
    {"attribute_prefix", BCU_OPTION_TEXT, 0, NULL, "src_", 0, 0, NULL, "put before their names"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"topology", "{layer}.topojson", "application/json", 0,
     "all layers as objects of one topology; named by the layer of clusters"},
};

static bool check(const BcuOptions *options, BcuDiagLog *log)
{
    if (bcu_options_integer(options, "quantization") != 1)
        return true;
    bcu_report(log, BCU_ERROR, "TOPOJSON012", NULL, "Write 0, or a number such as 100000.",
               "topojson.quantization: one position is too few to draw with");
    return false;
}

static bool run(const BcuRun *run)
{
    return topojson_write(run);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS | BCU_NEED_WGS84,
    .id = "topojson",
    .version = BCU_VERSION,
    .summary = "all layers as one TopoJSON file in which neighbours share their borders",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .check = check,
    .run = run,
};
