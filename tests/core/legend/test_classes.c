/* BcuClasses: figures fall where the legend says, and natural breaks are the best there are. */
#include "legend/jenks.h"
#include <bcukit/classes.h>
#include <glib.h>
#include <math.h>
#include <string.h>

static void expect_labels(const double *values, size_t count, BcuClassMethod method, size_t wanted, int decimals,
                          const double *manual, size_t manual_count, const char *expected)
{
    BcuClasses classes;
    bcu_classes_build(values, count, method, wanted, decimals, manual, manual_count, &classes);
    GString *labels = g_string_new(NULL);
    for (size_t i = 0; i < classes.count; i++)
        g_string_append_printf(labels, "%s%s", i ? " | " : "", classes.labels[i]);
    g_assert_cmpstr(labels->str, ==, expected);
    g_string_free(labels, TRUE);
    bcu_classes_clear(&classes);
}

static const double TENS[] = {3, 12, 18, 25, 31, 44, 47, 58, 63, 99};

static void test_methods(void)
{
    expect_labels(TENS, 10, BCU_CLASS_QUANTILE, 5, 0, NULL, 0, "3 – 14 | 15 – 29 | 30 – 44 | 45 – 59 | 60 – 99");
    expect_labels(TENS, 10, BCU_CLASS_EQUAL, 4, 0, NULL, 0, "3 – 26 | 27 – 50 | 51 – 74 | 75 – 99");
    expect_labels(TENS, 10, BCU_CLASS_PRETTY, 5, 0, NULL, 0, "0 – 19 | 20 – 39 | 40 – 59 | 60 – 79 | 80 – 99");
    expect_labels(TENS, 10, BCU_CLASS_JENKS, 3, 0, NULL, 0, "3 – 39 | 40 – 79 | 80 – 99");
    /* mean 40, standard deviation 26.9 */
    expect_labels(TENS, 10, BCU_CLASS_STDDEV, 4, 0, NULL, 0, "under 13 | 13 – 39 | 40 – 66 | 67 and more");
    expect_labels(TENS, 10, BCU_CLASS_MANUAL, 0, 0, (const double[]){20, 50}, 2,
                  "under 20 | 20 – 49 | 50 and more");
}

static void test_digits(void)
{
    expect_labels((const double[]){0.0101, 0.25, 0.4999}, 3, BCU_CLASS_EQUAL, 2, 4, NULL, 0,
                  "0.0100 – 0.2599 | 0.2600 – 0.5000");
    expect_labels((const double[]){7405, 210513, 391446}, 3, BCU_CLASS_EQUAL, 2, 0, NULL, 0,
                  "7,000 – 199,999 | 200,000 – 392,000");
    expect_labels((const double[]){-20, -5, 10, 30}, 4, BCU_CLASS_PRETTY, 2, 0, NULL, 0,
                  "\u221225 to \u22121 | 0 to 24 | 25 to 49");
    expect_labels((const double[]){1, 2}, 2, BCU_CLASS_MANUAL, 0, 0, (const double[]){1.25}, 1,
                  "under 1.25 | 1.25 and more");
}

/* A figure that the map prints in full lies within what the legend says of its class. */
static void test_figures_in_full(void)
{
    static const double density[] = {15157.5, 13232.7, 11796, 11655.6, 8365.6, 5845.9,
                                     5528.2,  5431.5,  5410.2, 4090,    3761.1, 3287.9};
    expect_labels(density, 12, BCU_CLASS_QUANTILE, 5, 0, NULL, 0,
                  "3,200 – 4,999 | 5,000 – 5,499 | 5,500 – 9,999 | 10,000 – 11,999 | 12,000 – 15,200");
}

/* No class has gains and losses in it, and no limit more digits than a reader keeps in mind. */
static void test_both_signs(void)
{
    static const double changes[] = {-2.1, -1.2, -0.6, -0.2, 0.4, 0.9, 1.1, 2.2, 3.3, 4.1, 5.99, 7.5};
    double dense[500];
    for (BcuClassMethod method = BCU_CLASS_QUANTILE; method <= BCU_CLASS_JENKS; method++) {
        BcuClasses classes;
        bcu_classes_build(changes, G_N_ELEMENTS(changes), method, 5, 2, NULL, 0, &classes);
        g_assert_cmpuint(bcu_classes_of(&classes, -0.2), !=, bcu_classes_of(&classes, 0.4));
        bcu_classes_clear(&classes);
    }
    expect_labels((const double[]){-1, 2}, 2, BCU_CLASS_JENKS, 1, 0, NULL, 0, "\u22121 | 0 to 2");
    for (int i = 0; i < 500; i++)
        dense[i] = 10007 + 13 * i;
    BcuClasses classes;
    bcu_classes_build(dense, 500, BCU_CLASS_JENKS, 5, 0, NULL, 0, &classes);
    g_assert_cmpuint(classes.count, ==, 5);
    for (size_t i = 1; i < classes.count; i++)
        g_assert_cmpfloat(fmod(classes.limits[i], 100), ==, 0);
    bcu_classes_clear(&classes);
}

static void test_few(void)
{
    expect_labels((const double[]){7, 7, 7}, 3, BCU_CLASS_QUANTILE, 5, 0, NULL, 0, "7");
    expect_labels((const double[]){7, 7, 9, NAN}, 4, BCU_CLASS_JENKS, 5, 0, NULL, 0, "7 | 8 – 9");
    expect_labels((const double[]){NAN, NAN}, 2, BCU_CLASS_QUANTILE, 5, 0, NULL, 0, "");
    expect_labels((const double[]){7}, 1, BCU_CLASS_PRETTY, 5, 0, NULL, 0, "7");
    expect_labels((const double[]){1, 2}, 2, BCU_CLASS_MANUAL, 0, 0, (const double[]){10, 20}, 2,
                  "under 10 | 10 – 19 | 20 and more");
}

