/* The library that draws, found beside the plugin. */
#include "maps_library.h"
#include <dlfcn.h>
#include <gmodule.h>
#include <stdlib.h>

/* NULL when the plugin does not know where it lies. */
static char *library_path(void)
{
    Dl_info plugin;
    char *real = dladdr((const void *)library_path, &plugin) ? realpath(plugin.dli_fname, NULL) : NULL;
    g_autofree char *folder = real ? g_path_get_dirname(real) : NULL;
    free(real);
    return folder ? g_build_filename(folder, "render", "maps.so", NULL) : NULL;
}

bool maps_library_render(const BcuRun *run)
{
    g_autofree char *path = library_path();
    GModule *library = path ? g_module_open(path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL) : NULL;
    void *symbol = NULL;
    if (library && g_module_symbol(library, "map_render", &symbol)) {
        bool (*render)(const BcuRun *) = (bool (*)(const BcuRun *))symbol;
        return render(run);
    }
    BcuPlace place = {.file = path};
    bcu_report(run->log, BCU_ERROR, "RENDER001", &place,
               "Keep the folder render/ beside render.so, and install the libraries that it is linked with.",
               "the library that draws cannot be opened: %s", g_module_error());
    return false;
}
