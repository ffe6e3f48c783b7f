/* A plugin that writes down the line work as it sees it: one row per edge of every arc. */
#include <bcukit/bcukit.h>
#include <stdio.h>

static const BcuOutputSpec OUTPUTS[] = {{"edges", "edges.csv", "text/csv", 0, "every edge with its class"}};

static const char *code_of(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    return feature == BCU_NONE ? "" : bcu_feature_code(dataset, level, feature);
}

static bool write_arc(BcuStream *stream, const BcuDataset *dataset, uint32_t coverage, uint32_t number)
{
    static const char *const CLASSES[] = {"outer", "cluster", "area", "subarea"};
    BcuLevel level = bcu_coverage_level(dataset, coverage);
    BcuArc arc = bcu_arc_at(dataset, coverage, number);
    char row[256];
    bool ok = true;
    for (size_t i = 0; i + 1 < arc.count && ok; i++) {
        int length =
            snprintf(row, sizeof row, "%s,%u,%s,%s,%s,%.3f,%.3f,%.3f,%.3f,%.3f\n",
                     bcu_dataset_level(dataset, level).id, number, CLASSES[arc.border],
                     code_of(dataset, level, arc.left), code_of(dataset, level, arc.right), arc.length_m,
                     arc.points[i].x, arc.points[i].y, arc.points[i + 1].x, arc.points[i + 1].y);
        ok = length > 0 && (size_t)length < sizeof row && bcu_stream_write(stream, row, (size_t)length);
    }
    return ok;
}

static bool run(const BcuRun *run)
{
    static const char HEAD[] = "layer,arc,border,left,right,length_m,x0,y0,x1,y1\n";
    BcuStream *stream = bcu_sink_open(run->sink, "edges", NULL, run->log);
    if (!stream)
        return false;
    bool ok = bcu_stream_write(stream, HEAD, sizeof HEAD - 1);
    for (uint32_t c = 0; c < bcu_coverage_count(run->dataset); c++)
        for (uint32_t a = 0; a < bcu_arc_count(run->dataset, c) && ok; a++)
            ok = write_arc(stream, run->dataset, c, a);
    return bcu_stream_commit(stream, ok, run->log);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "lines",
    .version = "1",
    .summary = "writes down all borders",
    .licence = "MIT",
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
