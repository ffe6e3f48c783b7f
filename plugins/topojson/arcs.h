/** Arcs of all chosen layers as the file has them: in the CRS of the export, on the grid of the file,
 * numbered anew. What is made of borders shares their arcs; what is not (context layers, and what is cut at
 * the meridian of 180) has arcs of its own, one per ring or line. */
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

/** A point on the grid: whole steps when quantised, else rounded. */
BcuPoint topo_grid_snap(const TopoGrid *grid, BcuPoint point);

typedef struct TopoLayer {
    BcuExportLayer shown;
    BcuShape **own;    /* per row: a shape with arcs of its own; NULL where borders make it */
    size_t *own_first; /* per row: of its rings in own_numbers */
    bool *mended;      /* per row: was made valid on the grid, and `own` is on it */
} TopoLayer;

typedef struct TopoArcs {
    const BcuExport *exported;
    TopoGrid grid;
    BcuBox extent;    /* of all that is written, before it is snapped */
    BcuPoint *points; /* on the grid */
    size_t *start;    /* count + 1 offsets into points */
    uint32_t count;
    int32_t *number[2];  /* by coverage: arc of the dataset to arc of the file; -1: none */
    GArray *own_numbers; /* int32_t */
    TopoLayer *layers;   /* as many as the export has */
    uint32_t dropped;    /* rings of what was made valid that had vanished before */
    bool mirrored;       /* moving turned rings over */
} TopoArcs;

/** Snaps the arcs that the layers use. An arc that shrinks to a point has no number.
 * \param decimals of coordinates that are not quantised. \return false on failure, reported. */
bool topo_arcs_build(const BcuRun *run, const BcuExport *exported, int decimals, TopoArcs *arcs);
/** Gives a row arcs of its own, in place of those that it has.
 * \param shape taken; on the grid. \return false when memory is out. */
bool topo_arcs_give_own(TopoArcs *arcs, uint32_t layer, uint32_t row, BcuShape *shape);
void topo_arcs_clear(TopoArcs *arcs);

/** A shape as runs of arcs of the file; arrays are kept for the next one. */
typedef struct TopoShape {
    GArray *refs;       /* int32_t: ~n is arc n backwards */
    GArray *ring_start; /* size_t: one more than there are rings; lines count as rings */
    GArray *part_start; /* size_t: one more than there are parts */
} TopoShape;

TopoShape topo_shape_new(void);
void topo_shape_clear(TopoShape *shape);
/** Sets the shape of a row: shells counter-clockwise. A ring whose arcs all vanished has no references. */
void topo_arcs_shape(const TopoArcs *arcs, uint32_t layer, uint32_t row, TopoShape *shape);
/** The points of a ring or line on the grid, without repeated ones, in place of those in `points`. */
void topo_arcs_points(const TopoArcs *arcs, const TopoShape *shape, size_t ring, GArray *points);

/** Marks the rings of a shape that stand on the grid, a hole only with its shell.
 * \param ring BcuPoint: to work with. \param stands per ring. \param dropped grows by those that do not.
 * \return parts with any. */
size_t topo_arcs_standing(const TopoArcs *arcs, const TopoShape *shape, BcuGeometry geometry, GArray *ring, bool *stands,
                          uint32_t *dropped);

static inline size_t topo_start_at(const GArray *starts, size_t index)
{
    return g_array_index(starts, size_t, index);
}

#endif
