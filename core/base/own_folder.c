/* Finds the folder of the library by the address of one of its functions. */
#include "base/own_folder.h"
#include <dlfcn.h>
#include <stdlib.h>

char *bcu_library_folder(void)
{
    Dl_info info;
    if (!dladdr((void *)bcu_library_folder, &info) || !info.dli_fname)
        return g_strdup(".");
    g_autofree char *real = realpath(info.dli_fname, NULL);
    return g_path_get_dirname(real ? real : info.dli_fname);
}

char *bcu_private_folder(void)
{
    g_autofree char *library = bcu_library_folder();
    return g_build_filename(library, "bcukit", NULL);
}
