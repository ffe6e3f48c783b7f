/* Prints help from the tables of commands, keys and options.
 * Help made from the tables: commands and flags, the keys of project files, the options that plugins declare. */
#include "app/help.h"
#include "app/describe.h"
#include "app/plan.h"
#include "base/nearest.h"
#include "project/keys.h"
#include <string.h>

enum { WIDTH = 79 };

/* Words in lines no longer than WIDTH, each after `indent` spaces. */
static void add_wrapped(GString *text, const char *words, int indent)
{
    g_auto(GStrv) all = g_strsplit(words, " ", -1);
    glong at = indent;
    g_string_append_printf(text, "%*s", indent, "");
    for (size_t i = 0; all[i]; i++) {
        glong length = g_utf8_strlen(all[i], -1);
        if (i > 0 && at + 1 + length > WIDTH) {
            g_string_append_printf(text, "\n%*s", indent, "");
            at = indent;
        } else if (i > 0) {
            g_string_append_c(text, ' ');
            at++;
        }
        g_string_append(text, all[i]);
        at += length;
    }
    g_string_append_c(text, '\n');
}

static void add_flag(GString *text, const BcuFlagSpec *flag)
{
    g_autofree char *letter = flag->letter ? g_strdup_printf("-%c, ", flag->letter) : g_strdup("    ");
    g_string_append_printf(text, "  %s--%s%s%s\n", letter, flag->name, flag->value ? "=" : "",
                           flag->value ? flag->value : "");
    add_wrapped(text, flag->help, 10);
}

void bcu_help_add_flags(GString *text, BcuCommand command)
{
    for (int i = 0; i < BCU_FLAG_COUNT; i++)
        if (command == BCU_COMMAND_COUNT || bcu_flag_applies(i, command))
            add_flag(text, &bcu_flags()[i]);
}

/* ---- the whole, and one command --------------------------------------------------------- */

static char *help_all(void)
{
    GString *text = g_string_new("Usage:\n  bcukit [OPTION…] COMMAND [ARGUMENT…]\n\nCommands:\n");
    size_t count;
    const BcuCommandSpec *commands = bcu_commands(&count);
    for (size_t i = 0; i < count; i++) {
        if (commands[i].hidden)
            continue;
        g_string_append_printf(text, "  %s %s\n", commands[i].name, commands[i].arguments);
        add_wrapped(text, commands[i].help, 10);
    }
    g_string_append(text, "\nOptions (\"bcukit help COMMAND\" lists those of a command):\n");
    bcu_help_add_flags(text, BCU_COMMAND_COUNT);
    g_string_append(text, "      --version\n          Print the version, and those of the libraries\n\n"
                          "Exit codes: 0 done, 1 a plugin failed, 2 usage or project file, 3 input unreadable,\n"
                          "4 input inconsistent or a warning in a strict run, 5 output not written, 70 our fault.\n");
    return g_string_free(text, FALSE);
}

static void add_examples(GString *text, const char *examples)
{
    g_auto(GStrv) lines = g_strsplit(examples, "\n", -1);
    g_string_append(text, "\nExamples:\n");
    for (size_t i = 0; lines[i]; i++) {
        const char *tab = strchr(lines[i], '\t');
        g_string_append_printf(text, "  %.*s\n", (int)(tab - lines[i]), lines[i]);
        add_wrapped(text, tab + 1, 10);
    }
}

static char *help_command(const BcuCommandSpec *spec)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "Usage: bcukit %s [OPTION…]%s%s\n", spec->name, *spec->arguments ? " " : "", spec->arguments);
    g_string_append_printf(text, "(in any order: bcukit [OPTION…] COMMAND [ARGUMENT…]; man bcukit-%s)\n\n", spec->name);
    g_auto(GStrv) paragraphs = g_strsplit(spec->text, "\n\n", -1);
    for (size_t i = 0; paragraphs[i]; i++) {
        add_wrapped(text, paragraphs[i], 0);
        g_string_append_c(text, '\n');
    }
    g_string_append(text, "Options:\n");
    bcu_help_add_flags(text, spec->command);
    add_examples(text, spec->examples);
    return g_string_free(text, FALSE);
}

/* ---- keys of project files --------------------------------------------------------------- */

static void add_key(GString *text, const BcuProjectKey *key)
{
    g_string_append_printf(text, "[%s] %s: %s\n", key->group, key->key, bcu_key_form(key->form)->name);
    add_wrapped(text, key->help, 6);
    g_string_append_printf(text, "      default: %s; example: %s\n", bcu_project_key_fallback(key), key->example);
}

/* "layer" stands for "layer *". */
static bool is_of_group(const BcuProjectKey *key, const char *group)
{
    size_t word = strcspn(key->group, " ");
    return strncmp(key->group, group, word) == 0 && strcspn(group, " ") == word;
}

