/* Finds the project of who names none: their own first, then the one that lies beside the library. */
#include "app/default_project.h"
#include "base/own_folder.h"

char *bcu_default_project(void)
{
    if (g_file_test("bcukit.ini", G_FILE_TEST_EXISTS))
        return g_strdup("bcukit.ini");
    g_autofree char *library = bcu_library_folder();
    if (g_str_equal(library, BCU_BUILD_DIR))
        return g_build_filename(BCU_SOURCE_SHAPES_DIR, "met_bcu.ini", NULL);
    /* below the prefix that the library lies in, wherever that was moved: in lib, or in one folder more */
    static const char *const UP[] = {"..", "../.."};
    for (size_t i = 0; i < G_N_ELEMENTS(UP); i++) {
        g_autofree char *near = g_build_filename(library, UP[i], "share", "bcukit", "shapes", "met_bcu.ini", NULL);
        if (g_file_test(near, G_FILE_TEST_EXISTS))
            return g_canonicalize_filename(near, NULL);
    }
    return g_build_filename(BCU_SHAPES_INSTALL_DIR, "met_bcu.ini", NULL);
}
