/* Where a rectangle has room in an area, and how far it keeps off the border there. */
#include "label/room.h"

static void find(const BcuShape *shape, double width, double height, BcuPoint wanted, GArray *places)
{
    Room *room = room_new(shape, 0, 0.5);
    g_array_set_size(places, 0);
    room_find(room, width, height, 4, wanted, places);
    room_free(room);
}

/* A rectangle's nearest place to a point. */
static RoomPlace nearest(const GArray *places, BcuPoint wanted)
{
    RoomPlace best = {{INFINITY, INFINITY}, 0};
    for (guint i = 0; i < places->len; i++) {
        RoomPlace place = g_array_index(places, RoomPlace, i);
        if (hypot(place.centre.x - wanted.x, place.centre.y - wanted.y) <
            hypot(best.centre.x - wanted.x, best.centre.y - wanted.y))
            best = place;
    }
    return best;
}

/* 100 wide and 40 high, with a hole from (60, 10) to (80, 30). */
static BcuPoint POINTS[] = {{0, 0},   {100, 0}, {100, 40}, {0, 40},  {0, 0},
                            {60, 10}, {80, 10}, {80, 30},  {60, 30}, {60, 10}};
static size_t RINGS[] = {0, 5, 10}, PARTS[] = {0, 2};
static const BcuShape FRAME = {POINTS, 10, RINGS, 2, PARTS, 1};

static void test_inside(void)
{
    g_autoptr(GArray) places = g_array_new(false, false, sizeof(RoomPlace));
    find(&FRAME, 20, 12, (BcuPoint){30, 20}, places);
    g_assert_cmpuint(places->len, >, 10);
    for (guint i = 0; i < places->len; i++) {
        RoomPlace place = g_array_index(places, RoomPlace, i);
        double x = place.centre.x, y = place.centre.y;
        g_assert_true(x >= 10 - 1e-9 && x <= 90 + 1e-9 && y >= 6 - 0.5 && y <= 34 + 0.5);
        bool in_hole = x + 10 > 60 + 1e-9 && x - 10 < 80 - 1e-9 && y + 6 > 10.5 && y - 6 < 29.5;
        g_assert_false(in_hole);
    }
    find(&FRAME, 101, 12, (BcuPoint){30, 20}, places);
    g_assert_cmpuint(places->len, ==, 0);
}

/* The border and the hole count alike; enough is enough. */
static void test_air(void)
{
    g_autoptr(GArray) places = g_array_new(false, false, sizeof(RoomPlace));
    find(&FRAME, 20, 12, (BcuPoint){30, 20}, places);
    RoomPlace middle = nearest(places, (BcuPoint){30, 20});
    g_assert_cmpfloat_with_epsilon(middle.centre.x, 30, 1e-9);
    g_assert_cmpfloat_with_epsilon(middle.centre.y, 20, 0.5);
    g_assert_cmpfloat_with_epsilon(middle.air, 4, 0.5);
    find(&FRAME, 20, 12, (BcuPoint){12, 20}, places);
    g_assert_cmpfloat_with_epsilon(nearest(places, (BcuPoint){12, 20}).air, 2, 0.51);
    find(&FRAME, 20, 12, (BcuPoint){49, 20}, places);
    g_assert_cmpfloat_with_epsilon(nearest(places, (BcuPoint){49, 20}).air, 1, 0.51);
    find(&FRAME, 20, 12, (BcuPoint){30, 7}, places);
    g_assert_cmpfloat_with_epsilon(nearest(places, (BcuPoint){30, 7}).air, 1, 0.51);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/room/inside", test_inside);
    g_test_add_func("/room/air", test_air);
    return g_test_run();
}
