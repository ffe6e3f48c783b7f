/** What stands in the places of outputs: only regular files, and links to such, are ever replaced. */
#ifndef BCU_PLACES_H
#define BCU_PLACES_H

#include "base/diag.h"
#include "plugin/info.h"
#include <sys/stat.h>

/** Whether a file may come to the place; reported where not.
 * \param path of the folder, for messages. \param status what is there, links followed; st_mode 0: nothing. */
bool bcu_place_is_free(int folder, const char *name, const char *path, struct stat *status, BcuDiagLog *log);
/** Before anything runs: whether what the plugins declare, and the manifest, finds its places free.
 * \param plugins BcuPluginInfo. */
bool bcu_places_are_free(int folder, const char *path, const GPtrArray *plugins, BcuDiagLog *log);

#endif
