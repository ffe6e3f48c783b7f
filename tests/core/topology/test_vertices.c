/* Vertices with equal coordinates. */
#include "topology/vertices.h"
#include <glib.h>

/* The index of the first point with the same coordinates, by looking at all. */
static uint32_t first_like(const BcuPoint *points, size_t at)
{
    uint32_t first = 0;
    while (points[first].x != points[at].x || points[first].y != points[at].y)
        first++;
    return first;
}

static void check(const BcuPoint *points, size_t count)
{
    uint32_t *id = bcu_vertices_identify(points, count);
    g_assert_nonnull(id);
    for (size_t i = 0; i < count; i++)
        g_assert_cmpuint(id[i], ==, first_like(points, i));
    g_free(id);
}

/* A border is passed forwards, then the other way, then forwards again, and longer each time than a batch. */
static void test_borders(void)
{
    enum { LENGTH = 500 };
    BcuPoint points[5 * LENGTH];
    size_t count = 0;
    for (int i = 0; i < LENGTH; i++)
        points[count++] = (BcuPoint){i, i % 7};
    for (int i = LENGTH; i-- > 0;)
        points[count++] = (BcuPoint){i, i % 7};
    for (int i = 0; i < LENGTH; i++)
        points[count++] = (BcuPoint){i, i % 7};
    for (int i = LENGTH; i-- > 0;) /* leaves the border now and then */
        points[count++] = (BcuPoint){i, i % 11 ? i % 7 : -1};
    for (int i = LENGTH; i-- > 0;) /* a neighbour of the last pass and of the first */
        points[count++] = (BcuPoint){i, i % 11 ? i % 7 : -1};
    check(points, count);
}

/* Few places, so that each border is met again and again, in stretches of all lengths. */
static void test_any(void)
{
    enum { COUNT = 3000 };
    g_autofree BcuPoint *points = g_new(BcuPoint, COUNT);
    for (guint32 seed = 1; seed <= 20; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        size_t count = 0;
        while (count < COUNT) {
            size_t from = count > 0 ? (size_t)g_rand_int_range(random, 0, (gint32)count) : 0;
            size_t length = (size_t)g_rand_int_range(random, 1, 200);
            gint32 way = g_rand_int_range(random, 0, 3);
            for (size_t i = 0; i < length && count < COUNT; i++, count++)
                points[count] = way == 0 && from >= i        ? points[from - i]
                                : way == 1 && from + i < count ? points[from + i]
                                                               : (BcuPoint){g_rand_int_range(random, 0, 60), way};
        }
        check(points, COUNT);
    }
}

/* The fewer bits an index needs, the more are left for the mark beside it. */
static void test_numbers_of_points(void)
{
    g_autofree BcuPoint *points = g_new(BcuPoint, 300);
    for (size_t i = 0; i < 300; i++)
        points[i] = (BcuPoint){(double)(i * i % 97), (double)(i % 5)};
    for (size_t count = 1; count <= 300; count++)
        check(points, count);
}

static void test_signs_of_zero(void)
{
    const BcuPoint points[] = {{0.0, -0.0}, {1, 1}, {-0.0, 0.0}, {1, 1}, {0.0, 0.0}};
    check(points, G_N_ELEMENTS(points));
}

static void test_few(void)
{
    const BcuPoint point = {1, 2};
    check(&point, 0);
    check(&point, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vertices/borders", test_borders);
    g_test_add_func("/vertices/any", test_any);
    g_test_add_func("/vertices/numbers-of-points", test_numbers_of_points);
    g_test_add_func("/vertices/signs-of-zero", test_signs_of_zero);
    g_test_add_func("/vertices/few", test_few);
    return g_test_run();
}
