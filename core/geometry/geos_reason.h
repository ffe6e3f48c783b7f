/** Why GEOS fails. */
#ifndef BCU_GEOS_REASON_H
#define BCU_GEOS_REASON_H

#include "geos_on_demand.h"

typedef struct BcuGeosReason {
    char text[256]; /* in GEOS's words; that it gives none where it does not */
} BcuGeosReason;

/** Has the context put down here what it says of its last failure. The reason must outlive it, in its place. */
void bcu_geos_reason_keep(GEOSContextHandle_t context, BcuGeosReason *reason);

#endif
