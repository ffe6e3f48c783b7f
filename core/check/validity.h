/** Records whose rings break the rules of OGC polygons: they cross or touch themselves, holes lie outside. */
#ifndef BCU_VALIDITY_H
#define BCU_VALIDITY_H

#include "layer/layer.h"

typedef struct BcuInvalid {
    uint32_t record;
    const char *what; /* in plain words; static */
    BcuPoint at;      /* where, map units */
} BcuInvalid;

/** The first fault of each invalid record, by GEOS, and the rings that enclose nothing. \return BcuInvalid; g_array_unref. */
GArray *bcu_validity_find(const BcuLayer *layer);

#endif
