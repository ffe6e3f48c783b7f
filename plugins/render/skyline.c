/* The lowest and the highest border in each of many upright strips of the extent. */
#include "skyline.h"
#include <glib.h>

enum { STRIPS = 256 };

struct Skyline {
    BcuBox extent;
    double low[STRIPS], high[STRIPS]; /* map units; low > high: empty */
};

static int strip_of(const Skyline *skyline, double x)
{
    double width = fmax(skyline->extent.max_x - skyline->extent.min_x, 1e-12);
    return (int)CLAMP(floor((x - skyline->extent.min_x) / width * STRIPS), 0, STRIPS - 1);
}

static void add_edge(Skyline *skyline, BcuPoint a, BcuPoint b)
{
    /* The whole edge in each strip: edges are short against strips, or else this errs towards covered. */
    for (int i = strip_of(skyline, fmin(a.x, b.x)); i <= strip_of(skyline, fmax(a.x, b.x)); i++) {
        skyline->low[i] = fmin(skyline->low[i], fmin(a.y, b.y));
        skyline->high[i] = fmax(skyline->high[i], fmax(a.y, b.y));
    }
}

Skyline *skyline_new(const BcuDataset *dataset, BcuBox extent, bool solid)
{
    Skyline *skyline = g_new(Skyline, 1);
    skyline->extent = extent;
    solid |= bcu_coverage_count(dataset) == 0;
    for (int i = 0; i < STRIPS; i++) {
        skyline->low[i] = solid ? extent.min_y : INFINITY;
        skyline->high[i] = solid ? extent.max_y : -INFINITY;
    }
    for (uint32_t c = 0; !solid && c < bcu_coverage_count(dataset); c++)
        for (uint32_t a = 0; a < bcu_arc_count(dataset, c); a++) {
            BcuArc arc = bcu_arc_at(dataset, c, a);
            for (size_t i = 1; arc.border == BCU_BORDER_OUTER && i < arc.count; i++)
                add_edge(skyline, arc.points[i - 1], arc.points[i]);
        }
    return skyline;
}

void skyline_free(Skyline *skyline)
{
    g_free(skyline);
}

bool skyline_leaves(const Skyline *skyline, const Page *page, Frame frame)
{
    double left = page->centre.x + (frame.x - page->origin.x) / page->scale_x;
    double right = page->centre.x + (frame.x + frame.width - page->origin.x) / page->scale_x;
    double top = page->centre.y - (frame.y - page->origin.y) / page->scale_y;
    double bottom = page->centre.y - (frame.y + frame.height - page->origin.y) / page->scale_y;
    if (right < skyline->extent.min_x || left > skyline->extent.max_x)
        return true;
    for (int i = strip_of(skyline, left); i <= strip_of(skyline, right); i++)
        if (skyline->low[i] < top && skyline->high[i] > bottom)
            return false;
    return true;
}
