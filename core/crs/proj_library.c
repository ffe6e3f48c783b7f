/* Which PROJ is opened: loading the installed one takes longer than all that a small run asks of it. */
#include "crs/proj_library.h"
#include "base/own_folder.h"
#include <sys/stat.h>

/* After an update of PROJ the copy is of another day than the installed library. */
static bool is_of_installed(const char *copy)
{
    struct stat ours, installed;
    return stat(copy, &ours) == 0 && stat(BCU_PROJ_INSTALLED, &installed) == 0 &&
           ours.st_mtime == installed.st_mtime;
}

GModule *bcu_proj_library_open(const char *installed)
{
    g_autofree char *folder = bcu_private_folder();
    g_autofree char *copy = g_build_filename(folder, "libbcukit-proj.so", NULL);
    const GModuleFlags flags = G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL;
    GModule *library = is_of_installed(copy) ? g_module_open(copy, flags) : NULL;
    return library ? library : g_module_open(installed, flags);
}
