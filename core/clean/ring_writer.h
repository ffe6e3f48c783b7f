/** Rings of a layer written anew, mended. */
#ifndef BCU_RING_WRITER_H
#define BCU_RING_WRITER_H

#include "topology/topology.h"

typedef struct BcuMending {
    const GArray *junctions; /* BcuJunction, sorted: vertices to put into edges; may be NULL */
    GHashTable *shapes;      /* record number to BcuShape: what replaces its rings; may be NULL */
} BcuMending;

/** Puts the vertices and shapes of the mending into the rings of the layer, and takes out repeated vertices,
 * spikes and rings that have no area; these are added to the report. With nothing to put in, the rings are written
 * over themselves; else the layer gets new ones, and both are held for a moment.
 * A ring that would lose half its area or more to the vertices put in stays as it was.
 * \param changed set to whether anything but the order differs from before.
 * \return false when memory is out; the layer is then as it was. */
bool bcu_rings_rewrite(BcuLayer *layer, const BcuMending *mending, BcuTopologyReport *report, bool *changed);

#endif
