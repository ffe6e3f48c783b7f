/* What stands in the way of what. */
#include "label/clutter.h"

static const Page PAGE = {.width = 100, .height = 80, .unit = 2};

static Block block_at(double x, double y)
{
    return (Block){{x, y}, 8, 2, 0};
}

static void test_meetings(void)
{
    Clutter *clutter = clutter_new(&PAGE);
    guint left = clutter_add(clutter, block_at(20, 20)), right = clutter_add(clutter, block_at(40, 20)),
          which;
    Block between = block_at(30, 20), on_left = block_at(14, 21), apart = block_at(30, 30);
    g_assert_cmpuint(left, !=, right);
    g_assert_true(clutter_is_free(clutter, &apart));
    g_assert_false(clutter_is_free(clutter, &between));
    g_assert_true(clutter_meets_one(clutter, &on_left, &which));
    g_assert_cmpuint(which, ==, left);
    g_assert_false(clutter_meets_one(clutter, &between, &which));
    g_assert_false(clutter_meets_one(clutter, &apart, &which));
    clutter_free(clutter);
}

/* Also from the way of what is turned. */
static void test_remove(void)
{
    Clutter *clutter = clutter_new(&PAGE);
    guint left = clutter_add(clutter, block_at(20, 20)), right = clutter_add(clutter, block_at(40, 20)),
          which;
    Block between = block_at(30, 20), turned = {{20, 20}, 8, 2, 0.7};
    g_assert_false(clutter_is_free(clutter, &turned));
    clutter_remove(clutter, left);
    g_assert_true(clutter_is_free(clutter, &turned));
    g_assert_true(clutter_meets_one(clutter, &between, &which));
    g_assert_cmpuint(which, ==, right);
    clutter_remove(clutter, right);
    g_assert_true(clutter_is_free(clutter, &between));
    clutter_free(clutter);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clutter/meetings", test_meetings);
    g_test_add_func("/clutter/remove", test_remove);
    return g_test_run();
}
