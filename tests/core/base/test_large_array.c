/* Arrays of megabytes, filled while a thread touches their pages. */
#include "base/large_array.h"
#include <glib.h>
#include <stdint.h>

enum { COUNT = (24 << 20) / sizeof(uint32_t) + 5 };

static void test_filled_while_touched(void)
{
    uint32_t *array = bcu_large_array_new(COUNT, sizeof *array);
    for (uint32_t i = 0; i < COUNT; i++)
        array[i] = i ^ 0x5a5a5a5a;
    bcu_large_array_settle();
    for (uint32_t i = 0; i < COUNT; i++)
        g_assert_cmpuint(array[i], ==, i ^ 0x5a5a5a5a);
    array = g_realloc_n(array, COUNT / 2, sizeof *array);
    g_assert_cmpuint(array[COUNT / 2 - 1], ==, (COUNT / 2 - 1) ^ 0x5a5a5a5a);
    g_free(array);
}

static void test_freed_while_touched(void)
{
    for (int i = 0; i < 20; i++)
        g_free(bcu_large_array_new(COUNT, sizeof(uint32_t)));
    uint32_t *array = bcu_large_array_new(COUNT, sizeof *array);
    array[0] = 1, array[COUNT - 1] = 2;
    bcu_large_array_settle();
    g_assert_cmpuint(array[0] + array[COUNT - 1], ==, 3);
    g_free(array);
    bcu_large_array_settle(); /* nothing is under way */
}

/* Also where the heap takes pages again that were written to. */
static void test_zeros(void)
{
    enum { SMALL = 100 };
    for (int i = 0; i < 4; i++) {
        uint32_t *array = bcu_large_array_new0(COUNT, sizeof *array), *small = bcu_large_array_new0(SMALL, sizeof *small);
        for (uint32_t k = 0; k < COUNT; k++) {
            g_assert_cmpuint(array[k], ==, 0);
            array[k] = k;
        }
        for (uint32_t k = 0; k < SMALL; k++) {
            g_assert_cmpuint(small[k], ==, 0);
            small[k] = k + 1;
        }
        bcu_large_array_settle();
        g_assert_cmpuint(array[COUNT - 1], ==, COUNT - 1);
        g_free(array);
        g_free(small);
    }
}

/* What is expected is there once; another size, or a second time, is another array. */
static void test_expected(void)
{
    bcu_large_array_expect0(COUNT, sizeof(uint32_t));
    uint32_t *other = bcu_large_array_new0(COUNT + 1, sizeof *other);
    uint32_t *array = bcu_large_array_new0(COUNT, sizeof *array), *again = bcu_large_array_new0(COUNT, sizeof *again);
    g_assert_true(array != again);
    for (uint32_t k = 0; k < COUNT; k++) {
        g_assert_cmpuint(other[k] | array[k] | again[k], ==, 0);
        other[k] = array[k] = again[k] = k;
    }
    bcu_large_array_settle();
    g_assert_cmpuint(array[7], ==, 7);
    g_free(other);
    g_free(array);
    g_free(again);
    bcu_large_array_expect0(COUNT, sizeof(uint32_t));
    bcu_large_array_expect0(3, sizeof(uint32_t)); /* too few to be worth it; forgets the other */
    bcu_large_array_expect0(SIZE_MAX / 8, 16);
    bcu_large_array_expect0(COUNT, sizeof(uint32_t));
    bcu_large_array_forget();
    bcu_large_array_settle();
}

static void test_sizes(void)
{
    void *none = bcu_large_array_new(0, sizeof(double)), *small = bcu_large_array_new(3, sizeof(double));
    g_assert_nonnull(none);
    g_assert_nonnull(small);
    g_free(none);
    g_free(small);
    g_assert_null(bcu_large_array_new(SIZE_MAX / 8, 16));
    g_assert_null(bcu_large_array_new0(SIZE_MAX / 8, 16));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/large_array/filled_while_touched", test_filled_while_touched);
    g_test_add_func("/large_array/freed_while_touched", test_freed_while_touched);
    g_test_add_func("/large_array/zeros", test_zeros);
    g_test_add_func("/large_array/expected", test_expected);
    g_test_add_func("/large_array/sizes", test_sizes);
    return g_test_run();
}
