/* Simplifies arcs.
 * Fewer points in each arc, by Visvalingam and Whyatt: the vertex whose triangle with its
 * neighbours is smallest goes first. Nodes stay, so shared borders stay shared.
 *
 * A vertex also stays while another one lies in its triangle. That is all it takes to keep borders from
 * crossing: edges do not cross the two sides that go, so one that would cross the new side has an end in
 * the triangle. Whether it has is decided exactly. */
#include "text/thousands.h"
#include "geometry/predicates.h"
#include "topology/topology.h"
#include "topology/vertex_grid.h"
#include "topology/vertex_queue.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- vertices ------------------------------------------------------------------------ */

/* What is asked of a vertex together lies together: vertices come up in the order of their triangles, which jumps
 * about the layer. */
typedef struct Vertex {
    uint32_t before, after; /* in its arc; itself at an end */
    uint32_t turn;          /* that it has in the queue; GONE */
    uint32_t arc;
} Vertex;

#define GONE UINT32_MAX

typedef struct Work {
    const BcuPoint *points;
    Vertex *vertices;
    uint32_t *left_in_arc; /* points that each arc still has */
    BcuVertexQueue queue;
    double largest_area;   /* that may go */
    bool *may_be_straight; /* per arc */
    GArray *blocked;       /* uint32_t: vertices that others kept in place */
    BcuVertexGrid grid;
    double largest; /* area of the triangles that went */
} Work;

static double triangle_area(BcuPoint a, BcuPoint b, BcuPoint c)
{
    return fabs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
}

static BcuTriangle triangle_at(const Work *work, uint32_t v)
{
    const Vertex *vertex = &work->vertices[v];
    const BcuPoint *points = work->points;
    return (BcuTriangle){triangle_area(points[vertex->before], points[v], points[vertex->after]), v, vertex->turn};
}

/* Triangles that are too large to go need no place in the queue. */
static void push(Work *work, uint32_t v)
{
    work->vertices[v].turn++;
    BcuTriangle triangle = triangle_at(work, v);
    if (triangle.area <= work->largest_area)
        bcu_vertex_queue_push(&work->queue, triangle);
}

static void lay_arcs(Work *work, const BcuTopology *topology)
{
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        size_t first = topology->arc_start[arc], end = topology->arc_start[arc + 1];
        work->left_in_arc[arc] = (uint32_t)(end - first);
        for (size_t i = first; i < end; i++)
            work->vertices[i] = (Vertex){(uint32_t)(i > first ? i - 1 : i), (uint32_t)(i + 1 < end ? i + 1 : i), 0, arc};
        for (size_t i = first + 1; i + 1 < end; i++) {
            BcuTriangle triangle = triangle_at(work, (uint32_t)i);
            if (triangle.area <= work->largest_area)
                bcu_vertex_queue_plan(&work->queue, triangle);
        }
    }
    bcu_vertex_queue_sort(&work->queue);
}

/* ---- what must not become straight ---------------------------------------------------- */

typedef struct Ends {
    uint32_t low, high, arc;
    bool straight;
} Ends;

static int by_ends(const void *a, const void *b)
{
    const Ends *p = a, *q = b;
    if (p->low != q->low)
        return p->low < q->low ? -1 : 1;
    if (p->high != q->high)
        return p->high < q->high ? -1 : 1;
    return p->straight != q->straight ? (p->straight ? -1 : 1) : p->arc < q->arc ? -1 : p->arc > q->arc;
}

/* Of several arcs between the same two nodes only one may become straight, or what they enclose would be
 * gone; if one is straight already, it is that one. */
static void find_straight(Work *work, const BcuTopology *topology)
{
    Ends *ends = g_new(Ends, (size_t)topology->arc_count + 1);
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        uint32_t from = topology->from[arc], to = topology->to[arc];
        ends[arc] = (Ends){MIN(from, to), MAX(from, to), arc, work->left_in_arc[arc] == 2};
    }
    qsort(ends, topology->arc_count, sizeof(Ends), by_ends);
    for (uint32_t i = 0; i < topology->arc_count; i++)
        work->may_be_straight[ends[i].arc] =
            i == 0 || ends[i].low != ends[i - 1].low || ends[i].high != ends[i - 1].high;
    g_free(ends);
}

/* The fewest points that keep every ring through the arc from collapsing: a whole ring keeps a triangle. */
static uint32_t fewest(const Work *work, const BcuTopology *topology, uint32_t arc)
{
    return topology->from[arc] == topology->to[arc] ? 4 : work->may_be_straight[arc] ? 2 : 3;
}

static void remove_vertex(Work *work, uint32_t v)
{
    Vertex *vertices = work->vertices;
    uint32_t a = vertices[v].before, c = vertices[v].after;
    vertices[v].turn = GONE;
    work->left_in_arc[vertices[v].arc]--;
    vertices[a].after = c;
    vertices[c].before = a;
    bcu_vertex_grid_forget(&work->grid, v);
    if (vertices[a].before != a)
        push(work, a);
    if (vertices[c].after != c)
        push(work, c);
}

