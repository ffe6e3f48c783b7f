/* Vertices with equal coordinates get one id, through a hash table of point indices.
 *
 * A look-up in a table larger than the cache waits for memory, three times as long as all other
 * work on a vertex. So look-ups go in batches: first the slots of a whole batch are asked for,
 * then the points that the slots name, and only then are they compared. Most borders are passed twice:
 * once a vertex is found to be known, those behind it are looked for along the border that it is on. */
#include "vertices.h"
#include "large_array.h"

#include <string.h>

enum { BATCH = 64 };

typedef struct VertexTable {
    const BcuPoint *points;
    uint32_t *slots; /* index of a point plus one; 0 is free */
    size_t capacity;
} VertexTable;

static inline size_t slot_of(const VertexTable *table, BcuPoint point)
{
    uint64_t x, y;
    double px = point.x + 0.0, py = point.y + 0.0; /* -0 becomes 0 */
    memcpy(&x, &px, sizeof x);
    memcpy(&y, &py, sizeof y);
    /* Odd constants without meaning: the product mixes all bits of both, high and low half. */
    __uint128_t mixed = (__uint128_t)(x ^ 0x9d39247e33776d41u) * (y ^ 0x2af7398005aaa5c7u);
    uint64_t hash = (uint64_t)(mixed >> 64) ^ (uint64_t)mixed;
    hash *= 0xd6e8feb86659fd93u;
    return (size_t)(((hash >> 32) * table->capacity) >> 32);
}

static inline uint32_t find_or_add(const VertexTable *table, size_t slot, size_t index)
{
    const BcuPoint *points = table->points;
    for (;;) {
        uint32_t held = table->slots[slot];
        if (held == 0) {
            table->slots[slot] = (uint32_t)index + 1;
            return (uint32_t)index;
        }
        if (points[held - 1].x == points[index].x && points[held - 1].y == points[index].y)
            return held - 1;
        slot = slot + 1 == table->capacity ? 0 : slot + 1;
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
    size_t slot[BATCH], count = MIN((size_t)BATCH, end - first);
    for (size_t i = 0; i < count; i++) {
        slot[i] = slot_of(table, table->points[first + i]);
        __builtin_prefetch(table->slots + slot[i], 1);
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t held = table->slots[slot[i]];
        if (held)
            __builtin_prefetch(table->points + held - 1);
    }
    size_t at = first;
    while (at < first + count) {
        id[at] = find_or_add(table, slot[at - first], at);
        at++;
        if (id[at - 1] + 1 != at)
            at = follow(table->points, at, end, id);
    }
    return at;
}

uint32_t *bcu_vertices_identify(const BcuPoint *points, size_t count)
{
    /* The slots behind the ids, so that both leave one room, which the arcs' points fit into. */
    VertexTable table = {.points = points, .capacity = count + count / 2 + 1};
    uint32_t *id = bcu_large_array_new(count + 1 + table.capacity, sizeof(uint32_t));
    if (!id)
        return NULL;
    table.slots = id + count + 1;
    memset(table.slots, 0, table.capacity * sizeof(uint32_t));
    for (size_t i = 0; i < count;)
        i = identify_batch(&table, i, count, id);
    return id;
}
