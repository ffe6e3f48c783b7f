/* Strokes: each arc once, few of them, and none that cannot be seen. */
#include "canvas/strokes.h"

/* Arcs of two points between places of a grid that is one mm wide. */
typedef struct Net {
    Lines lines;
    GArray *arcs;
} Net;

static Net net_of(const int (*ends)[4], uint32_t count)
{
    enum { SIDE = 60 }; /* of the grid: node y * SIDE + x */
    Net net = {
        {g_new(BcuPoint, 2 * count), g_new(size_t, count + 1), g_new(BcuArcEnds, count), count, SIDE * SIDE},
        g_array_new(false, false, sizeof(uint32_t))};
    for (uint32_t i = 0; i < count; i++) {
        net.lines.points[2 * i] = (BcuPoint){ends[i][0], ends[i][1]};
        net.lines.points[2 * i + 1] = (BcuPoint){ends[i][2], ends[i][3]};
        net.lines.arc_start[i] = 2 * i;
        net.lines.ends[i] = (BcuArcEnds){(uint32_t)(ends[i][1] * SIDE + ends[i][0]),
                                         (uint32_t)(ends[i][3] * SIDE + ends[i][2])};
        g_array_append_val(net.arcs, i);
    }
    net.lines.arc_start[count] = 2 * count;
    return net;
}

static void net_clear(Net *net)
{
    g_free(net->lines.points);
    g_free(net->lines.arc_start);
    g_free(net->lines.ends);
    g_array_unref(net->arcs);
}

static double length_of(const Path *path)
{
    double length = 0;
    for (guint run = 0; run < path->starts->len; run++)
        for (guint i = g_array_index(path->starts, guint, run); i + 1 < path_run_end(path, run); i++) {
            BcuPoint a = g_array_index(path->points, BcuPoint, i),
                     b = g_array_index(path->points, BcuPoint, i + 1);
            length += hypot(b.x - a.x, b.y - a.y);
        }
    return length;
}

/* A square in two halves, turned this way and that: three arcs meet in two places. */
static void test_three_meet(void)
{
    const int arcs[][4] = {{0, 0, 2, 0}, {0, 2, 0, 0}, {2, 2, 0, 2}, {2, 0, 2, 2}, {0, 0, 2, 2}};
    Net net = net_of(arcs, G_N_ELEMENTS(arcs));
    g_autoptr(Path) path = path_new();
    strokes_add(&net.lines, net.arcs, 0, path);
    g_assert_cmpuint(path->starts->len, ==, 1);
    g_assert_cmpuint(path->points->len, ==, 6);
    g_assert_cmpfloat_with_epsilon(length_of(path), 8 + sqrt(8), 1e-9);
    net_clear(&net);
}

/* Two rings that do not touch, and a line apart that is too short to be seen. */
static void test_rings_and_specks(void)
{
    const int arcs[][4] = {{0, 0, 9, 0},   {9, 0, 0, 9},   {0, 9, 0, 0},    {20, 0, 29, 0},
                           {20, 9, 29, 0}, {20, 0, 20, 9}, {50, 50, 51, 50}};
    Net net = net_of(arcs, G_N_ELEMENTS(arcs));
    g_autoptr(Path) path = path_new();
    strokes_add(&net.lines, net.arcs, 2, path);
    g_assert_cmpuint(path->starts->len, ==, 2);
    g_assert_cmpuint(path->points->len, ==, 8);
    for (guint run = 0; run < 2; run++) {
        BcuPoint first = g_array_index(path->points, BcuPoint, g_array_index(path->starts, guint, run));
        BcuPoint last = g_array_index(path->points, BcuPoint, path_run_end(path, run) - 1);
        g_assert_true(first.x == last.x && first.y == last.y);
    }
    net_clear(&net);
}

/* Only the arcs that are asked for. */
static void test_some(void)
{
    const int arcs[][4] = {{0, 0, 5, 0}, {5, 0, 5, 5}, {5, 0, 9, 0}};
    Net net = net_of(arcs, G_N_ELEMENTS(arcs));
    g_autoptr(Path) path = path_new();
    g_array_remove_index(net.arcs, 1);
    strokes_add(&net.lines, net.arcs, 0, path);
    g_assert_cmpuint(path->starts->len, ==, 1);
    g_assert_cmpfloat(length_of(path), ==, 9);
    net_clear(&net);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/strokes/three-meet", test_three_meet);
    g_test_add_func("/strokes/rings-and-specks", test_rings_and_specks);
    g_test_add_func("/strokes/some", test_some);
    return g_test_run();
}
