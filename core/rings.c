/* Shells and holes of one record. */
#include "rings.h"
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

void bcu_rings_own(const BcuRing *rings, const bool *is_hole, size_t count, size_t *owner)
{
    g_autofree BcuBox *boxes = g_new(BcuBox, count + 1);
    for (size_t r = 0; r < count; r++)
        boxes[r] = bcu_ring_extent(rings[r]);
    for (size_t hole = 0; hole < count; hole++) {
        owner[hole] = is_hole[hole] ? SIZE_MAX : hole;
        double smallest = INFINITY;
        for (size_t shell = 0; is_hole[hole] && shell < count; shell++) {
            if (is_hole[shell] || boxes[hole].min_x < boxes[shell].min_x ||
                boxes[hole].max_x > boxes[shell].max_x || boxes[hole].min_y < boxes[shell].min_y ||
                boxes[hole].max_y > boxes[shell].max_y)
                continue;
            double area = fabs(bcu_ring_area(rings[shell]));
            if (area < smallest && ring_in_ring(rings[hole], rings[shell])) {
                smallest = area;
                owner[hole] = shell;
            }
        }
    }
}

/* By nesting alone: in an even number of others a ring is a shell, else a hole. */
static void tell_by_nesting(const BcuRing *rings, size_t count, bool *is_hole)
{
    for (size_t r = 0; r < count; r++) {
        size_t depth = 0;
        double area = fabs(bcu_ring_area(rings[r]));
        for (size_t other = 0; other < count; other++)
            depth += other != r && fabs(bcu_ring_area(rings[other])) > area &&
                     ring_in_ring(rings[r], rings[other]);
        is_hole[r] = depth % 2 == 1;
    }
}

static void reorder(BcuPoint *points, size_t *ring_start, const BcuRing *rings, const bool *is_hole,
                    const size_t *owner, size_t count)
{
    size_t first = ring_start[0], total = ring_start[count] - first, used = 0, placed = 0;
    g_autofree BcuPoint *copy = g_memdup2(points + first, total * sizeof(BcuPoint));
    g_autofree size_t *sizes = g_new(size_t, count + 1);
    for (size_t shell = 0; shell < count; shell++)
        for (size_t r = shell, pass = 0; pass <= count && owner[shell] == shell; pass++) {
            /* The shell itself first, then its holes in order. */
            r = pass == 0 ? shell : pass - 1;
            if (pass > 0 && (r == shell || owner[r] != shell))
                continue;
            size_t from = (size_t)(rings[r].points - points) - first;
            memcpy(points + first + used, copy + from, rings[r].count * sizeof(BcuPoint));
            bool clockwise = bcu_ring_area((BcuRing){copy + from, rings[r].count}) < 0;
            if (clockwise != is_hole[r])
                bcu_points_reverse(points + first + used, rings[r].count);
            used += rings[r].count;
            sizes[placed++] = rings[r].count;
        }
    for (size_t r = 0; r < count; r++)
        ring_start[r + 1] = ring_start[r] + sizes[r];
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
    bcu_rings_own(rings, is_hole, ring_count, owner);
    bool contradiction = false;
    for (size_t r = 0; r < ring_count; r++)
        contradiction |= owner[r] == SIZE_MAX;
    if (contradiction) {
        tell_by_nesting(rings, ring_count, is_hole);
        bcu_rings_own(rings, is_hole, ring_count, owner);
        for (size_t r = 0; r < ring_count; r++)
            if (owner[r] == SIZE_MAX) { /* crossing rings: repaired with the topology */
                is_hole[r] = false;
                owner[r] = r;
            }
    }
    reorder(points, ring_start, rings, is_hole, owner, ring_count);
    return contradiction;
}
