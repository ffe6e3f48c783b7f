/* Rings are cut into chains of a few edges. Most chains go one way all along and so keep apart from themselves, and
 * most boxes of two chains are apart: what is left is looked at edge by edge. Chains are sorted along the longer side
 * of all, so that each is compared only with those beside it. */
#include "apart.h"
#include "predicates.h"
#include <glib.h>
#include <stdlib.h>

enum { EDGES_MAX = 12 };

typedef struct Chain {
    BcuBox box;
    double from, to; /* along the longer side */
    const BcuPoint *first;
    const BcuRing *ring;
    size_t edges;
} Chain;

/* ---- edges --------------------------------------------------------------------------------- */

static inline BcuBox box_between(BcuPoint a, BcuPoint b)
{
    return (BcuBox){MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y)};
}

static inline bool are_boxes_apart(const BcuBox *a, const BcuBox *b)
{
    return a->max_x < b->min_x || b->max_x < a->min_x || a->max_y < b->min_y || b->max_y < a->min_y;
}

/* Whether one edge of a ring goes on as another. */
static inline bool goes_on_as(const BcuRing *ring, const BcuPoint *edge, const BcuPoint *next)
{
    return next == (edge + 2 == ring->points + ring->count ? ring->points : edge + 1);
}

static bool edges_meet(const BcuPoint *p, const BcuPoint *q)
{
    return bcu_orientation(p[0], p[1], q[0]) * bcu_orientation(p[0], p[1], q[1]) <= 0 &&
           bcu_orientation(q[0], q[1], p[0]) * bcu_orientation(q[0], q[1], p[1]) <= 0;
}

/* Whether an edge meets one of `count` from `first` on that is not next to it in its ring. Where two next to one
 * another have more in common than their corner, one ends on the other, and what is next there meets that. */
static bool edge_meets(const Chain *chain, const BcuPoint *edge, const Chain *other, const BcuPoint *first,
                       size_t count)
{
    BcuBox box = box_between(edge[0], edge[1]);
    for (const BcuPoint *next = first; next < first + count; next++) {
        BcuBox beside = box_between(next[0], next[1]);
        if (are_boxes_apart(&box, &beside))
            continue;
        bool joined = chain->ring == other->ring &&
                      (goes_on_as(chain->ring, edge, next) || goes_on_as(chain->ring, next, edge));
        if (!joined && edges_meet(edge, next))
            return true;
    }
    return false;
}

/* ---- chains -------------------------------------------------------------------------------- */

/* By more than rounding can be. */
static bool goes_one_way(const Chain *chain)
{
    const BcuPoint *points = chain->first;
    double dx = points[chain->edges].x - points[0].x, dy = points[chain->edges].y - points[0].y;
    bool ahead = true;
    for (size_t i = 0; i < chain->edges; i++) {
        double along_x = (points[i + 1].x - points[i].x) * dx, along_y = (points[i + 1].y - points[i].y) * dy;
        ahead &= along_x + along_y > 1e-12 * (fabs(along_x) + fabs(along_y));
    }
    return ahead;
}

static bool meets_itself(const Chain *chain)
{
    if (goes_one_way(chain))
        return false;
    for (size_t i = 0; i + 1 < chain->edges; i++)
        if (edge_meets(chain, chain->first + i, chain, chain->first + i + 1, chain->edges - i - 1))
            return true;
    return false;
}

static bool chains_meet(const Chain *chain, const Chain *other)
{
    if (are_boxes_apart(&chain->box, &other->box))
        return false;
    for (size_t i = 0; i < chain->edges; i++) {
        BcuBox box = box_between(chain->first[i], chain->first[i + 1]);
        if (!are_boxes_apart(&box, &other->box) &&
            edge_meets(chain, chain->first + i, other, other->first, other->edges))
            return true;
    }
    return false;
}

/* Whether it has an inside, as far as its corners alone tell. */
static bool is_ring(const BcuRing *ring)
{
    const BcuPoint *points = ring->points;
    bool finite = ring->count >= 4 && bcu_points_equal(points[0], points[ring->count - 1]);
    for (size_t i = 0; finite && i < ring->count; i++)
        finite = isfinite(points[i].x) && isfinite(points[i].y);
    return finite && (ring->count > 4 || bcu_orientation(points[0], points[1], points[2]) != 0);
}

static void add_chains(const BcuRing *ring, bool along_x, Chain *chains, size_t *count)
{
    for (size_t first = 0; first + 1 < ring->count; first += EDGES_MAX) {
        Chain *chain = &chains[(*count)++];
        *chain = (Chain){.first = ring->points + first, .ring = ring, .edges = MIN(EDGES_MAX, ring->count - 1 - first)};
        chain->box = bcu_ring_extent((BcuRing){chain->first, chain->edges + 1});
        chain->from = along_x ? chain->box.min_x : chain->box.min_y;
        chain->to = along_x ? chain->box.max_x : chain->box.max_y;
    }
}

static int by_start(const void *a, const void *b)
{
    const Chain *p = a, *q = b;
    return p->from < q->from ? -1 : p->from > q->from;
}

static bool chains_are_apart(Chain *chains, size_t count)
{
    qsort(chains, count, sizeof *chains, by_start);
    for (size_t c = 0; c < count; c++) {
        if (meets_itself(&chains[c]))
            return false;
        for (size_t other = c + 1; other < count && chains[other].from <= chains[c].to; other++)
            if (chains_meet(&chains[c], &chains[other]))
                return false;
    }
    return true;
}

bool bcu_rings_are_apart(const BcuPoint *points, const size_t *ring_start, size_t ring_count)
{
    size_t point_count = ring_start[ring_count] - ring_start[0], count = 0;
    BcuBox box = bcu_ring_extent((BcuRing){points + ring_start[0], point_count});
    g_autofree BcuRing *rings = g_new(BcuRing, ring_count + 1);
    g_autofree Chain *chains = g_new(Chain, point_count / EDGES_MAX + ring_count + 1);
    bool all_rings = true;
    for (size_t r = 0; all_rings && r < ring_count; r++) {
        rings[r] = (BcuRing){points + ring_start[r], ring_start[r + 1] - ring_start[r]};
        all_rings = is_ring(&rings[r]);
        if (all_rings)
            add_chains(&rings[r], box.max_x - box.min_x >= box.max_y - box.min_y, chains, &count);
    }
    return all_rings && chains_are_apart(chains, count);
}