/* \param group NULL: any. \param name of one key; NULL: all of the group. Returns NULL when there is none. */
static char *help_project(const char *group, const char *name)
{
    g_autoptr(GString) text = g_string_new(NULL);
    size_t count;
    const BcuProjectKey *keys = bcu_project_keys(&count);
    for (size_t i = 0; i < count; i++)
        if ((!group || is_of_group(&keys[i], group)) && (!name || g_str_equal(keys[i].key, name)))
            add_key(text, &keys[i]);
    return text->len ? g_strdup(text->str) : NULL;
}

/* ---- plugins ----------------------------------------------------------------------------- */

static char *help_plugin(const BcuCommandLine *line, const BcuPluginFile *file, const char *key, BcuDiagLog *log)
{
    BcuPluginInfo *info = bcu_plan_describe(line, file, log);
    if (!info)
        return NULL;
    char *text = key ? bcu_option_describe(info, key) : bcu_plugin_describe(info);
    if (!text) {
        g_autofree const char **keys = g_new(const char *, info->options->len + 1);
        for (guint i = 0; i < info->options->len; i++)
            keys[i] = ((const BcuOptionInfo *)g_ptr_array_index(info->options, i))->key;
        g_autofree char *near = bcu_did_you_mean(key, keys, info->options->len);
        g_autofree char *all = g_strdup_printf("\"bcukit help %s\" lists its options.", info->id);
        bcu_report(log, BCU_ERROR, "PRJ062", NULL, near ? near : all, "plugin %s has no option \"%s\"", info->id, key);
    }
    bcu_plugin_info_free(info);
    return text;
}

/* As people write it after "help": "layer.path". */
static char *written_key(const BcuProjectKey *key)
{
    return g_strdup_printf("%.*s.%s", (int)strcspn(key->group, " "), key->group, key->key);
}

/* A key that is there, in another group than the topic says: near in meaning, not in letters. */
static char *same_key_elsewhere(const char *topic)
{
    size_t count;
    const BcuProjectKey *keys = bcu_project_keys(&count);
    const char *dot = strrchr(topic, '.');
    for (size_t i = 0; dot && i < count; i++) {
        g_autofree char *written = g_str_equal(keys[i].key, dot + 1) ? written_key(&keys[i]) : NULL;
        if (written)
            return g_strdup_printf("Did you mean \"%s\"?", written);
    }
    return NULL;
}

static char *nearest_topic(const char *topic, const GPtrArray *files)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    size_t command_count, key_count;
    const BcuCommandSpec *commands = bcu_commands(&command_count);
    const BcuProjectKey *keys = bcu_project_keys(&key_count);
    for (size_t i = 0; i < command_count; i++)
        if (!commands[i].hidden)
            g_ptr_array_add(names, g_strdup(commands[i].name));
    for (guint i = 0; i < files->len; i++)
        g_ptr_array_add(names, g_strdup(((BcuPluginFile *)g_ptr_array_index(files, i))->id));
    for (size_t i = 0; i < key_count; i++)
        g_ptr_array_add(names, written_key(&keys[i]));
    return bcu_did_you_mean(topic, (const char *const *)names->pdata, names->len);
}

static char *report_nothing(const char *topic, const GPtrArray *files, BcuDiagLog *log)
{
    g_autofree char *elsewhere = same_key_elsewhere(topic);
    g_autofree char *near = elsewhere ? NULL : nearest_topic(topic, files);
    const char *hint = elsewhere ? elsewhere : near;
    bcu_report(log, BCU_ERROR, "PRJ062", NULL,
               hint ? hint : "\"bcukit help\" lists the commands, \"bcukit plugins\" the plugins; keys are written GROUP.KEY.",
               "there is no command, plugin or key \"%s\"", topic);
    return NULL;
}

char *bcu_help(const BcuCommandLine *line, BcuDiagLog *log)
{
    const char *topic = line->arguments && line->arguments[0] ? line->arguments[0] : NULL;
    if (!topic)
        return help_all();
    const BcuCommandSpec *spec = bcu_command_named(topic);
    if (spec && !spec->hidden)
        return help_command(spec);
    const char *dot = strchr(topic, '.');
    g_autofree char *group = dot ? g_strndup(topic, (gsize)(dot - topic)) : g_strdup(topic);
    char *text = help_project(group, dot ? dot + 1 : NULL);
    if (text)
        return text;
    g_autoptr(GPtrArray) files = bcu_plugin_find(line->plugin_path);
    const BcuPluginFile *file = bcu_plugin_find_id(files, group);
    if (file)
        return help_plugin(line, file, dot ? dot + 1 : NULL, log);
    text = dot ? NULL : help_project(NULL, topic);
    return text ? text : report_nothing(topic, files, log);
}
