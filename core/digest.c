/* Digests of files through Nettle, which uses the processor's own SHA instructions: GLib's sums of a
 * large run's inputs and outputs would take as long as the run. */
#include "digest.h"
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <unistd.h>

char *bcu_file_sha256(const char *path, uint64_t *size)
{
    enum { BLOCK = 1 << 16 };
    struct sha256_ctx sum;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NULL;
    g_autofree uint8_t *block = g_malloc(BLOCK);
    ssize_t count;
    *size = 0;
    sha256_init(&sum);
    while ((count = read(file, block, BLOCK)) > 0 || (count < 0 && errno == EINTR)) {
        if (count < 0)
            continue;
        sha256_update(&sum, (size_t)count, block);
        *size += (uint64_t)count;
    }
    int failure = count < 0 ? errno : 0;
    close(file);
    errno = failure;
    if (failure)
        return NULL;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char *text = g_malloc0(BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE) + 1);
    sha256_digest(&sum, sizeof digest, digest);
    base16_encode_update(text, sizeof digest, digest);
    return text;
}
