/* Finds arcs that lie on one another.
 * Cutting gives an arc the first feature that comes along the other way. Where a feature folds back on
 * itself along a neighbour's border, that may be the wrong one of three: the fold would stay as a ring
 * of two edges. */
#include "clean/duplicate_arcs.h"
#include "clean/near_edges.h"
#include "geometry/predicates.h"

typedef struct Span {
    const BcuPoint *first, *last; /* in the direction that has the lower end first */
    int step;                     /* from one point to the next */
    uint32_t arc;
} Span;

typedef struct Side {
    uint32_t feature;
    bool forwards;
} Side;

static Span span_of(const BcuTopology *topology, uint32_t arc)
{
    const BcuPoint *first = topology->points + topology->arc_start[arc];
    const BcuPoint *last = topology->points + topology->arc_start[arc + 1] - 1;
    /* A whole ring has one end; its direction shows at its second vertex. */
    bool turned = bcu_points_equal(*first, *last) ? bcu_point_before(last[-1], first[1]) : bcu_point_before(*last, *first);
    return turned ? (Span){last, first, -1, arc} : (Span){first, last, 1, arc};
}

static int compare_points(BcuPoint a, BcuPoint b)
{
    return bcu_point_before(a, b) ? -1 : bcu_point_before(b, a);
}

static int by_points(const void *a, const void *b)
{
    const Span *p = a, *q = b;
    int order = 0;
    for (ptrdiff_t i = 0; order == 0; i++) {
        order = compare_points(p->first[i * p->step], q->first[i * q->step]);
        bool p_ends = p->first + i * p->step == p->last, q_ends = q->first + i * q->step == q->last;
        if (p_ends || q_ends)
            return order ? order : q_ends - p_ends;
    }
    return order;
}

static void add_side(GArray *sides, uint32_t feature, bool forwards)
{
    Side side = {feature, forwards};
    if (feature != BCU_NONE)
        g_array_append_val(sides, side);
}

/* Takes the next side that runs so, of a given feature unless that is BCU_NONE. */
static uint32_t take(GArray *sides, bool forwards, uint32_t feature)
{
    for (guint i = 0; i < sides->len; i++) {
        Side side = g_array_index(sides, Side, i);
        if (side.forwards != forwards || (feature != BCU_NONE && side.feature != feature))
            continue;
        g_array_remove_index(sides, i);
        return side.feature;
    }
    return BCU_NONE;
}

/* A feature on both sides first, then features that meet, then what is left. */
static uint32_t take_pair(GArray *sides, uint32_t *other)
{
    for (guint i = 0; i < sides->len; i++) {
        Side side = g_array_index(sides, Side, i);
        for (guint j = i + 1; j < sides->len; j++)
            if (g_array_index(sides, Side, j).feature == side.feature &&
                g_array_index(sides, Side, j).forwards != side.forwards) {
                *other = take(sides, false, side.feature);
                return take(sides, true, side.feature);
            }
    }
    *other = take(sides, false, BCU_NONE);
    return take(sides, true, BCU_NONE);
}

static void share_out(BcuTopology *topology, const Span *spans, guint count)
{
    g_autoptr(GArray) sides = g_array_new(FALSE, FALSE, sizeof(Side));
    for (guint i = 0; i < count; i++) {
        add_side(sides, topology->left[spans[i].arc], spans[i].step > 0);
        add_side(sides, topology->right[spans[i].arc], spans[i].step < 0);
    }
    for (guint i = 0; i < count; i++) {
        uint32_t backwards, forwards = take_pair(sides, &backwards), arc = spans[i].arc;
        topology->left[arc] = spans[i].step > 0 ? forwards : backwards;
        topology->right[arc] = spans[i].step > 0 ? backwards : forwards;
    }
}

/* Keeps the feature of an arc with one side on its left, as all other code expects it. */
static void turn(BcuTopology *topology, uint32_t arc)
{
    if (topology->left[arc] != BCU_NONE || topology->right[arc] == BCU_NONE)
        return;
    BcuPoint *points = topology->points + topology->arc_start[arc];
    for (size_t i = 0, j = topology->arc_start[arc + 1] - topology->arc_start[arc] - 1; i < j; i++, j--) {
        BcuPoint swap = points[i];
        points[i] = points[j];
        points[j] = swap;
    }
    uint32_t node = topology->from[arc];
    topology->from[arc] = topology->to[arc];
    topology->to[arc] = node;
    topology->left[arc] = topology->right[arc];
    topology->right[arc] = BCU_NONE;
}

void bcu_duplicate_arcs_untangle(BcuTopology *topology)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(Span));
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        Span span = span_of(topology, arc);
        g_array_append_val(spans, span);
    }
    g_array_sort(spans, by_points);
    const Span *all = (const Span *)(const void *)spans->data;
    for (guint first = 0, end; first < spans->len; first = end) {
        for (end = first + 1; end < spans->len && by_points(&all[first], &all[end]) == 0; end++) {
        }
        if (end - first > 1)
            share_out(topology, all + first, end - first);
    }
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        turn(topology, arc);
}
