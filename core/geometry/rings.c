/* Sorts the rings of a record into shells and holes.
 * Shells and holes of one record. */
#include "geometry/rings.h"
#include "geometry/ring_depth.h"
#include "geometry/sweep.h"
#include <string.h>

void bcu_points_reverse(BcuPoint *points, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        BcuPoint swap = points[i];
        points[i] = points[count - 1 - i];
        points[count - 1 - i] = swap;
    }
}

/* Whether `inner` lies in `outer`. Rings may touch, so one vertex can lie on the other's line:
 * the majority of a few tells. */
static bool ring_in_ring(BcuRing inner, BcuRing outer)
{
    size_t inside = 0, asked = 0, step = MAX(1, inner.count / 7);
    for (size_t i = 0; i + 1 < inner.count; i += step, asked++) {
        BcuPoint middle = {(inner.points[i].x + inner.points[i + 1].x) / 2,
                           (inner.points[i].y + inner.points[i + 1].y) / 2};
        inside += bcu_ring_contains(outer, middle);
    }
    return inside * 2 > asked;
}

/* ---- the shell of each hole ------------------------------------------------------------- */

typedef struct Record {
    const BcuRing *rings;
    const bool *is_hole;
    size_t count;
    double *area; /* without sign */
    BcuBox *box;
} Record;

static Record measure(const BcuRing *rings, const bool *is_hole, size_t count)
{
    Record record = {rings, is_hole, count, g_new(double, count + 1), g_new(BcuBox, count + 1)};
    for (size_t r = 0; r < count; r++) {
        record.area[r] = fabs(bcu_ring_area(rings[r]));
        record.box[r] = bcu_ring_extent(rings[r]);
    }
    return record;
}

static void record_clear(Record *record)
{
    g_free(record->area);
    g_free(record->box);
}

static bool lies_in(const Record *record, size_t inner, size_t outer)
{
    const BcuBox *in = &record->box[inner], *out = &record->box[outer];
    return in->min_x >= out->min_x && in->max_x <= out->max_x && in->min_y >= out->min_y && in->max_y <= out->max_y &&
           record->area[outer] > record->area[inner] && ring_in_ring(record->rings[inner], record->rings[outer]);
}

/* The smallest shell around the hole; SIZE_MAX for none. */
static size_t search(const Record *record, const GArray *shells, size_t hole)
{
    size_t found = SIZE_MAX;
    for (guint i = 0; i < shells->len; i++) {
        size_t shell = g_array_index(shells, size_t, i);
        if ((found == SIZE_MAX || record->area[shell] < record->area[found]) && lies_in(record, hole, shell))
            found = shell;
    }
    return found;
}

/* The edge next to the hole in the west, if the record lies on this side of it, is one of its shell, or of
 * another hole of that shell. In a record whose rings touch or run the wrong way it may tell nothing. */
static size_t owner_beside(const Record *record, const BcuSweepEdge *west, size_t hole, const size_t *owner)
{
    bool clockwise = bcu_ring_area(record->rings[west->ring]) < 0;
    bool faces_record = (west->heads_north == clockwise) != record->is_hole[west->ring];
    size_t shell = faces_record ? owner[west->ring] : SIZE_MAX;
    return shell != SIZE_MAX && record->area[shell] > record->area[hole] ? shell : SIZE_MAX;
}

static int from_the_west(const void *a, const void *b)
{
    const BcuSweepPoint *p = a, *q = b;
    return p->at.x < q->at.x ? -1 : p->at.x > q->at.x;
}

static BcuPoint westernmost(BcuRing ring)
{
    BcuPoint west = ring.points[0];
    for (size_t i = 1; i < ring.count; i++)
        if (ring.points[i].x < west.x || (ring.points[i].x == west.x && ring.points[i].y < west.y))
            west = ring.points[i];
    return west;
}

/* Sets the owners that a sweep over the record tells. */
static void sweep(const Record *record, size_t *owner)
{
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(BcuSweepPoint));
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(BcuSweepEdge));
    for (size_t r = 0; r < record->count; r++) {
        BcuSweepPoint point = {{0, 0}, (uint32_t)r, BCU_NONE};
        if (!record->is_hole[r] || record->rings[r].count == 0)
            continue;
        point.at = westernmost(record->rings[r]);
        g_array_append_val(points, point);
    }
    bcu_sweep_sort(points);
    for (size_t r = 0; r < record->count; r++)
        for (size_t i = 0; i + 1 < record->rings[r].count; i++)
            bcu_sweep_add(points, record->rings[r].points[i], record->rings[r].points[i + 1], (uint32_t)r, edges);
    bcu_sweep_run(points, edges);
    g_array_sort(points, from_the_west);
    for (guint i = 0; i < points->len; i++) {
        const BcuSweepPoint *point = &g_array_index(points, BcuSweepPoint, i);
        if (point->west != BCU_NONE)
            owner[point->ring] =
                owner_beside(record, &g_array_index(edges, BcuSweepEdge, point->west), point->ring, owner);
    }
}

