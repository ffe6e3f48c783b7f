/* Labels next to what they name: around a point, or at the end of a leader line. */
#include "label/label_places.h"

bool place_is_free(const Site *site, const Block *block)
{
    return clutter_is_free(site->clutter, block) && (site->over_dots || clutter_is_free(site->dots, block)) &&
           (site->close_by || clutter_is_free(site->apart, block));
}

bool place_is_on_page(const Site *site, const Block *block)
{
    const Frame *frame = &site->page->body;
    BcuBox box = block_extent(block);
    return box.min_x >= frame->x && box.min_y >= frame->y && box.max_x <= frame->x + frame->width &&
           box.max_y <= frame->y + frame->height;
}

/* A block of this form that touches the point with the side or corner that faces it. */
static Block block_towards(const Form *form, double size, BcuPoint at, double x, double y)
{
    double half_width = form->width * size / 2 + 0.2 * size, half_height = form->height * size / 2;
    return (Block){{at.x + x * half_width, at.y + y * half_height}, half_width, half_height, 0};
}

/* Of a dot the usual order of map makers: right above, right, right below, then left, above, below. A circle
 * has its name below or above, where it reads as one with it. */
static const BcuPoint OF_DOT[] = {{1, -0.7}, {1, 0},    {1, 0.7}, {-1, -0.7},
                                  {-1, 0},   {-1, 0.7}, {0, -1},  {0, 1}};
static const BcuPoint OF_CIRCLE[] = {{0, 1},   {0, -1},   {1, 0},    {-1, 0},
                                     {1, 0.7}, {1, -0.7}, {-1, 0.7}, {-1, -0.7}};
enum { SIDES = G_N_ELEMENTS(OF_DOT) };

/* Outside of its own area a name may be taken for another's. */
static double strangeness(const BcuShape *own, const Block *block)
{
    return own && own->ring_count ? 1 - share_within(own, block) : 0;
}

/* A name stands at a usual side of its dot, unless another one hides less line work. At a circle, which is
 * wide, a corner looks lost, and lines beneath matter less than whose name it is, up to a limit. */
static double cost_of_side(const Site *site, const Subject *subject, const Place *place, int side)
{
    double letters = place->size * place->size / subject->wish->largest; /* lines hurt small ones more */
    double hidden =
        subject->sparing * ground_hidden(site->ground, subject->wish->level, &place->block) / letters;
    if (subject->wish->radius == 0)
        return 0.05 * side + 0.25 * hidden + 2 * strangeness(subject->home, &place->block);
    double lost = OF_CIRCLE[side].x != 0 && OF_CIRCLE[side].y != 0 ? 0.4 : 0;
    return PLACE_BESIDE_CIRCLE + 0.05 * side + lost + fmin(0.1 * hidden, 1.4) +
           0.5 * strangeness(subject->outline, &place->block);
}

/* A name that lies mostly in another area than its dot names the wrong one. */
static bool may_name(const Site *site, const Subject *subject, const Block *block)
{
    static const double MOSTLY = 0.5;
    return place_is_on_page(site, block) && strangeness(subject->home, block) < MOSTLY;
}

/* All sides that are on the page and at home. \param extra what the form and the size cost. */
static void add_sides(const Site *site, const Subject *subject, const Form *form, double size, double extra,
                      GArray *places)
{
    double unit = site->page->unit;
    double away = subject->wish->radius > 0 ? subject->wish->radius + 0.1 * unit : 0.35 * unit;
    for (int i = 0; i < SIDES; i++) {
        BcuPoint side = subject->wish->radius > 0 ? OF_CIRCLE[i] : OF_DOT[i];
        BcuPoint at = {subject->anchor.x + away * side.x, subject->anchor.y + away * side.y};
        Place place = {.form = form, .size = size, .block = block_towards(form, size, at, side.x, side.y)};
        place.cost = extra + cost_of_side(site, subject, &place, i);
        if (may_name(site, subject, &place.block))
            g_array_append_val(places, place);
    }
}

static int by_cost(const void *a, const void *b)
{
    const Place *p = a, *q = b;
    return (p->cost > q->cost) - (p->cost < q->cost);
}

/* A name in one line is read with its dot as one: only long ones may have two, which cost something. */
static void add_places_of_dot(const Site *site, const Subject *subject, GArray *places)
{
    static const double LONG = 9, LINE = 0.15;
    const LabelWish *wish = subject->wish;
    guint forms = subject->wording->forms[0].width > LONG ? MIN(subject->wording->count, 2) : 1;
    for (int step = 0; step < LETTER_SIZES; step++)
        for (guint f = 0; f < forms; f++) {
            double size = site_letters(site, wish, step);
            add_sides(site, subject, &subject->wording->forms[f], size,
                      PLACE_SHRINKING * log(wish->largest / size) + LINE * f, places);
        }
}

