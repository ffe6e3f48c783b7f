/* Tells context layers of a dataset.
 * Layers that are drawn or exported beside the areas. */
#include "dataset/dataset_private.h"

uint32_t bcu_context_count(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.contexts->len;
}

static const BcuLayer *context_layer(const BcuDataset *dataset, uint32_t context)
{
    return g_ptr_array_index(bcu_dataset_whole(dataset)->parts.contexts, context);
}

BcuContext bcu_context_at(const BcuDataset *dataset, uint32_t context)
{
    const BcuLayer *layer = context_layer(dataset, context);
    return (BcuContext){layer->id, layer->geometry, layer->record_count, layer->fields};
}

BcuContextLook bcu_context_look(const BcuDataset *dataset, uint32_t context)
{
    const char *id = context_layer(dataset, context)->id;
    const GPtrArray *layers = bcu_dataset_whole(dataset)->parts.project->layers;
    BcuContextLook look = {0};
    for (guint i = 0; i < layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(layers, i);
        if (g_str_equal(spec->id, id))
            look = (BcuContextLook){
                .fill = spec->fill, .line = spec->line, .place = spec->place, .width_mm = spec->width_mm};
    }
    return look;
}

uint32_t bcu_context_run_count(const BcuDataset *dataset, uint32_t context, uint32_t feature)
{
    const BcuLayer *layer = context_layer(dataset, context);
    return (uint32_t)(layer->record_start[feature + 1] - layer->record_start[feature]);
}

BcuRing bcu_context_run(const BcuDataset *dataset, uint32_t context, uint32_t feature, uint32_t run)
{
    const BcuLayer *layer = context_layer(dataset, context);
    size_t ring = layer->record_start[feature] + run;
    return (BcuRing){layer->points + layer->ring_start[ring],
                     layer->ring_start[ring + 1] - layer->ring_start[ring]};
}
