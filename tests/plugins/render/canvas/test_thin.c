/* Thinning: how far lines move, what stays, and that a ring stays a ring. */
#include "canvas/thin.h"

static const Page PAGE = {.scale_x = 1, .scale_y = 1}; /* map to page: y turned round */

static GArray *thinned(const BcuPoint *points, size_t count, double fineness)
{
    g_autoptr(Thinner) thinner = thinner_new(fineness);
    GArray *left = g_array_new(false, false, sizeof(BcuPoint));
    thinner_append(thinner, &PAGE, (BcuRing){points, count}, left);
    return left;
}

static double distance_to_line(BcuPoint p, const GArray *line)
{
    double nearest = INFINITY;
    for (guint i = 0; i + 1 < line->len; i++) {
        BcuPoint a = g_array_index(line, BcuPoint, i), b = g_array_index(line, BcuPoint, i + 1);
        double x = b.x - a.x, y = b.y - a.y;
        double t = CLAMP(((p.x - a.x) * x + (p.y - a.y) * y) / (x * x + y * y), 0, 1);
        nearest = fmin(nearest, hypot(p.x - a.x - t * x, p.y - a.y - t * y));
    }
    return nearest;
}

/* A wave of 100000 points becomes a few, none of the points left out far from what is drawn. */
static void test_keeps_the_line(void)
{
    enum { COUNT = 100000 };
    const double fineness = 0.03;
    g_autofree BcuPoint *wave = g_new(BcuPoint, COUNT);
    for (int i = 0; i < COUNT; i++)
        wave[i] = (BcuPoint){i * 100.0 / COUNT, 5 * sin(i * 40.0 / COUNT)};
    g_autoptr(GArray) line = thinned(wave, COUNT, fineness);
    g_assert_cmpuint(line->len, <, 1000);
    g_assert_cmpuint(line->len, >, 50);
    for (int i = 0; i < COUNT; i += 37)
        g_assert_cmpfloat(distance_to_line((BcuPoint){wave[i].x, -wave[i].y}, line), <=, 2 * fineness);
}

static void test_keeps_both_ends(void)
{
    const BcuPoint tiny[] = {{0, 0}, {0.001, 0}, {0.002, 0.001}};
    g_autoptr(GArray) line = thinned(tiny, 3, 1);
    g_assert_cmpuint(line->len, ==, 2);
    g_assert_cmpfloat(g_array_index(line, BcuPoint, 1).x, ==, 0.002);
}

static void test_ring_stays_a_ring(void)
{
    BcuPoint circle[361];
    for (int i = 0; i <= 360; i++)
        circle[i] = (BcuPoint){cos(i % 360 * G_PI / 180), sin(i % 360 * G_PI / 180)};
    g_autoptr(GArray) coarse = thinned(circle, 361, 0.9), fine = thinned(circle, 361, 0.01);
    g_assert_cmpuint(coarse->len, >=, 3);
    g_assert_cmpuint(fine->len, >, 12);
    g_assert_cmpuint(fine->len, <, 40);
    g_assert_cmpfloat(g_array_index(fine, BcuPoint, 0).x, ==, g_array_index(fine, BcuPoint, fine->len - 1).x);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/thin/line", test_keeps_the_line);
    g_test_add_func("/thin/ends", test_keeps_both_ends);
    g_test_add_func("/thin/ring", test_ring_stays_a_ring);
    return g_test_run();
}
