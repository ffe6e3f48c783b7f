/** Edges that go far around the globe. Between two longitudes there are two ways; in degrees the short one is taken
 * where nothing else is known. The edge of a band around the world, straight in the CRS that it was drawn in, goes the
 * other way: it is given vertices until the short way between them is its own. */
#ifndef BCU_LONG_EDGES_H
#define BCU_LONG_EDGES_H

#include <bcukit/crs.h>
#include <bcukit/geometry.h>

typedef struct BcuLongEdges {
    BcuTransform *to_degrees;
    double least;      /* edges that are shorter are not looked at, units of the CRS that they are straight in */
    bool reaches_rim;  /* the data are as wide as a map of the world: vertices may lie on its rim, or a hair beyond */
    BcuPoint centre;   /* of the data */
} BcuLongEdges;

/** \param from the CRS that edges are straight in. \param extent of the data, in that CRS. */
BcuLongEdges bcu_long_edges_in(const BcuCrs *from, BcuBox extent, BcuTransform *to_degrees);
/** Copies a run of points, with what its long edges need in between, before all of it is transformed. What lies on the
 * rim of the world and has no place for a few digits is brought to where it has one.
 * \param to has room for it; NULL: counts only. \return how many points that are. */
size_t bcu_long_edges_copy(const BcuLongEdges *edges, BcuRing run, BcuPoint *to);

#endif
