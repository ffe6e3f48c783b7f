/* Intersections tell who overlaps whom, once each is valid for itself. Then all that are in it are cut into faces at
 * once, and each face goes to one of them: vertices that were there stay as they are, so that untouched neighbours
 * still fit, and the new ones are put into the neighbours' edges as T-junctions are.
 *
 * The larger feature gives way: ground drawn twice is mostly a small area laid over a large one that
 * was not cut out, and in proportion this changes least. */
#include "clean/repair.h"
#include "geometry/faces.h"
#include "geometry/geos_reason.h"
#include "geometry/strtree.h"
#include "layer/record_shapes.h"

typedef struct Feature {
    BcuShape *drawn;
    GEOSGeometry *geometry; /* valid */
    double area;            /* as it was drawn */
    double changed;         /* since then */
    bool beyond_limit;
} Feature;

typedef struct Workshop {
    const BcuRepair *repair;
    BcuTopologyReport *report;
    BcuDiagLog *log;
    GEOSContextHandle_t context;
    GHashTable *features; /* record to Feature */
    GArray *queue;        /* uint32_t: suspects, each to be compared with all others */
    GHashTable *queued;
    BcuBoxTree *tree;     /* of all records */
    BcuGeosReason reason;
} Workshop;

static bool fail(const Workshop *workshop, uint32_t record)
{
    BcuPlace place = {.file = workshop->repair->layer->path, .record = (int64_t)record + 1};
    bcu_report(workshop->log, BCU_ERROR, "TOP041", &place, "Repair the record in the tool that made the layer.",
               "the rings cannot be repaired: %s", workshop->reason.text);
    return false;
}

static void feature_free(gpointer data)
{
    bcu_shape_free(((Feature *)data)->drawn);
    g_free(data); /* the geometry goes with the workshop, which has the context */
}

/* ---- features ------------------------------------------------------------------------ */

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

/* What only touches itself at a vertex is invalid to GEOS, but no bow-tie: its outline is told apart without changing
 * anything. */
static bool make_valid(Workshop *workshop, Feature *feature, uint32_t record)
{
    GEOSContextHandle_t context = workshop->context;
    if (GEOSisValid_r(context, feature->geometry) == 1)
        return true;
    BcuPoint at = where_invalid(workshop, feature->geometry);
    double area = 0;
    GEOSGeom_destroy_r(context, feature->geometry);
    feature->geometry = bcu_faces_ground(context, feature->drawn, workshop->repair->tolerance);
    if (!isfinite(feature->area) || !feature->geometry || !GEOSArea_r(context, feature->geometry, &area))
        return fail(workshop, record);
    feature->changed = fabs(area - feature->area);
    feature->area = fmax(area, feature->area);
    if (feature->changed <= feature->area * 1e-12)
        return true;
    bcu_flaws_add(workshop->report, (BcuFinding){BCU_FLAW_BOW_TIE, record, BCU_NONE, at, feature->changed, 0});
    return may_change(workshop, feature, record, at, "the outline crosses itself");
}

