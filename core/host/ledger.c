/* All files of a run: staged beside their place, renamed when their plugin has succeeded. */
#include "base/digest.h"
#include "host/inputs.h"
#include "plugin/sink.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct BcuLedger {
    char *folder, *staging;
    bool made_folder;
    GPtrArray *taken, *committed; /* BcuLedgerFile */
    GHashTable *plugin_folders;
    const GPtrArray *inputs; /* char *; borrowed; may be NULL */
};

void bcu_ledger_file_free(BcuLedgerFile *file)
{
    if (!file)
        return;
    g_free(file->plugin);
    g_free(file->output_id);
    g_free(file->name);
    g_free(file->staged);
    g_free(file->verified);
    g_strfreev(file->forbidden);
    g_free(file->sha256);
    g_free(file);
}

static void remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        if (g_file_test(child, G_FILE_TEST_IS_DIR) && !g_file_test(child, G_FILE_TEST_IS_SYMLINK))
            remove_tree(child);
        else
            unlink(child);
    }
    if (dir)
        g_dir_close(dir);
    rmdir(path);
}

static bool fail(const char *path, const char *what, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_ERROR, "OUT030", &place, "Choose a folder that you may write to, with -o.", "%s: %s",
               what, g_strerror(errno));
    return false;
}

bool bcu_ledger_new(const char *output_folder, BcuLedger **ledger, BcuDiagLog *log)
{
    g_autoptr(BcuLedger) made = g_new0(BcuLedger, 1);
    made->folder = g_strdup(output_folder);
    made->taken = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_ledger_file_free);
    made->committed = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_ledger_file_free);
    made->plugin_folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    made->made_folder = !g_file_test(output_folder, G_FILE_TEST_EXISTS);
    if (g_mkdir_with_parents(output_folder, 0777) != 0)
        return fail(output_folder, "the output folder cannot be made", log);
    /* Inside the folder, so that renaming never crosses file systems. */
    g_autofree char *staging = g_build_filename(output_folder, ".bcukit-XXXXXX", NULL);
    if (!g_mkdtemp(staging))
        return fail(output_folder, "the output folder cannot be written to", log);
    made->staging = g_steal_pointer(&staging);
    *ledger = g_steal_pointer(&made);
    return true;
}

void bcu_ledger_spare(BcuLedger *ledger, const GPtrArray *inputs)
{
    ledger->inputs = inputs;
}

void bcu_ledger_free(BcuLedger *ledger)
{
    if (!ledger)
        return;
    if (ledger->staging)
        remove_tree(ledger->staging);
    if (ledger->made_folder)
        rmdir(ledger->folder); /* goes only when nothing was committed */
    g_free(ledger->folder);
    g_free(ledger->staging);
    g_ptr_array_unref(ledger->taken);
    g_ptr_array_unref(ledger->committed);
    g_hash_table_unref(ledger->plugin_folders);
    g_free(ledger);
}

const char *bcu_ledger_staging(BcuLedger *ledger, const char *plugin, BcuDiagLog *log)
{
    char *folder = g_hash_table_lookup(ledger->plugin_folders, plugin);
    if (folder)
        return folder;
    folder = g_build_filename(ledger->staging, plugin, NULL);
    if (g_mkdir(folder, 0777) != 0) {
        fail(ledger->folder, "the output folder cannot be written to", log);
        g_free(folder);
        return NULL;
    }
    g_hash_table_insert(ledger->plugin_folders, g_strdup(plugin), folder);
    return folder;
}

void bcu_ledger_take(BcuLedger *ledger, BcuLedgerFile *file)
{
    g_ptr_array_add(ledger->taken, file);
}

/* ---- commit -------------------------------------------------------------------------- */

/* What the plugin's sink read back need not be read once more, if it is all that is there. */
static bool is_measured(const BcuLedgerFile *file)
{
    struct stat status;
    return file->sha256 && stat(file->staged, &status) == 0 && (uint64_t)status.st_size == file->size;
}

static bool measure_file(BcuLedgerFile *file, BcuDiagLog *log)
{
    if (is_measured(file))
        return true;
    g_free(file->sha256);
    file->sha256 = bcu_file_sha256(file->staged, &file->size);
    return file->sha256 || fail(file->name, "the staged file cannot be read", log);
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(BcuLedgerFile *const *)a)->name, (*(BcuLedgerFile *const *)b)->name);
}

static bool is_free(const BcuLedger *ledger, const BcuLedgerFile *file, BcuDiagLog *log)
{
    for (guint i = 0; i < ledger->committed->len; i++) {
        const BcuLedgerFile *other = g_ptr_array_index(ledger->committed, i);
        if (!g_str_equal(other->name, file->name))
            continue;
        BcuPlace place = {.file = file->name};
        bcu_report(log, BCU_ERROR, "OUT031", &place, "Run them one after the other with different folders.",
                   "plugins %s and %s write the same file", other->plugin, file->plugin);
        return false;
    }
    return true;
}

