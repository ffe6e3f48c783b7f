/** Edges by latitude, to count how many lie west of a point. */
#ifndef BCU_EDGE_ROWS_H
#define BCU_EDGE_ROWS_H

#include "topology/topology.h"

/** Bands from south to north with the edges of arcs with a feature on one side. */
typedef struct BcuEdgeRows {
    const BcuTopology *topology;
    double south, height; /* of the first band's foot; of a band */
    size_t rows;
    uint32_t *start; /* per band, one more at the end, into edges */
    uint32_t *edges; /* each named by the index of its first point */
} BcuEdgeRows;

void bcu_edge_rows_build(const BcuTopology *topology, BcuEdgeRows *rows);
void bcu_edge_rows_clear(BcuEdgeRows *rows);

/** How many of the edges cross the line from p to the west: those that run south less those that run
 * north. So many features cover p. */
int bcu_edge_rows_depth(const BcuEdgeRows *rows, BcuPoint p);

#endif
