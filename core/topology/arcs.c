/* Cuts rings into arcs.
 * Rings to arcs: cut where neighbours change, each border kept once.
 *
 * A vertex is a node when two passes of rings through it do not have the same two neighbours.
 * Between nodes all rings run through the same vertices, so the first edge of a run names the
 * whole run, and so does its last edge for the feature on the other side. A ring without a node
 * is a single arc that starts at its lowest vertex id: the feature on the other side, for which
 * it is a hole, starts there, too. */
#include "topology/arcs.h"
#include "base/large_array.h"
#include "geometry/line_with_point.h"

#include <string.h>

/* What is known of an arc beside its sides and nodes. */
typedef struct Cut {
    uint64_t key;    /* the lower of its two end edges, (from << 32 | next) */
    uint32_t source; /* the point where it starts */
    uint32_t edges : 31;
    uint32_t key_is_first : 1; /* that edge is its first, not its last reversed */
} Cut;

typedef struct Cutter {
    const BcuRingSet *rings;
    uint32_t *id; /* per point: its vertex */
    uint64_t *is_node;  /* a bit per vertex id */
    uint64_t *is_first; /* a bit per point: first of its ring */
    uint32_t *nodes_before; /* nodes in the words before, one entry per word of is_node */
    size_t passes;      /* how often rings pass nodes: so many runs there are, and arcs at most */
    Cut *cuts;          /* per arc */
    size_t room;        /* for arcs */
    uint32_t *slots;    /* arc index plus one by key; 0 is free */
    size_t slot_count;
    BcuRuns *runs;
    size_t run_count;
    BcuTopology *topology;
    BcuArcFlaws *flaws;
} Cutter;

static inline bool bit_at(const uint64_t *bits, size_t i)
{
    return bits[i >> 6] >> (i & 63) & 1;
}

static inline void set_bit(uint64_t *bits, size_t i)
{
    bits[i >> 6] |= UINT64_C(1) << (i & 63);
}

static inline bool too_short(const BcuRingSet *rings, size_t ring)
{
    return rings->ring_start[ring + 1] - rings->ring_start[ring] < 4;
}

/* ---- nodes ---------------------------------------------------------------------------- */

/* The end of the ring that has the point. */
static size_t ring_end_of(const BcuRingSet *rings, size_t point)
{
    return rings->ring_start[bcu_line_with_point(rings->ring_start, rings->ring_count, point) + 1];
}

static inline void compare_neighbours(Cutter *cut, size_t point, uint32_t before, uint32_t after)
{
    const uint32_t *id = cut->id;
    uint32_t vertex = id[point];
    if (vertex == after)
        cut->flaws->zero_edges++;
    else if (before == after)
        cut->flaws->spikes++, set_bit(cut->is_node, vertex);
    if (vertex == point)
        return;
    uint32_t first_after = id[vertex + 1];
    uint32_t first_before = bit_at(cut->is_first, vertex)
                                ? id[ring_end_of(cut->rings, vertex) - 2]
                                : id[vertex - 1];
    if ((before != first_before || after != first_after) &&
        (before != first_after || after != first_before))
        set_bit(cut->is_node, vertex);
}

static void mark_nodes(Cutter *cut)
{
    const BcuRingSet *rings = cut->rings;
    for (size_t r = 0; r < rings->ring_count; r++)
        if (rings->ring_start[r] < rings->ring_start[r + 1])
            set_bit(cut->is_first, rings->ring_start[r]);
    for (size_t r = 0; r < rings->ring_count; r++) {
        size_t first = rings->ring_start[r], end = rings->ring_start[r + 1];
        if (too_short(rings, r)) {
            cut->flaws->short_rings++;
            continue;
        }
        uint32_t before = cut->id[end - 2];
        for (size_t i = first; i + 1 < end; i++) {
            compare_neighbours(cut, i, before, cut->id[i + 1]);
            before = cut->id[i];
        }
    }
}

/* Gives every ring at least one node and counts how often rings pass nodes. */
static size_t close_free_rings(Cutter *cut)
{
    const BcuRingSet *rings = cut->rings;
    size_t passes = 0;
    for (size_t r = 0; r < rings->ring_count; r++) {
        if (too_short(rings, r))
            continue;
        size_t before = passes;
        uint32_t lowest = UINT32_MAX;
        for (size_t i = rings->ring_start[r]; i + 1 < rings->ring_start[r + 1]; i++) {
            passes += bit_at(cut->is_node, cut->id[i]);
            lowest = MIN(lowest, cut->id[i]);
        }
        if (passes == before) {
            set_bit(cut->is_node, lowest);
            passes++;
        }
    }
    return passes;
}

static void number_nodes(Cutter *cut)
{
    uint32_t count = 0;
    for (size_t word = 0; word <= cut->rings->point_count >> 6; word++) {
        cut->nodes_before[word] = count;
        count += (uint32_t)__builtin_popcountll(cut->is_node[word]);
    }
    cut->topology->node_count = count;
}

