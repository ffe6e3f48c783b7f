/* Staging and commit: all files of a plugin or none, and what was there comes back. */
#include "base/diag.h"
#include "base/digest.h"
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

static char *contents(const char *name)
{
    g_autofree char *path = at(name);
    char *text = NULL;
    return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

static BcuLedger *ledger_new(BcuDiagLog *log)
{
    BcuLedger *ledger = NULL;
    g_assert_true(bcu_ledger_new(folder, &ledger, log));
    return ledger;
}

/* Stages a file as the plugin would and hands it to the ledger. */
static BcuLedgerFile *stage(BcuLedger *ledger, const char *plugin, const char *name, const char *text,
                            BcuDiagLog *log)
{
    BcuLedgerFile *file = g_new0(BcuLedgerFile, 1);
    file->plugin = g_strdup(plugin);
    file->output_id = g_strdup("one");
    file->name = g_strdup(name);
    file->staged = g_build_filename(bcu_ledger_staging(ledger, plugin, log), name, NULL);
    g_assert_true(g_file_set_contents(file->staged, text, -1, NULL));
    bcu_ledger_take(ledger, file);
    return file; /* the ledger's */
}

static void test_commit_and_drop(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuLedger *ledger = ledger_new(log);
    stage(ledger, "p", "a.txt", "new", log);
    stage(ledger, "q", "b.txt", "dropped", log);
    g_assert_true(bcu_ledger_commit(ledger, "p", log));
    const BcuLedgerFile *file = g_ptr_array_index(bcu_ledger_files(ledger), 0);
    g_assert_cmpstr(file->sha256, ==, "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437");
    bcu_ledger_free(ledger);
    g_autofree char *a = contents("a.txt"), *b = contents("b.txt");
    g_assert_cmpstr(a, ==, "new");
    g_assert_null(b);
}

/* By whatever name it is known; and the plugin's other files stay out, too. */
static void test_inputs_are_spared(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *read = at("read.txt"), *gone = at("gone.txt");
    char *link_name = at("link.txt");
    g_assert_true(g_file_set_contents(read, "what the user had", -1, NULL));
    g_assert_cmpint(symlink(read, link_name), ==, 0);
    g_ptr_array_add(inputs, g_strdup(gone));
    g_ptr_array_add(inputs, link_name);
    BcuLedger *ledger = ledger_new(log);
    bcu_ledger_spare(ledger, inputs);
    stage(ledger, "p", "beside.txt", "new", log);
    stage(ledger, "p", "read.txt", "new", log);
    stage(ledger, "q", "other.txt", "new", log);
    g_assert_false(bcu_ledger_commit(ledger, "p", log));
    g_assert_true(bcu_ledger_commit(ledger, "q", log));
    bcu_ledger_free(ledger);
    g_assert_cmpuint(bcu_diag_log_size(log), ==, 1);
    g_assert_cmpstr(bcu_diag_log_at(log, 0)->code, ==, "OUT033");
    g_autofree char *kept = contents("read.txt"), *beside = contents("beside.txt"), *other = contents("other.txt");
    g_assert_cmpstr(kept, ==, "what the user had");
    g_assert_null(beside);
    g_assert_cmpstr(other, ==, "new");
    g_autofree char *committed = at("other.txt");
    g_unlink(committed);
    g_unlink(link_name);
    g_unlink(read);
}

static void test_same_file_twice(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuLedger *ledger = ledger_new(log);
    stage(ledger, "p", "a.txt", "of p", log);
    stage(ledger, "q", "a.txt", "of q", log);
    g_assert_true(bcu_ledger_commit(ledger, "p", log));
    g_assert_false(bcu_ledger_commit(ledger, "q", log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "OUT031"), ==, 1);
    bcu_ledger_free(ledger);
    g_autofree char *a = contents("a.txt");
    g_assert_cmpstr(a, ==, "of p");
}

/* The second file cannot be put into place (a folder with something in it is there): the first
 * must be again what it was. */
static void test_what_was_there_comes_back(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autofree char *first = at("a.txt"), *second = at("c.txt");
    g_assert_true(g_file_set_contents(first, "before", -1, NULL));
    BcuLedger *ledger = ledger_new(log);
    stage(ledger, "p", "a.txt", "after", log);
    stage(ledger, "p", "c.txt", "after", log);
    const char *staging = bcu_ledger_staging(ledger, "p", log);
    g_autofree char *aside = g_build_filename(staging, "c.txt.before", NULL);
    g_autofree char *inside = g_build_filename(aside, "x", NULL);
    g_assert_true(g_file_set_contents(second, "before", -1, NULL));
    g_assert_cmpint(g_mkdir_with_parents(inside, 0777), ==, 0); /* renaming onto it fails */
    g_assert_false(bcu_ledger_commit(ledger, "p", log));
    bcu_ledger_free(ledger);
    g_autofree char *a = contents("a.txt"), *c = contents("c.txt");
    g_assert_cmpstr(a, ==, "before");
    g_assert_cmpstr(c, ==, "before");
    g_unlink(second);
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
    const BcuLedgerFile *file = g_ptr_array_index(bcu_sink_files(sink), 0);
    g_assert_cmpstr(file->name, ==, "m-..%2Fx%20y%2Fé.txt");
    g_assert_cmpstr(file->verified, ==, "seen");
    stream = bcu_sink_open(sink, "one", NULL, log);
    g_assert_false(bcu_stream_commit(stream, true, log)); /* nothing was written */
    g_assert_null(bcu_sink_open(sink, "one", NULL, log));
    g_assert_null(bcu_sink_open(sink, "none", NULL, log));
    g_unlink(file->staged);
    bcu_sink_free(sink);
}

#define SUM_OF_NEW "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"

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
    const BcuLedgerFile *file = g_ptr_array_index(bcu_sink_files(sink), 0);
    g_unlink(file->staged);
    bcu_sink_free(sink);
}

