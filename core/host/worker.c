/* Starts processes of plugins and hears them.
 * Processes of plugins, as seen from the one that starts them: several at once, heard in the order in which
 * they were started, so that messages come alike in every run. */
#include "host/worker.h"
#include "base/exit_code.h"
#include "base/heap_control.h"
#include "base/large_array.h"
#include "dataset/dataset_private.h"
#include "host/worker_task.h"
#include "outputs/interrupt.h"
#include "text/diag_json.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct BcuWorker {
    BcuTask task;
    BcuWorkerLimits limits;
    pid_t pid;    /* 0: in this process, when its turn comes */
    int pipe_end; /* -1 when the child has closed it */
    gint64 deadline;
    GString *received; /* what has not been taken yet */
    size_t looked;     /* so much of it holds no line's end */
    size_t said;       /* bytes, all in all */
    size_t errors;     /* records that say why it fails */
    char *answer;
};

/* ---- all that are there ---------------------------------------------------------------- */

enum { MOST = 64 };
enum { MOST_SAID = 1 << 24 }; /* bytes: an answer of a hundred thousand files is shorter */

static BcuWorker *workers[MOST];

unsigned bcu_worker_most(void)
{
    return MOST;
}

static void enter(BcuWorker *worker)
{
    size_t i = 0;
    while (workers[i])
        i++;
    workers[i] = worker;
    bcu_interrupt_watch(worker->pid);
}

static void leave(const BcuWorker *worker)
{
    for (size_t i = 0; i < MOST; i++)
        if (workers[i] == worker)
            workers[i] = NULL;
    bcu_interrupt_forget(worker->pid);
}

/* ---- start ----------------------------------------------------------------------------- */

static bool report_start(const BcuWorker *worker, BcuDiagLog *log)
{
    BcuPlace place = {.file = worker->task.file->path};
    bcu_report(log, BCU_ERROR, "PLG034", &place,
               "Close other programs and try again, or raise the limits of the shell (ulimit -u, ulimit -n).",
               "no process can be started for the plugin: %s", g_strerror(errno));
    return false;
}

static bool start_process(BcuWorker *worker, BcuDiagLog *log)
{
    int ends[2];
    pid_t parent = getpid();
    fflush(NULL);
    if (worker->task.session)
        bcu_crs_session_release(worker->task.session);
    bcu_large_array_settle();
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* what a plugin's process leaves behind becomes this one's: see below */
    if (pipe2(ends, O_CLOEXEC) != 0)
        return report_start(worker, log);
    bcu_interrupt_hold(true); /* until it is known whom a signal is to end */
    if ((worker->pid = fork()) == 0) {
        close(ends[0]);
        bcu_task_perform_apart(&worker->task, &worker->limits, parent, ends[1]);
    }
    int failure = errno;
    close(ends[1]);
    if (worker->pid > 0) {
        setpgid(worker->pid, worker->pid); /* as the child does, whoever comes first */
        enter(worker);
    }
    bcu_interrupt_hold(false);
    errno = failure;
    if (worker->pid < 0) {
        close(ends[0]);
        return report_start(worker, log);
    }
    worker->pipe_end = ends[0];
    fcntl(worker->pipe_end, F_SETFL, O_NONBLOCK);
    worker->deadline = g_get_monotonic_time() + (gint64)worker->limits.timeout_s * G_USEC_PER_SEC;
    return true;
}

static void worker_free(BcuWorker *worker)
{
    if (worker->received)
        g_string_free(worker->received, TRUE);
    g_free(worker->answer);
    g_free(worker);
}

static BcuWorker *start(const BcuTask *task, const BcuWorkerLimits *limits, BcuDiagLog *log)
{
    BcuWorker *worker = g_new0(BcuWorker, 1);
    *worker = (BcuWorker){.task = *task, .limits = *limits, .pipe_end = -1, .received = g_string_new(NULL)};
    if (limits->in_process || start_process(worker, log))
        return worker;
    worker_free(worker);
    return NULL;
}

