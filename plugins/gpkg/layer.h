/** One layer or table of figures as a table of the package. */
#ifndef GPKG_LAYER_H
#define GPKG_LAYER_H

#include "container.h"

/** Names of the identifier and the geometry column. */
#define LAYER_FID "fid"
#define LAYER_GEOMETRY "geom"

/** Creates the table, fills it, indexes and registers it. */
bool layer_write(Package *package, uint32_t index);
/** Column names, unique without regard to case and beside the two above; NULL-terminated; g_strfreev. */
char **layer_column_names(const BcuTable *table);

#endif
