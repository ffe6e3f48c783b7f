/* Finds the edge west of a point, by a sweep.
 * A line is moved from south to north over the plane; a tree holds the edges that it cuts, from west to
 * east. As edges do not cross, that order holds as long as both are cut. */
#include "geometry/sweep.h"
#include "geometry/predicates.h"
#include <stdlib.h>

static int by_height(const void *a, const void *b)
{
    const BcuSweepPoint *p = a, *q = b;
    return p->at.y < q->at.y ? -1 : p->at.y > q->at.y;
}

void bcu_sweep_sort(GArray *points)
{
    g_array_sort(points, by_height);
}

/* ---- edges ------------------------------------------------------------------------------ */

/* The first point at that height or above. */
static guint first_from(const GArray *points, double y)
{
    guint low = 0, high = points->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(points, BcuSweepPoint, middle).at.y < y)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void bcu_sweep_add(const GArray *points, BcuPoint a, BcuPoint b, uint32_t ring, GArray *edges)
{
    bool north = a.y < b.y;
    BcuSweepEdge edge = {north ? a : b, north ? b : a, ring, north};
    guint above = first_from(points, edge.low.y);
    if (above < points->len && g_array_index(points, BcuSweepPoint, above).at.y < edge.high.y)
        g_array_append_val(edges, edge);
}

/* ---- the order from west to east ---------------------------------------------------------- */

/* A point is told by low = high; it is never equal to an edge, and west of those that go through it. */
static bool is_point(const BcuSweepEdge *edge)
{
    return edge->low.y == edge->high.y;
}

/* Where p lies beside the edge: -1 west, 1 east. */
static int side_of(const BcuSweepEdge *edge, BcuPoint p)
{
    return -bcu_orientation(edge->low, edge->high, p);
}

/* Both are cut at the height of the higher of their lower ends. Where one starts on the other, the lower of
 * their upper ends tells; of two edges that lie on one another the order does not matter. */
static int west_to_east(const void *a, const void *b, void *closure)
{
    const BcuSweepEdge *p = a, *q = b;
    (void)closure;
    if (p == q)
        return 0;
    if (is_point(p))
        return side_of(q, p->low) > 0 ? 1 : -1;
    if (is_point(q))
        return side_of(p, q->low) > 0 ? -1 : 1;
    int side = p->low.y >= q->low.y ? side_of(q, p->low) : -side_of(p, q->low);
    if (side == 0)
        side = p->high.y <= q->high.y ? side_of(q, p->high) : -side_of(p, q->high);
    return side ? side : p < q ? -1 : 1;
}

/* ---- the sweep ---------------------------------------------------------------------------- */

static int by_low_end(const void *a, const void *b)
{
    const BcuSweepEdge *p = *(const BcuSweepEdge *const *)a, *q = *(const BcuSweepEdge *const *)b;
    return p->low.y < q->low.y ? -1 : p->low.y > q->low.y;
}

static int by_high_end(const void *a, const void *b)
{
    const BcuSweepEdge *p = *(const BcuSweepEdge *const *)a, *q = *(const BcuSweepEdge *const *)b;
    return p->high.y < q->high.y ? -1 : p->high.y > q->high.y;
}

static const BcuSweepEdge **sorted(const GArray *edges, int (*compare)(const void *, const void *))
{
    const BcuSweepEdge **order = g_new(const BcuSweepEdge *, edges->len + 1);
    for (guint i = 0; i < edges->len; i++)
        order[i] = &g_array_index(edges, BcuSweepEdge, i);
    qsort(order, edges->len, sizeof *order, compare);
    return order;
}

static uint32_t west_of(GTree *cut, BcuPoint p, const GArray *edges)
{
    const BcuSweepEdge point = {.low = p, .high = p};
    GTreeNode *east = g_tree_lower_bound(cut, &point);
    GTreeNode *west = east ? g_tree_node_previous(east) : g_tree_node_last(cut);
    if (!west)
        return BCU_NONE;
    return (uint32_t)((const BcuSweepEdge *)g_tree_node_key(west) - &g_array_index(edges, BcuSweepEdge, 0));
}

void bcu_sweep_run(GArray *points, const GArray *edges)
{
    g_autofree const BcuSweepEdge **starting = sorted(edges, by_low_end),
                                  **ending = sorted(edges, by_high_end);
    g_autoptr(GTree) cut = g_tree_new_full(west_to_east, NULL, NULL, NULL);
    guint starts = 0, ends = 0;
    for (guint i = 0; i < points->len; i++) {
        BcuSweepPoint *point = &g_array_index(points, BcuSweepPoint, i);
        while (starts < edges->len && starting[starts]->low.y <= point->at.y) {
            const BcuSweepEdge *edge = starting[starts];
            for (; ending[ends]->high.y <= edge->low.y; ends++)
                g_tree_remove(cut, ending[ends]);
            g_tree_insert(cut, (gpointer)edge, NULL);
            starts++;
        }
        for (; ends < edges->len && ending[ends]->high.y <= point->at.y; ends++)
            g_tree_remove(cut, ending[ends]);
        point->west = west_of(cut, point->at, edges);
    }
}
