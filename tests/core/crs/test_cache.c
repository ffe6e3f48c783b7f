/* What PROJ said, kept between runs: found again, and forgotten when something it depends on has changed. */
#include "crs/cache.h"
#include <glib/gstdio.h>

static char *folder, *path; /* where PROJ is told to look, and the file beside it */

static void learn(const char *kind, const char *of, const char *answer)
{
    bcu_crs_facts_open(path);
    bcu_crs_fact_learn(kind, of, "(s)", answer);
    bcu_crs_facts_save();
}

/* \return g_free. */
static char *recall(const char *kind, const char *of)
{
    bcu_crs_facts_open(path);
    char *answer = NULL;
    bool is_known = bcu_crs_fact(kind, of, "(s)", &answer);
    bcu_crs_facts_save();
    g_assert_true(is_known == (answer != NULL));
    return answer;
}

static void assert_recalled(const char *kind, const char *of, const char *answer)
{
    g_autofree char *recalled = recall(kind, of);
    g_assert_cmpstr(recalled, ==, answer);
}

static void test_kept(void)
{
    learn("crs", "one", "first");
    learn("crs", "two", "second");
    learn("operation", "one", "third");
    assert_recalled("crs", "one", "first");
    assert_recalled("crs", "two", "second");
    assert_recalled("operation", "one", "third");
    assert_recalled("operation", "two", NULL);
    learn("crs", "one", "anew");
    assert_recalled("crs", "one", "anew");
}

/* An answer of another kind than the one asked for is none, nor is one about what is not UTF-8. */
static void test_asked_otherwise(void)
{
    learn("crs", "one", "first");
    bcu_crs_facts_open(path);
    double number;
    g_assert_false(bcu_crs_fact("crs", "one", "(d)", &number));
    bcu_crs_fact_learn("crs", "\xe9", "(s)", "nothing");
    bcu_crs_facts_save();
    assert_recalled("crs", "\xe9", NULL);
    assert_recalled("crs", "one", "first");
}

static void test_unopened(void)
{
    char *answer;
    bcu_crs_fact_learn("crs", "closed", "(s)", "nothing");
    g_assert_false(bcu_crs_fact("crs", "closed", "(s)", &answer));
    bcu_crs_facts_save();
    assert_recalled("crs", "closed", NULL);
}

static void test_grid_installed(void)
{
    g_autofree char *grid = g_build_filename(folder, "new.tif", NULL);
    learn("operation", "one", "without the grid");
    g_assert_true(g_file_set_contents(grid, "grid", -1, NULL));
    assert_recalled("operation", "one", NULL);
    learn("operation", "one", "with the grid");
    assert_recalled("operation", "one", "with the grid");
    g_unlink(grid);
    assert_recalled("operation", "one", NULL);
}

static void test_other_surroundings(void)
{
    learn("crs", "one", "first");
    g_setenv("PROJ_AUX_DB", "/elsewhere.db", TRUE);
    assert_recalled("crs", "one", NULL);
    g_unsetenv("PROJ_AUX_DB");
    assert_recalled("crs", "one", "first");
}

static void test_damaged(void)
{
    char *text;
    gsize length;
    learn("crs", "one", "first");
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    for (gsize cut = 0; cut < length; cut += 7) { /* nothing is known, or what was; and nothing breaks */
        g_assert_true(g_file_set_contents(path, text, (gssize)cut, NULL));
        g_free(recall("crs", "one"));
    }
    for (gsize i = 0; i < length; i += 3) {
        text[i] ^= 0x55;
        g_assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
        g_free(recall("crs", "one"));
        text[i] ^= 0x55;
    }
    g_free(text);
    learn("crs", "one", "again");
    assert_recalled("crs", "one", "again");
}

static void test_full(void)
{
    for (int i = 0; i < 210; i++) {
        g_autofree char *of = g_strdup_printf("definition %d", i);
        learn("crs", of, of);
    }
    assert_recalled("crs", "definition 209", "definition 209");
    assert_recalled("crs", "definition 0", NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("facts-XXXXXX", NULL);
    g_autofree char *cache = g_dir_make_tmp("facts-XXXXXX", NULL);
    path = g_build_filename(cache, "below", "crs-facts", NULL);
    g_setenv("PROJ_DATA", folder, TRUE);
    g_setenv("PROJ_LIB", folder, TRUE);
    g_test_add_func("/crs_facts/kept", test_kept);
    g_test_add_func("/crs_facts/asked_otherwise", test_asked_otherwise);
    g_test_add_func("/crs_facts/unopened", test_unopened);
    g_test_add_func("/crs_facts/grid_installed", test_grid_installed);
    g_test_add_func("/crs_facts/other_surroundings", test_other_surroundings);
    g_test_add_func("/crs_facts/damaged", test_damaged);
    g_test_add_func("/crs_facts/full", test_full);
    int failed = g_test_run();
    g_autofree char *below = g_path_get_dirname(path);
    g_unlink(path);
    g_rmdir(below);
    g_rmdir(cache);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
    return failed;
}
