/** Man pages, made from the tables that help is made from. */
#ifndef BCU_MAN_H
#define BCU_MAN_H

#include <bcukit/api.h>

/** "bcukit.1", "bcukit-run.1" of each command, "bcukit-project.5"; NULL for a page that is none of these. g_free. */
char *bcu_man_page(const char *page);

#endif
