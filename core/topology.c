/* A polygon layer as nodes, arcs and faces. */
#include "topology.h"

#include "arcs.h"
#include "dissolve.h"
#include "vertices.h"

void bcu_topology_free(BcuTopology *topology)
{
    if (!topology)
        return;
    g_free(topology->points);
    g_free(topology->arc_start);
    g_free(topology->left);
    g_free(topology->right);
    g_free(topology->from);
    g_free(topology->to);
    bcu_arc_shapes_clear(&topology->features);
    g_clear_pointer(&topology->report.findings, g_array_unref);
    g_free(topology);
}

double bcu_topology_default_tolerance(bool is_geographic, double metres_per_unit)
{
    return is_geographic ? 0.001 / 111320 : 0.001 / metres_per_unit;
}

static void report_no_memory(const BcuLayer *layer, BcuDiagLog *log)
{
    BcuPlace place = {.file = layer->path};
    bcu_report(log, BCU_ERROR, "TOP001", &place,
               "Close other programs, or split the layer: about 45 bytes are needed per vertex.",
               "memory ran out while the borders of %zu vertices were matched", layer->point_count);
}

static void report_too_large(const BcuLayer *layer, BcuDiagLog *log)
{
    BcuPlace place = {.file = layer->path};
    bcu_report(log, BCU_ERROR, "TOP002", &place, "Split the layer and run each part on its own.",
               "the layer has more than 2,147,483,646 borders or 2,863,311,530 vertices");
}

static bool cut(const BcuLayer *layer, BcuTopology *topology, BcuDiagLog *log)
{
    BcuRingSet rings = {layer->points,     layer->point_count,  layer->ring_start,
                        layer->ring_count, layer->record_start, layer->record_count};
    if (layer->point_count >= BCU_VERTICES_MAX) {
        report_too_large(layer, log);
        return false;
    }
    BcuArcFlaws flaws;
    uint32_t *id = bcu_vertices_identify(layer->points, layer->point_count);
    BcuCut result = id ? bcu_arcs_cut(&rings, id, topology, &flaws) : BCU_CUT_NO_MEMORY;
    g_free(id);
    if (result == BCU_CUT_NO_MEMORY)
        report_no_memory(layer, log);
    else if (result == BCU_CUT_TOO_MANY_ARCS)
        report_too_large(layer, log);
    return result == BCU_CUT_DONE;
}

bool bcu_topology_build(const BcuLayer *layer, const BcuTopologyOptions *options,
                        BcuTopology **topology, BcuDiagLog *log)
{
    (void)options;
    g_autoptr(BcuTopology) made = g_new0(BcuTopology, 1);
    made->report.vertices_in = layer->point_count;
    made->report.findings = g_array_new(FALSE, FALSE, sizeof(BcuFinding));
    if (!cut(layer, made, log) ||
        !bcu_dissolve(made, NULL, layer->record_count, &made->features, log))
        return false;
    *topology = g_steal_pointer(&made);
    return true;
}
