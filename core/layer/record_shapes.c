/* Hands records of a layer to GEOS: one as its ground, all by their boxes. */
#include "layer/record_shapes.h"

GEOSGeometry *bcu_faces_record(GEOSContextHandle_t context, const BcuLayer *layer, uint32_t record)
{
    BcuShape *drawn = bcu_layer_shape_build(layer, record);
    GEOSGeometry *geometry = bcu_geos_from_shape(context, drawn);
    if (geometry && GEOSisValid_r(context, geometry) != 1) {
        GEOSGeom_destroy_r(context, geometry);
        geometry = bcu_faces_ground(context, drawn, 0);
    }
    bcu_shape_free(drawn);
    return geometry;
}

BcuStrTree *bcu_strtree_of_records(GEOSContextHandle_t context, const BcuLayer *layer)
{
    BcuStrTree *tree = bcu_strtree_new(context);
    for (uint32_t record = 0; tree && record < layer->record_count; record++)
        if (layer->record_start[record] < layer->record_start[record + 1] &&
            !bcu_strtree_add(tree, bcu_layer_record_extent(layer, record), record))
            g_clear_pointer(&tree, bcu_strtree_free);
    return tree;
}
