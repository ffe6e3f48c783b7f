/* Layers written in code. */
#ifndef TEST_LAYERS_H
#define TEST_LAYERS_H

#include "clean/build.h"
#include "topology/topology.h"

/* A layer of one-ring polygons: rings are runs of x, y ended by NAN; records in order. */
static inline BcuLayer *layer_of_rings(const double *xy, size_t values)
{
    BcuLayer *layer = g_new0(BcuLayer, 1);
    GArray *points = g_array_new(false, false, sizeof(BcuPoint));
    GArray *starts = g_array_new(false, false, sizeof(size_t));
    size_t at = 0;
    g_array_append_val(starts, at);
    for (size_t i = 0; i < values;) {
        if (isnan(xy[i])) {
            at = points->len;
            g_array_append_val(starts, at);
            i++;
            continue;
        }
        BcuPoint point = {xy[i], xy[i + 1]};
        g_array_append_val(points, point);
        i += 2;
    }
    layer->id = g_strdup("cells");
    layer->path = g_strdup("cells.shp");
    layer->type_name = g_strdup("polygon");
    layer->geometry = BCU_POLYGONS;
    layer->point_count = points->len;
    layer->ring_count = layer->record_count = starts->len - 1;
    layer->points = (BcuPoint *)(void *)g_array_free(points, false);
    layer->record_start = g_memdup2(starts->data, starts->len * sizeof(size_t));
    for (size_t i = 0; i <= layer->ring_count; i++)
        layer->record_start[i] = i;
    layer->ring_start = (size_t *)(void *)g_array_free(starts, false);
    layer->fields = bcu_table_new("cells");
    return layer;
}

/* A square of which all but a margin of a fifth is taken up by a lake that reaches as far as its south side, where
 * shell and hole run along one another: no valid polygon, and 0.52 of the square is ground. */
static inline BcuLayer *layer_with_shore(double size)
{
    const double rings[] = {0,          0,          size,       0, size,       size, 0,          size,       0, 0, NAN,
                            0.2 * size, 0,          0.2 * size, 0.8 * size, 0.8 * size, 0.8 * size, 0.8 * size, 0,
                            0.2 * size, 0,          NAN};
    BcuLayer *layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    layer->record_count = 1;
    layer->record_start[1] = 2;
    return layer;
}

/* Two unit squares side by side with the codes A1 and A2. */
static inline BcuLayer *layer_of_two_cells(void)
{
    static const double rings[] = {0, 0, 1, 0, 1, 1, 0, 1, 0, 0, NAN, 1, 0, 2, 0, 2, 1, 1, 1, 1, 0, NAN};
    BcuLayer *layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    bcu_table_add_column(layer->fields, &(BcuColumn){"CODE", BCU_TEXT, -1, NULL, NULL});
    for (uint32_t i = 0; i < 2; i++) {
        bcu_table_add_row(layer->fields);
        bcu_table_set_text(layer->fields, i, 0, i ? "A2" : "A1");
    }
    return layer;
}

/* Without its fields. */
static inline BcuLayer *copy_of(const BcuLayer *layer)
{
    BcuLayer *copy = g_new0(BcuLayer, 1);
    *copy = (BcuLayer){.geometry = layer->geometry, .point_count = layer->point_count,
                       .ring_count = layer->ring_count, .record_count = layer->record_count};
    copy->path = g_strdup(layer->path);
    copy->points = g_memdup2(layer->points, layer->point_count * sizeof(BcuPoint));
    copy->ring_start = g_memdup2(layer->ring_start, (layer->ring_count + 1) * sizeof(size_t));
    copy->record_start = g_memdup2(layer->record_start, (layer->record_count + (size_t)1) * sizeof(size_t));
    return copy;
}

/* bcu_topology_build takes the rings: here a copy's. */
static inline bool build_topology(const BcuLayer *layer, const BcuTopologyOptions *options, BcuTopology **topology,
                                  BcuDiagLog *log)
{
    g_autoptr(BcuLayer) copy = copy_of(layer);
    return bcu_topology_build(copy, options, topology, log);
}

#endif
