/* Processes of plugins, as seen from the one that starts them: several at once, heard in the order in which
 * they were started, so that messages come alike in every run. */
#include "host/worker.h"
#include "base/heap_control.h"
#include "base/large_array.h"
#include "dataset/dataset_private.h"
#include "host/worker_task.h"
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct BcuWorker {
    BcuTask task;
    BcuWorkerLimits limits;
    pid_t pid;    /* 0: in this process, when its turn comes */
    int pipe_end; /* -1 when the child has closed it */
    gint64 deadline;
    GString *received; /* what has not been taken yet */
    char *answer;
};

/* ---- all that are there ---------------------------------------------------------------- */

enum { MOST = 64 };

/* For the signal handler too, so plain. */
static BcuWorker *volatile workers[MOST];
static volatile sig_atomic_t stop_asked;

unsigned bcu_worker_most(void)
{
    return MOST;
}

static void end_children(int signal_number)
{
    for (size_t i = 0; i < MOST; i++)
        if (workers[i])
            kill(-workers[i]->pid, SIGKILL);
    stop_asked = signal_number;
}

bool bcu_worker_interrupted(void)
{
    return stop_asked != 0;
}

static void heed_signals(void)
{
    bool any = false;
    for (size_t i = 0; i < MOST; i++)
        any |= workers[i] != NULL;
    signal(SIGINT, any ? end_children : SIG_DFL);
    signal(SIGTERM, any ? end_children : SIG_DFL);
}

static void enter(BcuWorker *worker)
{
    size_t i = 0;
    while (workers[i])
        i++;
    workers[i] = worker;
    heed_signals();
}

static void leave(const BcuWorker *worker)
{
    for (size_t i = 0; i < MOST; i++)
        if (workers[i] == worker)
            workers[i] = NULL;
    heed_signals();
}

/* ---- start ----------------------------------------------------------------------------- */

