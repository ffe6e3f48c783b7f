/** What was staged, read back by a JSON library, decoded and compared with the dataset. */
#ifndef TOPOJSON_VERIFY_H
#define TOPOJSON_VERIFY_H

#include <bcukit/bcukit.h>

/** \param transform from the working CRS to WGS 84.
 * \param report one line for the manifest, g_free. \return false when something differs, reported. */
bool topojson_verify(const char *path, const BcuRun *run, const BcuDataset *dataset, BcuTransform *transform,
                     char **report);

#endif
