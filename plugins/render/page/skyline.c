/* The lowest and the highest line, of the territory or of context, in each of many upright strips of the
 * extent. */
#include "page/skyline.h"
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

/* What of an edge lies in a strip. */
static void add_to_strip(Skyline *skyline, int strip, BcuPoint a, BcuPoint b)
{
    double width = (skyline->extent.max_x - skyline->extent.min_x) / STRIPS;
    double left = skyline->extent.min_x + strip * width, right = left + width;
    double slope = a.x != b.x ? (b.y - a.y) / (b.x - a.x) : 0;
    double y0 = a.x < left ? a.y + slope * (left - a.x) : a.y;
    double y1 = b.x > right ? a.y + slope * (right - a.x) : b.y;
    skyline->low[strip] = fmin(skyline->low[strip], fmin(y0, y1));
    skyline->high[strip] = fmax(skyline->high[strip], fmax(y0, y1));
}

static void add_edge(Skyline *skyline, BcuPoint a, BcuPoint b)
{
    BcuPoint from = a.x <= b.x ? a : b, to = a.x <= b.x ? b : a;
    if (to.x < skyline->extent.min_x || from.x > skyline->extent.max_x)
        return;
    for (int i = strip_of(skyline, from.x); i <= strip_of(skyline, to.x); i++)
        add_to_strip(skyline, i, from, to);
}

static void add_line(Skyline *skyline, BcuRing line)
{
    for (size_t i = 0; i < line.count; i++)
        add_edge(skyline, line.points[i > 0 ? i - 1 : 0], line.points[i]);
}

static void add_context(Skyline *skyline, const BcuDataset *dataset)
{
    for (uint32_t c = 0; c < bcu_context_count(dataset); c++)
        for (uint32_t f = 0; f < bcu_context_at(dataset, c).feature_count; f++)
            for (uint32_t r = 0; r < bcu_context_run_count(dataset, c, f); r++)
                add_line(skyline, bcu_context_run(dataset, c, f, r));
}

Skyline *skyline_new(const BcuDataset *dataset, BcuBox extent)
{
    Skyline *skyline = g_new(Skyline, 1);
    bool solid = bcu_coverage_count(dataset) == 0;
    skyline->extent = extent;
    for (int i = 0; i < STRIPS; i++) {
        skyline->low[i] = solid ? extent.min_y : INFINITY;
        skyline->high[i] = solid ? extent.max_y : -INFINITY;
    }
    for (uint32_t c = 0; c < bcu_coverage_count(dataset); c++)
        for (uint32_t a = 0; a < bcu_arc_count(dataset, c); a++) {
            BcuArc arc = bcu_arc_at(dataset, c, a);
            if (arc.border == BCU_BORDER_OUTER)
                add_line(skyline, (BcuRing){arc.points, arc.count});
        }
    add_context(skyline, dataset);
    return skyline;
}

void skyline_add(Skyline *skyline, BcuBox box)
{
    add_edge(skyline, (BcuPoint){box.min_x, box.min_y}, (BcuPoint){box.max_x, box.min_y});
    add_edge(skyline, (BcuPoint){box.min_x, box.max_y}, (BcuPoint){box.max_x, box.max_y});
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
