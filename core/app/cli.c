/* Parses commands and flags, by GOption.
 * Commands and flags (GOption). */
#include "app/cli.h"
#include "app/hints.h"
#include "base/nearest.h"
#include "host/limits.h"
#include <string.h>

enum { NO_NUMBER = G_MININT };

/* Where GOption puts the flags. */
static struct {
    char *project, *output, *plugin_path, *diagnostics, *isolate, *compare, *by, *check;
    gboolean quiet, verbose, strict, dry, cxx, version, wait;
    gint timeout, memory;
    GStrv set, move, rest;
} given;

static void *const PLACES[BCU_FLAG_COUNT] = {
    [BCU_FLAG_PROJECT] = &given.project, [BCU_FLAG_OUTPUT] = &given.output, [BCU_FLAG_SET] = &given.set,
    [BCU_FLAG_MOVE] = &given.move, [BCU_FLAG_COMPARE] = &given.compare, [BCU_FLAG_BY] = &given.by,
    [BCU_FLAG_CXX] = &given.cxx, [BCU_FLAG_CHECK] = &given.check, [BCU_FLAG_DRY_RUN] = &given.dry, [BCU_FLAG_QUIET] = &given.quiet, [BCU_FLAG_VERBOSE] = &given.verbose,
    [BCU_FLAG_DIAGNOSTICS] = &given.diagnostics, [BCU_FLAG_STRICT] = &given.strict,
    [BCU_FLAG_ISOLATE] = &given.isolate, [BCU_FLAG_PLUGIN_PATH] = &given.plugin_path,
    [BCU_FLAG_TIMEOUT] = &given.timeout, [BCU_FLAG_MEMORY] = &given.memory, [BCU_FLAG_WAIT] = &given.wait,
};

static bool is_given(BcuFlag flag)
{
    switch (bcu_flags()[flag].kind) {
    case G_OPTION_ARG_NONE: return *(gboolean *)PLACES[flag];
    case G_OPTION_ARG_INT: return *(gint *)PLACES[flag] != NO_NUMBER;
    default: return *(void **)PLACES[flag] != NULL;
    }
}

