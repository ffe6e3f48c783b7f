/** The finished package, opened again and compared with the dataset. */
#ifndef GPKG_VERIFY_H
#define GPKG_VERIFY_H

#include "container.h"

/** \param report one line for the manifest, g_free. \return false when something differs, reported. */
bool verify_package(const char *path, const Package *package, char **report);

#endif
