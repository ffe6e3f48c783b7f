/* Prints man pages in roff.
 * Man pages in roff. No date stands in them: the same sources give the same bytes. */
#include "app/man.h"
#include "app/syntax.h"
#include "project/keys.h"
#include <bcukit/version.h>
#include <string.h>

/* Text in which nothing is markup: no backslash, no hyphen that may break a command, no dot or quote that starts a line. */
static void add_text(GString *page, const char *text)
{
    bool starts = page->len == 0 || page->str[page->len - 1] == '\n';
    if (starts && (*text == '.' || *text == '\''))
        g_string_append(page, "\\&");
    for (const char *c = text; *c; c++) {
        if (*c == '\\')
            g_string_append(page, "\\e");
        else if (*c == '-')
            g_string_append(page, "\\-");
        else
            g_string_append_c(page, *c);
    }
}

static void add_bold(GString *page, const char *text)
{
    g_string_append(page, "\\fB");
    add_text(page, text);
    g_string_append(page, "\\fR");
}

static void add_head(GString *page, const char *name, int section, const char *help)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    g_string_append_printf(page, ".TH \"%s\" \"%d\" \"\" \"bcukit %s\" \"bcukit\"\n.SH NAME\n", upper, section, BCU_VERSION);
    add_text(page, name);
    g_string_append(page, " \\- ");
    add_text(page, help);
    g_string_append_c(page, '\n');
}

static void add_flags(GString *page, BcuCommand command)
{
    g_string_append(page, ".SH OPTIONS\n");
    for (int i = 0; i < BCU_FLAG_COUNT; i++) {
        const BcuFlagSpec *flag = &bcu_flags()[i];
        if (command != BCU_COMMAND_COUNT && !bcu_flag_applies(i, command))
            continue;
        g_string_append(page, ".TP\n");
        if (flag->letter)
            g_string_append_printf(page, "\\fB\\-%c\\fR, ", flag->letter);
        g_autofree char *name = g_strconcat("--", flag->name, NULL);
        add_bold(page, name);
        if (flag->value) {
            g_string_append(page, "=\\fI");
            add_text(page, flag->value);
            g_string_append(page, "\\fR");
        }
        g_string_append_c(page, '\n');
        add_text(page, flag->help);
        g_string_append(page, ".\n");
    }
}

static void add_exit_codes(GString *page)
{
    static const struct { const char *code, *meaning; } CODES[] = {
        {"0", "done"}, {"1", "a plugin failed; the others have written their files"},
        {"2", "command line or project file"}, {"3", "input cannot be read"},
        {"4", "input is inconsistent, or a warning with --strict"}, {"5", "output cannot be written"},
        {"70", "a mistake in bcukit, a library that is missing, or too little memory"},
    };
    g_string_append(page, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < G_N_ELEMENTS(CODES); i++) {
        g_string_append_printf(page, ".TP\n\\fB%s\\fR\n", CODES[i].code);
        add_text(page, CODES[i].meaning);
        g_string_append_c(page, '\n');
    }
}

static void add_see_also(GString *page, const char *self)
{
    static const char *const PAGES[] = {"bcukit(1)", "bcukit-project(5)", "bcukit-plugin(7)"};
    const char *between = "";
    g_string_append(page, ".SH SEE ALSO\n");
    for (size_t i = 0; i < G_N_ELEMENTS(PAGES); i++) {
        size_t name = strcspn(PAGES[i], "(");
        if (strlen(self) == name && strncmp(self, PAGES[i], name) == 0)
            continue;
        g_autofree char *bold = g_strndup(PAGES[i], name);
        g_string_append(page, between);
        add_bold(page, bold);
        g_string_append(page, PAGES[i] + name);
        between = ", ";
    }
    g_string_append_c(page, '\n');
}

static void add_examples(GString *page, const char *examples)
{
    g_auto(GStrv) lines = g_strsplit(examples, "\n", -1);
    g_string_append(page, ".SH EXAMPLES\n");
    for (size_t i = 0; lines[i]; i++) {
        g_auto(GStrv) parts = g_strsplit(lines[i], "\t", 2);
        g_string_append(page, ".TP\n");
        add_bold(page, parts[0]);
        g_string_append_c(page, '\n');
        add_text(page, parts[1]);
        g_string_append_c(page, '\n');
    }
}

