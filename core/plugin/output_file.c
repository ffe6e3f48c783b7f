/* Writes files in order and in large pieces.
 * The system is asked seldom: it lays out large pieces in large pages, and takes them back as fast. */
#include "plugin/output_file.h"
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 1 << 18 };

struct BcuOutputFile {
    int file;
    size_t used;
    char piece[PIECE];
};

BcuOutputFile *bcu_output_file_new(const char *path)
{
    int opened = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (opened < 0)
        return NULL;
    BcuOutputFile *file = g_malloc(sizeof *file);
    file->file = opened;
    file->used = 0;
    return file;
}

static bool put(BcuOutputFile *file, const char *bytes, size_t count)
{
    for (size_t done = 0; done < count;) {
        ssize_t taken = write(file->file, bytes + done, count - done);
        if (taken < 0 && errno != EINTR)
            return false;
        done += taken > 0 ? (size_t)taken : 0;
    }
    return true;
}

bool bcu_output_file_flush(BcuOutputFile *file)
{
    size_t used = file->used;
    file->used = 0;
    return put(file, file->piece, used);
}

/* Whole pieces that come while nothing waits need not be copied into one. */
bool bcu_output_file_write(BcuOutputFile *file, const void *bytes, size_t count)
{
    const char *at = bytes;
    for (; file->used == 0 && count >= PIECE; at += PIECE, count -= PIECE)
        if (!put(file, at, PIECE))
            return false;
    while (count > 0) {
        size_t part = MIN(count, PIECE - file->used);
        memcpy(file->piece + file->used, at, part);
        file->used += part;
        at += part;
        count -= part;
        if (file->used == PIECE && !bcu_output_file_flush(file))
            return false;
    }
    return true;
}

bool bcu_output_file_close(BcuOutputFile *file)
{
    bool ok = bcu_output_file_flush(file);
    int failure = ok ? 0 : errno;
    if (close(file->file) != 0 && ok)
        failure = errno;
    g_free(file);
    errno = failure;
    return failure == 0;
}
