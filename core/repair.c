/* MakeValid for what crosses itself, then differences pair by pair. All in full precision: vertices that
 * were there stay as they are, so that untouched neighbours still fit, and the new ones are put into
 * the other's edges as T-junctions are. Where GEOS finds no way in full precision, a grid far finer than the
 * tolerance helps; what that moves is merged again.
 *
 * The larger feature gives way: ground drawn twice is mostly a small area laid over a large one that
 * was not cut out, and in proportion this changes least. */
#include "repair.h"
#include "geos_on_demand.h"
#include <string.h>

typedef struct Feature {
    GEOSGeometry *geometry; /* valid */
    double area;            /* as it was drawn */
    double changed;         /* since then */
    bool differs, beyond_limit;
} Feature;

typedef struct Workshop {
    const BcuRepair *repair;
    BcuTopologyReport *report;
    BcuDiagLog *log;
    GEOSContextHandle_t context;
    GHashTable *features; /* record to Feature */
    GHashTable *pairs;    /* of records that were compared */
    GArray *queue;        /* uint32_t: suspects still to compare */
    GHashTable *queued;
    GEOSSTRtree *tree;    /* of the boxes of all records */
    GPtrArray *boxes;
    char message[256];
} Workshop;

static void remember(const char *message, void *closure)
{
    g_strlcpy(((Workshop *)closure)->message, message, sizeof((Workshop *)closure)->message);
}

static bool fail(const Workshop *workshop, uint32_t record)
{
    BcuPlace place = {.file = workshop->repair->layer->path, .record = (int64_t)record + 1};
    bcu_report(workshop->log, BCU_ERROR, "TOP041", &place, "Repair the record in the tool that made the layer.",
               "the rings cannot be repaired: %s",
               *workshop->message ? workshop->message : "GEOS gives no reason");
    return false;
}

static void feature_free(gpointer data)
{
    g_free(data); /* the geometry goes with the workshop, which has the context */
}

/* ---- overlays ------------------------------------------------------------------------ */

typedef GEOSGeometry *Overlay(GEOSContextHandle_t, const GEOSGeometry *, const GEOSGeometry *);
typedef GEOSGeometry *OverlayOnGrid(GEOSContextHandle_t, const GEOSGeometry *, const GEOSGeometry *, double);

/* Polygons alone: where outlines touch, overlays make lines and points, too, which no overlay takes. */
static GEOSGeometry *polygons_of(const Workshop *workshop, GEOSGeometry *geometry)
{
    if (!geometry || GEOSGeomTypeId_r(workshop->context, geometry) != GEOS_GEOMETRYCOLLECTION)
        return geometry;
    BcuShape *shape = bcu_geos_to_shape(workshop->context, geometry);
    GEOSGeom_destroy_r(workshop->context, geometry);
    GEOSGeometry *polygons = shape ? bcu_geos_from_shape(workshop->context, shape) : NULL;
    bcu_shape_free(shape);
    return polygons;
}

static GEOSGeometry *overlaid(const Workshop *workshop, Overlay *overlay, OverlayOnGrid *on_grid,
                              const GEOSGeometry *a, const GEOSGeometry *b)
{
    GEOSGeometry *made = overlay(workshop->context, a, b);
    for (double share = 1. / 32; !made && share <= 1; share *= 4)
        made = on_grid(workshop->context, a, b, share * workshop->repair->tolerance);
    return polygons_of(workshop, made);
}

/* ---- features ------------------------------------------------------------------------ */

static GEOSGeometry *replace(GEOSContextHandle_t context, GEOSGeometry *before, GEOSGeometry *after)
{
    GEOSGeom_destroy_r(context, before);
    return after;
}

/* A place in the geometry; the origin for what has none. */
static BcuPoint place_in(const Workshop *workshop, const GEOSGeometry *geometry)
{
    BcuPoint at = {0, 0};
    GEOSGeometry *point = GEOSPointOnSurface_r(workshop->context, geometry);
    if (point && GEOSisEmpty_r(workshop->context, point) == 0) {
        GEOSGeomGetX_r(workshop->context, point, &at.x);
        GEOSGeomGetY_r(workshop->context, point, &at.y);
    }
    GEOSGeom_destroy_r(workshop->context, point);
    return at;
}

