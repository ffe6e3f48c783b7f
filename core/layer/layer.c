/* Frees layers, measures extents, hands out records.
 * Layers in flat arrays: freeing, extents, single records. */
#include "layer/layer.h"
#include <string.h>

void bcu_layer_free(BcuLayer *layer)
{
    if (!layer)
        return;
    g_free(layer->id);
    g_free(layer->path);
    g_free(layer->points);
    g_free(layer->ring_start);
    g_free(layer->record_start);
    bcu_table_free(layer->fields);
    g_free(layer->crs_text);
    g_free(layer->crs_origin);
    g_free(layer->encoding);
    g_free(layer->encoding_origin);
    g_free(layer->type_name);
    g_clear_pointer(&layer->empty_rings, g_array_unref);
    g_free(layer);
}

void bcu_layer_drop_rings(BcuLayer *layer)
{
    g_clear_pointer(&layer->points, g_free);
    g_clear_pointer(&layer->ring_start, g_free);
    g_clear_pointer(&layer->record_start, g_free);
    layer->point_count = layer->ring_count = 0;
}

BcuBox bcu_layer_extent(const BcuLayer *layer)
{
    return bcu_ring_extent((BcuRing){layer->points, layer->point_count});
}

BcuBox bcu_layer_record_extent(const BcuLayer *layer, uint32_t record)
{
    size_t first = layer->ring_start[layer->record_start[record]];
    size_t end = layer->ring_start[layer->record_start[record + 1]];
    return bcu_ring_extent((BcuRing){layer->points + first, end - first});
}

uint32_t bcu_layer_number_column(const BcuLayer *layer, const char *field)
{
    uint32_t column = field ? bcu_table_find(layer->fields, field) : BCU_NONE;
    if (column == BCU_NONE)
        return BCU_NONE;
    BcuType type = bcu_table_column(layer->fields, column)->type;
    return type == BCU_INTEGER || type == BCU_REAL ? column : BCU_NONE;
}

BcuShape *bcu_layer_shape_build(const BcuLayer *layer, uint32_t record)
{
    size_t first = layer->record_start[record], end = layer->record_start[record + 1];
    size_t from = layer->ring_start[first];
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->ring_count = end - first;
    shape->point_count = layer->ring_start[end] - from;
    shape->points = g_memdup2(layer->points + from, MAX(shape->point_count, 1) * sizeof(BcuPoint));
    shape->ring_start = g_new(size_t, shape->ring_count + 1);
    shape->part_start = g_new(size_t, shape->ring_count + 1);
    for (size_t r = 0; r <= shape->ring_count; r++)
        shape->ring_start[r] = layer->ring_start[first + r] - from;
    for (size_t r = 0; r < shape->ring_count; r++)
        if (r == 0 || bcu_ring_area(bcu_shape_ring(shape, r)) > 0)
            shape->part_start[shape->part_count++] = r;
    shape->part_start[shape->part_count] = shape->ring_count;
    return shape;
}
