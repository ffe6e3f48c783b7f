/** A polygon layer as nodes, arcs and faces: each border once. */
#ifndef BCU_TOPOLOGY_H
#define BCU_TOPOLOGY_H

#include "topology/flaws.h"

/** Outlines of many features as signed arc references; see BcuArcShape. */
typedef struct BcuArcShapes {
    int32_t *refs;
    uint32_t *ring_start; /* ring_count + 1, into refs */
    uint32_t ring_count;
    uint32_t *part_start; /* part_count + 1, into rings */
    uint32_t part_count;
    uint32_t *feature_start; /* feature_count + 1, into parts */
    uint32_t feature_count;
} BcuArcShapes;
void bcu_arc_shapes_clear(BcuArcShapes *shapes);
BcuArcShapes bcu_arc_shapes_dup(const BcuArcShapes *shapes);

typedef struct BcuTopologyOptions {
    double tolerance;    /* map units; 0: only what rounding did to coordinates is overlooked */
    double repair_limit; /* share of a feature's area that repair may change; more is an error */
    bool verify;         /* look for crossings also where both sides of a border agree */
    bool regardless;     /* go on beyond the limit, so that all flaws are found; it is an error all the same */
} BcuTopologyOptions;

typedef struct BcuTopology {
    BcuPoint *points;
    size_t point_count;
    size_t *arc_start; /* arc_count + 1 */
    uint32_t arc_count;
    uint32_t *left, *right; /* features; BCU_NONE */
    uint32_t *from, *to;    /* nodes at the arc's ends; the same for a whole ring */
    uint32_t node_count;
    BcuArcShapes features;  /* outlines of the layer's records */
    BcuTopologyReport report;
} BcuTopology;

void bcu_topology_free(BcuTopology *topology);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuTopology, bcu_topology_free)
/** Frees arcs, nodes and outlines; the report stays. */
void bcu_topology_reset(BcuTopology *topology);

/** Arc-based simplification into a copy: same arcs, fewer points.
 * \param threshold the area below which triangles went, square map units. */
bool bcu_topology_simplify_dup(const BcuTopology *topology, BcuSimplification how,
                               double units_per_metre, BcuTopology **simplified,
                               BcuSimplified *result, double *threshold, BcuDiagLog *log);

/** Pairs of groups with the length of their common arcs; group_of has one entry per feature
 * (NULL: each its own). arc_length: one per arc, in metres. GArray of BcuAdjacency, sorted. */
GArray *bcu_topology_adjacency(const BcuTopology *topology, const uint32_t *group_of,
                               const double *arc_length);

#endif
