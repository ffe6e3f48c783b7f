/* Shapes at the meridian of 180: cut where they cross it, whole where they do not. */
#include "kit/antimeridian.h"
#include <glib.h>

/* One ring or line, or several one after another with a hole each time but the first. */
static BcuShape *shape_of(const BcuPoint *points, size_t count, size_t hole_at)
{
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->points = g_memdup2(points, count * sizeof(BcuPoint));
    shape->point_count = count;
    shape->ring_count = hole_at ? 2 : 1;
    shape->ring_start = g_new0(size_t, 3);
    shape->ring_start[1] = hole_at ? hole_at : count;
    shape->ring_start[2] = count;
    shape->part_start = g_new0(size_t, 2);
    shape->part_start[1] = shape->ring_count;
    shape->part_count = 1;
    return shape;
}

static BcuShape *cut_ring(const BcuPoint *points, size_t count, size_t hole_at, bool moved)
{
    BcuShape *shape = shape_of(points, count, hole_at);
    g_assert_true(bcu_antimeridian_is_crossed(points, count, moved));
    BcuShape *cut = bcu_antimeridian_cut(shape, BCU_POLYGONS, moved);
    g_assert_nonnull(cut);
    bcu_shape_free(shape);
    BcuBox box = bcu_shape_extent(cut);
    g_assert_true(box.min_x >= -180 && box.max_x <= 180);
    for (size_t p = 0; p < cut->part_count; p++)
        for (size_t r = cut->part_start[p]; r < cut->part_start[p + 1]; r++) {
            BcuRing ring = bcu_shape_ring(cut, r);
            g_assert_true((bcu_ring_area(ring) > 0) == (r == cut->part_start[p]));
            g_assert_true(ring.points[0].x == ring.points[ring.count - 1].x);
            for (size_t i = 0; i + 1 < ring.count; i++)
                g_assert_true(fabs(ring.points[i + 1].x - ring.points[i].x) <= 180 ||
                              fabs(ring.points[i].y) == 90);
        }
    return cut;
}

/* The same square written in three ways: with a jump, beyond 180, and beyond -180. */
static void test_square(void)
{
    static const BcuPoint WAYS[][5] = {
        {{170, -10}, {-170, -10}, {-170, 10}, {170, 10}, {170, -10}},
        {{170, -10}, {190, -10}, {190, 10}, {170, 10}, {170, -10}},
        {{-190, -10}, {-170, -10}, {-170, 10}, {-190, 10}, {-190, -10}},
    };
    for (size_t w = 0; w < G_N_ELEMENTS(WAYS); w++) {
        BcuShape *cut = cut_ring(WAYS[w], 5, 0, true);
        g_assert_cmpuint(cut->part_count, ==, 2);
        g_assert_cmpfloat(bcu_shape_area(cut), ==, 400);
        for (size_t p = 0; p < 2; p++) {
            BcuBox box = bcu_ring_extent(bcu_shape_ring(cut, cut->part_start[p]));
            g_assert_true((box.min_x == 170 && box.max_x == 180) || (box.min_x == -180 && box.max_x == -170));
        }
        bcu_shape_free(cut);
    }
}

/* A comb whose three teeth reach across: one part on its own side, three on the other. */
static void test_concave(void)
{
    static const BcuPoint comb[] = {{170, 0}, {-175, 0}, {-175, 1}, {175, 1},  {175, 2}, {-175, 2}, {-175, 3},
                                    {175, 3}, {175, 4},  {-175, 4}, {-175, 5}, {170, 5}, {170, 0}};
    BcuShape *cut = cut_ring(comb, G_N_ELEMENTS(comb), 0, true);
    g_assert_cmpuint(cut->part_count, ==, 4);
    g_assert_cmpfloat(bcu_shape_area(cut), ==, 5 * 5 + 3 * 10);
    bcu_shape_free(cut);
}

/* A hole on the far side only, written with the longitudes of its own side. */
static void test_hole(void)
{
    static const BcuPoint rings[] = {{170, -10}, {-170, -10}, {-170, 10}, {170, 10},  {170, -10},
                                     {-176, -1}, {-176, 1},   {-174, 1},  {-174, -1}, {-176, -1}};
    BcuShape *cut = cut_ring(rings, G_N_ELEMENTS(rings), 5, true);
    g_assert_cmpuint(cut->part_count, ==, 2);
    g_assert_cmpuint(cut->ring_count, ==, 3);
    g_assert_cmpfloat(bcu_shape_area(cut), ==, 400 - 4);
    bcu_shape_free(cut);
}