static inline uint32_t node_of(const Cutter *cut, uint32_t vertex)
{
    uint64_t below = cut->is_node[vertex >> 6] & ((UINT64_C(1) << (vertex & 63)) - 1);
    return cut->nodes_before[vertex >> 6] + (uint32_t)__builtin_popcountll(below);
}

/* ---- arcs ----------------------------------------------------------------------------- */

/* A run of a ring from node to node. */
typedef struct Run {
    uint32_t from, next, last, to; /* vertex ids */
    size_t source;                 /* point where it starts */
    uint32_t edges;
    uint32_t record;
} Run;

static int32_t append_arc(Cutter *cut, const Run *run, uint64_t key, bool key_is_first)
{
    BcuTopology *topology = cut->topology;
    uint32_t arc = topology->arc_count++;
    topology->left[arc] = run->record;
    topology->right[arc] = BCU_NONE;
    topology->from[arc] = node_of(cut, run->from);
    topology->to[arc] = node_of(cut, run->to);
    cut->cuts[arc] = (Cut){key, (uint32_t)run->source, run->edges & INT32_MAX, key_is_first};
    cut->flaws->single_sided++;
    return (int32_t)arc;
}

/* The arc that the run is; ~arc where it was there already the other way. */
static int32_t arc_of(Cutter *cut, const Run *run)
{
    uint64_t first = (uint64_t)run->from << 32 | run->next, last = (uint64_t)run->to << 32 | run->last;
    uint64_t key = MIN(first, last);
    bool key_is_first = first <= last;
    uint64_t hash = (key ^ key >> 32) * UINT64_C(0xd6e8feb86659fd93);
    size_t slot = (size_t)((__uint128_t)hash * cut->slot_count >> 64);
    for (; cut->slots[slot]; slot = slot + 1 == cut->slot_count ? 0 : slot + 1) {
        uint32_t arc = cut->slots[slot] - 1;
        if (cut->cuts[arc].key != key)
            continue;
        if (cut->cuts[arc].key_is_first != key_is_first && cut->topology->right[arc] == BCU_NONE) {
            cut->topology->right[arc] = run->record;
            cut->flaws->single_sided--;
            return ~(int32_t)arc;
        }
        cut->flaws->doubled++;
        return append_arc(cut, run, key, key_is_first);
    }
    cut->slots[slot] = cut->topology->arc_count + 1;
    return append_arc(cut, run, key, key_is_first);
}

static void cut_ring(Cutter *cut, size_t ring, uint32_t record)
{
    const uint32_t *id = cut->id;
    size_t start = cut->rings->ring_start[ring], end = cut->rings->ring_start[ring + 1] - 1;
    size_t first = start;
    while (!bit_at(cut->is_node, id[first]))
        first++;
    cut->runs->first[ring] = (uint32_t)(first - start);
    size_t i = first;
    do {
        Run run = {.from = id[i], .next = id[i + 1], .source = i, .record = record};
        do {
            run.last = id[i];
            i = i + 1 == end ? start : i + 1;
            run.edges++;
        } while (!bit_at(cut->is_node, id[i]));
        run.to = id[i];
        cut->runs->arcs[cut->run_count++] = arc_of(cut, &run);
    } while (i != first);
}

/* ---- points --------------------------------------------------------------------------- */

static bool copy_points(const Cutter *cut)
{
    BcuTopology *topology = cut->topology;
    topology->arc_start = g_try_malloc_n((size_t)topology->arc_count + 1, sizeof(size_t));
    if (!topology->arc_start)
        return false;
    size_t count = 0;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        topology->arc_start[arc] = count;
        count += (size_t)cut->cuts[arc].edges + 1;
    }
    topology->arc_start[topology->arc_count] = topology->point_count = count;
    topology->points = bcu_large_array_new(count + 1, sizeof(BcuPoint));
    if (!topology->points)
        return false;
    size_t ring = 0; /* arcs are in the order of the rings that they were cut from */
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        const Cut *from = &cut->cuts[arc];
        while (cut->rings->ring_start[ring + 1] <= from->source)
            ring++;
        size_t start = cut->rings->ring_start[ring], end = cut->rings->ring_start[ring + 1] - 1;
        size_t ahead = MIN((size_t)from->edges + 1, end - from->source);
        BcuPoint *to = topology->points + topology->arc_start[arc];
        memcpy(to, cut->rings->points + from->source, ahead * sizeof(BcuPoint));
        size_t rest = (size_t)from->edges + 1 - ahead;
        memcpy(to + ahead, cut->rings->points + start, rest * sizeof(BcuPoint));
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------ */

/* \return false when memory is out; what there is stays. */
static bool resize(Cutter *cut, size_t room)
{
    BcuTopology *topology = cut->topology;
    uint32_t **columns[] = {&topology->left, &topology->right, &topology->from, &topology->to};
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        uint32_t *column = g_try_realloc_n(*columns[i], room, sizeof(uint32_t));
        if (!column)
            return false;
        *columns[i] = column;
    }
    Cut *cuts = g_try_realloc_n(cut->cuts, room, sizeof(Cut));
    if (cuts)
        cut->cuts = cuts, cut->room = room;
    return cuts != NULL;
}