static BcuPoint where_invalid(const Workshop *workshop, const GEOSGeometry *geometry)
{
    GEOSGeometry *location = NULL;
    BcuPoint at = {0, 0};
    GEOSisValidDetail_r(workshop->context, geometry, 0, NULL, &location);
    if (location)
        at = place_in(workshop, location);
    GEOSGeom_destroy_r(workshop->context, location);
    return at;
}

/* Whether to go on with the feature. */
static bool may_change(Workshop *workshop, Feature *feature, uint32_t record, BcuPoint at, const char *why)
{
    if (feature->beyond_limit || feature->changed <= workshop->repair->limit * feature->area)
        return true;
    feature->beyond_limit = true;
    BcuPlace place = {.file = workshop->repair->layer->path, .record = (int64_t)record + 1, .has_position = true,
                      .x = at.x, .y = at.y};
    bcu_report(workshop->log, BCU_ERROR, "TOP040", &place,
               "Correct the layer there, or raise topology.repair_limit if the change is meant.",
               "%s: repair would change %.3g %% of its area, more than the %.3g %% allowed", why,
               100 * feature->changed / feature->area, 100 * workshop->repair->limit);
    return workshop->repair->regardless;
}

/* An invalid ring goes through MakeValid. What only touches itself at a vertex is invalid to GEOS, but
 * no bow-tie: its outline is told apart without changing anything. */
static bool make_valid(Workshop *workshop, Feature *feature, uint32_t record)
{
    GEOSContextHandle_t context = workshop->context;
    if (GEOSisValid_r(context, feature->geometry) == 1)
        return true;
    BcuPoint at = where_invalid(workshop, feature->geometry);
    double area = 0;
    feature->geometry = replace(context, feature->geometry, polygons_of(workshop, GEOSMakeValid_r(context, feature->geometry)));
    if (!feature->geometry || !GEOSArea_r(context, feature->geometry, &area))
        return fail(workshop, record);
    feature->changed = fabs(area - feature->area);
    feature->area = fmax(area, feature->area);
    if (feature->changed <= feature->area * 1e-12)
        return true;
    feature->differs = true;
    bcu_flaws_add(workshop->report, (BcuFinding){BCU_FLAW_BOW_TIE, record, BCU_NONE, at, feature->changed, 0});
    return may_change(workshop, feature, record, at, "the outline crosses itself");
}

/* The feature of a record, made when it is first asked for; NULL on failure. */
static Feature *feature_of(Workshop *workshop, uint32_t record)
{
    Feature *feature = g_hash_table_lookup(workshop->features, GUINT_TO_POINTER(record));
    if (feature)
        return feature;
    BcuShape *shape = bcu_layer_shape_build(workshop->repair->layer, record);
    feature = g_new0(Feature, 1);
    feature->geometry = bcu_geos_from_shape(workshop->context, shape);
    feature->area = fabs(bcu_shape_area(shape));
    bcu_shape_free(shape);
    g_hash_table_insert(workshop->features, GUINT_TO_POINTER(record), feature);
    if (!feature->geometry)
        return fail(workshop, record) ? feature : NULL;
    return make_valid(workshop, feature, record) ? feature : NULL;
}

/* ---- overlaps ------------------------------------------------------------------------ */

static void suspect(Workshop *workshop, uint32_t record)
{
    if (g_hash_table_add(workshop->queued, GUINT_TO_POINTER(record)))
        g_array_append_val(workshop->queue, record);
}

