/* Runs plugins on the frozen dataset and brings their files into place.
 * Plugins at work on the frozen dataset, and where their files go. */
#include "app/run.h"
#include "app/progress.h"
#include "base/exit_code.h"
#include "dataset/dataset_private.h"
#include "host/manifest.h"
#include "outputs/interrupt.h"
#include "text/visible.h"
#include <stdio.h>

static bool is_to_pipe(const BcuRunOrder *run)
{
    return g_str_equal(run->line->output, "-");
}

bool bcu_run_prepare(BcuRunOrder *run, BcuDiagLog *log)
{
    if (run->line->dry)
        return bcu_pipe_make_folder(&run->pipe, log) &&
               bcu_ledger_new(run->pipe.folder, BCU_FOLDER_OWN, &run->ledger, log);
    if (is_to_pipe(run))
        return bcu_pipe_open(&run->pipe, log) &&
               bcu_ledger_new(run->pipe.folder, BCU_FOLDER_OWN, &run->ledger, log);
    return bcu_ledger_new(run->line->output, run->line->wait ? BCU_FOLDER_WAIT : 0, &run->ledger, log) &&
           bcu_ledger_foresee(run->ledger, run->plan->infos, log);
}

void bcu_run_clear(BcuRunOrder *run)
{
    bcu_ledger_free(run->ledger);
    if (is_to_pipe(run) || run->line->dry)
        bcu_pipe_close(&run->pipe);
}

/* ---- plugins ------------------------------------------------------------------------------- */

static BcuWorker *start_plugin(const BcuRunOrder *run, guint index, BcuDiagLog *log)
{
    const BcuPluginInfo *info = g_ptr_array_index(run->plan->infos, index);
    if (bcu_interrupt_signal() || !bcu_plan_needs_met(info, run->dataset, log))
        return NULL;
    return bcu_worker_start_run(g_ptr_array_index(run->plan->chosen, index), info, run->project, run->dataset,
                                &run->line->limits, run->ledger, log);
}

/* As many at once as there are processors; their files are taken in the order of the plan.
 * Returns false when anything is missing: a plugin, or what a plugin reported as an error and went on without. */
static bool run_plugins(const BcuRunOrder *run, BcuDiagLog *log)
{
    guint count = run->plan->chosen->len, started = 0;
    guint at_once = MIN(g_get_num_processors(), bcu_worker_most());
    g_autofree BcuWorker **workers = g_new0(BcuWorker *, count + 1);
    bool all = true;
    size_t errors = bcu_diag_count(log, BCU_ERROR);
    bcu_interrupt_note_only();
    for (guint i = 0; i < count; i++) {
        const BcuPluginFile *file = g_ptr_array_index(run->plan->chosen, i);
        for (; started < MIN(count, i + at_once); started++)
            workers[started] = start_plugin(run, started, log);
        bcu_progress_stage(file->id);
        all &= bcu_worker_finish_run(workers[i], run->ledger, log);
    }
    bcu_worker_end_orphans();
    return all && bcu_diag_count(log, BCU_ERROR) == errors && !bcu_interrupt_signal();
}

/* char *, borrowed from both: what the core has read, and what only a plugin reads. */
static GPtrArray *all_inputs(const BcuRunOrder *run, GPtrArray *of_plugins)
{
    GPtrArray *inputs = g_ptr_array_new();
    g_ptr_array_extend(inputs, bcu_dataset_whole(run->dataset)->parts.provenance->inputs, NULL, NULL);
    g_ptr_array_extend(inputs, of_plugins, NULL, NULL);
    return inputs;
}

/* ---- what becomes of their files ----------------------------------------------------------- */

static void print_written(const BcuRunOrder *run)
{
    const GPtrArray *files = bcu_ledger_files(run->ledger);
    bcu_progress_wipe();
    for (guint i = 0; !run->line->quiet && !run->line->json && i < files->len; i++) {
        const BcuLedgerFile *file = g_ptr_array_index(files, i);
        printf("%s/%s (%" G_GUINT64_FORMAT " bytes)\n", bcu_ledger_folder(run->ledger), file->name, file->size);
    }
}

