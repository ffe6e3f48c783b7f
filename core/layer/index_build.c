/* Makes the index of a .shp from it: where the one beside it is missing, or damaged, the .shp says by itself what it
 * holds. What has been sorted or moved since it was written is left alone: only an index knows its order. */
#include "layer/index_build.h"
#include "layer/open_parts.h"
#include <errno.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 100, RECORD_HEAD = 8, ENTRY = 8, FILE_CODE = 9994, LENGTH_AT = 24, TYPE_AT = 32 };

static uint32_t big(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void put_big(unsigned char *bytes, uint64_t value)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(value >> (24 - 8 * i));
}

static bool read_at(int file, uint64_t at, unsigned char *bytes, size_t count)
{
    return pread(file, bytes, count, (off_t)at) == (ssize_t)count;
}

/* An entry for each record. \return whether the records reach the end of the file without a gap or a doubt. */
static bool list_records(int shp, const unsigned char *head, uint64_t size, GByteArray *entries)
{
    unsigned char record[RECORD_HEAD + 4], entry[ENTRY];
    static const unsigned char NO_SHAPE[4] = {0};
    uint32_t first = 0, count = 0;
    uint64_t at = HEAD;
    for (; at < size; count++) {
        if (!read_at(shp, at, record, sizeof record))
            return false;
        uint32_t number = big(record), words = big(record + 4);
        first = count == 0 ? number : first;
        if (first > 1 || number != first + count || words < 2 || words > INT32_MAX || at / 2 > INT32_MAX ||
            (memcmp(record + RECORD_HEAD, head + TYPE_AT, 4) != 0 && memcmp(record + RECORD_HEAD, NO_SHAPE, 4) != 0))
            return false;
        put_big(entry, at / 2);
        put_big(entry + 4, words);
        g_byte_array_append(entries, entry, sizeof entry);
        at += RECORD_HEAD + 2 * (uint64_t)words;
    }
    return at == size;
}

static bool write_all(int file, const unsigned char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t done = write(file, bytes, count);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes += done;
        count -= (size_t)done;
    }
    return true;
}

int bcu_index_build(int shp)
{
    unsigned char head[HEAD];
    struct stat status;
    if (fstat(shp, &status) != 0 || !read_at(shp, 0, head, HEAD) || big(head) != FILE_CODE)
        return -1;
    uint64_t stated = 2 * (uint64_t)big(head + LENGTH_AT);
    g_autoptr(GByteArray) entries = g_byte_array_new();
    if (stated > (uint64_t)status.st_size || stated < HEAD || !list_records(shp, head, stated, entries))
        return -1;
    put_big(head + LENGTH_AT, (HEAD + entries->len) / 2);
    int file = bcu_nameless_file();
    if (file >= 0 && write_all(file, head, HEAD) && write_all(file, entries->data, entries->len))
        return file;
    if (file >= 0)
        close(file);
    return -1;
}
