#include <bcukit/bcukit.h>
#include <string>

static const BcuOutputSpec OUTPUTS[] = {
    {"names", "names.txt", "text/plain", 0, "the name of each cluster, one a line"},
};

// Nothing that is thrown may leave it: who calls it is written in C.
static bool run(const BcuRun *run)
{
    BcuStream *stream = bcu_sink_open(run->sink, "names", nullptr, run->log);
    bool ok = stream != nullptr;
    for (uint32_t c = 0; ok && c < bcu_feature_count(run->dataset, BCU_CLUSTERS); c++) {
        const std::string line = std::string(bcu_feature_name(run->dataset, BCU_CLUSTERS, c)) + "\n";
        ok = bcu_stream_write(stream, line.data(), line.size());
    }
    return bcu_stream_commit(stream, ok, run->log);
}

// In the order of plugin.h: C++11 has no names for what is initialised.
BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    BCU_NEED_CLUSTERS,
    "names", "1.0", "the names of the clusters", "MIT",
    nullptr, 0, 0,               // no options, else BCU_PLUGIN_OPTIONS(OPTIONS)
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    nullptr,                     // check
    run,
};
