/* Runs the command that argv names: the list of stages.
 * argv to exit code: the list of stages. */
#include "app/bcu_main.h"
#include "app/cli.h"
#include "app/complete.h"
#include "app/describe.h"
#include "app/help.h"
#include "app/lint.h"
#include "app/man.h"
#include "app/plan.h"
#include "app/progress.h"
#include "app/run.h"
#include "app/trace.h"
#include "app/versions.h"
#include "base/exit_code.h"
#include "begin/default_project.h"
#include "begin/init.h"
#include "begin/new_plugin.h"
#include "check/check.h"
#include "check/problems.h"
#include "crs/session.h"
#include "dataset/dataset_private.h"
#include "host/process_end.h"
#include "layer/reproject.h"
#include "layer/shapefile.h"
#include "layer/zip_layer.h"
#include "outputs/inputs.h"
#include "outputs/interrupt.h"
#include "outputs/single_file.h"
#include "text/diag_json.h"
#include "text/diag_print.h"
#include "text/visible.h"
#include "verify/verify.h"
#include <bcukit/plugin.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what is printed ----------------------------------------------------------------- */

/* A check prints its messages in its sheet. */
static bool is_sheet_wanted(const BcuCommandLine *line)
{
    return line->command == BCU_COMMAND_CHECK && !line->quiet;
}

static bool are_kept_for_sheet(const BcuCommandLine *line)
{
    return is_sheet_wanted(line) && !line->json;
}

static void print_diag(const BcuDiag *diag, void *closure)
{
    const BcuCommandLine *line = closure;
    if (are_kept_for_sheet(line))
        return;
    bcu_progress_wipe();
    if (line->json) {
        g_autofree char *text = bcu_diag_to_json(diag);
        fprintf(stderr, "%s\n", text);
    } else if (diag->severity == BCU_SUMMARY) {
        if (line->verbose)
            bcu_diag_print(diag, stdout);
    } else if (diag->severity > BCU_NOTE || (!line->quiet && (line->verbose || diag->severity > BCU_NOTE ||
                                                              line->command != BCU_COMMAND_RUN))) {
        bcu_diag_print(diag, stderr);
    }
}

/* Where there is no sheet after all, or its file cannot be written: what was kept for it. */
static void print_kept(const BcuCommandLine *line, const BcuDiagLog *log)
{
    for (size_t i = 0; are_kept_for_sheet(line) && i < bcu_diag_log_size(log); i++)
        bcu_diag_print(bcu_diag_log_at(log, i), stderr);
}

/* ---- commands ------------------------------------------------------------------------ */

/* Which project was taken where none was named: a folder with a file of its own must not get another's without a
 * word. Above what a run or a check lists; a trace names it itself. */
static void say_default(const BcuCommandLine *line, const char *path, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    bool is_run = line->command == BCU_COMMAND_RUN;
    if (line->project || line->quiet || line->command == BCU_COMMAND_TRACE)
        return;
    if (is_run && (line->json || line->verbose || g_str_equal(line->output, "-")))
        bcu_report(log, BCU_NOTE, "PRJ015", &place, "Name another with -p.", "no project was named; this one is taken");
    else if (!line->json)
        printf("Project: %s\n%s", path, is_run ? "" : "\n");
}

/* "-o map.png" would make a folder of that name, where nobody looks for it. */
static bool check_output_folder(const char *output, BcuDiagLog *log)
{
    static const char *const ENDINGS[] = {".png", ".svg", ".pdf", ".csv", ".json", ".md", ".geojson", ".topojson", ".gpkg",
                                          ".shp", ".dbf", ".zip", ".txt", ".ini", ".html", ".xlsx", ".tif"};
    g_autofree char *lower = g_ascii_strdown(output, -1);
    BcuPlace place = {.file = output};
    for (size_t i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        if (!g_str_has_suffix(lower, ENDINGS[i]) || g_file_test(output, G_FILE_TEST_IS_DIR))
            continue;
        bcu_report(log, BCU_ERROR, "PRJ052", &place,
                   "Name a folder; a run that makes one file sends it to standard output with -o -, as in: -o - > map.svg",
                   "-o names the folder to write to, and this looks like a file");
        return false;
    }
    return true;
}

