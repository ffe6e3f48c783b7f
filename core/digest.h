/** Digests of files. */
#ifndef BCU_DIGEST_H
#define BCU_DIGEST_H

#include "host.h"

/** SHA-256 of a file as 64 hexadecimal digits; read in blocks, so memory does not depend on its size.
 * \param size bytes read.
 * \return caller frees with g_free; NULL when the file cannot be read, with errno. */
BCU_HOST char *bcu_file_sha256(const char *path, uint64_t *size);

#endif
