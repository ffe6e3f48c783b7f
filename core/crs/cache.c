/* Keeps look-ups in PROJ from run to run. The file begins with a digest of the rest; the rest names PROJ's release, the
 * files that the answers depend on, as they were, and the words in the environment that lead PROJ to others. */
#include "crs/cache.h"
#include "base/digest.h"
#include "proj_on_demand.h"
#include <bcukit/version.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Words of the environment; PROJ's library as it was opened and as it is named, with its release; files with time and
 * size; answers by kind and definition. */
#define FILE_TYPE "(s(ss)a(sxt)a{sv})"

/* More definitions than anybody works with at a time: a cache that has grown beyond is started anew. */
enum { MOST_ANSWERS = 200, MOST_BYTES = 4 << 20, DIGEST = 64 };

struct BcuCrsCache {
    char *path;
    GVariant *kept;     /* a{sv}: of earlier runs; NULL when there are none, or none that still hold */
    GHashTable *learnt; /* "kind\ndefinition" to GVariant; NULL before the file was read */
    GMutex guard;       /* of the last two */
};

/* ---- what they depend on ------------------------------------------------------------------- */

/* What makes PROJ read other files, or makes another PROJ of it. */
static char *surroundings(void)
{
    static const char *const NAMES[] = {"PROJ_DATA",     "PROJ_LIB", "PROJ_AUX_DB",
                                        "XDG_DATA_HOME", "HOME",     "LD_LIBRARY_PATH"};
    GString *words = g_string_new("bcukit " BCU_VERSION);
    g_string_append_printf(words, " for PROJ %d.%d.%d", PROJ_VERSION_MAJOR, PROJ_VERSION_MINOR, PROJ_VERSION_PATCH);
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const char *value = g_getenv(NAMES[i]);
        g_string_append_printf(words, "\n%s=%s", NAMES[i], value ? value : "");
    }
    return g_string_free(words, FALSE);
}

/* Time of the last change in ns and size; -1 and 0 for what is not there. The time is the one that nobody can set:
 * packages are unpacked with times of their own. */
static void look_at(const char *path, gint64 *changed, guint64 *size)
{
    struct stat status;
    bool there = stat(path, &status) == 0;
    *changed = there ? (gint64)status.st_ctim.tv_sec * 1000000000 + status.st_ctim.tv_nsec : -1;
    *size = there && S_ISREG(status.st_mode) ? (guint64)status.st_size : 0;
}

static void note_file(GVariantBuilder *files, const char *path)
{
    gint64 changed;
    guint64 size;
    look_at(path, &changed, &size);
    g_variant_builder_add(files, "(sxt)", path, changed, size);
}

/* A folder changes when a grid is added to it or taken away. */
static void note_folder(GVariantBuilder *files, const char *folder)
{
    g_autofree char *database = g_build_filename(folder, "proj.db", NULL);
    g_autofree char *settings = g_build_filename(folder, "proj.ini", NULL);
    note_file(files, folder);
    note_file(files, database);
    note_file(files, settings);
}

/* The path that a library was opened by; NULL where it depends on the working folder. */
static const char *library_of(const void *symbol)
{
    Dl_info library;
    return dladdr(symbol, &library) && g_path_is_absolute(library.dli_fname) ? library.dli_fname : NULL;
}

/* libproj.so.25 is a link to libproj.so.25.9.1.1. g_free; empty where there is nothing. */
static char *real_name(const char *library)
{
    char *real = realpath(library, NULL), *name = g_strdup(real ? real : "");
    free(real);
    return name;
}

