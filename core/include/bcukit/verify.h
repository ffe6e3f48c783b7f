/** For plugins that read back what they staged: how far an outline may be from the dataset's.
 *
 * Numbers of features are those of dataset.h; what is read for one out of range is not defined.
 * Since 1.0. */
#ifndef BCUKIT_VERIFY_H
#define BCUKIT_VERIFY_H

#include <bcukit/crs.h>
#include <bcukit/dataset.h>

BCU_BEGIN_DECLS

/** The farthest, in map units of the working CRS, that rounding to multiples of `step` moves a point
 * within the box.
 * \param transform from the working CRS to that of the file.
 * \param box,step in the units of the file. */
BCU_API double bcu_verify_displacement(const BcuDataset *dataset, BcuTransform *transform, BcuBox box,
                                       BcuPoint step);

/** The largest difference of area met so far, and what was allowed there: square map units. Final for major 1. */
typedef struct BcuAreaDifference {
    double largest, allowed;
} BcuAreaDifference;

/** Compares the area of a feature as read back with that of its outline. Each vertex may be off by
 * `displacement`, so the area may be off by that times the length of the border. Rings that shrink
 * to nothing lie within this bound.
 * \param area square map units of the working CRS.
 * \param worst grows. \return whether the difference is within the bound. */
BCU_API bool bcu_verify_area(const BcuDataset *dataset, BcuLevel level, uint32_t feature, double area,
                             double displacement, BcuAreaDifference *worst);
/** The same for a shape that is no outline of the dataset, in whatever units it has. */
BCU_API bool bcu_verify_shape_area(const BcuShape *expected, double area, double displacement,
                                   BcuAreaDifference *worst);

BCU_END_DECLS
#endif
