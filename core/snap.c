/* Merging by distance through a spatial hash. */
#include "snap.h"
#include <math.h>

typedef struct Hash {
    uint32_t *first; /* per slot: index + 1 of the last representative filed there */
    uint32_t *next;  /* per point: index + 1 of the one before it in its slot */
    size_t mask;
    double cell;
} Hash;

static size_t slot_of(const Hash *hash, int64_t column, int64_t row)
{
    uint64_t key = (uint64_t)column * 0x9e3779b97f4a7c15u ^ ((uint64_t)row + 0x7f4a7c15u) * 0xc2b2ae3d27d4eb4fu;
    key ^= key >> 29;
    return (size_t)(key * 0xbf58476d1ce4e5b9u >> 20) & hash->mask;
}

/* The nearest representative within the tolerance; 0 for none, else index + 1. */
static uint32_t find(const Hash *hash, const BcuPoint *points, BcuPoint p, double tolerance)
{
    int64_t column = (int64_t)floor(p.x / hash->cell), row = (int64_t)floor(p.y / hash->cell);
    double nearest = tolerance * tolerance;
    uint32_t found = 0;
    for (int64_t c = column - 1; c <= column + 1; c++)
        for (int64_t r = row - 1; r <= row + 1; r++)
            for (uint32_t i = hash->first[slot_of(hash, c, r)]; i; i = hash->next[i - 1]) {
                double dx = points[i - 1].x - p.x, dy = points[i - 1].y - p.y;
                if (dx * dx + dy * dy <= nearest) {
                    nearest = dx * dx + dy * dy;
                    found = i;
                }
            }
    return found;
}

size_t bcu_snap_points(BcuPoint *points, size_t count, double tolerance)
{
    if (!(tolerance > 0) || count >= UINT32_MAX)
        return 0;
    Hash hash = {.mask = 1023, .cell = tolerance};
    while (hash.mask < count)
        hash.mask = hash.mask * 2 + 1;
    hash.first = g_try_malloc0_n(hash.mask + 1, sizeof(uint32_t));
    hash.next = g_try_malloc0_n(count + 1, sizeof(uint32_t));
    size_t moved = 0;
    for (size_t i = 0; hash.first && hash.next && i < count; i++) {
        uint32_t near = find(&hash, points, points[i], tolerance);
        if (near) {
            moved += points[i].x != points[near - 1].x || points[i].y != points[near - 1].y;
            points[i] = points[near - 1];
            continue;
        }
        size_t slot = slot_of(&hash, (int64_t)floor(points[i].x / hash.cell), (int64_t)floor(points[i].y / hash.cell));
        hash.next[i] = hash.first[slot];
        hash.first[slot] = (uint32_t)i + 1;
    }
    g_free(hash.first);
    g_free(hash.next);
    return moved;
}
