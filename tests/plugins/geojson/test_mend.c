/* Shapes of random coverages, rounded until their rings touch and cross: what is written is valid. */
#include "coordinates.h"
#include "coverages.h"
#include "mend.h"
#include <bcukit/validity.h>

static GEOSContextHandle_t geos;

/* ---- shapes ------------------------------------------------------------------------------ */

/* Record r of a layer; shells are followed by their holes. */
static BcuShape *shape_of_record(const BcuLayer *layer, size_t r)
{
    size_t first = layer->record_start[r], count = layer->record_start[r + 1] - first;
    size_t from = layer->ring_start[first];
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->point_count = layer->ring_start[first + count] - from;
    shape->points = g_memdup2(layer->points + from, shape->point_count * sizeof(BcuPoint));
    shape->ring_start = g_new0(size_t, count + 1);
    shape->part_start = g_new0(size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        shape->ring_start[++shape->ring_count] = layer->ring_start[first + i + 1] - from;
        if (i + 1 == count || !is_hole(layer, first + i + 1))
            shape->part_start[++shape->part_count] = shape->ring_count;
    }
    return shape;
}

/* Vertices of the coverages lie at least one apart: now a fifth. */
static void shrink(BcuShape *shape)
{
    for (size_t i = 0; i < shape->point_count; i++)
        shape->points[i] = (BcuPoint){shape->points[i].x / 5, shape->points[i].y / 5};
}

static void round_shape(BcuShape *shape, double scale)
{
    for (size_t i = 0; i < shape->point_count; i++)
        shape->points[i] =
            (BcuPoint){rint(shape->points[i].x * scale) / scale, rint(shape->points[i].y * scale) / scale};
}

static bool is_valid(const BcuShape *shape)
{
    GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
    bool valid = GEOSisValid_r(geos, geometry) == 1;
    GEOSGeom_destroy_r(geos, geometry);
    return valid;
}

static void assert_whole(const BcuShape *shape, double scale)
{
    for (size_t i = 0; i < shape->point_count; i++)
        g_assert_true(shape->points[i].x == rint(shape->points[i].x * scale) / scale &&
                      shape->points[i].y == rint(shape->points[i].y * scale) / scale);
    for (size_t p = 0; p < shape->part_count; p++)
        for (size_t r = shape->part_start[p]; r < shape->part_start[p + 1]; r++) {
            BcuRing ring = bcu_shape_ring(shape, r);
            BcuPoint first = ring.points[0], last = ring.points[ring.count - 1];
            g_assert_true(ring.count >= 4 && first.x == last.x && first.y == last.y);
            g_assert_true((bcu_ring_area(ring) > 0) == (r == shape->part_start[p]));
        }
}

/* ---- the tests --------------------------------------------------------------------------- */

/* \return whether it had to be mended */
static bool round_and_mend(BcuShape *shape, int decimals)
{
    double scale = pow(10, decimals);
    GeoDropped dropped = {0};
    round_shape(shape, scale);
    geo_shape_tidy(shape, BCU_POLYGONS, &dropped);
    double area = bcu_shape_area(shape);
    bool valid = is_valid(shape);
    g_autofree BcuPoint *points = g_memdup2(shape->points, shape->point_count * sizeof(BcuPoint));
    size_t count = shape->point_count;
    g_assert_true(valid || !bcu_shape_is_clear(shape, 1.5 / scale));
    double moved = geo_shape_mend(&shape, decimals);
    g_assert_true(valid == (moved == 0));
    g_assert_true(is_valid(shape));
    g_assert_cmpfloat(fabs(bcu_shape_area(shape) - area), <=, moved);
    assert_whole(shape, scale);
    if (valid)
        g_assert_true(shape->point_count == count &&
                      (count == 0 || memcmp(points, shape->points, count * sizeof(BcuPoint)) == 0));
    bcu_shape_free(shape);
    return !valid;
}

static void test_random(void)
{
    GRand *dice = g_rand_new_with_seed(6);
    uint32_t mended = 0, kept = 0;
    for (int round = 0; round < 60; round++) {
        BcuLayer *layer = coverage_of_triangles(geos, dice, (Pattern)(round % PATTERN_COUNT), 60, 6);
        for (size_t r = 0; r < layer->record_count; r++)
            for (int decimals = 0; decimals < 4; decimals++) {
                BcuShape *shape = shape_of_record(layer, r);
                shrink(shape);
                bool is = round_and_mend(shape, decimals);
                mended += is;
                kept += !is;
            }
        bcu_layer_free(layer);
    }
    g_rand_free(dice);
    g_assert_cmpuint(mended, >, 50);
    g_assert_cmpuint(kept, >, 100);
}

