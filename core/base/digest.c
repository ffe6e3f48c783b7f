/* Digests files, through Nettle.
 * Digests of files through Nettle, which uses the processor's own SHA instructions: GLib's sums of a
 * large run's inputs and outputs would take as long as the run. */
#include "base/digest.h"
#include "base/input_file.h"
#include <errno.h>
#include <glib.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <unistd.h>

struct BcuDigest {
    struct sha256_ctx sum;
};

BcuDigest *bcu_digest_new(void)
{
    BcuDigest *digest = g_new(BcuDigest, 1);
    sha256_init(&digest->sum);
    return digest;
}

void bcu_digest_add(BcuDigest *digest, const void *bytes, size_t count)
{
    sha256_update(&digest->sum, count, bytes);
}

char *bcu_digest_end(BcuDigest *digest)
{
    uint8_t sum[SHA256_DIGEST_SIZE];
    char *text = g_malloc0(BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE) + 1);
    sha256_digest(&digest->sum, sizeof sum, sum);
    base16_encode_update(text, sizeof sum, sum);
    g_free(digest);
    return text;
}

char *bcu_file_sha256(const char *path, uint64_t *size)
{
    enum { BLOCK = 1 << 16 };
    const char *why;
    int file = bcu_input_open(path, &why);
    if (file < 0)
        return NULL;
    g_autofree uint8_t *block = g_malloc(BLOCK);
    BcuDigest *digest = bcu_digest_new();
    ssize_t count;
    *size = 0;
    while ((count = read(file, block, BLOCK)) > 0 || (count < 0 && errno == EINTR)) {
        if (count < 0)
            continue;
        bcu_digest_add(digest, block, (size_t)count);
        *size += (uint64_t)count;
    }
    int failure = count < 0 ? errno : 0;
    close(file);
    g_autofree char *sum = bcu_digest_end(digest);
    errno = failure;
    return failure ? NULL : g_steal_pointer(&sum);
}
