/** A smooth transformation by interpolation between exact points, with a bound for its error. */
#ifndef BCU_TRANSFORM_GRID_H
#define BCU_TRANSFORM_GRID_H

#include <bcukit/geometry.h>

/** The exact transformation of points in place; one that has no place becomes infinite. */
typedef void (*BcuExactTransform)(void *closure, BcuPoint *points, size_t count);

/** Exact values at the nodes of a square grid that reaches one node beyond the box on all sides. */
typedef struct BcuTransformGrid {
    BcuPoint origin; /* of the node in column 0, row 0 */
    double step;
    int columns, rows;
    BcuPoint *nodes;
    double error; /* the bound, in units of the target */
} BcuTransformGrid;

/** Lays a grid over the box, as wide as the error allows.
 *
 * Between nodes both coordinates are cubic polynomials. What that leaves grows with the fourth power of
 * the step and is largest halfway between nodes, so the transformation is carried out exactly there as
 * well: halfway along every edge, in each direction, and in the middle of every cell. Twice the sum of the
 * largest differences found along both directions is the bound. It holds for transformations without
 * kinks; grids of measured shifts have them.
 * \param most how many points may be transformed exactly for it.
 * \return false when the error cannot be kept with so few, and for what is not defined all over. */
bool bcu_transform_grid_build(BcuTransformGrid *grid, BcuBox box, double error, size_t most,
                              BcuExactTransform exact, void *closure);
void bcu_transform_grid_clear(BcuTransformGrid *grid);
/** The targets of points within the box. \param to may be `from`. */
void bcu_transform_grid_points(const BcuTransformGrid *grid, const BcuPoint *from, BcuPoint *to, size_t count);

#endif