/* A hole that runs along its shell stays one: such a polygon is not valid. */
static void test_shore(void)
{
    static const BcuPoint rings[] = {{170, -10}, {-170, -10}, {-170, 10}, {170, 10}, {170, -10},
                                     {-176, -10}, {-176, 1},  {-174, 1},  {-174, -10}, {-176, -10}};
    BcuShape *cut = cut_ring(rings, G_N_ELEMENTS(rings), 5, true);
    g_assert_cmpuint(cut->part_count, ==, 2);
    g_assert_cmpfloat(bcu_shape_area(cut), ==, 400 - 22);
    bcu_shape_free(cut);
}

static void test_poles(void)
{
    static const BcuPoint north[] = {{0, 80}, {90, 80}, {170, 80}, {-100, 80}, {0, 80}};
    static const BcuPoint south[] = {{0, -70}, {-100, -70}, {170, -70}, {90, -70}, {0, -70}};
    BcuShape *cut = cut_ring(north, 5, 0, true);
    g_assert_cmpfloat_with_epsilon(bcu_shape_area(cut), 360 * 10, 1e-9);
    g_assert_cmpfloat(bcu_shape_extent(cut).max_y, ==, 90);
    g_assert_cmpuint(cut->part_count, ==, 1);
    bcu_shape_free(cut);
    cut = cut_ring(south, 5, 0, true);
    g_assert_cmpfloat_with_epsilon(bcu_shape_area(cut), 360 * 20, 1e-9);
    g_assert_cmpfloat(bcu_shape_extent(cut).min_y, ==, -90);
    bcu_shape_free(cut);
}

/* Two neighbours with a slanting border: the new vertex is the same for both, bit for bit. */
static void test_neighbours(void)
{
    static const BcuPoint upper[] = {{170.1, 3.3}, {-171.7, 7.9}, {-171.7, 20}, {170.1, 20}, {170.1, 3.3}};
    static const BcuPoint lower[] = {{170.1, 3.3}, {170.1, -9}, {-171.7, -9}, {-171.7, 7.9}, {170.1, 3.3}};
    BcuShape *cut[] = {cut_ring(upper, 5, 0, true), cut_ring(lower, 5, 0, true)};
    double seam[2] = {NAN, NAN};
    for (size_t s = 0; s < 2; s++)
        for (size_t i = 0; i < cut[s]->point_count; i++)
            if (cut[s]->points[i].x == 180 && cut[s]->points[i].y > 3.3 && cut[s]->points[i].y < 7.9)
                seam[s] = cut[s]->points[i].y;
    g_assert_cmpfloat(seam[0], ==, seam[1]);
    bcu_shape_free(cut[0]);
    bcu_shape_free(cut[1]);
}

static void test_lines_and_points(void)
{
    static const BcuPoint line[] = {{175, 0}, {-175, 10}, {175, 20}}, far[] = {{190, 5}};
    BcuShape *shape = shape_of(line, 3, 0), *cut = bcu_antimeridian_cut(shape, BCU_LINES, true);
    g_assert_cmpuint(cut->part_count, ==, 3);
    g_assert_true(cut->points[1].x == 180 && cut->points[1].y == 5);
    g_assert_true(cut->points[2].x == -180 && cut->points[2].y == 5);
    bcu_shape_free(shape);
    bcu_shape_free(cut);
    shape = shape_of(far, 1, 0);
    cut = bcu_antimeridian_cut(shape, BCU_POINTS, false);
    g_assert_true(cut->points[0].x == -170 && cut->points[0].y == 5);
    bcu_shape_free(shape);
    bcu_shape_free(cut);
}

/* The edge of a map of the world is no crossing, unless a transformation made it. */
static void test_world(void)
{
    static const BcuPoint world[] = {{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}};
    static const BcuPoint plain[] = {{-10, 0}, {10, 0}, {10, 10}, {-10, 0}};
    g_assert_false(bcu_antimeridian_is_crossed(world, 5, false));
    g_assert_true(bcu_antimeridian_is_crossed(world, 5, true));
    g_assert_false(bcu_antimeridian_is_crossed(plain, 4, true));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/antimeridian/square", test_square);
    g_test_add_func("/antimeridian/concave", test_concave);
    g_test_add_func("/antimeridian/hole", test_hole);
    g_test_add_func("/antimeridian/shore", test_shore);
    g_test_add_func("/antimeridian/poles", test_poles);
    g_test_add_func("/antimeridian/neighbours", test_neighbours);
    g_test_add_func("/antimeridian/lines_and_points", test_lines_and_points);
    g_test_add_func("/antimeridian/world", test_world);
    return g_test_run();
}
