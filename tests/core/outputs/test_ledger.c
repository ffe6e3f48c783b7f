/* Staging and commit: all files of a plugin or none, and what was there comes back. */
#include "base/diag.h"
#include "outputs/ledger.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    g_assert_true(bcu_ledger_new(folder, 0, &ledger, log));
    return ledger;
}

static void put(const char *name, const char *text)
{
    g_autofree char *path = at(name);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void assert_contents(const char *name, const char *expected)
{
    g_autofree char *text = contents(name);
    g_assert_cmpstr(text, ==, expected);
}

static void drop(const char *name)
{
    g_autofree char *path = at(name);
    g_remove(path);
}

/* Stages files as the plugin would. \param texts name, text, …, NULL. \return BcuSinkFile. */
static GPtrArray *stage(BcuLedger *ledger, const char *plugin, const char *const *texts, BcuDiagLog *log)
{
    GPtrArray *files = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_sink_file_free);
    const char *staging = bcu_ledger_staging(ledger, plugin, log);
    for (size_t i = 0; texts[i]; i += 2) {
        BcuSinkFile *file = g_new0(BcuSinkFile, 1);
        file->output_id = g_strdup("one");
        file->name = g_strdup(texts[i]);
        file->staged = g_build_filename(staging, texts[i], NULL);
        g_assert_true(g_file_set_contents(file->staged, texts[i + 1], -1, NULL));
        g_ptr_array_add(files, file);
    }
    return files;
}

static bool accept(BcuLedger *ledger, const char *plugin, const char *const *texts, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) files = stage(ledger, plugin, texts, log);
    return bcu_ledger_accept(ledger, plugin, files, log);
}

#define FILES(...) (const char *const[]){__VA_ARGS__, NULL}
#define SUM_OF_NEW "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"

/* Nothing is there before the commit, all after it; what was not accepted is gone. */
static void test_commit_and_drop(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuLedger *ledger = ledger_new(log);
    g_assert_true(accept(ledger, "p", FILES("a.txt", "new"), log));
    g_autoptr(GPtrArray) dropped = stage(ledger, "q", FILES("b.txt", "dropped"), log);
    g_assert_nonnull(dropped);
    assert_contents("a.txt", NULL);
    const BcuLedgerFile *file = g_ptr_array_index(bcu_ledger_files(ledger), 0);
    g_assert_cmpstr(file->sha256, ==, SUM_OF_NEW);
    g_assert_cmpuint(file->size, ==, 3);
    g_assert_true(bcu_ledger_put(ledger, "manifest.json", "{}", 2, log));
    g_assert_true(bcu_ledger_commit(ledger, log));
    bcu_ledger_free(ledger);
    assert_contents("a.txt", "new");
    assert_contents("b.txt", NULL);
    assert_contents("manifest.json", "{}");
    drop("manifest.json");
}

/* By whatever name it is known; and the plugin's other files stay out, too. */
static void test_inputs_are_spared(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *read = at("read.txt");
    char *link_name = at("link.txt");
    put("read.txt", "what the user had");
    g_assert_cmpint(symlink(read, link_name), ==, 0);
    g_ptr_array_add(inputs, at("gone.txt"));
    g_ptr_array_add(inputs, link_name);
    BcuLedger *ledger = ledger_new(log);
    bcu_ledger_spare(ledger, inputs);
    g_assert_false(accept(ledger, "p", FILES("beside.txt", "new", "read.txt", "new"), log));
    g_assert_true(accept(ledger, "q", FILES("other.txt", "new"), log));
    g_assert_true(bcu_ledger_commit(ledger, log));
    bcu_ledger_free(ledger);
    g_assert_cmpuint(bcu_diag_log_size(log), ==, 1);
    g_assert_cmpstr(bcu_diag_log_at(log, 0)->code, ==, "OUT033");
    assert_contents("read.txt", "what the user had");
    assert_contents("beside.txt", NULL);
    assert_contents("other.txt", "new");
    drop("other.txt");
    drop("link.txt");
    drop("read.txt");
}

