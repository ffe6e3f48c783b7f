/** The whole GeoPackage of a run. */
#ifndef GPKG_PACKAGE_H
#define GPKG_PACKAGE_H

#include <bcukit/bcukit.h>

/** Writes, verifies and commits it. */
bool package_write(const BcuRun *run);

#endif
