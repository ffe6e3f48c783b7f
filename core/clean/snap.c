/* Merges vertices that are closer than the tolerance.
 * Merging by distance through a spatial hash. */
#include "clean/snap.h"
#include "clean/near_edges.h"
#include "geometry/predicates.h"
#include <math.h>
#include <string.h>

typedef struct Hash {
    uint32_t *first; /* per slot: index + 1 of the last representative filed there */
    uint32_t *next;  /* per point: index + 1 of the one before it in its slot; of a merged one: whom it joins */
    uint64_t *merged; /* a bit per point */
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
    hash->first = g_try_malloc_n(hash->mask + 1, sizeof(uint32_t));
    hash->next = g_try_malloc_n(count + 1, sizeof(uint32_t));
    hash->merged = g_try_malloc_n((count >> 6) + 1, sizeof(uint64_t));
    return hash->first && hash->next && hash->merged;
}

static void hash_empty(Hash *hash, size_t count)
{
    memset(hash->first, 0, (hash->mask + 1) * sizeof(uint32_t));
    memset(hash->merged, 0, ((count >> 6) + 1) * sizeof(uint64_t));
}

static void hash_clear(Hash *hash)
{
    g_free(hash->first);
    g_free(hash->next);
    g_free(hash->merged);
}

static inline bool is_merged(const Hash *hash, size_t i)
{
    return hash->merged[i >> 6] >> (i & 63) & 1;
}

static void merge(Hash *hash, size_t i, uint32_t with)
{
    hash->next[i] = with;
    hash->merged[i >> 6] |= UINT64_C(1) << (i & 63);
}

/* Where a point is when it has joined its representative. */
static inline BcuPoint joined(const Hash *hash, const BcuPoint *points, size_t i)
{
    return points[is_merged(hash, i) ? hash->next[i] - 1 : i];
}

/* One attempt; how many vertices would move. */
static size_t pair_up(const BcuRingSet *rings, const bool *stays, Hash *hash, double tolerance)
{
    const BcuPoint *points = rings->points;
    size_t moved = 0;
    hash_empty(hash, rings->point_count);
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
            merge(hash, i, near);
        }
    }
    return moved;
}

/* Twice the area of a ring when its vertices have joined their representatives. */
static double joined_area(const BcuRingSet *rings, const Hash *hash, size_t ring)
{
    size_t first = rings->ring_start[ring], end = rings->ring_start[ring + 1];
    BcuPoint origin = joined(hash, rings->points, first), from = {0, 0};
    double area = 0;
    for (size_t i = first + 1; i < end; i++) {
        BcuPoint at = joined(hash, rings->points, i);
        BcuPoint to = {at.x - origin.x, at.y - origin.y};
        area += from.x * to.y - to.x * from.y;
        from = to;
    }
    return area;
}

/* Marks the rings that would lose their area; whether there are new ones. */
static bool mark_collapsing(const BcuRingSet *rings, const Hash *hash, bool *stays)
{
    bool found = false;
    for (size_t r = 0; r < rings->ring_count; r++) {
        size_t first = rings->ring_start[r], count = rings->ring_start[r + 1] - first;
        double before = bcu_ring_area((BcuRing){rings->points + first, count});
        if (stays[r] || before == 0)
            continue;
        stays[r] = !(joined_area(rings, hash, r) / (2 * before) > 0.5);
        found |= stays[r];
    }
    return found;
}

bool bcu_snap_rings(const BcuRingSet *rings, BcuPoint *points, double tolerance, size_t *moved)
{
    g_autofree bool *stays = g_try_malloc0_n(rings->ring_count + 1, sizeof(bool));
    Hash hash = {0};
    bool ok = hash_new(&hash, rings->point_count, tolerance) && stays;
    if (ok) {
        do
            *moved = pair_up(rings, stays, &hash, tolerance);
        while (mark_collapsing(rings, &hash, stays));
        for (size_t i = 0; i < rings->point_count; i++)
            points[i] = joined(&hash, points, i); /* representatives stay where they are */
    }
    hash_clear(&hash);
    return ok;
}

/* ---- whether it is worth it ------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    BcuPoint p = *(const BcuPoint *)a, q = *(const BcuPoint *)b;
    return bcu_point_before(p, q) ? -1 : bcu_point_before(q, p);
}

/* Leaves out vertices that have the same place as another. */
static void keep_single(GArray *sample)
{
    BcuPoint *points = (BcuPoint *)(void *)sample->data;
    guint kept = 0;
    g_array_sort(sample, by_place);
    for (guint first = 0, end = 0; first < sample->len; first = end) {
        while (end < sample->len && bcu_points_equal(points[first], points[end]))
            end++;
        if (end == first + 1)
            points[kept++] = points[first];
    }
    g_array_set_size(sample, kept);
}

bool bcu_snap_is_due(const BcuRingSet *rings, BcuBox box, double tolerance)
{
    enum { ENOUGH = 4000 };
    double share = sqrt(ENOUGH / (double)(rings->point_count + 1)) / 2;
    double wide = share * (box.max_x - box.min_x), high = share * (box.max_y - box.min_y);
    BcuPoint centre = rings->point_count ? rings->points[rings->point_count / 2] : (BcuPoint){0, 0};
    g_autoptr(GArray) sample = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    for (size_t r = 0; r < rings->ring_count && sample->len < ENOUGH; r++)
        for (size_t i = rings->ring_start[r]; i + 1 < rings->ring_start[r + 1]; i++)
            if (fabs(rings->points[i].x - centre.x) <= wide && fabs(rings->points[i].y - centre.y) <= high)
                g_array_append_val(sample, rings->points[i]);
    keep_single(sample);
    size_t ring_start[] = {0, sample->len}, record_start[] = {0, 1}, moved = 0;
    BcuPoint *points = (BcuPoint *)(void *)sample->data;
    BcuRingSet as_ring = {points, sample->len, ring_start, 1, record_start, 1};
    return sample->len > 0 && bcu_snap_rings(&as_ring, points, tolerance, &moved) && moved > sample->len / 10;
}