/* ---- listen ---------------------------------------------------------------------------- */

/* A record is the plugin's own, whatever origin it names. */
static void take_record(BcuWorker *worker, BcuDiag *diag, BcuDiagLog *log)
{
    g_free(diag->origin);
    diag->origin = g_strdup(worker->task.file->id);
    worker->errors += diag->severity == BCU_ERROR;
    bcu_diag_log_add(log, diag);
    bcu_diag_free(diag);
}

/* Hands complete lines on: diagnostics to the log, the answer to the worker. */
static void take_lines(BcuWorker *worker, BcuDiagLog *log)
{
    char *end;
    size_t taken = 0;
    GString *received = worker->received;
    while ((end = memchr(received->str + worker->looked, '\n', received->len - worker->looked))) {
        g_autofree char *line = g_strndup(received->str + taken, (gsize)(end - received->str) - taken);
        worker->looked = taken = (size_t)(end - received->str) + 1;
        BcuDiag *diag = bcu_diag_from_json(line);
        if (diag) {
            take_record(worker, diag, log);
        } else {
            g_free(worker->answer);
            worker->answer = g_steal_pointer(&line);
        }
    }
    g_string_erase(received, 0, (gssize)taken);
    worker->looked = received->len;
}

/* \return whether there may be more. */
static bool receive(BcuWorker *worker)
{
    char block[16384];
    ssize_t count = read(worker->pipe_end, block, sizeof block);
    if (count > 0) {
        g_string_append_len(worker->received, block, count);
        worker->said += (size_t)count;
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
        close(worker->pipe_end);
        worker->pipe_end = -1;
    }
    return count > 0;
}

/* Waits until some worker says something or wait_ms have passed, and takes it in: also from those whose turn
 * has not come, since a full pipe would stop them. \return whether one did. */
static bool receive_any(int wait_ms)
{
    struct pollfd waiting[MOST];
    BcuWorker *heard[MOST];
    nfds_t count = 0;
    for (size_t i = 0; i < MOST; i++)
        if (workers[i] && workers[i]->pipe_end >= 0 && workers[i]->said < MOST_SAID) {
            heard[count] = workers[i];
            waiting[count++] = (struct pollfd){workers[i]->pipe_end, POLLIN, 0};
        }
    if (poll(waiting, count, wait_ms) <= 0)
        return false;
    for (nfds_t i = 0; i < count; i++)
        if (waiting[i].revents)
            receive(heard[i]);
    return true;
}

