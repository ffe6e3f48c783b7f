/** Rings to arcs: cut where neighbours change, each border kept once. */
#ifndef BCU_ARCS_H
#define BCU_ARCS_H

#include "topology/topology.h"

/** The part of a layer that topology looks at: closed rings of records, as in BcuLayer. */
typedef struct BcuRingSet {
    const BcuPoint *points;
    size_t point_count;
    const size_t *ring_start;
    size_t ring_count;
    const size_t *record_start;
    uint32_t record_count;
} BcuRingSet;

static inline BcuRingSet bcu_ring_set_of(const BcuLayer *layer)
{
    return (BcuRingSet){layer->points,     layer->point_count,  layer->ring_start,
                        layer->ring_count, layer->record_start, layer->record_count};
}

/** What cannot be in a clean coverage, as far as it shows in which vertices rings share. */
typedef struct BcuArcFlaws {
    size_t zero_edges; /* edges from a vertex to itself */
    size_t spikes;     /* rings that go to a vertex and straight back */
    size_t doubled;    /* arcs that have a feature on that side already */
    size_t short_rings; /* rings of fewer than three edges, left out */
    size_t single_sided; /* arcs with a feature on one side only */
} BcuArcFlaws;

typedef enum BcuCut { BCU_CUT_DONE, BCU_CUT_NO_MEMORY, BCU_CUT_TOO_MANY_ARCS } BcuCut;

/** Which arcs the rings run through that a topology was cut from. */
typedef struct BcuRuns {
    int32_t *arcs;   /* ring by ring, each once around; ~arc for backwards */
    uint32_t *first; /* per ring: which of its points its first arc starts at */
} BcuRuns;
void bcu_runs_clear(BcuRuns *runs);

/** Fills points, arcs, sides and nodes of an empty topology.
 * An arc with a feature on that side already is kept as a second arc beside it, so that every
 * ring stays whole whatever the input.
 * \param id of bcu_vertices_identify for the same points; taken.
 * \param runs cleared with bcu_runs_clear. */
BcuCut bcu_arcs_cut(const BcuRingSet *rings, uint32_t *id, BcuTopology *topology, BcuArcFlaws *flaws, BcuRuns *runs);

/** The points of the rings that a topology was cut from. No ring may have been left out, no arc turned since.
 * \return freed with g_free; NULL when memory is out. */
BcuPoint *bcu_arcs_join(const BcuTopology *topology, const BcuRuns *runs, const size_t *ring_start, size_t ring_count);

/** Appends to the last ring of a shape the points of an arc but the last, which the next arc begins with, or
 * which closes the ring. \param ref the arc; ~arc for backwards. */
static inline void bcu_arc_append(BcuShape *shape, const BcuPoint *points, const size_t *arc_start, int32_t ref)
{
    uint32_t arc = (uint32_t)(ref < 0 ? ~ref : ref);
    const BcuPoint *first = points + arc_start[arc];
    size_t count = arc_start[arc + 1] - arc_start[arc];
    for (size_t i = 0; i + 1 < count; i++)
        shape->points[shape->point_count++] = ref < 0 ? first[count - 1 - i] : first[i];
}

#endif
