/** A shape on its way: parts, their rings, their points, in the order of a file. */
#ifndef BCU_SHAPE_PARTS_H
#define BCU_SHAPE_PARTS_H

#include <bcukit/geometry.h>
#include <glib.h>

typedef struct BcuShapeParts {
    GArray *points, *rings, *parts; /* BcuPoint; size_t, the first point of each; size_t, the first ring of each */
} BcuShapeParts;

static inline void bcu_shape_parts_init(BcuShapeParts *shape)
{
    shape->points = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    shape->rings = g_array_new(FALSE, FALSE, sizeof(size_t));
    shape->parts = g_array_new(FALSE, FALSE, sizeof(size_t));
}

static inline void bcu_shape_parts_begin_part(BcuShapeParts *shape)
{
    size_t first = shape->rings->len;
    g_array_append_val(shape->parts, first);
}

static inline void bcu_shape_parts_begin_ring(BcuShapeParts *shape)
{
    size_t first = shape->points->len;
    g_array_append_val(shape->rings, first);
}

static inline void bcu_shape_parts_add(BcuShapeParts *shape, BcuPoint point)
{
    g_array_append_val(shape->points, point);
}

/** \return freed by bcu_shape_free(). */
static inline BcuShape *bcu_shape_parts_end(BcuShapeParts *shape)
{
    BcuShape *built = g_new0(BcuShape, 1);
    built->point_count = shape->points->len;
    built->ring_count = shape->rings->len;
    built->part_count = shape->parts->len;
    g_array_append_val(shape->rings, built->point_count);
    g_array_append_val(shape->parts, built->ring_count);
    built->points = (BcuPoint *)(void *)g_array_free(shape->points, FALSE);
    built->ring_start = (size_t *)(void *)g_array_free(shape->rings, FALSE);
    built->part_start = (size_t *)(void *)g_array_free(shape->parts, FALSE);
    return built;
}

#endif
