/* Says what a file was made from, by the manifest beside it. */
#include "base/digest.h"
#include "text/thousands.h"
#include "verify/lines.h"
#include "verify/mark.h"
#include "verify/results.h"
#include "verify/verify.h"

enum { WIDTH = 12 }; /* of what a line is about */

static void put_inputs(const BcuResults *results, GString *text)
{
    size_t index;
    json_t *input;
    json_array_foreach (json_object_get(results->manifest, "inputs"), index, input) {
        const char *file = json_string_value(json_object_get(input, "file")),
                   *sha256 = json_string_value(json_object_get(input, "sha256"));
        bcu_line_put(text, WIDTH, index == 0 ? "made from" : "", "%s, %s bytes, SHA-256 %s",
                     file ? file : "?", BCU_THOUSANDS(json_integer_value(json_object_get(input, "bytes")), 0),
                     sha256 ? sha256 : "?");
    }
}

static void put_options(const BcuResults *results, const char *plugin, GString *text)
{
    size_t index;
    json_t *one, *value;
    const char *key, *head = "options";
    json_array_foreach (json_object_get(results->manifest, "plugins"), index, one) {
        if (g_strcmp0(json_string_value(json_object_get(one, "id")), plugin) != 0)
            continue;
        json_object_foreach (json_object_get(one, "options"), key, value)
            if (json_is_string(value)) {
                bcu_line_put(text, WIDTH, head, "%s.%s = %s", plugin, key, json_string_value(value));
                head = "";
            }
    }
}

static void put_what_if(const BcuResults *results, GString *text)
{
    const json_t *what_if = json_object_get(results->manifest, "what_if");
    size_t moves = json_array_size(json_object_get(what_if, "moves"));
    if (what_if)
        g_string_append_printf(
            text, "%-12s %zu area%s in another cluster than the project has it; see the manifest\n",
            "what if", moves, moves == 1 ? " is" : "s are");
}

static void check_sum(const BcuResultFile *file, const char *path, GString *text, BcuDiagLog *log)
{
    uint64_t size = 0;
    g_autofree char *sha256 = bcu_file_sha256(path, &size);
    BcuPlace place = {.file = path};
    bool is_same = sha256 && g_str_equal(sha256, file->sha256);
    bcu_line_put(text, WIDTH, "sum", "%s", is_same ? "as in the manifest" : "another than in the manifest");
    if (!is_same)
        bcu_report(log, BCU_ERROR, "OUT070", &place, "Run bcukit again for a file that can be relied on.",
                   sha256 ? "the file is not as the run left it" : "the file cannot be read");
}

static char *tell(const BcuResults *results, const BcuResultFile *file, const char *path, BcuDiagLog *log)
{
    GString *text = g_string_new(NULL);
    const char *provenance = bcu_results_text(results, "provenance");
    g_autofree char *mark = bcu_mark_of(path);
    bcu_line_put(text, WIDTH, "file", "%s", file->name);
    bcu_line_put(text, WIDTH, "project", "\"%s\"", bcu_results_text(results, "title"));
    bcu_line_put(text, WIDTH, "made by", "the plugin %s of bcukit %s", file->plugin,
                 bcu_results_text(results, "bcukit"));
    check_sum(file, path, text, log);
    bcu_line_put(text, WIDTH, "provenance", "%s%s", *provenance ? provenance : "none in the manifest",
                 !mark                           ? "; the file does not carry it"
                 : g_str_equal(mark, provenance) ? ", in the file, too"
                                                 : "");
    if (mark && !g_str_equal(mark, provenance))
        bcu_report(log, BCU_ERROR, "OUT070", &(BcuPlace){.file = path},
                   "Look for the manifest of the run that it is from.",
                   "the file carries the provenance %s: it is from another run", mark);
    if (file->verified)
        bcu_line_put(text, WIDTH, "when written", "%s", file->verified);
    put_what_if(results, text);
    put_inputs(results, text);
    put_options(results, file->plugin, text);
    return g_string_free(text, FALSE);
}

char *bcu_verify_file(const char *path, BcuDiagLog *log)
{
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path),
                    *mark = bcu_mark_of(path);
    g_autoptr(BcuResults) results = bcu_results_read(folder, log);
    const BcuResultFile *file = results ? bcu_results_file(results, name) : NULL;
    BcuPlace place = {.file = path};
    g_autofree char *carries = mark ? g_strdup_printf("; it carries the provenance %s", mark) : g_strdup("");
    if (results && !file)
        bcu_report(log, BCU_ERROR, "OUT072", &place, "Look for the manifest of the run that it is from.",
                   "the manifest beside the file does not list it%s", carries);
    return file ? tell(results, file, path, log) : NULL;
}
