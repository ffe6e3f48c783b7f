/** Where borders come closer than the tolerance without sharing a vertex, or cross. */
#ifndef BCU_NEAR_EDGES_H
#define BCU_NEAR_EDGES_H

#include "topology/topology.h"

/** A vertex that lies on an edge, within the tolerance. a is before b in the order of x, then y. */
typedef struct BcuJunction {
    BcuPoint a, b, at;
    double share;          /* how far from a to b */
    uint32_t feature, other; /* on the edge's left, and at the vertex */
} BcuJunction;

typedef struct BcuNearEdges {
    bool near;          /* two vertices lie within the tolerance; then the rest was not looked for */
    GArray *junctions;  /* BcuJunction, by edge and along it, each once */
    GArray *crossings;  /* uint32_t: features whose borders cross, in no order, also more than once */
} BcuNearEdges;

typedef struct BcuNearEdgesSearch {
    const BcuTopology *topology;
    bool as_a_whole;  /* at all arcs; else at those with a feature on one side */
    double tolerance;
    double rounding;  /* how far from an edge a vertex on it can be by rounding alone */
    bool ignore_near; /* near vertices are to stay apart: they are not looked for */
} BcuNearEdgesSearch;

/** \return false, without contacts, when memory is out. */
bool bcu_near_edges_find(const BcuNearEdgesSearch *look, BcuNearEdges *contacts);
void bcu_near_edges_clear(BcuNearEdges *contacts);

#endif
