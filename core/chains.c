/* Arcs are cut into chains of a few edges. Most chains go one way all along and so do not cross themselves;
 * most boxes of two chains are apart. What is left is looked at edge by edge. Chains are put into the cells
 * of a grid that their boxes touch, and compared with those that lie there already. */
#include "chains.h"
#include "predicates.h"

enum { EDGES_MAX = 12, CELLS_MAX = 6 };

typedef struct Chain {
    BcuBox box;
    uint32_t first, edges; /* its first point */
} Chain;

typedef struct Entry {
    uint32_t chain;
    uint32_t next; /* in the same slot, as index plus one; 0 for none */
} Entry;

typedef struct Grid {
    const BcuPoint *points;
    double per_unit; /* cells */
    uint32_t *slots; /* index of an entry plus one; 0 is free */
    size_t mask;
    Chain *chains;
    Entry *entries;
    uint32_t chain_count, entry_count;
    size_t chain_room, entry_room;
    bool is_full; /* memory is out */
} Grid;

/* What GArray would do, without a call for each element. \return false, noted, when memory is out. */
static bool grow(Grid *grid)
{
    Chain *chains = g_try_realloc_n(grid->chains, 2 * grid->chain_room, sizeof(Chain));
    grid->chains = chains ? chains : grid->chains;
    Entry *entries = g_try_realloc_n(grid->entries, 2 * grid->entry_room, sizeof(Entry));
    grid->entries = entries ? entries : grid->entries;
    grid->is_full = !chains || !entries;
    grid->chain_room *= 2;
    grid->entry_room *= 2;
    return !grid->is_full;
}

/* ---- edge by edge ------------------------------------------------------------------------- */

/* Where boxes only touch, what lies in both is part of a side of each, and does not cross. */
static inline bool are_apart(BcuBox a, BcuBox b)
{
    return a.max_x <= b.min_x || b.max_x <= a.min_x || a.max_y <= b.min_y || b.max_y <= a.min_y;
}

static inline BcuBox box_between(BcuPoint a, BcuPoint b)
{
    return (BcuBox){MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y)};
}

/* Whether an edge crosses one of those that start at the points from first up to, not including, end. */
static bool edge_crosses(const BcuPoint *edge, const BcuPoint *first, const BcuPoint *end)
{
    BcuBox box = box_between(edge[0], edge[1]);
    for (const BcuPoint *other = first; other < end; other++)
        if (!are_apart(box, box_between(other[0], other[1])) &&
            bcu_segments_cross(edge[0], edge[1], other[0], other[1]))
            return true;
    return false;
}

static bool goes_one_way(const BcuPoint *points, uint32_t edges)
{
    double dx = points[edges].x - points[0].x, dy = points[edges].y - points[0].y;
    bool ahead = true;
    for (uint32_t i = 0; i < edges; i++)
        ahead &= (points[i + 1].x - points[i].x) * dx + (points[i + 1].y - points[i].y) * dy > 0;
    return ahead;
}

static bool crosses_itself(const BcuPoint *points, uint32_t edges)
{
    if (goes_one_way(points, edges))
        return false;
    for (uint32_t i = 0; i + 2 < edges; i++)
        if (edge_crosses(points + i, points + i + 2, points + edges))
            return true;
    return false;
}

static bool chains_cross(const BcuPoint *points, const Chain *chain, const Chain *other)
{
    for (const BcuPoint *edge = points + chain->first; edge < points + chain->first + chain->edges; edge++)
        if (!are_apart(box_between(edge[0], edge[1]), other->box) &&
            edge_crosses(edge, points + other->first, points + other->first + other->edges))
            return true;
    return false;
}

/* ---- the grid ----------------------------------------------------------------------------- */

/* Rounds towards 0: the cells there are larger, which does no harm. */
static inline int64_t line_of(const Grid *grid, double value)
{
    return (int64_t)(value * grid->per_unit);
}

/* The cells of a block of 4 x 4 share a cache line of slots, since an arc goes from cell to cell. */
static inline size_t slot_of(const Grid *grid, int64_t column, int64_t row)
{
    uint64_t mixed = (uint64_t)(column >> 2) * UINT64_C(0x9e3779b97f4a7c15) ^
                     (uint64_t)(row >> 2) * UINT64_C(0xc2b2ae3d27d4eb4f);
    uint64_t block = mixed ^ mixed >> 32;
    return (size_t)(block << 4 | (uint64_t)(row & 3) << 2 | (uint64_t)(column & 3)) & grid->mask;
}

static inline double cells_of(const Grid *grid, BcuBox box)
{
    return (double)(line_of(grid, box.max_x) - line_of(grid, box.min_x) + 1) *
           (double)(line_of(grid, box.max_y) - line_of(grid, box.min_y) + 1);
}

