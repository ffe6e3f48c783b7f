/* Commands and flags (GOption). */
#include "app/cli.h"
#include "base/nearest.h"
#include "cluster/membership.h"
#include "host/limits.h"
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    BcuCommand command;
    int least, most;
    const char *usage, *help;
} COMMANDS[] = {
    {"run", BCU_COMMAND_RUN, 0, -1, "run [PLUGIN...]",
     "read the project, run its plugins (or those named), write their files"},
    {"check", BCU_COMMAND_CHECK, 0, 0, "check",
     "read the project and say what was found; -o FILE writes the problem places as GeoJSON"},
    {"plugins", BCU_COMMAND_PLUGINS, 0, 1, "plugins [ID]",
     "list the plugins found, or one with its options and outputs"},
    {"info", BCU_COMMAND_INFO, 1, 1, "info FILE.shp",
     "describe a shapefile: type, CRS, encoding, fields"},
    {"trace", BCU_COMMAND_TRACE, 1, 1, "trace AREA",
     "follow one area from its record to the outline of its cluster"},
    {"init", BCU_COMMAND_INIT, 1, 1, "init FILE.shp",
     "write a first project file for a layer (-p names it; grouped --by a field or CSV file)"},
    {"help", BCU_COMMAND_HELP, 0, 0, "help", "print this help"},
};

/* Where GOption puts the flags. */
static struct {
    char *project, *output, *plugin_path, *diagnostics, *isolate, *compare, *by;
    gboolean quiet, verbose, strict, version, wait;
    gint timeout, memory;
    GStrv set, move, rest;
} given;

static const GOptionEntry ENTRIES[] = {
    {"project", 'p', 0, G_OPTION_ARG_FILENAME, &given.project,
     "Project file (default: the shipped one)", "FILE"},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output,
     "Folder to write to (default: output), or - to send one file to standard output; for check, a GeoJSON "
     "file of the problem places",
     "DIR"},
    {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.set,
     "Set an option, for example render.dpi=150", "PLUGIN.KEY=VALUE"},
    {"move", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.move, "Move an area to another cluster",
     "AREA=CLUSTER"},
    {"compare", 0, 0, G_OPTION_ARG_FILENAME, &given.compare,
     "Compare with the clusters of another project", "FILE"},
    {"by", 0, 0, G_OPTION_ARG_FILENAME, &given.by,
     "Field that groups the areas, or a CSV file with area and cluster codes (init)", "FIELD"},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &given.quiet, "Only warnings and errors", NULL},
    {"verbose", 'v', 0, G_OPTION_ARG_NONE, &given.verbose,
     "Also notes and a summary of the figures", NULL},
    {"diagnostics", 0, 0, G_OPTION_ARG_STRING, &given.diagnostics,
     "text, or json for one record a line", "FORM"},
    {"strict", 0, 0, G_OPTION_ARG_NONE, &given.strict, "Warnings fail (exit 4)", NULL},
    {"isolate", 0, 0, G_OPTION_ARG_STRING, &given.isolate,
     "process, or none to run plugins in this process", "HOW"},
    {"plugin-path", 0, 0, G_OPTION_ARG_STRING, &given.plugin_path,
     "Folders to look for plugins first", "DIRS"},
    {"timeout", 0, 0, G_OPTION_ARG_INT, &given.timeout,
     "Seconds that a plugin may take (default: 600; 0: no limit)", "N"},
    {"memory", 0, 0, G_OPTION_ARG_INT, &given.memory,
     "Megabytes that a plugin may take (default: three quarters of the machine's, 2048 to 5120; 0: no limit)", "N"},
    {"wait", 0, 0, G_OPTION_ARG_NONE, &given.wait, "Wait for another run into the same folder to end", NULL},
    {"version", 0, 0, G_OPTION_ARG_NONE, &given.version, "Print the version", NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.rest, NULL, NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static GOptionContext *context_new(void)
{
    g_set_prgname("bcukit"); /* the help says it, also where no flag was parsed before */
    GOptionContext *context = g_option_context_new("COMMAND");
    GString *summary = g_string_new("Commands:\n");
    for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        g_string_append_printf(summary, "  %-16s %s\n", COMMANDS[i].usage, COMMANDS[i].help);
    g_string_truncate(summary, summary->len - 1);
    g_option_context_set_summary(context, summary->str);
    g_option_context_set_description(
        context,
        "Exit codes: 0 done, 1 a plugin failed, 2 usage or project file, 3 input unreadable,\n"
        "4 input inconsistent or a warning in a strict run, 5 output not written, 70 our fault.\n");
    g_string_free(summary, TRUE);
    g_option_context_add_main_entries(context, ENTRIES, NULL);
    g_option_context_set_help_enabled(context, FALSE);
    return context;
}

void bcu_cli_print_help(void)
{
    GOptionContext *context = context_new();
    g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
    fputs(text, stdout);
    g_option_context_free(context);
}

static bool usage(BcuDiagLog *log, const char *hint, const char *format, const char *what)
{
    g_autofree char *message = g_strdup_printf("%s \"%s\"", format, what);
    bcu_report(log, BCU_ERROR, "PRJ050", NULL, hint, "%s", message);
    return false;
}

/* The nearest flag to one that GOption did not know. */
static bool report_flag(const GError *error, BcuDiagLog *log)
{
    const char *names[G_N_ELEMENTS(ENTRIES)];
    size_t count = 0;
    for (; ENTRIES[count].long_name && *ENTRIES[count].long_name; count++)
        names[count] = ENTRIES[count].long_name;
    const char *dash = strstr(error->message, "--");
    g_autofree char *near = dash ? bcu_did_you_mean(dash + 2, names, count) : NULL;
    bcu_report(log, BCU_ERROR, "PRJ050", NULL, near ? near : "\"bcukit help\" lists all flags.",
               "%s", error->message);
    return false;
}

static bool choose_command(const char *name, BcuCommandLine *line, BcuDiagLog *log)
{
    const char *names[G_N_ELEMENTS(COMMANDS)];
    for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        names[i] = COMMANDS[i].name;
        if (!g_str_equal(names[i], name))
            continue;
        int count = (int)g_strv_length(line->arguments);
        g_autofree char *hint = g_strdup_printf("Usage: bcukit %s", COMMANDS[i].usage);
        if (count < COMMANDS[i].least || (COMMANDS[i].most >= 0 && count > COMMANDS[i].most))
            return usage(log, hint, "wrong number of arguments for", name);
        line->command = COMMANDS[i].command;
        return true;
    }
    g_autofree char *near = bcu_did_you_mean(name, names, G_N_ELEMENTS(names));
    return usage(log, near ? near : "\"bcukit help\" lists the commands.", "there is no command",
                 name);
}

