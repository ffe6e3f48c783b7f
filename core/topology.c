/* A polygon layer as nodes, arcs and faces. */
#include "topology.h"
#include "crs.h"

#include "dissolve.h"
#include "gaps.h"
#include "grouped.h"
#include "mend.h"

void bcu_topology_reset(BcuTopology *topology)
{
    BcuTopologyReport report = topology->report;
    g_free(topology->points);
    g_free(topology->arc_start);
    g_free(topology->left);
    g_free(topology->right);
    g_free(topology->from);
    g_free(topology->to);
    bcu_arc_shapes_clear(&topology->features);
    *topology = (BcuTopology){.report = report};
}

void bcu_topology_free(BcuTopology *topology)
{
    if (!topology)
        return;
    bcu_topology_reset(topology);
    g_clear_pointer(&topology->report.findings, g_array_unref);
    g_free(topology);
}

double bcu_topology_default_tolerance(bool is_geographic, double metres_per_unit)
{
    return is_geographic ? 0.001 / BCU_METRES_PER_DEGREE : 0.001 / metres_per_unit;
}

static void report_merged(const BcuTopologyReport *report, const char *path, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    if (report->vertices_merged)
        bcu_report(log, BCU_NOTE, "TOP020", &place, "Set topology.tolerance to merge more, or less.",
                   "%s vertices were merged with one that lies within the tolerance",
                   BCU_GROUPED(report->vertices_merged, 0));
}

bool bcu_topology_build(BcuLayer *layer, const BcuTopologyOptions *options,
                        BcuTopology **topology, BcuDiagLog *log)
{
    g_autoptr(BcuTopology) made = g_new0(BcuTopology, 1);
    made->report.vertices_in = layer->point_count;
    made->report.findings = g_array_new(FALSE, FALSE, sizeof(BcuFinding));
    bool ok = bcu_mend(layer, options, made, log);
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
