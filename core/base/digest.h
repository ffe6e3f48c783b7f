/** Digests of files. */
#ifndef BCU_DIGEST_H
#define BCU_DIGEST_H

#include <bcukit/api.h>
#include <glib.h>

/** SHA-256 of bytes that come in blocks. */
typedef struct BcuDigest BcuDigest;

BcuDigest *bcu_digest_new(void);
void bcu_digest_add(BcuDigest *digest, const void *bytes, size_t count);
/** \return 64 hexadecimal digits; caller frees with g_free. Frees the digest. */
char *bcu_digest_end(BcuDigest *digest);

/** SHA-256 of a file; read in blocks, so memory does not depend on its size.
 * \param size bytes read.
 * \return 64 hexadecimal digits, caller frees with g_free; NULL when the file cannot be read, or is no regular one. */
char *bcu_file_sha256(const char *path, uint64_t *size);

#endif
