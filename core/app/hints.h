/** What somebody who gave a file in the wrong place may have meant. */
#ifndef BCU_HINTS_H
#define BCU_HINTS_H

#include <bcukit/api.h>

/** The command for a file of that name, as a hint; NULL when it looks like no file. g_free. */
char *bcu_hint_for_file(const char *argument);

#endif
