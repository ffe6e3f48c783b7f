/* Digests of files against published ones. */
#include "base/digest.h"
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Source of the sums: FIPS 180-2, appendix B, and NIST's example of a million letters a. */
static void test_published(void)
{
    g_autofree char *million = g_strnfill(1000000, 'a');
    const struct { const char *text, *sum; } CASES[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = NULL;
        uint64_t size = 0;
        g_close(g_file_open_tmp("digest-XXXXXX", &path, NULL), NULL);
        g_file_set_contents(path, CASES[i].text, -1, NULL);
        g_autofree char *sum = bcu_file_sha256(path, &size);
        g_unlink(path);
        g_assert_cmpstr(sum, ==, CASES[i].sum);
        g_assert_cmpuint(size, ==, strlen(CASES[i].text));
    }
}

static void test_unreadable(void)
{
    uint64_t size;
    g_assert_null(bcu_file_sha256("/no/such/file", &size));
    g_assert_null(bcu_file_sha256("/", &size));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/published", test_published);
    g_test_add_func("/digest/unreadable", test_unreadable);
    return g_test_run();
}
