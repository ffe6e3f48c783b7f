/* An index made from a .shp is the one that its writer made, to the byte; where there is doubt there is none. */
#include "layer/index_build.h"
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

enum { HEAD = 100 };

static char *read_part(const char *suffix, gsize *length)
{
    g_autofree char *path = g_strconcat(TEST_SHAPES_DIR "/london_boroughs", suffix, NULL);
    char *bytes;
    g_assert_true(g_file_get_contents(path, &bytes, length, NULL));
    return bytes;
}

/* \return what bcu_index_build() says of a file of these bytes. */
static int build_from(const char *bytes, gsize length)
{
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("shapes-XXXXXX", &path, NULL);
    g_assert_cmpint(write(file, bytes, length), ==, (gssize)length);
    int made = bcu_index_build(file);
    close(file);
    g_unlink(path);
    return made;
}

static void test_same_bytes(void)
{
    gsize shapes_length, index_length;
    g_autofree char *shapes = read_part(".shp", &shapes_length), *index = read_part(".shx", &index_length);
    g_autofree char *read = g_malloc(index_length + 1);
    int made = build_from(shapes, shapes_length);
    g_assert_cmpint(made, >=, 0);
    g_assert_cmpint(pread(made, read, index_length + 1, 0), ==, (gssize)index_length);
    g_assert_cmpmem(read, index_length, index, index_length);
    close(made);
}

static void test_doubt(void)
{
    gsize length;
    g_autofree char *shapes = read_part(".shp", &length);
    g_assert_cmpint(build_from(shapes, length - 1), ==, -1); /* cut off */
    g_assert_cmpint(build_from(shapes, HEAD - 1), ==, -1);
    static const struct {
        gsize at;
        char byte;
    } CHANGES[] = {
        {0, 1},         /* no .shp */
        {27, 7},        /* longer or shorter than it is */
        {HEAD + 3, 2},  /* the first record has the number of the second */
        {HEAD + 6, 1},  /* its length */
        {HEAD + 8, 3},  /* its type */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(CHANGES); i++) {
        g_autofree char *changed = g_memdup2(shapes, length);
        g_assert_cmpint(changed[CHANGES[i].at], !=, CHANGES[i].byte);
        changed[CHANGES[i].at] = CHANGES[i].byte;
        g_assert_cmpint(build_from(changed, length), ==, -1);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/index_build/same_bytes", test_same_bytes);
    g_test_add_func("/index_build/doubt", test_doubt);
    return g_test_run();
}
