/* Dissolves the members of clusters again, by the arcs of their file. */
#include "verify/dissolve.h"
#include <math.h>

/* Arcs used an odd number of times: an arc between two members, or along a cut, is used twice. */
static void toggle(GHashTable *arcs, const GArray *used)
{
    for (guint i = 0; used && i < used->len; i++) {
        gpointer arc = GUINT_TO_POINTER(g_array_index(used, guint, i) + 1);
        if (!g_hash_table_remove(arcs, arc))
            g_hash_table_add(arcs, arc);
    }
}

static bool is_same(GHashTable *one, GHashTable *other)
{
    GHashTableIter each;
    gpointer arc;
    g_hash_table_iter_init(&each, one);
    while (g_hash_table_iter_next(&each, &arc, NULL))
        if (!g_hash_table_contains(other, arc))
            return false;
    return g_hash_table_size(one) == g_hash_table_size(other);
}

/* What is left of the members of a cluster. */
typedef struct Members {
    GHashTable *arcs;
    double area, length; /* in the file's own units */
} Members;

static void members_free(void *data)
{
    Members *members = data;
    g_hash_table_unref(members->arcs);
    g_free(members);
}

static void add_member(Members *members, const BcuFeature *feature)
{
    toggle(members->arcs, feature->arcs);
    members->area += fabs(bcu_shape_area(feature->shape));
    members->length += bcu_shape_length(feature->shape);
}

/* Cluster code to its members. */
static GHashTable *dissolve(const BcuFeatures *features, const char *layer)
{
    GHashTable *clusters = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, members_free);
    for (guint i = 0; i < features->all->len; i++) {
        const BcuFeature *feature = g_ptr_array_index(features->all, i);
        if (!feature->cluster || !feature->arcs || !g_str_equal(feature->layer, layer))
            continue;
        Members *members = g_hash_table_lookup(clusters, feature->cluster);
        if (!members) {
            members = g_new0(Members, 1);
            members->arcs = g_hash_table_new(NULL, NULL);
            g_hash_table_insert(clusters, feature->cluster, members);
        }
        add_member(members, feature);
    }
    return clusters;
}

/* Shapes that were mended after rounding, or cut, have arcs of their own; their ground is the same as far as
 * rounding may move it. */
static bool gives(const Members *members, const BcuFeature *cluster, double step)
{
    g_autoptr(GHashTable) own = g_hash_table_new(NULL, NULL);
    toggle(own, cluster->arcs);
    return is_same(own, members->arcs) ||
           fabs(members->area - fabs(bcu_shape_area(cluster->shape))) <= step * members->length;
}

/* How many clusters a layer gives. \param missing set to the code of one that it does not. */
static uint32_t count_given(const BcuFeatures *features, const char *layer, double step, uint32_t *clusters,
                            const char **missing)
{
    g_autoptr(GHashTable) dissolved = dissolve(features, layer);
    uint32_t given = 0;
    *clusters = 0;
    for (guint i = 0; i < features->all->len; i++) {
        const BcuFeature *feature = g_ptr_array_index(features->all, i);
        if (*feature->layer || !feature->arcs)
            continue;
        const Members *members = g_hash_table_lookup(dissolved, feature->code);
        bool is_given = members && gives(members, feature, step);
        given += is_given;
        *missing = is_given ? *missing : feature->code;
        *clusters += 1;
    }
    return given;
}

/* Seven decimals of degrees, three of metres, where the file is not quantized. */
static double step_of(const BcuFeatures *features, const char *decimals)
{
    BcuBox box = bcu_features_extent(features);
    bool are_degrees = fmax(fmax(-box.min_x, box.max_x), fmax(-box.min_y, box.max_y)) <= 360;
    if (features->step > 0)
        return features->step;
    return pow(10, -(decimals ? g_ascii_strtod(decimals, NULL) : are_degrees ? 7 : 3));
}

const char *bcu_dissolve_compare(const BcuFeatures *features, const char *decimals, BcuFindings *findings)
{
    double step = step_of(features, decimals);
    const char *best = NULL, *missing_there = NULL, *tried = "";
    uint32_t most = 0, clusters = 0;
    for (guint i = 0; i < features->all->len; i++) {
        const BcuFeature *feature = g_ptr_array_index(features->all, i);
        const char *missing = NULL;
        if (!feature->cluster || !feature->arcs ||
            g_str_equal(feature->layer, tried)) /* features of a layer follow one another */
            continue;
        tried = feature->layer;
        uint32_t given = count_given(features, tried, step, &clusters, &missing);
        if (given > most) {
            most = given;
            best = tried;
            missing_there = missing;
        }
    }
    if (best && most < clusters)
        bcu_findings_differ(findings, "the outline of %s is not that of its %s dissolved again",
                            missing_there, best);
    return best;
}
