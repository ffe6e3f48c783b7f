/* Finds edges of lines that come near one another.
 * Lines are cut into chains of a few edges: most boxes of two chains are apart. Chains are put into the cells of a grid
 * that their boxes touch, and meet those that lie there already. Lines leave most cells of a grid empty, so the cells
 * are hashed. */
#include "geometry/chains.h"
#include <float.h>

enum { EDGES_MAX = 12, CELLS_MAX = 6 };

typedef struct Entry {
    uint32_t chain;
    uint32_t next; /* in the same slot, as index plus one; 0 for none */
} Entry;

typedef struct Grid {
    const BcuChainLook *look;
    double per_unit; /* cells */
    uint32_t *slots; /* index of an entry plus one; 0 is free */
    size_t mask;
    BcuChain *chains;
    Entry *entries;
    uint32_t chain_count, entry_count;
    size_t chain_room, entry_room;
    bool is_full; /* memory is out */
} Grid;

/* What GArray would do, without a call for each element. \return false, noted, when memory is out. */
static bool grow(Grid *grid)
{
    BcuChain *chains = g_try_realloc_n(grid->chains, 2 * grid->chain_room, sizeof(BcuChain));
    grid->chains = chains ? chains : grid->chains;
    Entry *entries = g_try_realloc_n(grid->entries, 2 * grid->entry_room, sizeof(Entry));
    grid->entries = entries ? entries : grid->entries;
    grid->is_full = !chains || !entries;
    grid->chain_room *= 2;
    grid->entry_room *= 2;
    return !grid->is_full;
}

/* ---- cells -------------------------------------------------------------------------------- */

/* Rounds towards 0: the cells there are larger, which does no harm. */
static inline int64_t line_of(const Grid *grid, double value)
{
    return (int64_t)(value * grid->per_unit);
}

/* The cells of a block of 4 x 4 share a cache line of slots, since a line goes from cell to cell. */
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

/* The chain meets the others of each cell that the box touches, and is put there.
 * \return true to stop: one said so, or memory is out. */
static bool meet_others(Grid *grid, uint32_t number, BcuBox box)
{
    if (grid->entry_count + CELLS_MAX > grid->entry_room && !grow(grid))
        return true;
    const BcuChain *chain = &grid->chains[number];
    int64_t east = line_of(grid, box.max_x), north = line_of(grid, box.max_y);
    for (int64_t row = line_of(grid, box.min_y); row <= north; row++)
        for (int64_t column = line_of(grid, box.min_x); column <= east; column++) {
            uint32_t *slot = &grid->slots[slot_of(grid, column, row)];
            for (uint32_t i = *slot; i;) {
                const Entry *entry = &grid->entries[i - 1];
                const BcuChain *other = &grid->chains[entry->chain];
                if (entry->chain != number && bcu_boxes_touch(&chain->box, &other->box) &&
                    grid->look->meet(grid->look, chain, other))
                    return true;
                i = entry->next;
            }
            grid->entries[grid->entry_count] = (Entry){number, *slot};
            *slot = ++grid->entry_count;
        }
    return false;
}

/* A long edge in halves, so that it lies in the cells along its line only. */
static bool meet_along_edge(Grid *grid, uint32_t number, BcuPoint a, BcuPoint b)
{
    BcuBox box = bcu_box_grown(bcu_box_between(a, b), grid->look->reach);
    BcuPoint middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    if (cells_of(grid, box) <= CELLS_MAX)
        return meet_others(grid, number, box);
    return meet_along_edge(grid, number, a, middle) || meet_along_edge(grid, number, middle, b);
}

/* ---- chains ------------------------------------------------------------------------------- */

static bool add_chain(Grid *grid, uint32_t first, uint32_t edges)
{
    const BcuPoint *points = grid->look->points + first;
    BcuBox box = bcu_box_grown(bcu_ring_extent((BcuRing){points, edges + 1}), grid->look->reach);
    bool wide = cells_of(grid, box) > CELLS_MAX;
    if (wide && edges > 1)
        return add_chain(grid, first, edges / 2) || add_chain(grid, first + edges / 2, edges - edges / 2);
    if (grid->chain_count == grid->chain_room && !grow(grid))
        return true;
    uint32_t number = grid->chain_count++;
    BcuChain *chain = &grid->chains[number];
    *chain = (BcuChain){box, first, edges};
    return (edges > 1 && grid->look->meet(grid->look, chain, chain)) ||
           (wide ? meet_along_edge(grid, number, points[0], points[1]) : meet_others(grid, number, box));
}

static bool add_line(Grid *grid, uint32_t line)
{
    size_t last = grid->look->line_start[line + 1] - 1;
    for (size_t at = grid->look->line_start[line]; at < last; at += EDGES_MAX)
        if (add_chain(grid, (uint32_t)at, (uint32_t)MIN(EDGES_MAX, last - at)))
            return true;
    return false;
}

