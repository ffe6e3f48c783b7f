/* Drops slivers that moving vertices has torn off.
 * A neck between two vertices of a border closes when they are merged, or when one becomes a vertex of the edge beside
 * it: what was a thin end of a feature is then a part of its own. */
#include "clean/slivers.h"
#include "topology/arc_shapes.h"
#include "topology/dissolve.h"

static bool is_thin(const BcuTopology *topology, const BcuArcShapes *outlines, uint32_t part, double tolerance)
{
    BcuShape *shape = bcu_arc_shapes_build(outlines, topology, part, part + 1);
    bool thin = 2 * bcu_shape_area(shape) < tolerance * bcu_shape_length(shape);
    bcu_shape_free(shape);
    return thin;
}

/* The feature that has the part, too: it lies on one side of each arc. */
static void add_sides(const BcuTopology *topology, const BcuArcShapes *outlines, uint32_t part, GArray *features)
{
    uint32_t first = outlines->ring_start[outlines->part_start[part]];
    uint32_t end = outlines->ring_start[outlines->part_start[part + 1]];
    for (uint32_t i = first; i < end; i++) {
        uint32_t arc = (uint32_t)(outlines->refs[i] < 0 ? ~outlines->refs[i] : outlines->refs[i]);
        uint32_t sides[] = {topology->left[arc], topology->right[arc]};
        for (int s = 0; s < 2; s++)
            if (sides[s] != BCU_NONE)
                g_array_append_val(features, sides[s]);
    }
}

static void look_at(const BcuTopology *topology, const BcuArcShapes *outlines, uint32_t feature, double tolerance,
                    GArray *features)
{
    uint32_t first = outlines->feature_start[feature], count = outlines->feature_start[feature + 1] - first, thin = 0;
    g_autofree bool *is = g_new0(bool, (size_t)count + 1);
    for (uint32_t p = 0; count > 1 && p < count; p++)
        thin += is[p] = is_thin(topology, outlines, first + p, tolerance);
    for (uint32_t p = 0; thin < count && p < count; p++)
        if (is[p])
            add_sides(topology, outlines, first + p, features);
}

bool bcu_slivers_find(const BcuTopology *topology, uint32_t feature_count, double tolerance, GHashTable *changed,
                     GArray *features, BcuDiagLog *log)
{
    BcuArcShapes outlines;
    if (!bcu_dissolve(topology, NULL, feature_count, &outlines, log))
        return false;
    for (uint32_t f = 0; f < feature_count; f++)
        if (g_hash_table_contains(changed, GUINT_TO_POINTER(f)))
            look_at(topology, &outlines, f, tolerance, features);
    bcu_arc_shapes_clear(&outlines);
    return true;
}
