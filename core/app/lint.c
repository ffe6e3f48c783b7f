/* Looks at a plugin as its users will: whether it loads, says what its options and outputs are, and keeps the rest of
 * its names to itself. */
#include "app/lint.h"
#include "app/plan.h"
#include "host/exports.h"
#include <stdio.h>
#include <string.h>

typedef struct Lint { const char *path; BcuDiagLog *log; } Lint;

static void complain(const Lint *lint, const char *hint, const char *format, const char *what) G_GNUC_PRINTF(3, 0);
static void complain(const Lint *lint, const char *hint, const char *format, const char *what)
{
    BcuPlace place = {.file = lint->path};
    g_autofree char *message = g_strdup_printf(format, what);
    bcu_report(lint->log, BCU_WARNING, "PLG050", &place, hint, "%s", message);
}

static bool is_empty(const char *text)
{
    return !text || !*text;
}

static void look_at_option(const Lint *lint, const BcuOptionInfo *option)
{
    if (strspn(option->key, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(option->key) || !*option->key)
        complain(lint, "Use small letters, digits and _.", "option \"%s\": its key is awkward to write", option->key);
    if (is_empty(option->help))
        complain(lint, "Say in one line what it does.", "option \"%s\" has no help", option->key);
    if (g_strcmp0(option->type, "choice") == 0 && is_empty(option->choices))
        complain(lint, "List them, separated by |.", "option \"%s\" is a choice without choices", option->key);
}

static void look_at_output(const Lint *lint, const BcuOutputInfo *output)
{
    if (is_empty(output->help))
        complain(lint, "Say in one line what is in it.", "output \"%s\" has no help", output->id);
    if (is_empty(output->pattern) || strchr(output->pattern, '/'))
        complain(lint, "Give it the name of a file, without a folder.", "output \"%s\" has no name that a file can have", output->id);
    if (is_empty(output->media_type))
        complain(lint, "Set one, such as text/csv.", "output \"%s\" has no media type", output->id);
}

static void look_at_exports(const Lint *lint)
{
    g_autoptr(GPtrArray) names = bcu_exports_read(lint->path);
    g_autoptr(GString) others = g_string_new(NULL);
    for (guint i = 0; names && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (!g_str_equal(name, "bcu_plugin") && name[0] != '_')
            g_string_append_printf(others, "%s%s", others->len ? ", " : "", name);
    }
    if (others->len)
        complain(lint, "Make them static, or compile with -fvisibility=hidden.",
                 "it exports more than bcu_plugin, which other plugins may clash with: %s", others->str);
}

bool bcu_lint(const BcuCommandLine *line, const char *path, BcuDiagLog *log)
{
    Lint lint = {path, log};
    g_autofree char *name = g_path_get_basename(path);
    if (g_str_has_suffix(name, ".so"))
        name[strlen(name) - 3] = '\0';
    BcuPluginFile file = {.id = name, .path = (char *)path};
    BcuPluginInfo *info = bcu_plan_describe(line, &file, log);
    if (!info)
        return false;
    for (guint i = 0; i < info->options->len; i++)
        look_at_option(&lint, g_ptr_array_index(info->options, i));
    for (guint i = 0; i < info->outputs->len; i++)
        look_at_output(&lint, g_ptr_array_index(info->outputs, i));
    look_at_exports(&lint);
    bool clean = bcu_diag_count(log, BCU_WARNING) + bcu_diag_count(log, BCU_ERROR) == 0;
    if (clean && !line->quiet)
        printf("%s %s: interface %u.%u, %u options, %u outputs; nothing to mend.\n", info->id, info->version, info->abi_major,
                info->abi_minor, info->options->len, info->outputs->len);
    bcu_plugin_info_free(info);
    return clean;
}