/* What was in the way may have gone in the meantime. */
static void retry_blocked(Work *work)
{
    for (guint i = 0; i < work->blocked->len; i++) {
        uint32_t v = g_array_index(work->blocked, uint32_t, i);
        if (work->vertices[v].turn != GONE)
            push(work, v);
    }
    g_array_set_size(work->blocked, 0);
}

/* One pass through the queue. \return how many vertices went. */
static size_t pass(Work *work, const BcuTopology *topology, size_t at_most)
{
    size_t removed = 0;
    BcuTriangle triangle;
    while (removed < at_most && bcu_vertex_queue_pop(&work->queue, &triangle)) {
        uint32_t v = triangle.vertex;
        Vertex vertex = work->vertices[v];
        if (triangle.turn != vertex.turn)
            continue;
        if (work->left_in_arc[vertex.arc] <= fewest(work, topology, vertex.arc))
            continue;
        if (bcu_vertex_grid_occupied(&work->grid, work->points[vertex.before], work->points[v],
                                     work->points[vertex.after])) {
            g_array_append_val(work->blocked, v);
            continue;
        }
        remove_vertex(work, v);
        work->largest = fmax(work->largest, triangle.area);
        removed++;
    }
    return removed;
}

static void run(Work *work, const BcuTopology *topology, size_t target)
{
    size_t left = topology->point_count, removed;
    do {
        retry_blocked(work);
        removed = pass(work, topology, left > target ? left - target : 0);
        left -= removed;
    } while (removed > 0 && work->blocked->len > 0);
}

/* ---- the copy ------------------------------------------------------------------------ */

static void *copy_of(const void *bytes, size_t count, size_t size)
{
    return g_memdup2(bytes, (count + 1) * size);
}

BcuArcShapes bcu_arc_shapes_dup(const BcuArcShapes *shapes)
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
            if (work->vertices[i].turn == GONE) {
                uint32_t next = work->vertices[kept].after;
                double share, far = bcu_segment_distance2(work->points[i], work->points[kept],
                                                          work->points[next], &share);
                displaced = fmax(displaced, sqrt(far));
                continue;
            }
            kept = i;
            copy->points[copy->point_count++] = work->points[i];
        }
    }
    copy->arc_start[topology->arc_count] = copy->point_count;
    return displaced;
}

static void work_new(Work *work, const BcuTopology *topology, double largest_area)
{
    *work = (Work){.points = topology->points, .largest_area = largest_area};
    work->vertices = g_new(Vertex, topology->point_count + 1);
    work->left_in_arc = g_new0(uint32_t, (size_t)topology->arc_count + 1);
    bcu_vertex_queue_new(&work->queue);
    work->blocked = g_array_new(false, false, sizeof(uint32_t));
    work->may_be_straight = g_new0(bool, (size_t)topology->arc_count + 1);
    lay_arcs(work, topology);
    bcu_vertex_grid_build(&work->grid, topology->points, topology->point_count);
    find_straight(work, topology);
}

static void work_clear(Work *work)
{
    g_free(work->vertices);
    g_free(work->left_in_arc);
    g_free(work->may_be_straight);
    bcu_vertex_grid_clear(&work->grid);
    bcu_vertex_queue_clear(&work->queue);
    g_array_unref(work->blocked);
}

bool bcu_topology_simplify_dup(const BcuTopology *topology, BcuSimplification how,
                               double units_per_metre, BcuTopology **simplified,
                               BcuSimplified *result, double *threshold, BcuDiagLog *log)
{
    if (topology->point_count >= UINT32_MAX) {
        bcu_report(log, BCU_ERROR, "TOP081", NULL, "Simplify the layer in parts.",
                   "%s vertices are too many to simplify at once", BCU_THOUSANDS(topology->point_count, 0));
        return false;
    }
    double tolerance = how.tolerance_m * units_per_metre, below = tolerance * tolerance / 2;
    size_t target = how.keep_share > 0 ? (size_t)(how.keep_share * (double)topology->point_count) : 0;
    Work work;
    work_new(&work, topology, how.keep_share > 0 ? INFINITY : below);
    run(&work, topology, target);
    BcuTopology *copy = g_new0(BcuTopology, 1);
    double displaced = compact(copy, topology, &work);
    copy->arc_count = topology->arc_count;
    copy->node_count = topology->node_count;
    copy->left = copy_of(topology->left, topology->arc_count, sizeof(uint32_t));
    copy->right = copy_of(topology->right, topology->arc_count, sizeof(uint32_t));
    copy->from = copy_of(topology->from, topology->arc_count, sizeof(uint32_t));
    copy->to = copy_of(topology->to, topology->arc_count, sizeof(uint32_t));
    copy->features = bcu_arc_shapes_dup(&topology->features);
    *threshold = how.keep_share > 0 ? work.largest : below;
    work_clear(&work);
    if (result)
        *result = (BcuSimplified){.vertices_before = topology->point_count,
                                  .vertices_after = copy->point_count,
                                  .largest_displacement_m = displaced / units_per_metre};
    *simplified = copy;
    return true;
}
