/** A folder to begin a plugin with. */
#ifndef BCU_NEW_PLUGIN_H
#define BCU_NEW_PLUGIN_H

#include "base/diag.h"

/** Writes the folder `id` with sources, what builds them, a test and a page. A place that is taken is left as it is.
 * \param cxx in C++. \return false on failure, reported. */
bool bcu_new_plugin(const char *id, bool cxx, BcuDiagLog *log);

#endif
