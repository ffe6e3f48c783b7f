/* What PROJ said in earlier runs. The head of the file names the files that the answers depend on, as they
 * were, and the words in the environment that lead PROJ to others. */
#include "crs/cache.h"
#include "proj_on_demand.h"
#include <bcukit/version.h>
#include <dlfcn.h>
#include <sys/stat.h>

/* Words of the environment; files with time and size; facts by kind and definition. */
#define FILE_TYPE "(sa(sxt)a{sv})"

/* More definitions than anybody works with at a time: a cache that has grown beyond is started anew. */
enum { MOST_FACTS = 200 };

static char *file;         /* NULL: nothing is kept */
static GVariant *kept;     /* a{sv}: of earlier runs; NULL when there are none, or none that still hold */
static GHashTable *learnt; /* "kind\ndefinition" to GVariant; NULL before the file was read */
static GMutex guard;       /* of the last two */

/* ---- what they depend on ------------------------------------------------------------------- */

/* What makes PROJ read other files, or makes another PROJ of it. */
static char *surroundings(void)
{
    static const char *const NAMES[] = {"PROJ_DATA",     "PROJ_LIB", "PROJ_AUX_DB",
                                        "XDG_DATA_HOME", "HOME",     "LD_LIBRARY_PATH"};
    GString *words = g_string_new("bcukit " BCU_VERSION);
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const char *value = g_getenv(NAMES[i]);
        g_string_append_printf(words, "\n%s=%s", NAMES[i], value ? value : "");
    }
    return g_string_free(words, FALSE);
}

/* Time of the last change in ns and size; -1 and 0 for what is not there. */
static void look_at(const char *path, gint64 *changed, guint64 *size)
{
    struct stat status;
    bool there = stat(path, &status) == 0;
    *changed = there ? (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec : -1;
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

static bool note_library(GVariantBuilder *files, const void *symbol)
{
    Dl_info library;
    if (!dladdr(symbol, &library) || !g_path_is_absolute(library.dli_fname))
        return false;
    note_file(files, library.dli_fname);
    return true;
}

/* PROJ and all that it may read, and who asks it. NULL where that cannot be said for every working folder. */
static GVariant *note_files(void)
{
    g_auto(GVariantBuilder) files = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a(sxt)"));
    g_auto(GStrv) folders = g_strsplit(proj_info().searchpath, G_SEARCHPATH_SEPARATOR_S, 0);
    if (!note_library(&files, (const void *)proj_on_demand()->proj_create_) ||
        !note_library(&files, (const void *)bcu_crs_fact))
        return NULL;
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

static GVariant *read_file(void)
{
    char *text;
    gsize length;
    if (!g_file_get_contents(file, &text, &length, NULL))
        return NULL;
    g_autoptr(GVariant) whole = g_variant_ref_sink(
        g_variant_new_from_data(G_VARIANT_TYPE(FILE_TYPE), text, length, FALSE, g_free, text));
    g_autoptr(GVariant) files = g_variant_get_child_value(whole, 1);
    g_autofree char *words = surroundings();
    const char *then;
    g_variant_get_child(whole, 0, "&s", &then);
    bool holds = g_str_equal(then, words) && are_unchanged(files);
    return holds ? g_variant_get_child_value(whole, 2) : NULL;
}

/* Only who asks for a CRS needs the file. With the guard held. */
static void read_once(void)
{
    if (learnt)
        return;
    learnt = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_variant_unref);
    kept = read_file();
}

void bcu_crs_facts_open(const char *path)
{
    file = g_strdup(path);
}

static GVariant *all_facts(void)
{
    g_auto(GVariantDict) facts;
    GHashTableIter iter;
    gpointer key, fact;
    g_variant_dict_init(&facts, kept && g_variant_n_children(kept) < MOST_FACTS ? kept : NULL);
    g_hash_table_iter_init(&iter, learnt);
    while (g_hash_table_iter_next(&iter, &key, &fact))
        g_variant_dict_insert_value(&facts, key, fact);
    return g_variant_dict_end(&facts);
}

static void write_file(GVariant *files)
{
    g_autofree char *folder = g_path_get_dirname(file), *words = surroundings();
    g_autoptr(GVariant) whole =
        g_variant_ref_sink(g_variant_new("(s@a(sxt)@a{sv})", words, files, all_facts()));
    if (g_mkdir_with_parents(folder, 0700) == 0)
        g_file_set_contents_full(file, g_variant_get_data(whole), (gssize)g_variant_get_size(whole),
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

void bcu_crs_facts_save(void)
{
    GVariant *files = learnt && g_hash_table_size(learnt) > 0 ? note_files() : NULL;
    if (files)
        write_file(files);
    g_clear_pointer(&learnt, g_hash_table_unref);
    g_clear_pointer(&kept, g_variant_unref);
    g_clear_pointer(&file, g_free);
}

/* ---- facts ------------------------------------------------------------------------------- */

static char *key_of(const char *kind, const char *of)
{
    return g_strconcat(kind, "\n", of, NULL);
}

/* \return g_variant_unref; NULL when it is not known. */
static GVariant *recall(const char *key)
{
    g_mutex_lock(&guard);
    read_once();
    GVariant *fact = g_hash_table_lookup(learnt, key);
    fact = fact ? g_variant_ref(fact) : kept ? g_variant_lookup_value(kept, key, NULL) : NULL;
    g_mutex_unlock(&guard);
    return fact;
}

bool bcu_crs_fact(const char *kind, const char *of, const char *format, ...)
{
    g_autofree char *key = file ? key_of(kind, of) : NULL;
    g_autoptr(GVariant) fact = key ? recall(key) : NULL;
    if (!fact || !g_variant_is_of_type(fact, G_VARIANT_TYPE(format)))
        return false;
    va_list values;
    va_start(values, format);
    g_variant_get_va(fact, format, NULL, &values);
    va_end(values);
    return true;
}

void bcu_crs_fact_learn(const char *kind, const char *of, const char *format, ...)
{
    if (!file || !g_utf8_validate(of, -1, NULL))
        return;
    va_list values;
    va_start(values, format);
    GVariant *fact = g_variant_ref_sink(g_variant_new_va(format, NULL, &values));
    va_end(values);
    g_mutex_lock(&guard);
    read_once();
    g_hash_table_insert(learnt, key_of(kind, of), fact);
    g_mutex_unlock(&guard);
}
