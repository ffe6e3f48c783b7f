/* Builds outlines of features from arcs.
 * Outlines of features: computed on request from the arcs that they refer to. */
#include "dataset/dataset_private.h"
#include "topology/arc_shapes.h"

/* The outlines of a level and the topology that they refer to; NULL for points. */
static const BcuArcShapes *outlines(const BcuDataset *dataset, BcuLevel level, const BcuTopology **topology)
{
    const BcuDataset *base = bcu_dataset_whole(dataset);
    if (level == BCU_CLUSTERS) {
        *topology = dataset->coverage[base->cluster_coverage].topology;
        return dataset->clusters.refs ? &dataset->clusters : &base->clusters;
    }
    uint32_t coverage = level == BCU_AREAS ? 0 : 1;
    if (coverage >= base->coverage_count)
        return NULL;
    *topology = dataset->coverage[coverage].topology;
    return &(*topology)->features;
}

BcuArcShape bcu_feature_arcs(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const BcuTopology *topology;
    const BcuArcShapes *shapes = outlines(dataset, level, &topology);
    if (!shapes)
        return (BcuArcShape){0};
    /* Offsets into rings are those of all features: the views start where the feature does. */
    uint32_t first = shapes->feature_start[feature], end = shapes->feature_start[feature + 1];
    return (BcuArcShape){shapes->refs, shapes->ring_start,
                         shapes->part_start[end] - shapes->part_start[first], shapes->part_start + first,
                         end - first};
}

BcuShape *bcu_feature_shape_build(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const BcuTopology *topology;
    const BcuArcShapes *shapes = outlines(dataset, level, &topology);
    if (!shapes) {
        BcuShape *empty = g_new0(BcuShape, 1);
        empty->ring_start = g_new0(size_t, 1);
        empty->part_start = g_new0(size_t, 1);
        return empty;
    }
    return bcu_arc_shapes_build(shapes, topology, shapes->feature_start[feature],
                                shapes->feature_start[feature + 1]);
}

static BcuBox extent_of_points(const BcuLayer *layer, uint32_t feature)
{
    return bcu_layer_record_extent(layer, feature);
}

BcuBox bcu_feature_extent(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const BcuTopology *topology;
    const BcuArcShapes *shapes = outlines(dataset, level, &topology);
    if (!shapes)
        return extent_of_points(bcu_dataset_layer(dataset, level), feature);
    BcuBox box = BCU_BOX_EMPTY;
    uint32_t first = shapes->part_start[shapes->feature_start[feature]];
    uint32_t end = shapes->part_start[shapes->feature_start[feature + 1]];
    for (uint32_t i = shapes->ring_start[first]; i < shapes->ring_start[end]; i++) {
        uint32_t arc = (uint32_t)(shapes->refs[i] < 0 ? ~shapes->refs[i] : shapes->refs[i]);
        BcuRing line = {topology->points + topology->arc_start[arc],
                        topology->arc_start[arc + 1] - topology->arc_start[arc]};
        box = bcu_box_union(box, bcu_ring_extent(line));
    }
    return box;
}

/* The part with the largest shell, as a shape of its own. */
static BcuShape *largest_part_build(const BcuArcShapes *shapes, const BcuTopology *topology, uint32_t feature)
{
    BcuShape *largest = NULL;
    for (uint32_t p = shapes->feature_start[feature]; p < shapes->feature_start[feature + 1]; p++) {
        BcuShape *part = bcu_arc_shapes_build(shapes, topology, p, p + 1);
        if (!largest || bcu_shape_area(part) > bcu_shape_area(largest)) {
            bcu_shape_free(largest);
            largest = part;
        } else {
            bcu_shape_free(part);
        }
    }
    return largest;
}

BcuPoint bcu_feature_label_point(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const BcuTopology *topology;
    const BcuArcShapes *shapes = outlines(dataset, level, &topology);
    if (!shapes) {
        const BcuLayer *layer = bcu_dataset_layer(dataset, level);
        return layer->record_start[feature + 1] > layer->record_start[feature]
                   ? layer->points[layer->ring_start[layer->record_start[feature]]]
                   : (BcuPoint){NAN, NAN};
    }
    BcuShape *part = largest_part_build(shapes, topology, feature);
    if (!part)
        return (BcuPoint){NAN, NAN};
    BcuPoint pole = bcu_shape_pole(part, 0, NULL);
    bcu_shape_free(part);
    return pole;
}
