/* Loads the text of a project file.
 * Loading a project file; see project_text.h. */
#include "project/text.h"
#include "base/input_file.h"
#include <string.h>

/* A group for each of the areas of a country takes less. */
#define MOST_BYTES ((size_t)16 << 20)

static bool note_line(GHashTable *lines, char *what, int line, const BcuPlace *place,
                      const char *kind, BcuDiagLog *log)
{
    int before = GPOINTER_TO_INT(g_hash_table_lookup(lines, what));
    if (!before) {
        g_hash_table_insert(lines, what, GINT_TO_POINTER(line));
        return true;
    }
    g_autofree char *owned = what;
    const char *key = strchr(owned, '\n');
    bcu_report(log, BCU_ERROR, "PRJ013", place, "Keep one of the two.",
               "%s \"%s\" is on line %d already", kind, key ? key + 1 : owned, before);
    return false;
}

/* Groups and keys with their lines. */
static bool find_lines(const char *path, char *const *rows, GHashTable *lines, BcuDiagLog *log)
{
    g_autofree char *group = NULL;
    bool ok = true;
    for (int i = 0; rows[i]; i++) {
        g_autofree char *row = g_strstrip(g_strdup(rows[i]));
        BcuPlace place = {.file = path, .line = i + 1};
        size_t length = strlen(row);
        if (length == 0 || row[0] == '#')
            continue;
        char *equals = strchr(row, '=');
        if (row[0] == '[' && row[length - 1] == ']') {
            g_free(group);
            group = g_strndup(row + 1, length - 2);
            ok &= note_line(lines, g_strdup(group), i + 1, &place, "group", log);
        } else if (!equals || equals == row) {
            bcu_report(log, BCU_ERROR, "PRJ012", &place,
                       "Write [group], key = value, or # comment.",
                       "the line is none of these: %.60s", row);
            ok = false;
        } else if (!group) {
            bcu_report(log, BCU_ERROR, "PRJ012", &place, "Put it below a line such as [project].",
                       "the key stands before any group");
            ok = false;
        } else {
            g_autofree char *key = g_strchomp(g_strndup(row, (gsize)(equals - row)));
            ok &=
                note_line(lines, g_strdup_printf("%s\n%s", group, key), i + 1, &place, "key", log);
        }
    }
    return ok;
}

bool bcu_project_text_load(const char *path, GKeyFile **file, GHashTable *lines, BcuDiagLog *log)
{
    g_autofree char *contents = NULL;
    gsize length;
    BcuPlace place = {.file = path};
    const char *why;
    if (!(contents = bcu_input_read(path, MOST_BYTES, &length, &why))) {
        bcu_report(log, BCU_ERROR, "PRJ010", &place, "Check the path given with -p.",
                   "the project file cannot be read: %s", why);
        return false;
    }
    const char *text = contents, *bad;
    if (length >= 3 && memcmp(text, "\357\273\277", 3) == 0)
        text += 3;
    if (strlen(contents) != length || !g_utf8_validate(text, -1, &bad)) {
        for (const char *c = text; strlen(contents) == length && c < bad; c++)
            place.line += *c == '\n';
        place.line++;
        bcu_report(log, BCU_ERROR, "PRJ011", &place, "Save the file as UTF-8.",
                   "the file is not UTF-8 text");
        return false;
    }
    g_auto(GStrv) rows = g_strsplit(text, "\n", -1);
    if (!find_lines(path, rows, lines, log))
        return false;
    g_autofree char *plain = g_strjoinv("\n", rows);
    g_autoptr(GError) error = NULL;
    *file = g_key_file_new();
    if (!g_key_file_load_from_data(*file, plain, strlen(plain), G_KEY_FILE_NONE, &error)) {
        bcu_report(log, BCU_ERROR, "PRJ012", &place, "\"man bcukit-project\" describes the format.",
                   "not a project file: %s", error->message);
        return false;
    }
    return true;
}
