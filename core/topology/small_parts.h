/** What a simplified topology need not keep. */
#ifndef BCU_VANISH_H
#define BCU_VANISH_H

#include "topology/topology.h"

typedef struct BcuVanished {
    uint32_t *kept;      /* the arcs that are left, by the numbers that they had */
    uint32_t *number_of; /* per arc that there was: its number now; BCU_NONE for one that is gone */
    uint32_t pieces;     /* how many went */
    double largest;      /* the area of the largest as it was in `full`, square map units */
    BcuPoint at;         /* a vertex that it had */
} BcuVanished;
void bcu_vanished_clear(BcuVanished *vanished);

/** Takes islands, lakes and enclaves out that enclose less than `area`: each piece of line work that is
 * connected with no other, with all that lies in it. What surrounded it takes its ground.
 * \param full the same topology before it was simplified.
 * \return false when memory is out, reported. */
bool bcu_topology_vanish(BcuTopology *topology, const BcuTopology *full, double area,
                                  BcuVanished *vanished, BcuDiagLog *log);

/** The same outlines without the rings whose arcs are gone. */
void bcu_vanished_apply(const BcuVanished *vanished, BcuArcShapes *shapes);

#endif
