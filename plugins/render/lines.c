/* Arcs on the page. */
#include "lines.h"

/* ---- thinning -------------------------------------------------------------------------- */

/* Points of one arc while it is thinned. */
typedef struct Thinning {
    const BcuPoint *points;
    guint8 *keep;
    GArray *spans; /* Span: still to be looked at */
    double fineness;
} Thinning;

typedef struct Span {
    size_t first, last;
} Span;

static double distance_to_edge(BcuPoint p, BcuPoint a, BcuPoint b)
{
    double x = b.x - a.x, y = b.y - a.y, square = x * x + y * y;
    double t = square > 0 ? CLAMP(((p.x - a.x) * x + (p.y - a.y) * y) / square, 0, 1) : 0;
    return hypot(p.x - a.x - t * x, p.y - a.y - t * y);
}

/* Keeps the point of the span that is farthest from its chord, and looks at both halves. */
static void split(Thinning *thinning, Span span)
{
    const BcuPoint *points = thinning->points;
    size_t farthest = span.first;
    double largest = thinning->fineness;
    for (size_t i = span.first + 1; i < span.last; i++) {
        double distance = distance_to_edge(points[i], points[span.first], points[span.last]);
        if (distance > largest) {
            largest = distance;
            farthest = i;
        }
    }
    if (farthest == span.first)
        return;
    Span halves[] = {{span.first, farthest}, {farthest, span.last}};
    thinning->keep[farthest] = true;
    g_array_append_vals(thinning->spans, halves, 2);
}

/* By Douglas and Peucker, in place. A ring keeps at least the point farthest from its start, since
 * the chord of a ring has no length. \return how many points are left. */
static size_t thin(BcuPoint *points, size_t count, double fineness, GArray *spans)
{
    if (count < 3)
        return count;
    guint8 *keep = g_malloc0(count);
    Thinning thinning = {points, keep, spans, fineness};
    Span all = {0, count - 1};
    keep[0] = keep[count - 1] = true;
    g_array_append_val(spans, all);
    while (spans->len > 0) {
        Span span = g_array_index(spans, Span, spans->len - 1);
        g_array_set_size(spans, spans->len - 1);
        split(&thinning, span);
    }
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        if (keep[i])
            points[left++] = points[i];
    g_free(keep);
    return left;
}

/* Appends the arc without points that are closer than `fineness` to the one before: a first sieve
 * that makes the second one's cost depend on the page, not on the data. */
static void append_arc(GArray *points, const Page *page, BcuRing arc, double fineness)
{
    BcuPoint last = {INFINITY, INFINITY};
    for (size_t i = 0; i < arc.count; i++) {
        BcuPoint p = page_point(page, arc.points[i]);
        if (i + 1 < arc.count && fabs(p.x - last.x) < fineness && fabs(p.y - last.y) < fineness)
            continue;
        g_array_append_val(points, p);
        last = p;
    }
}

void lines_build(const BcuDataset *dataset, uint32_t coverage, const Page *page, double fineness,
                 Lines *lines)
{
    const size_t *arc_start;
    BcuRing all = bcu_coverage_points(dataset, coverage, &arc_start);
    g_autoptr(GArray) spans = g_array_new(false, false, sizeof(Span));
    GArray *points = g_array_new(false, false, sizeof(BcuPoint));
    lines->arc_count = bcu_arc_count(dataset, coverage);
    lines->arc_start = g_new(size_t, (size_t)lines->arc_count + 1);
    for (uint32_t a = 0; a < lines->arc_count; a++) {
        guint first = points->len;
        lines->arc_start[a] = first;
        append_arc(points, page, (BcuRing){all.points + arc_start[a], arc_start[a + 1] - arc_start[a]},
                   fineness);
        BcuPoint *arc = &g_array_index(points, BcuPoint, first);
        g_array_set_size(points, first + (guint)thin(arc, points->len - first, fineness, spans));
    }
    lines->arc_start[lines->arc_count] = points->len;
    lines->points = (BcuPoint *)(void *)g_array_free(points, false);
}

void lines_clear(Lines *lines)
{
    g_free(lines->points);
    g_free(lines->arc_start);
}

/* ---- paths ------------------------------------------------------------------------------ */

static void add_ring(const Lines *lines, const int32_t *refs, uint32_t count, Path *path)
{
    path_begin(path);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t arc = (uint32_t)(refs[i] < 0 ? ~refs[i] : refs[i]);
        size_t first = lines->arc_start[arc], points = lines->arc_start[arc + 1] - first;
        /* Its end is the start of the next arc, or closes the ring. */
        for (size_t k = 0; k + 1 < points; k++)
            path_add(path, lines->points[first + (refs[i] < 0 ? points - 1 - k : k)]);
    }
}

static double last_run_size(const Path *path)
{
    guint first = g_array_index(path->starts, guint, path->starts->len - 1);
    BcuRing run = {&g_array_index(path->points, BcuPoint, first), path->points->len - first};
    BcuBox box = bcu_ring_extent(run);
    return fmax(box.max_x - box.min_x, box.max_y - box.min_y);
}

static void drop_last_run(Path *path)
{
    g_array_set_size(path->points, g_array_index(path->starts, guint, path->starts->len - 1));
    g_array_set_size(path->starts, path->starts->len - 1);
}

void lines_add_outline(const Lines *lines, BcuArcShape outline, double smallest, Path *path)
{
    for (uint32_t p = 0; p < outline.part_count; p++)
        for (uint32_t r = outline.part_start[p]; r < outline.part_start[p + 1]; r++) {
            add_ring(lines, outline.refs + outline.ring_start[r],
                     outline.ring_start[r + 1] - outline.ring_start[r], path);
            if (last_run_size(path) >= smallest)
                continue;
            drop_last_run(path);
            if (r == outline.part_start[p])
                break;
        }
}

void lines_add_arc(const Lines *lines, uint32_t arc, double smallest, Path *path)
{
    path_begin(path);
    for (size_t i = lines->arc_start[arc]; i < lines->arc_start[arc + 1]; i++)
        path_add(path, lines->points[i]);
    if (last_run_size(path) < smallest)
        drop_last_run(path);
}
