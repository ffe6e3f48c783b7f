/* Where a name is looked for in shapes whose visual centre is plain to see. */
#include "label/middle.h"
#include <glib.h>

static BcuPoint middle_of_ring(BcuPoint *points, size_t count)
{
    size_t ring_start[] = {0, count}, part_start[] = {0, 1};
    BcuShape shape = {points, count, ring_start, 1, part_start, 1};
    BcuPoint middle = middle_of(&shape);
    g_assert_true(bcu_shape_contains(&shape, middle));
    return middle;
}

static void test_rectangles(void)
{
    for (double length = 10; length < 200; length *= 3) {
        BcuPoint points[] = {{0, 0}, {0, 10}, {length, 10}, {length, 0}, {0, 0}};
        BcuPoint middle = middle_of_ring(points, G_N_ELEMENTS(points));
        g_assert_cmpfloat_with_epsilon(middle.x, length / 2, 0.04 * length);
        g_assert_cmpfloat_with_epsilon(middle.y, 5, 1.5);
    }
}

/* A tail does not draw the name into it. */
static void test_tail(void)
{
    BcuPoint points[] = {{0, 0}, {0, 40}, {40, 40}, {40, 4}, {160, 4}, {160, 0}, {0, 0}};
    BcuPoint middle = middle_of_ring(points, G_N_ELEMENTS(points));
    g_assert_cmpfloat_with_epsilon(middle.x, 20, 3);
    g_assert_cmpfloat_with_epsilon(middle.y, 20, 3);
}

/* Half way between the arms of a horseshoe lies another area. */
static void test_horseshoe(void)
{
    BcuPoint points[] = {{0, 0},   {0, 60},   {20, 60}, {20, 20}, {80, 20},
                         {80, 60}, {100, 60}, {100, 0}, {0, 0}};
    BcuPoint middle = middle_of_ring(points, G_N_ELEMENTS(points));
    g_assert_false(middle.x > 20 && middle.x < 80 && middle.y > 17);
}

/* Thinner than a cell of any grid. */
static void test_sliver(void)
{
    BcuPoint points[] = {{0, 0}, {100, 100.5}, {100, 100}, {0, 0}};
    middle_of_ring(points, G_N_ELEMENTS(points));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/middle/rectangles", test_rectangles);
    g_test_add_func("/middle/tail", test_tail);
    g_test_add_func("/middle/horseshoe", test_horseshoe);
    g_test_add_func("/middle/sliver", test_sliver);
    return g_test_run();
}
