/* Empty ground inside a coverage: the holes of all features united.
 *
 * A hole in the middle of one feature was drawn by whoever made the layer; what several features
 * leave between them may be a lake or a mistake. Long and thin it is a mistake: borders that were
 * meant to be one. */
#include "gaps.h"
#include "dataset_private.h"

/* The isoperimetric quotient of a circle is 1, of a square 0.79, of a strip 1 by 400 under 0.008. */
#define SLIVER_ROUNDNESS 0.01

/* The two features with the longest parts of the outline. */
static void find_neighbours(const BcuTopology *topology, const int32_t *refs, uint32_t count, BcuFinding *gap)
{
    g_autoptr(GHashTable) shares = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    double most = -1, next = -1;
    gap->a = gap->b = BCU_NONE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t arc = (uint32_t)(refs[i] < 0 ? ~refs[i] : refs[i]);
        uint32_t feature = refs[i] < 0 ? topology->right[arc] : topology->left[arc];
        BcuRing line = {topology->points + topology->arc_start[arc],
                        topology->arc_start[arc + 1] - topology->arc_start[arc]};
        double *share = g_hash_table_lookup(shares, GUINT_TO_POINTER(feature));
        if (!share)
            g_hash_table_insert(shares, GUINT_TO_POINTER(feature), share = g_new0(double, 1));
        *share += bcu_ring_length(line);
    }
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, shares);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        uint32_t feature = GPOINTER_TO_UINT(key);
        double share = *(double *)value;
        if (share > most || (share == most && feature < gap->a)) {
            next = most, gap->b = gap->a;
            most = share, gap->a = feature;
        } else if (share > next || (share == next && feature < gap->b)) {
            next = share, gap->b = feature;
        }
    }
}

/* A hole as a shape of its own: what other parts do not fill again. Parts touch holes at vertices only, so
 * the middle of an edge tells where they lie. */
static BcuShape *empty_ground(const BcuShape *whole, size_t hole)
{
    BcuRing outer = bcu_shape_ring(whole, hole);
    BcuBox box = bcu_ring_extent(outer);
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    g_autoptr(GArray) starts = g_array_new(FALSE, TRUE, sizeof(size_t));
    g_array_set_size(starts, 1);
    for (size_t part = 0; part <= whole->part_count; part++) {
        BcuRing ring = part == 0 ? outer : bcu_shape_ring(whole, whole->part_start[part - 1]);
        BcuPoint middle = {(ring.points[0].x + ring.points[1].x) / 2, (ring.points[0].y + ring.points[1].y) / 2};
        if (part > 0 && (middle.x < box.min_x || middle.x > box.max_x || middle.y < box.min_y ||
                         middle.y > box.max_y || !bcu_ring_contains(outer, middle) ||
                         fabs(bcu_ring_area(ring)) >= fabs(bcu_ring_area(outer))))
            continue;
        g_array_append_vals(points, ring.points, (guint)ring.count);
        size_t end = points->len;
        g_array_append_val(starts, end);
    }
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->ring_count = starts->len - 1;
    shape->point_count = points->len;
    shape->points = (BcuPoint *)(void *)g_array_steal(points, NULL);
    shape->ring_start = (size_t *)(void *)g_array_steal(starts, NULL);
    shape->part_start = g_new0(size_t, 2);
    shape->part_start[1] = shape->ring_count;
    shape->part_count = 1;
    return shape;
}

/* Islands within an island's own lake were taken off with it, and are given back with the lake. */
static double area_of(const BcuShape *empty)
{
    double area = fabs(bcu_ring_area(bcu_shape_ring(empty, 0)));
    for (size_t r = 1; r < empty->ring_count; r++) {
        BcuRing island = bcu_shape_ring(empty, r);
        BcuPoint middle = {(island.points[0].x + island.points[1].x) / 2,
                           (island.points[0].y + island.points[1].y) / 2};
        bool nested = false;
        for (size_t other = 1; other < empty->ring_count; other++) {
            BcuRing ring = bcu_shape_ring(empty, other);
            nested |= other != r && bcu_ring_contains(ring, middle) && bcu_ring_area(ring) > bcu_ring_area(island);
        }
        area -= nested ? 0 : bcu_ring_area(island);
    }
    return area;
}

static void add_hole(BcuTopology *topology, const BcuArcShapes *whole, const BcuShape *shape, uint32_t r)
{
    BcuShape *empty = empty_ground(shape, r);
    BcuFinding gap = {.area = area_of(empty), .length = bcu_shape_length(empty), .at = bcu_shape_pole(empty, 0, NULL)};
    bcu_shape_free(empty);
    find_neighbours(topology, whole->refs + whole->ring_start[r],
                    whole->ring_start[r + 1] - whole->ring_start[r], &gap);
    gap.flaw = gap.b == BCU_NONE                                                      ? BCU_FLAW_HOLE
               : 4 * G_PI * gap.area > SLIVER_ROUNDNESS * gap.length * gap.length ? BCU_FLAW_GAP
                                                                                      : BCU_FLAW_SLIVER;
    bcu_flaws_add(&topology->report, gap);
}

void bcu_gaps_find(BcuTopology *topology, const BcuArcShapes *whole)
{
    if (whole->ring_count == whole->part_count)
        return;
    BcuShape *shape = bcu_arc_shapes_build(whole, topology, 0, whole->part_count);
    for (uint32_t part = 0; part < whole->part_count; part++)
        for (uint32_t r = whole->part_start[part] + 1; r < whole->part_start[part + 1]; r++)
            add_hole(topology, whole, shape, r);
    bcu_shape_free(shape);
}
