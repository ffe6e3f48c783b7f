/* Digests that a thread of its own takes. */
#include "base/digest.h"
#include "base/file_sums.h"
#include <glib/gstdio.h>

static char *file_with(const char *text)
{
    char *path = NULL;
    g_close(g_file_open_tmp("sums-XXXXXX", &path, NULL), NULL);
    g_file_set_contents(path, text, -1, NULL);
    return path;
}

static void test_several(void)
{
    g_autofree char *one = file_with("one"), *other = file_with("the other");
    BcuFileSums *sums = bcu_file_sums_start();
    bcu_file_sums_add(sums, one);
    bcu_file_sums_add(sums, "/no/such/file");
    bcu_file_sums_begin(sums);
    bcu_file_sums_begin(sums); /* it has begun */
    bcu_file_sums_add(sums, other);
    bcu_file_sums_wait(sums);
    bcu_file_sums_wait(sums); /* it has ended: nothing to wait for */
    const char *const paths[] = {one, other};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        uint64_t size;
        g_autofree char *sum = bcu_file_sha256(paths[i], &size);
        g_assert_cmpstr(bcu_file_sums_find(sums, paths[i])->sha256, ==, sum);
        g_assert_cmpuint(bcu_file_sums_find(sums, paths[i])->size, ==, size);
    }
    g_assert_null(bcu_file_sums_find(sums, "/no/such/file")->sha256);
    g_assert_null(bcu_file_sums_find(sums, "not added"));
    bcu_file_sums_free(sums);
    g_unlink(one);
    g_unlink(other);
}

/* The files may change until the beginning: what is summed is what there was from then on. */
static void test_held(void)
{
    g_autofree char *path = file_with("before");
    BcuFileSums *sums = bcu_file_sums_start();
    bcu_file_sums_add(sums, path);
    g_usleep(20000); /* time enough to sum it too early */
    g_file_set_contents(path, "since", -1, NULL);
    bcu_file_sums_begin(sums);
    bcu_file_sums_wait(sums);
    uint64_t size;
    g_autofree char *sum = bcu_file_sha256(path, &size);
    g_assert_cmpstr(bcu_file_sums_find(sums, path)->sha256, ==, sum);
    bcu_file_sums_free(sums);
    g_unlink(path);
}

/* Whoever waits begins. */
static void test_never_begun(void)
{
    g_autofree char *path = file_with("text");
    BcuFileSums *sums = bcu_file_sums_start();
    bcu_file_sums_add(sums, path);
    bcu_file_sums_wait(sums);
    g_assert_cmpuint(bcu_file_sums_find(sums, path)->size, ==, 4);
    bcu_file_sums_free(sums);
    g_unlink(path);
}

/* A run that ends early asks for none of them. */
static void test_unasked(void)
{
    BcuFileSums *sums = bcu_file_sums_start();
    bcu_file_sums_add(sums, "/no/such/file");
    bcu_file_sums_free(sums);
    bcu_file_sums_free(NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file-sums/several", test_several);
    g_test_add_func("/file-sums/held", test_held);
    g_test_add_func("/file-sums/never-begun", test_never_begun);
    g_test_add_func("/file-sums/unasked", test_unasked);
    return g_test_run();
}
