/* One process per plugin. The child speaks JSON lines: diagnostics as they occur, then one line
 * with what it found (check) or committed (run). */
#include "worker.h"
#include "crs.h"
#include "dataset_private.h"
#include "options.h"
#include "json_text.h"
#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#define LEAK_CHECK() __lsan_do_recoverable_leak_check()
#define HAS_ASAN true
#else
#define LEAK_CHECK() 0
#define HAS_ASAN false
#endif

/* What a child does: everything that it needs, and the line that it answers with. */
typedef struct Task {
    const BcuPluginFile *file;
    const GPtrArray *settings;
    const char *folder;
    const BcuProject *project; /* run only */
    const BcuDataset *dataset; /* NULL: check */
    const char *staging;
} Task;

/* ---- the child's answer -------------------------------------------------------------- */

typedef struct Values {
    BcuJson *json;
    const BcuPlugin *plugin;
    uint32_t index;
} Values;

static void describe_option(const char *key, const char *text, bool by_user, void *closure)
{
    static const char *const TYPES[] = {"bool", "integer", "real",   "length", "angle",
                                        "text", "choice",  "colour", "CRS",    "path"};
    Values *values = closure;
    const BcuOptionSpec *spec = bcu_plugin_option(values->plugin, values->index++);
    BcuJson *json = values->json;
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "key", key);
    bcu_json_put_text(json, "type", spec->type < G_N_ELEMENTS(TYPES) ? TYPES[spec->type] : "text");
    bcu_json_put_text(json, "unit", spec->unit);
    bcu_json_put_text(json, "fallback", spec->fallback);
    bcu_json_put_text(json, "choices", spec->choices);
    bcu_json_put_text(json, "help", spec->help);
    bcu_json_put_text(json, "value", text);
    bcu_json_key(json, "by_user");
    bcu_json_bool(json, by_user);
    bcu_json_key(json, "list");
    bcu_json_bool(json, spec->flags & BCU_OPTION_LIST);
    bcu_json_end_object(json);
}

static void describe_outputs(BcuJson *json, const BcuPlugin *plugin)
{
    bcu_json_key(json, "outputs");
    bcu_json_begin_array(json);
    for (uint32_t i = 0; i < plugin->output_count; i++) {
        const BcuOutputSpec *spec = bcu_plugin_output(plugin, i);
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "id", spec->id);
        bcu_json_put_text(json, "pattern", spec->pattern);
        bcu_json_put_text(json, "media_type", spec->media_type);
        bcu_json_put_text(json, "help", spec->help);
        bcu_json_put_integer(json, "flags", spec->flags);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
}

static void describe(GString *answer, const BcuPlugin *plugin, const BcuOptions *options)
{
    BcuJson *json = bcu_json_new_text(0, answer);
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "id", plugin->id);
    bcu_json_put_text(json, "version", plugin->version);
    bcu_json_put_text(json, "summary", plugin->summary);
    bcu_json_put_text(json, "licence", plugin->licence);
    bcu_json_put_integer(json, "needs", plugin->needs);
    bcu_json_put_integer(json, "abi_major", plugin->abi_major);
    bcu_json_put_integer(json, "abi_minor", plugin->abi_minor);
    bcu_json_key(json, "options");
    bcu_json_begin_array(json);
    Values values = {json, plugin, 0};
    bcu_options_each(options, describe_option, &values);
    bcu_json_end_array(json);
    describe_outputs(json, plugin);
    bcu_json_end_object(json);
    bcu_json_close(json);
}

static void list_files(GString *answer, const BcuSink *sink)
{
    BcuJson *json = bcu_json_new_text(0, answer);
    bcu_json_begin_object(json);
    bcu_json_key(json, "files");
    bcu_json_begin_array(json);
    const GPtrArray *files = bcu_sink_files(sink);
    for (guint i = 0; i < files->len; i++) {
        const BcuLedgerFile *file = g_ptr_array_index(files, i);
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "output_id", file->output_id);
        bcu_json_put_text(json, "name", file->name);
        bcu_json_put_text(json, "staged", file->staged);
        bcu_json_put_text(json, "verified", file->verified);
        bcu_json_put_text(json, "sha256", file->sha256);
        bcu_json_put_integer(json, "size", (int64_t)file->size);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
    bcu_json_end_object(json);
    bcu_json_close(json);
}