bool bcu_chain_goes_one_way(const BcuPoint *points, const BcuChain *chain, double reach)
{
    const BcuPoint *first = points + chain->first;
    double dx = first[chain->edges].x - first[0].x, dy = first[chain->edges].y - first[0].y;
    double least = reach > 0 ? reach * sqrt(dx * dx + dy * dy) : 0;
    bool ahead = true;
    for (uint32_t i = 0; i < chain->edges; i++) {
        double along_x = (first[i + 1].x - first[i].x) * dx, along_y = (first[i + 1].y - first[i].y) * dy;
        ahead &= along_x + along_y > least + 1e-12 * (fabs(along_x) + fabs(along_y)); /* than rounding can be */
    }
    return ahead;
}

/* ---- edges -------------------------------------------------------------------------------- */

static inline BcuBox box_of(const BcuChainLook *look, uint32_t edge)
{
    return bcu_box_between(look->points[edge], look->points[edge + 1]);
}

bool bcu_chains_compare(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other,
                        bool (*meet)(void *closure, uint32_t edge, uint32_t other))
{
    bool is_same = chain == other;
    uint32_t end = other->first + other->edges;
    if (is_same && bcu_chain_goes_one_way(look->points, chain, look->reach))
        return false;
    for (uint32_t edge = chain->first; edge < chain->first + chain->edges; edge++) {
        BcuBox near = bcu_box_grown(box_of(look, edge), look->reach);
        if (!is_same && !bcu_boxes_touch(&near, &other->box))
            continue;
        for (uint32_t next = is_same ? edge + 1 : other->first; next < end; next++) {
            BcuBox box = box_of(look, next);
            if (bcu_boxes_touch(&near, &box) && meet(look->closure, edge, next))
                return true;
        }
    }
    return false;
}

/* ---- the whole ---------------------------------------------------------------------------- */

static inline bool is_looked_at(const BcuChainLook *look, uint32_t line)
{
    return !look->has || look->has(look->closure, line);
}

/* What is looked at. */
typedef struct Extent {
    size_t edges, lines;
    double length;   /* along the axes */
    double farthest; /* no coordinate is larger */
} Extent;

static Extent measure(const BcuChainLook *look)
{
    Extent extent = {0};
    for (uint32_t line = 0; line < look->line_count; line++) {
        if (!is_looked_at(look, line))
            continue;
        double along_x = 0, along_y = 0; /* apart: neither sum waits for the other */
        size_t last = look->line_start[line + 1] - 1;
        for (size_t i = look->line_start[line]; i < last; i++) {
            along_x += fabs(look->points[i + 1].x - look->points[i].x);
            along_y += fabs(look->points[i + 1].y - look->points[i].y);
        }
        BcuPoint first = look->points[look->line_start[line]];
        extent.farthest = MAX(extent.farthest, fabs(first.x) + fabs(first.y) + along_x + along_y);
        extent.length += along_x + along_y;
        extent.edges += last - look->line_start[line];
        extent.lines++;
    }
    return extent;
}

/* Some times as large as chains are long on average, so that most lie in one cell, and all together in few per chain
 * however much their sizes differ; larger than the reach; and so much larger than the steps between coordinates that an
 * edge can be cut in halves until it lies in few. */
static double cell_size(const Extent *extent, size_t chains, double reach)
{
    double size = MAX(4 * extent->length / (double)chains, 1e-12 * extent->farthest);
    return MAX(size > DBL_MIN ? size : 1, 8 * reach);
}

static bool lay_out(Grid *grid, const BcuChainLook *look)
{
    Extent extent = measure(look);
    size_t chains = extent.edges / EDGES_MAX + extent.lines + 1;
    *grid = (Grid){.look = look, .per_unit = 1 / cell_size(&extent, chains, look->reach), .mask = 255};
    while (grid->mask < chains)
        grid->mask = grid->mask * 2 + 1;
    grid->chain_room = chains + 16;
    grid->entry_room = 2 * grid->chain_room;
    grid->slots = g_try_malloc0_n(grid->mask + 1, sizeof(uint32_t));
    grid->chains = g_try_malloc_n(grid->chain_room, sizeof(BcuChain));
    grid->entries = g_try_malloc_n(grid->entry_room, sizeof(Entry));
    return grid->slots && grid->chains && grid->entries;
}

BcuChainsEnd bcu_chains_look(const BcuChainLook *look)
{
    Grid grid;
    bool ok = lay_out(&grid, look), stopped = false;
    for (uint32_t line = 0; ok && line < look->line_count && !stopped; line++)
        stopped = is_looked_at(look, line) && add_line(&grid, line);
    g_free(grid.slots);
    g_free(grid.chains);
    g_free(grid.entries);
    return !ok || grid.is_full ? BCU_CHAINS_NO_MEMORY : stopped ? BCU_CHAINS_STOPPED : BCU_CHAINS_SEEN;
}