/* The log of a database that was open here would be applied to the one that takes its place. */
static bool is_alone(const BcuLedger *ledger, const BcuLedgerFile *file, BcuDiagLog *log)
{
    for (char **suffix = file->forbidden; suffix && *suffix; suffix++) {
        g_autofree char *place = g_build_filename(ledger->folder, file->name, NULL);
        g_autofree char *beside = g_strconcat(place, *suffix, NULL);
        if (!g_file_test(beside, G_FILE_TEST_EXISTS))
            continue;
        g_autofree char *hint =
            g_strdup_printf("Close it there, or write to another folder with -o. If no program "
                            "has it open, delete %s together with %s%s.",
                            file->name, file->name, *suffix);
        bcu_report(
            log, BCU_ERROR, "OUT032", &(BcuPlace){.file = place}, hint,
            "another program has the file open, as %s%s beside it shows: replacing it could damage both",
            file->name, *suffix);
        return false;
    }
    return true;
}

static bool spares_inputs(const BcuLedger *ledger, const BcuLedgerFile *file, BcuDiagLog *log)
{
    g_autofree char *place = g_build_filename(ledger->folder, file->name, NULL);
    return bcu_inputs_spare(ledger->inputs, place, log);
}

/* What was there is put aside first and comes back when a later file fails. */
static bool rename_all(BcuLedger *ledger, GPtrArray *files, BcuDiagLog *log)
{
    guint done = 0;
    bool ok = true;
    for (; done < files->len && ok; done++) {
        const BcuLedgerFile *file = g_ptr_array_index(files, done);
        g_autofree char *place = g_build_filename(ledger->folder, file->name, NULL);
        g_autofree char *aside = g_strconcat(file->staged, ".before", NULL);
        if (rename(place, aside) != 0 && errno != ENOENT)
            ok = fail(place, "the file that is there cannot be replaced", log);
        else if (rename(file->staged, place) != 0) {
            ok = fail(place, "the file cannot be put into place", log);
            rename(aside, place);
        }
    }
    for (guint i = 0; !ok && i + 1 < done; i++) {
        const BcuLedgerFile *file = g_ptr_array_index(files, i);
        g_autofree char *place = g_build_filename(ledger->folder, file->name, NULL);
        g_autofree char *aside = g_strconcat(file->staged, ".before", NULL);
        unlink(place);
        rename(aside, place);
    }
    return ok;
}

bool bcu_ledger_commit(BcuLedger *ledger, const char *plugin, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    bool ok = true;
    for (guint i = 0; i < ledger->taken->len; i++) {
        BcuLedgerFile *file = g_ptr_array_index(ledger->taken, i);
        if (g_str_equal(file->plugin, plugin))
            g_ptr_array_add(files, file);
    }
    g_ptr_array_sort(files, by_name);
    for (guint i = 0; i < files->len; i++) {
        BcuLedgerFile *file = g_ptr_array_index(files, i);
        ok &= is_free(ledger, file, log) && is_alone(ledger, file, log) && spares_inputs(ledger, file, log) &&
              measure_file(file, log);
    }
    ok = ok && rename_all(ledger, files, log);
    for (guint i = 0; ok && i < files->len; i++) {
        guint index;
        g_ptr_array_find(ledger->taken, g_ptr_array_index(files, i), &index);
        g_ptr_array_add(ledger->committed, g_ptr_array_steal_index(ledger->taken, index));
    }
    return ok;
}

bool bcu_ledger_put(BcuLedger *ledger, const char *name, const char *bytes, size_t count, BcuDiagLog *log)
{
    BcuLedgerFile *file = g_new0(BcuLedgerFile, 1);
    file->plugin = g_strdup("bcukit");
    file->output_id = g_strdup(name);
    file->name = g_strdup(name);
    file->staged = g_build_filename(ledger->staging, name, NULL);
    bool ok =
        g_file_set_contents_full(file->staged, bytes, (gssize)count, G_FILE_SET_CONTENTS_NONE, 0666, NULL);
    if (!ok)
        fail(name, "the file cannot be written", log);
    bcu_ledger_take(ledger, file);
    return ok && bcu_ledger_commit(ledger, "bcukit", log);
}

const GPtrArray *bcu_ledger_files(const BcuLedger *ledger)
{
    return ledger->committed;
}

const char *bcu_ledger_folder(const BcuLedger *ledger)
{
    return ledger->folder;
}
