/** Where libbcukit lies, and what came with it. */
#ifndef BCU_OWN_FOLDER_H
#define BCU_OWN_FOLDER_H

#include <bcukit/api.h>
#include <glib.h>

/** Folder of libbcukit itself. g_free. */
char *bcu_library_folder(void);
/** Where plugins/ and our other libraries lie: bcukit/ beside the library. g_free. */
char *bcu_private_folder(void);

#endif
