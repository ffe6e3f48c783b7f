/** One file that a command writes where the user says: check -o, init -p. */
#ifndef BCU_SINGLE_FILE_H
#define BCU_SINGLE_FILE_H

#include "base/diag.h"

/** Writes a file whole, on the disk, or leaves what is there, reported. The mode of a file that is replaced stays.
 * \param what it holds, for messages: "the problem places". \param replaces whether a file may be there already. */
bool bcu_single_file_write(const char *path, const char *what, const char *text, bool replaces, BcuDiagLog *log);

#endif
