/* Numbers vertices by their coordinates.
 * Vertices with equal coordinates get one id, through a hash table of point indices.
 *
 * A look-up in a table larger than the cache waits for memory, three times as long as all other work on a vertex.
 * So look-ups go in batches: first the slots of a whole batch are asked for, and only then looked at. A slot has bits
 * to spare above the index: they hold a mark of the vertex, so that hardly ever a point is looked at that is not the
 * one sought. Most borders are passed twice: once a vertex is found to be known, those behind it are looked for along
 * the border that it is on. */
#include "topology/vertices.h"
#include "base/large_array.h"

#include <string.h>

enum { BATCH = 64 };

typedef struct VertexTable {
    const BcuPoint *points;
    uint32_t *slots; /* index of a point plus one, and its mark; 0 is free */
    size_t capacity;
    uint32_t mark; /* the bits that no index needs */
} VertexTable;

static inline uint64_t hash_of(BcuPoint point)
{
    uint64_t x, y;
    double px = point.x + 0.0, py = point.y + 0.0; /* -0 becomes 0 */
    memcpy(&x, &px, sizeof x);
    memcpy(&y, &py, sizeof y);
    /* Odd constants without meaning: the product mixes all bits of both, high and low half. */
    __uint128_t mixed = (__uint128_t)(x ^ 0x9d39247e33776d41u) * (y ^ 0x2af7398005aaa5c7u);
    uint64_t hash = (uint64_t)(mixed >> 64) ^ (uint64_t)mixed;
    return hash * 0xd6e8feb86659fd93u;
}

static inline size_t slot_of(const VertexTable *table, uint64_t hash)
{
    return (size_t)(((hash >> 32) * table->capacity) >> 32);
}

/* Of the lower half of the hash, as the slot is of the upper one. */
static inline uint32_t mark_of(const VertexTable *table, uint64_t hash)
{
    return (uint32_t)hash & table->mark;
}

static inline uint32_t find_or_add(const VertexTable *table, uint64_t hash, size_t index)
{
    const BcuPoint *points = table->points;
    uint32_t mark = mark_of(table, hash);
    for (size_t slot = slot_of(table, hash);; slot = slot + 1 == table->capacity ? 0 : slot + 1) {
        uint32_t held = table->slots[slot];
        if (held == 0) {
            table->slots[slot] = ((uint32_t)index + 1) | mark;
            return (uint32_t)index;
        }
        uint32_t other = (held & ~table->mark) - 1;
        if ((held & table->mark) == mark && points[other].x == points[index].x && points[other].y == points[index].y)
            return other;
    }
}

/* Goes on from a vertex that is known: the ring that had it first, a neighbour's, mostly runs the other way.
 * \return where the two part. */
static inline size_t follow(const BcuPoint *points, size_t at, size_t end, uint32_t *id)
{
    for (uint32_t known = id[at - 1]; at < end && known > 0; at++) {
        known--;
        if (points[known].x != points[at].x || points[known].y != points[at].y)
            break;
        id[at] = known = id[known];
    }
    return at;
}

/* From `first` on, at least a batch. \return where the next begins. */
static size_t identify_batch(const VertexTable *table, size_t first, size_t end, uint32_t *id)
{
    uint64_t hash[BATCH];
    size_t count = MIN((size_t)BATCH, end - first);
    for (size_t i = 0; i < count; i++) {
        hash[i] = hash_of(table->points[first + i]);
        __builtin_prefetch(table->slots + slot_of(table, hash[i]), 1);
    }
    size_t at = first;
    while (at < first + count) {
        id[at] = find_or_add(table, hash[at - first], at);
        at++;
        if (id[at - 1] + 1 != at)
            at = follow(table->points, at, end, id);
    }
    return at;
}

/* \return the bits above those of `count`; no bit where there are none. */
static uint32_t bits_beside(size_t count)
{
    guint needed = g_bit_storage(count);
    return needed < 32 ? UINT32_MAX << needed : 0;
}

static size_t slots_for(size_t count)
{
    return count + count / 2 + 1;
}

/* The slots behind the ids, so that both leave one room, which the arcs' points fit into. */
static size_t room_for(size_t count)
{
    return count + 1 + slots_for(count);
}

void bcu_vertices_expect(size_t count)
{
    bcu_large_array_expect0(room_for(count), sizeof(uint32_t));
}

uint32_t *bcu_vertices_identify(const BcuPoint *points, size_t count)
{
    VertexTable table = {.points = points, .capacity = slots_for(count), .mark = bits_beside(count)};
    uint32_t *id = bcu_large_array_new0(room_for(count), sizeof(uint32_t));
    if (!id)
        return NULL;
    table.slots = id + count + 1;
    for (size_t i = 0; i < count;)
        i = identify_batch(&table, i, count, id);
    return id;
}
