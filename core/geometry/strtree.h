/** Which of many numbered boxes meet that of a geometry. */
#ifndef BCU_BOX_TREE_H
#define BCU_BOX_TREE_H

#include "geos_on_demand.h"
#include <bcukit/geometry.h>
#include <glib.h>

typedef struct BcuBoxTree BcuBoxTree;

/** \return to be freed before the context; NULL where GEOS fails. */
BcuBoxTree *bcu_box_tree_new(GEOSContextHandle_t context);
void bcu_box_tree_free(BcuBoxTree *tree);
/** All are added before the first is looked for. \return false where GEOS fails. */
bool bcu_box_tree_add(BcuBoxTree *tree, BcuBox box, uint32_t number);
/** Sets the uint32_t in `numbers` to those of the boxes that meet the geometry's, in ascending order. */
void bcu_box_tree_near(const BcuBoxTree *tree, const GEOSGeometry *geometry, GArray *numbers);
/** The order of uint32_t, for sorting. */
int bcu_by_number(const void *a, const void *b);

#endif
