/** Help: of all, of a command, of a plugin, of a key. */
#ifndef BCU_HELP_H
#define BCU_HELP_H

#include "app/cli.h"

/** The text for what "bcukit help" was asked about, or NULL for nothing found, reported. g_free. */
char *bcu_help(const BcuCommandLine *line, BcuDiagLog *log);
/** Flags that apply to a command, or all of them for BCU_COMMAND_COUNT, two lines each. */
void bcu_help_add_flags(GString *text, BcuCommand command);

#endif
