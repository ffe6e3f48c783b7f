/** The .dbf of a shapefile to a typed table in UTF-8. */
#ifndef BCU_ATTRIBUTES_H
#define BCU_ATTRIBUTES_H

#include "layer/shapefile.h"

/** Reads all records; sets fields, encoding and encoding_origin of the layer.
 * \param shapes how many records there must be.
 * \param deleted set to one flag per record, for records marked as deleted; g_free. */
bool bcu_attributes_read(const BcuShapefileSource *source, const char *stem, int shapes, BcuLayer *layer,
                         bool **deleted, BcuDiagLog *log);
/** Reads the small text file beside a shapefile with this suffix, in lower or upper case.
 * \param contents g_free; NULL where there is none. \return false, with SHP017, when it is there but cannot be read. */
bool bcu_sidecar_read(const char *stem, const char *suffix, char **contents, BcuDiagLog *log);

#endif
