/* Project files, good and bad. */
#include "base/diag.h"
#include "project/keys.h"
#include "project/project.h"
#include <glib/gstdio.h>
#include <string.h>

static char *file;

static BcuProject *read_text(const char *text, char **set, BcuDiagLog *log)
{
    BcuProject *project = NULL;
    BcuProjectFlags flags = {.set = set};
    g_assert_true(g_file_set_contents(file, text, -1, NULL));
    return bcu_project_read(file, &flags, &project, log) ? project : NULL;
}

#define LAYER "[layer a]\npath = a.shp\ncode = C\n"

static void test_good(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    char *set[] = {(char *)"clusters.noun=group", (char *)"render.dpi=96", NULL};
    g_autoptr(BcuProject) project = read_text("\xef\xbb\xbf# text\r\n[project]\r\ntitle = A & B\r\n" LAYER
                                              "[phase p]\ngo_live = 2018-06\n[cluster x]\nmembers = A;B ; C\nphase = p\n"
                                              "commander = Someone\n[render]\npage = square\n[resources]\ndwo = 2\n", set, log);
    g_assert_nonnull(project);
    g_assert_cmpuint(bcu_diag_count(log, BCU_WARNING), ==, 0);
    g_assert_cmpstr(project->title, ==, "A & B");
    const BcuClusterSpec *cluster = g_ptr_array_index(project->clusters, 0);
    g_assert_cmpuint(g_strv_length(cluster->members), ==, 3);
    g_assert_cmpstr(cluster->members[1], ==, "B");
    g_assert_cmpstr(g_ptr_array_index(cluster->extra_values, 0), ==, "Someone");
    g_assert_cmpstr(project->clusters_noun, ==, "group");
    g_assert_cmpuint(project->settings->len, ==, 2);
    g_assert_cmpint(((BcuSetting *)g_ptr_array_index(project->settings, 0))->line, >, 0);
}

static void expect(const char *text, const char *code, int line)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuProject) project = read_text(text, NULL, log);
    (void)project; /* what is said is asked for, not what was read */
    g_assert_cmpuint(bcu_diag_log_count_code(log, code), >=, 1);
    for (size_t i = 0; i < bcu_diag_log_size(log); i++)
        if (g_str_equal(bcu_diag_log_at(log, i)->code, code)) {
            g_assert_cmpint(bcu_diag_log_at(log, i)->place.line, ==, line);
            return;
        }
}

static void test_bad(void)
{
    expect(LAYER "[cluster x]\nphase = q\n", "PRJ030", 5);
    expect(LAYER "[cluster x]\ngo_live = June\n", "PRJ030", 5);
    expect(LAYER "[phase p]\ngo_live = 2018-13\n", "PRJ030", 5);
    expect("[layer a]\npath = a.shp\n", "PRJ030", 0);
    expect(LAYER "[layer a]\ncode = D\n", "PRJ013", 4);
    expect(LAYER "code = D\n", "PRJ013", 4);
    expect(LAYER "nonsense\n", "PRJ012", 4);
    expect("key = 1\n", "PRJ012", 1);
    expect(LAYER "nmae = N\n", "PRJ020", 4);
    expect(LAYER "role = arias\n", "PRJ030", 4);
    expect(LAYER "[topology]\nsimplify = much\n", "PRJ030", 5);
    expect(LAYER "[topology]\nrepair_limit = 5 m\n", "PRJ030", 5);
    expect(LAYER "[crs]\napproximate = 1 m\n", "PRJ030", 5);
    expect(LAYER "[crs]\napproximate = 1e-3\n", "PRJ030", 5);
    expect(LAYER "[resources]\ndwo = two\n", "PRJ030", 5);
    expect(LAYER "[cluster x]\ncolour = red\n", "PRJ030", 5);
    expect(LAYER "fill = green\n", "PRJ030", 4);
    expect(LAYER "line = #12\n", "PRJ030", 4);
    expect(LAYER "width = wide\n", "PRJ030", 4);
    expect(LAYER "place = beside\n", "PRJ030", 4);
    expect(LAYER "[project]\ntitle = \xff\n", "PRJ011", 5);
    expect("", "PRJ030", 0);
}

static void test_all_problems_at_once(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuProject) project =
        read_text("[layer a]\nrole = x\n[topology]\nsimplify = y\n[cluster z]\nphase = w\n", NULL, log);
    g_assert_null(project);
    g_assert_cmpuint(bcu_diag_count(log, BCU_ERROR), >=, 5);
}

/* The reference names every key of the table. */
static void test_reference(void)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(TEST_SOURCE_DIR "/docs/project-file.md", &text, NULL, NULL));
    size_t count;
    const BcuProjectKey *keys = bcu_project_keys(&count);
    for (size_t i = 0; i < count; i++) {
        g_autofree char *row = g_strdup_printf("| `%s` | %s | %s | `%s` | %s |", keys[i].key, keys[i].type,
                                               *keys[i].fallback ? keys[i].fallback : "none", keys[i].example, keys[i].help);
        if (!strstr(text, row))
            g_error("docs/project-file.md lacks the row of %s.%s:\n%s", keys[i].group, keys[i].key, row);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_dir_make_tmp("bcukit-project-XXXXXX", NULL);
    file = g_build_filename(folder, "p.ini", NULL);
    g_test_add_func("/project/good", test_good);
    g_test_add_func("/project/bad", test_bad);
    g_test_add_func("/project/all_problems_at_once", test_all_problems_at_once);
    g_test_add_func("/project/reference", test_reference);
    int failed = g_test_run();
    g_unlink(file);
    g_rmdir(folder);
    g_free(file);
    return failed;
}
