/* The plugin "html": an interactive page in one file. */
#include "page.h"

static const BcuOptionSpec OPTIONS[] = {
    {"simplify", BCU_OPTION_LENGTH_OR_SHARE, 0, NULL, NULL, 0, 0, NULL,
     "drop vertices that matter less than this length, or keep this share of them; unset: what a screen "
     "cannot show"},
    {"subareas", BCU_OPTION_BOOL, 0, NULL, "true", 0, 0, NULL,
     "show the subareas, too; without them the page is smaller"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"page", "map.html", "text/html", 0, "map and tables to look at, search and sort; needs no network"},
};

static bool run(const BcuRun *run)
{
    return page_write(run);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "html",
    .version = BCU_VERSION,
    .summary = "an interactive page of the clusters in one file, which needs no network",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
