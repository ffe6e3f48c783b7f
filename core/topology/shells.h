/** The holes of a group into its shells. */
#ifndef BCU_SHELLS_H
#define BCU_SHELLS_H

#include "topology/topology.h"

/** A ring of a group, which lies to the left of it. */
typedef struct BcuFoundRing {
    uint32_t first, count; /* references to arcs */
    uint32_t walk; /* rings split from one walk bound the same piece of the inside; they follow one another */
    double area;   /* signed, square map units; a shell's is above 0 */
    uint32_t shell; /* out: the ring that is its shell, itself for a shell; BCU_NONE for none */
    uint32_t next;  /* out: of a shell, its first hole, of a hole, the next; BCU_NONE for none */
} BcuFoundRing;

/** Finds the shell of each ring.
 * \return how many holes lie in none. */
uint32_t bcu_shells_find(const BcuTopology *topology, const int32_t *refs, BcuFoundRing *rings,
                         uint32_t count);

#endif
