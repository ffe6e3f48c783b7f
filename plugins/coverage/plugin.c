/* The plugin "coverage": whom each cluster serves, and how cover grows. */
#include <bcukit/bcukit.h>

static const BcuOptionSpec OPTIONS[] = {
    {"guard_formulas", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL,
     "put ' before text that a spreadsheet would run as a formula"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"coverage", "coverage.csv", "text/csv", 0, "people and officers of each cluster"},
    {"rollout", "rollout.csv", "text/csv", 0, "each phase, alone and cumulative"},
    {"change", "change.csv", "text/csv", BCU_OUTPUT_OPTIONAL,
     "before and after, with --move or --compare"},
};

/* Takes the table. */
static bool write_table(const BcuRun *run, const char *output, BcuTable *table)
{
    uint32_t flags = bcu_options_bool(run->options, "guard_formulas") ? BCU_CSV_GUARD_FORMULAS : 0;
    BcuStream *stream = table ? bcu_sink_open(run->sink, output, NULL, run->log) : NULL;
    bool ok = stream && bcu_table_write(table, BCU_FORMAT_CSV, flags, bcu_stream_write, stream);
    ok = bcu_stream_commit(stream, ok, run->log);
    bcu_table_free(table);
    return ok;
}

static bool run(const BcuRun *run)
{
    bool ok = write_table(run, "coverage", bcu_measure_cover(run->dataset, run->log)) &&
              write_table(run, "rollout", bcu_measure_rollout(run->dataset, run->log));
    if (ok && bcu_dataset_has_baseline(run->dataset))
        ok = write_table(run, "change", bcu_measure_change(run->dataset, run->log));
    return ok;
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS | BCU_NEED_POPULATION,
    .id = "coverage",
    .version = BCU_VERSION,
    .summary = "whom each cluster serves and how cover grows, as CSV",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
