/* What a terminal would obey is written out; what a message repeats has an end. */
#include "base/echo.h"
#include "text/visible.h"
#include <string.h>

static void test_visible(void)
{
    g_autofree char *shown = bcu_visible("a\033[31m\tb\n\302\233c\342\200\256d\357\277\276 \303\251");
    g_assert_cmpstr(shown, ==, "a\\x1b[31m\\tb\\n\\x9bc\\u202ed\\ufffe \303\251");
    g_autofree char *lines = bcu_visible_lines("a\nb\r");
    g_assert_cmpstr(lines, ==, "a\nb\\r");
    g_assert_null(bcu_visible(NULL));
    g_autofree char *json = bcu_visible_json("\"\342\200\256\303\251\"");
    g_assert_cmpstr(json, ==, "\"\\u202e\303\251\"");
}

static void test_echo(void)
{
    g_autofree char *letters = g_strnfill(5000, 'x'), *quoted = g_strdup_printf("no field \"%s\" there", letters);
    g_autofree char *cut = bcu_echo(quoted), *bare = bcu_echo(letters), *whole = bcu_echo("no field \"a\" there");
    g_assert_cmpstr(whole, ==, "no field \"a\" there");
    g_assert_true(g_str_has_suffix(cut, "x\342\200\246\" there"));
    g_assert_cmpint(g_utf8_strlen(cut, -1), ==, BCU_ECHO_MOST + (long)strlen("no field \"\" there"));
    g_assert_cmpint(g_utf8_strlen(bare, -1), ==, BCU_ECHO_MOST_IN_ALL);
}

int main(int count, char **arguments)
{
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/visible/visible", test_visible);
    g_test_add_func("/visible/echo", test_echo);
    return g_test_run();
}
