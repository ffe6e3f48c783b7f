/** ESRI shapefiles to layers. The only module that includes shapefil.h for reading. */
#ifndef BCU_SHAPEFILE_H
#define BCU_SHAPEFILE_H

#include "layer/layer.h"
#include "text/cells.h"

typedef struct BcuShapefileSource {
    const char *id;       /* layer id for messages and files */
    const char *path;     /* of the .shp, or without suffix */
    const char *encoding; /* overrides .cpg and language byte; NULL to detect */
    const char *crs;      /* overrides the .prj; NULL to read it */
    const char *crs_key;  /* key that a message names when there is none: "layer wards.crs" */
    const char *figures[3]; /* fields that are counted by, so that each cell must be a figure: of people, then of
                               hectares; NULL for none */
    BcuNumberForm numbers;  /* how they are written, as far as somebody said */
    bool crs_optional;    /* a missing .prj is a note (bcukit info) */
} BcuShapefileSource;

/** Reads the layer's .prj.
 * \param text g_free; NULL where there is none. \return false, with SHP017, when it is there but cannot be read. */
bool bcu_shapefile_prj(const char *path, char **text, BcuDiagLog *log);
/** Reads geometry and attributes. Collects problems of all records before it gives up. */
bool bcu_shapefile_read(const BcuShapefileSource *source, BcuLayer **layer, BcuDiagLog *log);

#endif
