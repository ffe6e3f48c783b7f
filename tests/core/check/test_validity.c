/* Valid or not against GEOS, on rings that cross, touch and fold in all ways. */
#include "check/validity.h"
#include "geometry/predicates.h"
#include "geometry/ring_clearance.h"
#include "layers.h"
#include <bcukit/geos.h>

static GEOSContextHandle_t geos;

/* ---- rings ---------------------------------------------------------------------------------- */

/* Around a centre, at random distances: its edges keep apart. Wide or tall, and of one chain or of many. */
static GArray *star(GRand *dice, BcuPoint centre, double size, int corners)
{
    GArray *ring = g_array_new(false, false, sizeof(BcuPoint));
    double flat = g_rand_double_range(dice, 0.2, 5);
    for (int i = 0; i < corners; i++) {
        double angle = 2 * G_PI * i / corners, distance = size * g_rand_double_range(dice, 0.5, 1);
        BcuPoint point = {centre.x + flat * distance * cos(angle), centre.y + distance * sin(angle)};
        g_array_append_val(ring, point);
    }
    BcuPoint first = g_array_index(ring, BcuPoint, 0);
    g_array_append_val(ring, first);
    return ring;
}

static BcuPoint *at(const GArray *ring, guint index)
{
    return &g_array_index(ring, BcuPoint, index);
}

/* Moves a corner a little or far, onto another corner, or into an edge; or folds the ring back; or does nothing. */
static void spoil(GRand *dice, GArray *ring)
{
    guint corners = ring->len - 1, moved = (guint)g_rand_int_range(dice, 0, (int)corners),
          other = (guint)g_rand_int_range(dice, 0, (int)corners);
    BcuPoint p = *at(ring, other), q = *at(ring, other + 1), *point = at(ring, moved);
    switch (g_rand_int_range(dice, 0, 6)) {
    case 0: *point = (BcuPoint){point->x * g_rand_double_range(dice, 0.8, 1.2), point->y}; break;
    case 1: *point = (BcuPoint){-point->x, -point->y}; break;
    case 2: *point = p; break;
    case 3: *point = (BcuPoint){(p.x + q.x) / 2, (p.y + q.y) / 2}; break;
    case 4: *at(ring, (moved + 2) % corners) = *point; break;
    default: return;
    }
    *at(ring, corners) = *at(ring, 0);
}

/* Corners on a small lattice meet one another and lie on edges more often than not. */
static void put_on_lattice(GArray *ring, double step)
{
    for (guint i = 0; i < ring->len; i++)
        *at(ring, i) = (BcuPoint){rint(at(ring, i)->x / step) * step, rint(at(ring, i)->y / step) * step};
}

static bool has_repeated(const GArray *ring)
{
    bool repeated = false;
    for (guint i = 0; i + 1 < ring->len; i++)
        repeated |= bcu_points_equal(*at(ring, i), *at(ring, i + 1));
    return repeated;
}

static GArray *random_ring(GRand *dice)
{
    GArray *ring = star(dice, (BcuPoint){0, 0}, 100, g_rand_boolean(dice) ? g_rand_int_range(dice, 3, 9)
                                                                           : g_rand_int_range(dice, 9, 150));
    if (g_rand_int_range(dice, 0, 4) == 0)
        put_on_lattice(ring, 20);
    else
        spoil(dice, ring);
    return ring;
}

/* A record of the rings, the first of them a shell. */
static BcuLayer *layer_of(GArray *const *rings, size_t count)
{
    g_autoptr(GArray) values = g_array_new(false, false, sizeof(double));
    const double end = NAN;
    for (size_t r = 0; r < count; r++) {
        g_array_append_vals(values, rings[r]->data, 2 * rings[r]->len);
        g_array_append_val(values, end);
    }
    BcuLayer *layer = layer_of_rings((const double *)(const void *)values->data, values->len);
    layer->record_count = 1;
    layer->record_start[1] = count;
    return layer;
}

/* ---- against GEOS --------------------------------------------------------------------------- */

static bool is_valid(const BcuLayer *layer)
{
    BcuShape *shape = bcu_layer_shape_build(layer, 0);
    GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
    bool valid = GEOSisValid_r(geos, geometry) == 1;
    GEOSGeom_destroy_r(geos, geometry);
    bcu_shape_free(shape);
    return valid;
}

