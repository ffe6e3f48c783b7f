/* The plugin's side of outputs: names, status, what is on the disk. */
#include "base/diag.h"
#include "plugin/sink.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const BcuOutputSpec OUTPUTS[] = {
    {"one", "one.txt", "text/plain", 0, ""},
    {"many", "m-{kind}.txt", "text/plain", BCU_OUTPUT_MANY, ""},
};
static const BcuPlugin PLUGIN = {BCU_PLUGIN_HEAD, .id = "p", BCU_PLUGIN_OUTPUTS(OUTPUTS)};

static char *folder;

static char *at(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void test_sink(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuSink *sink = bcu_sink_new(&PLUGIN, folder);
    const char *params[] = {"kind", "../x y/é", NULL};
    BcuStream *stream = bcu_sink_open(sink, "many", params, log);
    g_assert_true(bcu_stream_write(stream, "abc", 3));
    bcu_stream_verified(stream, "seen");
    g_assert_true(bcu_stream_commit(stream, true, log));
    const BcuSinkFile *file = g_ptr_array_index(bcu_sink_files(sink), 0);
    g_assert_cmpstr(file->name, ==, "m-..%2Fx%20y%2Fé.txt");
    g_assert_cmpstr(file->verified, ==, "seen");
    stream = bcu_sink_open(sink, "one", NULL, log);
    g_assert_false(bcu_stream_commit(stream, true, log)); /* nothing was written */
    g_assert_null(bcu_sink_open(sink, "one", NULL, log));
    g_assert_null(bcu_sink_open(sink, "none", NULL, log));
    g_unlink(file->staged);
    bcu_sink_free(sink);
}

/* On from where the last call ended, and only what was flushed. */
static void test_read_back(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuSink *sink = bcu_sink_new(&PLUGIN, folder);
    BcuStream *stream = bcu_sink_open(sink, "one", NULL, log);
    char block[2];
    g_assert_cmpint(bcu_stream_read_back(stream, block, 2), ==, -1); /* there is no file yet */
    g_assert_true(bcu_stream_write(stream, "new", 3) && bcu_stream_flush(stream));
    g_assert_true(bcu_stream_write(stream, "er", 2));
    g_assert_cmpint(bcu_stream_read_back(stream, block, 2), ==, 2);
    g_assert_cmpint(bcu_stream_read_back(stream, block, 2), ==, 1);
    g_assert_cmpint(bcu_stream_read_back(stream, block, 2), ==, 0);
    g_assert_true(bcu_stream_flush(stream));
    g_assert_cmpint(bcu_stream_read_back(stream, block, 2), ==, 2);
    g_assert_true(bcu_stream_commit(stream, true, log));
    const BcuSinkFile *file = g_ptr_array_index(bcu_sink_files(sink), 0);
    g_unlink(file->staged);
    bcu_sink_free(sink);
}

/* Whatever the pieces that it came in, the file holds what was written. */
static void test_pieces(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuSink *sink = bcu_sink_new(&PLUGIN, folder);
    BcuStream *stream = bcu_sink_open(sink, "one", NULL, log);
    g_autofree char *bytes = g_malloc(1 << 20);
    for (size_t i = 0; i < 1 << 20; i++)
        bytes[i] = (char)(i * 31);
    g_autoptr(GByteArray) all = g_byte_array_new();
    for (size_t i = 1; i < 1 << 20; i *= 3) {
        g_assert_true(bcu_stream_write(stream, bytes + i % 17, i));
        g_byte_array_append(all, (const guint8 *)bytes + i % 17, (guint)i);
    }
    g_assert_true(bcu_stream_flush(stream)); /* what comes next finds nothing that waits */
    g_assert_true(bcu_stream_write(stream, bytes, (1 << 20) - 5));
    g_byte_array_append(all, (const guint8 *)bytes, (1 << 20) - 5);
    g_assert_true(bcu_stream_commit(stream, true, log));
    const BcuSinkFile *file = g_ptr_array_index(bcu_sink_files(sink), 0);
    g_autofree char *written = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(file->staged, &written, &length, NULL));
    g_assert_cmpmem(written, length, all->data, all->len);
    g_unlink(file->staged);
    stream = bcu_sink_open(sink, "many", (const char *[]){"kind", "path", NULL}, log);
    g_assert_true(g_file_set_contents(bcu_stream_path(stream), "new", -1, NULL));
    g_assert_true(bcu_stream_commit(stream, true, log));
    file = g_ptr_array_index(bcu_sink_files(sink), 1);
    g_unlink(file->staged);
    bcu_sink_free(sink);
}

static void test_full_disk(void)
{
    if (!g_file_test("/dev/full", G_FILE_TEST_EXISTS)) {
        g_test_skip("skipped: there is no /dev/full");
        return;
    }
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuSink *sink = bcu_sink_new(&PLUGIN, folder);
    g_autofree char *link = at("one.txt");
    g_assert_cmpint(symlink("/dev/full", link), ==, 0);
    BcuStream *stream = bcu_sink_open(sink, "one", NULL, log);
    bcu_stream_write(stream, "abc", 3);
    g_assert_false(bcu_stream_commit(stream, true, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "OUT020"), ==, 1);
    bcu_sink_free(sink);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("bcukit-sink-XXXXXX", NULL);
    g_test_add_func("/sink/names_and_status", test_sink);
    g_test_add_func("/sink/read_back", test_read_back);
    g_test_add_func("/sink/pieces", test_pieces);
    g_test_add_func("/sink/full_disk", test_full_disk);
    int failed = g_test_run();
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* what was dropped is gone */
    g_free(folder);
    return failed;
}
