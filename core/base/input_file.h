/** Files that others made, opened for reading: regular ones, and no others. */
#ifndef BCU_INPUT_FILE_H
#define BCU_INPUT_FILE_H

#include <bcukit/api.h>
#include <glib.h>

/** Opens a regular file, and never waits: what a pipe or a device would give has no end that we could know.
 * \param why set to the reason where there is none: "it is a named pipe, not a file", or what the system says. Static.
 * \return a descriptor, closed by the caller; -1. */
int bcu_input_open(const char *path, const char **why);
/** Why a path cannot be opened so; NULL when it can. Static. */
const char *bcu_input_obstacle(const char *path);
/** The bytes of a regular file, followed by a zero. g_free; NULL with the reason, static.
 * \param most bytes that such a file may have. */
char *bcu_input_read(const char *path, size_t most, gsize *length, const char **why);
/** The same of a file that is open; it stays so. */
char *bcu_input_read_open(int file, size_t most, gsize *length, const char **why);

#endif
