/* Makes, locks and tidies the folder of a run. The lock is one on a file, which ends with its process however that
 * ends; the process id inside is for the message of whoever comes second. */
#include "outputs/output_folder.h"
#include "outputs/interrupt.h"
#include "outputs/journal.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME ".bcukit-lock"
#define STAGING_NAME ".bcukit-run"

struct BcuOutputFolder {
    char *path;
    int fd, lock, staging; /* -1: not open */
    GPtrArray *made;       /* char *: folders that were not there, innermost first */
    bool is_locked, keeps_staging;
};

static bool fail(const char *path, const char *what, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_ERROR, "OUT030", &place, "Choose a folder that you may write to, with -o.", "%s: %s", what,
               g_strerror(errno));
    return false;
}

/* ---- what a run leaves behind -------------------------------------------------------------- */

/* Links are removed, never followed. */
static void remove_tree(int parent, const char *name)
{
    enum { HOW = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };
    struct stat status;
    int fd = openat(parent, name, HOW);
    if (fd < 0 && errno == EACCES && fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISDIR(status.st_mode) && fchmodat(parent, name, 0700, 0) == 0)
        fd = openat(parent, name, HOW);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (g_str_equal(entry->d_name, ".") || g_str_equal(entry->d_name, ".."))
            continue;
        if (unlinkat(fd, entry->d_name, 0) != 0)
            remove_tree(fd, entry->d_name);
    }
    if (dir)
        closedir(dir);
    unlinkat(parent, name, AT_REMOVEDIR);
}

/* Another user's hidden folder could hold a journal of theirs. \return false when it must not be touched. */
static bool open_staging(BcuOutputFolder *folder, BcuDiagLog *log)
{
    struct stat status;
    folder->staging = openat(folder->fd, STAGING_NAME, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder->staging < 0 && errno == ENOENT)
        return true;
    if (folder->staging >= 0 && fstat(folder->staging, &status) == 0 && status.st_uid == geteuid())
        return true;
    int cause = folder->staging < 0 ? errno : 0;
    bool foreign = cause == 0 || cause == ELOOP || cause == ENOTDIR;
    BcuPlace place = {.file = folder->path};
    if (foreign)
        bcu_report(log, BCU_ERROR, "OUT030", &place, "Remove it, or choose another folder with -o.",
                   "what is called %s there is no folder of yours", STAGING_NAME);
    else
        bcu_report(log, BCU_ERROR, "OUT030", &place, "Choose another folder with -o.",
                   "%s there cannot be opened: %s", STAGING_NAME, g_strerror(cause));
    folder->keeps_staging = true;
    return false;
}

/* What a killed run has left is put right, then removed. */
static bool clear_staging(BcuOutputFolder *folder, BcuDiagLog *log)
{
    if (!open_staging(folder, log))
        return false;
    if (folder->staging < 0)
        return true;
    bcu_interrupt_hold(true);
    bool ok = bcu_journal_recover(folder->fd, folder->staging, folder->path, log);
    bcu_interrupt_hold(false);
    if (!ok) {
        folder->keeps_staging = true;
        return false;
    }
    close(folder->staging);
    folder->staging = -1;
    remove_tree(folder->fd, STAGING_NAME);
    return true;
}

/* ---- one run at a time --------------------------------------------------------------------- */

static bool report_other(const BcuOutputFolder *folder, BcuDiagLog *log)
{
    char text[32] = "";
    ssize_t count = pread(folder->lock, text, sizeof text - 1, 0);
    long process = count > 0 ? strtol(text, NULL, 10) : 0;
    g_autofree char *who = process > 0 ? g_strdup_printf("process %ld", process) : g_strdup("another process");
    BcuPlace place = {.file = folder->path};
    bcu_report(log, BCU_ERROR, "OUT036", &place, "Wait for it with --wait, or choose another folder with -o.",
               "another run is writing to this folder: %s", who);
    return false;
}

