/* Moves files into place as one transaction. What is there is kept aside by a second name; the journal says what is
 * to come where; once it is on the disk, under its name, the moves are decided, and whoever finds it can finish them
 * or, by what was kept aside, undo them. A staged file that is gone has been moved: no step needs a mark of its own. */
#include "outputs/journal.h"
#include "outputs/file_at.h"
#include "outputs/journal_text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DECIDED ".journal"     /* to be finished */
#define UNDOING ".journal-undo" /* to be undone */

/* ---- the places of one move ---------------------------------------------------------------- */

static int open_part(int staging, const char *part)
{
    return openat(staging, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* \return 0, or -1 with errno */
static int stat_staged(int staging, const BcuTransfer *move, struct stat *status)
{
    int part = open_part(staging, move->part);
    int result = part < 0 ? -1 : fstatat(part, move->name, status, AT_SYMLINK_NOFOLLOW);
    int failure = errno;
    if (part >= 0)
        close(part);
    errno = failure;
    return result;
}

typedef enum Where { STILL_STAGED, MOVED, UNKNOWN } Where;

/* \return UNKNOWN with errno. */
static Where where_is(int staging, const BcuTransfer *move)
{
    struct stat status;
    if (stat_staged(staging, move, &status) == 0)
        return STILL_STAGED;
    return errno == ENOENT ? MOVED : UNKNOWN;
}

/* Times may come back coarser from the disk than they were, and numbers of files change on some file systems. */
static bool is_same(const struct stat *status, uint64_t size, int64_t time)
{
    int64_t apart = (int64_t)status->st_mtime - time;
    return (uint64_t)status->st_size == size && apart >= -2 && apart <= 2;
}

/* Whether what is there now is what was there when the journal was written. */
static bool is_place_as_before(int folder, const BcuEntry *entry)
{
    struct stat now;
    bool is_there = fstatat(folder, entry->move->name, &now, AT_SYMLINK_NOFOLLOW) == 0;
    return is_there == entry->had && (!is_there || is_same(&now, entry->old_size, entry->old_time));
}


static int rename_staged(int staging, const BcuTransfer *move, int folder)
{
    int part = open_part(staging, move->part);
    int result = part < 0 ? -1 : renameat(part, move->name, folder, move->name);
    int failure = errno;
    if (part >= 0)
        close(part);
    errno = failure;
    return result;
}

/* ---- forward and back ---------------------------------------------------------------------- */

/* \param again some may have been moved before. */
static bool finish(int folder, int staging, const GPtrArray *entries, bool again, const char **failed)
{
    for (guint i = 0; i < entries->len; i++) {
        const BcuEntry *entry = g_ptr_array_index(entries, i);
        *failed = entry->move->name;
        if (again && where_is(staging, entry->move) == MOVED)
            continue;
        if (rename_staged(staging, entry->move, folder) != 0)
            return false;
    }
    *failed = NULL;
    return bcu_folder_sync(folder);
}

/* What has been changed since by somebody else is left to them. */
static bool undo_one(int folder, int staging, const BcuEntry *entry)
{
    struct stat now;
    Where where = where_is(staging, entry->move);
    if (where != MOVED)
        return where == STILL_STAGED;
    if (fstatat(folder, entry->move->name, &now, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    if (!is_same(&now, entry->new_size, entry->new_time))
        return true;
    if (!entry->had)
        return unlinkat(folder, entry->move->name, 0) == 0;
    return renameat(staging, entry->kept, folder, entry->move->name) == 0 || errno == ENOENT; /* ENOENT: is back */
}

static bool undo(int folder, int staging, const GPtrArray *entries)
{
    bool ok = true;
    for (guint i = entries->len; i-- > 0;)
        ok &= undo_one(folder, staging, g_ptr_array_index(entries, i));
    return ok && bcu_folder_sync(folder);
}

/* From here on it is undone, by this run or the next. */
static bool turn_back(int folder, int staging, const GPtrArray *entries)
{
    return renameat(staging, DECIDED, staging, UNDOING) == 0 && bcu_folder_sync(staging) &&
           undo(folder, staging, entries) && unlinkat(staging, UNDOING, 0) == 0;
}

/* ---- before the decision ------------------------------------------------------------------- */

/* A second name for what is there; a copy where the file system has no second names. */
static bool keep_aside(int folder, int staging, BcuEntry *entry)
{
    struct stat status;
    if (fstatat(folder, entry->move->name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    entry->had = true;
    entry->old_size = (uint64_t)status.st_size;
    entry->old_time = status.st_mtime;
    return linkat(folder, entry->move->name, staging, entry->kept, 0) == 0 ||
           bcu_file_copy(folder, entry->move->name, staging, entry->kept);
}

/* Whoever has had a hand in the staged file since it was summed is found out by its times and number. */
static bool is_untouched(int staging, const BcuTransfer *move)
{
    struct stat now;
    const struct stat *before = &move->staged;
    if (stat_staged(staging, move, &now) != 0)
        return false;
    errno = ESTALE;
    return now.st_ino == before->st_ino && now.st_dev == before->st_dev && now.st_size == before->st_size &&
           now.st_nlink == before->st_nlink && now.st_ctim.tv_sec == before->st_ctim.tv_sec &&
           now.st_ctim.tv_nsec == before->st_ctim.tv_nsec;
}

static bool sync_part(int staging, const char *part)
{
    int fd = open_part(staging, part);
    bool ok = fd >= 0 && bcu_folder_sync(fd);
    int failure = errno;
    if (fd >= 0)
        close(fd);
    errno = failure;
    return ok;
}

static bool prepare(int folder, int staging, const GPtrArray *entries, const char **failed)
{
    const char *part = "";
    for (guint i = 0; i < entries->len; i++) {
        BcuEntry *entry = g_ptr_array_index(entries, i);
        *failed = entry->move->name;
        if (!is_untouched(staging, entry->move) || !keep_aside(folder, staging, entry))
            return false;
        if (!g_str_equal(part, entry->move->part) && !sync_part(staging, part = entry->move->part))
            return false;
    }
    *failed = NULL;
    return bcu_journal_write(staging, DECIDED, entries);
}

/* ---- perform ------------------------------------------------------------------------------- */

static void report_failure(const char *path, const char *name, int failure, BcuDiagLog *log)
{
    g_autofree char *whole = name ? g_build_filename(path, name, NULL) : g_strdup(path);
    BcuPlace place = {.file = whole};
    bcu_report(log, BCU_ERROR, "OUT030", &place, "Choose a folder that you may write to, with -o.",
               "the files of the run cannot be put into place; what was there is there: %s",
               failure == ESTALE ? "the staged file was changed after it had been looked at" : g_strerror(failure));
}

static void report_unknown(const char *path, int failure, BcuDiagLog *log)
{
    bool is_broken = failure == EBADMSG;
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_ERROR, "OUT038", &place,
               is_broken ? "Look what .bcukit-run holds, and remove it when you need nothing of that."
                         : "Mend what the system complains of, then run bcukit into this folder again: it begins with that.",
               "files could be neither put into place nor taken back; what was there is kept in .bcukit-run: %s",
               is_broken ? "its journal cannot be understood" : g_strerror(failure));
}

BcuMoved bcu_journal_perform(int folder, int staging, const GPtrArray *moves, const char *path, BcuDiagLog *log)
{
    const char *failed = NULL;
    g_autoptr(GPtrArray) entries = bcu_entries_of(moves);
    if (!prepare(folder, staging, entries, &failed)) {
        int failure = errno;
        if ((unlinkat(staging, DECIDED, 0) != 0 && errno != ENOENT) || !bcu_folder_sync(staging)) {
            report_unknown(path, failure, log);
            return BCU_MOVED_UNKNOWN;
        }
        report_failure(path, failed, failure, log);
        return BCU_MOVED_NONE;
    }
    if (finish(folder, staging, entries, false, &failed)) {
        unlinkat(staging, DECIDED, 0); /* where that fails, the next run finds nothing left to do */
        return BCU_MOVED_ALL;
    }
    int failure = errno;
    if (turn_back(folder, staging, entries)) {
        report_failure(path, failed, failure, log);
        return BCU_MOVED_NONE;
    }
    report_unknown(path, failure, log);
    return BCU_MOVED_UNKNOWN;
}

/* ---- recover ------------------------------------------------------------------------------- */

static void say_recovered(const char *path, guint count, bool is_finished, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_WARNING, "OUT037", &place, NULL,
               is_finished ? "an earlier run was stopped while its files came into place; all %u are in place now"
                           : "an earlier run was stopped while its files came into place; it has been undone (%u files)",
               count);
}

/* Finishing must not replace what somebody has put there since. */
static bool can_finish(int folder, int staging, const GPtrArray *entries)
{
    for (guint i = 0; i < entries->len; i++) {
        const BcuEntry *entry = g_ptr_array_index(entries, i);
        if (where_is(staging, entry->move) != MOVED && !is_place_as_before(folder, entry))
            return false;
    }
    return true;
}

static bool recover(int folder, int staging, const char *path, BcuDiagLog *log)
{
    const char *failed;
    g_autoptr(GPtrArray) entries = NULL;
    if (bcu_journal_read(staging, UNDOING, &entries)) {
        if (!undo(folder, staging, entries) || unlinkat(staging, UNDOING, 0) != 0)
            return false;
        say_recovered(path, entries->len, false, log);
        return true;
    }
    if (errno != ENOENT || !bcu_journal_read(staging, DECIDED, &entries))
        return errno == ENOENT;
    bool is_finished = can_finish(folder, staging, entries) && finish(folder, staging, entries, true, &failed);
    if (is_finished ? unlinkat(staging, DECIDED, 0) != 0 : !turn_back(folder, staging, entries))
        return false;
    say_recovered(path, entries->len, is_finished, log);
    return true;
}

bool bcu_journal_recover(int folder, int staging, const char *path, BcuDiagLog *log)
{
    if (recover(folder, staging, path, log))
        return true;
    report_unknown(path, errno, log);
    return false;
}
