/** How wide the ground is between two lines that should be one. */
#ifndef BCU_OVERLAP_WIDTH_H
#define BCU_OVERLAP_WIDTH_H

#include "geos_on_demand.h"
#include <bcukit/crs.h>
#include <glib.h>

/** Ground that a subarea covers outside the area it belongs to. */
typedef struct BcuGround {
    GEOSContextHandle_t context;
    const GEOSPreparedGeometry *area;    /* the area that it has left */
    const GEOSPreparedGeometry *border;  /* its boundary, as lines: these GEOS has an index of distances for */
    const GEOSPreparedGeometry *outline; /* of the subarea, as a line */
    BcuGeodesic *geodesic;               /* NULL for a projected CRS */
    double metres_per_unit, tolerance_m;
} BcuGround;

/** The largest distance between the two, seen from either.
 * \param shape the ground.
 * \param at set to where it was found. */
double bcu_overlap_width_m(const BcuGround *ground, const BcuShape *shape, BcuPoint *at);

#endif
