/* Finds what came with the library: below the prefix that it lies in, wherever that was moved; a build folder is one. */
#include "begin/shared_files.h"
#include "base/own_folder.h"
#include <stdlib.h>

char *bcu_shared_file(const char *name)
{
    static const char *const UP[] = {"..", "../.."}; /* lib, or one folder more */
    g_autofree char *library = bcu_library_folder();
    for (size_t i = 0; i < G_N_ELEMENTS(UP); i++) {
        g_autofree char *near = g_build_filename(library, UP[i], "share", "bcukit", name, NULL);
        char *real = realpath(near, NULL);
        if (real)
            return real;
    }
    return g_build_filename(BCU_SHARED_INSTALL_DIR, name, NULL);
}