/* Searches for those that the sweep leaves open. \return false at the first that lies in no shell. */
static bool find_owners(const Record *record, size_t *owner)
{
    g_autoptr(GArray) shells = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t r = 0; r < record->count; r++) {
        owner[r] = record->is_hole[r] ? SIZE_MAX : r;
        if (!record->is_hole[r])
            g_array_append_val(shells, r);
    }
    sweep(record, owner);
    bool all = true;
    for (size_t r = 0; all && r < record->count; r++)
        if (owner[r] == SIZE_MAX)
            all = (owner[r] = search(record, shells, r)) != SIZE_MAX;
    return all;
}

/* By nesting alone: in an even number of others a ring is a shell, else a hole of the smallest of them. Where
 * rings cross, that may be none: they are repaired with the topology. */
static void tell_by_nesting(const Record *record, bool *is_hole, size_t *owner)
{
    g_autofree BcuRingDepth *depths = bcu_ring_depths(record->rings, record->count);
    for (size_t r = 0; r < record->count; r++) {
        is_hole[r] = depths && depths[r].depth % 2 == 1 && depths[depths[r].parent].depth % 2 == 0;
        owner[r] = is_hole[r] ? depths[r].parent : r;
    }
}

/* ---- the order of the rings --------------------------------------------------------------- */

typedef struct Writer {
    BcuPoint *points;
    const BcuPoint *copy; /* of the record's points, as they were */
    const BcuPoint *from; /* where these lay */
    size_t *ring_start, used, placed;
} Writer;

static void place(Writer *writer, BcuRing ring, bool is_hole)
{
    BcuPoint *to = writer->points + writer->used;
    memcpy(to, writer->copy + (ring.points - writer->from), ring.count * sizeof(BcuPoint));
    bool clockwise = bcu_ring_area((BcuRing){to, ring.count}) < 0;
    if (clockwise != is_hole)
        bcu_points_reverse(to, ring.count);
    writer->used += ring.count;
    writer->placed++;
    writer->ring_start[writer->placed] = writer->ring_start[0] + writer->used;
}

/* Each shell, then its holes in order. */
static void reorder(BcuPoint *points, size_t *ring_start, const Record *record, const size_t *owner)
{
    size_t first = ring_start[0], count = record->count, *next = g_new(size_t, count + 1);
    g_autofree BcuPoint *copy = g_memdup2(points + first, (ring_start[count] - first) * sizeof(BcuPoint));
    Writer writer = {points + first, copy, points + first, ring_start, 0, 0};
    for (size_t r = 0; r < count; r++)
        next[r] = SIZE_MAX;
    for (size_t r = count; r-- > 0;)
        if (owner[r] != r) {
            next[r] = next[owner[r]];
            next[owner[r]] = r;
        }
    for (size_t shell = 0; shell < count; shell++)
        for (size_t r = shell; owner[shell] == shell && r != SIZE_MAX; r = next[r])
            place(&writer, record->rings[r], record->is_hole[r]);
    g_free(next);
}

bool bcu_rings_set_right(BcuPoint *points, size_t *ring_start, size_t ring_count)
{
    g_autofree BcuRing *rings = g_new(BcuRing, ring_count);
    g_autofree bool *is_hole = g_new(bool, ring_count);
    size_t holes = 0;
    for (size_t r = 0; r < ring_count; r++) {
        rings[r] = (BcuRing){points + ring_start[r], ring_start[r + 1] - ring_start[r]};
        is_hole[r] = bcu_ring_area(rings[r]) > 0;
        holes += is_hole[r];
    }
    if (holes == 0) { /* the common case costs no search */
        for (size_t r = 0; r < ring_count; r++)
            bcu_points_reverse(points + ring_start[r], rings[r].count);
        return false;
    }
    g_autofree size_t *owner = g_new(size_t, ring_count);
    Record record = measure(rings, is_hole, ring_count);
    bool contradiction = !find_owners(&record, owner);
    if (contradiction)
        tell_by_nesting(&record, is_hole, owner);
    reorder(points, ring_start, &record, owner);
    record_clear(&record);
    return contradiction;
}
