/* Reading through blocks gives the bytes of the file, wherever a read starts and ends. */
#include "layer/shape_io.h"
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

enum { SIZE = 1000003 };

typedef struct Fixture {
    char *path;
    guint8 *bytes;
    SAHooks hooks;
} Fixture;

static SAFile open_by(const SAHooks *io, const char *path, const char *access)
{
#ifdef BCU_SHAPELIB_PASSES_DATA
    return io->FOpen(path, access, io->pvUserData);
#else
    return io->FOpen(path, access);
#endif
}

static void set_up(Fixture *fixture, const void *unused)
{
    (void)unused;
    fixture->bytes = g_malloc(SIZE);
    for (guint i = 0; i < SIZE; i++)
        fixture->bytes[i] = (guint8)(i * 2654435761u >> 13);
    g_close(g_file_open_tmp("blocks-XXXXXX", &fixture->path, NULL), NULL);
    g_file_set_contents(fixture->path, (char *)fixture->bytes, SIZE, NULL);
    bcu_shape_io_hooks(&fixture->hooks);
}

static void tear_down(Fixture *fixture, const void *unused)
{
    (void)unused;
    g_unlink(fixture->path);
    g_free(fixture->path);
    g_free(fixture->bytes);
}

static void test_random_reads(Fixture *fixture, const void *unused)
{
    (void)unused;
    const SAHooks *io = &fixture->hooks;
    SAFile file = open_by(io, fixture->path, "rb");
    GRand *random = g_rand_new_with_seed(5);
    g_autofree guint8 *read = g_malloc(SIZE + 10);
    for (int i = 0; i < 3000; i++) {
        guint at = (guint)g_rand_int_range(random, 0, SIZE + 10);
        guint count = (guint)g_rand_int_range(random, 0, i % 50 ? 5000 : SIZE);
        guint there = at >= SIZE ? 0 : MIN(count, SIZE - at);
        g_assert_cmpuint(io->FSeek(file, at, SEEK_SET), ==, 0);
        g_assert_cmpuint(io->FRead(read, 1, count, file), ==, there);
        g_assert_cmpuint(io->FTell(file), ==, at + there);
        g_assert_true(memcmp(read, fixture->bytes + MIN(at, SIZE), there) == 0);
    }
    g_rand_free(random);
    io->FClose(file);
}

static void test_whole_items_only(Fixture *fixture, const void *unused)
{
    (void)unused;
    const SAHooks *io = &fixture->hooks;
    guint8 read[64];
    SAFile file = open_by(io, fixture->path, "r");
    io->FSeek(file, 0, SEEK_END);
    g_assert_cmpuint(io->FTell(file), ==, SIZE);
    io->FSeek(file, SIZE - 20, SEEK_SET);
    g_assert_cmpuint(io->FRead(read, 8, 4, file), ==, 2);
    io->FSeek(file, 5, SEEK_SET);
    io->FSeek(file, 5, SEEK_CUR);
    g_assert_cmpuint(io->FRead(read, 16, 1, file), ==, 1);
    g_assert_true(memcmp(read, fixture->bytes + 10, 16) == 0);
    g_assert_cmpuint(io->FWrite(read, 1, 1, file), ==, 0);
    io->FClose(file);
}

static void test_never_for_writing(Fixture *fixture, const void *unused)
{
    (void)unused;
    g_assert_null(open_by(&fixture->hooks, fixture->path, "rb+"));
    g_assert_null(open_by(&fixture->hooks, fixture->path, "wb"));
    g_assert_null(open_by(&fixture->hooks, "/no/such/file", "rb"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/shape-io/random-reads", Fixture, NULL, set_up, test_random_reads, tear_down);
    g_test_add("/shape-io/whole-items-only", Fixture, NULL, set_up, test_whole_items_only, tear_down);
    g_test_add("/shape-io/never-for-writing", Fixture, NULL, set_up, test_never_for_writing, tear_down);
    return g_test_run();
}
