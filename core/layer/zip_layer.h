/** Shapefiles in zip archives: found, and unpacked to files without names. */
#ifndef BCU_ZIP_LAYER_H
#define BCU_ZIP_LAYER_H

#include "layer/open_parts.h"
#include <bcukit/diag.h>

/** Splits "folder/boundaries.zip/districts/wards.shp" where a file of it ends in .zip or .shz.
 * \param archive, member set to both halves, g_free; member to NULL where there is none. Either may be NULL.
 * \return false where no file of the path is an archive. */
bool bcu_zip_path_split(const char *path, char **archive, char **member);
/** Paths, as bcu_zip_parts_open() takes them, of all shapefiles in the archive. g_ptr_array_unref; NULL with SHP018. */
GPtrArray *bcu_zip_layers(const char *archive, BcuDiagLog *log);
/** Unpacks the parts of the shapefile that the path names, or of the only one of the archive.
 * \param only BCU_PART_COUNT for all.
 * \param shown set to its whole path, for messages; g_free.
 * \return false, with SHP018 or SHP019. */
bool bcu_zip_parts_open(const char *path, BcuPart only, BcuOpenParts *parts, char **shown, BcuDiagLog *log);

#endif
