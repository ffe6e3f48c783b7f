/** The .shp and .shx of a layer. */
#ifndef SHAPEFILE_SHAPES_H
#define SHAPEFILE_SHAPES_H

#include "files.h"

/** The shape type of a layer: SHPT_POLYGON, SHPT_ARC, SHPT_POINT or SHPT_MULTIPOINT. */
int shapes_type(BcuExportLayer layer);
bool shapes_write(const Files *files, const BcuExport *exported, uint32_t index);

#endif
