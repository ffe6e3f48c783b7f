/** Metadata of the package: for GDAL, for QGIS, and the whole provenance as JSON. */
#ifndef GPKG_METADATA_H
#define GPKG_METADATA_H

#include "container.h"

bool metadata_write(Package *package);

#endif
