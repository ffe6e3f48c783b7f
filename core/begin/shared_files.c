/* Finds what is installed beside the library: below the prefix that it lies in, wherever that was moved. */
#include "begin/shared_files.h"
#include "base/own_folder.h"

char *bcu_shared_file(const char *name)
{
    static const char *const UP[] = {"..", "../.."}; /* lib, or one folder more */
    g_autofree char *library = bcu_library_folder();
    if (g_str_equal(library, BCU_BUILD_DIR))
        return g_build_filename(g_str_has_prefix(name, "template") ? BCU_SOURCE_DIR "/plugins" : BCU_SOURCE_DIR, name, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(UP); i++) {
        g_autofree char *near = g_build_filename(library, UP[i], "share", "bcukit", name, NULL);
        if (g_file_test(near, G_FILE_TEST_EXISTS))
            return g_canonicalize_filename(near, NULL);
    }
    return g_build_filename(BCU_SHARED_INSTALL_DIR, name, NULL);
}