/* PROJ and all that it may read, and who asks it. NULL where that cannot be said for every working folder. */
static GVariant *note_files(void)
{
    g_auto(GVariantBuilder) files = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a(sxt)"));
    g_auto(GStrv) folders = g_strsplit(proj_info().searchpath, G_SEARCHPATH_SEPARATOR_S, 0);
    const char *proj = library_of((const void *)proj_on_demand()->proj_create_);
    const char *ours = library_of((const void *)bcu_crs_cache_get);
    if (!proj || !ours)
        return NULL;
    note_file(&files, proj);
    note_file(&files, ours);
    for (char **folder = folders; *folder; folder++) {
        if (!g_path_is_absolute(*folder) || !g_utf8_validate(*folder, -1, NULL))
            return NULL;
        note_folder(&files, *folder);
    }
    return g_variant_builder_end(&files);
}

static bool are_unchanged(GVariant *files)
{
    GVariantIter iter;
    const char *path;
    gint64 then, now;
    guint64 size_then, size_now;
    g_variant_iter_init(&iter, files);
    while (g_variant_iter_next(&iter, "(&sxt)", &path, &then, &size_then)) {
        look_at(path, &now, &size_now);
        if (now != then || size_now != size_then)
            return false;
    }
    return true;
}

/* ---- file -------------------------------------------------------------------------------- */

static char *digest_of(const void *bytes, gsize count)
{
    BcuDigest *digest = bcu_digest_new();
    bcu_digest_add(digest, bytes, count);
    return bcu_digest_end(digest);
}

/* A regular file of this user that nobody else may write; *length bytes, g_free. */
static char *read_own(const char *path, gsize *length)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool is_ours = file >= 0 && fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid() &&
                   !(status.st_mode & (S_IWGRP | S_IWOTH)) && status.st_size > DIGEST && status.st_size <= MOST_BYTES;
    char *bytes = is_ours ? g_malloc((gsize)status.st_size) : NULL;
    *length = 0;
    for (ssize_t count = 1; bytes && count > 0 && *length < (gsize)status.st_size; *length += count > 0 ? (gsize)count : 0)
        count = read(file, bytes + *length, (gsize)status.st_size - *length);
    if (file >= 0)
        close(file);
    if (bytes && *length < (gsize)status.st_size)
        g_clear_pointer(&bytes, g_free);
    return bytes;
}

/* What follows the digest, where both agree. */
static GVariant *read_whole(const char *path)
{
    gsize length;
    g_autofree char *bytes = read_own(path, &length);
    g_autofree char *digest = bytes ? digest_of(bytes + DIGEST, length - DIGEST) : NULL;
    if (!digest || memcmp(digest, bytes, DIGEST) != 0)
        return NULL;
    gsize count = length - DIGEST;
    void *rest = g_memdup2(bytes + DIGEST, count); /* aligned */
    GVariant *whole =
        g_variant_ref_sink(g_variant_new_from_data(G_VARIANT_TYPE(FILE_TYPE), rest, count, FALSE, g_free, rest));
    if (!g_variant_is_normal_form(whole))
        g_clear_pointer(&whole, g_variant_unref);
    return whole;
}

/* PROJ's release is the end of its library's name: to ask PROJ itself it would have to be opened. */
static GVariant *read_file(const char *path)
{
    g_autoptr(GVariant) whole = read_whole(path);
    if (!whole)
        return NULL;
    g_autoptr(GVariant) files = g_variant_get_child_value(whole, 2);
    g_autofree char *words = surroundings();
    const char *then, *proj, *named;
    g_variant_get_child(whole, 0, "&s", &then);
    g_variant_get_child(whole, 1, "(&s&s)", &proj, &named);
    g_autofree char *real = real_name(proj);
    bool holds = g_str_equal(then, words) && g_str_equal(named, real) && are_unchanged(files);
    return holds ? g_variant_get_child_value(whole, 3) : NULL;
}

/* Only who asks for a CRS needs the file. With the guard held. */
static void read_once(BcuCrsCache *cache)
{
    if (cache->learnt)
        return;
    cache->learnt = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_variant_unref);
    cache->kept = read_file(cache->path);
}