/* A comb: no tooth is nearer to another than its width, and then one leans over. */
static void test_clearance(void)
{
    enum { TEETH = 50 };
    BcuPoint points[4 * TEETH + 3];
    size_t rings[] = {0, G_N_ELEMENTS(points)}, parts[] = {0, 1}, at = 0;
    points[at++] = (BcuPoint){0, -1};
    points[at++] = (BcuPoint){2 * TEETH, -1};
    for (int i = TEETH; i-- > 0;) {
        points[at++] = (BcuPoint){2 * i + 1, 0};
        points[at++] = (BcuPoint){2 * i + 1, 9};
        points[at++] = (BcuPoint){2 * i, 9};
        points[at++] = (BcuPoint){2 * i, 0};
    }
    points[at++] = points[0];
    points[at - 2] = (BcuPoint){0, 0.5}; /* else it lies on the line that closes the ring */
    g_assert_cmpuint(at, ==, G_N_ELEMENTS(points));
    BcuShape comb = {points, at, rings, 1, parts, 1};
    g_assert_true(bcu_shape_is_clear(&comb, 0.45));
    g_assert_false(bcu_shape_is_clear(&comb, 1.05));
    points[2 + 4 * 20 + 2].x -= 0.9;
    g_assert_true(bcu_shape_is_clear(&comb, 0.05));
    g_assert_false(bcu_shape_is_clear(&comb, 0.15));
    points[2 + 4 * 20 + 2].x -= 0.9; /* across its neighbour */
    g_assert_false(bcu_shape_is_clear(&comb, 0));
}

/* ---- against every pair of segments --------------------------------------------------------- */

static double distance_to(BcuPoint p, const BcuPoint *segment)
{
    double dx = segment[1].x - segment[0].x, dy = segment[1].y - segment[0].y;
    double at = ((p.x - segment[0].x) * dx + (p.y - segment[0].y) * dy) / (dx * dx + dy * dy);
    at = CLAMP(at, 0, 1);
    return hypot(segment[0].x + at * dx - p.x, segment[0].y + at * dy - p.y);
}

/* Of segments that do not cross. */
static double distance_between(const BcuPoint *a, const BcuPoint *b)
{
    return MIN(MIN(distance_to(a[0], b), distance_to(a[1], b)), MIN(distance_to(b[0], a), distance_to(b[1], a)));
}

static double least_distance(const BcuPoint *ring, size_t segments)
{
    double least = INFINITY;
    for (size_t i = 0; i < segments; i++)
        for (size_t j = i + 2; j < segments; j++)
            if (i > 0 || j + 1 < segments)
                least = MIN(least, distance_between(ring + i, ring + j));
    return least;
}

/* Stars: their rays are short and long, so that chains go on for a while, turn, and come near each other. */
static void test_clearance_of_stars(void)
{
    enum { MOST = 60, ROUNDS = 4000 };
    GRand *dice = g_rand_new_with_seed(3);
    int clear = 0;
    for (int round = 0; round < ROUNDS; round++) {
        BcuPoint points[MOST + 1];
        size_t count = (size_t)g_rand_int_range(dice, 3, MOST), rings[] = {0, count + 1}, parts[] = {0, 1};
        double roughness = g_rand_double(dice);
        for (size_t i = 0; i < count; i++) {
            double angle = 2 * G_PI * ((double)i + 0.9 * g_rand_double(dice)) / (double)count;
            double radius = 1 - roughness * g_rand_double(dice);
            points[i] = (BcuPoint){radius * cos(angle), radius * sin(angle)};
        }
        points[count] = points[0];
        BcuShape star = {points, count + 1, rings, 1, parts, 1};
        double least = least_distance(points, count);
        g_assert_true(count == 3 || !bcu_shape_is_clear(&star, 1.0001 * least));
        clear += bcu_shape_is_clear(&star, MIN(least, 1) / 4);
    }
    g_rand_free(dice);
    g_assert_cmpint(clear, >, ROUNDS * 9 / 10);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    geos = GEOS_init_r();
    g_test_add_func("/geojson/mend/random", test_random);
    g_test_add_func("/geojson/mend/clearance", test_clearance);
    g_test_add_func("/geojson/mend/clearance_of_stars", test_clearance_of_stars);
    int failed = g_test_run();
    GEOS_finish_r(geos);
    return failed;
}