static bool check_flags(BcuCommandLine *line, BcuDiagLog *log)
{
    if (given.diagnostics && !g_str_equal(given.diagnostics, "json") &&
        !g_str_equal(given.diagnostics, "text"))
        return usage(log, "Write text or json.", "--diagnostics cannot be", given.diagnostics);
    if (given.isolate && !g_str_equal(given.isolate, "none") &&
        !g_str_equal(given.isolate, "process"))
        return usage(log, "Write process or none.", "--isolate cannot be", given.isolate);
    if (line->flags.move && given.compare)
        return usage(log, "Use one of the two.", "--move cannot be joined with", "--compare");
    return true;
}

static void take_flags(BcuCommandLine *line)
{
    line->project = g_steal_pointer(&given.project);
    line->output = g_steal_pointer(&given.output);
    line->plugin_path = g_steal_pointer(&given.plugin_path);
    line->quiet = given.quiet;
    line->verbose = given.verbose;
    line->strict = given.strict;
    line->json = given.diagnostics && g_str_equal(given.diagnostics, "json");
    line->flags.set = g_steal_pointer(&given.set);
    line->flags.move = g_steal_pointer(&given.move);
    line->flags.compare = line->compare = g_steal_pointer(&given.compare);
    line->by = g_steal_pointer(&given.by);
    line->limits.in_process = given.isolate && g_str_equal(given.isolate, "none");
    line->limits.timeout_s = (unsigned)MAX(given.timeout, 0);
    line->limits.memory_bytes = (uint64_t)MAX(given.memory, 0) << 20;
    line->wait = given.wait;
}

bool bcu_cli_parse(int argc, char **argv, BcuCommandLine *line, BcuDiagLog *log)
{
    g_autoptr(GError) error = NULL;
    for (int i = 1; i < argc; i++)
        if (g_str_equal(argv[i], "--help") || g_str_equal(argv[i], "-h")) {
            line->command = BCU_COMMAND_HELP;
            return true;
        }
    given.timeout = 600;
    given.memory = (gint)(bcu_limits_usual_memory() >> 20);
    GOptionContext *context = context_new();
    bool parsed = g_option_context_parse(context, &argc, &argv, &error);
    g_option_context_free(context);
    take_flags(line);
    GStrv rest = g_steal_pointer(&given.rest);
    line->arguments = g_strdupv(rest && rest[0] ? rest + 1 : (char *[]){NULL});
    bool ok = parsed ? check_flags(line, log) : report_flag(error, log);
    if (ok && given.version)
        line->command = BCU_COMMAND_VERSION;
    else if (ok && (!rest || !rest[0]))
        line->command = BCU_COMMAND_HELP;
    else if (ok)
        ok = choose_command(rest[0], line, log);
    if (ok && line->command == BCU_COMMAND_RUN && !line->output)
        line->output = g_strdup("output");
    g_strfreev(rest);
    g_clear_pointer(&given.diagnostics, g_free);
    g_clear_pointer(&given.isolate, g_free);
    return ok;
}

void bcu_cli_clear(BcuCommandLine *line)
{
    g_strfreev(line->arguments);
    g_free(line->project);
    g_free(line->output);
    g_free(line->plugin_path);
    g_strfreev(line->flags.set);
    g_strfreev(line->flags.move);
    g_free(line->compare);
    g_free(line->by);
}