static char *page_of_all(void)
{
    GString *page = g_string_new(NULL);
    size_t count;
    const BcuCommandSpec *commands = bcu_commands(&count);
    add_head(page, "bcukit", 1, "maps, areas and layers of areas grouped into clusters");
    g_string_append(page, ".SH SYNOPSIS\n\\fBbcukit\\fR [\\fIOPTION\\fR...] \\fICOMMAND\\fR [\\fIARGUMENT\\fR...]\n"
                          ".SH DESCRIPTION\n");
    add_text(page, "bcukit reads shapefiles, joins areas into clusters through one shared topology, and hands the result to "
                   "plugins that write maps, tables and layers. It comes with the boroughs and wards of London.");
    g_string_append(page, "\n.SH COMMANDS\n");
    for (size_t i = 0; i < count; i++) {
        if (commands[i].hidden)
            continue;
        g_string_append(page, ".TP\n");
        add_bold(page, commands[i].name);
        g_string_append_c(page, ' ');
        add_text(page, commands[i].arguments);
        g_string_append_c(page, '\n');
        add_text(page, commands[i].help);
        g_string_append_c(page, '\n');
    }
    add_flags(page, BCU_COMMAND_COUNT);
    g_string_append(page, ".TP\n\\fB\\-\\-version\\fR\nPrint the version, and those of the libraries.\n");
    add_exit_codes(page);
    add_see_also(page, "bcukit");
    return g_string_free(page, FALSE);
}

static char *page_of_command(const BcuCommandSpec *spec)
{
    GString *page = g_string_new(NULL);
    g_autofree char *name = g_strconcat("bcukit-", spec->name, NULL);
    add_head(page, name, 1, spec->help);
    g_string_append_printf(page, ".SH SYNOPSIS\n\\fBbcukit %s\\fR [\\fIOPTION\\fR...] ", spec->name);
    add_text(page, spec->arguments);
    g_string_append(page, "\n.SH DESCRIPTION\n");
    g_auto(GStrv) paragraphs = g_strsplit(spec->text, "\n\n", -1);
    for (size_t i = 0; paragraphs[i]; i++) {
        g_string_append(page, i ? ".PP\n" : "");
        add_text(page, paragraphs[i]);
        g_string_append_c(page, '\n');
    }
    add_flags(page, spec->command);
    add_examples(page, spec->examples);
    add_exit_codes(page);
    add_see_also(page, name);
    return g_string_free(page, FALSE);
}

static char *page_of_project(void)
{
    GString *page = g_string_new(NULL);
    size_t count;
    const BcuProjectKey *keys = bcu_project_keys(&count);
    add_head(page, "bcukit-project", 5, "what a project file says");
    g_string_append(page, ".SH DESCRIPTION\n");
    add_text(page, "A project file is text in UTF-8: groups in brackets, \"key = value\", comments after #, lists separated "
                   "by semicolons. Paths are relative to the file. A group that is none of those below holds options of the "
                   "plugin of that name; \"bcukit help PLUGIN\" lists them.");
    g_string_append_c(page, '\n');
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !g_str_equal(keys[i].group, keys[i - 1].group))
            g_string_append_printf(page, ".SH [%s]\n", keys[i].group);
        g_string_append(page, ".TP\n");
        add_bold(page, keys[i].key);
        g_string_append(page, " (");
        add_text(page, bcu_key_form(keys[i].form)->name);
        g_string_append(page, "; default: ");
        add_text(page, bcu_project_key_fallback(&keys[i]));
        g_string_append(page, ")\n");
        add_text(page, keys[i].help);
        g_string_append(page, ". Example: ");
        add_bold(page, keys[i].example);
        g_string_append_c(page, '\n');
    }
    add_see_also(page, "bcukit-project");
    return g_string_free(page, FALSE);
}

char *bcu_man_page(const char *page)
{
    if (g_str_equal(page, "bcukit.1"))
        return page_of_all();
    if (g_str_equal(page, "bcukit-project.5"))
        return page_of_project();
    if (!g_str_has_prefix(page, "bcukit-") || !g_str_has_suffix(page, ".1"))
        return NULL;
    g_autofree char *name = g_strndup(page + strlen("bcukit-"), strlen(page) - strlen("bcukit-.1"));
    const BcuCommandSpec *spec = bcu_command_named(name);
    return spec && !spec->hidden ? page_of_command(spec) : NULL;
}
