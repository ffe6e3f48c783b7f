/* Numbers against printf, over millions of values. */
#include <bcukit/number.h>
#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void compare(double value, int decimals)
{
    char ours[BCU_NUMBER_SIZE], theirs[BCU_NUMBER_SIZE];
    g_assert_cmpuint(bcu_number_fixed(ours, value, decimals, false), ==, strlen(ours));
    snprintf(theirs, sizeof theirs, "%.*f", decimals, value);
    if (theirs[0] == '-' && strspn(theirs + 1, "0.") == strlen(theirs) - 1)
        memmove(theirs, theirs + 1, strlen(theirs));
    g_assert_cmpstr(ours, ==, theirs);
    g_assert_cmpuint(bcu_number_fixed(ours, value, decimals, true), ==, strlen(ours));
    size_t length = strlen(theirs);
    while (strchr(theirs, '.') && (theirs[length - 1] == '0' || theirs[length - 1] == '.'))
        theirs[--length] = '\0';
    g_assert_cmpstr(ours, ==, theirs);
}

static void test_fixed_random(void)
{
    GRand *random = g_rand_new_with_seed(1);
    for (int i = 0; i < 1000000; i++) {
        compare(g_rand_double_range(random, -180, 180), 7);
        compare(g_rand_double_range(random, 0, 700000), g_rand_int_range(random, 0, 18));
    }
    g_rand_free(random);
}

static void test_fixed_ties_and_edges(void)
{
    static const double values[] = {0,
                                    -0.0,
                                    0.5,
                                    1.5,
                                    2.5,
                                    -0.5,
                                    0.125,
                                    0.375,
                                    1e-9,
                                    -1e-9,
                                    0.99999999,
                                    4503599627370495.5,
                                    9007199254740993.0,
                                    1e300,
                                    123456789.5,
                                    0.1 + 0.2};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        for (int decimals = 0; decimals <= 17; decimals++)
            compare(values[i], decimals);
}

/* Every count of digits before the point, and of zeros at the end, and what is rounded up to one digit more. */
static void test_fixed_lengths(void)
{
    for (int digits = 0; digits <= 15; digits++)
        for (int zeros = 0; zeros <= 9; zeros++)
            for (int step = -3; step <= 3; step++)
                for (int decimals = 0; decimals <= 9; decimals++)
                    compare(pow(10, digits) + step * pow(10, -zeros), decimals);
}

static void test_trim(void)
{
    char text[BCU_NUMBER_SIZE];
    bcu_number_fixed(text, 51.5, 7, true);
    g_assert_cmpstr(text, ==, "51.5");
    bcu_number_fixed(text, -0.00000001, 7, true);
    g_assert_cmpstr(text, ==, "0");
    bcu_number_fixed(text, 100, 0, true);
    g_assert_cmpstr(text, ==, "100");
}

static void test_shortest_reads_back(void)
{
    GRand *random = g_rand_new_with_seed(2);
    char text[BCU_NUMBER_SIZE];
    for (int i = 0; i < 100000; i++) {
        double value = ldexp(g_rand_double(random) - 0.5, g_rand_int_range(random, -60, 60));
        bcu_number_shortest(text, value);
        g_assert_true(g_ascii_strtod(text, NULL) == value);
    }
    bcu_number_shortest(text, 0.1);
    g_assert_cmpstr(text, ==, "0.1");
    g_rand_free(random);
}

/* What people count and measure is written out; an exponent is left to what is beyond. */
static void test_shortest_has_no_exponent(void)
{
    static const struct {
        double value;
        const char *text;
    } CASES[] = {
        {1e20, "100000000000000000000"},
        {1234567890123456789.0, "1234567890123456768"},
        {-2.5e17, "-250000000000000000"},
        {0.00001234, "0.00001234"},
        {-1.5e-7, "-0.00000015"},
        {1e15, "1000000000000000"},
        {1e21, "1e+21"},
        {2.5e-8, "2.5e-08"},
        {0, "0"},
    };
    char text[BCU_NUMBER_SIZE];
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpuint(bcu_number_shortest(text, CASES[i].value), ==, strlen(CASES[i].text));
        g_assert_cmpstr(text, ==, CASES[i].text);
    }
    for (int i = 0; i < 100000; i++) {
        double value = (g_test_rand_double() - 0.5) * pow(10, g_test_rand_int_range(-6, 21));
        bcu_number_shortest(text, value);
        g_assert_cmpfloat(g_ascii_strtod(text, NULL), ==, value);
        g_assert_true(fabs(value) < 1e-7 || !strchr(text, 'e'));
    }
}

static void test_parse(void)
{
    double value;
    g_assert_true(bcu_number_parse("1e3", &value) && value == 1000);
    static const char *const bad[] = {"", " 1", "1 ", "1,000", "0x10", "nan", "inf", "1.2.3", "--1"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(bcu_number_parse(bad[i], &value));
}

/* Triangles on whole metres have areas that end on half a step, and the digits are as far off as the value allows. */
static void test_rounded_at_halves(void)
{
    char text[BCU_NUMBER_SIZE];
    double number;
    for (int i = 0; i < 200000; i++) {
        int decimals = g_test_rand_int_range(0, 6);
        double value = (g_test_rand_int_range(0, 2000000000) + 0.5) / pow(10, decimals);
        bcu_number_fixed(text, value, decimals, false);
        g_assert_true(bcu_number_parse(text, &number) && bcu_number_is_rounded(number, value, decimals));
        g_assert_false(bcu_number_is_rounded(number + 0.01 * pow(10, -decimals) * (number > value ? 1 : -1), value, decimals));
    }
    g_assert_true(bcu_number_is_rounded(541694.7697, 541694.76975, 4));
    g_assert_true(bcu_number_is_rounded(541694.7698, 541694.76975, 4));
    g_assert_false(bcu_number_is_rounded(541694.7699, 541694.76975, 4));
    g_assert_true(bcu_number_is_rounded(0.1, 0.1, -1));
    g_assert_false(bcu_number_is_rounded(0.1, 0.10000000000000002, -1));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/number/fixed_random", test_fixed_random);
    g_test_add_func("/number/fixed_ties_and_edges", test_fixed_ties_and_edges);
    g_test_add_func("/number/fixed_lengths", test_fixed_lengths);
    g_test_add_func("/number/trim", test_trim);
    g_test_add_func("/number/shortest_reads_back", test_shortest_reads_back);
    g_test_add_func("/number/shortest_has_no_exponent", test_shortest_has_no_exponent);
    g_test_add_func("/number/rounded_at_halves", test_rounded_at_halves);
    g_test_add_func("/number/parse", test_parse);
    return g_test_run();
}
