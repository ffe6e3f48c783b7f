/* Keeps a polygon layer as nodes, arcs and faces.
 * A polygon layer as nodes, arcs and faces. */
#include "topology/topology.h"
#include "crs/session.h"

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
