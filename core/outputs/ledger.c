/* Keeps account of a run's files. What a plugin says of them is not believed: the host opens each where it was
 * staged, follows no link, and sums what it is going to move. */
#include "outputs/ledger.h"
#include "outputs/file_at.h"
#include "outputs/inputs.h"
#include "outputs/interrupt.h"
#include "outputs/journal.h"
#include "outputs/places.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define OWN_PART "..bcukit" /* no plugin is called so: their names begin with no dot */
#define MANIFEST "manifest.json"

struct BcuLedger {
    BcuOutputFolder *folder;
    GPtrArray *files;  /* BcuLedgerFile */
    GPtrArray *moves;  /* BcuTransfer, one for each file */
    GHashTable *parts; /* plugin to path of its staging folder */
    const GPtrArray *inputs; /* char *; borrowed; may be NULL */
    mode_t mode;             /* of new files */
};

static void file_free(void *data)
{
    BcuLedgerFile *file = data;
    g_free(file->plugin);
    g_free(file->name);
    g_free(file->verified);
    g_free(file->sha256);
    g_free(file);
}

bool bcu_ledger_new(const char *output_folder, unsigned flags, BcuLedger **ledger, BcuDiagLog *log)
{
    BcuOutputFolder *folder = NULL;
    if (!bcu_output_folder_open(output_folder, flags, &folder, log))
        return false;
    BcuLedger *made = g_new0(BcuLedger, 1);
    made->folder = folder;
    made->files = g_ptr_array_new_with_free_func(file_free);
    made->moves = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_transfer_free);
    made->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    made->mode = bcu_file_mode_of_new();
    *ledger = made;
    return true;
}

bool bcu_ledger_foresee(const BcuLedger *ledger, const GPtrArray *plugins, BcuDiagLog *log)
{
    return bcu_places_are_free(bcu_output_folder_fd(ledger->folder), bcu_output_folder_path(ledger->folder), plugins,
                               log);
}

void bcu_ledger_spare(BcuLedger *ledger, const GPtrArray *inputs)
{
    ledger->inputs = inputs;
}

void bcu_ledger_free(BcuLedger *ledger)
{
    if (!ledger)
        return;
    bcu_output_folder_close(ledger->folder);
    g_ptr_array_unref(ledger->files);
    g_ptr_array_unref(ledger->moves);
    g_hash_table_unref(ledger->parts);
    g_free(ledger);
}

static bool fail(const char *path, const char *what, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_ERROR, "OUT030", &place, "Choose a folder that you may write to, with -o.", "%s: %s", what,
               g_strerror(errno));
    return false;
}

static char *place_of(const BcuLedger *ledger, const char *name)
{
    return g_build_filename(bcu_output_folder_path(ledger->folder), name, NULL);
}

const char *bcu_ledger_staging(BcuLedger *ledger, const char *plugin, BcuDiagLog *log)
{
    char *path = g_hash_table_lookup(ledger->parts, plugin);
    int staging = path ? -1 : bcu_output_folder_staging(ledger->folder, log);
    if (path || staging < 0)
        return path;
    if (mkdirat(staging, plugin, 0777) != 0) {
        fail(bcu_output_folder_path(ledger->folder), "the output folder cannot be written to", log);
        return NULL;
    }
    g_autofree char *above = bcu_output_folder_staging_path(ledger->folder);
    path = g_build_filename(above, plugin, NULL);
    g_hash_table_insert(ledger->parts, g_strdup(plugin), path);
    return path;
}

