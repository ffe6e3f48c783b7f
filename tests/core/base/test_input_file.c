/* Regular files are opened; whatever else has a name is refused at once, with what it is. */
#include "base/input_file.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

static char *in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void test_reading(void)
{
    g_autofree char *path = in_folder("text");
    const char *why = NULL;
    gsize length = 0;
    g_assert_true(g_file_set_contents(path, "a\0b", 3, NULL));
    g_autofree char *bytes = bcu_input_read(path, 3, &length, &why);
    g_assert_cmpmem(bytes, length + 1, "a\0b", 4);
    g_assert_null(bcu_input_read(path, 2, &length, &why));
    g_assert_nonnull(strstr(why, "larger"));
    g_assert_null(bcu_input_obstacle(path));
}

static void refuses(const char *path, const char *word)
{
    const char *why = NULL;
    gsize length;
    g_assert_cmpint(bcu_input_open(path, &why), ==, -1);
    g_assert_nonnull(strstr(why, word));
    g_assert_null(bcu_input_read(path, 100, &length, &why));
    g_assert_nonnull(strstr(bcu_input_obstacle(path), word));
}

static void test_what_is_no_file(void)
{
    g_autofree char *pipe = in_folder("pipe"), *nothing = in_folder("nothing"), *link = in_folder("link");
    g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
    g_assert_cmpint(symlink("/dev/zero", link), ==, 0);
    refuses(pipe, "named pipe");
    refuses(folder, "folder");
    refuses("/dev/zero", "device");
    refuses(link, "device");
    refuses(nothing, "No such file");
}

int main(int count, char **arguments)
{
    g_setenv("LC_ALL", "C", TRUE);
    g_test_init(&count, &arguments, NULL);
    folder = g_dir_make_tmp("bcukit-input-XXXXXX", NULL);
    g_test_add_func("/input-file/reading", test_reading);
    g_test_add_func("/input-file/what-is-no-file", test_what_is_no_file);
    return g_test_run();
}