static bool has_ended(const BcuWorker *worker)
{
    siginfo_t info = {0};
    return waitid(P_PID, (id_t)worker->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == worker->pid;
}

/* What a process that has ended had still said. Its children may hold the pipe open for ever. */
static void receive_rest(BcuWorker *worker)
{
    while (worker->pipe_end >= 0 && worker->said < MOST_SAID && receive(worker))
        continue;
}

typedef enum Heard { HEARD_END, HEARD_NOTHING_IN_TIME, HEARD_TOO_MUCH } Heard;

/* Until the answer, or the end of the process, or its pipe's; or the deadline. */
static Heard listen_to(BcuWorker *worker, BcuDiagLog *log)
{
    enum { LOOK_MS = 200 };
    for (;;) {
        take_lines(worker, log);
        if (worker->answer || worker->pipe_end < 0)
            return HEARD_END;
        if (worker->said >= MOST_SAID)
            return HEARD_TOO_MUCH;
        gint64 left = worker->limits.timeout_s ? (worker->deadline - g_get_monotonic_time()) / 1000 : LOOK_MS;
        if (left <= 0)
            return HEARD_NOTHING_IN_TIME;
        bool any = receive_any((int)MIN(left, LOOK_MS));
        if (!any && worker->pipe_end >= 0 && has_ended(worker)) {
            receive_rest(worker);
            take_lines(worker, log);
            return HEARD_END;
        }
    }
}

/* ---- end ------------------------------------------------------------------------------- */

static void report(const BcuWorker *worker, const char *code, const char *hint, const char *what, BcuDiagLog *log)
{
    BcuPlace place = {.file = worker->task.file->path};
    bcu_report(log, BCU_ERROR, code, &place, hint, "plugin %s %s", worker->task.file->id, what);
}

static void report_signal(const BcuWorker *worker, int number, BcuDiagLog *log)
{
    g_autofree char *what = number == SIGXCPU ? g_strdup("was ended: it took more processor time than it may")
                                              : g_strdup_printf("crashed (%s)", g_strsignal(number));
    report(worker, "PLG030", "Report it to the plugin's author; other plugins are not affected.", what, log);
}

/* Why there is no answer, where the plugin has not said so itself. */
static void report_status(const BcuWorker *worker, int status, BcuDiagLog *log)
{
    const char *hint = "Report it to the plugin's author.";
    g_autofree char *what = g_strdup_printf("ended with status %d", WEXITSTATUS(status));
    if (WIFSIGNALED(status))
        report_signal(worker, WTERMSIG(status), log);
    else if (WEXITSTATUS(status) == 0)
        report(worker, "PLG032", "A plugin must return from its functions, not exit.", "ended without a result", log);
    else if (worker->errors == 0 && WEXITSTATUS(status) == 1)
        report(worker, "PLG039", hint, "failed and did not say why", log);
    else if (worker->errors == 0 || (WEXITSTATUS(status) > 1 && WEXITSTATUS(status) != BCU_EXIT_INTERNAL))
        report(worker, "PLG033", hint, what, log);
}

static void report_end(const BcuWorker *worker, Heard heard, bool hung_up, int status, BcuDiagLog *log)
{
    g_autofree char *late = g_strdup_printf("was ended: it did not finish within %u s", worker->limits.timeout_s);
    if (heard == HEARD_NOTHING_IN_TIME)
        report(worker, "PLG031", "Give it more time with --timeout, or report it to its author.", late, log);
    else if (heard == HEARD_TOO_MUCH)
        report(worker, "PLG036", "Report it to the plugin's author.", "was ended: it said more than anybody reads", log);
    else if (hung_up)
        report(worker, "PLG032", "Report it to the plugin's author.",
               "was ended: it had closed its pipe, so no result could come", log);
    else
        report_status(worker, status, log);
}

/* \return the status of a child that has ended or will. */
static int wait_for(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

/* Children that have answered and been ended. Taking a process apart takes the kernel milliseconds, for which
 * the next stage does not wait. */
static GArray *answered; /* pid_t */

void bcu_worker_reap(void)
{
    for (guint i = 0; answered && i < answered->len; i++)
        wait_for(g_array_index(answered, pid_t, i));
    g_clear_pointer(&answered, g_array_unref);
}

static bool is_worker(pid_t pid)
{
    bool found = false;
    for (size_t i = 0; i < MOST; i++)
        found |= workers[i] && workers[i]->pid == pid;
    for (guint i = 0; answered && i < answered->len; i++)
        found |= g_array_index(answered, pid_t, i) == pid;
    return found;
}

/* \return whether there was one. */
static bool end_some_orphan(void)
{
    g_autofree char *path = g_strdup_printf("/proc/self/task/%ld/children", (long)getpid());
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return false;
    bool any = false;
    g_auto(GStrv) pids = g_strsplit(text, " ", -1);
    for (char **pid = pids; *pid; pid++) {
        pid_t child = (pid_t)strtol(*pid, NULL, 10);
        if (child <= 0 || is_worker(child))
            continue;
        any = true;
        kill(child, SIGKILL);
        wait_for(child);
    }
    return any;
}

/* The children of one that has been ended turn up next; those of a plugin's process, when that is wholly gone. */
void bcu_worker_end_orphans(void)
{
    enum { ROUNDS = 1000 };
    bcu_worker_reap();
    for (int i = 0; i < ROUNDS && end_some_orphan(); i++)
        continue;
}

/* What the child left behind goes with its group. */
static void end_group(BcuWorker *worker)
{
    kill(-worker->pid, SIGKILL);
    leave(worker);
    if (worker->pipe_end >= 0)
        close(worker->pipe_end);
}

/* A process that has closed its pipe is about to end, or never will.
 * \return whether it had to be ended. */
static bool end_silent(const BcuWorker *worker)
{
    enum { GRACE_MS = 2000 };
    for (int waited = 0; waited < GRACE_MS && !bcu_interrupt_signal(); waited++) {
        if (has_ended(worker))
            return false;
        g_usleep(1000);
    }
    kill(-worker->pid, SIGKILL);
    return true;
}

static bool finish_process(BcuWorker *worker, BcuDiagLog *log)
{
    Heard heard = listen_to(worker, log);
    if (worker->answer) {
        end_group(worker);
        answered = answered ? answered : g_array_new(FALSE, FALSE, sizeof(pid_t));
        g_array_append_val(answered, worker->pid);
        return true;
    }
    if (heard != HEARD_END)
        kill(-worker->pid, SIGKILL);
    bool hung_up = heard == HEARD_END && end_silent(worker);
    int status = wait_for(worker->pid);
    end_group(worker);
    if (!bcu_interrupt_signal())
        report_end(worker, heard, hung_up, status, log);
    return false;
}

/* \return whether there is an answer. */
static bool finish(BcuWorker *worker, BcuDiagLog *log)
{
    if (worker->pid)
        return finish_process(worker, log);
    GString *text = g_string_new(NULL);
    size_t before = bcu_diag_count(log, BCU_ERROR);
    bool ok = bcu_task_perform(&worker->task, text, log);
    worker->answer = g_string_free(text, FALSE);
    if (!ok && bcu_diag_count(log, BCU_ERROR) == before)
        report(worker, "PLG039", "Report it to the plugin's author.", "failed and did not say why", log);
    return ok;
}

/* ---- check ----------------------------------------------------------------------------- */

BcuWorker *bcu_worker_start_check(const BcuPluginFile *file, const GPtrArray *settings, const char *folder,
                                  const BcuWorkerLimits *limits, BcuDiagLog *log)
{
    BcuTask task = {.file = file, .settings = settings, .folder = folder};
    return start(&task, limits, log);
}

BcuPluginInfo *bcu_worker_finish_check(BcuWorker *worker, BcuDiagLog *log)
{
    if (!worker)
        return NULL;
    BcuPluginInfo *info =
        finish(worker, log) ? bcu_plugin_info_read(worker->task.file, worker->answer, log) : NULL;
    worker_free(worker);
    return info;
}

/* ---- run ------------------------------------------------------------------------------- */

BcuWorker *bcu_worker_start_run(const BcuPluginFile *file, const BcuPluginInfo *info, const BcuProject *project,
                                const BcuDataset *dataset, const BcuWorkerLimits *limits, BcuLedger *ledger,
                                BcuDiagLog *log)
{
    const char *staging = bcu_ledger_staging(ledger, file->id, log);
    if (!staging)
        return NULL;
    BcuTask task = {file, project->settings, project->folder, dataset, staging, info, bcu_dataset_session(dataset)};
    bcu_heap_give_back(); /* what building the dataset left free: the plugin's process and its files need as much */
    return start(&task, limits, log);
}

bool bcu_worker_finish_run(BcuWorker *worker, BcuLedger *ledger, BcuDiagLog *log)
{
    if (!worker)
        return false;
    g_autoptr(GPtrArray) files =
        finish(worker, log) ? bcu_staged_files_read(&worker->task, worker->answer, log) : NULL;
    bool ok = files && !bcu_interrupt_signal() && bcu_ledger_accept(ledger, worker->task.file->id, files, log);
    worker_free(worker);
    return ok;
}
