/* Signs against integers of 128 bits, where doubles alone cannot tell. */
#include "geometry/predicates.h"
#include <glib.h>

typedef __int128 Wide;

/* Whole numbers of up to 53 bits, all lengths alike. */
static double whole(GRand *dice)
{
    double bits = g_rand_int_range(dice, 0, 54);
    return rint(g_rand_double_range(dice, -1, 1) * exp2(bits));
}

static int exact(BcuPoint a, BcuPoint b, BcuPoint c)
{
    Wide left = ((Wide)a.x - (Wide)c.x) * ((Wide)b.y - (Wide)c.y), right = ((Wide)a.y - (Wide)c.y) * ((Wide)b.x - (Wide)c.x);
    return (left > right) - (left < right);
}

/* Near the line, on it where it can be. */
static BcuPoint beside(GRand *dice, BcuPoint a, BcuPoint b)
{
    double share = g_rand_boolean(dice) ? 0.5 : g_rand_double(dice);
    return (BcuPoint){rint(a.x + share * (b.x - a.x)) + g_rand_int_range(dice, -1, 2),
                      rint(a.y + share * (b.y - a.y)) + g_rand_int_range(dice, -1, 2)};
}

static void test_orientation(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(53);
    int counts[3] = {0};
    for (int i = 0; i < 300000; i++) {
        BcuPoint a = {whole(dice), whole(dice)}, b = {whole(dice), whole(dice)}, c = beside(dice, a, b);
        double scale = exp2(g_rand_int_range(dice, -80, 20)); /* changes no sign */
        BcuPoint p = {a.x * scale, a.y * scale}, q = {b.x * scale, b.y * scale}, r = {c.x * scale, c.y * scale};
        int sign = exact(a, b, c);
        g_assert_cmpint(bcu_orientation(p, q, r), ==, sign);
        g_assert_cmpint(bcu_orientation(q, p, r), ==, -sign);
        g_assert_cmpint(bcu_orientation(r, p, q), ==, sign);
        g_assert_cmpint(bcu_orientation(p, q, q), ==, 0);
        g_assert_cmpint(bcu_orientation(q, p, q), ==, 0);
        g_assert_cmpint(bcu_orientation(p, (BcuPoint){p.x, q.y}, (BcuPoint){p.x, r.y}), ==, 0);
        counts[sign + 1]++;
    }
    for (int i = 0; i < 3; i++)
        g_assert_cmpint(counts[i], >, 3000);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/predicates/orientation", test_orientation);
    return g_test_run();
}
