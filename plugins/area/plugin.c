/* The plugin "area": how large each cluster is. */
#include <bcukit/bcukit.h>

static const BcuOptionSpec OPTIONS[] = {
    {"guard_formulas", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL,
     "put ' before text that a spreadsheet would run as a formula"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"area", "area.csv", "text/csv", 0, "area, perimeter, parts and holes of each cluster"},
};

static bool run(const BcuRun *run)
{
    BcuTable *table = bcu_measure_sizes(run->dataset, run->log);
    if (!table)
        return false;
    uint32_t flags = bcu_options_bool(run->options, "guard_formulas") ? BCU_CSV_GUARD_FORMULAS : 0;
    BcuStream *stream = bcu_sink_open(run->sink, "area", NULL, run->log);
    bool ok = stream && bcu_table_write(table, BCU_FORMAT_CSV, flags, bcu_stream_write, stream);
    ok = bcu_stream_commit(stream, ok, run->log);
    bcu_table_free(table);
    return ok;
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "area",
    .version = BCU_VERSION,
    .summary = "how large each cluster is, as CSV",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
