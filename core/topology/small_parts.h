/** What a simplified topology need not keep. */
#ifndef BCU_SMALL_PARTS_H
#define BCU_SMALL_PARTS_H

#include "topology/topology.h"

typedef struct BcuSmallParts {
    uint32_t *kept;      /* the arcs that are left, by the numbers that they had */
    uint32_t *number_of; /* per arc that there was: its number now; BCU_NONE for one that is gone */
    uint32_t pieces;     /* how many went */
    double largest;      /* the area of the largest as it was in `full`, square map units */
    BcuPoint at;         /* a vertex that it had */
} BcuSmallParts;
void bcu_small_parts_clear(BcuSmallParts *vanished);

/** Takes islands, lakes and enclaves out that enclose less than `area`: each piece of line work that is
 * connected with no other, with all that lies in it. What surrounded it takes its ground.
 * \param full the same topology before it was simplified.
 * \return false when memory is out, reported. */
bool bcu_small_parts_find(BcuTopology *topology, const BcuTopology *full, double area,
                                  BcuSmallParts *vanished, BcuDiagLog *log);

/** The same outlines without the rings whose arcs are gone. */
void bcu_small_parts_apply(const BcuSmallParts *vanished, BcuArcShapes *shapes);

#endif