/* ---- the work ------------------------------------------------------------------------ */

static volatile sig_atomic_t stop_asked;

static bool cancelled(void)
{
    return stop_asked != 0;
}

static bool run_plugin(const BcuPlugin *plugin, const Task *task, const BcuOptions *options,
                       GString *answer, BcuDiagLog *log)
{
    BcuSink *sink = bcu_sink_new(plugin, task->staging);
    BcuRun run = {sizeof run, task->dataset, options, sink, log, cancelled};
    bool ok = plugin->run(&run);
    if (ok)
        list_files(answer, sink);
    bcu_sink_free(sink);
    return ok;
}

static bool work(const Task *task, GString *answer, BcuDiagLog *log)
{
    bcu_diag_log_set_origin(log, task->file->id);
    const BcuPlugin *plugin = bcu_plugin_open(task->file->path, log);
    if (!plugin)
        return false;
    BcuPlace place = {.file = task->file->path};
    if (!g_str_equal(plugin->id, task->file->id)) {
        bcu_report(log, BCU_ERROR, "PLG021", &place, "Name the file after the id.",
                   "the plugin calls itself \"%s\", its file \"%s\"", plugin->id, task->file->id);
        return false;
    }
    g_autoptr(BcuOptions) options = NULL;
    if (!bcu_options_parse(plugin->id, plugin->options, plugin->option_count, plugin->option_stride,
                           task->settings, task->folder, &options, log))
        return false;
    if (task->dataset)
        return run_plugin(plugin, task, options, answer, log);
    if (plugin->check && !plugin->check(options, log))
        return false;
    describe(answer, plugin, options);
    return true;
}

/* ---- the child's process ------------------------------------------------------------- */

static void write_line(int pipe_end, const char *line)
{
    g_autofree char *whole = g_strconcat(line, "\n", NULL);
    size_t length = strlen(whole), sent = 0;
    while (sent < length) {
        ssize_t count = write(pipe_end, whole + sent, length - sent);
        if (count < 0 && errno != EINTR)
            _exit(BCU_EXIT_INTERNAL);
        sent += count > 0 ? (size_t)count : 0;
    }
}

static void send_diag(const BcuDiag *diag, void *closure)
{
    g_autofree char *line = bcu_diag_to_json(diag);
    write_line(*(int *)closure, line);
}

static void set_limits(const BcuWorkerLimits *limits)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    if (limits->memory_bytes && !HAS_ASAN) {
        struct rlimit memory = {limits->memory_bytes, limits->memory_bytes};
        setrlimit(RLIMIT_AS, &memory);
    }
}

static void child(const Task *task, const BcuWorkerLimits *limits, int pipe_end)
{
    setpgid(0, 0);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    set_limits(limits);
    GString *answer = g_string_new(NULL);
    BcuDiagLog *log = bcu_diag_log_new();
    bcu_diag_log_listen(log, send_diag, &pipe_end);
    bool ok = work(task, answer, log);
    if (ok)
        write_line(pipe_end, answer->str);
    g_string_free(answer, TRUE);
    bcu_diag_log_free(log);
    bcu_crs_release();
    fflush(NULL);
    /* _exit skips the leak checker, so it is asked by hand. */
    _exit(LEAK_CHECK() ? BCU_EXIT_INTERNAL : ok ? 0 : 1);
}

/* ---- the parent ---------------------------------------------------------------------- */

/* Hands complete lines on: diagnostics to the log, the answer to *answer. */
static void take_lines(GString *received, char **answer, BcuDiagLog *log)
{
    char *end;
    while ((end = memchr(received->str, '\n', received->len))) {
        g_autofree char *line = g_strndup(received->str, (gsize)(end - received->str));
        g_string_erase(received, 0, end - received->str + 1);
        BcuDiag *diag = bcu_diag_from_json(line);
        if (diag) {
            bcu_diag_log_add(log, diag);
            bcu_diag_free(diag);
        } else {
            g_free(*answer);
            *answer = g_steal_pointer(&line);
        }
    }
}

