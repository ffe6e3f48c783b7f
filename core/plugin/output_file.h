/** Files on their way out: written in order and in large pieces. */
#ifndef BCU_OUTPUT_FILE_H
#define BCU_OUTPUT_FILE_H

#include <bcukit/api.h>
#include <glib.h>

typedef struct BcuOutputFile BcuOutputFile;

/** Makes the file, or empties it. \return NULL on failure, with errno. */
BcuOutputFile *bcu_output_file_new(const char *path);
/** Appends. \return false on failure, with errno. */
bool bcu_output_file_write(BcuOutputFile *file, const void *bytes, size_t count);
/** Hands what was written so far to the system, so that it can be read. */
bool bcu_output_file_flush(BcuOutputFile *file);
/** Flushes, closes and frees. \return false when not all bytes could be written, with errno. */
bool bcu_output_file_close(BcuOutputFile *file);

#endif
