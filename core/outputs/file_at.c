/* Opens, sums, writes and copies files by the folder that holds them, so that no link and no folder that somebody
 * moves can lead elsewhere. */
#include "outputs/file_at.h"
#include "base/digest.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 17 };

bool bcu_file_name_is_plain(const char *name)
{
    if (!name || !*name || strlen(name) > NAME_MAX || !g_utf8_validate(name, -1, NULL) || strchr(name, '/') ||
        g_str_equal(name, ".") || g_str_equal(name, ".."))
        return false;
    for (const char *c = name; *c; c++)
        if (g_ascii_iscntrl(*c))
            return false;
    return true;
}

int bcu_file_open_plain(int folder, const char *name, struct stat *status, const char **why)
{
    *why = NULL;
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) {
        *why = errno == ELOOP ? "a link" : errno == ENXIO ? "no regular file" : NULL;
        return -1;
    }
    bool ok = fstat(file, status) == 0;
    if (ok && !S_ISREG(status->st_mode))
        *why = S_ISDIR(status->st_mode) ? "a folder" : "no regular file";
    else if (ok && status->st_nlink != 1)
        *why = "a file with another name";
    if (ok && !*why)
        return file;
    close(file);
    errno = ok ? EINVAL : EIO;
    return -1;
}

char *bcu_file_sum(int file)
{
    g_autofree uint8_t *block = g_malloc(BLOCK);
    BcuDigest *digest = bcu_digest_new();
    off_t at = 0;
    for (;;) {
        ssize_t count = pread(file, block, BLOCK, at);
        if (count == 0)
            return bcu_digest_end(digest);
        if (count < 0 && errno != EINTR)
            break;
        bcu_digest_add(digest, block, count > 0 ? (size_t)count : 0);
        at += MAX(count, 0);
    }
    int failure = errno;
    g_free(bcu_digest_end(digest));
    errno = failure;
    return NULL;
}

static bool write_all(int file, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t taken = write(file, bytes, count);
        if (taken < 0 && errno != EINTR)
            return false;
        bytes += MAX(taken, 0);
        count -= (size_t)MAX(taken, 0);
    }
    return true;
}

/* Closes. A file system may tell only now that it could not. */
static bool end_file(int file, bool ok)
{
    ok = ok && fsync(file) == 0;
    int failure = errno;
    if (close(file) != 0 && ok) {
        failure = errno;
        ok = false;
    }
    errno = failure;
    return ok;
}

bool bcu_file_write(int folder, const char *name, const char *bytes, size_t count)
{
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    return file >= 0 && end_file(file, write_all(file, bytes, count));
}

static bool copy_bytes(int from, int to)
{
    g_autofree char *block = g_malloc(BLOCK);
    for (;;) {
        ssize_t count = read(from, block, BLOCK);
        if (count == 0)
            return true;
        if (count < 0 && errno != EINTR)
            return false;
        if (!write_all(to, block, (size_t)MAX(count, 0)))
            return false;
    }
}

static bool copy_link(int from_folder, const char *from, int to_folder, const char *to)
{
    char target[PATH_MAX] = "";
    return readlinkat(from_folder, from, target, sizeof target - 1) > 0 && symlinkat(target, to_folder, to) == 0;
}

bool bcu_file_copy(int from_folder, const char *from, int to_folder, const char *to)
{
    struct stat status;
    int source = openat(from_folder, from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (source < 0 && errno == ELOOP)
        return copy_link(from_folder, from, to_folder, to);
    int copy = source < 0 ? -1 : openat(to_folder, to, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool ok = copy >= 0 && fstat(source, &status) == 0 && copy_bytes(source, copy) &&
              fchmod(copy, status.st_mode & 07777) == 0 &&
              futimens(copy, (struct timespec[]){status.st_atim, status.st_mtim}) == 0;
    ok = copy >= 0 && end_file(copy, ok);
    int failure = errno;
    if (source >= 0)
        close(source);
    errno = failure;
    return ok;
}

bool bcu_folder_sync(int folder)
{
    return fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP; /* some file systems have no such thing */
}

mode_t bcu_file_mode_of_new(void)
{
    g_autofree char *text = NULL; /* umask() would change it for a moment, for all threads */
    const char *line = g_file_get_contents("/proc/self/status", &text, NULL, NULL) ? strstr(text, "\nUmask:") : NULL;
    return 0666 & ~(mode_t)(line ? strtoul(line + strlen("\nUmask:"), NULL, 8) : 022);
}