static int end_interrupted(const BcuRunOrder *run, bool in_place, BcuDiagLog *log)
{
    BcuPlace place = {.file = is_to_pipe(run) ? NULL : run->line->output};
    bcu_report(log, BCU_ERROR, "RUN010", &place, NULL,
               in_place ? "the run was interrupted when all its files were in place: they are whole, and stay"
                        : "the run was interrupted: none of its files was put into place, and what was there is kept");
    return BCU_EXIT_SIGNAL + bcu_interrupt_signal();
}

/* The files of all plugins that succeeded, and the manifest of just these, at once. */
static int write_to_folder(const BcuRunOrder *run, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) of_plugins = bcu_plan_files_read(run->plan, run->project->folder);
    g_autoptr(GPtrArray) inputs = all_inputs(run, of_plugins);
    bcu_ledger_spare(run->ledger, inputs);
    bool all = run_plugins(run, log), any = bcu_ledger_files(run->ledger)->len > 0;
    if (bcu_interrupt_signal())
        return end_interrupted(run, false, log);
    if (any && (!bcu_manifest_write(run->dataset, run->plan->infos, run->ledger, log) ||
                !bcu_ledger_commit(run->ledger, log)))
        return BCU_EXIT_OUTPUT;
    print_written(run);
    if (bcu_interrupt_signal())
        return end_interrupted(run, true, log);
    return bcu_exit_is_due(log, BCU_EXIT_OUTPUT) ? BCU_EXIT_OUTPUT : all ? BCU_EXIT_DONE : BCU_EXIT_PLUGIN_FAILED;
}

/* "-o -": the one file of the run, and nothing else, to standard output. */
static int write_to_pipe(const BcuRunOrder *run, BcuDiagLog *log)
{
    if (!run_plugins(run, log))
        return bcu_interrupt_signal() ? end_interrupted(run, false, log) : BCU_EXIT_PLUGIN_FAILED;
    return bcu_pipe_send(&run->pipe, run->ledger, log) ? BCU_EXIT_DONE : (int)bcu_exit_of(log);
}

/* What an earlier run left is no fault of this one's input. */
static bool has_warnings(const BcuDiagLog *log)
{
    return bcu_diag_count(log, BCU_WARNING) > bcu_diag_log_count_code(log, "OUT037");
}

static void print_dry(const BcuRunOrder *run, const GPtrArray *inputs)
{
    const GPtrArray *files = bcu_ledger_files(run->ledger);
    bcu_progress_wipe();
    for (guint i = 0; i < inputs->len; i++) {
        g_autofree char *input = bcu_visible(g_ptr_array_index(inputs, i));
        printf("read   %s\n", input);
    }
    for (guint i = 0; i <= files->len && files->len > 0; i++) {
        const char *name = i < files->len ? ((const BcuLedgerFile *)g_ptr_array_index(files, i))->name : "manifest.json";
        g_autofree char *path = g_build_filename(run->line->output, name, NULL);
        printf("%s %s\n", g_file_test(path, G_FILE_TEST_EXISTS) ? "change" : "write ", path);
    }
}

/* All the work is done, in a folder that goes again: which files a run makes is known when they are made. */
static int write_nowhere(const BcuRunOrder *run, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) of_plugins = bcu_plan_files_read(run->plan, run->project->folder);
    g_autoptr(GPtrArray) inputs = all_inputs(run, of_plugins);
    bool all = run_plugins(run, log);
    if (bcu_interrupt_signal())
        return end_interrupted(run, false, log);
    print_dry(run, inputs);
    return all ? BCU_EXIT_DONE : BCU_EXIT_PLUGIN_FAILED;
}

int bcu_run(const BcuRunOrder *run, BcuDiagLog *log)
{
    if (run->line->strict && has_warnings(log))
        return BCU_EXIT_INCONSISTENT;
    if (run->line->dry)
        return write_nowhere(run, log);
    return is_to_pipe(run) ? write_to_pipe(run, log) : write_to_folder(run, log);
}
