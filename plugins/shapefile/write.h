/** All layers and tables of a run as shapefiles. */
#ifndef SHAPEFILE_WRITE_H
#define SHAPEFILE_WRITE_H

#include <bcukit/bcukit.h>

bool shapefile_write(const BcuRun *run);

#endif
