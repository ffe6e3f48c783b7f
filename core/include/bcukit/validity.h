/** For plugins that round: polygons that are no longer valid on the grid of a file, and how to make them so.
 * Since 1.0. */
#ifndef BCUKIT_VALIDITY_H
#define BCUKIT_VALIDITY_H

#include <bcukit/api.h>
#include <bcukit/geometry.h>
#include <stdbool.h>

BCU_BEGIN_DECLS

/** Rounding moves a point by at most half a step along each axis, that is two points towards each other by at most
 * 1.42 steps, and a vertex made on the meridian of 180 by as much again as one of them. Segments that are farther apart
 * afterwards, in steps, cannot have passed each other, nor can a hole have left its shell. */
#define BCU_STEPS_APART 2.2
/** An outline that is rounded and made valid moves by less than this many steps, counted to either side: times its
 * length, its area changes by no more. */
#define BCU_STEPS_MOVED 4

/** Whether all segments of polygons that do not follow each other are farther apart than a distance, in
 * units of the shape along either axis. Time grows with n log n for usual outlines.
 * \return true only if they are; false also for some that are hardly farther. */
BCU_API bool bcu_shape_is_clear(const BcuShape *shape, double distance);

/** Asks GEOS whether polygons are valid by the rules of OGC Simple Features. Takes far longer than
 * bcu_shape_is_clear, which tells most of them.
 * \return false also where GEOS fails. */
BCU_API bool bcu_shape_is_valid(const BcuShape *shape);

/** The same polygons made valid, with all coordinates on a grid: what crosses is told apart there, what is thinner
 * than the grid is left out.
 * \param decimals of the grid; 0: whole numbers.
 * \return caller frees with bcu_shape_free; may have no parts; NULL where GEOS fails. */
BCU_API BcuShape *bcu_shape_valid_build(const BcuShape *shape, int decimals);

BCU_END_DECLS
#endif
