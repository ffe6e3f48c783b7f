/** The faces that the outlines of some features cut the ground into, each given to one of them. */
#ifndef BCU_FACES_H
#define BCU_FACES_H

#include "geos_on_demand.h"
#include <bcukit/geometry.h>
#include <glib.h>

/** The ground of rings that may cross themselves: all that lies in an odd number of them. What GEOS's MakeValid makes of
 * rings that touch one another more than once, or along an edge, has lakes filled.
 * \param tolerance what noding may fall back on; 0: nothing.
 * \return to be destroyed; NULL where GEOS fails. */
GEOSGeometry *bcu_faces_ground(GEOSContextHandle_t context, const BcuShape *drawn, double tolerance);

/** What a feature would have if no other had a claim. */
typedef struct BcuClaim {
    const BcuShape *drawn;      /* its rings, which may cross themselves and others */
    const GEOSGeometry *ground; /* the same, valid */
    double area;                /* where two claim a face, the smaller one gets it; the earlier of two alike */
    BcuShape *share;            /* result: what it gets; bcu_shape_free */
} BcuClaim;

typedef struct BcuContest {
    uint32_t loser, winner; /* of the claims, by number */
    double area, length;    /* of all faces together that both claim */
    BcuPoint at;            /* in the largest of them */
} BcuContest;

/** Shares the ground out between the claims: what comes out is valid, fits to the last bit, and overlaps nowhere.
 * Faces narrower than the tolerance go to whom they have the longest border with, so that no slivers are left, unless
 * a feature has nothing wider.
 * \param contests GArray of BcuContest, by loser, then winner; those add nothing that rounding alone may be.
 * \return false where GEOS fails; shares are then not set. */
bool bcu_faces_share_out(GEOSContextHandle_t context, BcuClaim *claims, uint32_t claim_count, double tolerance,
                         GArray *contests);

#endif
