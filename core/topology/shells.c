/* Gives holes to their shells.
 * The holes of a group into its shells.
 *
 * All rings of one walk have one shell. Where it is not among them, the walk goes around a piece from which
 * the ground in the west of its westernmost vertex belongs to the group; the next edge there bounds the same
 * ground, so that its ring has the same shell. It lies farther west, and was found before. */
#include "topology/shells.h"
#include "geometry/sweep.h"

typedef struct Nest {
    const BcuTopology *topology;
    const int32_t *refs;
    BcuFoundRing *rings;
    uint32_t count;
    GArray *points; /* BcuSweepPoint: the westernmost vertex of each walk without a shell; its first ring */
    GArray *edges;  /* BcuSweepEdge */
} Nest;

static uint32_t end_of_walk(const Nest *nest, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < nest->count && nest->rings[end].walk == nest->rings[first].walk)
        end++;
    return end;
}

static void set_shell(const Nest *nest, uint32_t first, uint32_t shell)
{
    for (uint32_t i = first, end = end_of_walk(nest, first); i < end; i++)
        nest->rings[i].shell = nest->rings[i].area > 0 ? i : shell;
}

/* ---- what the sweep looks at ---------------------------------------------------------------- */

static BcuRing line_of(const Nest *nest, uint32_t ref)
{
    uint32_t arc = (uint32_t)(nest->refs[ref] < 0 ? ~nest->refs[ref] : nest->refs[ref]);
    size_t first = nest->topology->arc_start[arc];
    return (BcuRing){nest->topology->points + first, nest->topology->arc_start[arc + 1] - first};
}

/* The southern one of several. */
static BcuPoint westernmost(const Nest *nest, uint32_t first)
{
    BcuPoint west = {INFINITY, INFINITY};
    const BcuFoundRing *rings = nest->rings, *last = &rings[end_of_walk(nest, first) - 1];
    for (uint32_t ref = rings[first].first; ref < last->first + last->count; ref++) {
        BcuRing line = line_of(nest, ref);
        for (size_t i = 0; i < line.count; i++)
            if (line.points[i].x < west.x || (line.points[i].x == west.x && line.points[i].y < west.y))
                west = line.points[i];
    }
    return west;
}

static void add_edges(const Nest *nest, uint32_t ring)
{
    for (uint32_t ref = nest->rings[ring].first; ref < nest->rings[ring].first + nest->rings[ring].count;
         ref++) {
        BcuRing line = line_of(nest, ref);
        bool turned = nest->refs[ref] < 0;
        for (size_t i = 0; i + 1 < line.count; i++)
            bcu_sweep_add(nest->points, line.points[turned ? i + 1 : i], line.points[turned ? i : i + 1],
                          ring, nest->edges);
    }
}

/* ---- walks without a shell ------------------------------------------------------------------ */

static int from_the_west(const void *a, const void *b)
{
    const BcuSweepPoint *p = a, *q = b;
    return p->at.x < q->at.x ? -1 : p->at.x > q->at.x;
}

/* The group lies to the east of edges that head south. */
static uint32_t shell_beside(const Nest *nest, const BcuSweepPoint *point)
{
    if (point->west == BCU_NONE)
        return BCU_NONE;
    BcuSweepEdge edge = g_array_index(nest->edges, BcuSweepEdge, point->west);
    return edge.heads_north ? BCU_NONE : nest->rings[edge.ring].shell;
}

static void search(Nest *nest)
{
    nest->edges = g_array_new(FALSE, FALSE, sizeof(BcuSweepEdge));
    bcu_sweep_sort(nest->points);
    for (uint32_t ring = 0; ring < nest->count; ring++)
        add_edges(nest, ring);
    bcu_sweep_run(nest->points, nest->edges);
    g_array_sort(nest->points, from_the_west);
    for (guint i = 0; i < nest->points->len; i++) {
        const BcuSweepPoint *point = &g_array_index(nest->points, BcuSweepPoint, i);
        set_shell(nest, point->ring, shell_beside(nest, point));
    }
    g_array_unref(nest->edges);
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* Sets shells where the walk has one, and notes the other walks. */
static void look_in_walks(Nest *nest)
{
    for (uint32_t first = 0, end; first < nest->count; first = end) {
        uint32_t shell = end = end_of_walk(nest, first);
        for (uint32_t i = first; i < end && shell == end; i++)
            if (nest->rings[i].area > 0)
                shell = i;
        set_shell(nest, first, shell == end ? BCU_NONE : shell);
        if (shell != end)
            continue;
        if (!nest->points)
            nest->points = g_array_new(FALSE, FALSE, sizeof(BcuSweepPoint));
        BcuSweepPoint point = {westernmost(nest, first), first, BCU_NONE};
        g_array_append_val(nest->points, point);
    }
}

/* Links each shell with its holes, in order; counts those without. */
static uint32_t link_holes(const Nest *nest)
{
    uint32_t orphans = 0;
    for (uint32_t i = 0; i < nest->count; i++)
        nest->rings[i].next = BCU_NONE;
    for (uint32_t i = nest->count; i-- > 0;) {
        uint32_t shell = nest->rings[i].shell;
        if (shell == BCU_NONE) {
            orphans++;
        } else if (shell != i) {
            nest->rings[i].next = nest->rings[shell].next;
            nest->rings[shell].next = i;
        }
    }
    return orphans;
}

uint32_t bcu_shells_find(const BcuTopology *topology, const int32_t *refs, BcuFoundRing *rings,
                         uint32_t count)
{
    Nest nest = {.topology = topology, .refs = refs, .rings = rings, .count = count};
    look_in_walks(&nest);
    if (nest.points) {
        search(&nest);
        g_array_unref(nest.points);
    }
    return link_holes(&nest);
}