static bool start_process(BcuWorker *worker, BcuDiagLog *log)
{
    int ends[2];
    BcuPlace place = {.file = worker->task.file->path};
    fflush(NULL);
    if (worker->task.session)
        bcu_crs_session_release(worker->task.session);
    bcu_large_array_settle();
    if (pipe2(ends, O_CLOEXEC) != 0 || (worker->pid = fork()) < 0) {
        bcu_report(log, BCU_ERROR, "PLG034", &place, "Close other programs and try again.",
                   "no process can be started for the plugin: %s", g_strerror(errno));
        return false;
    }
    if (worker->pid == 0) {
        close(ends[0]);
        bcu_task_perform_apart(&worker->task, &worker->limits, ends[1]);
    }
    setpgid(worker->pid, worker->pid); /* as the child does, whoever comes first */
    close(ends[1]);
    worker->pipe_end = ends[0];
    worker->deadline = g_get_monotonic_time() + (gint64)worker->limits.timeout_s * G_USEC_PER_SEC;
    enter(worker);
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

/* Hands complete lines on: diagnostics to the log, the answer to the worker. */
static void take_lines(BcuWorker *worker, BcuDiagLog *log)
{
    char *end;
    GString *received = worker->received;
    while ((end = memchr(received->str, '\n', received->len))) {
        g_autofree char *line = g_strndup(received->str, (gsize)(end - received->str));
        g_string_erase(received, 0, end - received->str + 1);
        BcuDiag *diag = bcu_diag_from_json(line);
        if (diag) {
            bcu_diag_log_add(log, diag);
            bcu_diag_free(diag);
        } else {
            g_free(worker->answer);
            worker->answer = g_steal_pointer(&line);
        }
    }
}

static void receive(BcuWorker *worker)
{
    char block[16384];
    ssize_t count = read(worker->pipe_end, block, sizeof block);
    if (count > 0) {
        g_string_append_len(worker->received, block, count);
    } else if (count == 0 || errno != EINTR) {
        close(worker->pipe_end);
        worker->pipe_end = -1;
    }
}

/* Waits until some worker says something or wait_ms have passed, and takes it in: also from those whose turn
 * has not come, since a full pipe would stop them. */
static void receive_any(int wait_ms)
{
    struct pollfd waiting[MOST];
    BcuWorker *heard[MOST];
    nfds_t count = 0;
    for (size_t i = 0; i < MOST; i++)
        if (workers[i] && workers[i]->pipe_end >= 0) {
            heard[count] = workers[i];
            waiting[count++] = (struct pollfd){workers[i]->pipe_end, POLLIN, 0};
        }
    if (poll(waiting, count, wait_ms) <= 0)
        return;
    for (nfds_t i = 0; i < count; i++)
        if (waiting[i].revents)
            receive(heard[i]);
}

/* Until the answer or the end. \return false when the deadline passed. */
static bool listen_to(BcuWorker *worker, BcuDiagLog *log)
{
    for (;;) {
        take_lines(worker, log);
        gint64 left = (worker->deadline - g_get_monotonic_time()) / 1000;
        if (worker->answer || worker->pipe_end < 0)
            return true;
        if (worker->limits.timeout_s && left <= 0)
            return false;
        receive_any(worker->limits.timeout_s ? (int)MIN(left, 60000) : -1);
    }
}

/* ---- end ------------------------------------------------------------------------------- */

static void report_end(const BcuWorker *worker, int status, bool in_time, BcuDiagLog *log)
{
    const BcuPluginFile *file = worker->task.file;
    BcuPlace place = {.file = file->path};
    if (!in_time)
        bcu_report(log, BCU_ERROR, "PLG031", &place,
                   "Give it more time with --timeout, or report it to its author.",
                   "plugin %s was ended: it did not finish within %u s", file->id, worker->limits.timeout_s);
    else if (WIFSIGNALED(status))
        bcu_report(log, BCU_ERROR, "PLG030", &place,
                   "Report it to the plugin's author; other plugins are not affected.",
                   "plugin %s crashed (%s)", file->id, g_strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) == 0)
        bcu_report(log, BCU_ERROR, "PLG032", &place, "A plugin must return from its functions, not exit.",
                   "plugin %s ended without a result", file->id);
    else if (WEXITSTATUS(status) > 1)
        bcu_report(log, BCU_ERROR, "PLG033", &place, "Report it to the plugin's author.",
                   "plugin %s ended with status %d", file->id, WEXITSTATUS(status));
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

/* What the child left behind goes with its group. */
static void end_group(BcuWorker *worker)
{
    kill(-worker->pid, SIGKILL);
    leave(worker);
    if (worker->pipe_end >= 0)
        close(worker->pipe_end);
}

static bool finish_process(BcuWorker *worker, BcuDiagLog *log)
{
    bool in_time = listen_to(worker, log);
    if (worker->answer) {
        end_group(worker);
        answered = answered ? answered : g_array_new(FALSE, FALSE, sizeof(pid_t));
        g_array_append_val(answered, worker->pid);
        return true;
    }
    /* The pipe closes when the child ends. */
    if (!in_time)
        kill(-worker->pid, SIGKILL);
    int status = wait_for(worker->pid);
    end_group(worker);
    if (!bcu_worker_interrupted())
        report_end(worker, status, in_time, log);
    return false;
}

/* \return whether there is an answer. */
static bool finish(BcuWorker *worker, BcuDiagLog *log)
{
    if (worker->pid)
        return finish_process(worker, log);
    GString *text = g_string_new(NULL);
    bool ok = bcu_task_perform(&worker->task, text, log);
    worker->answer = g_string_free(text, FALSE);
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
        finish(worker, log) ? bcu_plugin_info_read(worker->task.file, worker->answer) : NULL;
    worker_free(worker);
    return info;
}

/* ---- run ------------------------------------------------------------------------------- */

static GStrv texts_of(json_t *array)
{
    size_t i;
    json_t *item;
    g_autoptr(GStrvBuilder) texts = g_strv_builder_new();
    json_array_foreach(array, i, item) g_strv_builder_add(texts, json_string_value(item));
    return g_strv_builder_end(texts);
}

/* A staged path must lie in the folder that the plugin was given. */
static bool take_files(const BcuTask *task, json_t *answer, BcuLedger *ledger, BcuDiagLog *log)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(answer, "files"), i, item)
    {
        BcuLedgerFile *file = g_new0(BcuLedgerFile, 1);
        const char *name = json_string_value(json_object_get(item, "name"));
        file->plugin = g_strdup(task->file->id);
        file->output_id = g_strdup(json_string_value(json_object_get(item, "output_id")));
        file->name = g_strdup(name);
        file->verified = g_strdup(json_string_value(json_object_get(item, "verified")));
        file->forbidden = texts_of(json_object_get(item, "forbidden"));
        file->sha256 = g_strdup(json_string_value(json_object_get(item, "sha256")));
        file->size = (uint64_t)json_integer_value(json_object_get(item, "size"));
        g_autofree char *base = g_path_get_basename(name ? name : "");
        file->staged = g_build_filename(task->staging, base, NULL);
        bcu_ledger_take(ledger, file);
        if (!g_file_test(file->staged, G_FILE_TEST_IS_REGULAR)) {
            BcuPlace place = {.file = base};
            bcu_report(log, BCU_ERROR, "PLG035", &place, "Report it to the plugin's author.",
                       "plugin %s names a file that it did not write", task->file->id);
            return false;
        }
    }
    return true;
}

BcuWorker *bcu_worker_start_run(const BcuPluginFile *file, const BcuProject *project,
                                const BcuDataset *dataset, const BcuWorkerLimits *limits, BcuLedger *ledger,
                                BcuDiagLog *log)
{
    const char *staging = bcu_ledger_staging(ledger, file->id, log);
    if (!staging)
        return NULL;
    BcuTask task = {file, project->settings, project->folder, dataset, staging, bcu_dataset_session(dataset)};
    bcu_heap_give_back(); /* what building the dataset left free: the plugin's process and its files need as much */
    return start(&task, limits, log);
}

bool bcu_worker_finish_run(BcuWorker *worker, BcuLedger *ledger, BcuDiagLog *log)
{
    if (!worker)
        return false;
    json_t *answer = finish(worker, log) ? json_loads(worker->answer, 0, NULL) : NULL;
    bool ok = answer && take_files(&worker->task, answer, ledger, log);
    json_decref(answer);
    worker_free(worker);
    return ok;
}
