#include <bcukit/bcukit.h>
#include <string.h>

static const BcuOutputSpec OUTPUTS[] = {
    {"names", "names.txt", "text/plain", 0, "the name of each cluster, one a line"},
};

static bool run(const BcuRun *run)
{
    BcuStream *stream = bcu_sink_open(run->sink, "names", NULL, run->log);
    bool ok = stream != NULL;
    for (uint32_t c = 0; ok && c < bcu_feature_count(run->dataset, BCU_CLUSTERS); c++) {
        const char *name = bcu_feature_name(run->dataset, BCU_CLUSTERS, c);
        ok = bcu_stream_write(stream, name, strlen(name)) && bcu_stream_write(stream, "\n", 1);
    }
    return bcu_stream_commit(stream, ok, run->log);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "names",
    .version = "1.0",
    .summary = "the names of the clusters",
    .licence = "MIT",
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
