/** Points, boxes, rings and shapes.
 *
 * Rings are closed (the first point is repeated at the end). Shells run counter-clockwise,
 * holes clockwise, so the inside is always on the left. Coordinates are in the CRS of whoever
 * hands them out: map units, x to the east and y to the north.
 * Since 1.0. */
#ifndef BCUKIT_GEOMETRY_H
#define BCUKIT_GEOMETRY_H

#include <bcukit/api.h>

#include <math.h>

BCU_BEGIN_DECLS

/** Final for major 1. */
typedef struct BcuPoint {
    double x, y;
} BcuPoint;

/** Final for major 1. */
typedef struct BcuBox {
    double min_x, min_y, max_x, max_y; /**< empty when min > max */
} BcuBox;

/** A box that contains nothing, to grow from. */
#ifdef __cplusplus
#define BCU_BOX_EMPTY (BcuBox{INFINITY, INFINITY, -INFINITY, -INFINITY})
#else
#define BCU_BOX_EMPTY ((BcuBox){INFINITY, INFINITY, -INFINITY, -INFINITY})
#endif

/** A borrowed run of points; as a ring it is closed. Final for major 1. */
typedef struct BcuRing {
    const BcuPoint *points;
    size_t count;
} BcuRing;

/** A multi-part polygon in flat arrays. Part p has the rings part_start[p] up to, not
 * including, part_start[p + 1]; the first of them is the shell, the others its holes.
 * Ring r has the points ring_start[r] up to, not including, ring_start[r + 1]. Final for major 1. */
typedef struct BcuShape {
    BcuPoint *points;
    size_t point_count;
    size_t *ring_start; /**< ring_count + 1 entries */
    size_t ring_count;
    size_t *part_start; /**< part_count + 1 entries */
    size_t part_count;
} BcuShape;

/** Frees a shape that a _build or _dup function returned; accepts NULL. */
BCU_API void bcu_shape_free(BcuShape *shape);

/** Ring r as a borrowed view. */
static inline BcuRing bcu_shape_ring(const BcuShape *shape, size_t r)
{
    BcuRing ring = {shape->points + shape->ring_start[r],
                    shape->ring_start[r + 1] - shape->ring_start[r]};
    return ring;
}

/** Signed area in square map units: positive when counter-clockwise. Shoelace formula about
 * the first point, so that large coordinates do not cost digits. */
BCU_API double bcu_ring_area(BcuRing ring);
/** Length along the points in map units. */
BCU_API double bcu_ring_length(BcuRing ring);
/** Whether the point is inside, by the even-odd rule; a point on the line may fall either way. */
BCU_API bool bcu_ring_contains(BcuRing ring, BcuPoint point);
/** The box around the points; BCU_BOX_EMPTY for none. */
BCU_API BcuBox bcu_ring_extent(BcuRing ring);
/** Rounds coordinates, in place, half to even. \param decimals 0 to 22. */
BCU_API void bcu_points_round(BcuPoint *points, size_t count, int decimals);

/** The smallest box around both; an empty one adds nothing. */
BCU_API BcuBox bcu_box_union(BcuBox a, BcuBox b);
/** Whether they have a point in common, be it on the edge; an empty box has none. */
BCU_API bool bcu_box_intersects(BcuBox a, BcuBox b);

/** Shells less holes, square map units. */
BCU_API double bcu_shape_area(const BcuShape *shape);
/** Length of all rings, map units. */
BCU_API double bcu_shape_length(const BcuShape *shape);
/** Whether the point is in a shell and in none of its holes, by the rule of bcu_ring_contains. */
BCU_API bool bcu_shape_contains(const BcuShape *shape, BcuPoint point);
/** The box around all rings; BCU_BOX_EMPTY for a shape without points. */
BCU_API BcuBox bcu_shape_extent(const BcuShape *shape);
/** Centre of gravity of the area; of the points where the area is zero. */
BCU_API BcuPoint bcu_shape_centroid(const BcuShape *shape);

/** The pole of inaccessibility: the inner point farthest from the outline, found by
 * quadtree search to the given precision in map units (0: 1/200 of the larger extent).
 * \param distance set to the distance from the outline; may be NULL.
 * \note Source of the idea: Garcia-Castellanos and Lombardo, 2007, "Poles of inaccessibility".
 */
BCU_API BcuPoint bcu_shape_pole(const BcuShape *shape, double precision, double *distance);

BCU_END_DECLS
#endif