static int open_part(const BcuLedger *ledger, const char *part, BcuDiagLog *log)
{
    int staging = bcu_output_folder_staging(ledger->folder, log);
    return staging < 0 ? -1 : openat(staging, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* ---- accept -------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp((*(BcuSinkFile *const *)a)->name, (*(BcuSinkFile *const *)b)->name);
}

/* The manifest is the host's. */
static bool has_name_free(const BcuLedger *ledger, const char *plugin, const char *name, BcuDiagLog *log)
{
    const char *other = g_str_equal(name, MANIFEST) && !g_str_equal(plugin, OWN_PART) ? "bcukit" : NULL;
    for (guint i = 0; i < ledger->files->len && !other; i++) {
        const BcuLedgerFile *file = g_ptr_array_index(ledger->files, i);
        if (g_str_equal(file->name, name))
            other = file->plugin;
    }
    if (!other)
        return true;
    BcuPlace place = {.file = name};
    bcu_report(log, BCU_ERROR, "OUT031", &place, "Run them one after the other with different folders.",
               "plugins %s and %s write the same file", other, plugin);
    return false;
}

/* The log of a database that was open here would be applied to the one that takes its place. */
static bool is_alone(const BcuLedger *ledger, const BcuSinkFile *file, BcuDiagLog *log)
{
    g_autofree char *place = place_of(ledger, file->name);
    for (char **suffix = file->forbidden; suffix && *suffix; suffix++) {
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

static bool refuse_staged(const char *plugin, const char *name, const char *why, BcuDiagLog *log)
{
    BcuPlace place = {.file = name};
    if (why || errno == ENOENT)
        bcu_report(log, BCU_ERROR, "PLG035", &place, "Report it to the plugin's author.",
                   why ? "plugin %s has staged %s instead of the file" : "plugin %s names a file that it did not write",
                   plugin, why);
    else
        fail(name, "the staged file cannot be read", log);
    return false;
}

/* Mode and owner of the file that is replaced stay; a new one is nobody's program. */
static bool set_mode(int file, const struct stat *staged, const struct stat *before, mode_t of_new)
{
    mode_t mode = before->st_mode ? before->st_mode & 0777 : of_new;
    if (before->st_mode && (before->st_uid != staged->st_uid || before->st_gid != staged->st_gid) &&
        fchown(file, before->st_uid, before->st_gid) != 0 && fchown(file, (uid_t)-1, before->st_gid) != 0)
        mode &= before->st_gid == staged->st_gid ? 0777 : 0707; /* its bits were for another group */
    return (staged->st_mode & 07777) == mode || fchmod(file, mode) == 0;
}

/* Sums and settles one staged file. \return NULL on failure, reported. */
static BcuLedgerFile *look_at(const BcuLedger *ledger, int part, const char *plugin, const BcuSinkFile *file,
                              const struct stat *before, struct stat *status, BcuDiagLog *log)
{
    const char *why;
    int opened = part < 0 ? -1 : bcu_file_open_plain(part, file->name, status, &why);
    if (part < 0)
        errno = ENOTDIR; /* the staging folder is gone, or a link */
    if (opened < 0) {
        refuse_staged(plugin, file->name, part < 0 ? NULL : why, log);
        return NULL;
    }
    g_autofree char *sum = set_mode(opened, status, before, ledger->mode) ? bcu_file_sum(opened) : NULL;
    bool ok = sum && fsync(opened) == 0 && fstat(opened, status) == 0;
    int failure = errno;
    close(opened);
    errno = failure;
    if (!ok) {
        fail(file->name, "the staged file cannot be read, or not be written to the disk", log);
        return NULL;
    }
    BcuLedgerFile *looked_at = g_new0(BcuLedgerFile, 1);
    looked_at->plugin = g_strdup(plugin);
    looked_at->name = g_strdup(file->name);
    looked_at->verified = g_strdup(file->verified);
    looked_at->sha256 = g_steal_pointer(&sum);
    looked_at->size = (uint64_t)status->st_size;
    return looked_at;
}

static bool accept_one(BcuLedger *ledger, int part, const char *plugin, const BcuSinkFile *file, BcuDiagLog *log)
{
    struct stat before, status;
    g_autofree char *place = place_of(ledger, file->name);
    if (!has_name_free(ledger, plugin, file->name, log) || !is_alone(ledger, file, log) ||
        !bcu_inputs_spare(ledger->inputs, place, log) ||
        !bcu_place_is_free(bcu_output_folder_fd(ledger->folder), file->name, bcu_output_folder_path(ledger->folder),
                           &before, log))
        return false;
    BcuLedgerFile *looked_at = look_at(ledger, part, plugin, file, &before, &status, log);
    if (!looked_at)
        return false;
    g_ptr_array_add(ledger->files, looked_at);
    g_ptr_array_add(ledger->moves, bcu_transfer_new(plugin, file->name, &status));
    return true;
}

bool bcu_ledger_accept(BcuLedger *ledger, const char *plugin, const GPtrArray *files, BcuDiagLog *log)
{
    guint before = ledger->files->len;
    bool ok = true;
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    g_ptr_array_extend(sorted, (GPtrArray *)files, NULL, NULL);
    g_ptr_array_sort(sorted, by_name);
    int part = open_part(ledger, plugin, log);
    for (guint i = 0; i < sorted->len; i++)
        ok &= accept_one(ledger, part, plugin, g_ptr_array_index(sorted, i), log);
    if (part >= 0)
        close(part);
    if (!ok) {
        g_ptr_array_set_size(ledger->files, (gint)before);
        g_ptr_array_set_size(ledger->moves, (gint)before);
    }
    return ok;
}

bool bcu_ledger_put(BcuLedger *ledger, const char *name, const char *bytes, size_t count, BcuDiagLog *log)
{
    if (!bcu_ledger_staging(ledger, OWN_PART, log))
        return false;
    int part = open_part(ledger, OWN_PART, log);
    bool ok = part >= 0 && bcu_file_write(part, name, bytes, count);
    if (!ok)
        fail(name, "the file cannot be written", log);
    if (part >= 0)
        close(part);
    BcuSinkFile file = {.name = (char *)name, .output_id = (char *)name};
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    g_ptr_array_add(files, &file);
    return ok && bcu_ledger_accept(ledger, OWN_PART, files, log);
}

/* ---- commit -------------------------------------------------------------------------------- */

bool bcu_ledger_commit(BcuLedger *ledger, BcuDiagLog *log)
{
    if (ledger->moves->len == 0)
        return true;
    int staging = bcu_output_folder_staging(ledger->folder, log);
    if (staging < 0)
        return false;
    bcu_interrupt_hold(true);
    BcuMoved moved = bcu_journal_perform(bcu_output_folder_fd(ledger->folder), staging, ledger->moves,
                                         bcu_output_folder_path(ledger->folder), log);
    bcu_interrupt_hold(false);
    if (moved == BCU_MOVED_UNKNOWN)
        bcu_output_folder_keep_staging(ledger->folder);
    return moved == BCU_MOVED_ALL;
}

const GPtrArray *bcu_ledger_files(const BcuLedger *ledger)
{
    return ledger->files;
}

int bcu_ledger_open(const BcuLedger *ledger, guint index)
{
    const char *why;
    struct stat status;
    const BcuLedgerFile *file = g_ptr_array_index(ledger->files, index);
    int part = open_part(ledger, file->plugin, NULL);
    int opened = part < 0 ? -1 : bcu_file_open_plain(part, file->name, &status, &why);
    if (part >= 0)
        close(part);
    return opened;
}

const char *bcu_ledger_folder(const BcuLedger *ledger)
{
    return bcu_output_folder_path(ledger->folder);
}
