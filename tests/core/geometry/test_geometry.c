/* Rings and shapes against closed forms. */
#include <bcukit/geometry.h>
#include <glib.h>

/* A square of side 100 with a square hole of side 20 in the upper right, far from the origin. */
static BcuShape *square_with_hole(double dx, double dy)
{
    static const BcuPoint points[] = {{0, 0},   {100, 0}, {100, 100}, {0, 100}, {0, 0},
                                      {70, 70}, {70, 90}, {90, 90},   {90, 70}, {70, 70}};
    static const size_t rings[] = {0, 5, 10}, parts[] = {0, 2};
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->points = g_memdup2(points, sizeof points);
    shape->point_count = G_N_ELEMENTS(points);
    shape->ring_start = g_memdup2(rings, sizeof rings);
    shape->ring_count = 2;
    shape->part_start = g_memdup2(parts, sizeof parts);
    shape->part_count = 1;
    for (size_t i = 0; i < shape->point_count; i++) {
        shape->points[i].x += dx;
        shape->points[i].y += dy;
    }
    return shape;
}

static void test_measures(void)
{
    BcuShape *shape = square_with_hole(530000, 180000);
    g_assert_cmpfloat(bcu_shape_area(shape), ==, 10000 - 400);
    g_assert_cmpfloat(bcu_shape_length(shape), ==, 480);
    g_assert_cmpfloat(bcu_ring_area(bcu_shape_ring(shape, 1)), ==, -400);
    BcuBox box = bcu_shape_extent(shape);
    g_assert_cmpfloat(box.min_x, ==, 530000);
    g_assert_cmpfloat(box.max_y, ==, 180100);
    /* Centre of gravity: (50 * 10000 - 80 * 400) / 9600. */
    BcuPoint centroid = bcu_shape_centroid(shape);
    g_assert_cmpfloat_with_epsilon(centroid.x - 530000, 48.75, 1e-8);
    g_assert_cmpfloat_with_epsilon(centroid.y - 180000, 48.75, 1e-8);
    bcu_shape_free(shape);
}

static void test_contains(void)
{
    BcuShape *shape = square_with_hole(0, 0);
    g_assert_true(bcu_shape_contains(shape, (BcuPoint){10, 10}));
    g_assert_false(bcu_shape_contains(shape, (BcuPoint){80, 80}));
    g_assert_false(bcu_shape_contains(shape, (BcuPoint){-1, 50}));
    g_assert_false(bcu_shape_contains(shape, (BcuPoint){101, 100}));
    bcu_shape_free(shape);
}

static void test_pole(void)
{
    BcuShape *shape = square_with_hole(1000, 1000);
    double distance;
    BcuPoint pole = bcu_shape_pole(shape, 0.01, &distance);
    g_assert_true(bcu_shape_contains(shape, pole));
    /* Equal distance d to the left and lower side and to the hole's corner (70, 70). */
    double expected = 70 * G_SQRT2 / (1 + G_SQRT2);
    g_assert_cmpfloat_with_epsilon(distance, expected, 0.02);
    g_assert_cmpfloat_with_epsilon(pole.x, 1000 + expected, 0.5);
    bcu_shape_free(shape);
}

static void test_round(void)
{
    BcuPoint points[] = {{1.25, -1.25}, {0.75, 2.449999999}};
    bcu_points_round(points, 2, 1);
    const double expected[] = {1.2, -1.2, 0.8, 2.4};
    for (int i = 0; i < 4; i++)
        g_assert_cmpfloat_with_epsilon(i % 2 ? points[i / 2].y : points[i / 2].x, expected[i], 1e-15);
}

static void test_empty_and_thin(void)
{
    BcuShape empty = {0};
    double distance = 1;
    BcuPoint pole = bcu_shape_pole(&empty, 0, &distance);
    g_assert_true(isnan(pole.x));
    g_assert_cmpfloat(distance, ==, 0);
    BcuPoint line[] = {{0, 0}, {10, 0}, {0, 0}, {0, 0}};
    size_t rings[] = {0, 4}, parts[] = {0, 1};
    BcuShape flat = {line, 4, rings, 1, parts, 1};
    g_assert_cmpfloat(bcu_shape_area(&flat), ==, 0);
    pole = bcu_shape_pole(&flat, 0, NULL);
    g_assert_true(isfinite(pole.x));
    g_assert_true(bcu_ring_area((BcuRing){line, 2}) == 0);
}

static void test_boxes(void)
{
    BcuBox a = {0, 0, 1, 1}, b = {1, 1, 2, 2}, c = {3, 0, 4, 1};
    g_assert_true(bcu_box_intersects(a, b));
    g_assert_false(bcu_box_intersects(a, c));
    g_assert_false(bcu_box_intersects(a, BCU_BOX_EMPTY));
    g_assert_cmpfloat(bcu_box_union(a, c).max_x, ==, 4);
    g_assert_cmpfloat(bcu_box_union(BCU_BOX_EMPTY, b).min_x, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geometry/measures", test_measures);
    g_test_add_func("/geometry/contains", test_contains);
    g_test_add_func("/geometry/pole", test_pole);
    g_test_add_func("/geometry/round", test_round);
    g_test_add_func("/geometry/empty_and_thin", test_empty_and_thin);
    g_test_add_func("/geometry/boxes", test_boxes);
    return g_test_run();
}