static int command_run(const BcuCommandLine *line, const char *path, BcuCrsSession *session, BcuDiagLog *log)
{
    g_autoptr(BcuProject) project = NULL;
    g_autoptr(BcuDataset) dataset = NULL;
    if (!bcu_project_read(path, &line->flags, &project, log))
        return BCU_EXIT_USAGE;
    g_auto(BcuPlan) plan = {0};
    bcu_plan_start(line, project, &plan, log);
    bcu_dataset_look_ahead(project, session);
    bcu_plan_finish(line, project, session, &plan, log);
    if (bcu_diag_count(log, BCU_ERROR) > 0) /* a plugin's own rule is about what the user wrote */
        return bcu_exit_of(log) == BCU_EXIT_INCONSISTENT ? BCU_EXIT_USAGE : bcu_exit_of(log);
    if (bcu_plan_common_crs(&plan))
        bcu_crs_look_ahead_to(session, bcu_plan_common_crs(&plan));
    g_auto(BcuRunOrder) order = {line, project, NULL, &plan, {-1, NULL}, NULL};
    if (!bcu_run_prepare(&order, log) || !bcu_dataset_build(project, session, &dataset, log))
        return bcu_exit_of(log);
    order.dataset = dataset;
    return bcu_run(&order, log);
}

static int print_taken(char *text, const BcuDiagLog *log)
{
    if (!text)
        return bcu_exit_of(log);
    bcu_progress_wipe();
    g_autofree char *shown = bcu_visible_lines(text);
    fputs(shown, stdout);
    g_free(text);
    return BCU_EXIT_DONE;
}

/* For a shell that reads it: as it is. */
static int print_for_shell(char *text, const BcuDiagLog *log)
{
    if (!text)
        return bcu_exit_of(log);
    fputs(text, stdout);
    g_free(text);
    return BCU_EXIT_DONE;
}

/* The file is replaced whole: a check is repeated until nothing is left in it. */
static bool write_problems(const BcuCommandLine *line, const BcuSheet *sheet, const BcuCrs *crs,
                           const GPtrArray *inputs, BcuDiagLog *log)
{
    size_t count;
    g_autofree char *text = bcu_problems_geojson(sheet, crs, &count, log);
    if (!text || !bcu_inputs_spare(inputs, line->output, log) ||
        !bcu_single_file_write(line->output, "the file of problem places", text, true, log))
        return false;
    if (!line->quiet && !line->json)
        printf("\n%s: %zu problem place%s\n", line->output, count, count == 1 ? "" : "s");
    return true;
}

static int command_check(const BcuCommandLine *line, const char *path, BcuCrsSession *session, BcuDiagLog *log)
{
    g_autoptr(BcuProject) project = NULL;
    g_autoptr(BcuSheet) sheet = NULL;
    const BcuCrs *crs = NULL;
    g_autoptr(GPtrArray) inputs = NULL;
    if (!bcu_project_read(path, &line->flags, &project, log)) {
        print_kept(line, log);
        return bcu_exit_of(log);
    }
    project->verify = true;
    bool ok = bcu_check(project, session, &sheet, &crs, &inputs, log);
    if (is_sheet_wanted(line))
        print_taken(line->json ? bcu_sheet_json(sheet) : bcu_sheet_text(sheet), log);
    bool written = !line->output || (crs && write_problems(line, sheet, crs, inputs, log));
    if (!ok)
        return bcu_exit_of(log);
    if (!written) {
        print_kept(line, log);
        return BCU_EXIT_OUTPUT;
    }
    return line->strict && bcu_diag_count(log, BCU_WARNING) ? BCU_EXIT_INCONSISTENT : BCU_EXIT_DONE;
}

