/** Files named relative to an open folder: looked at without following links, written so that they are on the disk. */
#ifndef BCU_FILE_AT_H
#define BCU_FILE_AT_H

#include "base/diag.h"
#include <sys/stat.h>

/** Whether a name is one of a file in a folder: UTF-8 without slashes or control characters, neither "." nor "..". */
bool bcu_file_name_is_plain(const char *name);
/** Opens a regular file with no second name. \return -1 on failure, with errno; *why is what stands there instead. */
int bcu_file_open_plain(int folder, const char *name, struct stat *status, const char **why);
/** SHA-256 of all that an open file holds, 64 hexadecimal digits, g_free. \return NULL on failure, with errno. */
char *bcu_file_sum(int file);
/** Makes a file, or empties it, and writes it to the disk. \return false on failure, with errno. */
bool bcu_file_write(int folder, const char *name, const char *bytes, size_t count);
/** Copies a file, or a link, with its mode and times. \return false on failure, with errno. */
bool bcu_file_copy(int from_folder, const char *from, int to_folder, const char *to);
/** Writes the names in a folder to the disk. \return false on failure, with errno. */
bool bcu_folder_sync(int folder);
/** The mode that a new file gets here: 0666 without what the umask takes away. */
mode_t bcu_file_mode_of_new(void);

#endif