static bool parse_flags(int *argc, char ***argv, GError **error)
{
    GOptionEntry entries[BCU_FLAG_COUNT + 3] = {0};
    for (size_t i = 0; i < BCU_FLAG_COUNT; i++) {
        const BcuFlagSpec *flag = &bcu_flags()[i];
        entries[i] = (GOptionEntry){flag->name, flag->letter, 0, flag->kind, PLACES[i], NULL, NULL};
    }
    entries[BCU_FLAG_COUNT] = (GOptionEntry){"version", 0, 0, G_OPTION_ARG_NONE, &given.version, NULL, NULL};
    entries[BCU_FLAG_COUNT + 1] =
        (GOptionEntry){G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.rest, NULL, NULL};
    given.timeout = given.memory = NO_NUMBER;
    GOptionContext *context = g_option_context_new(NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_help_enabled(context, FALSE);
    bool parsed = g_option_context_parse(context, argc, argv, error);
    g_option_context_free(context);
    return parsed;
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
    const char *names[BCU_FLAG_COUNT];
    for (size_t i = 0; i < BCU_FLAG_COUNT; i++)
        names[i] = bcu_flags()[i].name;
    const char *dash = strstr(error->message, "--");
    g_autofree char *near = dash ? bcu_did_you_mean(dash + 2, names, BCU_FLAG_COUNT) : NULL;
    bcu_report(log, BCU_ERROR, "PRJ050", NULL, near ? near : "\"bcukit help\" lists all flags.",
               "%s", error->message);
    return false;
}

static bool report_command(const char *name, BcuDiagLog *log)
{
    size_t count, shown = 0;
    const BcuCommandSpec *commands = bcu_commands(&count);
    g_autofree const char **names = g_new(const char *, count);
    for (size_t i = 0; i < count; i++)
        if (!commands[i].hidden)
            names[shown++] = commands[i].name;
    g_autofree char *file = bcu_hint_for_file(name);
    g_autofree char *near = file ? NULL : bcu_did_you_mean(name, names, shown);
    return usage(log, file ? file : near ? near : "\"bcukit help\" lists the commands.", "there is no command", name);
}

/* Plugins are named by an id: what looks like a file was meant for another command or flag. */
static bool check_plugin_names(const BcuCommandLine *line, BcuDiagLog *log)
{
    for (size_t i = 0; line->arguments[i]; i++) {
        g_autofree char *hint = bcu_hint_for_file(line->arguments[i]);
        if (hint)
            return usage(log, hint, "run takes plugins, not a file such as", line->arguments[i]);
    }
    return true;
}

/* NULL on failure, reported. */
static const BcuCommandSpec *choose_command(const char *name, const BcuCommandLine *line, BcuDiagLog *log)
{
    const BcuCommandSpec *spec = bcu_command_named(name);
    if (!spec) {
        report_command(name, log);
        return NULL;
    }
    int count = (int)g_strv_length(line->arguments);
    g_autofree char *file = spec->most >= 0 && count > spec->most ? bcu_hint_for_file(line->arguments[spec->most]) : NULL;
    g_autofree char *hint = g_strdup_printf("Usage: bcukit %s %s", spec->name, spec->arguments);
    bool fits = count >= spec->least && (spec->most < 0 || count <= spec->most);
    if (!fits)
        usage(log, file ? file : g_strchomp(hint), "wrong number of arguments for", name);
    return fits && (spec->command != BCU_COMMAND_RUN || check_plugin_names(line, log)) ? spec : NULL;
}

/* A flag that would have no effect is a misunderstanding. */
static bool check_flags_apply(BcuCommand command, unsigned present, BcuDiagLog *log)
{
    bool ok = true;
    for (int flag = 0; flag < BCU_FLAG_COUNT; flag++) {
        if (!(present & 1u << flag) || bcu_flag_applies(flag, command))
            continue;
        size_t count;
        const char *name = bcu_commands(&count)[command].name;
        g_autofree char *hint = g_strdup_printf("\"bcukit help %s\" lists its flags.", name);
        bcu_report(log, BCU_ERROR, "PRJ051", NULL, command == BCU_COMMAND_INIT && flag == BCU_FLAG_OUTPUT
                       ? "-p names the project file that init writes." : hint,
                   "--%s does not apply to \"%s\"", bcu_flags()[flag].name, name);
        ok = false;
    }
    return ok;
}

/* Among the choices of the table. */
static bool check_choice(BcuFlag flag, const char *value, BcuDiagLog *log)
{
    const BcuFlagSpec *spec = &bcu_flags()[flag];
    g_auto(GStrv) choices = g_strsplit(spec->choices, "|", -1);
    if (!value || g_strv_contains((const char *const *)choices, value))
        return true;
    g_autofree char *what = g_strdup_printf("--%s cannot be", spec->name);
    g_autofree char *hint = g_strdup_printf("Write %s or %s.", choices[0], choices[1]);
    return usage(log, hint, what, value);
}

static bool check_limit(int number, const char *hint, const char *what, BcuDiagLog *log)
{
    g_autofree char *value = g_strdup_printf("%d", number);
    return number == NO_NUMBER || number >= 0 || usage(log, hint, what, value);
}

static bool check_flags(const BcuCommandLine *line, BcuDiagLog *log)
{
    if (!check_choice(BCU_FLAG_DIAGNOSTICS, given.diagnostics, log) ||
        !check_choice(BCU_FLAG_ISOLATE, given.isolate, log))
        return false;
    if (!check_limit(given.timeout, "Write seconds, or 0 for no limit.", "--timeout cannot be", log) ||
        !check_limit(given.memory, "Write megabytes, or 0 for no limit.", "--memory cannot be", log))
        return false;
    if (line->flags.move && line->compare)
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
    line->limits.timeout_s = given.timeout == NO_NUMBER ? 600 : (unsigned)MAX(given.timeout, 0);
    line->limits.memory_bytes =
        given.memory == NO_NUMBER ? bcu_limits_usual_memory() >> 20 << 20 : (uint64_t)MAX(given.memory, 0) << 20;
    line->wait = given.wait;
    line->dry = given.dry;
    line->check = g_steal_pointer(&given.check);
    line->cxx = given.cxx;
}

/* "--help" beside a command asks for that of the command, whatever else stands there. */
static bool asks_for_help(int argc, char **argv, BcuCommandLine *line)
{
    const BcuCommandSpec *spec = NULL;
    bool asked = false;
    for (int i = 1; i < argc; i++) {
        asked |= g_str_equal(argv[i], "--help") || g_str_equal(argv[i], "-h");
        spec = spec ? spec : bcu_command_named(argv[i]);
    }
    asked &= !spec || spec->command != BCU_COMMAND_COMPLETE;
    if (!asked)
        return false;
    line->command = BCU_COMMAND_HELP;
    line->arguments = g_strdupv((char *[]){spec ? (char *)spec->name : NULL, NULL});
    return true;
}

/* What the words behind the flags ask for. */
static bool read_command(char *const *rest, unsigned present, BcuCommandLine *line, BcuDiagLog *log)
{
    const BcuCommandSpec *spec = rest && rest[0] ? choose_command(rest[0], line, log) : bcu_command_named("help");
    if (!spec || !check_flags_apply(spec->command, present, log) || !check_flags(line, log))
        return false;
    line->command = spec->command;
    if (line->command == BCU_COMMAND_RUN && !line->output)
        line->output = g_strdup("output");
    return true;
}

bool bcu_cli_parse(int argc, char **argv, BcuCommandLine *line, BcuDiagLog *log)
{
    g_autoptr(GError) error = NULL;
    unsigned present = 0;
    g_set_prgname("bcukit");
    if (asks_for_help(argc, argv, line))
        return true;
    bool parsed = parse_flags(&argc, &argv, &error);
    for (int flag = 0; flag < BCU_FLAG_COUNT; flag++)
        present |= is_given(flag) ? 1u << flag : 0;
    take_flags(line);
    g_auto(GStrv) rest = g_steal_pointer(&given.rest);
    line->arguments = g_strdupv(rest && rest[0] ? rest + 1 : (char *[]){NULL});
    bool ok = parsed || report_flag(error, log);
    if (ok && given.version)
        line->command = BCU_COMMAND_VERSION;
    else if (ok)
        ok = read_command(rest, present, line, log);
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
    g_free(line->check);
}
