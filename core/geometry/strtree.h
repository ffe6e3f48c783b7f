/** Which of many numbered boxes meet that of a geometry. */
#ifndef BCU_STRTREE_H
#define BCU_STRTREE_H

#include "geos_on_demand.h"
#include <bcukit/geometry.h>
#include <glib.h>

typedef struct BcuStrTree BcuStrTree;

/** \return to be freed before the context; NULL where GEOS fails. */
BcuStrTree *bcu_strtree_new(GEOSContextHandle_t context);
void bcu_strtree_free(BcuStrTree *tree);
/** All are added before the first is looked for. \return false where GEOS fails. */
bool bcu_strtree_add(BcuStrTree *tree, BcuBox box, uint32_t number);
/** Sets the uint32_t in `numbers` to those of the boxes that meet the geometry's, in ascending order. */
void bcu_strtree_near(const BcuStrTree *tree, const GEOSGeometry *geometry, GArray *numbers);
/** The order of uint32_t, for sorting. */
int bcu_by_number(const void *a, const void *b);

#endif
