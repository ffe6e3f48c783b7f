/* Finds gaps in a coverage.
 * Empty ground inside a coverage: what borders with nothing on one side enclose on that side. Also where
 * features meet in points only, and the union of all would have no hole.
 *
 * A hole in the middle of one feature was drawn by whoever made the layer; what several features
 * leave between them may be a lake or a mistake. Long and thin it is a mistake: borders that were
 * meant to be one. */
#include "topology/gaps.h"
#include "topology/arc_shapes.h"
#include "topology/outline.h"

/* The isoperimetric quotient of a circle is 1, of a square 0.79, of a strip 1 by 400 under 0.008. */
#define SLIVER_ROUNDNESS 0.01
/* Short ones, 1 by 60 and more, where they are also far thinner than features are wide. */
#define SHORT_SLIVER_ROUNDNESS 0.05
#define SLIVER_SHARE 1e-3

/* The two features with the longest parts of the outline. */
static void find_neighbours(const BcuTopology *topology, const int32_t *refs, uint32_t count, BcuFinding *gap)
{
    g_autoptr(GHashTable) shares = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    double most = -1, next = -1;
    gap->a = gap->b = BCU_NONE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t arc = (uint32_t)(refs[i] < 0 ? ~refs[i] : refs[i]);
        uint32_t feature = topology->left[arc];
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

/* A place in it. A circle with the area over the length as its radius fits in any shape, so the pole need not be
 * sought more precisely than half of that; in a long and winding one that would be more than what is usual. */
static BcuPoint place_in(const BcuShape *shape, double area, double length)
{
    BcuBox box = bcu_shape_extent(shape);
    double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
    double usual = fmin(fmax(width, height) / 200, fmin(width, height) / 20);
    return bcu_shape_pole(shape, fmax(area / (2 * length), usual), NULL);
}

/* The side of a square as large as features are, about. */
static double usual_side(const BcuTopology *topology)
{
    uint32_t features = 1;
    BcuBox box = bcu_ring_extent((BcuRing){topology->points, topology->point_count});
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        if (topology->left[arc] != BCU_NONE && topology->left[arc] >= features)
            features = topology->left[arc] + 1;
    return sqrt((box.max_x - box.min_x) * (box.max_y - box.min_y) / features);
}

static bool is_sliver(BcuFinding gap, double side)
{
    double roundness = 4 * G_PI * gap.area / (gap.length * gap.length), width = 2 * gap.area / gap.length;
    return roundness <= SLIVER_ROUNDNESS || (roundness <= SHORT_SLIVER_ROUNDNESS && width <= SLIVER_SHARE * side);
}

/* \param side as usual_side(). */
static void add_gap(BcuTopology *topology, const BcuArcShapes *empty, uint32_t part, double side)
{
    uint32_t first = empty->ring_start[empty->part_start[part]], end = empty->ring_start[empty->part_start[part + 1]];
    BcuShape *shape = bcu_arc_shapes_build(empty, topology, part, part + 1);
    BcuFinding gap = {.area = bcu_shape_area(shape), .length = bcu_shape_length(shape)};
    gap.at = place_in(shape, gap.area, gap.length);
    bcu_shape_free(shape);
    find_neighbours(topology, empty->refs + first, end - first, &gap);
    gap.flaw = gap.b == BCU_NONE ? BCU_FLAW_HOLE : is_sliver(gap, side) ? BCU_FLAW_SLIVER : BCU_FLAW_GAP;
    bcu_flaws_add(&topology->report, gap);
}

bool bcu_gaps_find(BcuTopology *topology)
{
    g_autoptr(GArray) refs = g_array_new(FALSE, FALSE, sizeof(int32_t));
    BcuOutliner *outliner = bcu_outliner_new(topology, 1);
    BcuArcShapes empty;
    if (!outliner)
        return false;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        int32_t backwards = ~(int32_t)arc;
        if (topology->left[arc] != BCU_NONE && topology->right[arc] == BCU_NONE)
            g_array_append_val(refs, backwards);
    }
    /* The limits of the whole are holes of the ground around it, which has no shell. */
    bcu_outliner_add(outliner, (const int32_t *)(const void *)refs->data, refs->len);
    bcu_outliner_finish(outliner, &empty);
    double side = usual_side(topology);
    for (uint32_t part = 0; part < empty.part_count; part++)
        add_gap(topology, &empty, part, side);
    bcu_arc_shapes_clear(&empty);
    return true;
}