/* The feature of a record, made when it is first asked for; NULL on failure. */
static Feature *feature_of(Workshop *workshop, uint32_t record)
{
    Feature *feature = g_hash_table_lookup(workshop->features, GUINT_TO_POINTER(record));
    if (feature)
        return feature;
    feature = g_new0(Feature, 1);
    feature->drawn = bcu_layer_shape_build(workshop->repair->layer, record);
    feature->geometry = bcu_geos_from_shape(workshop->context, feature->drawn);
    feature->area = fabs(bcu_shape_area(feature->drawn));
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

/* Suspects both of them, when they have ground in common, or GEOS cannot tell. */
static bool compare(Workshop *workshop, uint32_t a, uint32_t b)
{
    const Feature *p = feature_of(workshop, a), *q = p ? feature_of(workshop, b) : NULL;
    double area = 0;
    if (!q)
        return false;
    GEOSGeometry *common = GEOSIntersection_r(workshop->context, p->geometry, q->geometry);
    if (!common || !GEOSArea_r(workshop->context, common, &area) ||
        area > workshop->repair->tolerance * workshop->repair->tolerance)
        suspect(workshop, b);
    GEOSGeom_destroy_r(workshop->context, common);
    return true;
}

static bool compare_with_all(Workshop *workshop, uint32_t record)
{
    const Feature *feature = feature_of(workshop, record);
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (!feature)
        return false;
    bcu_box_tree_near(workshop->tree, feature->geometry, near);
    for (guint i = 0; i < near->len; i++) {
        uint32_t other = g_array_index(near, uint32_t, i);
        if (!g_hash_table_contains(workshop->queued, GUINT_TO_POINTER(other)) && !compare(workshop, record, other))
            return false;
    }
    return true;
}

/* ---- sharing out --------------------------------------------------------------------- */

/* Says who lost ground to whom, and where. */
static bool tell(Workshop *workshop, const BcuContest *contest)
{
    uint32_t loser = g_array_index(workshop->queue, uint32_t, contest->loser);
    uint32_t winner = g_array_index(workshop->queue, uint32_t, contest->winner);
    Feature *feature = g_hash_table_lookup(workshop->features, GUINT_TO_POINTER(loser));
    bcu_flaws_add(workshop->report, (BcuFinding){BCU_FLAW_OVERLAP, loser, winner, contest->at, contest->area, contest->length});
    if (2 * contest->area > workshop->repair->tolerance * contest->length) /* narrower ones are noise */
        feature->changed += contest->area;
    g_autofree char *why = g_strdup_printf("it overlaps record %u", winner + 1);
    return may_change(workshop, feature, loser, contest->at, why);
}

static bool share_out(Workshop *workshop, GHashTable *shapes)
{
    uint32_t count = workshop->queue->len;
    g_autofree BcuClaim *claims = g_new0(BcuClaim, count + 1);
    g_autoptr(GArray) contests = g_array_new(FALSE, FALSE, sizeof(BcuContest));
    g_array_sort(workshop->queue, bcu_by_number);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t record = g_array_index(workshop->queue, uint32_t, i);
        const Feature *feature = g_hash_table_lookup(workshop->features, GUINT_TO_POINTER(record));
        claims[i] = (BcuClaim){feature->drawn, feature->geometry, feature->area, NULL};
    }
    if (!bcu_faces_share_out(workshop->context, claims, count, workshop->repair->tolerance, contests))
        return fail(workshop, count ? g_array_index(workshop->queue, uint32_t, 0) : 0);
    for (uint32_t i = 0; i < count; i++)
        g_hash_table_insert(shapes, GUINT_TO_POINTER(g_array_index(workshop->queue, uint32_t, i)), claims[i].share);
    bool ok = true;
    for (guint i = 0; ok && i < contests->len; i++)
        ok = tell(workshop, &g_array_index(contests, BcuContest, i));
    return ok;
}

/* ---- the whole ----------------------------------------------------------------------- */

static void workshop_clear(Workshop *workshop)
{
    GHashTableIter iter;
    gpointer feature;
    g_hash_table_iter_init(&iter, workshop->features);
    while (g_hash_table_iter_next(&iter, NULL, &feature))
        GEOSGeom_destroy_r(workshop->context, ((Feature *)feature)->geometry);
    bcu_box_tree_free(workshop->tree);
    g_hash_table_unref(workshop->features);
    g_hash_table_unref(workshop->queued);
    g_array_unref(workshop->queue);
    GEOS_finish_r(workshop->context);
}

bool bcu_repair(const BcuRepair *repair, BcuTopologyReport *report, GHashTable **shapes, BcuDiagLog *log)
{
    Workshop workshop = {.repair = repair, .report = report, .log = log, .context = GEOS_init_r()};
    workshop.features = g_hash_table_new_full(NULL, NULL, NULL, feature_free);
    workshop.queued = g_hash_table_new(NULL, NULL);
    workshop.queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bcu_geos_reason_keep(workshop.context, &workshop.reason);
    for (guint i = 0; i < repair->suspects->len; i++)
        suspect(&workshop, g_array_index(repair->suspects, uint32_t, i));
    g_array_sort(workshop.queue, bcu_by_number);
    workshop.tree = bcu_box_tree_of_records(workshop.context, repair->layer);
    bool ok = workshop.tree || fail(&workshop, 0);
    for (guint i = 0; ok && i < workshop.queue->len; i++)
        ok = compare_with_all(&workshop, g_array_index(workshop.queue, uint32_t, i));
    GHashTable *made = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)bcu_shape_free);
    ok = ok && share_out(&workshop, made);
    workshop_clear(&workshop);
    if (ok)
        *shapes = made;
    else
        g_hash_table_unref(made);
    return ok;
}
