/* Finds ground that several features cover.
 * In a coverage the same lies between two arcs that are next to one another at a node, seen from either.
 * Where that is so, all arcs of one ring have the same on their sides. How often ground is covered changes
 * only across arcs with a feature on one side: 1 on that side and 0 on the other, and one look tells for a
 * whole ring. */
#include "clean/depth.h"
#include "clean/edge_bands.h"
#include "geometry/predicates.h"

/* ---- nodes --------------------------------------------------------------------------- */

/* Where arcs begin and end, by node: arc a begins as a and ends as ~a. */
typedef struct Ends {
    int32_t *refs;
    uint32_t *start; /* node_count + 1 */
} Ends;

static Ends ends_by_node(const BcuTopology *topology)
{
    uint32_t *start = g_new0(uint32_t, (size_t)topology->node_count + 2);
    Ends ends = {g_new(int32_t, 2 * (size_t)topology->arc_count + 1), start};
    start++; /* counts, then starts, end up one place further left while they are used */
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        start[topology->from[arc]]++;
        start[topology->to[arc]]++;
    }
    for (uint32_t node = 0, total = 0; node < topology->node_count; node++) {
        uint32_t count = start[node];
        start[node] = total;
        total += count;
    }
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        ends.refs[start[topology->from[arc]]++] = (int32_t)arc;
        ends.refs[start[topology->to[arc]]++] = ~(int32_t)arc;
    }
    return ends;
}

/* The edge of an end, away from its node. */
static inline void edge_of(const BcuTopology *topology, int32_t ref, BcuPoint *at, BcuPoint *next)
{
    const BcuPoint *first = topology->points + topology->arc_start[ref < 0 ? ~ref : ref];
    const BcuPoint *last = topology->points + topology->arc_start[(ref < 0 ? ~ref : ref) + 1] - 1;
    *at = ref < 0 ? *last : *first;
    *next = ref < 0 ? last[-1] : first[1];
}

static int by_direction(const BcuTopology *topology, int32_t a, int32_t b)
{
    BcuPoint at, p, q;
    edge_of(topology, a, &at, &p);
    edge_of(topology, b, &at, &q);
    bool p_above = p.y > at.y || (p.y == at.y && p.x > at.x),
         q_above = q.y > at.y || (q.y == at.y && q.x > at.x);
    return p_above != q_above ? (p_above ? -1 : 1) : -bcu_orientation(at, p, q);
}

/* What lies on the side of an end that is met next against the clock, or before it. */
static inline uint32_t side_of(const BcuTopology *topology, int32_t ref, bool next)
{
    return (ref < 0) == next ? topology->right[ref < 0 ? ~ref : ref] : topology->left[ref < 0 ? ~ref : ref];
}

/* Going around, what one arc has on its far side the next one has on its near side. */
static bool is_in_order(const BcuTopology *topology, int32_t *refs, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) /* few */
        for (uint32_t j = i; j > 0 && by_direction(topology, refs[j], refs[j - 1]) < 0; j--) {
            int32_t swap = refs[j];
            refs[j] = refs[j - 1];
            refs[j - 1] = swap;
        }
    for (uint32_t i = 0; i < count; i++) {
        int32_t ref = refs[i], next = refs[(i + 1) % count];
        if (side_of(topology, ref, true) != side_of(topology, next, false) ||
            (i > 0 && by_direction(topology, refs[i - 1], ref) == 0))
            return false;
    }
    return true;
}

static void add_side(GArray *features, uint32_t feature)
{
    if (feature != BCU_NONE)
        g_array_append_val(features, feature);
}

void bcu_depth_check_nodes(const BcuTopology *topology, GArray *features)
{
    Ends ends = ends_by_node(topology);
    for (uint32_t node = 0; node < topology->node_count; node++) {
        int32_t *refs = ends.refs + ends.start[node];
        uint32_t count = ends.start[node + 1] - ends.start[node];
        if (is_in_order(topology, refs, count))
            continue;
        for (uint32_t i = 0; i < count; i++) {
            add_side(features, side_of(topology, refs[i], true));
            add_side(features, side_of(topology, refs[i], false));
        }
    }
    g_free(ends.refs);
    g_free(ends.start);
}

/* ---- rings --------------------------------------------------------------------------- */

/* Looks at the middle of the edge that goes farthest north or south: north is what has its feature to
 * the west. */
static bool is_border(const BcuEdgeBands *rows, const int32_t *refs, uint32_t count)
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
    return bcu_edge_bands_depth(rows, middle) - own == (north ? 1 : 0);
}

void bcu_depth_check_rings(const BcuTopology *topology, const BcuArcShapes *whole, GArray *features)
{
    BcuEdgeBands rows;
    if (whole->ring_count < 2)
        return; /* a ring alone has nothing around it or in it */
    bcu_edge_bands_build(topology, &rows);
    for (uint32_t r = 0; r < whole->ring_count; r++) {
        const int32_t *refs = whole->refs + whole->ring_start[r];
        uint32_t count = whole->ring_start[r + 1] - whole->ring_start[r];
        if (is_border(&rows, refs, count))
            continue;
        for (uint32_t i = 0; i < count; i++)
            g_array_append_val(features, topology->left[refs[i] < 0 ? ~refs[i] : refs[i]]);
    }
    bcu_edge_bands_clear(&rows);
}
