/** Why GEOS fails. */
#ifndef BCU_GEOS_REASON_H
#define BCU_GEOS_REASON_H

#include "geos_on_demand.h"

typedef struct BcuGeosReason {
    char text[256]; /* in GEOS's words; that it gives none where it does not */
} BcuGeosReason;

/** Has the context put down here what it says of its last failure. The reason must outlive it, in its place. */
void bcu_geos_reason_keep(GEOSContextHandle_t context, BcuGeosReason *reason);

/** Of the library that is opened, such as "3.11.1-CAPI-1.17.1". Borrowed. */
const char *bcu_geos_version(void);

#endif
