/* The journal: all files or none, also when it is found by another run, and when somebody was quicker. */
#include "base/diag.h"
#include "outputs/journal_text.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct Case {
    char *path;
    int folder, staging;
    GPtrArray *moves;
    BcuDiagLog *log;
} Case;

static void put(int folder, const char *name, const char *text)
{
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    g_assert_cmpint(write(file, text, strlen(text)), ==, (gssize)strlen(text));
    close(file);
}

static void assert_text(int folder, const char *name, const char *expected)
{
    char text[256] = "";
    int file = openat(folder, name, O_RDONLY);
    g_assert_true((file >= 0) == (expected != NULL));
    if (file < 0)
        return;
    g_assert_cmpint(read(file, text, sizeof text - 1), >=, 0);
    close(file);
    g_assert_cmpstr(text, ==, expected);
}

/* Two files that are there, and a third that is not, are to be replaced. */
static Case open_case(void)
{
    static const char *const NAMES[] = {"a.txt", "b.txt", "c.txt"};
    Case made = {.path = g_dir_make_tmp("bcukit-journal-XXXXXX", NULL), .log = bcu_diag_log_new()};
    made.folder = open(made.path, O_RDONLY | O_DIRECTORY);
    mkdirat(made.folder, "staging", 0777);
    mkdirat(made.folder, "staging/p", 0777);
    made.staging = openat(made.folder, "staging", O_RDONLY | O_DIRECTORY);
    made.moves = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_transfer_free);
    put(made.folder, "a.txt", "old a");
    put(made.folder, "b.txt", "old b");
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        struct stat status;
        g_autofree char *staged = g_strconcat("p/", NAMES[i], NULL);
        put(made.staging, staged, "the new one");
        g_assert_cmpint(fstatat(made.staging, staged, &status, 0), ==, 0);
        g_ptr_array_add(made.moves, bcu_transfer_new("p", NAMES[i], &status));
    }
    return made;
}

static void assert_all(const Case *of, const char *a, const char *b, const char *c)
{
    assert_text(of->folder, "a.txt", a);
    assert_text(of->folder, "b.txt", b);
    assert_text(of->folder, "c.txt", c);
}

static void close_case(Case *of)
{
    g_autofree char *command = g_strdup_printf("rm -r '%s'", of->path);
    g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
    close(of->folder);
    close(of->staging);
    g_ptr_array_unref(of->moves);
    bcu_diag_log_free(of->log);
    g_free(of->path);
}

/* A journal as a run leaves it that was killed after so many moves. */
static void stop_after(Case *of, guint moved, const char *journal)
{
    g_autoptr(GPtrArray) entries = bcu_entries_of(of->moves);
    for (guint i = 0; i < entries->len; i++) {
        BcuEntry *entry = g_ptr_array_index(entries, i);
        struct stat before;
        if (fstatat(of->folder, entry->move->name, &before, 0) == 0) {
            entry->had = true;
            entry->old_size = (uint64_t)before.st_size;
            entry->old_time = before.st_mtime;
            g_assert_cmpint(linkat(of->folder, entry->move->name, of->staging, entry->kept, 0), ==, 0);
        }
    }
    g_assert_true(bcu_journal_write(of->staging, journal, entries));
    for (guint i = 0; i < moved; i++) {
        const char *name = ((const BcuEntry *)g_ptr_array_index(entries, i))->move->name;
        g_autofree char *staged = g_strconcat("p/", name, NULL);
        g_assert_cmpint(renameat(of->staging, staged, of->folder, name), ==, 0);
    }
}

static bool recover(Case *of)
{
    return bcu_journal_recover(of->folder, of->staging, of->path, of->log);
}

static void test_perform(void)
{
    Case of = open_case();
    g_assert_cmpint(bcu_journal_perform(of.folder, of.staging, of.moves, of.path, of.log), ==, BCU_MOVED_ALL);
    assert_all(&of, "the new one", "the new one", "the new one");
    g_assert_true(recover(&of)); /* there is nothing to do */
    g_assert_cmpuint(bcu_diag_log_size(of.log), ==, 0);
    close_case(&of);
}

