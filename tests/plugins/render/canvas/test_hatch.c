/* Hatching: the lines cover as much of a shape as their gap says, and nothing outside of it. */
#include "canvas/hatch.h"

static const double GAP = 0.5;

/* A square with a square hole, and a triangle beside it. */
static Path *rings(void)
{
    Path *path = path_new();
    path_add_rectangle(path, 10, 10, 40, 40);
    path_add_rectangle(path, 20, 20, 20, 20);
    path_begin(path);
    path_add(path, (BcuPoint){60, 10});
    path_add(path, (BcuPoint){90, 10});
    path_add(path, (BcuPoint){60, 50});
    return path;
}

static double length_of(const Path *lines)
{
    double length = 0;
    for (guint run = 0; run < lines->starts->len; run++) {
        guint start = g_array_index(lines->starts, guint, run);
        BcuPoint a = g_array_index(lines->points, BcuPoint, start), b = g_array_index(lines->points, BcuPoint, start + 1);
        g_assert_cmpuint(path_run_end(lines, run) - start, ==, 2);
        length += hypot(b.x - a.x, b.y - a.y);
    }
    return length;
}

static bool is_inside(BcuPoint p)
{
    bool square = p.x > 10 && p.x < 50 && p.y > 10 && p.y < 50, hole = p.x > 20 && p.x < 40 && p.y > 20 && p.y < 40;
    return (square && !hole) || (p.x > 60 && p.y > 10 && (p.x - 60) / 30 + (p.y - 10) / 40 < 1);
}

static void test_covers(void)
{
    for (int falling = 0; falling < 2; falling++) {
        Hatch hatch = {.gap = GAP, .falling = falling};
        g_autoptr(Path) shape = rings(), lines = hatch_lines(shape, &hatch);
        const double area = 40 * 40 - 20 * 20 + 30 * 40 / 2.0;
        g_assert_cmpfloat_with_epsilon(length_of(lines) * GAP / area, 1, 0.01);
        for (guint i = 0; i + 1 < lines->points->len; i += 2) {
            BcuPoint a = g_array_index(lines->points, BcuPoint, i), b = g_array_index(lines->points, BcuPoint, i + 1);
            g_assert_true(hypot(b.x - a.x, b.y - a.y) < 1e-6 || is_inside((BcuPoint){(a.x + b.x) / 2, (a.y + b.y) / 2}));
            g_assert_cmpfloat_with_epsilon(b.x - a.x, falling ? b.y - a.y : a.y - b.y, 1e-6);
        }
    }
}

/* Lines of shapes side by side lie on one another's continuation. */
static void test_joins(void)
{
    Hatch hatch = {.gap = GAP};
    g_autoptr(Path) shape = rings(), lines = hatch_lines(shape, &hatch);
    for (guint i = 0; i < lines->points->len; i++) {
        BcuPoint p = g_array_index(lines->points, BcuPoint, i);
        double line = (p.x + p.y) / sqrt(2) / GAP;
        g_assert_cmpfloat_with_epsilon(line, round(line), 1e-6);
    }
}

static void test_empty(void)
{
    Hatch hatch = {.gap = GAP};
    g_autoptr(Path) nothing = path_new(), lines = hatch_lines(nothing, &hatch);
    g_assert_cmpuint(lines->points->len, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hatch/covers", test_covers);
    g_test_add_func("/hatch/joins", test_joins);
    g_test_add_func("/hatch/empty", test_empty);
    return g_test_run();
}
