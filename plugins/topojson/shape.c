/* The shapes of rows as runs of arcs. */
#include "arcs.h"

TopoShape topo_shape_new(void)
{
    return (TopoShape){g_array_new(FALSE, FALSE, sizeof(int32_t)), g_array_new(FALSE, FALSE, sizeof(size_t)),
                       g_array_new(FALSE, FALSE, sizeof(size_t))};
}

void topo_shape_clear(TopoShape *shape)
{
    g_clear_pointer(&shape->refs, g_array_unref);
    g_clear_pointer(&shape->ring_start, g_array_unref);
    g_clear_pointer(&shape->part_start, g_array_unref);
}

static void add_ref(TopoShape *shape, int32_t number, bool backwards)
{
    int32_t ref = backwards ? ~number : number;
    if (number >= 0)
        g_array_append_val(shape->refs, ref);
}

static void end_ring(TopoShape *shape)
{
    size_t end = shape->refs->len;
    g_array_append_val(shape->ring_start, end);
}

static void end_part(TopoShape *shape)
{
    size_t end = shape->ring_start->len - 1;
    g_array_append_val(shape->part_start, end);
}

static void empty(TopoShape *shape)
{
    g_array_set_size(shape->refs, 0);
    g_array_set_size(shape->ring_start, 0);
    g_array_set_size(shape->part_start, 0);
    end_ring(shape);
    end_part(shape);
}

static void add_own(const TopoArcs *arcs, const TopoLayer *layer, uint32_t row, TopoShape *shape)
{
    const BcuShape *own = layer->own[row];
    const int32_t *numbers = (const int32_t *)(const void *)arcs->own_numbers->data + layer->own_first[row];
    for (size_t p = 0; p < own->part_count; p++) {
        for (size_t r = own->part_start[p]; r < own->part_start[p + 1]; r++) {
            add_ref(shape, numbers[r], false);
            end_ring(shape);
        }
        end_part(shape);
    }
}

/* Turned over, the references are taken from the last, each the other way. */
static void add_ring(const TopoArcs *arcs, const int32_t *numbers, BcuArcShape outline, uint32_t r,
                     TopoShape *shape)
{
    uint32_t first = outline.ring_start[r], end = outline.ring_start[r + 1];
    for (uint32_t i = first; i < end; i++) {
        int32_t ref = outline.refs[arcs->mirrored ? end - 1 - (i - first) : i];
        add_ref(shape, numbers[ref < 0 ? ~ref : ref], (ref < 0) != arcs->mirrored);
    }
    end_ring(shape);
}

static void add_outline(const TopoArcs *arcs, const TopoLayer *layer, uint32_t row, TopoShape *shape)
{
    const BcuDataset *dataset = bcu_export_dataset(arcs->exported);
    const int32_t *numbers = arcs->number[bcu_dataset_level(dataset, layer->shown.level).coverage];
    if (layer->shown.kind == BCU_EXPORT_BORDERS) {
        add_ref(shape, numbers[row], false);
        end_ring(shape);
        end_part(shape);
        return;
    }
    BcuArcShape outline = bcu_feature_arcs(dataset, layer->shown.level, row);
    for (uint32_t p = 0; p < outline.part_count; p++) {
        for (uint32_t r = outline.part_start[p]; r < outline.part_start[p + 1]; r++)
            add_ring(arcs, numbers, outline, r, shape);
        end_part(shape);
    }
}

void topo_arcs_shape(const TopoArcs *arcs, uint32_t index, uint32_t row, TopoShape *shape)
{
    const TopoLayer *layer = &arcs->layers[index];
    empty(shape);
    if (layer->own[row])
        add_own(arcs, layer, row, shape);
    else
        add_outline(arcs, layer, row, shape);
}

/* The end of one arc is the start of the next. */
void topo_arcs_points(const TopoArcs *arcs, const TopoShape *shape, size_t ring, GArray *points)
{
    g_array_set_size(points, 0);
    for (size_t r = g_array_index(shape->ring_start, size_t, ring);
         r < g_array_index(shape->ring_start, size_t, ring + 1); r++) {
        int32_t ref = g_array_index(shape->refs, int32_t, r), number = ref < 0 ? ~ref : ref;
        size_t first = arcs->start[number], count = arcs->start[number + 1] - first;
        for (size_t i = points->len > 0; i < count; i++)
            g_array_append_val(points, arcs->points[first + (ref < 0 ? count - 1 - i : i)]);
    }
}

/* A ring that snapping flattened or turned over encloses nothing that could be drawn. */
static bool ring_stands(const TopoArcs *arcs, const TopoShape *shape, size_t r, BcuGeometry geometry, bool is_shell,
                        GArray *ring)
{
    topo_arcs_points(arcs, shape, r, ring);
    BcuRing view = {(const BcuPoint *)(void *)ring->data, ring->len};
    if (geometry == BCU_LINES)
        return view.count >= 2;
    double area = view.count >= 4 ? bcu_ring_area(view) : 0;
    return is_shell ? area > 0 : area < 0;
}

size_t topo_arcs_standing(const TopoArcs *arcs, const TopoShape *shape, BcuGeometry geometry, GArray *ring, bool *stands,
                          uint32_t *dropped)
{
    size_t count = 0;
    for (size_t p = 0; p + 1 < shape->part_start->len; p++) {
        size_t shell = topo_start_at(shape->part_start, p);
        for (size_t r = shell; r < topo_start_at(shape->part_start, p + 1); r++) {
            bool may_stand = r == shell || stands[shell];
            stands[r] = may_stand && ring_stands(arcs, shape, r, geometry, r == shell, ring);
            *dropped += may_stand && !stands[r];
        }
        count += stands[shell];
    }
    return count;
}
