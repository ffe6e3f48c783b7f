/* Runs a plugin in its own process.
 * What a plugin's process does. It speaks JSON lines: diagnostics as they occur, then one line with what it
 * found (check) or committed (run). */
#include "host/worker_task.h"
#include "base/exit_code.h"
#include "base/heap_control.h"
#include "dataset/dataset_private.h"
#include "host/limits.h"
#include "host/process_end.h"
#include "outputs/interrupt.h"
#include "plugin/entries.h"
#include "plugin/options.h"
#include "text/diag_json.h"
#include "text/json_text.h"
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

/* ---- the child's answer -------------------------------------------------------------- */

typedef struct Values {
    BcuJson *json;
    const BcuPlugin *plugin;
    uint32_t index;
} Values;

/* What has no end is left out: JSON has no number for it. */
static void describe_bounds(BcuJson *json, const BcuOptionSpec *spec)
{
    enum { DECIMALS = 6 };
    if (isfinite(spec->min)) {
        bcu_json_key(json, "min");
        bcu_json_real(json, spec->min, DECIMALS);
    }
    if (isfinite(spec->max)) {
        bcu_json_key(json, "max");
        bcu_json_real(json, spec->max, DECIMALS);
    }
}

static void describe_option(const char *key, const char *text, bool by_user, void *closure)
{
    static const char *const TYPES[] = {"bool", "integer", "real",   "length", "angle",
                                        "text", "choice",  "colour", "CRS",    "path",
                                        "length or share"};
    Values *values = closure;
    const BcuOptionSpec *spec = bcu_plugin_option(values->plugin, values->index++);
    BcuJson *json = values->json;
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "key", key);
    bcu_json_put_text(json, "type", spec->type < G_N_ELEMENTS(TYPES) ? TYPES[spec->type] : "text");
    bcu_json_put_text(json, "unit", spec->unit);
    bcu_json_put_text(json, "fallback", spec->fallback);
    describe_bounds(json, spec);
    bcu_json_put_text(json, "choices", spec->choices);
    bcu_json_put_text(json, "help", spec->help);
    bcu_json_put_text(json, "value", text);
    bcu_json_key(json, "by_user");
    bcu_json_bool(json, by_user);
    bcu_json_key(json, "required");
    bcu_json_bool(json, spec->flags & BCU_OPTION_REQUIRED);
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
        const BcuSinkFile *file = g_ptr_array_index(files, i);
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "output_id", file->output_id);
        bcu_json_put_text(json, "name", file->name);
        bcu_json_put_text(json, "verified", file->verified);
        bcu_json_key(json, "forbidden");
        bcu_json_begin_array(json);
        for (char **suffix = file->forbidden; suffix && *suffix; suffix++)
            bcu_json_text(json, *suffix);
        bcu_json_end_array(json);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
    bcu_json_end_object(json);
    bcu_json_close(json);
}

/* ---- the work ------------------------------------------------------------------------ */

static bool cancelled(void)
{
    return bcu_interrupt_signal() != 0;
}

static bool run_plugin(const BcuPlugin *plugin, const BcuTask *task, const BcuOptions *options,
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

bool bcu_task_perform(const BcuTask *task, GString *answer, BcuDiagLog *log)
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

/* Only the pipe and what every process has: neither the lock of the run, nor what standard output was. */
static void close_all_but(int pipe_end)
{
    if (pipe_end > STDERR_FILENO + 1)
        close_range(STDERR_FILENO + 1, (unsigned)pipe_end - 1, 0);
    close_range((unsigned)pipe_end + 1, ~0u, 0);
}

/* Whoever forked may have ended before it could be said that this process is to end with it. */
static void end_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(BCU_EXIT_INTERNAL);
}

void bcu_task_perform_apart(const BcuTask *task, const BcuWorkerLimits *limits, pid_t parent, int pipe_end)
{
    end_with(parent);
    setpgid(0, 0);
    bcu_interrupt_unheed();
    signal(SIGPIPE, SIG_DFL);
    close_all_but(pipe_end);
    bcu_limits_set(limits);
    bcu_process_heed_memory(task->file->id, pipe_end);
    if (task->dataset)
        bcu_heap_begin_own();
    GString *answer = g_string_new(NULL);
    BcuDiagLog *log = bcu_diag_log_new();
    bcu_diag_log_relay(log, send_diag, &pipe_end);
    bool ok = bcu_task_perform(task, answer, log);
    bcu_diag_log_free(log);
    if (task->session)
        bcu_crs_session_release(task->session);
    fflush(NULL);
    /* The answer is the last word: who hears it does not wait for the end. */
    if (bcu_process_leaks())
        _exit(BCU_EXIT_INTERNAL);
    if (ok)
        write_line(pipe_end, answer->str);
    _exit(ok ? 0 : 1);
}
