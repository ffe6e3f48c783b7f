/* The plugin "area": how large each feature is, and what it borders on. */
#include <bcukit/bcukit.h>

static const BcuOptionSpec OPTIONS[] = {
    {"levels", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "clusters", 0, 0, "clusters|areas|subareas",
     "which features to measure: one table for each"},
    BCU_TABLE_OPTIONS,
};

static const BcuOutputSpec OUTPUTS[] = {
    {"area", "area.{format}", "text/csv", BCU_OUTPUT_MANY,
     "size, form, place and neighbours of each cluster"},
    {"area-level", "area-{layer}.{format}", "text/csv", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "the same for areas or subareas"},
    {"adjacency", "adjacency.{format}", "text/csv", BCU_OUTPUT_MANY,
     "pairs of clusters that border on each other"},
    {"adjacency-level", "adjacency-{layer}.{format}", "text/csv", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "the same for areas or subareas"},
    {"moved", "moved.{format}", "text/csv", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "areas that change their cluster, with --move or --compare"},
};

static bool write_level(const BcuRun *run, BcuLevel level)
{
    const char *layer = level == BCU_CLUSTERS ? NULL : bcu_dataset_level(run->dataset, level).id;
    return bcu_tables_write(run, layer ? "area-level" : "area", layer,
                            bcu_measure_sizes(run->dataset, level, run->log)) &&
           (bcu_dataset_level(run->dataset, level).geometry != BCU_POLYGONS || /* points have no borders */
            bcu_tables_write(run, layer ? "adjacency-level" : "adjacency", layer,
                             bcu_measure_adjacency(run->dataset, level)));
}

static bool run(const BcuRun *run)
{
    bool ok = true;
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT && ok; level++)
        if (bcu_tables_wants(run, level))
            ok = write_level(run, level);
    if (ok && bcu_dataset_has_baseline(run->dataset))
        ok = bcu_tables_write(run, "moved", NULL, bcu_measure_moved(run->dataset));
    return ok;
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "area",
    .version = BCU_VERSION,
    .summary = "how large each cluster is, its form and its neighbours, as tables",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
