/* Makes the files that a fuzz target reads. They lie in the folder for temporary files, best one that is kept in memory. */
#include "fuzz.h"
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *folder;
static GHashTable *paths;

static void remove_folder(void)
{
    GHashTableIter each;
    gpointer path;
    g_hash_table_iter_init(&each, paths);
    while (g_hash_table_iter_next(&each, NULL, &path))
        g_unlink(path);
    g_rmdir(folder);
    g_hash_table_unref(paths);
    g_free(folder);
}

const char *fuzz_path(const char *name)
{
    if (!folder) {
        folder = g_dir_make_tmp("bcukit-fuzz-XXXXXX", NULL);
        g_assert_nonnull(folder);
        paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        atexit(remove_folder);
    }
    char *path = g_hash_table_lookup(paths, name);
    if (!path) {
        path = g_build_filename(folder, name, NULL);
        g_hash_table_insert(paths, g_strdup(name), path);
    }
    return path;
}

void fuzz_put(const char *name, const uint8_t *data, size_t size)
{
    FILE *file = fopen(fuzz_path(name), "wb");
    g_assert_nonnull(file);
    if (size > 0)
        g_assert_cmpuint(fwrite(data, 1, size, file), ==, size);
    g_assert_cmpint(fclose(file), ==, 0);
}

GBytes *fuzz_part(const uint8_t **data, size_t *size)
{
    size_t length = *size < 2 ? *size : (size_t)((*data)[0] | (*data)[1] << 8), head = *size < 2 ? 0 : 2;
    length = MIN(length, *size - head);
    GBytes *part = g_bytes_new(*data + head, length);
    *data += head + length;
    *size -= head + length;
    return part;
}

void fuzz_assert_said(bool ok, const BcuDiagLog *log)
{
    if (!ok)
        g_assert_cmpuint(bcu_diag_count(log, BCU_ERROR), >, 0);
}
