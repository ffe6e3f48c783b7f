/* Labels within their area. Letters are as large as their level has them, or one step smaller; the place is
 * near to the middle. */
#include "label/label_places.h"
#include "label/room.h"

/* Of a form, whose line boxes have air around their letters, what must lie within the area; in sizes of its
 * letters, beside the width and above or below the height. And how much air around that is enough. */
static const double SPARE_WIDTH = 0.1, SPARE_HEIGHT = -0.09, ENOUGH_AIR = 0.4;

/* ---- cost ---------------------------------------------------------------------------- */

/* `air` is a share of what is enough: without any the letters touch the area's border. */
static double tightness(double air)
{
    return 2 * pow(1 - air, 3);
}

/* In sizes of body text. Lines of lower levels, which part at the halo, are no reason to leave the middle;
 * dots that a name hides are. */
static double cost_of(const Site *site, const Subject *subject, const Block *block)
{
    static const double DOT = 2;
    double off = hypot(block->centre.x - subject->anchor.x, block->centre.y - subject->anchor.y);
    return 0.2 * off / site->page->unit + (site->over_dots ? DOT * clutter_count(site->dots, block) : 0);
}

/* Names of one level look alike: letters get smaller only for much air, or where there is no other way. Not
 * to hide less line work: smaller ones always would. */
static double cost_of_size(const LabelWish *wish, double size)
{
    return 4 * log(wish->largest / size);
}

typedef struct Offer {
    BcuPoint centre;
    double tightness, cost;
} Offer;

static int by_cost(const void *a, const void *b)
{
    const Offer *p = a, *q = b;
    return (p->cost > q->cost) - (p->cost < q->cost);
}

/* The cheapest of the places that is free and costs less than `limit`. */
static bool cheapest(const Site *site, const Subject *subject, const GArray *places, double size,
                     double limit, Block *block, Offer *best)
{
    g_autoptr(GArray) offers = g_array_sized_new(false, false, sizeof(Offer), places->len);
    for (guint i = 0; i < places->len; i++) {
        RoomPlace place = g_array_index(places, RoomPlace, i);
        block->centre = place.centre;
        Offer offer = {place.centre, tightness(place.air / (ENOUGH_AIR * size)),
                       cost_of(site, subject, block)};
        offer.cost += offer.tightness;
        if (offer.cost < limit)
            g_array_append_val(offers, offer);
    }
    g_array_sort(offers, by_cost);
    for (guint i = 0; i < offers->len; i++) {
        *best = g_array_index(offers, Offer, i);
        block->centre = best->centre;
        if (place_is_on_page(site, block) && place_is_free(site, block))
            return true;
    }
    return false;
}

/* ---- forms and sizes ----------------------------------------------------------------- */

/* The cheapest form and place. \return how tight it is; INFINITY: there is none. */
static double place_at_size(const Site *site, const Subject *subject, const Room *room, double turn,
                            double size, Place *place)
{
    g_autoptr(GArray) places = g_array_new(false, false, sizeof(RoomPlace));
    double best = INFINITY, tight = INFINITY;
    for (guint f = 0; f < (turn == 0 ? subject->wording->count : 1); f++) {
        const Form *form = &subject->wording->forms[f];
        double width = form->width * size, height = form->height * size, lines = 0.15 * f;
        Block block = {{0, 0}, width / 2, height / 2, turn};
        Offer offer;
        g_array_set_size(places, 0);
        room_find(room, width + 2 * SPARE_WIDTH * size, height + 2 * SPARE_HEIGHT * size, ENOUGH_AIR * size,
                  subject->anchor, places);
        if (!cheapest(site, subject, places, size, best - lines, &block, &offer))
            continue;
        best = offer.cost + lines;
        tight = offer.tightness;
        *place = (Place){.form = form, .size = size, .block = block};
    }
    return tight;
}

static bool place_turned(const Site *site, const Subject *subject, double turn, Place *place)
{
    const LabelWish *wish = subject->wish;
    BcuBox box = bcu_shape_extent(subject->outline);
    double extent = fmax(box.max_x - box.min_x, box.max_y - box.min_y), best = INFINITY;
    Room *room = room_new(subject->outline, turn, fmax(0.2 * wish->smallest, extent / 96));
    for (int step = 0; step < LETTER_SIZES; step++) {
        double size = site_letters(site, wish, step);
        Place found;
        if (cost_of_size(wish, size) >= best)
            break;
        double cost = cost_of_size(wish, size) + place_at_size(site, subject, room, turn, size, &found);
        if (cost >= best)
            continue;
        best = cost;
        *place = found;
    }
    room_free(room);
    return best < INFINITY;
}

/* Direction of the long axis from the second moments of the outline's points, read from the left; 0 for
 * what is about as wide as long. */
static double long_axis(const BcuShape *outline)
{
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0, n = (double)outline->point_count;
    for (size_t i = 0; i < outline->point_count; i++) {
        x += outline->points[i].x / n;
        y += outline->points[i].y / n;
    }
    for (size_t i = 0; i < outline->point_count; i++) {
        double dx = outline->points[i].x - x, dy = outline->points[i].y - y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    double spread = hypot(xx - yy, 2 * xy);
    if (xx + yy + spread < 3.2 * (xx + yy - spread)) /* less than 1.8 times as long as wide */
        return 0;
    return 0.5 * atan2(2 * xy, xx - yy);
}

bool place_inside(const Site *site, const Subject *subject, Place *place)
{
    if (place_turned(site, subject, 0, place))
        return true;
    /* Turned letters, which are harder to read, stay in one line. 5 degrees look like a mistake. */
    double turn = long_axis(subject->outline);
    return fabs(turn) > 0.09 && place_turned(site, subject, turn, place);
}

bool place_astride(const Site *site, const Subject *subject, Place *place)
{
    enum { RINGS = 8 };
    static const double MOSTLY = 0.6;
    double size = site_letters(site, subject->wish, LETTER_SIZES - 1), best = INFINITY;
    for (guint f = 0; f < subject->wording->count; f++)
        for (int i = -RINGS; i <= RINGS; i++)
            for (int j = -RINGS; j <= RINGS; j++) {
                const Form *form = &subject->wording->forms[f];
                BcuPoint centre = {subject->anchor.x + i * 0.3 * size, subject->anchor.y + j * 0.3 * size};
                Block block = {centre, form->width * size / 2, form->height * size / 2, 0};
                double inside = share_within(subject->outline, &block), cost = hypot(i, j) - 20 * inside;
                if (inside < MOSTLY || cost >= best || !place_is_on_page(site, &block) || !place_is_free(site, &block))
                    continue;
                best = cost;
                *place = (Place){.form = form, .size = size, .block = block};
            }
    return best < INFINITY;
}

bool place_number(const Site *site, const Subject *subject, const Form *form, Place *place)
{
    double size = fmax(subject->wish->smallest, 0.6 * subject->wish->largest * site->scale),
           step = 0.35 * size;
    for (int ring = 0; ring <= 4; ring++)
        for (int i = -ring; i <= ring; i++)
            for (int j = -ring; j <= ring; j++) {
                if (ABS(i) != ring && ABS(j) != ring)
                    continue;
                BcuPoint centre = {subject->anchor.x + i * step, subject->anchor.y + j * step};
                Block block = {centre, form->width * size / 2, form->height * size / 2, 0};
                if ((ring > 0 && !bcu_shape_contains(subject->outline, centre)) ||
                    !place_is_on_page(site, &block) || !place_is_free(site, &block))
                    continue;
                *place = (Place){.form = form, .size = size, .block = block};
                return true;
            }
    return false;
}
