/* Plugins at work on the frozen dataset, and where their files go. */
#include "app/run.h"
#include "app/progress.h"
#include "base/exit_code.h"
#include "dataset/dataset_private.h"
#include "host/manifest.h"
#include "host/pipe.h"
#include <stdio.h>

static void print_written(const BcuCommandLine *line, const BcuLedger *ledger)
{
    const GPtrArray *files = bcu_ledger_files(ledger);
    bcu_progress_wipe();
    for (guint i = 0; !line->quiet && !line->json && i < files->len; i++) {
        const BcuLedgerFile *file = g_ptr_array_index(files, i);
        printf("%s/%s (%" G_GUINT64_FORMAT " bytes)\n", bcu_ledger_folder(ledger), file->name, file->size);
    }
}

static BcuWorker *start_plugin(const BcuRunOrder *run, guint index, BcuLedger *ledger, BcuDiagLog *log)
{
    if (bcu_worker_interrupted() ||
        !bcu_plan_needs_met(g_ptr_array_index(run->plan->infos, index), run->dataset, log))
        return NULL;
    return bcu_worker_start_run(g_ptr_array_index(run->plan->chosen, index), run->project, run->dataset,
                                &run->line->limits, ledger, log);
}

/* As many at once as there are processors; their files come into place in the order of the plan. */
static bool run_plugins(const BcuRunOrder *run, BcuLedger *ledger, BcuDiagLog *log)
{
    guint count = run->plan->chosen->len, started = 0;
    guint at_once = MIN(g_get_num_processors(), bcu_worker_most());
    g_autofree BcuWorker **workers = g_new0(BcuWorker *, count + 1);
    bool all = true;
    for (guint i = 0; i < count; i++) {
        const BcuPluginFile *file = g_ptr_array_index(run->plan->chosen, i);
        for (; started < MIN(count, i + at_once); started++)
            workers[started] = start_plugin(run, started, ledger, log);
        bcu_progress_stage(file->id);
        all &= bcu_worker_finish_run(workers[i], ledger, log) && !bcu_worker_interrupted() &&
               bcu_ledger_commit(ledger, file->id, log);
    }
    return all && !bcu_worker_interrupted();
}

/* char *, borrowed from both: what the core has read, and what only a plugin reads. */
static GPtrArray *all_inputs(const BcuRunOrder *run, GPtrArray *of_plugins)
{
    GPtrArray *inputs = g_ptr_array_new();
    g_ptr_array_extend(inputs, bcu_dataset_whole(run->dataset)->parts.provenance->inputs, NULL, NULL);
    g_ptr_array_extend(inputs, of_plugins, NULL, NULL);
    return inputs;
}

static int write_to_folder(const BcuRunOrder *run, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) of_plugins = bcu_plan_files_read(run->plan, run->project->folder);
    g_autoptr(GPtrArray) inputs = all_inputs(run, of_plugins);
    g_autoptr(BcuLedger) ledger = NULL;
    if (!bcu_ledger_new(run->line->output, &ledger, log))
        return BCU_EXIT_OUTPUT;
    bcu_ledger_spare(ledger, inputs);
    bool all = run_plugins(run, ledger, log);
    if (bcu_ledger_files(ledger)->len > 0 && !bcu_manifest_write(run->dataset, run->plan->infos, ledger, log))
        return BCU_EXIT_OUTPUT;
    print_written(run->line, ledger);
    if (bcu_diag_log_count_code(log, "OUT020") + bcu_diag_log_count_code(log, "OUT030") +
            bcu_diag_log_count_code(log, "OUT033") > 0)
        return BCU_EXIT_OUTPUT;
    return all ? BCU_EXIT_DONE : BCU_EXIT_PLUGIN_FAILED;
}

/* "-o -": the one file of the run, and nothing else, to standard output. */
static int write_to_pipe(const BcuRunOrder *run, BcuDiagLog *log)
{
    BcuPipe pipe = {.output = -1};
    BcuLedger *ledger = NULL;
    bool ok = bcu_pipe_open(&pipe, log) && bcu_ledger_new(pipe.folder, &ledger, log);
    bool all = ok && run_plugins(run, ledger, log);
    bool sent = all && bcu_pipe_send(&pipe, ledger, log);
    bcu_ledger_free(ledger);
    bcu_pipe_close(&pipe);
    return sent ? BCU_EXIT_DONE : ok && !all ? BCU_EXIT_PLUGIN_FAILED : (int)bcu_exit_of(log);
}

int bcu_run(const BcuRunOrder *run, BcuDiagLog *log)
{
    if (run->line->strict && bcu_diag_count(log, BCU_WARNING) > 0)
        return BCU_EXIT_INCONSISTENT;
    return g_str_equal(run->line->output, "-") ? write_to_pipe(run, log) : write_to_folder(run, log);
}
