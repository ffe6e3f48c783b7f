/** What an author should mend in a plugin before others use it. */
#ifndef BCU_LINT_H
#define BCU_LINT_H

#include "app/cli.h"

/** Looks at the plugin file: everything that keeps it from being used, then what is missing or left open.
 * \return whether nothing was found; what was is reported. */
bool bcu_lint(const BcuCommandLine *line, const char *path, BcuDiagLog *log);

#endif
