/* The queue against a search for the smallest, whatever comes early or late, with areas that are equal. */
#include "topology/vertex_queue.h"

static bool goes_before(BcuTriangle a, BcuTriangle b)
{
    return a.area != b.area ? a.area < b.area : a.vertex < b.vertex;
}

static void take_and_compare(BcuVertexQueue *queue, GArray *expected)
{
    BcuTriangle popped;
    guint smallest = 0;
    g_assert_true(bcu_vertex_queue_pop(queue, &popped));
    for (guint i = 1; i < expected->len; i++)
        if (goes_before(g_array_index(expected, BcuTriangle, i), g_array_index(expected, BcuTriangle, smallest)))
            smallest = i;
    g_assert_cmpfloat(popped.area, ==, g_array_index(expected, BcuTriangle, smallest).area);
    g_assert_cmpuint(popped.vertex, ==, g_array_index(expected, BcuTriangle, smallest).vertex);
    g_assert_cmpuint(popped.turn, ==, g_array_index(expected, BcuTriangle, smallest).turn);
    g_array_remove_index_fast(expected, smallest);
}

static BcuTriangle any_triangle(GRand *dice, uint32_t vertex, uint32_t turn)
{
    static const double scales[] = {0, 5e-324, 1e-300, 1e-9, 1, 1e9, 1e300};
    double area = g_rand_int_range(dice, 0, 4) * scales[g_rand_int_range(dice, 0, G_N_ELEMENTS(scales))];
    return (BcuTriangle){area, vertex, turn};
}

static void test_order(void)
{
    GRand *dice = g_rand_new_with_seed(7);
    for (int round = 0; round < 200; round++) {
        BcuVertexQueue queue;
        g_autoptr(GArray) expected = g_array_new(FALSE, FALSE, sizeof(BcuTriangle));
        uint32_t planned = (uint32_t)g_rand_int_range(dice, 0, 100), later = (uint32_t)g_rand_int_range(dice, 0, 100);
        bcu_vertex_queue_new(&queue);
        for (uint32_t v = 0; v < planned; v++) {
            BcuTriangle triangle = any_triangle(dice, v, 0);
            bcu_vertex_queue_plan(&queue, triangle);
            g_array_append_val(expected, triangle);
        }
        bcu_vertex_queue_sort(&queue);
        for (uint32_t i = 0; i < later; i++) {
            BcuTriangle triangle = any_triangle(dice, 200 + i, 1);
            bcu_vertex_queue_push(&queue, triangle);
            g_array_append_val(expected, triangle);
            take_and_compare(&queue, expected);
        }
        while (expected->len > 0)
            take_and_compare(&queue, expected);
        BcuTriangle none;
        g_assert_false(bcu_vertex_queue_pop(&queue, &none));
        bcu_vertex_queue_clear(&queue);
    }
    g_rand_free(dice);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vertex_queue/order", test_order);
    return g_test_run();
}