/* Room for the arcs of a ring. */
static bool make_room(Cutter *cut, size_t ring)
{
    size_t edges = cut->rings->ring_start[ring + 1] - cut->rings->ring_start[ring];
    size_t needed = MIN(cut->topology->arc_count + edges, cut->passes);
    return needed < cut->room || resize(cut, MIN(needed + needed / 4, cut->passes) + 1);
}

/* Where neighbours fit, most arcs are passed twice: room for more is made when it is needed. */
static bool allocate_arcs(Cutter *cut)
{
    cut->slot_count = cut->passes + cut->passes / 2 + 1;
    cut->slots = g_try_malloc0_n(cut->slot_count, sizeof(uint32_t));
    cut->runs->arcs = g_try_malloc_n(cut->passes + 1, sizeof(int32_t));
    cut->runs->first = g_try_malloc0_n(cut->rings->ring_count + 1, sizeof(uint32_t));
    return cut->slots && cut->runs->arcs && cut->runs->first && resize(cut, cut->passes / 2 + cut->passes / 16 + 1);
}

static void clear_cutter(Cutter *cut)
{
    g_free(cut->id);
    g_free(cut->is_node);
    g_free(cut->is_first);
    g_free(cut->nodes_before);
    g_free(cut->cuts);
    g_free(cut->slots);
}

static bool cut_rings(Cutter *cut)
{
    const BcuRingSet *rings = cut->rings;
    for (uint32_t record = 0; record < rings->record_count; record++)
        for (size_t r = rings->record_start[record]; r < rings->record_start[record + 1]; r++) {
            if (too_short(rings, r))
                continue;
            if (!make_room(cut, r))
                return false;
            cut_ring(cut, r, record);
        }
    return true;
}

static BcuCut cut_all(Cutter *cut)
{
    size_t words = (cut->rings->point_count >> 6) + 1;
    cut->is_node = g_try_malloc0_n(words, sizeof(uint64_t));
    cut->is_first = g_try_malloc0_n(words, sizeof(uint64_t));
    cut->nodes_before = g_try_malloc_n(words, sizeof(uint32_t));
    if (!cut->is_node || !cut->is_first || !cut->nodes_before)
        return BCU_CUT_NO_MEMORY;
    mark_nodes(cut);
    cut->passes = close_free_rings(cut);
    if (cut->passes >= INT32_MAX)
        return BCU_CUT_TOO_MANY_ARCS;
    number_nodes(cut);
    if (!allocate_arcs(cut) || !cut_rings(cut))
        return BCU_CUT_NO_MEMORY;
    g_clear_pointer(&cut->id, g_free); /* arcs are found; their points need the memory */
    g_clear_pointer(&cut->slots, g_free);
    return copy_points(cut) && resize(cut, (size_t)cut->topology->arc_count + 1) ? BCU_CUT_DONE : BCU_CUT_NO_MEMORY;
}

BcuCut bcu_arcs_cut(const BcuRingSet *rings, uint32_t *id, BcuTopology *topology, BcuArcFlaws *flaws, BcuRuns *runs)
{
    Cutter cut = {.rings = rings, .id = id, .topology = topology, .flaws = flaws, .runs = runs};
    *flaws = (BcuArcFlaws){0};
    *runs = (BcuRuns){0};
    BcuCut result = cut_all(&cut);
    if (result != BCU_CUT_DONE)
        bcu_runs_clear(runs);
    clear_cutter(&cut);
    return result;
}

/* ---- back again ----------------------------------------------------------------------- */

void bcu_runs_clear(BcuRuns *runs)
{
    g_clear_pointer(&runs->arcs, g_free);
    g_clear_pointer(&runs->first, g_free);
}

/* Writes the points of an arc but the last, which the next one begins with, into a ring of so many edges.
 * \return where to go on. */
static size_t write_arc(const BcuTopology *topology, int32_t run, BcuPoint *ring, size_t edges, size_t at)
{
    uint32_t arc = (uint32_t)(run < 0 ? ~run : run);
    const BcuPoint *first = topology->points + topology->arc_start[arc];
    const BcuPoint *last = topology->points + topology->arc_start[arc + 1] - 1;
    for (const BcuPoint *point = run < 0 ? last : first; point != (run < 0 ? first : last); point += run < 0 ? -1 : 1) {
        ring[at] = *point;
        at = at + 1 == edges ? 0 : at + 1;
    }
    return at;
}

BcuPoint *bcu_arcs_join(const BcuTopology *topology, const BcuRuns *runs, const size_t *ring_start, size_t ring_count)
{
    BcuPoint *points = g_try_malloc_n(ring_start[ring_count] + 1, sizeof(BcuPoint));
    const int32_t *run = runs->arcs;
    for (size_t r = 0; points && r < ring_count; r++) {
        BcuPoint *ring = points + ring_start[r];
        size_t edges = ring_start[r + 1] - ring_start[r] - 1, at = runs->first[r];
        do
            at = write_arc(topology, *run++, ring, edges, at);
        while (at != runs->first[r]);
        ring[edges] = ring[0];
    }
    return points;
}