/* A folder in the way of the second file: the first comes back. */
static void test_failure_in_the_middle(void)
{
    Case of = open_case();
    unlinkat(of.folder, "b.txt", 0);
    mkdirat(of.folder, "b.txt", 0777);
    g_assert_cmpint(bcu_journal_perform(of.folder, of.staging, of.moves, of.path, of.log), ==, BCU_MOVED_NONE);
    assert_text(of.folder, "a.txt", "old a");
    assert_text(of.folder, "c.txt", NULL);
    g_assert_cmpstr(bcu_diag_log_at(of.log, 0)->code, ==, "OUT030");
    g_assert_true(recover(&of));
    close_case(&of);
}

static void test_finish(void)
{
    for (guint moved = 0; moved <= 3; moved++) {
        Case of = open_case();
        stop_after(&of, moved, ".journal");
        g_assert_true(recover(&of));
        assert_all(&of, "the new one", "the new one", "the new one");
        g_assert_cmpuint(bcu_diag_log_count_code(of.log, "OUT037"), ==, 1);
        g_assert_true(recover(&of));
        g_assert_cmpuint(bcu_diag_log_count_code(of.log, "OUT037"), ==, 1); /* said once */
        close_case(&of);
    }
}

static void test_undo(void)
{
    for (guint moved = 0; moved <= 3; moved++) {
        Case of = open_case();
        stop_after(&of, moved, ".journal-undo");
        g_assert_true(recover(&of));
        assert_all(&of, "old a", "old b", NULL);
        g_assert_cmpuint(bcu_diag_log_count_code(of.log, "OUT037"), ==, 1);
        close_case(&of);
    }
}

/* What the user has changed since is the user's; the rest is undone. */
static void test_changed_since(void)
{
    Case of = open_case();
    stop_after(&of, 1, ".journal");
    put(of.folder, "b.txt", "edited by hand");
    g_assert_true(recover(&of));
    assert_all(&of, "old a", "edited by hand", NULL);
    close_case(&of);
    of = open_case();
    stop_after(&of, 1, ".journal");
    put(of.folder, "a.txt", "edited by hand");
    g_assert_true(recover(&of));
    assert_all(&of, "edited by hand", "the new one", "the new one");
    close_case(&of);
}

/* Nothing is moved, nothing removed. */
static void test_journals_that_are_none(void)
{
    static const char *const TEXTS[] = {
        "", "[]", "{\"journal\": 2, \"files\": []}", "{\"journal\": 1, \"files\": [7]}",
        "{\"journal\": 1, \"files\": [{\"part\": \"..\", \"name\": \"a.txt\", \"size\": 1, \"time\": 1, \"had\": false, "
        "\"old_size\": 0, \"old_time\": 0}]}",
        "{\"journal\": 1, \"files\": [{\"part\": \"p\", \"name\": \"../a.txt\", \"size\": 1, \"time\": 1, \"had\": false, "
        "\"old_size\": 0, \"old_time\": 0}]}"};
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        Case of = open_case();
        put(of.staging, ".journal", TEXTS[i]);
        g_assert_false(recover(&of));
        g_assert_cmpstr(bcu_diag_log_at(of.log, 0)->code, ==, "OUT038");
        assert_all(&of, "old a", "old b", NULL);
        assert_text(of.staging, ".journal", TEXTS[i]);
        close_case(&of);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/journal/perform", test_perform);
    g_test_add_func("/journal/failure_in_the_middle", test_failure_in_the_middle);
    g_test_add_func("/journal/finish", test_finish);
    g_test_add_func("/journal/undo", test_undo);
    g_test_add_func("/journal/changed_since", test_changed_since);
    g_test_add_func("/journal/journals_that_are_none", test_journals_that_are_none);
    return g_test_run();
}
