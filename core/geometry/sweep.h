/** Which edge lies next to a point in the west. */
#ifndef BCU_SWEEP_H
#define BCU_SWEEP_H

#include <bcukit/geometry.h>
#include <glib.h>

typedef struct BcuSweepEdge {
    BcuPoint low, high; /* low.y < high.y */
    uint32_t ring;      /* for the caller */
    bool heads_north;   /* it runs from low to high */
} BcuSweepEdge;

typedef struct BcuSweepPoint {
    BcuPoint at;
    uint32_t ring; /* for the caller */
    uint32_t west; /* out: the edge, as an index; BCU_NONE where there is none */
} BcuSweepPoint;

/** Sorts the points from south to north, as the other functions expect them. */
void bcu_sweep_sort(GArray *points);
/** Appends the edge from a to b, unless it can lie beside none of the points.
 * \param points BcuSweepPoint, sorted. \param edges BcuSweepEdge. */
void bcu_sweep_add(const GArray *points, BcuPoint a, BcuPoint b, uint32_t ring, GArray *edges);
/** Finds the edge west of each point. Edges may share ends, but must not cross; those through the
 * point itself do not count. An edge has its lower end, but not its upper one, so that a ray through a
 * vertex meets a line that goes on there once. Takes n log n for n edges and points. */
void bcu_sweep_run(GArray *points, const GArray *edges);

#endif
