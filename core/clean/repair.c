/* Repairs features that overlap, by GEOS.
 * Intersections tell who overlaps whom, once each is valid for itself. Then all that are in it are cut into faces at
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

typedef struct Repair {
    const BcuRepair *repair;
    BcuTopologyReport *report;
    BcuDiagLog *log;
    GEOSContextHandle_t context;
    GHashTable *features; /* record to Feature */
    GArray *queue;        /* uint32_t: suspects, each to be compared with all others */
    GHashTable *queued;
    BcuStrTree *tree;     /* of all records */
    BcuGeosReason reason;
} Repair;

static bool fail(const Repair *work, uint32_t record)
{
    BcuPlace place = {.file = work->repair->layer->path, .record = (int64_t)record + 1};
    bcu_report(work->log, BCU_ERROR, "TOP041", &place, "Repair the record in the tool that made the layer.",
               "the rings cannot be repaired: %s", work->reason.text);
    return false;
}

static void feature_free(gpointer data)
{
    bcu_shape_free(((Feature *)data)->drawn);
    g_free(data); /* the geometry goes with the work, which has the context */
}

/* ---- features ------------------------------------------------------------------------ */

/* A place in the geometry; the origin for what has none. */
static BcuPoint place_in(const Repair *work, const GEOSGeometry *geometry)
{
    BcuPoint at = {0, 0};
    GEOSGeometry *point = GEOSPointOnSurface_r(work->context, geometry);
    if (point && GEOSisEmpty_r(work->context, point) == 0) {
        GEOSGeomGetX_r(work->context, point, &at.x);
        GEOSGeomGetY_r(work->context, point, &at.y);
    }
    GEOSGeom_destroy_r(work->context, point);
    return at;
}

static BcuPoint where_invalid(const Repair *work, const GEOSGeometry *geometry)
{
    GEOSGeometry *location = NULL;
    BcuPoint at = {0, 0};
    GEOSisValidDetail_r(work->context, geometry, 0, NULL, &location);
    if (location)
        at = place_in(work, location);
    GEOSGeom_destroy_r(work->context, location);
    return at;
}

/* Whether to go on with the feature. */
static bool may_change(Repair *work, Feature *feature, uint32_t record, BcuPoint at, const char *why)
{
    if (feature->beyond_limit || feature->changed <= work->repair->limit * feature->area)
        return true;
    feature->beyond_limit = true;
    BcuPlace place = {.file = work->repair->layer->path, .record = (int64_t)record + 1, .has_position = true,
                      .x = at.x, .y = at.y};
    bcu_report(work->log, BCU_ERROR, "TOP040", &place,
               "Correct the layer there, or raise topology.repair_limit if the change is meant.",
               "%s: repair would change %.3g%% of its area, more than the %.3g%% allowed", why,
               100 * feature->changed / feature->area, 100 * work->repair->limit);
    return work->repair->regardless;
}

/* What only touches itself at a vertex is invalid to GEOS, but no bow-tie: its outline is told apart without changing
 * anything. */
static bool make_valid(Repair *work, Feature *feature, uint32_t record)
{
    GEOSContextHandle_t context = work->context;
    if (GEOSisValid_r(context, feature->geometry) == 1)
        return true;
    BcuPoint at = where_invalid(work, feature->geometry);
    double area = 0;
    GEOSGeom_destroy_r(context, feature->geometry);
    feature->geometry = bcu_faces_ground(context, feature->drawn, work->repair->tolerance);
    if (!isfinite(feature->area) || !feature->geometry || !GEOSArea_r(context, feature->geometry, &area))
        return fail(work, record);
    feature->changed = fabs(area - feature->area);
    feature->area = fmax(area, feature->area);
    if (feature->changed <= feature->area * 1e-12)
        return true;
    bcu_flaws_add(work->report, (BcuFinding){BCU_FLAW_BOW_TIE, record, BCU_NONE, at, feature->changed, 0});
    return may_change(work, feature, record, at, "the outline crosses itself");
}

/* The feature of a record, made when it is first asked for; NULL on failure. */
static Feature *feature_of(Repair *work, uint32_t record)
{
    Feature *feature = g_hash_table_lookup(work->features, GUINT_TO_POINTER(record));
    if (feature)
        return feature;
    feature = g_new0(Feature, 1);
    feature->drawn = bcu_layer_shape_build(work->repair->layer, record);
    feature->geometry = bcu_geos_from_shape(work->context, feature->drawn);
    feature->area = fabs(bcu_shape_area(feature->drawn));
    g_hash_table_insert(work->features, GUINT_TO_POINTER(record), feature);
    if (!feature->geometry)
        return fail(work, record) ? feature : NULL;
    return make_valid(work, feature, record) ? feature : NULL;
}

/* ---- overlaps ------------------------------------------------------------------------ */

static void suspect(Repair *work, uint32_t record)
{
    if (g_hash_table_add(work->queued, GUINT_TO_POINTER(record)))
        g_array_append_val(work->queue, record);
}

