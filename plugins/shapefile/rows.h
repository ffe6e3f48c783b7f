/** The .dbf of a layer or table. */
#ifndef SHAPEFILE_ROWS_H
#define SHAPEFILE_ROWS_H

#include "fields.h"
#include "files.h"

/** \param fields one per column */
bool rows_write(const Files *files, const BcuTable *table, const Field *fields);

#endif
