/** Arcs of all chosen layers as the file has them: in WGS 84, on its grid, numbered anew. */
#ifndef TOPOJSON_ARCS_H
#define TOPOJSON_ARCS_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** Where coordinates can be: at translate + n * scale when quantised, else at so many decimals. */
typedef struct TopoGrid {
    bool quantised;
    BcuPoint scale, translate;
    int decimals;
} TopoGrid;

/** A point of WGS 84 on the grid: whole steps when quantised, else rounded degrees. */
BcuPoint topo_grid_snap(const TopoGrid *grid, BcuPoint point);

typedef struct TopoArcs {
    BcuDiagLog *log;
    BcuTransform *transform;
    TopoGrid grid;
    BcuBox extent;    /* degrees; of the arcs and of the points of point layers */
    BcuPoint *points; /* on the grid */
    size_t *start;    /* count + 1 offsets into points */
    uint32_t count;
    int32_t *number[BCU_LEVEL_COUNT]; /* by coverage: arc of the dataset to arc of the file; -1: none */
} TopoArcs;

/** Transforms and snaps the arcs that the wanted layers use. An arc that shrinks to a point has no
 * number. \param quantization positions per axis; 0 for none. \return false on failure, reported. */
bool topo_arcs_build(const BcuRun *run, const BcuDataset *dataset, TopoArcs *arcs);
void topo_arcs_clear(TopoArcs *arcs);

/** A ring as points on the grid: closed, without repeated points. Appends to `points`. */
void topo_arcs_append_ring(const TopoArcs *arcs, uint32_t coverage, const int32_t *refs, size_t count,
                           GArray *points);

/** The signed area of a ring, in square steps, where edges take the short way round the globe: arcs may
 * cross the meridian of 180, which readers of TopoJSON draw on a sphere.
 * \param globe steps in 360 degrees. \return NAN for a ring around a pole, which has no such area. */
double topo_ring_area(BcuRing ring, double globe);

#endif
