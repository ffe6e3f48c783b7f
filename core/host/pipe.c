/* Writes one file of a run to standard output.
 * Standard output as the place of one file. It is written to a folder first, so that a reader gets a
 * file that has passed its check, or nothing. */
#include "host/pipe.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool bcu_pipe_make_folder(BcuPipe *pipe, BcuDiagLog *log)
{
    g_autoptr(GError) error = NULL;
    pipe->folder = g_dir_make_tmp("bcukit-XXXXXX", &error);
    if (!pipe->folder)
        bcu_report(log, BCU_ERROR, "OUT050", NULL, "Name a folder that you may write to by TMPDIR.",
                   "no folder can be made for the time of the run: %s", error->message);
    return pipe->folder != NULL;
}

bool bcu_pipe_open(BcuPipe *pipe, BcuDiagLog *log)
{
    if (!bcu_pipe_make_folder(pipe, log))
        return false;
    fflush(stdout);
    pipe->output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (pipe->output < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        bcu_report(log, BCU_ERROR, "OUT050", NULL, "Write to a folder with -o.",
                   "standard output cannot be set aside: %s", g_strerror(errno));
        return false;
    }
    return true;
}

static bool report_count(const GPtrArray *files, BcuDiagLog *log)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < files->len && i < 8; i++)
        g_string_append_printf(names, "%s%s", i ? ", " : ": ",
                               ((const BcuLedgerFile *)g_ptr_array_index(files, i))->name);
    bcu_report(log, BCU_ERROR, "PRJ070", NULL,
               "Choose one, as in: bcukit run geojson --set geojson.layers=ID -o -",
               "standard output takes one file, but the run makes %u%s", files->len, names->str);
    return false;
}

/* Closes what it reads from. */
static bool copy(int from, int to)
{
    char block[1 << 16];
    ssize_t count = -1;
    bool ok = from >= 0;
    while (ok && (count = read(from, block, sizeof block)) > 0)
        for (ssize_t at = 0; at < count && ok;) {
            ssize_t written = write(to, block + at, (size_t)(count - at));
            ok = written >= 0 || errno == EINTR;
            at += MAX(written, 0);
        }
    if (from >= 0)
        close(from);
    return ok && count == 0;
}

bool bcu_pipe_send(const BcuPipe *pipe, const BcuLedger *ledger, BcuDiagLog *log)
{
    const GPtrArray *files = bcu_ledger_files(ledger);
    if (files->len != 1)
        return report_count(files, log);
    const BcuLedgerFile *file = g_ptr_array_index(files, 0);
    if (copy(bcu_ledger_open(ledger, 0), pipe->output))
        return true;
    bcu_report(log, BCU_ERROR, "OUT050", NULL, "Look at the program that reads it.",
               "standard output does not take all of %s: %s", file->name, g_strerror(errno));
    return false;
}

void bcu_pipe_close(BcuPipe *pipe)
{
    if (pipe->output >= 0)
        close(pipe->output);
    g_free(pipe->folder);
}
