/* Loads PROJ and finds its functions. */
#include "proj_library.h"
#include <gmodule.h>

static BcuProjLibrary library;

static void *find(GModule *module, const char *name)
{
    gpointer function;
    if (!g_module_symbol(module, name, &function))
        g_error("PROJ lacks %s: %s", name, g_module_error());
    return function;
}

const BcuProjLibrary *bcu_proj_library(void)
{
    static gsize is_loaded;
    if (g_once_init_enter(&is_loaded)) {
        GModule *module = g_module_open(BCU_PROJ_LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
        if (!module)
            g_error("PROJ cannot be loaded: %s", g_module_error());
#define BCU_PROJ_FIND(function) library.function##_ = (__typeof__(library.function##_))find(module, #function);
        BCU_PROJ_FUNCTIONS(BCU_PROJ_FIND)
        g_once_init_leave(&is_loaded, 1);
    }
    return &library;
}
