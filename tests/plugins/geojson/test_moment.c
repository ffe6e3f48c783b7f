/* Areas of rings far from the origin: the digits that a national grid has before the point cost none behind
 * it. */
#include "moment.h"
#include <glib.h>
#include <math.h>

enum { MOST = 3000 };

static double round_mm(double metres)
{
    return rint(metres * 1000) / 1000;
}

static double twice_about(const BcuPoint *ring, size_t segments, BcuPoint origin)
{
    GeoSum sum = {0, 0};
    for (size_t i = 0; i < segments; i++)
        geo_sum_add(&sum, geo_moment(ring[i], ring[i + 1], origin));
    return geo_sum_of(sum);
}

/* A wrong millimetre in one vertex moves the area by more than adding up from a thousand kilometres away
 * does. */
static void test_far_away(void)
{
    GRand *dice = g_rand_new_with_seed(5);
    BcuPoint *ring = g_new(BcuPoint, MOST + 1);
    for (int round = 0; round < 300; round++) {
        size_t count = (size_t)g_rand_int_range(dice, 3, MOST);
        double length = 0, radius = 10 * (double)count / (2 * G_PI); /* segments of ten metres */
        for (size_t i = 0; i < count; i++) {
            double angle = 2 * G_PI * (double)i / (double)count,
                   own = radius * (1 + 0.001 * g_rand_double(dice));
            ring[i] = (BcuPoint){round_mm(600000 + own * cos(angle)), round_mm(900000 + own * sin(angle))};
        }
        ring[count] = ring[0];
        for (size_t i = 0; i < count; i++)
            length += fabs(ring[i + 1].x - ring[i].x) + fabs(ring[i + 1].y - ring[i].y);
        double near = twice_about(ring, count, ring[0]), far = twice_about(ring, count, (BcuPoint){0, 0});
        g_assert_cmpfloat(fabs(near - far), <=, 1e-15 * 900000 * length);
        g_assert_cmpfloat(1e-15 * 900000 * length, <, 0.001 * 5);
    }
    g_free(ring);
    g_rand_free(dice);
}

/* What is rounded away comes back, whichever of the two is larger. */
static void test_sum(void)
{
    GeoSum sum = {0, 0};
    const double terms[] = {1, 1e100, 1, -1e100};
    for (size_t i = 0; i < G_N_ELEMENTS(terms); i++)
        geo_sum_add(&sum, terms[i]);
    g_assert_cmpfloat(geo_sum_of(sum), ==, 2);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geojson/moment/far_away", test_far_away);
    g_test_add_func("/geojson/moment/sum", test_sum);
    return g_test_run();
}
