/* The on-disk cache: found again, forgotten when something it depends on has changed, and not believed in doubt. */
#include "crs/cache.h"
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder, *path; /* where PROJ is told to look, and the file beside it */

static void learn(const char *kind, const char *of, const char *answer)
{
    BcuCrsCache *cache = bcu_crs_cache_open(path);
    bcu_crs_cache_put(cache, kind, of, "(s)", answer);
    bcu_crs_cache_close(cache);
}

/* \return g_free. */
static char *recall(const char *kind, const char *of)
{
    BcuCrsCache *cache = bcu_crs_cache_open(path);
    char *answer = NULL;
    bool is_known = bcu_crs_cache_get(cache, kind, of, "(s)", &answer);
    bcu_crs_cache_close(cache);
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
    BcuCrsCache *cache = bcu_crs_cache_open(path);
    double number;
    g_assert_false(bcu_crs_cache_get(cache, "crs", "one", "(d)", &number));
    bcu_crs_cache_put(cache, "crs", "\xe9", "(s)", "nothing");
    bcu_crs_cache_close(cache);
    assert_recalled("crs", "\xe9", NULL);
    assert_recalled("crs", "one", "first");
}

static void test_none(void)
{
    char *answer;
    bcu_crs_cache_put(NULL, "crs", "closed", "(s)", "nothing");
    g_assert_false(bcu_crs_cache_get(NULL, "crs", "closed", "(s)", &answer));
    bcu_crs_cache_close(NULL);
}

/* What others could have written is not believed, nor what lies behind a link. */
static void test_others(void)
{
    learn("crs", "one", "first");
    assert_recalled("crs", "one", "first");
    static const int MODES[] = {0620, 0602, 0666};
    for (size_t i = 0; i < G_N_ELEMENTS(MODES); i++) {
        g_assert_cmpint(g_chmod(path, MODES[i]), ==, 0);
        assert_recalled("crs", "one", NULL);
    }
    g_assert_cmpint(g_chmod(path, 0600), ==, 0);
    assert_recalled("crs", "one", "first");
    if (geteuid() == 0) {
        g_assert_cmpint(chown(path, 65534, 65534), ==, 0);
        assert_recalled("crs", "one", NULL);
        g_assert_cmpint(chown(path, 0, 0), ==, 0);
    }
    g_autofree char *moved = g_strconcat(path, ".moved", NULL);
    g_assert_cmpint(g_rename(path, moved), ==, 0);
    g_assert_cmpint(symlink(moved, path), ==, 0);
    assert_recalled("crs", "one", NULL);
    g_unlink(path);
    g_unlink(moved);
    g_assert_cmpint(mkfifo(path, 0600), ==, 0); /* nobody waits for it */
    assert_recalled("crs", "one", NULL);
    g_unlink(path);
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
    for (gsize cut = 0; cut < length; cut += 7) {
        g_assert_true(g_file_set_contents(path, text, (gssize)cut, NULL));
        assert_recalled("crs", "one", NULL);
    }
    for (gsize bit = 0; bit < 8 * length; bit += 5) { /* any bit: nothing is believed */
        text[bit / 8] ^= (char)(1 << bit % 8);
        g_assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
        assert_recalled("crs", "one", NULL);
        text[bit / 8] ^= (char)(1 << bit % 8);
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
    folder = g_dir_make_tmp("cache-XXXXXX", NULL);
    g_autofree char *cache = g_dir_make_tmp("cache-XXXXXX", NULL);
    path = g_build_filename(cache, "below", "crs-cache", NULL);
    g_setenv("PROJ_DATA", folder, TRUE);
    g_setenv("PROJ_LIB", folder, TRUE);
    g_test_add_func("/crs_cache/kept", test_kept);
    g_test_add_func("/crs_cache/asked_otherwise", test_asked_otherwise);
    g_test_add_func("/crs_cache/none", test_none);
    g_test_add_func("/crs_cache/others", test_others);
    g_test_add_func("/crs_cache/grid_installed", test_grid_installed);
    g_test_add_func("/crs_cache/other_surroundings", test_other_surroundings);
    g_test_add_func("/crs_cache/damaged", test_damaged);
    g_test_add_func("/crs_cache/full", test_full);
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
