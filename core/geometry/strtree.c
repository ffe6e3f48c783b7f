/* Finds boxes that meet a box, by the tree of GEOS.
 * What it finds comes in an order of its own; sorted, what is made of it does not depend on how the
 * tree was built. */
#include "geometry/strtree.h"

struct BcuStrTree {
    GEOSContextHandle_t context;
    GEOSSTRtree *tree; /* of numbers plus one */
    GPtrArray *boxes;  /* GEOSGeometry: the tree does not copy them */
};

BcuStrTree *bcu_strtree_new(GEOSContextHandle_t context)
{
    GEOSSTRtree *tree = GEOSSTRtree_create_r(context, 10);
    if (!tree)
        return NULL;
    BcuStrTree *made = g_new0(BcuStrTree, 1);
    *made = (BcuStrTree){context, tree, g_ptr_array_new()};
    return made;
}

void bcu_strtree_free(BcuStrTree *tree)
{
    if (!tree)
        return;
    GEOSSTRtree_destroy_r(tree->context, tree->tree);
    for (guint i = 0; i < tree->boxes->len; i++)
        GEOSGeom_destroy_r(tree->context, g_ptr_array_index(tree->boxes, i));
    g_ptr_array_unref(tree->boxes);
    g_free(tree);
}

bool bcu_strtree_add(BcuStrTree *tree, BcuBox box, uint32_t number)
{
    GEOSGeometry *item = GEOSGeom_createRectangle_r(tree->context, box.min_x, box.min_y, box.max_x, box.max_y);
    if (!item)
        return false;
    g_ptr_array_add(tree->boxes, item);
    GEOSSTRtree_insert_r(tree->context, tree->tree, item, GUINT_TO_POINTER(number + 1));
    return true;
}

static void collect(void *item, void *numbers)
{
    uint32_t number = GPOINTER_TO_UINT(item) - 1;
    g_array_append_val((GArray *)numbers, number);
}

int bcu_by_number(const void *a, const void *b)
{
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return p < q ? -1 : p > q;
}

void bcu_strtree_near(const BcuStrTree *tree, const GEOSGeometry *geometry, GArray *numbers)
{
    g_array_set_size(numbers, 0);
    GEOSSTRtree_query_r(tree->context, tree->tree, geometry, collect, numbers);
    g_array_sort(numbers, bcu_by_number);
}