static int command_trace(const BcuCommandLine *line, const char *path, BcuCrsSession *session, BcuDiagLog *log)
{
    g_autoptr(BcuProject) project = NULL;
    g_autoptr(BcuDataset) dataset = NULL;
    if (!bcu_dataset_read(session, path, &line->flags, &project, &dataset, log))
        return bcu_exit_of(log);
    return print_taken(bcu_trace(dataset, project, line->arguments[0], log), log);
}

/* Without -p the project file goes to standard output. */
static int write_project(const BcuCommandLine *line, const BcuInitResult *result, BcuDiagLog *log)
{
    BcuPlace place = {.file = line->project};
    g_autofree char *count = result->outside
                                 ? g_strdup_printf("%u of %u", result->areas - result->outside, result->areas)
                                 : g_strdup_printf("%u", result->areas);
    if (!line->project)
        return print_taken(g_strdup(result->text), log);
    if (g_file_test(line->project, G_FILE_TEST_EXISTS))
        bcu_report(log, BCU_ERROR, "OUT040", &place, "Remove it, or name another with -p.",
                   "the file exists already and is left as it is");
    else if (bcu_single_file_write(line->project, "the project file", result->text, false, log) && !line->quiet)
        printf("%s: %s areas in %u clusters by %s. Next: bcukit run -p %s\n", line->project, count, result->clusters,
               result->grouped_by, line->project);
    return bcu_diag_count(log, BCU_ERROR) > 0 ? (int)bcu_exit_of(log) : BCU_EXIT_DONE;
}

static int command_init(const BcuCommandLine *line, BcuCrsSession *session, BcuDiagLog *log)
{
    BcuShapefileSource source = {.id = "layer", .path = line->arguments[0], .crs_optional = true};
    g_autoptr(BcuLayer) layer = NULL;
    g_auto(BcuFields) fields = {0};
    g_auto(BcuInitResult) result = {0};
    if (!bcu_shapefile_read(&source, &layer, log))
        return bcu_exit_of(log);
    g_free(layer->id);
    layer->id = bcu_init_layer_id(layer->path); /* that of the shapefile, where an archive was named */
    bcu_crs_look_up(session, layer, log);
    bcu_fields_detect(layer, &fields);
    bcu_crs_session_release(session);
    g_autoptr(GPtrArray) plugins = bcu_plan_ready(line, fields.population != BCU_NONE, log);
    BcuInitRequest request = {line->by, line->project ? line->project : "project.ini", &fields, plugins};
    if (!bcu_init(layer, &request, &result, log))
        return bcu_exit_of(log);
    return write_project(line, &result, log);
}

static bool describe_layer(const char *path, BcuCrsSession *session, BcuDiagLog *log)
{
    BcuShapefileSource source = {.id = "layer", .path = path, .crs_optional = true};
    g_autoptr(BcuLayer) layer = NULL;
    if (!bcu_shapefile_read(&source, &layer, log))
        return false;
    bcu_crs_look_up(session, layer, log);
    return print_taken(bcu_layer_describe(layer, log), log) == BCU_EXIT_DONE;
}

/* Of an archive all of its layers, where it does not name one. */
static int command_info(const BcuCommandLine *line, BcuCrsSession *session, BcuDiagLog *log)
{
    const char *path = line->arguments[0];
    g_autofree char *archive = NULL, *member = NULL;
    if (!bcu_zip_path_split(path, &archive, &member) || member)
        return describe_layer(path, session, log) ? BCU_EXIT_DONE : (int)bcu_exit_of(log);
    g_autoptr(GPtrArray) paths = bcu_zip_layers(archive, log);
    bool ok = paths != NULL;
    for (guint i = 0; paths && i < paths->len; i++) {
        if (i > 0)
            fputs("\n", stdout);
        ok &= describe_layer(g_ptr_array_index(paths, i), session, log);
    }
    return ok ? BCU_EXIT_DONE : (int)bcu_exit_of(log);
}

