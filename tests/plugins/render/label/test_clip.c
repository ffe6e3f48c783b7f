/* What a frame leaves of a ring. */
#include "label/clip.h"

static const Frame FRAME = {10, 20, 30, 40};

static double clipped_area(const BcuPoint *points, guint count, guint *left)
{
    static const BcuPoint before = {-1, -1}; /* of another ring: stays */
    g_autoptr(GArray) list = g_array_new(false, false, sizeof(BcuPoint));
    g_array_append_val(list, before);
    g_array_append_vals(list, points, count);
    clip_ring(list, 1, FRAME);
    g_assert_cmpfloat(g_array_index(list, BcuPoint, 0).x, ==, -1);
    *left = list->len - 1;
    for (guint i = 1; i < list->len; i++) {
        BcuPoint p = g_array_index(list, BcuPoint, i);
        g_assert_true(p.x >= 10 - 1e-9 && p.x <= 40 + 1e-9 && p.y >= 20 - 1e-9 && p.y <= 60 + 1e-9);
    }
    if (*left == 0)
        return 0;
    BcuPoint first = g_array_index(list, BcuPoint, 1), last = g_array_index(list, BcuPoint, list->len - 1);
    g_assert_true(first.x == last.x && first.y == last.y);
    return fabs(bcu_ring_area((BcuRing){(const BcuPoint *)(const void *)list->data + 1, *left}));
}

static void test_clip(void)
{
    const BcuPoint inside[] = {{15, 25}, {35, 25}, {35, 55}, {15, 55}, {15, 25}};
    const BcuPoint around[] = {{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}};
    const BcuPoint corner[] = {{0, 0}, {25, 0}, {25, 40}, {0, 40}, {0, 0}};
    const BcuPoint outside[] = {{50, 0}, {90, 0}, {90, 90}, {50, 90}, {50, 0}};
    const BcuPoint wedge[] = {{5, 40}, {45, 20}, {45, 60}, {5, 40}};
    const BcuPoint two_arms[] = {{0, 25},  {20, 25}, {20, 30}, {5, 30}, {5, 50},
                                 {20, 50}, {20, 55}, {0, 55},  {0, 25}};
    guint left;
    g_assert_cmpfloat_with_epsilon(clipped_area(inside, G_N_ELEMENTS(inside), &left), 600, 1e-9);
    g_assert_cmpuint(left, ==, G_N_ELEMENTS(inside));
    g_assert_cmpfloat_with_epsilon(clipped_area(around, G_N_ELEMENTS(around), &left), 1200, 1e-9);
    g_assert_cmpfloat_with_epsilon(clipped_area(corner, G_N_ELEMENTS(corner), &left), 15 * 20, 1e-9);
    g_assert_cmpfloat_with_epsilon(clipped_area(outside, G_N_ELEMENTS(outside), &left), 0, 1e-9);
    g_assert_cmpuint(left, ==, 0);
    g_assert_cmpfloat_with_epsilon(clipped_area(wedge, G_N_ELEMENTS(wedge), &left), (35 + 5) * 30 / 2.0,
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(clipped_area(two_arms, G_N_ELEMENTS(two_arms), &left), 2 * 10 * 5, 1e-9);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clip/rings", test_clip);
    return g_test_run();
}