BcuCrsCache *bcu_crs_cache_open(const char *path)
{
    BcuCrsCache *cache = g_new0(BcuCrsCache, 1);
    cache->path = g_strdup(path);
    g_mutex_init(&cache->guard);
    return cache;
}

static GVariant *all_answers(const BcuCrsCache *cache)
{
    g_auto(GVariantDict) answers;
    GHashTableIter iter;
    gpointer key, answer;
    g_variant_dict_init(&answers,
                        cache->kept && g_variant_n_children(cache->kept) < MOST_ANSWERS ? cache->kept : NULL);
    g_hash_table_iter_init(&iter, cache->learnt);
    while (g_hash_table_iter_next(&iter, &key, &answer))
        g_variant_dict_insert_value(&answers, key, answer);
    return g_variant_dict_end(&answers);
}

static void write_file(const BcuCrsCache *cache, GVariant *files)
{
    g_autofree char *folder = g_path_get_dirname(cache->path), *words = surroundings();
    const char *proj = library_of((const void *)proj_on_demand()->proj_create_);
    g_autofree char *real = real_name(proj);
    g_autoptr(GVariant) whole = g_variant_ref_sink(
        g_variant_new("(s(ss)@a(sxt)@a{sv})", words, proj, real, files, all_answers(cache)));
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autofree char *digest = digest_of(g_variant_get_data(whole), g_variant_get_size(whole));
    g_string_append(bytes, digest);
    g_string_append_len(bytes, g_variant_get_data(whole), (gssize)g_variant_get_size(whole));
    if (g_mkdir_with_parents(folder, 0700) == 0)
        g_file_set_contents_full(cache->path, bytes->str, (gssize)bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 NULL);
}

void bcu_crs_cache_close(BcuCrsCache *cache)
{
    if (!cache)
        return;
    GVariant *files = cache->learnt && g_hash_table_size(cache->learnt) > 0 ? note_files() : NULL;
    if (files)
        write_file(cache, files);
    g_clear_pointer(&cache->learnt, g_hash_table_unref);
    g_clear_pointer(&cache->kept, g_variant_unref);
    g_mutex_clear(&cache->guard);
    g_free(cache->path);
    g_free(cache);
}

/* ---- answers ----------------------------------------------------------------------------- */

static char *key_of(const char *kind, const char *of)
{
    return g_strconcat(kind, "\n", of, NULL);
}

/* \return g_variant_unref; NULL when it is not known. */
static GVariant *recall(BcuCrsCache *cache, const char *key)
{
    g_mutex_lock(&cache->guard);
    read_once(cache);
    GVariant *answer = g_hash_table_lookup(cache->learnt, key);
    answer = answer ? g_variant_ref(answer) : cache->kept ? g_variant_lookup_value(cache->kept, key, NULL) : NULL;
    g_mutex_unlock(&cache->guard);
    return answer;
}

bool bcu_crs_cache_get(BcuCrsCache *cache, const char *kind, const char *of, const char *format, ...)
{
    g_autofree char *key = cache ? key_of(kind, of) : NULL;
    g_autoptr(GVariant) answer = key ? recall(cache, key) : NULL;
    if (!answer || !g_variant_is_of_type(answer, G_VARIANT_TYPE(format)))
        return false;
    va_list values;
    va_start(values, format);
    g_variant_get_va(answer, format, NULL, &values);
    va_end(values);
    return true;
}

void bcu_crs_cache_put(BcuCrsCache *cache, const char *kind, const char *of, const char *format, ...)
{
    if (!cache || !g_utf8_validate(of, -1, NULL))
        return;
    va_list values;
    va_start(values, format);
    GVariant *answer = g_variant_ref_sink(g_variant_new_va(format, NULL, &values));
    va_end(values);
    g_mutex_lock(&cache->guard);
    read_once(cache);
    g_hash_table_insert(cache->learnt, key_of(kind, of), answer);
    g_mutex_unlock(&cache->guard);
}
