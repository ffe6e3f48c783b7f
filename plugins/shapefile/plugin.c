/* The plugin "shapefile": layers and tables back to what they came from. */
#include "write.h"

static const BcuOptionSpec OPTIONS[] = {BCU_EXPORT_OPTIONS("s_")};

static const BcuOutputSpec OUTPUTS[] = {
    {"shp", "{layer}.shp", "application/vnd.shp", BCU_OUTPUT_MANY, "shapes of a layer"},
    {"shx", "{layer}.shx", "application/vnd.shx", BCU_OUTPUT_MANY, "where each shape begins"},
    {"dbf", "{layer}.dbf", "application/vnd.dbf", BCU_OUTPUT_MANY,
     "attributes of a layer, or a table of figures"},
    {"prj", "{layer}.prj", "text/plain", BCU_OUTPUT_MANY, "its CRS, as ESRI writes WKT"},
    {"cpg", "{layer}.cpg", "text/plain", BCU_OUTPUT_MANY, "the encoding of its text: UTF-8"},
    {"fields", "shapefile-fields.csv", "text/csv", 0, "full name, unit and meaning of each field"},
};

static bool run(const BcuRun *run)
{
    return shapefile_write(run);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "shapefile",
    .version = BCU_VERSION,
    .summary = "all layers and figures as ESRI shapefiles",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
