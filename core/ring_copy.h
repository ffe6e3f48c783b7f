/** Rings of a layer written anew, so that they can be mended. */
#ifndef BCU_RING_COPY_H
#define BCU_RING_COPY_H

#include "arcs.h"

/** As in BcuLayer; owned. */
typedef struct BcuRingCopy {
    BcuPoint *points;
    size_t point_count;
    size_t *ring_start, ring_count;
    size_t *record_start;
    uint32_t record_count;
} BcuRingCopy;

static inline BcuRingSet bcu_ring_copy_set(const BcuRingCopy *copy)
{
    return (BcuRingSet){copy->points,     copy->point_count,  copy->ring_start,
                        copy->ring_count, copy->record_start, copy->record_count};
}

typedef struct BcuMending {
    const GArray *junctions; /* BcuJunction, sorted: vertices to put into edges; may be NULL */
    GHashTable *shapes;      /* record number to BcuShape: what replaces its rings; may be NULL */
} BcuMending;

/** Copies the rings, with the vertices and shapes of the mending, and without repeated vertices,
 * spikes and rings that have no area; these are added to the report.
 * A ring that would lose half its area or more to the vertices put in stays as it was.
 * \param changed set to whether anything but the order differs from `rings`.
 * \return freed with bcu_ring_copy_free; NULL when memory is out. */
BcuRingCopy *bcu_ring_copy_new(const BcuRingSet *rings, const BcuMending *mending, BcuTopologyReport *report,
                               bool *changed);
/** The same without a mending, in place of `points`, which are those of `rings`, with room for four more; they are
 * taken, also on failure. */
BcuRingCopy *bcu_ring_copy_take(const BcuRingSet *rings, BcuPoint *points, BcuTopologyReport *report);
void bcu_ring_copy_free(BcuRingCopy *copy);

#endif
