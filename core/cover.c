/* How often ground is covered changes only across arcs with a feature on one side. In a coverage it
 * is 1 on that side and 0 on the other, so around a node these arcs come and go in turns. Where they
 * do, all arcs of one ring have the same on their sides, and one look tells for the whole ring. */
#include "cover.h"
#include "edge_rows.h"
#include "predicates.h"

static inline bool is_single(const BcuTopology *topology, uint32_t arc)
{
    return (topology->left[arc] == BCU_NONE) != (topology->right[arc] == BCU_NONE);
}

/* ---- nodes --------------------------------------------------------------------------- */

typedef struct ArcEnd {
    uint32_t node, feature;
    bool leaves;
    BcuPoint at, next; /* of the node, and of the vertex beside it */
} ArcEnd;

static bool in_upper_half(const ArcEnd *end)
{
    return end->next.y > end->at.y || (end->next.y == end->at.y && end->next.x > end->at.x);
}

static int around_nodes(const void *a, const void *b)
{
    const ArcEnd *p = a, *q = b;
    if (p->node != q->node)
        return p->node < q->node ? -1 : 1;
    if (in_upper_half(p) != in_upper_half(q))
        return in_upper_half(p) ? -1 : 1;
    return -bcu_orientation(p->at, p->next, q->next);
}

static uint8_t *count_ends(const BcuTopology *topology)
{
    uint8_t *ends = g_new0(uint8_t, (size_t)topology->node_count + 1);
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        if (is_single(topology, arc)) {
            ends[topology->from[arc]] = MIN(ends[topology->from[arc]] + 1, 3);
            ends[topology->to[arc]] = MIN(ends[topology->to[arc]] + 1, 3);
        }
    return ends;
}

static void add_ends(const BcuTopology *topology, uint32_t arc, const uint8_t *ends, GArray *found)
{
    const BcuPoint *first = topology->points + topology->arc_start[arc];
    const BcuPoint *last = topology->points + topology->arc_start[arc + 1] - 1;
    ArcEnd from = {topology->from[arc], topology->left[arc], true, first[0], first[1]};
    ArcEnd to = {topology->to[arc], topology->left[arc], false, last[0], last[-1]};
    if (ends[from.node] > 2)
        g_array_append_val(found, from);
    if (ends[to.node] > 2)
        g_array_append_val(found, to);
}

/* Nodes with more than one arc that comes and one that goes are the only ones to look at. */
void bcu_cover_check_nodes(const BcuTopology *topology, GArray *features)
{
    g_autofree uint8_t *count = count_ends(topology);
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(ArcEnd));
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        if (is_single(topology, arc))
            add_ends(topology, arc, count, ends);
    g_array_sort(ends, around_nodes);
    const ArcEnd *all = (const ArcEnd *)(const void *)ends->data;
    for (guint first = 0, end; first < ends->len; first = end) {
        bool in_turns = true;
        for (end = first + 1; end < ends->len && all[end].node == all[first].node; end++)
            in_turns &= all[end].leaves != all[end - 1].leaves && around_nodes(&all[end - 1], &all[end]) != 0;
        in_turns &= all[first].leaves != all[end - 1].leaves;
        for (guint i = first; !in_turns && i < end; i++)
            g_array_append_val(features, all[i].feature);
    }
}

/* ---- rings --------------------------------------------------------------------------- */

/* Looks at the middle of the edge that goes farthest north or south: north is what has its feature to
 * the west. */
static bool is_border(const BcuEdgeRows *rows, const int32_t *refs, uint32_t count)
{
    const BcuTopology *topology = rows->topology;
    BcuPoint a = {0, 0}, b = {0, 0};
    for (uint32_t r = 0; r < count; r++) {
        uint32_t arc = (uint32_t)(refs[r] < 0 ? ~refs[r] : refs[r]);
        for (size_t i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1]; i++)
            if (fabs(topology->points[i + 1].y - topology->points[i].y) > fabs(b.y - a.y)) {
                a = topology->points[i];
                b = topology->points[i + 1];
            }
    }
    BcuPoint middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    /* Rounded, the middle may lie to the east of its own edge, which then counts. */
    bool north = b.y > a.y;
    int own = bcu_orientation(north ? a : b, north ? b : a, middle) < 0 ? (north ? -1 : 1) : 0;
    return bcu_edge_rows_depth(rows, middle) - own == (north ? 1 : 0);
}

void bcu_cover_check_rings(const BcuTopology *topology, const BcuArcShapes *whole, GArray *features)
{
    BcuEdgeRows rows;
    if (whole->ring_count < 2)
        return; /* a ring alone has nothing around it or in it */
    bcu_edge_rows_build(topology, &rows);
    for (uint32_t r = 0; r < whole->ring_count; r++) {
        const int32_t *refs = whole->refs + whole->ring_start[r];
        uint32_t count = whole->ring_start[r + 1] - whole->ring_start[r];
        if (is_border(&rows, refs, count))
            continue;
        for (uint32_t i = 0; i < count; i++)
            g_array_append_val(features, topology->left[refs[i] < 0 ? ~refs[i] : refs[i]]);
    }
    bcu_edge_rows_clear(&rows);
}
