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

/* A project that says nothing has the values that the reference calls defaults, already as numbers. */
static void test_presets(void)
{
    g_autoptr(BcuProject) silent = read_text(LAYER, NULL, NULL);
    g_autoptr(BcuProject) told = read_text(LAYER "[topology]\ntolerance = 1 mm\nrepair_limit = 1 %\nkeep_shapes = YES\n"
                                                 "[population]\nfile = p.csv\nkey = code\nvalue = population\n",
                                           NULL, NULL);
    g_assert_cmpfloat(silent->tolerance_m, ==, 0.001);
    g_assert_cmpfloat(silent->repair_share, ==, 0.01);
    g_assert_true(silent->keep_shapes);
    g_assert_cmpfloat(silent->tolerance_m, ==, told->tolerance_m);
    g_assert_cmpfloat(silent->repair_share, ==, told->repair_share);
    g_assert_true(told->keep_shapes);
    g_assert_cmpfloat(silent->bridge_m, ==, 0);
    g_assert_cmpfloat(silent->simplify.tolerance_m, ==, 0);
    g_assert_cmpfloat(silent->simplify.keep_share, ==, 0);
}

static void test_units(void)
{
    g_autoptr(BcuProject) project =
        read_text(LAYER "[topology]\ntolerance = 2 cm\nrepair_limit = 5%\nbridge = 0.5km\nsimplify = 25 %\n"
                        "keep_shapes = no\n[crs]\naccuracy = 100 ft\napproximate = 1e-9\n"
                        "[layer rivers]\nrole = Context\npath = r.shp\nwidth = 0.1 cm\nplace = Above\nline = none\n"
                        "[layer wards]\nrole = subareas\npath = w.shp\ncode = W\ndecimal = comma\nthousands = none\n",
                  NULL, NULL);
    g_assert_cmpfloat(project->tolerance_m, ==, 0.02);
    g_assert_cmpfloat(project->repair_share, ==, 0.05);
    g_assert_cmpfloat(project->bridge_m, ==, 500);
    g_assert_cmpfloat(project->simplify.keep_share, ==, 0.25);
    g_assert_false(project->keep_shapes);
    g_assert_cmpfloat_with_epsilon(project->accepted_m, 30.48, 1e-12);
    g_assert_cmpfloat(project->approximate_deg, ==, 1e-9);
    const BcuLayerSpec *rivers = bcu_project_layer(project, BCU_LAYER_CONTEXT);
    const BcuLayerSpec *wards = bcu_project_layer(project, BCU_LAYER_SUBAREAS);
    g_assert_cmpfloat_with_epsilon(rivers->width_mm, 1, 1e-12);
    g_assert_cmpstr(rivers->place, ==, "above");
    g_assert_cmpstr(rivers->line, ==, "none");
    g_assert_cmpint(wards->numbers.decimal, ==, ',');
    g_assert_cmpint(wards->numbers.thousands, ==, '-');
}

/* Every key whose default is a value reads that value, and its example. */
static void test_table_reads_itself(void)
{
    size_t count;
    const BcuProjectKey *keys = bcu_project_keys(&count);
    for (size_t i = 0; i < count; i++) {
        g_autofree char *group = g_strdelimit(g_strdup(keys[i].group), "*", 'x');
        bool areas = g_str_equal(group, "layer x") && !g_str_equal(keys[i].key, "path") && !g_str_equal(keys[i].key, "role");
        const char *path = areas ? "path = x.shp\nrole = context\n" : "";
        const char *others[] = {keys[i].example, keys[i].preset};
        for (size_t k = 0; k < G_N_ELEMENTS(others); k++) {
            if (!others[k] || g_str_equal(keys[i].group, "layer *") != areas)
                continue;
            g_autofree char *text =
                g_strdup_printf(LAYER "[phase pilot]\nlabel = Pilot\n[layer boroughs]\nrole = context\npath = b.shp\ncode = C\n"
                                      "[%s]\n%s%s%s%s\n%s",
                                group, path, k ? keys[i].key : "", k ? " = " : "", others[k],
                                g_str_has_prefix(group, "population") ? "file = p.csv\n" : "");
            g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
            bcu_project_free(read_text(text, NULL, log));
            g_autofree char *complaint = g_strconcat("\" is no ", bcu_key_form(keys[i].form)->name, NULL);
            for (size_t d = 0; d < bcu_diag_log_size(log); d++)
                if (strstr(bcu_diag_log_at(log, d)->message, "does not fit") ||
                    strstr(bcu_diag_log_at(log, d)->message, complaint))
                    g_error("%s.%s: %s", group, keys[i].key, bcu_diag_log_at(log, d)->message);
        }
    }
}

/* The reference names every key of the table. */
static void test_reference(void)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(TEST_SOURCE_DIR "/docs/project-file.md", &text, NULL, NULL));
    size_t count;
    const BcuProjectKey *keys = bcu_project_keys(&count);
    for (size_t i = 0; i < count; i++) {
        g_autofree char *row = g_strdup_printf("| `%s` | %s | %s | `%s` | %s |", keys[i].key, bcu_key_form(keys[i].form)->name,
                                               bcu_project_key_fallback(&keys[i]), keys[i].example, keys[i].help);
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
    g_test_add_func("/project/presets", test_presets);
    g_test_add_func("/project/units", test_units);
    g_test_add_func("/project/table_reads_itself", test_table_reads_itself);
    g_test_add_func("/project/reference", test_reference);
    int failed = g_test_run();
    g_unlink(file);
    g_rmdir(folder);
    g_free(file);
    return failed;
}
