/** What a shared library exports, read from its file without opening it. */
#ifndef BCU_EXPORTS_H
#define BCU_EXPORTS_H

#include <glib.h>
#include <stdbool.h>

/** Names of the functions and data that it defines for others (not weak ones, which compilers of C++ make).
 * \return NULL when the file is no shared library of this machine; g_ptr_array_unref, its names are owned. */
GPtrArray *bcu_exports_read(const char *path);

#endif
