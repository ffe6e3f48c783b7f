/** Edges by latitude, to count how many lie west of a point. */
#ifndef BCU_EDGE_BANDS_H
#define BCU_EDGE_BANDS_H

#include "topology/topology.h"

/** Bands from south to north with the edges of arcs with a feature on one side. */
typedef struct BcuEdgeBands {
    const BcuTopology *topology;
    double south, height; /* of the first band's foot; of a band */
    size_t rows;
    uint32_t *start; /* per band, one more at the end, into edges */
    uint32_t *edges; /* each named by the index of its first point */
} BcuEdgeBands;

void bcu_edge_bands_build(const BcuTopology *topology, BcuEdgeBands *rows);
void bcu_edge_bands_clear(BcuEdgeBands *rows);

/** How many of the edges cross the line from p to the west: those that run south less those that run
 * north. So many features cover p. */
int bcu_edge_bands_depth(const BcuEdgeBands *rows, BcuPoint p);

#endif