/* Compares the chain with the others of each cell that the box touches, and puts it there.
 * \return true to stop: they cross, or memory is out. */
static bool meets_others(Grid *grid, uint32_t number, BcuBox box)
{
    if (grid->entry_count + CELLS_MAX > grid->entry_room && !grow(grid))
        return true;
    const Chain *chain = &grid->chains[number];
    int64_t east = line_of(grid, box.max_x), north = line_of(grid, box.max_y);
    for (int64_t row = line_of(grid, box.min_y); row <= north; row++)
        for (int64_t column = line_of(grid, box.min_x); column <= east; column++) {
            uint32_t *slot = &grid->slots[slot_of(grid, column, row)];
            for (uint32_t i = *slot; i;) {
                const Entry *entry = &grid->entries[i - 1];
                const Chain *other = &grid->chains[entry->chain];
                if (!are_apart(chain->box, other->box) && chains_cross(grid->points, chain, other))
                    return true;
                i = entry->next;
            }
            grid->entries[grid->entry_count] = (Entry){number, *slot};
            *slot = ++grid->entry_count;
        }
    return false;
}

/* A long edge in halves, so that it lies in the cells along its line only. */
static bool edge_meets_others(Grid *grid, uint32_t number, BcuPoint a, BcuPoint b)
{
    BcuBox box = box_between(a, b);
    BcuPoint middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    if (cells_of(grid, box) <= CELLS_MAX)
        return meets_others(grid, number, box);
    return edge_meets_others(grid, number, a, middle) || edge_meets_others(grid, number, middle, b);
}

static bool run_crosses(Grid *grid, uint32_t first, uint32_t edges)
{
    const BcuPoint *points = grid->points + first;
    Chain chain = {bcu_ring_extent((BcuRing){points, edges + 1}), first, edges};
    bool wide = cells_of(grid, chain.box) > CELLS_MAX;
    if (wide && edges > 1)
        return run_crosses(grid, first, edges / 2) || run_crosses(grid, first + edges / 2, edges - edges / 2);
    if (grid->chain_count == grid->chain_room && !grow(grid))
        return true;
    uint32_t number = grid->chain_count++;
    grid->chains[number] = chain;
    return crosses_itself(points, edges) || (wide ? edge_meets_others(grid, number, points[0], points[1])
                                                  : meets_others(grid, number, chain.box));
}

/* ---- the whole ---------------------------------------------------------------------------- */

/* As large as some chains that are looked at, so that most lie in one cell or two. */
static double cell_size(const BcuTopology *topology)
{
    enum { SAMPLES = 512 };
    double size = 0;
    uint32_t count = 0;
    for (uint32_t arc = 0; arc < topology->arc_count; arc += topology->arc_count / SAMPLES + 1) {
        size_t points = topology->arc_start[arc + 1] - topology->arc_start[arc];
        BcuBox box = bcu_ring_extent(
            (BcuRing){topology->points + topology->arc_start[arc], MIN(points, EDGES_MAX + 1)});
        size += box.max_x - box.min_x + box.max_y - box.min_y;
        count++;
    }
    return size > 0 ? size / count : 1;
}

static bool lay_out(Grid *grid, const BcuTopology *topology)
{
    *grid = (Grid){.points = topology->points, .per_unit = 1 / cell_size(topology), .mask = 255};
    while (grid->mask < topology->point_count / EDGES_MAX)
        grid->mask = grid->mask * 2 + 1;
    grid->chain_room = topology->point_count / EDGES_MAX + topology->arc_count + 16;
    grid->entry_room = 2 * grid->chain_room;
    grid->slots = g_try_malloc0_n(grid->mask + 1, sizeof(uint32_t));
    grid->chains = g_try_malloc_n(grid->chain_room, sizeof(Chain));
    grid->entries = g_try_malloc_n(grid->entry_room, sizeof(Entry));
    return grid->slots && grid->chains && grid->entries;
}

BcuCrossing bcu_chains_look(const BcuTopology *topology)
{
    Grid grid;
    bool ok = lay_out(&grid, topology), stopped = false;
    for (uint32_t arc = 0; ok && arc < topology->arc_count && !stopped; arc++) {
        uint32_t first = (uint32_t)topology->arc_start[arc],
                 last = (uint32_t)topology->arc_start[arc + 1] - 1;
        for (uint32_t at = first; at < last && !stopped; at += EDGES_MAX)
            stopped = run_crosses(&grid, at, MIN(EDGES_MAX, last - at));
    }
    g_free(grid.slots);
    g_free(grid.chains);
    g_free(grid.entries);
    return !ok || grid.is_full ? BCU_CROSSING_NO_MEMORY : stopped ? BCU_CROSSING_SOME : BCU_CROSSING_NONE;
}