/* \return false when the deadline passed. */
static bool listen_to_child(int pipe_end, unsigned timeout_s, char **answer, BcuDiagLog *log)
{
    g_autoptr(GString) received = g_string_new(NULL);
    gint64 deadline = g_get_monotonic_time() + (gint64)timeout_s * G_USEC_PER_SEC;
    char block[16384];
    for (;;) {
        gint64 left = (deadline - g_get_monotonic_time()) / 1000;
        if (timeout_s && left <= 0)
            return false;
        struct pollfd waiting = {pipe_end, POLLIN, 0};
        int ready = poll(&waiting, 1, timeout_s ? (int)MIN(left, 60000) : -1);
        if (ready < 0 && errno != EINTR)
            return true;
        if (ready <= 0)
            continue;
        ssize_t count = read(pipe_end, block, sizeof block);
        if (count == 0 || (count < 0 && errno != EINTR))
            return true;
        if (count > 0)
            g_string_append_len(received, block, count);
        take_lines(received, answer, log);
    }
}

static void report_end(const BcuPluginFile *file, int status, bool in_time, unsigned timeout_s,
                       bool has_answer, BcuDiagLog *log)
{
    BcuPlace place = {.file = file->path};
    if (!in_time)
        bcu_report(log, BCU_ERROR, "PLG031", &place,
                   "Give it more time with --timeout, or report it to its author.",
                   "plugin %s was ended: it did not finish within %u s", file->id, timeout_s);
    else if (WIFSIGNALED(status))
        bcu_report(log, BCU_ERROR, "PLG030", &place,
                   "Report it to the plugin's author; other plugins are not affected.",
                   "plugin %s crashed (%s)", file->id, g_strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) == 0 && !has_answer)
        bcu_report(log, BCU_ERROR, "PLG032", &place,
                   "A plugin must return from its functions, not exit.",
                   "plugin %s ended without a result", file->id);
    else if (WEXITSTATUS(status) > 1)
        bcu_report(log, BCU_ERROR, "PLG033", &place, "Report it to the plugin's author.",
                   "plugin %s ended with status %d", file->id, WEXITSTATUS(status));
}

static pid_t running_child;

static void end_child(int signal_number)
{
    if (running_child > 0)
        kill(-running_child, SIGKILL);
    stop_asked = signal_number;
}

bool bcu_worker_interrupted(void)
{
    return stop_asked != 0;
}

static bool in_own_process(const Task *task, const BcuWorkerLimits *limits, char **answer,
                           BcuDiagLog *log)
{
    int ends[2];
    BcuPlace place = {.file = task->file->path};
    fflush(NULL);
    bcu_crs_release();
    if (pipe(ends) != 0 || (running_child = fork()) < 0) {
        bcu_report(log, BCU_ERROR, "PLG034", &place, "Close other programs and try again.",
                   "no process can be started for the plugin: %s", g_strerror(errno));
        return false;
    }
    if (running_child == 0) {
        close(ends[0]);
        child(task, limits, ends[1]);
    }
    close(ends[1]);
    signal(SIGINT, end_child);
    signal(SIGTERM, end_child);
    bool in_time = listen_to_child(ends[0], limits->timeout_s, answer, log);
    close(ends[0]);
    int status = 0;
    /* The pipe closes when the child ends; what it left behind goes with its group. */
    if (!in_time)
        kill(-running_child, SIGKILL);
    while (waitpid(running_child, &status, 0) < 0 && errno == EINTR)
        continue;
    kill(-running_child, SIGKILL);
    running_child = 0;
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    bool ok = in_time && WIFEXITED(status) && WEXITSTATUS(status) == 0 && *answer;
    if (!ok && !bcu_worker_interrupted())
        report_end(task->file, status, in_time, limits->timeout_s, *answer != NULL, log);
    return ok;
}

static bool perform(const Task *task, const BcuWorkerLimits *limits, char **answer, BcuDiagLog *log)
{
    if (!limits->in_process)
        return in_own_process(task, limits, answer, log);
    GString *text = g_string_new(NULL);
    bool ok = work(task, text, log);
    *answer = g_string_free(text, FALSE);
    return ok;
}

/* ---- check --------------------------------------------------------------------------- */

static char *get(json_t *object, const char *key)
{
    return g_strdup(json_string_value(json_object_get(object, key)));
}

static void option_info_free(void *data)
{
    BcuOptionInfo *info = data;
    char *const owned[] = {info->key,     info->type, info->unit, info->fallback,
                           info->choices, info->help, info->value};
    for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
    g_free(info);
}