static bool cut_off(Workshop *workshop, uint32_t loser, uint32_t winner, const GEOSGeometry *common, double area)
{
    GEOSContextHandle_t context = workshop->context;
    Feature *gives = g_hash_table_lookup(workshop->features, GUINT_TO_POINTER(loser));
    const Feature *keeps = g_hash_table_lookup(workshop->features, GUINT_TO_POINTER(winner));
    BcuFinding overlap = {BCU_FLAW_OVERLAP, loser, winner, place_in(workshop, common), area, 0};
    GEOSLength_r(context, common, &overlap.length);
    bcu_flaws_add(workshop->report, overlap);
    gives->geometry = replace(context, gives->geometry,
                              overlaid(workshop, GEOSDifference_r, GEOSDifferencePrec_r, gives->geometry, keeps->geometry));
    if (2 * area > workshop->repair->tolerance * overlap.length) /* narrower ones are noise */
        gives->changed += area;
    gives->differs = true;
    g_autofree char *why = g_strdup_printf("it overlaps record %u", winner + 1);
    return gives->geometry ? may_change(workshop, gives, loser, overlap.at, why) : fail(workshop, loser);
}

static bool compare(Workshop *workshop, uint32_t a, uint32_t b)
{
    const Feature *p = feature_of(workshop, a), *q = p ? feature_of(workshop, b) : NULL;
    double area = 0;
    if (!q)
        return false;
    GEOSGeometry *common =
        overlaid(workshop, GEOSIntersection_r, GEOSIntersectionPrec_r, p->geometry, q->geometry);
    if (!common || !GEOSArea_r(workshop->context, common, &area)) {
        GEOSGeom_destroy_r(workshop->context, common);
        return fail(workshop, a);
    }
    bool ok = true;
    if (area > workshop->repair->tolerance * workshop->repair->tolerance) {
        bool a_gives = p->area != q->area ? p->area > q->area : a > b;
        suspect(workshop, b);
        ok = cut_off(workshop, a_gives ? a : b, a_gives ? b : a, common, area);
    }
    GEOSGeom_destroy_r(workshop->context, common);
    return ok;
}

static bool plant(Workshop *workshop)
{
    const BcuLayer *layer = workshop->repair->layer;
    workshop->tree = GEOSSTRtree_create_r(workshop->context, 10);
    for (uint32_t record = 0; workshop->tree && record < layer->record_count; record++) {
        if (layer->record_start[record] == layer->record_start[record + 1])
            continue;
        BcuBox box = bcu_layer_record_extent(layer, record);
        GEOSGeometry *item = GEOSGeom_createRectangle_r(workshop->context, box.min_x, box.min_y, box.max_x, box.max_y);
        if (!item)
            return false;
        g_ptr_array_add(workshop->boxes, item);
        GEOSSTRtree_insert_r(workshop->context, workshop->tree, item, GUINT_TO_POINTER(record + 1));
    }
    return workshop->tree != NULL;
}

static void collect(void *item, void *closure)
{
    uint32_t record = GPOINTER_TO_UINT(item) - 1;
    g_array_append_val((GArray *)closure, record);
}

static int by_number(const void *a, const void *b)
{
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return p < q ? -1 : p > q;
}

static bool compare_with_all(Workshop *workshop, uint32_t record)
{
    const Feature *feature = feature_of(workshop, record);
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (!feature)
        return false;
    GEOSSTRtree_query_r(workshop->context, workshop->tree, feature->geometry, collect, near);
    g_array_sort(near, by_number);
    for (guint i = 0; i < near->len; i++) {
        uint32_t other = g_array_index(near, uint32_t, i);
        int64_t *pair = g_new(int64_t, 1);
        *pair = (int64_t)MIN(record, other) << 32 | MAX(record, other);
        if (other != record && g_hash_table_add(workshop->pairs, pair)) {
            if (!compare(workshop, record, other))
                return false;
        } else if (other == record) {
            g_free(pair);
        }
    }
    return true;
}

/* ---- the whole ----------------------------------------------------------------------- */

