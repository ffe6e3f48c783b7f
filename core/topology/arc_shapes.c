/* Strings arcs together to the rings of an outline. */
#include "topology/arc_shapes.h"
#include "topology/arcs.h"

static size_t points_of_rings(const BcuArcShapes *shapes, const BcuTopology *topology, uint32_t first_ring,
                              uint32_t end_ring)
{
    size_t points = end_ring - first_ring;
    for (uint32_t i = shapes->ring_start[first_ring]; i < shapes->ring_start[end_ring]; i++) {
        uint32_t arc = (uint32_t)(shapes->refs[i] < 0 ? ~shapes->refs[i] : shapes->refs[i]);
        points += topology->arc_start[arc + 1] - topology->arc_start[arc] - 1;
    }
    return points;
}

BcuShape *bcu_arc_shapes_build(const BcuArcShapes *shapes, const BcuTopology *topology, uint32_t first_part,
                               uint32_t end_part)
{
    uint32_t first_ring = shapes->part_start[first_part], end_ring = shapes->part_start[end_part];
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->points = g_new(BcuPoint, points_of_rings(shapes, topology, first_ring, end_ring));
    shape->ring_count = end_ring - first_ring;
    shape->ring_start = g_new0(size_t, shape->ring_count + 1);
    shape->part_count = end_part - first_part;
    shape->part_start = g_new0(size_t, shape->part_count + 1);
    for (uint32_t p = 0; p <= shape->part_count; p++)
        shape->part_start[p] = shapes->part_start[first_part + p] - first_ring;
    for (uint32_t r = 0; r < shape->ring_count; r++) {
        uint32_t ring = first_ring + r;
        shape->ring_start[r] = shape->point_count;
        for (uint32_t i = shapes->ring_start[ring]; i < shapes->ring_start[ring + 1]; i++)
            bcu_arc_append(shape, topology->points, topology->arc_start, shapes->refs[i]);
        shape->points[shape->point_count] = shape->points[shape->ring_start[r]];
        shape->point_count++;
    }
    shape->ring_start[shape->ring_count] = shape->point_count;
    return shape;
}