static void output_info_free(void *data)
{
    BcuOutputInfo *info = data;
    g_free(info->id);
    g_free(info->pattern);
    g_free(info->media_type);
    g_free(info->help);
    g_free(info);
}

void bcu_plugin_info_free(BcuPluginInfo *info)
{
    if (!info)
        return;
    g_free(info->id);
    g_free(info->path);
    g_free(info->version);
    g_free(info->summary);
    g_free(info->licence);
    g_ptr_array_unref(info->options);
    g_ptr_array_unref(info->outputs);
    g_free(info);
}

static BcuPluginInfo *read_info(const BcuPluginFile *file, json_t *answer)
{
    BcuPluginInfo *info = g_new0(BcuPluginInfo, 1);
    info->id = get(answer, "id");
    info->path = g_strdup(file->path);
    info->version = get(answer, "version");
    info->summary = get(answer, "summary");
    info->licence = get(answer, "licence");
    info->needs = (uint32_t)json_integer_value(json_object_get(answer, "needs"));
    info->abi_major = (unsigned)json_integer_value(json_object_get(answer, "abi_major"));
    info->abi_minor = (unsigned)json_integer_value(json_object_get(answer, "abi_minor"));
    info->options = g_ptr_array_new_with_free_func(option_info_free);
    info->outputs = g_ptr_array_new_with_free_func(output_info_free);
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(answer, "options"), i, item)
    {
        BcuOptionInfo *option = g_new0(BcuOptionInfo, 1);
        *option = (BcuOptionInfo){.key = get(item, "key"),
                                  .type = get(item, "type"),
                                  .unit = get(item, "unit"),
                                  .fallback = get(item, "fallback"),
                                  .choices = get(item, "choices"),
                                  .help = get(item, "help"),
                                  .value = get(item, "value"),
                                  .by_user = json_is_true(json_object_get(item, "by_user")),
                                  .list = json_is_true(json_object_get(item, "list"))};
        g_ptr_array_add(info->options, option);
    }
    json_array_foreach(json_object_get(answer, "outputs"), i, item)
    {
        BcuOutputInfo *output = g_new0(BcuOutputInfo, 1);
        *output = (BcuOutputInfo){get(item, "id"), get(item, "pattern"), get(item, "media_type"),
                                  get(item, "help"),
                                  (uint32_t)json_integer_value(json_object_get(item, "flags"))};
        g_ptr_array_add(info->outputs, output);
    }
    return info;
}

bool bcu_worker_check(const BcuPluginFile *file, const GPtrArray *settings, const char *folder,
                      const BcuWorkerLimits *limits, BcuPluginInfo **info, BcuDiagLog *log)
{
    Task task = {.file = file, .settings = settings, .folder = folder};
    g_autofree char *answer = NULL;
    if (!perform(&task, limits, &answer, log))
        return false;
    json_t *object = json_loads(answer, 0, NULL);
    if (object)
        *info = read_info(file, object);
    json_decref(object);
    return object != NULL;
}

/* ---- run ----------------------------------------------------------------------------- */

/* A staged path must lie in the folder that the plugin was given. */
static bool take_files(const Task *task, json_t *answer, BcuLedger *ledger, BcuDiagLog *log)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(answer, "files"), i, item)
    {
        BcuLedgerFile *file = g_new0(BcuLedgerFile, 1);
        file->plugin = g_strdup(task->file->id);
        file->output_id = get(item, "output_id");
        file->name = get(item, "name");
        file->verified = get(item, "verified");
        file->sha256 = get(item, "sha256");
        file->size = (uint64_t)json_integer_value(json_object_get(item, "size"));
        g_autofree char *base = g_path_get_basename(file->name ? file->name : "");
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

bool bcu_worker_run(const BcuPluginFile *file, const BcuProject *project, const BcuDataset *dataset,
                    const BcuWorkerLimits *limits, BcuLedger *ledger, BcuDiagLog *log)
{
    const char *staging = bcu_ledger_staging(ledger, file->id, log);
    if (!staging)
        return false;
    Task task = {file, project->settings, project->folder, project, dataset, staging};
    g_autofree char *answer = NULL;
    if (!perform(&task, limits, &answer, log))
        return false;
    json_t *object = json_loads(answer, 0, NULL);
    bool ok = object && take_files(&task, object, ledger, log);
    json_decref(object);
    return ok;
}