static int command_verify(const BcuCommandLine *line, BcuCrsSession *session, BcuDiagLog *log)
{
    const char *path = line->arguments[0];
    char *text = g_file_test(path, G_FILE_TEST_IS_DIR) ? bcu_verify_folder(path, session, log) : bcu_verify_file(path, log);
    int printed = print_taken(text, log);
    return bcu_diag_count(log, BCU_ERROR) ? (int)bcu_exit_of(log) : printed;
}

static int command_plugins(const BcuCommandLine *line, BcuDiagLog *log)
{
    if (line->check)
        return bcu_lint(line, line->check, log) ? BCU_EXIT_DONE : BCU_EXIT_PLUGIN_FAILED;
    g_autoptr(GPtrArray) files = bcu_plugin_find(line->plugin_path);
    bool found = false;
    for (guint i = 0; i < files->len; i++) {
        const BcuPluginFile *file = g_ptr_array_index(files, i);
        if (line->arguments[0] && (file->hidden || !g_str_equal(file->id, line->arguments[0])))
            continue;
        found = true;
        BcuPluginInfo *info = bcu_plan_describe(line, file, log);
        if (!info)
            continue;
        if (line->arguments[0])
            print_taken(bcu_plugin_describe(info), log);
        else
            printf("%-12s %-8s %s%s\n             %s\n", info->id, info->version, info->summary,
                   file->hidden ? " (hidden by another of this id)" : "", info->path);
        bcu_plugin_info_free(info);
    }
    if (line->arguments[0] && !found)
        bcu_report(log, BCU_ERROR, "PRJ060", NULL, "\"bcukit plugins\" lists them.",
                   "there is no plugin \"%s\"", line->arguments[0]);
    return bcu_diag_count(log, BCU_ERROR) ? bcu_exit_of(log) : BCU_EXIT_DONE;
}

static int command_new_plugin(const BcuCommandLine *line, BcuDiagLog *log)
{
    const char *id = line->arguments[0];
    if (!bcu_new_plugin(id, line->cxx, log))
        return bcu_exit_of(log);
    if (!line->quiet)
        printf("%s: a plugin that writes %s.txt. Next: cd %s && cmake -S . -B build && cmake --build build && "
               "ctest --test-dir build\n", id, id, id);
    return BCU_EXIT_DONE;
}

static int command_man(const BcuCommandLine *line, BcuDiagLog *log)
{
    char *page = bcu_man_page(line->arguments[0]);
    if (!page)
        bcu_report(log, BCU_ERROR, "PRJ062", NULL, "Pages are bcukit.1, bcukit-COMMAND.1 and bcukit-project.5.",
                   "there is no page \"%s\"", line->arguments[0]);
    return page ? print_taken(page, log) : BCU_EXIT_USAGE;
}

static int perform(const BcuCommandLine *line, BcuCrsSession *session, BcuDiagLog *log)
{
    g_autofree char *path = line->project ? g_strdup(line->project) : bcu_default_project();
    if (line->command == BCU_COMMAND_RUN && !check_output_folder(line->output, log))
        return BCU_EXIT_USAGE;
    if (bcu_command_reads_project(line->command))
        say_default(line, path, log);
    switch (line->command) {
    case BCU_COMMAND_RUN: return command_run(line, path, session, log);
    case BCU_COMMAND_CHECK: return command_check(line, path, session, log);
    case BCU_COMMAND_TRACE: return command_trace(line, path, session, log);
    case BCU_COMMAND_PLUGINS: return command_plugins(line, log);
    case BCU_COMMAND_INFO: return command_info(line, session, log);
    case BCU_COMMAND_VERIFY: return command_verify(line, session, log);
    case BCU_COMMAND_INIT: return command_init(line, session, log);
    case BCU_COMMAND_NEW_PLUGIN: return command_new_plugin(line, log);
    case BCU_COMMAND_VERSION: return print_taken(bcu_versions(), log);
    case BCU_COMMAND_MAN: return command_man(line, log);
    case BCU_COMMAND_COMPLETE: return print_for_shell(bcu_complete(line, path), log);
    default: return print_taken(bcu_help(line, log), log);
    }
}

