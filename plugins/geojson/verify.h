/** What was staged, read back by a JSON library and compared with the dataset. */
#ifndef GEOJSON_VERIFY_H
#define GEOJSON_VERIFY_H

#include <bcukit/bcukit.h>

/** \param report one line for the manifest, g_free. \return false when something differs, reported.
 */
bool geojson_verify(const char *path, const BcuDataset *dataset, BcuLevel level, char **report,
                    BcuDiagLog *log);

#endif
