/* Reads files for shapelib, in blocks that survive a seek.
 * Files for shapelib, read in blocks that survive a seek. */
#include "layer/shape_io.h"
#include "base/input_file.h"
#include "layer/open_parts.h"
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 1 << 18 };

typedef struct BlockFile {
    int file;
    SAOffset at;              /* where the next read starts */
    SAOffset start, end;      /* of the bytes that the block holds */
    char block[BLOCK];
} BlockFile;

#ifdef BCU_SHAPELIB_PASSES_DATA /* 1.6 on: hooks get what SAHooks holds for them, and may not change what they write */
static SAFile open_file(const char *path, const char *access, void *data)
#else
static SAFile open_file(const char *path, const char *access)
#endif
{
#ifdef BCU_SHAPELIB_PASSES_DATA
    (void)data;
#endif
    const char *why;
    int file = -1, part;
    if (access[0] != 'r' || strchr(access, '+'))
        return NULL;
    if (!bcu_open_part(path, &part))
        file = bcu_input_open(path, &why);
    else if (part >= 0)
        file = fcntl(part, F_DUPFD_CLOEXEC, 0); /* it is read by places: none stands in another's way */
    if (file < 0)
        return NULL;
    BlockFile *opened = g_malloc(sizeof *opened);
    opened->file = file;
    opened->at = opened->start = opened->end = 0;
    return (SAFile)opened;
}

/* Reads until `count` bytes are there or the file ends. */
static size_t read_at(int file, char *to, size_t count, SAOffset at)
{
    size_t done = 0;
    while (done < count) {
        ssize_t got = pread(file, to + done, count - done, (off_t)(at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    return done;
}

static SAOffset read_items(void *to, SAOffset size, SAOffset items, SAFile handle)
{
    BlockFile *file = (BlockFile *)handle;
    size_t wanted = size * items, done = 0;
    while (done < wanted) {
        if (file->at < file->start || file->at >= file->end) {
            size_t left = wanted - done;
            if (left >= BLOCK) { /* a block between would only copy it once more */
                size_t got = read_at(file->file, (char *)to + done, left, file->at);
                file->at += got;
                done += got;
                break;
            }
            file->start = file->at;
            file->end = file->at + read_at(file->file, file->block, BLOCK, file->at);
            if (file->end == file->start)
                break;
        }
        size_t count = MIN(wanted - done, (size_t)(file->end - file->at));
        memcpy((char *)to + done, file->block + (file->at - file->start), count);
        file->at += count;
        done += count;
    }
    return size ? done / size : 0;
}

#ifdef BCU_SHAPELIB_PASSES_DATA
static SAOffset write_items(const void *from, SAOffset size, SAOffset items, SAFile handle)
#else
static SAOffset write_items(void *from, SAOffset size, SAOffset items, SAFile handle)
#endif
{
    (void)from, (void)size, (void)items, (void)handle;
    return 0;
}

static SAOffset seek(SAFile handle, SAOffset offset, int whence)
{
    BlockFile *file = (BlockFile *)handle;
    struct stat status;
    if (whence == SEEK_END && fstat(file->file, &status) != 0)
        return (SAOffset)-1;
    file->at = offset + (whence == SEEK_CUR ? file->at : whence == SEEK_END ? (SAOffset)status.st_size : 0);
    return 0;
}

static SAOffset tell(SAFile handle)
{
    return ((BlockFile *)handle)->at;
}

static int flush(SAFile handle)
{
    (void)handle;
    return 0;
}

static int close_file(SAFile handle)
{
    BlockFile *file = (BlockFile *)handle;
    int status = close(file->file);
    g_free(file);
    return status;
}

/* shapelib prints; what matters is reported by whoever asked it. */
static void keep_quiet(const char *message)
{
    (void)message;
}

void bcu_shape_io_hooks(SAHooks *hooks)
{
    SASetupDefaultHooks(hooks);
    hooks->FOpen = open_file;
    hooks->FRead = read_items;
    hooks->FWrite = write_items;
    hooks->FSeek = seek;
    hooks->FTell = tell;
    hooks->FFlush = flush;
    hooks->FClose = close_file;
    hooks->Error = keep_quiet;
}

const char *bcu_shape_part_obstacle(const char *stem, const char *suffix)
{
    int part;
    if (bcu_open_part(stem, NULL)) {
        g_autofree char *name = g_strconcat(stem, suffix, NULL);
        bcu_open_part(name, &part);
        return part < 0 ? "there is none in the archive" : NULL;
    }
    g_autofree char *upper = g_ascii_strup(suffix, -1);
    g_autofree char *path = g_strconcat(stem, suffix, NULL);
    g_autofree char *other = g_strconcat(stem, upper, NULL);
    bool is_upper = !g_file_test(path, G_FILE_TEST_EXISTS) && g_file_test(other, G_FILE_TEST_EXISTS);
    return bcu_input_obstacle(is_upper ? other : path);
}

bool bcu_shape_part_is_missing(const char *stem, const char *suffix)
{
    int part;
    g_autofree char *path = g_strconcat(stem, suffix, NULL);
    if (bcu_open_part(path, &part))
        return part < 0;
    g_autofree char *upper = g_ascii_strup(suffix, -1);
    g_autofree char *other = g_strconcat(stem, upper, NULL);
    return !g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(other, G_FILE_TEST_EXISTS);
}
