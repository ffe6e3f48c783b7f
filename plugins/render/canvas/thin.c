/* Thinning: a sieve by spacing, then by distance from the chord. */
#include "canvas/thin.h"

typedef struct Span {
    size_t first, last;
} Span;

struct Thinner {
    double fineness;
    GArray *spans; /* Span: still to be looked at */
    GArray *keep;  /* guint8 per point of the line */
};

Thinner *thinner_new(double fineness)
{
    Thinner *thinner = g_new(Thinner, 1);
    thinner->fineness = fineness;
    thinner->spans = g_array_new(false, false, sizeof(Span));
    thinner->keep = g_array_new(false, true, sizeof(guint8));
    return thinner;
}

void thinner_free(Thinner *thinner)
{
    g_array_unref(thinner->spans);
    g_array_unref(thinner->keep);
    g_free(thinner);
}

/* The point of the span that is farthest from its chord, if farther than the fineness; else its first. */
static size_t farthest_of(const BcuPoint *points, Span span, double fineness)
{
    BcuPoint a = points[span.first], b = points[span.last];
    double x = b.x - a.x, y = b.y - a.y, square = x * x + y * y, share = square > 0 ? 1 / square : 0;
    double largest = fineness * fineness;
    size_t farthest = span.first;
    for (size_t i = span.first + 1; i < span.last; i++) {
        double off_x = points[i].x - a.x, off_y = points[i].y - a.y;
        double t = CLAMP((off_x * x + off_y * y) * share, 0, 1);
        off_x -= t * x;
        off_y -= t * y;
        if (off_x * off_x + off_y * off_y <= largest)
            continue;
        largest = off_x * off_x + off_y * off_y;
        farthest = i;
    }
    return farthest;
}

/* Keeps the point of the span that is farthest from its chord, and looks at both halves. */
static void split(Thinner *thinner, const BcuPoint *points, Span span)
{
    size_t farthest = farthest_of(points, span, thinner->fineness);
    if (farthest == span.first)
        return;
    Span halves[] = {{span.first, farthest}, {farthest, span.last}};
    g_array_index(thinner->keep, guint8, farthest) = true;
    g_array_append_vals(thinner->spans, halves, 2);
}

/* By Douglas and Peucker, in place. A ring keeps the point farthest from its start, since its chord
 * has no length. \return how many points are left. */
static size_t thin(Thinner *thinner, BcuPoint *points, size_t count)
{
    if (count < 3)
        return count;
    Span all = {0, count - 1};
    g_array_set_size(thinner->keep, 0);
    g_array_set_size(thinner->keep, (guint)count);
    g_array_index(thinner->keep, guint8, 0) = g_array_index(thinner->keep, guint8, count - 1) = true;
    g_array_append_val(thinner->spans, all);
    while (thinner->spans->len > 0) {
        Span span = g_array_index(thinner->spans, Span, thinner->spans->len - 1);
        g_array_set_size(thinner->spans, thinner->spans->len - 1);
        split(thinner, points, span);
    }
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        if (g_array_index(thinner->keep, guint8, i))
            points[left++] = points[i];
    return left;
}

/* Points that are closer to the one before than can be seen are left out first: so the cost of the
 * second sieve depends on the page, not on the data. */
void thinner_append(Thinner *thinner, const Page *page, BcuRing line, GArray *points)
{
    guint first = points->len;
    BcuPoint last = {INFINITY, INFINITY};
    g_array_set_size(points, first + (guint)line.count);
    BcuPoint *apart = &g_array_index(points, BcuPoint, first);
    size_t count = 0;
    for (size_t i = 0; i < line.count; i++) {
        BcuPoint p = page_point(page, line.points[i]);
        if (i + 1 < line.count && fabs(p.x - last.x) < thinner->fineness &&
            fabs(p.y - last.y) < thinner->fineness)
            continue;
        apart[count++] = last = p;
    }
    g_array_set_size(points, first + (guint)thin(thinner, apart, count));
}
