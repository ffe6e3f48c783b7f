/* Counts how deep rings lie in one another.
 * A tree of boxes tells which rings can lie in a ring; an index of its edges, made for one ring at a time, which
 * do. */
#include "geometry/ring_depth.h"
#include "geos_on_demand.h"

typedef struct Measured {
    BcuRing ring;
    BcuBox box;
    double area; /* without sign */
    GEOSGeometry *polygon;
} Measured;

typedef struct Nest {
    GEOSContextHandle_t geos;
    GEOSSTRtree *tree;
    Measured *rings;
    size_t count;
    BcuRingDepth *depths;
    const Measured *outer; /* the ring that others are looked for in */
    const GEOSPreparedGeometry *prepared;
} Nest;

/* Rings without an inside lie in others, and nothing in them. */
static bool plant(Nest *nest, const BcuRing *rings)
{
    nest->tree = GEOSSTRtree_create_r(nest->geos, 10);
    bool ok = nest->tree != NULL;
    for (size_t r = 0; ok && r < nest->count; r++) {
        Measured *own = &nest->rings[r];
        size_t ring_start[] = {0, rings[r].count}, part_start[] = {0, 1};
        BcuShape shape = {(BcuPoint *)rings[r].points, rings[r].count, ring_start, 1, part_start, 1};
        own->ring = rings[r];
        if (rings[r].count < 4)
            continue;
        own->area = fabs(bcu_ring_area(rings[r]));
        own->box = bcu_ring_extent(rings[r]);
        own->polygon = bcu_geos_from_shape(nest->geos, &shape);
        ok = own->polygon != NULL;
        if (ok)
            GEOSSTRtree_insert_r(nest->geos, nest->tree, own->polygon, own);
    }
    return ok;
}

static bool contains_point(const Nest *nest, BcuPoint at)
{
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(nest->geos, at.x, at.y);
    bool inside = point && GEOSPreparedCovers_r(nest->geos, nest->prepared, point) == 1;
    GEOSGeom_destroy_r(nest->geos, point);
    return inside;
}

/* Rings may touch, so one vertex can lie on the other's line: the majority of a few places tells. */
static bool contains_ring(Nest *nest, BcuRing inner)
{
    size_t inside = 0, asked = 0, step = MAX(1, inner.count / 7);
    if (!nest->prepared)
        nest->prepared = GEOSPrepare_r(nest->geos, nest->outer->polygon);
    for (size_t i = 0; nest->prepared && i + 1 < inner.count; i += step, asked++)
        inside += contains_point(nest, (BcuPoint){(inner.points[i].x + inner.points[i + 1].x) / 2,
                                                  (inner.points[i].y + inner.points[i + 1].y) / 2});
    return inside * 2 > asked;
}

static void look_in(void *item, void *closure)
{
    Nest *nest = closure;
    const Measured *inner = item, *outer = nest->outer;
    const BcuBox *in = &inner->box, *out = &outer->box;
    if (inner->area >= outer->area || in->min_x < out->min_x || in->max_x > out->max_x || in->min_y < out->min_y ||
        in->max_y > out->max_y || !contains_ring(nest, inner->ring))
        return;
    BcuRingDepth *found = &nest->depths[inner - nest->rings];
    found->depth++;
    if (found->parent == SIZE_MAX || nest->rings[found->parent].area > outer->area)
        found->parent = (size_t)(outer - nest->rings);
}

static void look_in_all(Nest *nest)
{
    for (size_t r = 0; r < nest->count; r++) {
        nest->outer = &nest->rings[r];
        if (!nest->outer->polygon)
            continue;
        GEOSSTRtree_query_r(nest->geos, nest->tree, nest->outer->polygon, look_in, nest);
        GEOSPreparedGeom_destroy_r(nest->geos, nest->prepared);
        nest->prepared = NULL;
    }
}

BcuRingDepth *bcu_ring_depths(const BcuRing *rings, size_t count)
{
    Nest nest = {.geos = GEOS_init_r(), .count = count};
    nest.rings = g_new0(Measured, count + 1);
    nest.depths = g_new(BcuRingDepth, count + 1);
    for (size_t r = 0; r < count; r++)
        nest.depths[r] = (BcuRingDepth){0, SIZE_MAX};
    if (plant(&nest, rings))
        look_in_all(&nest);
    else
        g_clear_pointer(&nest.depths, g_free);
    GEOSSTRtree_destroy_r(nest.geos, nest.tree);
    for (size_t r = 0; r < count; r++)
        GEOSGeom_destroy_r(nest.geos, nest.rings[r].polygon);
    g_free(nest.rings);
    GEOS_finish_r(nest.geos);
    return nest.depths;
}
