/* Builds the topology of a layer: cuts and mends its borders, finds its gaps, outlines its records. */
#include "clean/build.h"
#include "clean/clean.h"
#include "text/thousands.h"
#include "topology/dissolve.h"
#include "topology/gaps.h"

static void report_merged(const BcuTopologyReport *report, const char *path, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    if (report->vertices_merged)
        bcu_report(log, BCU_NOTE, "TOP020", &place, "Set topology.tolerance to merge more, or less.",
                   "%s vertices were merged with one that lies within the tolerance",
                   BCU_THOUSANDS(report->vertices_merged, 0));
}

bool bcu_topology_build(BcuLayer *layer, const BcuTopologyOptions *options,
                        BcuTopology **topology, BcuDiagLog *log)
{
    g_autoptr(BcuTopology) made = g_new0(BcuTopology, 1);
    made->report.vertices_in = layer->point_count;
    made->report.findings = g_array_new(FALSE, FALSE, sizeof(BcuFinding));
    bool ok = bcu_clean(layer, options, made, log);
    if (ok && !bcu_gaps_find(made)) {
        BcuPlace place = {.file = layer->path};
        bcu_report(log, BCU_ERROR, "TOP001", &place,
                   "Close other programs, use a computer with more memory, or split the layer and run the parts one by one.",
                   "memory ran out while gaps between its areas were looked for");
        ok = false;
    }
    report_merged(&made->report, layer->path, log);
    bcu_flaws_report(&made->report, layer->path, log);
    if (!ok || !bcu_dissolve(made, NULL, layer->record_count, &made->features, log))
        return false;
    *topology = g_steal_pointer(&made);
    return true;
}
