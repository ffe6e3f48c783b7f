/** A spatial index written at once, packed, instead of row by row: SQLite reads it as one of its own. */
#ifndef GPKG_RTREE_H
#define GPKG_RTREE_H

#include "database.h"

/** A row, or a node of the level below, with the box around it, rounded outwards as SQLite rounds it. */
typedef struct RtreeEntry {
    gint64 id;
    float min_x, max_x, min_y, max_y;
} RtreeEntry;

RtreeEntry rtree_entry(gint64 id, BcuBox extent);
/** Fills the empty index "name", an rtree of two dimensions. \param entries RtreeEntry, each id once; put
 * into another order. \return false on failure, reported. */
bool rtree_fill(Database *database, const char *name, GArray *entries);

#endif