static GEOSGeometry *line(const GArray *ring)
{
    return GEOSGeom_createLineString_r(geos, GEOSCoordSeq_copyFromBuffer_r(geos, &at(ring, 0)->x, ring->len, 0, 0));
}

static bool is_apart(const GArray *ring)
{
    GEOSGeometry *p = line(ring);
    bool apart = GEOSisSimple_r(geos, p) == 1;
    GEOSGeom_destroy_r(geos, p);
    return apart;
}

static bool are_apart(const GArray *a, const GArray *b)
{
    GEOSGeometry *p = line(a), *q = line(b);
    bool apart = GEOSisSimple_r(geos, p) == 1 && GEOSisSimple_r(geos, q) == 1 && GEOSDisjoint_r(geos, p, q) == 1;
    GEOSGeom_destroy_r(geos, p);
    GEOSGeom_destroy_r(geos, q);
    return apart;
}

/* A ring makes a valid polygon just where it keeps apart from itself. */
static void test_one_ring(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(31);
    int apart_count = 0, invalid_count = 0;
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GArray) ring = random_ring(dice);
        g_autoptr(BcuLayer) layer = layer_of(&ring, 1);
        bool apart = bcu_rings_are_apart(layer->points, layer->ring_start, 1), valid = is_valid(layer);
        g_autoptr(GArray) invalid = bcu_validity_find(layer);
        g_assert_cmpuint(invalid->len, ==, !valid);
        g_assert_true(apart == valid || has_repeated(ring));
        apart_count += apart;
        invalid_count += !valid;
    }
    g_assert_cmpint(apart_count, >, 4000);
    g_assert_cmpint(invalid_count, >, 4000);
}

/* Two rings that cross, touch, or lie in one another or apart; and the second by itself. */
static void test_two_rings(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(32);
    int apart_count = 0, meeting_count = 0;
    for (int i = 0; i < 10000; i++) {
        BcuPoint beside = {g_rand_double_range(dice, -300, 300), g_rand_double_range(dice, -150, 150)};
        g_autoptr(GArray) one = star(dice, (BcuPoint){0, 0}, 100, g_rand_int_range(dice, 3, 60));
        g_autoptr(GArray) other = star(dice, beside, g_rand_double_range(dice, 5, 100), g_rand_int_range(dice, 3, 60));
        GArray *const rings[] = {one, other};
        if (g_rand_int_range(dice, 0, 3) == 0) {
            put_on_lattice(one, 20);
            put_on_lattice(other, 20);
        }
        g_autoptr(BcuLayer) layer = layer_of(rings, 2);
        g_autoptr(GArray) invalid = bcu_validity_find(layer);
        bool apart = bcu_rings_are_apart(layer->points, layer->ring_start, 2);
        g_assert_cmpuint(invalid->len, ==, !is_valid(layer));
        bool second = bcu_rings_are_apart(layer->points, layer->ring_start + 1, 1);
        g_assert_true(apart == are_apart(one, other) || has_repeated(one) || has_repeated(other));
        g_assert_true(second == is_apart(other) || has_repeated(other));
        apart_count += apart;
        meeting_count += !apart;
    }
    g_assert_cmpint(apart_count, >, 2000);
    g_assert_cmpint(meeting_count, >, 2000);
}

/* No ring is apart that is too short, flat, open, or has a corner that is not a number. */
static void test_uncertain(void)
{
    static const double rings[] = {0, 0, 1, 0, 0, 0, NAN, 0, 0, 1, 0, 1, 1, 0, 1, NAN, 0, 0, 1, 0, 3, 0, 0, 0, NAN,
                                   0, 0, 1, 0, 1, HUGE_VAL, 0, 0, NAN, 0, 0, HUGE_VAL, 0, 1, 1, 0, 0, NAN};
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    for (size_t r = 0; r < layer->ring_count; r++)
        g_assert_false(bcu_rings_are_apart(layer->points, layer->ring_start + r, 1));
    const BcuPoint broken[] = {{0, 0}, {1, 0}, {1, NAN}, {0, 0}};
    const size_t start[] = {0, 4};
    g_assert_false(bcu_rings_are_apart(broken, start, 1));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    geos = GEOS_init_r();
    g_test_add_func("/validity/one_ring", test_one_ring);
    g_test_add_func("/validity/two_rings", test_two_rings);
    g_test_add_func("/validity/uncertain", test_uncertain);
    int failed = g_test_run();
    GEOS_finish_r(geos);
    return failed;
}
