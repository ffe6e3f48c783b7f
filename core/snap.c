/* Merging by distance through a spatial hash. */
#include "snap.h"
#include <math.h>
#include <string.h>

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

/* The nearest representative within the tolerance; 0 for none, else index + 1. Cells are wider than the
 * tolerance, so that mostly one holds all that can be near. */
static uint32_t find(const Hash *hash, const BcuPoint *points, BcuPoint p, double tolerance)
{
    int64_t column = (int64_t)floor((p.x - tolerance) / hash->cell), row = (int64_t)floor((p.y - tolerance) / hash->cell);
    int64_t column_end = (int64_t)floor((p.x + tolerance) / hash->cell), row_end = (int64_t)floor((p.y + tolerance) / hash->cell);
    double nearest = tolerance * tolerance;
    uint32_t found = 0;
    for (int64_t c = column; c <= column_end; c++)
        for (int64_t r = row; r <= row_end; r++)
            for (uint32_t i = hash->first[slot_of(hash, c, r)]; i; i = hash->next[i - 1]) {
                double dx = points[i - 1].x - p.x, dy = points[i - 1].y - p.y;
                if (dx * dx + dy * dy <= nearest) {
                    nearest = dx * dx + dy * dy;
                    found = i;
                }
            }
    return found;
}

static void file_point(const Hash *hash, const BcuPoint *points, size_t i)
{
    size_t slot = slot_of(hash, (int64_t)floor(points[i].x / hash->cell), (int64_t)floor(points[i].y / hash->cell));
    hash->next[i] = hash->first[slot];
    hash->first[slot] = (uint32_t)i + 1;
}

static bool hash_new(Hash *hash, size_t count, double tolerance)
{
    *hash = (Hash){.mask = 1023, .cell = 8 * tolerance};
    while (hash->mask < count / 2)
        hash->mask = hash->mask * 2 + 1;
    hash->first = g_try_malloc0_n(hash->mask + 1, sizeof(uint32_t));
    hash->next = g_try_malloc_n(count + 1, sizeof(uint32_t));
    return hash->first && hash->next;
}

static void hash_clear(Hash *hash)
{
    g_free(hash->first);
    g_free(hash->next);
}

static BcuRing ring_at(const BcuRingSet *rings, const BcuPoint *points, size_t ring)
{
    return (BcuRing){points + rings->ring_start[ring], rings->ring_start[ring + 1] - rings->ring_start[ring]};
}

/* One attempt, on a fresh copy of the vertices. */
static size_t snap(const BcuRingSet *rings, const bool *stays, Hash *hash, BcuPoint *points, double tolerance)
{
    size_t moved = 0;
    for (size_t r = 0; r < rings->ring_count; r++)
        for (size_t i = rings->ring_start[r]; stays[r] && i + 1 < rings->ring_start[r + 1]; i++)
            file_point(hash, points, i);
    for (size_t r = 0; r < rings->ring_count; r++) {
        if (stays[r])
            continue;
        for (size_t i = rings->ring_start[r]; i < rings->ring_start[r + 1]; i++) {
            uint32_t near = find(hash, points, points[i], tolerance);
            if (!near) {
                file_point(hash, points, i);
                continue;
            }
            moved += points[i].x != points[near - 1].x || points[i].y != points[near - 1].y;
            points[i] = points[near - 1];
        }
    }
    return moved;
}

/* Marks the rings that have lost their area; whether there are new ones. */
static bool mark_collapsed(const BcuRingSet *rings, const BcuPoint *points, bool *stays)
{
    bool found = false;
    for (size_t r = 0; r < rings->ring_count; r++) {
        double before = bcu_ring_area(ring_at(rings, rings->points, r));
        double after = bcu_ring_area(ring_at(rings, points, r));
        bool collapsed = !stays[r] && before != 0 && !(after / before > 0.5);
        stays[r] |= collapsed;
        found |= collapsed;
    }
    return found;
}

bool bcu_snap_rings(const BcuRingSet *rings, BcuPoint *points, double tolerance, size_t *moved)
{
    g_autofree bool *stays = g_try_malloc0_n(rings->ring_count + 1, sizeof(bool));
    bool ok = stays != NULL;
    do {
        Hash hash = {0};
        ok = ok && hash_new(&hash, rings->point_count, tolerance);
        memcpy(points, rings->points, rings->point_count * sizeof(BcuPoint));
        if (ok)
            *moved = snap(rings, stays, &hash, points, tolerance);
        hash_clear(&hash);
    } while (ok && mark_collapsed(rings, points, stays));
    return ok;
}
