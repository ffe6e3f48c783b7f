/* Rings whose lobes cancel out, beside rings that enclose nothing. */
#include "geometry/ring_ground.h"
#include <glib.h>

static void expect(const double *xy, size_t count, bool ground)
{
    BcuRing ring = {(const BcuPoint *)(const void *)xy, count};
    g_assert_cmpfloat(bcu_ring_area(ring), ==, 0);
    g_assert_true(bcu_ring_has_ground(ring) == ground);
}

#define EXPECT(ground, ...) \
    expect((const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / (2 * sizeof(double)), ground)

static void test_lobes(void)
{
    EXPECT(true, 0, 0, 2, 2, 2, 0, 0, 2, 0, 0);             /* crosses itself in an edge */
    EXPECT(true, 0, 0, 1, 1, 2, 2, 2, 0, 1, 1, 0, 2, 0, 0); /* at a vertex */
    EXPECT(true, 500000, 180000, 500000.5, 180000.5, 500000.5, 180000, 500000, 180000.5, 500000, 180000);
}

static void test_lines(void)
{
    EXPECT(false, 0, 0, 5, 5, 0, 0);
    EXPECT(false, 0, 0, 5, 5, 0, 0, 0, 0);
    EXPECT(false, 1, 1, 1, 1, 1, 1, 1, 1);
    EXPECT(false, 0, 0, 2, 2, 4, 4, 1, 1, 0, 0);             /* back along the line, over other vertices */
    EXPECT(false, 0, 0, 2, 2, 4, 2, 2, 2, 2, 4, 2, 2, 0, 0); /* branches */
    EXPECT(false, 0, 0, 0, 2, 2, 2, 2, 0, 0, 0, 2, 0, 2, 2, 0, 2, 0, 0); /* around and back again */
}

static void test_sum(void)
{
    const BcuPoint square[] = {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}};
    g_assert_true(bcu_ring_has_ground((BcuRing){square, 5}));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ring_ground/lobes", test_lobes);
    g_test_add_func("/ring_ground/lines", test_lines);
    g_test_add_func("/ring_ground/sum", test_sum);
    return g_test_run();
}
