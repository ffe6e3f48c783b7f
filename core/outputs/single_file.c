/* Writes one file by way of a hidden one beside it. */
#include "outputs/single_file.h"
#include "outputs/file_at.h"
#include "outputs/interrupt.h"
#include "outputs/places.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool fail(const char *path, const char *what, BcuDiagLog *log)
{
    bcu_report(log, BCU_ERROR, "OUT020", &(BcuPlace){.file = path},
               "Name a file in a folder that you may write to, with space left.", "%s cannot be written: %s", what,
               g_strerror(errno));
    return false;
}

static bool come_into_place(int folder, const char *staged, const char *name, bool replaces)
{
    if (replaces)
        return renameat(folder, staged, folder, name) == 0;
    return renameat2(folder, staged, folder, name, RENAME_NOREPLACE) == 0 ||
           (errno == EINVAL && linkat(folder, staged, folder, name, 0) == 0 && unlinkat(folder, staged, 0) == 0);
}

static bool write_beside(int folder, const char *name, const char *text, mode_t mode, bool replaces)
{
    g_autofree char *staged = g_strdup_printf(".bcukit-%ld-%.100s", (long)getpid(), name);
    bool ok = bcu_file_write(folder, staged, text, strlen(text)) &&
              (!mode || fchmodat(folder, staged, mode & 0777, 0) == 0) &&
              come_into_place(folder, staged, name, replaces) && bcu_folder_sync(folder);
    int failure = errno;
    if (!ok)
        unlinkat(folder, staged, 0);
    errno = failure;
    return ok;
}

bool bcu_single_file_write(const char *path, const char *what, const char *text, bool replaces, BcuDiagLog *log)
{
    struct stat before = {0};
    g_autofree char *above = g_path_get_dirname(path), *name = g_path_get_basename(path);
    int folder = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return fail(path, what, log);
    bool ok = !replaces || bcu_place_is_free(folder, name, above, &before, log);
    if (ok) {
        bcu_interrupt_hold(true);
        ok = write_beside(folder, name, text, before.st_mode, replaces);
        bcu_interrupt_hold(false);
        if (!ok)
            fail(path, what, log);
    }
    close(folder);
    return ok;
}
