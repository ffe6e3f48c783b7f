/* Completes words of a command line.
 * Completion: scripts for shells only ask, all that is known stands here and in the tables. */
#include "app/complete.h"
#include "app/plan.h"
#include "project/keys.h"
#include <string.h>

typedef struct Words {
    const BcuCommandLine *line;
    const BcuCommandSpec *command; /* NULL: none yet */
    const BcuFlagSpec *flag; /* whose value the last word is; NULL */
    const char *project, *last;
    GString *found;
    BcuDiagLog *log; /* nobody reads it */
} Words;

static void offer(Words *words, const char *candidate, const char *help)
{
    if (g_str_has_prefix(candidate, words->last))
        g_string_append_printf(words->found, "%s\t%s\n", candidate, help ? help : "");
}

/* ---- project file: codes of clusters, names of areas ---------------------------------------- */

static void offer_moves(Words *words)
{
    g_autoptr(BcuProject) project = NULL;
    BcuProjectFlags none = {0};
    if (!bcu_project_read(words->project, &none, &project, words->log))
        return;
    const char *equals = strchr(words->last, '=');
    g_autofree char *area = equals ? g_strndup(words->last, (gsize)(equals - words->last)) : NULL;
    for (guint i = 0; i < project->clusters->len; i++) {
        const BcuClusterSpec *spec = g_ptr_array_index(project->clusters, i);
        for (size_t m = 0; !area && spec->members && spec->members[m]; m++) {
            g_autofree char *start = g_strconcat(spec->members[m], "=", NULL);
            offer(words, start, spec->name);
        }
        g_autofree char *whole = area ? g_strconcat(area, "=", spec->code, NULL) : NULL;
        if (whole)
            offer(words, whole, spec->name);
    }
}

static void offer_areas(Words *words)
{
    g_autoptr(BcuProject) project = NULL;
    BcuProjectFlags none = {0};
    if (!bcu_project_read(words->project, &none, &project, words->log))
        return;
    for (guint i = 0; i < project->clusters->len; i++) {
        const BcuClusterSpec *spec = g_ptr_array_index(project->clusters, i);
        for (size_t m = 0; spec->members && spec->members[m]; m++)
            offer(words, spec->members[m], spec->name);
    }
}

/* ---- plugins and keys ----------------------------------------------------------------------- */

static void offer_choices(Words *words, const char *start, const char *choices)
{
    g_auto(GStrv) all = g_strsplit(choices, "|", -1);
    for (size_t i = 0; all[i]; i++) {
        g_autofree char *whole = g_strconcat(start, all[i], NULL);
        offer(words, whole, NULL);
    }
}

static void offer_options(Words *words, const BcuPluginFile *file, const char *joint)
{
    BcuPluginInfo *info = bcu_plan_describe(words->line, file, words->log);
    for (guint i = 0; info && i < info->options->len; i++) {
        const BcuOptionInfo *option = g_ptr_array_index(info->options, i);
        g_autofree char *start = g_strdup_printf("%s.%s%s", info->id, option->key, joint);
        if (*joint && option->choices && g_str_has_prefix(words->last, start))
            offer_choices(words, start, option->choices);
        else if (!(*joint && g_str_has_prefix(words->last, start)))
            offer(words, start, option->help);
    }
    if (info)
        bcu_plugin_info_free(info);
}

/* Keys of one group where it is written already, else the groups. */
static void offer_keys(Words *words, const char *joint)
{
    g_autoptr(GPtrArray) files = bcu_plugin_find(words->line->plugin_path);
    const char *dot = strchr(words->last, '.');
    size_t count;
    const BcuProjectKey *keys = bcu_project_keys(&count);
    for (guint i = 0; i < files->len; i++) {
        const BcuPluginFile *file = g_ptr_array_index(files, i);
        g_autofree char *start = g_strconcat(file->id, ".", NULL);
        if (!file->hidden && dot && g_str_has_prefix(words->last, start))
            offer_options(words, file, joint);
        else if (!file->hidden && !dot)
            offer(words, start, "options of a plugin");
    }
    for (size_t i = 0; i < count; i++) {
        g_autofree char *whole = g_strdup_printf("%s.%s%s", keys[i].group, keys[i].key, joint);
        if (!strchr(keys[i].group, '*') && !g_str_equal(keys[i].key, "*"))
            offer(words, whole, keys[i].help);
    }
}

