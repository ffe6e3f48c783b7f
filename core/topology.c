/* A polygon layer as nodes, arcs and faces. */
#include "topology.h"

#include "arcs.h"
#include "dissolve.h"
#include "gaps.h"
#include "snap.h"
#include "vertices.h"
#include <string.h>

/* Frees arcs and outlines; the report stays. */
static void topology_reset(BcuTopology *topology)
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
    topology_reset(topology);
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

static bool cut(const BcuLayer *layer, const BcuPoint *points, BcuTopology *topology, BcuDiagLog *log)
{
    BcuRingSet rings = {points,            layer->point_count,  layer->ring_start,
                        layer->ring_count, layer->record_start, layer->record_count};
    if (layer->point_count >= BCU_VERTICES_MAX) {
        report_too_large(layer, log);
        return false;
    }
    BcuArcFlaws flaws;
    uint32_t *id = bcu_vertices_identify(points, layer->point_count);
    BcuCut result = id ? bcu_arcs_cut(&rings, id, topology, &flaws) : BCU_CUT_NO_MEMORY;
    g_free(id);
    if (result == BCU_CUT_NO_MEMORY)
        report_no_memory(layer, log);
    else if (result == BCU_CUT_TOO_MANY_ARCS)
        report_too_large(layer, log);
    return result == BCU_CUT_DONE;
}

/* ---- coverages that are not clean ---------------------------------------------------- */

/* Only borders with nothing on one side can be in want of a neighbour: whether two of their
 * vertices lie within the tolerance. In a clean layer these are few, so looking costs little. */
static bool needs_snapping(const BcuTopology *topology, double tolerance)
{
    g_autoptr(GArray) outer = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        if (topology->left[arc] == BCU_NONE || topology->right[arc] == BCU_NONE)
            g_array_append_vals(outer, topology->points + topology->arc_start[arc],
                                (guint)(topology->arc_start[arc + 1] - topology->arc_start[arc]));
    return bcu_snap_points((BcuPoint *)(void *)outer->data, outer->len, tolerance) > 0;
}

static bool snap_and_cut(const BcuLayer *layer, double tolerance, BcuTopology *topology, BcuDiagLog *log)
{
    BcuPoint *points = g_try_malloc_n(layer->point_count + 1, sizeof(BcuPoint));
    BcuPlace place = {.file = layer->path};
    if (!points) {
        report_no_memory(layer, log);
        return false;
    }
    memcpy(points, layer->points, layer->point_count * sizeof(BcuPoint));
    topology->report.vertices_merged = bcu_snap_points(points, layer->point_count, tolerance);
    topology_reset(topology);
    bool ok = cut(layer, points, topology, log);
    g_free(points);
    bcu_report(log, BCU_NOTE, "TOP020", &place, "Set topology.tolerance to merge more, or less.",
               "%zu vertices were merged with one that lies within the tolerance", topology->report.vertices_merged);
    return ok;
}

bool bcu_topology_build(const BcuLayer *layer, const BcuTopologyOptions *options,
                        BcuTopology **topology, BcuDiagLog *log)
{
    g_autoptr(BcuTopology) made = g_new0(BcuTopology, 1);
    made->report.vertices_in = layer->point_count;
    made->report.findings = g_array_new(FALSE, FALSE, sizeof(BcuFinding));
    if (!cut(layer, layer->points, made, log) ||
        (needs_snapping(made, options->tolerance) && !snap_and_cut(layer, options->tolerance, made, log)) ||
        !bcu_gaps_find(made, layer->record_count, log) ||
        !bcu_dissolve(made, NULL, layer->record_count, &made->features, log))
        return false;
    bcu_flaws_report(&made->report, layer->path, log);
    *topology = g_steal_pointer(&made);
    return true;
}
