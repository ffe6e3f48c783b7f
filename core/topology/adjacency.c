/* Finds neighbours by the arcs between them.
 * Neighbours: pairs of groups with the length of the arcs between them. */
#include "base/pair_key.h"
#include "topology/topology.h"

static uint32_t group_at(const uint32_t *group_of, uint32_t feature)
{
    return feature == BCU_NONE || !group_of ? feature : group_of[feature];
}

static int by_pair(const void *a, const void *b)
{
    const BcuAdjacency *p = a, *q = b;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return p->b < q->b ? -1 : p->b > q->b;
}

GArray *bcu_topology_adjacency(const BcuTopology *topology, const uint32_t *group_of,
                               const double *arc_length)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(BcuAdjacency));
    GHashTable *index = g_hash_table_new(bcu_pair_hash, g_int64_equal);
    GArray *keys = g_array_sized_new(FALSE, FALSE, sizeof(gint64), topology->arc_count + 1);
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        uint32_t left = group_at(group_of, topology->left[arc]);
        uint32_t right = group_at(group_of, topology->right[arc]);
        if (left == right || left == BCU_NONE || right == BCU_NONE)
            continue;
        BcuAdjacency pair = {MIN(left, right), MAX(left, right), arc_length[arc]};
        gint64 key = bcu_pair_key(pair.a, pair.b);
        void *found;
        if (g_hash_table_lookup_extended(index, &key, NULL, &found)) {
            g_array_index(pairs, BcuAdjacency, GPOINTER_TO_UINT(found)).length_m += pair.length_m;
            continue;
        }
        g_array_append_val(keys, key); /* sized for all arcs: never moves */
        g_hash_table_insert(index, &g_array_index(keys, gint64, keys->len - 1),
                            GUINT_TO_POINTER(pairs->len));
        g_array_append_val(pairs, pair);
    }
    g_hash_table_unref(index);
    g_array_unref(keys);
    g_array_sort(pairs, by_pair);
    return pairs;
}