static void test_same_file_twice(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuLedger *ledger = ledger_new(log);
    g_assert_true(accept(ledger, "p", FILES("a.txt", "of p"), log));
    g_assert_false(accept(ledger, "q", FILES("a.txt", "of q"), log));
    g_assert_false(accept(ledger, "r", FILES("manifest.json", "of r"), log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "OUT031"), ==, 2);
    g_assert_true(bcu_ledger_commit(ledger, log));
    bcu_ledger_free(ledger);
    assert_contents("a.txt", "of p");
    assert_contents("manifest.json", NULL);
}

/* What has no place is no file: folders, also by a link, pipes, links to nothing; and what nobody may write to. */
static void test_no_place(void)
{
    static const char *const KINDS[] = {"a folder", "a link to a folder", "a pipe", "a link to nothing"};
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS) + 1; i++) {
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        g_autofree char *place = at("c.txt");
        if (i == G_N_ELEMENTS(KINDS))
            g_assert_true(g_file_set_contents_full(place, "kept", -1, G_FILE_SET_CONTENTS_NONE, 0444, NULL));
        else
            g_assert_cmpint(i == 0   ? g_mkdir(place, 0777)
                            : i == 1 ? symlink("/tmp", place)
                            : i == 2 ? mkfifo(place, 0666)
                                     : symlink("nowhere", place), ==, 0);
        BcuLedger *ledger = ledger_new(log);
        g_assert_false(accept(ledger, "p", FILES("b.txt", "new", "c.txt", "new"), log));
        g_assert_true(bcu_ledger_commit(ledger, log));
        bcu_ledger_free(ledger);
        const BcuDiag *diag = bcu_diag_log_at(log, 0);
        g_assert_cmpstr(diag->code, ==, i == G_N_ELEMENTS(KINDS) ? "OUT035" : "OUT034");
        if (i < G_N_ELEMENTS(KINDS))
            g_assert_true(g_str_has_prefix(diag->message, KINDS[i]));
        assert_contents("b.txt", NULL);
        g_assert_true(g_file_test(place, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK));
        g_remove(place);
    }
}

/* Links, other files by a second name, folders and nothing at all in the place of a staged file. */
static void test_staged_is_no_file(void)
{
    for (int i = 0; i < 4; i++) {
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        put("secret.txt", "the user's");
        g_autofree char *secret = at("secret.txt");
        BcuLedger *ledger = ledger_new(log);
        g_autoptr(GPtrArray) files = stage(ledger, "p", FILES("c.txt", "new"), log);
        const char *staged = ((BcuSinkFile *)g_ptr_array_index(files, 0))->staged;
        g_unlink(staged);
        g_assert_cmpint(i == 0 ? symlink(secret, staged) : i == 1 ? link(secret, staged) : i == 2 ? g_mkdir(staged, 0777) : 0, ==, 0);
        g_assert_false(bcu_ledger_accept(ledger, "p", files, log));
        g_assert_cmpuint(bcu_diag_log_count_code(log, "PLG035"), ==, 1);
        bcu_ledger_free(ledger);
        assert_contents("c.txt", NULL);
        assert_contents("secret.txt", "the user's");
    }
    drop("secret.txt");
}

/* Between the look at a file and its move. */
static void test_touched_since(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    put("b.txt", "before");
    BcuLedger *ledger = ledger_new(log);
    g_assert_true(accept(ledger, "p", FILES("a.txt", "new", "b.txt", "new"), log));
    g_autofree char *staged = g_build_filename(bcu_ledger_staging(ledger, "p", log), "b.txt", NULL);
    g_assert_true(g_file_set_contents(staged, "oth", 3, NULL));
    g_assert_false(bcu_ledger_commit(ledger, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "OUT030"), ==, 1);
    bcu_ledger_free(ledger);
    assert_contents("b.txt", "before");
    drop("b.txt");
}

