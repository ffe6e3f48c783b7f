/** Vertices with equal coordinates get one id. */
#ifndef BCU_VERTICES_H
#define BCU_VERTICES_H

#include "layer/layer.h"

/** As many points can be told apart: slots are found in 32 bits. */
#define BCU_VERTICES_MAX ((size_t)UINT32_MAX / 3 * 2)

/** Gives every point the index of the first point with the same coordinates (0 and -0 are the
 * same). Linear; needs 4 bytes per point for the result and 6 more while it runs.
 * \return caller frees with g_free; NULL when memory is out. */
uint32_t *bcu_vertices_identify(const BcuPoint *points, size_t count);

/** Of so many points the vertices will be asked for soon: what that takes is made ready meanwhile. */
void bcu_vertices_expect(size_t count);

#endif
