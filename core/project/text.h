/** The text of a project file: loaded, with line numbers, duplicates refused. */
#ifndef BCU_PROJECT_TEXT_H
#define BCU_PROJECT_TEXT_H

#include "project/project.h"

/** GLib merges equal groups and keys without a word and tells no lines: both are found here first.
 * \param lines filled with "group" and "group\nkey" to line. */
bool bcu_project_text_load(const char *path, GKeyFile **file, GHashTable *lines, BcuDiagLog *log);

#endif
