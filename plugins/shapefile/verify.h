/** A finished layer, opened again by shapelib and compared with the dataset. */
#ifndef SHAPEFILE_VERIFY_H
#define SHAPEFILE_VERIFY_H

#include "fields.h"
#include "files.h"

/** Says in the manifest what was found. \return false when something differs, reported. */
bool verify_layer(const Files *files, const BcuRun *run, const BcuExport *exported, uint32_t index,
                  const Field *fields);

#endif