static void test_modes_are_kept(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    struct stat status;
    g_autofree char *kept = at("b.txt"), *made = at("c.txt");
    put("b.txt", "before");
    g_assert_cmpint(g_chmod(kept, 0600), ==, 0);
    BcuLedger *ledger = ledger_new(log);
    g_autoptr(GPtrArray) files = stage(ledger, "p", FILES("b.txt", "new", "c.txt", "new"), log);
    g_assert_cmpint(g_chmod(((BcuSinkFile *)g_ptr_array_index(files, 1))->staged, 06777), ==, 0);
    g_assert_true(bcu_ledger_accept(ledger, "p", files, log) && bcu_ledger_commit(ledger, log));
    bcu_ledger_free(ledger);
    mode_t mask = umask(0);
    umask(mask);
    g_assert_cmpint(stat(kept, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 07777, ==, 0600);
    g_assert_cmpint(stat(made, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 07777, ==, 0666 & ~mask);
    assert_contents("b.txt", "new");
    drop("b.txt");
    drop("c.txt");
}

static void test_one_at_a_time(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuLedger *first = ledger_new(log), *second = NULL;
    g_assert_false(bcu_ledger_new(folder, 0, &second, log));
    g_autofree char *process = g_strdup_printf("process %d", (int)getpid());
    g_assert_cmpstr(bcu_diag_log_at(log, 0)->code, ==, "OUT036");
    g_assert_nonnull(strstr(bcu_diag_log_at(log, 0)->message, process));
    bcu_ledger_free(first);
    g_assert_true(bcu_ledger_new(folder, 0, &second, log));
    bcu_ledger_free(second);
}

/* A database's log beside what is to be replaced: nothing is put into place, and what was there stays. */
static void test_open_elsewhere(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autofree char *before = at("a.txt"), *beside = at("a.txt-log");
    g_assert_true(g_file_set_contents(before, "before", -1, NULL));
    for (int is_open = 1; is_open >= 0; is_open--) {
        BcuLedger *ledger = ledger_new(log);
        g_autoptr(GPtrArray) files = stage(ledger, "p", FILES("a.txt", "new"), log);
        ((BcuSinkFile *)g_ptr_array_index(files, 0))->forbidden = g_strsplit("-journal,-log", ",", -1);
        g_assert_true(is_open ? g_file_set_contents(beside, "", 0, NULL) : g_unlink(beside) == 0);
        g_assert_cmpint(bcu_ledger_accept(ledger, "p", files, log), ==, !is_open);
        g_assert_true(bcu_ledger_commit(ledger, log));
        g_assert_cmpuint(bcu_diag_log_count_code(log, "OUT032"), ==, 1);
        g_autofree char *now = contents("a.txt");
        g_assert_cmpstr(now, ==, is_open ? "before" : "new");
        bcu_ledger_free(ledger);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("bcukit-ledger-XXXXXX", NULL);
    g_test_add_func("/ledger/commit_and_drop", test_commit_and_drop);
    g_test_add_func("/ledger/same_file_twice", test_same_file_twice);
    g_test_add_func("/ledger/no_place", test_no_place);
    g_test_add_func("/ledger/staged_is_no_file", test_staged_is_no_file);
    g_test_add_func("/ledger/touched_since", test_touched_since);
    g_test_add_func("/ledger/modes_are_kept", test_modes_are_kept);
    g_test_add_func("/ledger/one_at_a_time", test_one_at_a_time);
    g_test_add_func("/ledger/open_elsewhere", test_open_elsewhere);
    g_test_add_func("/ledger/inputs_are_spared", test_inputs_are_spared);
    int failed = g_test_run();
    g_autofree char *left = at("a.txt");
    g_unlink(left);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* no staging folder, no lock is left */
    g_free(folder);
    return failed;
}