/* The sum of a stream is that of its file, whatever the pieces that it came in; what a library writes to the path
 * has none yet. */
static void test_sum(void)
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
    const BcuLedgerFile *file = g_ptr_array_index(bcu_sink_files(sink), 0);
    uint64_t size = 0;
    g_autofree char *sum = bcu_file_sha256(file->staged, &size);
    g_assert_cmpstr(file->sha256, ==, sum);
    g_assert_cmpuint(file->size, ==, size);
    g_autofree char *written = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(file->staged, &written, &length, NULL));
    g_assert_cmpmem(written, length, all->data, all->len);
    g_unlink(file->staged);
    stream = bcu_sink_open(sink, "many", (const char *[]){"kind", "path", NULL}, log);
    g_assert_true(g_file_set_contents(bcu_stream_path(stream), "new", -1, NULL));
    g_assert_true(bcu_stream_commit(stream, true, log));
    file = g_ptr_array_index(bcu_sink_files(sink), 1);
    g_assert_null(file->sha256);
    g_unlink(file->staged);
    bcu_sink_free(sink);
}

/* A sum that came with the file is not believed once the file has another length. */
static void test_grown_since(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuLedger *ledger = ledger_new(log);
    stage(ledger, "p", "a.txt", "new", log);
    BcuLedgerFile *file = stage(ledger, "p", "b.txt", "new", log);
    file->sha256 = g_strdup("of two bytes");
    file->size = 2;
    g_assert_true(bcu_ledger_commit(ledger, "p", log));
    g_assert_cmpstr(file->sha256, ==, SUM_OF_NEW);
    g_assert_cmpuint(file->size, ==, 3);
    bcu_ledger_free(ledger);
    g_autofree char *left = at("b.txt");
    g_unlink(left);
}

/* A database's log beside what is to be replaced: nothing is put into place, and what was there stays. */
static void test_open_elsewhere(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autofree char *before = at("a.txt"), *beside = at("a.txt-log");
    g_assert_true(g_file_set_contents(before, "before", -1, NULL));
    for (int is_open = 1; is_open >= 0; is_open--) {
        BcuLedger *ledger = ledger_new(log);
        BcuLedgerFile *file = stage(ledger, "p", "a.txt", "new", log);
        file->forbidden = g_strsplit("-journal,-log", ",", -1);
        g_assert_true(is_open ? g_file_set_contents(beside, "", 0, NULL) : g_unlink(beside) == 0);
        g_assert_cmpint(bcu_ledger_commit(ledger, "p", log), ==, !is_open);
        g_assert_cmpuint(bcu_diag_log_count_code(log, "OUT032"), ==, 1);
        g_autofree char *now = contents("a.txt");
        g_assert_cmpstr(now, ==, is_open ? "before" : "new");
        bcu_ledger_free(ledger);
    }
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
    folder = g_dir_make_tmp("bcukit-ledger-XXXXXX", NULL);
    g_test_add_func("/ledger/commit_and_drop", test_commit_and_drop);
    g_test_add_func("/ledger/same_file_twice", test_same_file_twice);
    g_test_add_func("/ledger/what_was_there_comes_back", test_what_was_there_comes_back);
    g_test_add_func("/sink/names_and_status", test_sink);
    g_test_add_func("/ledger/grown_since", test_grown_since);
    g_test_add_func("/ledger/open_elsewhere", test_open_elsewhere);
    g_test_add_func("/ledger/inputs_are_spared", test_inputs_are_spared);
    g_test_add_func("/sink/read_back", test_read_back);
    g_test_add_func("/sink/sum", test_sum);
    g_test_add_func("/sink/full_disk", test_full_disk);
    int failed = g_test_run();
    g_autofree char *left = at("a.txt");
    g_unlink(left);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* no staging folder is left */
    g_free(folder);
    return failed;
}
