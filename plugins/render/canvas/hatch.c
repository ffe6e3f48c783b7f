/* Hatching by scan lines: where lines cross the edges, in order along each line, they enter and leave in turn. */
#include "canvas/hatch.h"
#include <math.h>

typedef struct Crossing {
    double line;  /* number of the line, counted across the page */
    double along; /* mm */
} Crossing;

static int by_line(const void *a, const void *b)
{
    const Crossing *p = a, *q = b;
    if (p->line != q->line)
        return (p->line > q->line) - (p->line < q->line);
    return (p->along > q->along) - (p->along < q->along);
}

/* Across and along the lines, which lie at 45 degrees; its own inverse. */
static BcuPoint turned(BcuPoint p, bool falling)
{
    double side = falling ? -1 : 1;
    return (BcuPoint){(p.x + side * p.y) * G_SQRT2 / 2, (side * p.x - p.y) * G_SQRT2 / 2};
}

/* An edge has its lower end and not its upper one, so that no line enters twice where edges meet. */
static void add_crossings(BcuPoint a, BcuPoint b, double gap, GArray *crossings)
{
    BcuPoint low = a.x < b.x ? a : b, high = a.x < b.x ? b : a;
    for (double line = ceil(low.x / gap); line * gap < high.x; line++) {
        double share = (line * gap - low.x) / (high.x - low.x);
        Crossing crossing = {line, low.y + share * (high.y - low.y)};
        g_array_append_val(crossings, crossing);
    }
}

static GArray *crossings_of(const Path *rings, const Hatch *hatch)
{
    GArray *crossings = g_array_new(false, false, sizeof(Crossing));
    for (guint run = 0; run < rings->starts->len; run++) {
        guint start = g_array_index(rings->starts, guint, run), end = path_run_end(rings, run);
        for (guint i = start; i < end; i++) {
            guint next = i + 1 < end ? i + 1 : start;
            add_crossings(turned(g_array_index(rings->points, BcuPoint, i), hatch->falling),
                          turned(g_array_index(rings->points, BcuPoint, next), hatch->falling), hatch->gap, crossings);
        }
    }
    g_array_sort(crossings, by_line);
    return crossings;
}

Path *hatch_lines(const Path *rings, const Hatch *hatch)
{
    Path *lines = path_new();
    g_autoptr(GArray) crossings = crossings_of(rings, hatch);
    for (guint i = 0; i + 1 < crossings->len; i += 2) {
        const Crossing *in = &g_array_index(crossings, Crossing, i), *out = in + 1;
        path_begin(lines);
        path_add(lines, turned((BcuPoint){in->line * hatch->gap, in->along}, hatch->falling));
        path_add(lines, turned((BcuPoint){out->line * hatch->gap, out->along}, hatch->falling));
        path_drop_small_run(lines, hatch->least);
    }
    return lines;
}