/* What PROJ was asked before is kept, unless the user wants no such file; see crs/cache.h. */
static BcuCrsSession *open_session(void)
{
    g_autofree char *path = g_build_filename(g_get_user_cache_dir(), "bcukit", "crs-cache", NULL);
    return bcu_crs_session_new(g_strcmp0(g_getenv("BCUKIT_CACHE"), "off") == 0 ? NULL : path);
}

/* ---- begin and end --------------------------------------------------------------------------- */

/* A stream that is closed would hand its number to the next file that is opened, and what is printed to that file. */
static void hold_closed_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream ? O_RDONLY : O_WRONLY) != stream)
            _exit(BCU_EXIT_OUTPUT); /* O_RDONLY: what is written to it fails */
}

/* Whoever stops reading, and files that grow too large, are errors of writing like others. */
static void heed_signals(const BcuCommandLine *line)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    bcu_process_heed_memory(NULL, line->json ? STDERR_FILENO : -1);
    bcu_interrupt_heed(line->json ? "{\"severity\":\"error\",\"code\":\"RUN010\",\"message\":\"bcukit was interrupted: "
                                    "nothing was written, and what was there is kept\"}\n"
                                  : "error RUN010: bcukit was interrupted: nothing was written, and what was there is "
                                    "kept\n");
}

static bool are_warnings_why(const BcuCommandLine *line, const BcuDiagLog *log)
{
    return line->strict && bcu_diag_count(log, BCU_WARNING) > 0;
}

/* Prints what is buffered. \return the exit code, which nobody gets without a word. */
static int end_in_words(int code, const BcuCommandLine *line, BcuDiagLog *log)
{
    bool failed_before = ferror(stdout) != 0;
    errno = 0;
    if (fflush(stdout) != 0 || failed_before) {
        bcu_report(log, BCU_ERROR, "OUT050", &(BcuPlace){0}, "Look at where it leads: a full disk, or a program that has ended.",
                   "standard output does not take all that was to be printed%s%s", errno ? ": " : "",
                   errno ? g_strerror(errno) : "");
        code = code == BCU_EXIT_DONE ? BCU_EXIT_OUTPUT : code;
        print_kept(line, log);
    }
    if (code != BCU_EXIT_DONE && bcu_diag_count(log, BCU_ERROR) == 0 && !are_warnings_why(line, log))
        bcu_report(log, BCU_ERROR, "RUN030", &(BcuPlace){0}, "Please report it, with the command and the project file.",
                   "bcukit failed (exit %d) and does not know why: this is a mistake in bcukit", code);
    return code;
}

int bcu_main(int argc, char **argv)
{
    hold_closed_streams();
    setlocale(LC_CTYPE, "");
    BcuCommandLine line = {0};
    BcuDiagLog *log = bcu_diag_log_new();
    bcu_diag_log_listen(log, print_diag, &line);
    bool understood = bcu_cli_parse(argc, argv, &line, log);
    heed_signals(&line);
    if (understood && !line.quiet && !line.json)
        bcu_progress_start();
    bcu_diag_log_follow(log, bcu_progress_stage);
    BcuCrsSession *session = open_session();
    int code = understood ? perform(&line, session, log) : BCU_EXIT_USAGE;
    bcu_progress_stop();
    if (!line.json && !is_sheet_wanted(&line))
        bcu_diag_print_hidden(log, stderr);
    code = end_in_words(code, &line, log);
    bcu_crs_session_free(session);
    bcu_diag_log_free(log);
    bcu_cli_clear(&line);
    bcu_worker_reap();
    bcu_process_end(code);
}