static void add_places_of_circle(const Site *site, const Subject *subject, GArray *places)
{
    const LabelWish *wish = subject->wish;
    for (double size = wish->largest; size >= wish->smallest * 0.999; size *= 0.88)
        for (guint f = 0; f < MIN(subject->wording->count, 3); f++)
            add_sides(site, subject, &subject->wording->forms[f], size,
                      PLACE_SHRINKING * log(wish->largest / size), places);
    places_in_circle(site, subject, places);
}

GArray *places_around(const Site *site, const Subject *subject)
{
    GArray *places = g_array_new(false, false, sizeof(Place));
    if (subject->wish->radius > 0)
        add_places_of_circle(site, subject, places);
    else
        add_places_of_dot(site, subject, places);
    g_array_sort(places, by_cost);
    return places;
}

bool place_number_of_dot(const Site *site, const Subject *subject, const Form *form, Place *place)
{
    g_autoptr(GArray) places = g_array_new(false, false, sizeof(Place));
    Form tight = *form; /* digits do not reach as far up and down as their line */
    tight.height *= 0.72;
    add_sides(site, subject, &tight, 0.9 * subject->wish->largest, 0, places);
    add_sides(site, subject, &tight, subject->wish->smallest, 10, places);
    g_array_sort(places, by_cost);
    for (guint i = 0; i < places->len; i++) {
        *place = g_array_index(places, Place, i);
        place->form = form;
        if (place_is_free(site, &place->block))
            return true;
    }
    return false;
}

/* ---- leader lines -------------------------------------------------------------------- */

/* Whether the name may stand there; sets what it costs beside the length of its line. */
static bool may_stand(const Site *site, const Block *block, bool anywhere, double *cost)
{
    if (!place_is_on_page(site, block))
        return false;
    double cover = ground_cover(site->ground, block);
    if (!anywhere && cover > 0)
        return false;
    *cost = site->page->unit * (15 * cover + 60 * ground_ink(site->ground, BCU_SUBAREAS, block));
    return place_is_free(site, block);
}

static void try_direction(const Site *site, const Subject *subject, const Form *form, double size,
                          double length, double angle, bool anywhere, double *best, Place *place)
{
    double x = cos(angle), y = sin(angle), cost;
    BcuPoint end = {subject->anchor.x + (subject->wish->radius + length) * x,
                    subject->anchor.y + (subject->wish->radius + length) * y};
    /* The line meets the middle of a side, or a corner when it comes aslant. */
    Block block = block_towards(form, size, end, fabs(x) > 0.38 ? copysign(1, x) : 0,
                                fabs(y) > 0.38 ? copysign(1, y) : 0);
    if (length >= *best || !may_stand(site, &block, anywhere, &cost) || length + cost >= *best)
        return;
    double dot = subject->wish->radius > 0 ? subject->wish->radius
                 : subject->outline->ring_count > 0
                     ? 0
                     : 0.3 * site->page->unit; /* the point itself stays free */
    BcuPoint start = {subject->anchor.x + dot * x, subject->anchor.y + dot * y};
    Block line = block_of_line(start, end, 0.3 * site->page->unit);
    if (!place_is_free(site, &line))
        return;
    *best = length + cost;
    *place = (Place){.form = form, .size = size, .block = block, .has_line = true, .line = {start, end}};
}

bool place_beside(const Site *site, const Subject *subject, bool anywhere, Place *place)
{
    enum { DIRECTIONS = 24 };
    double unit = site->page->unit, best = INFINITY;
    /* A short line is clearer than a number, a number than a long line, and upon others only a short one will
     * do. */
    bool dear = subject->wish->may_squeeze; /* a number would cost more than a line */
    double share = anywhere && !dear ? 0.08 : subject->wish->may_number ? 0.12 : 0.3;
    double longest = share * fmin(site->page->map.width, site->page->map.height);
    double size = site_letters(site, subject->wish, LETTER_SIZES - 1);
    for (double length = 1.5 * unit; length < fmin(longest, best); length += 0.8 * unit)
        for (int d = 0; d < DIRECTIONS; d++)
            for (guint f = 0; f < MIN(subject->wording->count, 3); f++)
                try_direction(site, subject, &subject->wording->forms[f], size, length,
                              2 * G_PI * d / DIRECTIONS, anywhere, &best, place);
    return best < INFINITY;
}
