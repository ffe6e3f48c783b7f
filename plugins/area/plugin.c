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

static size_t add_level(const BcuRun *run, BcuLevel level, BcuSheet *sheets)
{
    const char *layer = level == BCU_CLUSTERS ? NULL : bcu_dataset_level(run->dataset, level).id;
    bool has_borders = bcu_dataset_level(run->dataset, level).geometry == BCU_POLYGONS; /* points have none */
    sheets[0] = (BcuSheet){.output_id = layer ? "area-level" : "area", .layer = layer,
                           .table = bcu_measure_sizes(run->dataset, level, run->log), .is_chosen_of = true};
    if (has_borders)
        sheets[1] = (BcuSheet){.output_id = layer ? "adjacency-level" : "adjacency", .layer = layer,
                               .table = bcu_measure_adjacency(run->dataset, level)};
    return has_borders ? 2 : 1;
}

static bool run(const BcuRun *run)
{
    BcuSheet sheets[2 * BCU_LEVEL_COUNT + 1];
    size_t count = 0;
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++)
        if (bcu_tables_wants(run, level))
            count += add_level(run, level, &sheets[count]);
    if (bcu_dataset_has_baseline(run->dataset))
        sheets[count++] = (BcuSheet){.output_id = "moved", .table = bcu_measure_moved(run->dataset)};
    return bcu_tables_write_all(run, "area", sheets, count);
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