/* Suspects both of them, when they have ground in common, or GEOS cannot tell. */
static bool compare(Repair *work, uint32_t a, uint32_t b)
{
    const Feature *p = feature_of(work, a), *q = p ? feature_of(work, b) : NULL;
    double area = 0;
    if (!q)
        return false;
    GEOSGeometry *common = GEOSIntersection_r(work->context, p->geometry, q->geometry);
    if (!common || !GEOSArea_r(work->context, common, &area) ||
        area > work->repair->tolerance * work->repair->tolerance)
        suspect(work, b);
    GEOSGeom_destroy_r(work->context, common);
    return true;
}

static bool compare_with_all(Repair *work, uint32_t record)
{
    const Feature *feature = feature_of(work, record);
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (!feature)
        return false;
    bcu_strtree_near(work->tree, feature->geometry, near);
    for (guint i = 0; i < near->len; i++) {
        uint32_t other = g_array_index(near, uint32_t, i);
        if (!g_hash_table_contains(work->queued, GUINT_TO_POINTER(other)) && !compare(work, record, other))
            return false;
    }
    return true;
}

/* ---- sharing out --------------------------------------------------------------------- */

/* Says who lost ground to whom, and where. */
static bool tell(Repair *work, const BcuContest *contest)
{
    uint32_t loser = g_array_index(work->queue, uint32_t, contest->loser);
    uint32_t winner = g_array_index(work->queue, uint32_t, contest->winner);
    Feature *feature = g_hash_table_lookup(work->features, GUINT_TO_POINTER(loser));
    bcu_flaws_add(work->report, (BcuFinding){BCU_FLAW_OVERLAP, loser, winner, contest->at, contest->area, contest->length});
    if (2 * contest->area > work->repair->tolerance * contest->length) /* narrower ones are noise */
        feature->changed += contest->area;
    g_autofree char *why = g_strdup_printf("it overlaps record %u", winner + 1);
    return may_change(work, feature, loser, contest->at, why);
}

static bool share_out(Repair *work, GHashTable *shapes)
{
    uint32_t count = work->queue->len;
    g_autofree BcuClaim *claims = g_new0(BcuClaim, count + 1);
    g_autoptr(GArray) contests = g_array_new(FALSE, FALSE, sizeof(BcuContest));
    g_array_sort(work->queue, bcu_by_number);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t record = g_array_index(work->queue, uint32_t, i);
        const Feature *feature = g_hash_table_lookup(work->features, GUINT_TO_POINTER(record));
        claims[i] = (BcuClaim){feature->drawn, feature->geometry, feature->area, NULL};
    }
    if (!bcu_faces_share_out(work->context, claims, count, work->repair->tolerance, contests))
        return fail(work, count ? g_array_index(work->queue, uint32_t, 0) : 0);
    for (uint32_t i = 0; i < count; i++)
        g_hash_table_insert(shapes, GUINT_TO_POINTER(g_array_index(work->queue, uint32_t, i)), claims[i].share);
    bool ok = true;
    for (guint i = 0; ok && i < contests->len; i++)
        ok = tell(work, &g_array_index(contests, BcuContest, i));
    return ok;
}

/* ---- the whole ----------------------------------------------------------------------- */

static void workshop_clear(Repair *work)
{
    GHashTableIter iter;
    gpointer feature;
    g_hash_table_iter_init(&iter, work->features);
    while (g_hash_table_iter_next(&iter, NULL, &feature))
        GEOSGeom_destroy_r(work->context, ((Feature *)feature)->geometry);
    bcu_strtree_free(work->tree);
    g_hash_table_unref(work->features);
    g_hash_table_unref(work->queued);
    g_array_unref(work->queue);
    GEOS_finish_r(work->context);
}

bool bcu_repair(const BcuRepair *repair, BcuTopologyReport *report, GHashTable **shapes, BcuDiagLog *log)
{
    Repair work = {.repair = repair, .report = report, .log = log, .context = GEOS_init_r()};
    work.features = g_hash_table_new_full(NULL, NULL, NULL, feature_free);
    work.queued = g_hash_table_new(NULL, NULL);
    work.queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bcu_geos_reason_keep(work.context, &work.reason);
    for (guint i = 0; i < repair->suspects->len; i++)
        suspect(&work, g_array_index(repair->suspects, uint32_t, i));
    g_array_sort(work.queue, bcu_by_number);
    work.tree = bcu_strtree_of_records(work.context, repair->layer);
    bool ok = work.tree || fail(&work, 0);
    for (guint i = 0; ok && i < work.queue->len; i++)
        ok = compare_with_all(&work, g_array_index(work.queue, uint32_t, i));
    GHashTable *made = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)bcu_shape_free);
    ok = ok && share_out(&work, made);
    workshop_clear(&work);
    if (ok)
        *shapes = made;
    else
        g_hash_table_unref(made);
    return ok;
}
