/* Copies the template of plugins under another name: the one that the guide prints and that the tests build. */
#include "begin/new_plugin.h"
#include "begin/shared_files.h"
#include <errno.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* From, below the template, and to; "names" in either becomes the id. NULL ends. */
typedef struct TemplateFile { const char *from, *to; } TemplateFile;
static const TemplateFile IN_C[] = {{"names.c", "names.c"}, {"CMakeLists.txt", "CMakeLists.txt"}, {"README.md", "README.md"},
                                    {"expected/names.txt", "expected/names.txt"}, {NULL, NULL}};
static const TemplateFile IN_CXX[] = {{"cxx/names.cpp", "names.cpp"}, {"cxx/CMakeLists.txt", "CMakeLists.txt"},
                                      {"README.md", "README.md"}, {"expected/names.txt", "expected/names.txt"}, {NULL, NULL}};

/* "names" as a word, but not in "the names of the clusters". */
static char *renamed(const char *text, const char *id)
{
    g_autoptr(GRegex) word = g_regex_new("(?<!the )\\bnames\\b", 0, 0, NULL);
    return g_regex_replace_literal(word, text, -1, 0, id, 0, NULL);
}

static bool fail(const char *path, const char *code, const char *hint, const char *what, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_ERROR, code, &place, hint, "%s", what);
    return false;
}

static bool copy_file(const TemplateFile *file, const char *template, const char *id, BcuDiagLog *log)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *from = g_build_filename(template, file->from, NULL);
    g_autofree char *name = renamed(file->to, id);
    g_autofree char *to = g_build_filename(id, name, NULL);
    g_autofree char *folder = g_path_get_dirname(to);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(from, &text, NULL, &error))
        return fail(from, "OUT041", "Install the package with the headers of bcukit (Debian: libbcukit-dev).",
                    "the template of plugins is not there", log);
    g_autofree char *changed = renamed(text, id);
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail(folder, "OUT020", "Go to a folder that you may write to.", g_strerror(errno), log);
    return g_file_set_contents(to, changed, -1, &error) ||
           fail(to, "OUT020", "Go to a folder that you may write to.", error->message, log);
}

static bool is_id(const char *text)
{
    return g_ascii_islower(text[0]) && strlen(text) <= 40 && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(text);
}

bool bcu_new_plugin(const char *id, bool cxx, BcuDiagLog *log)
{
    if (!is_id(id)) {
        bcu_report(log, BCU_ERROR, "PRJ050", NULL, "Begin with a small letter; letters, digits, - and _ follow.",
                   "a plugin cannot be called \"%s\"", id);
        return false;
    }
    if (g_file_test(id, G_FILE_TEST_EXISTS))
        return fail(id, "OUT040", "Choose another name, or remove it.", "there is a file or folder of this name already", log);
    g_autofree char *template = bcu_shared_file("template");
    bool ok = true;
    for (const TemplateFile *file = cxx ? IN_CXX : IN_C; ok && file->from; file++)
        ok = copy_file(file, template, id, log);
    return ok;
}
