/** Whether subareas nest in their areas: by how much they leave them, where, and what is left bare. */
#ifndef BCU_NESTING_H
#define BCU_NESTING_H

#include "layer/layer.h"

/** Ground up to this is a border drawn twice, not land without a subarea. */
#define BCU_BARE_M2 1.0

/** Ground of a subarea outside the area that it belongs to. */
typedef struct BcuStray {
    uint32_t subarea, area; /* area: its own */
    uint32_t into;          /* the area it reaches into */
    double area_m2;
    double depth_m;         /* how wide that ground is: the largest distance between the outline of the
                               subarea there and its own area, seen from either */
    BcuPoint at;            /* where it was found, map units */
} BcuStray;

typedef struct BcuNesting {
    GArray *strays;       /* BcuStray, the largest ground first */
    uint32_t nested;      /* subareas that lie in their area with all their ground */
    uint32_t beyond;      /* subareas with ground in no area at all */
    double *beyond_m2;    /* per area: ground of its subareas in no area: tidal water, say */
    double *bare_m2;      /* per area: its ground that no subarea covers */
    BcuPoint *bare_at;    /* per area: in the largest piece of it; NAN where it is at most BCU_BARE_M2 */
} BcuNesting;

typedef struct BcuNestingInput {
    const BcuLayer *areas, *subareas; /* polygons, in the working CRS */
    const uint32_t *area_of;          /* per subarea; BCU_NONE: in none */
    const BcuCrs *crs;
    double tolerance_m;               /* what leaves its area by less has not left it */
} BcuNestingInput;

/** Through GEOS; invalid records are repaired first. Fails, reported, where GEOS does. */
bool bcu_nesting_build(const BcuNestingInput *input, BcuNesting **nesting, BcuDiagLog *log);
void bcu_nesting_free(BcuNesting *nesting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuNesting, bcu_nesting_free)

#endif