static void workshop_clear(Workshop *workshop)
{
    GHashTableIter iter;
    gpointer feature;
    g_hash_table_iter_init(&iter, workshop->features);
    while (g_hash_table_iter_next(&iter, NULL, &feature))
        GEOSGeom_destroy_r(workshop->context, ((Feature *)feature)->geometry);
    if (workshop->tree)
        GEOSSTRtree_destroy_r(workshop->context, workshop->tree);
    for (guint i = 0; i < workshop->boxes->len; i++)
        GEOSGeom_destroy_r(workshop->context, g_ptr_array_index(workshop->boxes, i));
    g_ptr_array_unref(workshop->boxes);
    g_hash_table_unref(workshop->features);
    g_hash_table_unref(workshop->pairs);
    g_hash_table_unref(workshop->queued);
    g_array_unref(workshop->queue);
    GEOS_finish_r(workshop->context);
}

static bool is_thin(BcuRing ring, double width)
{
    return 2 * fabs(bcu_ring_area(ring)) <= width * bcu_ring_length(ring);
}

/* Drops the crumbs of overlays, parts and holes narrower than the tolerance. If nothing else is left, the feature
 * was as narrow when it was drawn, and stays; or others have all its ground but a crumb. */
static void drop_crumbs(BcuShape *shape, double width, double drawn)
{
    bool all = bcu_shape_area(shape) < drawn / 2;
    size_t rings = 0, parts = 0, points = 0;
    for (size_t part = 0; part < shape->part_count; part++) {
        size_t first = shape->part_start[part], end = shape->part_start[part + 1];
        if (is_thin(bcu_shape_ring(shape, first), width) && (all || parts > 0 || part + 1 < shape->part_count))
            continue;
        shape->part_start[parts++] = rings;
        for (size_t r = first; r < end; r++) {
            BcuRing ring = bcu_shape_ring(shape, r);
            if (r > first && is_thin(ring, width))
                continue;
            memmove(shape->points + points, ring.points, ring.count * sizeof(BcuPoint));
            shape->ring_start[rings++] = points;
            points += ring.count;
        }
    }
    shape->part_start[parts] = rings;
    shape->ring_start[rings] = points;
    shape->part_count = parts;
    shape->ring_count = rings;
    shape->point_count = points;
}

static bool hand_over(Workshop *workshop, GHashTable *shapes)
{
    GHashTableIter iter;
    gpointer record, feature;
    g_hash_table_iter_init(&iter, workshop->features);
    while (g_hash_table_iter_next(&iter, &record, &feature)) {
        if (!((Feature *)feature)->differs)
            continue;
        BcuShape *shape = bcu_geos_to_shape(workshop->context, ((Feature *)feature)->geometry);
        if (!shape)
            return fail(workshop, GPOINTER_TO_UINT(record));
        drop_crumbs(shape, 2 * workshop->repair->tolerance, ((Feature *)feature)->area);
        g_hash_table_insert(shapes, record, shape);
    }
    return true;
}

bool bcu_repair(const BcuRepair *repair, BcuTopologyReport *report, GHashTable **shapes, BcuDiagLog *log)
{
    Workshop workshop = {.repair = repair, .report = report, .log = log, .context = GEOS_init_r()};
    workshop.features = g_hash_table_new_full(NULL, NULL, NULL, feature_free);
    workshop.pairs = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    workshop.queued = g_hash_table_new(NULL, NULL);
    workshop.queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    workshop.boxes = g_ptr_array_new();
    GEOSContext_setErrorMessageHandler_r(workshop.context, remember, &workshop);
    for (guint i = 0; i < repair->suspects->len; i++)
        suspect(&workshop, g_array_index(repair->suspects, uint32_t, i));
    g_array_sort(workshop.queue, by_number);
    bool ok = plant(&workshop) || fail(&workshop, 0);
    for (guint i = 0; ok && i < workshop.queue->len; i++)
        ok = compare_with_all(&workshop, g_array_index(workshop.queue, uint32_t, i));
    GHashTable *made = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)bcu_shape_free);
    ok = ok && hand_over(&workshop, made);
    workshop_clear(&workshop);
    if (ok)
        *shapes = made;
    else
        g_hash_table_unref(made);
    return ok;
}
