/* Tells borders of a dataset.
 * Borders: arcs and nodes, who touches whom, and how much of an outline faces what. */
#include "dataset/dataset_private.h"

uint32_t bcu_coverage_count(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->coverage_count;
}

BcuLevel bcu_coverage_level(const BcuDataset *dataset, uint32_t coverage)
{
    return bcu_dataset_whole(dataset)->coverage[coverage].level;
}

uint32_t bcu_arc_count(const BcuDataset *dataset, uint32_t coverage)
{
    return dataset->coverage[coverage].topology->arc_count;
}

BcuArc bcu_arc_at(const BcuDataset *dataset, uint32_t coverage, uint32_t arc)
{
    const BcuTopology *topology = dataset->coverage[coverage].topology;
    const BcuCoverage *full =
        &(dataset->coverage[coverage].border ? dataset : bcu_dataset_whole(dataset))->coverage[coverage];
    return (BcuArc){topology->points + topology->arc_start[arc],
                    topology->arc_start[arc + 1] - topology->arc_start[arc],
                    topology->left[arc],
                    topology->right[arc],
                    full->border[arc],
                    full->length_m[arc]};
}

uint32_t bcu_node_count(const BcuDataset *dataset, uint32_t coverage)
{
    return dataset->coverage[coverage].topology->node_count;
}

BcuArcEnds bcu_arc_ends(const BcuDataset *dataset, uint32_t coverage, uint32_t arc)
{
    const BcuTopology *topology = dataset->coverage[coverage].topology;
    return (BcuArcEnds){topology->from[arc], topology->to[arc]};
}

BcuRing bcu_coverage_points(const BcuDataset *dataset, uint32_t coverage, const size_t **arc_start)
{
    const BcuTopology *topology = dataset->coverage[coverage].topology;
    if (arc_start)
        *arc_start = topology->arc_start;
    return (BcuRing){topology->points, topology->point_count};
}

size_t bcu_adjacency_count(const BcuDataset *dataset, BcuLevel level)
{
    GArray *pairs = bcu_dataset_whole(dataset)->adjacency[level];
    return pairs ? pairs->len : 0;
}

BcuAdjacency bcu_adjacency_at(const BcuDataset *dataset, BcuLevel level, size_t pair)
{
    return g_array_index(bcu_dataset_whole(dataset)->adjacency[level], BcuAdjacency, pair);
}

size_t bcu_bridge_count(const BcuDataset *dataset, BcuLevel level)
{
    GArray *pairs = bcu_dataset_whole(dataset)->bridges[level];
    return pairs ? pairs->len : 0;
}

BcuBridge bcu_bridge_at(const BcuDataset *dataset, BcuLevel level, size_t pair)
{
    return g_array_index(bcu_dataset_whole(dataset)->bridges[level], BcuBridge, pair);
}

double bcu_dataset_bridge_m(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.project->bridge_m;
}

double bcu_feature_riverside_m(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const GArray *facing = bcu_dataset_whole(dataset)->facing[level];
    double length = 0;
    if (!facing)
        return NAN;
    for (guint i = 0; i < facing->len; i++) {
        const BcuFacing *pair = &g_array_index(facing, BcuFacing, i);
        length += pair->feature == feature ? pair->length_m : 0;
    }
    return length;
}

double bcu_feature_outer_m(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const double *lengths = bcu_dataset_whole(dataset)->outer_m[level];
    return lengths ? lengths[feature] : 0;
}
