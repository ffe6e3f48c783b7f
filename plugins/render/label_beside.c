/* Labels next to what they name: around a point, or at the end of a leader line. */
#include "label_places.h"

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

/* The usual order of map makers (right above, right, right below, then left, above, below) unless another
 * side hides less line work. */
bool place_around(const Site *site, const Subject *subject, Place *place)
{
    static const BcuPoint SIDES[] = {{1, -0.7}, {1, 0},    {1, 0.7}, {-1, -0.7},
                                     {-1, 0},   {-1, 0.7}, {0, -1},  {0, 1}};
    double dot = 0.35 * site->page->unit, best = INFINITY;
    const Form *form = &subject->wording->forms[0];
    for (double size = subject->wish->largest; size >= subject->wish->smallest * 0.999 && best == INFINITY;
         size *= 0.88)
        for (gsize i = 0; i < G_N_ELEMENTS(SIDES); i++) {
            BcuPoint at = {subject->anchor.x + dot * SIDES[i].x, subject->anchor.y + dot * SIDES[i].y};
            Block block = block_towards(form, size, at, SIDES[i].x, SIDES[i].y);
            double cost = 0.05 * (double)i + 5 * ground_ink(site->ground, &block);
            if (cost >= best || !place_is_on_page(site, &block) || !clutter_is_free(site->clutter, &block))
                continue;
            best = cost;
            *place = (Place){.form = form, .size = size, .block = block};
        }
    return best < INFINITY;
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
    *cost = site->page->unit * (15 * cover + 60 * ground_ink(site->ground, block));
    return clutter_is_free(site->clutter, block);
}

static void try_direction(const Site *site, const Subject *subject, const Form *form, double size,
                          double length, double angle, bool anywhere, double *best, Place *place)
{
    double x = cos(angle), y = sin(angle), cost;
    BcuPoint end = {subject->anchor.x + length * x, subject->anchor.y + length * y};
    /* The line meets the middle of a side, or a corner when it comes aslant. */
    Block block = block_towards(form, size, end, fabs(x) > 0.38 ? copysign(1, x) : 0,
                                fabs(y) > 0.38 ? copysign(1, y) : 0);
    if (length >= *best || !may_stand(site, &block, anywhere, &cost) || length + cost >= *best)
        return;
    double dot = subject->outline->ring_count ? 0 : 0.3 * site->page->unit; /* the point itself stays free */
    BcuPoint start = {subject->anchor.x + dot * x, subject->anchor.y + dot * y};
    Block line = block_of_line(start, end, 0.3 * site->page->unit);
    if (!clutter_is_free(site->clutter, &line))
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
    double share = anywhere ? 0.08 : subject->wish->may_number ? 0.12 : 0.3;
    double longest = share * fmin(site->page->map.width, site->page->map.height);
    double size = sqrt(subject->wish->smallest * subject->wish->largest);
    for (double length = 1.5 * unit; length < fmin(longest, best); length += 0.8 * unit)
        for (int d = 0; d < DIRECTIONS; d++)
            for (guint f = 0; f < MIN(subject->wording->count, 3); f++)
                try_direction(site, subject, &subject->wording->forms[f], size, length,
                              2 * G_PI * d / DIRECTIONS, anywhere, &best, place);
    return best < INFINITY;
}
