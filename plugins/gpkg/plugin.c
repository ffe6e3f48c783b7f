/* The plugin "gpkg": all layers and figures in one GeoPackage, styled. */
#include "package.h"

static const BcuOptionSpec OPTIONS[] = {
    BCU_EXPORT_OPTIONS("src_"),
    {"styles", BCU_OPTION_BOOL, 0, NULL, "true", 0, 0, NULL,
     "add styles, so that QGIS opens the layers coloured and labelled like the map"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"package", "{clusters}.gpkg", "application/geopackage+sqlite3", 0,
     "all layers and tables, named by the layer of clusters"},
};

static bool run(const BcuRun *run)
{
    return package_write(run);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "gpkg",
    .version = BCU_VERSION,
    .summary = "all layers and figures in one styled GeoPackage (OGC 1.3)",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