static bool lock(BcuOutputFolder *folder, bool wait, BcuDiagLog *log)
{
    struct stat status;
    folder->lock = openat(folder->fd, LOCK_NAME, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (folder->lock < 0)
        return fail(folder->path, "the output folder cannot be written to", log);
    if (fstat(folder->lock, &status) != 0 || !S_ISREG(status.st_mode)) {
        errno = EEXIST;
        return fail(folder->path, "its lock " LOCK_NAME " is no file", log);
    }
    while (flock(folder->lock, wait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0)
        if (errno == EWOULDBLOCK)
            return report_other(folder, log);
        else if (errno != EINTR)
            return fail(folder->path, "the output folder cannot be locked", log);
    return true;
}

/* The run before may have removed the lock, or the folder, while this one waited. */
static bool is_lock_current(const BcuOutputFolder *folder)
{
    struct stat ours, there, opened, named;
    return fstat(folder->lock, &ours) == 0 && fstatat(folder->fd, LOCK_NAME, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           ours.st_ino == there.st_ino && ours.st_dev == there.st_dev && fstat(folder->fd, &opened) == 0 &&
           stat(folder->path, &named) == 0 && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

static void close_ends(BcuOutputFolder *folder)
{
    int *const ends[] = {&folder->staging, &folder->lock, &folder->fd};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (*ends[i] >= 0)
            close(*ends[i]);
        *ends[i] = -1;
    }
}

/* ---- open and close ------------------------------------------------------------------------ */

static void note_missing(BcuOutputFolder *folder)
{
    g_autofree char *at = g_strdup(folder->path);
    while (at && *at && !g_file_test(at, G_FILE_TEST_EXISTS)) {
        g_ptr_array_add(folder->made, g_strdup(at));
        char *above = g_path_get_dirname(at);
        g_free(at);
        at = above;
    }
}

static bool make(BcuOutputFolder *folder, BcuDiagLog *log)
{
    note_missing(folder);
    if (g_mkdir_with_parents(folder->path, 0777) != 0)
        return fail(folder->path, "the output folder cannot be made", log);
    folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return folder->fd >= 0 || fail(folder->path, "the output folder cannot be opened", log);
}

static void write_process_id(const BcuOutputFolder *folder)
{
    g_autofree char *text = g_strdup_printf("%ld\n", (long)getpid());
    if (ftruncate(folder->lock, 0) != 0 || pwrite(folder->lock, text, strlen(text), 0) < 0)
        return; /* whoever comes second hears no number */
}

static bool take(BcuOutputFolder *folder, unsigned flags, BcuDiagLog *log)
{
    for (;;) {
        if (!make(folder, log) || !lock(folder, flags & BCU_FOLDER_WAIT, log))
            return false;
        if (is_lock_current(folder))
            break;
        close_ends(folder);
    }
    folder->is_locked = true;
    write_process_id(folder);
    g_autofree char *lock_path = g_build_filename(folder->path, LOCK_NAME, NULL);
    bcu_interrupt_tidy(lock_path, folder->made);
    return clear_staging(folder, log);
}

static void remove_made(BcuOutputFolder *folder)
{
    for (guint i = 0; i < folder->made->len && rmdir(g_ptr_array_index(folder->made, i)) == 0; i++)
        continue;
}

static void folder_free(BcuOutputFolder *folder)
{
    if (folder->is_locked)
        unlinkat(folder->fd, LOCK_NAME, 0); /* while it is held: see is_lock_current */
    close_ends(folder);
    remove_made(folder);
    bcu_interrupt_tidy(NULL, NULL);
    g_ptr_array_unref(folder->made);
    g_free(folder->path);
    g_free(folder);
}

bool bcu_output_folder_open(const char *path, unsigned flags, BcuOutputFolder **folder, BcuDiagLog *log)
{
    BcuOutputFolder *made = g_new0(BcuOutputFolder, 1);
    made->path = g_strdup(path);
    made->fd = made->lock = made->staging = -1;
    made->made = g_ptr_array_new_with_free_func(g_free);
    if (flags & BCU_FOLDER_OWN)
        g_ptr_array_add(made->made, g_strdup(path));
    if (!take(made, flags, log)) {
        folder_free(made);
        return false;
    }
    *folder = made;
    return true;
}

void bcu_output_folder_close(BcuOutputFolder *folder)
{
    if (!folder)
        return;
    if (folder->staging >= 0 && !folder->keeps_staging)
        remove_tree(folder->fd, STAGING_NAME);
    folder_free(folder);
}

/* ---- what is asked of it ------------------------------------------------------------------- */

const char *bcu_output_folder_path(const BcuOutputFolder *folder)
{
    return folder->path;
}

int bcu_output_folder_fd(const BcuOutputFolder *folder)
{
    return folder->fd;
}

int bcu_output_folder_staging(BcuOutputFolder *folder, BcuDiagLog *log)
{
    if (folder->staging >= 0)
        return folder->staging;
    if (mkdirat(folder->fd, STAGING_NAME, 0700) == 0)
        folder->staging = openat(folder->fd, STAGING_NAME, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder->staging < 0)
        fail(folder->path, "the output folder cannot be written to", log);
    return folder->staging;
}

char *bcu_output_folder_staging_path(const BcuOutputFolder *folder)
{
    return g_build_filename(folder->path, STAGING_NAME, NULL);
}

void bcu_output_folder_keep_staging(BcuOutputFolder *folder)
{
    folder->keeps_staging = true;
}
