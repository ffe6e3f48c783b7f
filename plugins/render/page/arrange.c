/* The box goes into a corner of the body and the map to the other side; the map is then as large as it
 * can be without reaching the box. A column and a row for the legend are but special cases. */
#include "page/arrange.h"
#include <glib.h>

static const double AIR = 1.5; /* between territory and box, in sizes of body text */

static Frame grown(Frame frame, double by)
{
    return (Frame){frame.x - by, frame.y - by, frame.width + 2 * by, frame.height + 2 * by};
}

bool frames_apart(Frame a, Frame b, double air)
{
    return a.x >= b.x + b.width + air || b.x >= a.x + a.width + air || a.y >= b.y + b.height + air ||
           b.y >= a.y + a.height + air;
}

bool arrange_is_clear(const Page *page, const Subjects *subjects, Frame map, Frame frame)
{
    if (subjects->filled)
        return frames_apart(map, frame, AIR * page->unit * 0.999);
    Page trial = *page;
    trial.map = map;
    page_fit(&trial, subjects->extent, subjects->dataset);
    return skyline_leaves(subjects->skyline, &trial, grown(frame, AIR * page->unit));
}

static Frame map_frame(const Page *page, const Subjects *subjects, double size, double across, double down)
{
    double width = size * fmin(page->body.width, page->body.height * subjects->aspect);
    double height = width / subjects->aspect;
    return (Frame){page->body.x + across * (page->body.width - width),
                   page->body.y + down * (page->body.height - height), width, height};
}

Arrangement arrange_alone(const Page *page, const Subjects *subjects)
{
    return (Arrangement){.map = map_frame(page, subjects, 1, 0.5, 0.5), .size = 1, .merit = 1};
}

/* The largest map that keeps clear of the box, at a place of the body that is given by two shares. */
static double largest_size(const Page *page, const Subjects *subjects, Frame box, double across, double down,
                           double least)
{
    double low = least, high = 1;
    if (!arrange_is_clear(page, subjects, map_frame(page, subjects, low, across, down), box))
        return 0;
    if (arrange_is_clear(page, subjects, map_frame(page, subjects, high, across, down), box))
        return 1;
    for (int i = 0; i < 9; i++) {
        double middle = (low + high) / 2;
        if (arrange_is_clear(page, subjects, map_frame(page, subjects, middle, across, down), box))
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Moves a map that stands wholly beside the box into the middle of what is left of the body, or lets it have
 * all that is left. */
static Frame centred(const Page *page, const Subjects *subjects, Frame map, Frame box)
{
    double air = AIR * page->unit, left = page->body.x, right = left + page->body.width;
    double top = page->body.y, bottom = top + page->body.height;
    if (box.x >= map.x + map.width + air * 0.99)
        right = box.x - air;
    else if (box.x + box.width <= map.x - air * 0.99)
        left = box.x + box.width + air;
    else if (box.y >= map.y + map.height + air * 0.99)
        bottom = box.y - air;
    else if (box.y + box.height <= map.y - air * 0.99)
        top = box.y + box.height + air;
    else
        return map;
    if (subjects->filled)
        return (Frame){left, top, right - left, bottom - top};
    map.x = (left + right - map.width) / 2;
    map.y = (top + bottom - map.height) / 2;
    return map;
}

static bool is_on_side(Side side, Frame map, Frame box)
{
    bool beside = box.x >= map.x + map.width || box.x + box.width <= map.x;
    return side == SIDE_ANY || beside == (side == SIDE_BESIDE);
}

/* How well a place pleases beside the size of the map: readers look for a legend at the upper right or below
 * the map, and a strip that is half empty looks unfinished. */
static double preference(const Page *page, Frame map, Frame box)
{
    const Frame *body = &page->body;
    bool left = box.x < body->x + 0.5 * (body->width - box.width),
         above = box.y < body->y + 0.5 * (body->height - box.height);
    bool beside = box.x >= map.x + map.width || box.x + box.width <= map.x;
    bool stacked = !beside && (box.y >= map.y + map.height || box.y + box.height <= map.y);
    if (beside)
        return (left ? 0.97 : 1) * (above ? 1 : 0.985);
    double waste = box.height * (body->width - box.width) / (body->width * body->height);
    return (stacked ? 1 - 0.15 * waste : 0.99) * (above ? 0.98 : 1) * (left || !stacked ? 1 : 0.99);
}

/* Right ones first, of each side the upper one. */
static Frame box_in_corner(const Page *page, int corner, double width, double height)
{
    const Frame *body = &page->body;
    int right = corner < 2, below = corner % 2;
    return (Frame){body->x + right * (body->width - width), body->y + below * (body->height - height), width, height};
}

bool arrange_beside(const Page *page, const Subjects *subjects, Frame map, double width, double height, double merit,
                    Arrangement *best)
{
    bool found = false;
    if (width > page->body.width || height > page->body.height)
        return false;
    for (int corner = 0; corner < 4; corner++) {
        Frame box = box_in_corner(page, corner, width, height);
        double found_merit = preference(page, map, box);
        if (found_merit <= merit || !arrange_is_clear(page, subjects, map, box))
            continue;
        merit = found_merit;
        *best = (Arrangement){map, box, 1, merit};
        found = true;
    }
    return found;
}

bool arrange_with_box(const Page *page, const Subjects *subjects, double width, double height, double merit,
                      Arrangement *best)
{
    const Frame *body = &page->body;
    bool found = false;
    if (width > body->width || height > body->height)
        return false;
    for (int corner = 0; corner < 4; corner++) {
        int right = corner < 2, below = corner % 2;
        Frame box = box_in_corner(page, corner, width, height);
        const BcuPoint places[] = {{1 - right, 0.5}, {0.5, 1 - below}, {1 - right, 1 - below}};
        for (gsize p = 0; p < G_N_ELEMENTS(places) && merit < 1; p++) {
            double size = largest_size(page, subjects, box, places[p].x, places[p].y, fmax(merit, 0.1));
            if (size <= merit)
                continue;
            Frame map =
                centred(page, subjects, map_frame(page, subjects, size, places[p].x, places[p].y), box);
            double found_merit = size * preference(page, map, box);
            if (found_merit <= merit || !is_on_side(subjects->side, map, box))
                continue;
            merit = found_merit;
            *best = (Arrangement){map, box, size, merit};
            found = true;
        }
    }
    return found;
}
