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

static void add_hole(BcuTopology *topology, const BcuArcShapes *whole, const BcuShape *shape, uint32_t r)
{
    BcuRing ring = bcu_shape_ring(shape, r);
    size_t part_start[] = {0, 1}, ring_start[] = {0, ring.count};
    BcuShape alone = {(BcuPoint *)ring.points, ring.count, ring_start, 1, part_start, 1};
    BcuFinding gap = {.area = fabs(bcu_ring_area(ring)), .length = bcu_ring_length(ring)};
    gap.at = bcu_shape_pole(&alone, 0, NULL);
    find_neighbours(topology, whole->refs + whole->ring_start[r],
                    whole->ring_start[r + 1] - whole->ring_start[r], &gap);
    gap.flaw = gap.b == BCU_NONE                                                      ? BCU_FLAW_HOLE
               : 4 * G_PI * gap.area > SLIVER_ROUNDNESS * gap.length * gap.length ? BCU_FLAW_GAP
                                                                                      : BCU_FLAW_SLIVER;
    bcu_flaws_add(&topology->report, gap);
}

bool bcu_gaps_find(BcuTopology *topology, uint32_t feature_count, BcuDiagLog *log)
{
    g_autofree uint32_t *together = g_new0(uint32_t, (size_t)feature_count + 1);
    BcuArcShapes whole;
    if (!bcu_dissolve(topology, together, 1, &whole, log))
        return false;
    if (whole.ring_count > whole.part_count) {
        BcuShape *shape = bcu_arc_shapes_build(&whole, topology, 0, whole.part_count);
        for (uint32_t part = 0; part < whole.part_count; part++)
            for (uint32_t r = whole.part_start[part] + 1; r < whole.part_start[part + 1]; r++)
                add_hole(topology, &whole, shape, r);
        bcu_shape_free(shape);
    }
    bcu_arc_shapes_clear(&whole);
    return true;
}
