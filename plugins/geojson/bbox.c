/* The box around the globe: it leaves out the widest gap between longitudes. */
#include "bbox.h"

GeoBbox geo_bbox_new(bool is_geographic)
{
    return (GeoBbox){BCU_BOX_EMPTY, is_geographic ? g_array_new(FALSE, FALSE, sizeof(BcuPoint)) : NULL};
}

void geo_bbox_clear(GeoBbox *bbox)
{
    g_clear_pointer(&bbox->spans, g_array_unref);
}

void geo_bbox_add(GeoBbox *bbox, const BcuShape *shape)
{
    for (size_t p = 0; p < shape->part_count; p++) {
        BcuBox part = bcu_ring_extent(bcu_shape_ring(shape, shape->part_start[p]));
        BcuPoint span = {part.min_x, part.max_x};
        bbox->box = bcu_box_union(bbox->box, part);
        if (bbox->spans)
            g_array_append_val(bbox->spans, span);
    }
}

void geo_bbox_join(GeoBbox *bbox, const GeoBbox *other)
{
    bbox->box = bcu_box_union(bbox->box, other->box);
    if (bbox->spans && other->spans)
        g_array_append_vals(bbox->spans, other->spans->data, other->spans->len);
}

static int by_west(const void *a, const void *b)
{
    double x = ((const BcuPoint *)a)->x, y = ((const BcuPoint *)b)->x;
    return (x > y) - (x < y);
}

/* Between -180 and 180, both of which are covered. */
static void leave_out_gap(GArray *spans, BcuBox *box)
{
    double reached = -180, widest = 0;
    g_array_sort(spans, by_west);
    for (guint i = 0; i < spans->len; i++) {
        BcuPoint span = g_array_index(spans, BcuPoint, i);
        if (span.x - reached > widest) {
            widest = span.x - reached;
            box->min_x = span.x;
            box->max_x = reached;
        }
        reached = fmax(reached, span.y);
    }
}

BcuBox geo_bbox_result(const GeoBbox *bbox)
{
    BcuBox box = bbox->box;
    if (bbox->spans && box.min_x == -180 && box.max_x == 180)
        leave_out_gap(bbox->spans, &box);
    return box;
}
