/** What may follow on a command line, for shells. */
#ifndef BCU_COMPLETE_H
#define BCU_COMPLETE_H

#include "app/cli.h"

/** Reads the words behind "complete": those of a command line after its first, the last one being written.
 * \param default_project a project file where the words name none
 * \return lines of candidate, tab, help; empty where names of files are wanted. g_free. */
char *bcu_complete(const BcuCommandLine *line, const char *default_project);

#endif
