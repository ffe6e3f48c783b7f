/** Where libbcukit lies, and what came with it. */
#ifndef BCU_OWN_FOLDER_H
#define BCU_OWN_FOLDER_H

#include <bcukit/api.h>
#include <glib.h>

/** Folder of libbcukit itself: tells a build folder from an installation. g_free. */
char *bcu_library_folder(void);
/** Where plugins/ and our other libraries lie: the build folder, or bcukit/ beside the installed library. g_free. */
char *bcu_private_folder(void);

#endif