/* The label of a figure's class encloses the figure as printed; classes never overlap. */
static void check_enclosed(BcuClassMethod method, const double *values, size_t count, size_t wanted, int decimals)
{
    BcuClasses classes;
    bcu_classes_build(values, count, method, wanted, decimals, NULL, 0, &classes);
    double unit = pow(10, -classes.decimals);
    g_assert_cmpuint(classes.count, >=, 1);
    g_assert_cmpuint(classes.count, <=, BCU_CLASSES_MOST);
    for (size_t i = 0; i < classes.count; i++)
        g_assert_cmpfloat(classes.limits[i], <=, classes.limits[i + 1]);
    for (size_t i = 0; i < count; i++) {
        size_t class = bcu_classes_of(&classes, values[i]);
        g_assert_cmpuint(class, <, classes.count);
        double printed = round(values[i] / unit);
        g_assert_cmpfloat(printed, >=, classes.limits[class]);
        if (class + 1 < classes.count)
            g_assert_cmpfloat(printed, <, classes.limits[class + 1]);
        else
            g_assert_cmpfloat(printed, <=, classes.limits[class + 1]);
    }
    g_assert_cmpuint(bcu_classes_of(&classes, NAN), ==, SIZE_MAX);
    bcu_classes_clear(&classes);
}

static void test_random(void)
{
    for (int round = 0; round < 400; round++) {
        double values[60], scale = pow(10, g_test_rand_int_range(-4, 9));
        size_t count = (size_t)g_test_rand_int_range(1, 60), wanted = (size_t)g_test_rand_int_range(1, 13);
        for (size_t i = 0; i < count; i++) {
            double random = g_test_rand_double();
            values[i] = scale * (random * random * random - (round % 3 == 0 ? 0.3 : 0));
        }
        for (BcuClassMethod method = BCU_CLASS_QUANTILE; method <= BCU_CLASS_PRETTY; method++)
            check_enclosed(method, values, count, wanted, round % 4 - 1);
    }
}

/* ---- natural breaks ---------------------------------------------------------------------- */

static double spread_of(const double *values, size_t first, size_t end)
{
    double mean = 0, sum = 0;
    for (size_t i = first; i < end; i++)
        mean += values[i] / (double)(end - first);
    for (size_t i = first; i < end; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sum;
}

/* All divisions, one by one. */
static double least_spread(const double *values, size_t first, size_t count, size_t classes)
{
    if (classes == 1)
        return spread_of(values, first, count);
    double least = INFINITY;
    for (size_t end = first + 1; end + classes - 1 <= count; end++)
        least = fmin(least, spread_of(values, first, end) + least_spread(values, end, count, classes - 1));
    return least;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void test_jenks_is_best(void)
{
    for (int round = 0; round < 100; round++) {
        double values[14];
        size_t starts[6], count = (size_t)g_test_rand_int_range(6, 15),
                          classes = (size_t)g_test_rand_int_range(1, 6);
        for (size_t i = 0; i < count; i++)
            values[i] = pow(g_test_rand_double_range(0, 10), 3);
        qsort(values, count, sizeof *values, by_size);
        bcu_jenks_starts(values, count, classes, starts);
        double spread = 0;
        g_assert_cmpuint(starts[0], ==, 0);
        for (size_t k = 0; k < classes; k++) {
            size_t end = k + 1 < classes ? starts[k + 1] : count;
            g_assert_cmpuint(starts[k], <, end);
            spread += spread_of(values, starts[k], end);
        }
        g_assert_cmpfloat_with_epsilon(spread, least_spread(values, 0, count, classes), 1e-6);
    }
}

static void test_figure_text(void)
{
    static const struct {
        double value;
        int decimals;
        const char *text;
    } CASES[] = {{1234567, 0, "1,234,567"}, {999, 0, "999"},          {1000.25, 1, "1,000.2"},
                 {-0.001, 2, "0.00"},       {-12.5, 1, "\u221212.5"}, {1251, -2, "1,300"}};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = bcu_figure_text(CASES[i].value, CASES[i].decimals);
        g_assert_cmpstr(text, ==, CASES[i].text);
    }
}

static void test_pretty(void)
{
    double limits[13];
    g_assert_cmpuint(bcu_pretty_limits(0.12, 0.58, 5, limits, 13), ==, 6);
    g_assert_true(limits[0] == 0.1 && limits[2] == 0.3 && limits[5] == 0.6);
    g_assert_cmpuint(bcu_pretty_limits(0, 1, 12, limits, 13), <=, 13);
    g_assert_cmpuint(bcu_pretty_limits(5, 5, 4, limits, 13), ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/classes/methods", test_methods);
    g_test_add_func("/classes/digits", test_digits);
    g_test_add_func("/classes/figures_in_full", test_figures_in_full);
    g_test_add_func("/classes/few", test_few);
    g_test_add_func("/classes/both_signs", test_both_signs);
    g_test_add_func("/classes/random", test_random);
    g_test_add_func("/classes/jenks_is_best", test_jenks_is_best);
    g_test_add_func("/classes/bcu_figure_text", test_figure_text);
    g_test_add_func("/classes/pretty", test_pretty);
    return g_test_run();
}
