/** Outlines of arcs as rings of points. */
#ifndef BCU_ARC_SHAPES_H
#define BCU_ARC_SHAPES_H

#include "topology/topology.h"

/** The parts of an outline as contiguous rings; freed with bcu_shape_free. */
BcuShape *bcu_arc_shapes_build(const BcuArcShapes *shapes, const BcuTopology *topology,
                               uint32_t first_part, uint32_t end_part);

#endif
