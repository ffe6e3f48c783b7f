/* Names of outputs: filled from patterns, and known again. */
#include "plugin/output_name.h"
#include <glib.h>

static bool fits(const char *pattern, const char *name)
{
    return bcu_output_name_fits(pattern, name, NULL, NULL);
}

static void test_fill(void)
{
    static const struct {
        const char *pattern, *word, *value, *name;
    } CASES[] = {
        {"one.txt", "x", "y", "one.txt"},       {"m-{kind}.txt", "kind", "../x y/é", "m-..%2Fx%20y%2Fé.txt"},
        {"{layer}.shp", "layer", "", "_.shp"},  {"{layer}.shp", "layer", "..", "_...shp"},
        {"{layer}.shp", "other", "a", "_.shp"}, {"a{b", "b", "c", "a{b"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const char *params[] = {CASES[i].word, CASES[i].value, NULL};
        g_autofree char *name = bcu_output_name_fill(CASES[i].pattern, params);
        g_assert_cmpstr(name, ==, CASES[i].name);
        g_assert_true(fits(CASES[i].pattern, name));
    }
}

static void test_fits(void)
{
    g_assert_true(fits("map-{kind}-{code}.{format}", "map-a-b-c.d.png"));
    g_assert_false(fits("map-{kind}.png", "map-a.pdf"));
    g_assert_false(fits("one.txt", "one.txt2"));
    g_assert_false(fits("one.txt", "two.txt"));
    g_assert_false(fits("one.txt", ""));
}

static GStrv formats(const char *word, const void *closure)
{
    (void)closure;
    return g_str_equal(word, "format") ? g_strsplit("csv,json", ",", -1) : NULL;
}

static void test_values(void)
{
    g_assert_true(bcu_output_name_fits("area-{layer}.{format}", "area-x.json", formats, NULL));
    g_assert_false(bcu_output_name_fits("area-{layer}.{format}", "area-x.old", formats, NULL));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/output_name/fill", test_fill);
    g_test_add_func("/output_name/fits", test_fits);
    g_test_add_func("/output_name/values", test_values);
    return g_test_run();
}
