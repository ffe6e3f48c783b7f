/* Fewer points in each arc, by Visvalingam and Whyatt: the vertex whose triangle with its
 * neighbours is smallest goes first. Nodes stay, so shared borders stay shared. A vertex also
 * stays when another one lies in its triangle: the line would be drawn across it. */
#include "topology.h"
#include <math.h>
#include <string.h>

/* ---- vertices by place --------------------------------------------------------------- */

typedef struct Grid {
    BcuBox box;
    double cell;
    size_t columns, rows;
    uint32_t *start, *points; /* indices of points by cell */
} Grid;

static size_t cell_of(const Grid *grid, double value, double low, size_t count)
{
    double at = (value - low) / grid->cell;
    return at <= 0 ? 0 : MIN((size_t)at, count - 1);
}

static size_t slot(const Grid *grid, BcuPoint p)
{
    return cell_of(grid, p.y, grid->box.min_y, grid->rows) * grid->columns +
           cell_of(grid, p.x, grid->box.min_x, grid->columns);
}

static void grid_build(Grid *grid, const BcuPoint *points, size_t count)
{
    grid->box = bcu_ring_extent((BcuRing){points, count});
    double width = fmax(grid->box.max_x - grid->box.min_x, 1e-9);
    double height = fmax(grid->box.max_y - grid->box.min_y, 1e-9);
    grid->cell = fmax(sqrt(width * height / (double)(count + 1)) * 2, fmax(width, height) / 20000);
    grid->columns = (size_t)(width / grid->cell) + 1;
    grid->rows = (size_t)(height / grid->cell) + 1;
    size_t cells = grid->columns * grid->rows;
    grid->start = g_new0(uint32_t, cells + 2);
    grid->points = g_new(uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        grid->start[slot(grid, points[i]) + 2]++;
    for (size_t c = 2; c < cells + 2; c++)
        grid->start[c] += grid->start[c - 1];
    for (size_t i = 0; i < count; i++)
        grid->points[grid->start[slot(grid, points[i]) + 1]++] = (uint32_t)i;
}

static double cross(BcuPoint a, BcuPoint b, BcuPoint c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool same(BcuPoint a, BcuPoint b)
{
    return a.x == b.x && a.y == b.y;
}

static bool in_triangle(BcuPoint p, BcuPoint a, BcuPoint b, BcuPoint c)
{
    double d = cross(a, b, p), e = cross(b, c, p), f = cross(c, a, p);
    return (d >= 0 && e >= 0 && f >= 0) || (d <= 0 && e <= 0 && f <= 0);
}

/* Whether any vertex but the corners lies in the triangle. */
static bool occupied(const Grid *grid, const BcuPoint *points, const bool *gone, BcuPoint a,
                     BcuPoint b, BcuPoint c)
{
    size_t x0 = cell_of(grid, fmin(a.x, fmin(b.x, c.x)), grid->box.min_x, grid->columns);
    size_t x1 = cell_of(grid, fmax(a.x, fmax(b.x, c.x)), grid->box.min_x, grid->columns);
    size_t y0 = cell_of(grid, fmin(a.y, fmin(b.y, c.y)), grid->box.min_y, grid->rows);
    size_t y1 = cell_of(grid, fmax(a.y, fmax(b.y, c.y)), grid->box.min_y, grid->rows);
    for (size_t y = y0; y <= y1; y++)
        for (size_t x = x0; x <= x1; x++) {
            size_t s = y * grid->columns + x;
            for (uint32_t i = grid->start[s]; i < grid->start[s + 1]; i++) {
                BcuPoint p = points[grid->points[i]];
                if (!gone[grid->points[i]] && !same(p, a) && !same(p, b) && !same(p, c) &&
                    in_triangle(p, a, b, c))
                    return true;
            }
        }
    return false;
}

/* ---- the queue of one pass over all arcs --------------------------------------------- */

typedef struct Entry {
    double area;
    uint32_t vertex, stamp;
} Entry;

typedef struct Work {
    const BcuPoint *points;
    uint32_t *before, *after, *stamp, *arc_of;
    uint32_t *left_in_arc; /* points that each arc still has */
    bool *gone;
    GArray *heap;
    Grid grid;
} Work;

static bool entry_before(Entry a, Entry b)
{
    return a.area != b.area ? a.area < b.area : a.vertex < b.vertex;
}

static void push(Work *work, uint32_t vertex)
{
    BcuPoint a = work->points[work->before[vertex]], b = work->points[vertex];
    BcuPoint c = work->points[work->after[vertex]];
    Entry entry = {fabs(cross(a, b, c)) / 2, vertex, ++work->stamp[vertex]};
    g_array_append_val(work->heap, entry);
    Entry *heap = (Entry *)(void *)work->heap->data;
    for (size_t i = work->heap->len - 1; i > 0 && entry_before(heap[i], heap[(i - 1) / 2]);
         i = (i - 1) / 2) {
        Entry swap = heap[i];
        heap[i] = heap[(i - 1) / 2];
        heap[(i - 1) / 2] = swap;
    }
}

static Entry pop(Work *work)
{
    Entry *heap = (Entry *)(void *)work->heap->data, top = heap[0];
    size_t count = work->heap->len - 1;
    heap[0] = heap[count];
    g_array_set_size(work->heap, (guint)count);
    for (size_t i = 0;;) {
        size_t child = 2 * i + 1;
        if (child >= count)
            break;
        child += child + 1 < count && entry_before(heap[child + 1], heap[child]);
        if (!entry_before(heap[child], heap[i]))
            break;
        Entry swap = heap[i];
        heap[i] = heap[child];
        heap[child] = swap;
        i = child;
    }
    return top;
}

static void queue_arcs(Work *work, const BcuTopology *topology)
{
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        size_t first = topology->arc_start[arc], end = topology->arc_start[arc + 1];
        work->left_in_arc[arc] = (uint32_t)(end - first);
        for (size_t i = first; i < end; i++) {
            work->arc_of[i] = arc;
            work->before[i] = (uint32_t)(i > first ? i - 1 : i);
            work->after[i] = (uint32_t)(i + 1 < end ? i + 1 : i);
        }
        for (size_t i = first + 1; i + 1 < end; i++)
            push(work, (uint32_t)i);
    }
}

/* The fewest points that keep every ring through the arc from collapsing: a whole ring keeps a
 * triangle; an arc that may bound a ring with one other keeps a corner. */
static uint32_t fewest(const BcuTopology *topology, uint32_t arc)
{
    return topology->from[arc] == topology->to[arc] ? 4 : 3;
}

static double distance_to_chord(BcuPoint p, BcuPoint a, BcuPoint b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? CLAMP(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0, 1) : 0;
    return hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

static size_t run(Work *work, const BcuTopology *topology, double largest_area, size_t target)
{
    size_t left = topology->point_count;
    while (work->heap->len > 0 && left > target) {
        Entry entry = pop(work);
        uint32_t v = entry.vertex, arc = work->arc_of[v];
        if (entry.stamp != work->stamp[v] || work->gone[v])
            continue;
        if (entry.area > largest_area)
            break;
        uint32_t a = work->before[v], c = work->after[v];
        if (work->left_in_arc[arc] <= fewest(topology, arc) ||
            occupied(&work->grid, work->points, work->gone, work->points[a], work->points[v],
                     work->points[c]))
            continue;
        work->gone[v] = true;
        work->left_in_arc[arc]--;
        left--;
        work->after[a] = c;
        work->before[c] = a;
        if (work->before[a] != a)
            push(work, a);
        if (work->after[c] != c)
            push(work, c);
    }
    return left;
}

/* ---- the copy ------------------------------------------------------------------------ */

static void *copy_of(const void *bytes, size_t count, size_t size)
{
    return g_memdup2(bytes, (count + 1) * size);
}

static BcuArcShapes shapes_dup(const BcuArcShapes *shapes)
{
    BcuArcShapes copy = *shapes;
    size_t refs = shapes->ring_start[shapes->ring_count];
    copy.refs = g_memdup2(shapes->refs, MAX(refs, 1) * sizeof(int32_t));
    copy.ring_start = copy_of(shapes->ring_start, shapes->ring_count, sizeof(uint32_t));
    copy.part_start = copy_of(shapes->part_start, shapes->part_count, sizeof(uint32_t));
    copy.feature_start = copy_of(shapes->feature_start, shapes->feature_count, sizeof(uint32_t));
    return copy;
}

static double compact(BcuTopology *copy, const BcuTopology *topology, const Work *work)
{
    double displaced = 0;
    copy->points = g_new(BcuPoint, topology->point_count + 1);
    copy->arc_start = g_new(size_t, (size_t)topology->arc_count + 1);
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        copy->arc_start[arc] = copy->point_count;
        size_t kept = topology->arc_start[arc];
        for (size_t i = kept; i < topology->arc_start[arc + 1]; i++) {
            if (work->gone[i]) {
                uint32_t next = work->after[kept];
                displaced = fmax(displaced, distance_to_chord(work->points[i], work->points[kept],
                                                              work->points[next]));
                continue;
            }
            kept = i;
            copy->points[copy->point_count++] = work->points[i];
        }
    }
    copy->arc_start[topology->arc_count] = copy->point_count;
    return displaced;
}

static void work_new(Work *work, const BcuTopology *topology)
{
    size_t count = topology->point_count + 1;
    *work = (Work){.points = topology->points};
    work->before = g_new(uint32_t, count);
    work->after = g_new(uint32_t, count);
    work->stamp = g_new0(uint32_t, count);
    work->arc_of = g_new(uint32_t, count);
    work->left_in_arc = g_new0(uint32_t, (size_t)topology->arc_count + 1);
    work->gone = g_new0(bool, count);
    work->heap = g_array_new(false, false, sizeof(Entry));
    grid_build(&work->grid, topology->points, topology->point_count);
    queue_arcs(work, topology);
}

static void work_clear(Work *work)
{
    g_free(work->before);
    g_free(work->after);
    g_free(work->stamp);
    g_free(work->arc_of);
    g_free(work->left_in_arc);
    g_free(work->gone);
    g_free(work->grid.start);
    g_free(work->grid.points);
    g_array_unref(work->heap);
}

bool bcu_topology_simplify_dup(const BcuTopology *topology, BcuSimplification how,
                               double units_per_metre, BcuTopology **simplified,
                               BcuSimplified *result, BcuDiagLog *log)
{
    if (topology->point_count >= UINT32_MAX) {
        bcu_report(log, BCU_ERROR, "TOP081", NULL, "Simplify the layer in parts.",
                   "%zu vertices are too many to simplify at once", topology->point_count);
        return false;
    }
    double tolerance = how.tolerance_m * units_per_metre;
    size_t target = how.keep_share > 0 ? (size_t)(how.keep_share * (double)topology->point_count) : 0;
    Work work;
    work_new(&work, topology);
    run(&work, topology, how.keep_share > 0 ? INFINITY : tolerance * tolerance / 2, target);
    BcuTopology *copy = g_new0(BcuTopology, 1);
    double displaced = compact(copy, topology, &work);
    copy->arc_count = topology->arc_count;
    copy->node_count = topology->node_count;
    copy->left = copy_of(topology->left, topology->arc_count, sizeof(uint32_t));
    copy->right = copy_of(topology->right, topology->arc_count, sizeof(uint32_t));
    copy->from = copy_of(topology->from, topology->arc_count, sizeof(uint32_t));
    copy->to = copy_of(topology->to, topology->arc_count, sizeof(uint32_t));
    copy->features = shapes_dup(&topology->features);
    work_clear(&work);
    if (result)
        *result = (BcuSimplified){.vertices_before = topology->point_count,
                                  .vertices_after = copy->point_count,
                                  .largest_displacement_m = displaced / units_per_metre};
    *simplified = copy;
    return true;
}