static void offer_plugins(Words *words)
{
    g_autoptr(GPtrArray) files = bcu_plugin_find(words->line->plugin_path);
    for (guint i = 0; i < files->len; i++) {
        const BcuPluginFile *file = g_ptr_array_index(files, i);
        if (!file->hidden)
            offer(words, file->id, "plugin");
    }
}

/* ---- commands and flags --------------------------------------------------------------------- */

static void offer_commands(Words *words)
{
    size_t count;
    const BcuCommandSpec *commands = bcu_commands(&count);
    for (size_t i = 0; i < count; i++)
        if (!commands[i].hidden)
            offer(words, commands[i].name, commands[i].help);
}

static void offer_flags(Words *words)
{
    for (int i = 0; i < BCU_FLAG_COUNT; i++) {
        g_autofree char *name = g_strconcat("--", bcu_flags()[i].name, NULL);
        if (!words->command || bcu_flag_applies(i, words->command->command))
            offer(words, name, bcu_flags()[i].help);
    }
    offer(words, "--help", "Help of the command");
}

/* The flag whose value a word after it is. */
static const BcuFlagSpec *flag_with_value(const char *word)
{
    for (int i = 0; word[0] == '-' && i < BCU_FLAG_COUNT; i++) {
        const BcuFlagSpec *flag = &bcu_flags()[i];
        bool same = word[1] == '-' ? g_str_equal(word + 2, flag->name) : word[1] && word[1] == flag->letter && !word[2];
        if (same && flag->value)
            return flag;
    }
    return NULL;
}

static void offer_value(Words *words, const BcuFlagSpec *flag)
{
    if (flag->choices)
        offer_choices(words, "", flag->choices);
    else if (flag == &bcu_flags()[BCU_FLAG_SET])
        offer_keys(words, "=");
    else if (flag == &bcu_flags()[BCU_FLAG_MOVE])
        offer_moves(words);
}

static void offer_arguments(Words *words)
{
    BcuCommand command = words->command->command;
    if (command == BCU_COMMAND_RUN || command == BCU_COMMAND_PLUGINS || command == BCU_COMMAND_HELP)
        offer_plugins(words);
    if (command == BCU_COMMAND_TRACE)
        offer_areas(words);
    if (command == BCU_COMMAND_HELP) {
        offer_commands(words);
        offer_keys(words, "");
    }
}

/* Takes in what stands before the last word. */
static void read_words(Words *words, char **given)
{
    guint count = g_strv_length(given);
    for (guint i = 0; i + 1 < count; i++) {
        const BcuFlagSpec *open = words->flag;
        words->flag = open ? NULL : flag_with_value(given[i]);
        if (open == &bcu_flags()[BCU_FLAG_PROJECT])
            words->project = given[i];
        else if (!open && given[i][0] != '-' && !words->command)
            words->command = bcu_command_named(given[i]);
    }
    words->last = count ? given[count - 1] : "";
}

char *bcu_complete(const BcuCommandLine *line, const char *default_project)
{
    Words words = {line, NULL, NULL, default_project, "", g_string_new(NULL), bcu_diag_log_new()};
    read_words(&words, line->arguments);
    if (words.flag)
        offer_value(&words, words.flag);
    else if (words.last[0] == '-')
        offer_flags(&words);
    else if (!words.command)
        offer_commands(&words);
    else
        offer_arguments(&words);
    bcu_diag_log_free(words.log);
    return g_string_free(words.found, FALSE);
}
