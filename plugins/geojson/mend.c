/* Asking GEOS about each shape would take longer than writing it: only those are asked about that rounding may have
 * brought so far. What GEOS cannot mend loses its parts: the check of the file will miss them. */
#include "mend.h"
#include <bcukit/validity.h>
#include <math.h>

double geo_shape_mend(BcuShape **shape, int decimals)
{
    double step = 1 / pow(10, decimals);
    if (bcu_shape_is_clear(*shape, BCU_STEPS_APART * step) || bcu_shape_is_valid(*shape))
        return 0;
    double moved = BCU_STEPS_MOVED * step * bcu_shape_length(*shape);
    BcuShape *valid = bcu_shape_valid_build(*shape, decimals);
    if (!valid) {
        (*shape)->part_count = (*shape)->ring_count = (*shape)->point_count = 0;
        return moved;
    }
    bcu_shape_free(*shape);
    *shape = valid;
    return moved;
}
