/* Cuts a layer at its nodes and mends what is no coverage: cut, look, mend, cut again.
 *
 * In a coverage whose neighbours fit, every edge inside has a feature on both sides. So whatever does
 * not fit shows at arcs with a feature on one side only: near vertices, T-junctions, crossings, ground
 * covered twice. A clean layer has few of them, and pays only for looking at those. In the end a quick look
 * tells whether borders cross on which neighbours agree; where they do, or where the layer is to be verified,
 * it is looked at as a whole. */
#include "clean/clean.h"
#include "base/heap_control.h"
#include "base/large_array.h"
#include "clean/crossings.h"
#include "clean/depth.h"
#include "clean/duplicate_arcs.h"
#include "clean/near_edges.h"
#include "clean/repair.h"
#include "clean/ring_writer.h"
#include "clean/slivers.h"
#include "clean/snap.h"
#include "text/thousands.h"
#include "topology/dissolve.h"
#include "topology/vertices.h"
#include <float.h>
#include <string.h>

/* Mending converges in two or three rounds. Where three vertices lie within the tolerance of one another's edges, each
 * put into an edge takes another out of one, without end: after some rounds what is near stays beside its edge, and
 * only what lies on it is put in. */
enum { ROUNDS_MAX = 20, ROUNDS_WITHIN_REACH = 6 };

typedef struct Cleaner {
    BcuLayer *layer; /* its rings are mended; while it has no points, they are in the arcs */
    BcuRuns runs;
    const BcuTopologyOptions *options;
    double reach;      /* the tolerance, or what rounding alone may do to a coordinate */
    double rounding;
    BcuTopology *topology;
    BcuArcFlaws flaws;
    bool snapped, seen_as_a_whole;
    bool verified; /* since it was last changed */
    GHashTable *repaired; /* set of records that a repair, or a T-junction after it, has changed; NULL before */
    int round, sweeps;
    GThread *crossings; /* looks at all borders, beside the look at those on one side only; NULL: nobody does */
    BcuDiagLog *log;
} Cleaner;

typedef enum Outcome { IN_ORDER, MENDED, FAILED } Outcome;

static bool no_memory(const Cleaner *cleaner)
{
    enum { BYTES_PER_VERTEX = 42 }; /* what a dirty layer takes at most, its coordinates included */
    BcuPlace place = {.file = cleaner->layer->path};
    double megabytes = BYTES_PER_VERTEX * (double)cleaner->topology->report.vertices_in / 1e6;
    bcu_report(cleaner->log, BCU_ERROR, "TOP001", &place,
               "Close other programs, use a computer with more memory, or split the layer and run the parts one by one.",
               "memory ran out: to match the borders of its %s vertices takes about %s MB",
               BCU_THOUSANDS(cleaner->topology->report.vertices_in, 0), BCU_THOUSANDS(fmax(megabytes, 1), 0));
    return false;
}

static bool too_large(const Cleaner *cleaner)
{
    BcuPlace place = {.file = cleaner->layer->path};
    bcu_report(cleaner->log, BCU_ERROR, "TOP002", &place, "Split the layer and run each part on its own.",
               "the layer has more than 2,147,483,646 borders or 2,863,311,530 vertices");
    return false;
}

/* ---- all borders, quickly ---------------------------------------------------------------- */

static void *look_for_crossings(void *topology)
{
    return GINT_TO_POINTER(bcu_crossings_look(topology));
}

/* Beside the rest, where it is more than a thread costs. Whoever is to change the topology ends it first. */
static void begin_crossings(Cleaner *cleaner)
{
    enum { WORTH_A_THREAD = 200000 };
    if (!cleaner->verified && !cleaner->options->verify && cleaner->topology->point_count > WORTH_A_THREAD)
        cleaner->crossings = g_thread_try_new("crossings", look_for_crossings, cleaner->topology, NULL);
}

static BcuCrossing end_crossings(Cleaner *cleaner)
{
    if (!cleaner->crossings)
        return bcu_crossings_look(cleaner->topology);
    return (BcuCrossing)GPOINTER_TO_INT(g_thread_join(g_steal_pointer(&cleaner->crossings)));
}

static void drop_crossings(Cleaner *cleaner)
{
    if (cleaner->crossings)
        end_crossings(cleaner);
}

/* ---- cutting ------------------------------------------------------------------------- */

/* The topology is cut anew: until then its memory serves what mends the rings. */
static void drop_topology(Cleaner *cleaner)
{
    drop_crossings(cleaner);
    bcu_topology_reset(cleaner->topology);
    bcu_runs_clear(&cleaner->runs);
}

/* Every border is in two rings and in one arc: while the arcs are looked at, they are all that there is. */
static void put_points_away(Cleaner *cleaner)
{
    if (cleaner->flaws.short_rings || cleaner->flaws.doubled) /* not all in arcs, or in arcs that were turned */
        return;
    g_clear_pointer(&cleaner->layer->points, g_free);
}

static bool fetch_points(Cleaner *cleaner)
{
    BcuLayer *layer = cleaner->layer;
    if (!layer->points)
        layer->points = bcu_arcs_join(cleaner->topology, &cleaner->runs, layer->ring_start, layer->ring_count);
    return layer->points || no_memory(cleaner);
}

static bool cut(Cleaner *cleaner)
{
    BcuRingSet rings = bcu_ring_set_of(cleaner->layer);
    drop_topology(cleaner);
    if (rings.point_count >= BCU_VERTICES_MAX)
        return too_large(cleaner);
    uint32_t *id = bcu_vertices_identify(rings.points, rings.point_count);
    BcuCut result =
        id ? bcu_arcs_cut(&rings, id, cleaner->topology, &cleaner->flaws, &cleaner->runs) : BCU_CUT_NO_MEMORY;
    if (result != BCU_CUT_DONE)
        return result == BCU_CUT_NO_MEMORY ? no_memory(cleaner) : too_large(cleaner);
    if (cleaner->flaws.doubled)
        bcu_duplicate_arcs_untangle(cleaner->topology);
    put_points_away(cleaner);
    return true;
}

/* What mending left free is in pieces too small. */
static bool cut_again(Cleaner *cleaner)
{
    enum { WORTH_GIVING_BACK = 200000 };
    if (cleaner->layer->point_count > WORTH_GIVING_BACK)
        bcu_heap_give_back();
    return cut(cleaner);
}

/* ---- mending ------------------------------------------------------------------------- */

/* Writes the rings anew and cuts them; in order when that changed nothing. */
static Outcome rewrite(Cleaner *cleaner, BcuMending mending)
{
    bool changed;
    if (!fetch_points(cleaner))
        return FAILED;
    drop_topology(cleaner);
    cleaner->verified = false;
    if (!bcu_rings_rewrite(cleaner->layer, &mending, &cleaner->topology->report, &changed)) {
        no_memory(cleaner);
        return FAILED;
    }
    return !cut_again(cleaner) ? FAILED : changed ? MENDED : IN_ORDER;
}

static Outcome snap(Cleaner *cleaner)
{
    size_t moved = 0;
    if (!fetch_points(cleaner))
        return FAILED;
    BcuRingSet rings = bcu_ring_set_of(cleaner->layer);
    drop_topology(cleaner);
    if (!bcu_snap_rings(&rings, cleaner->layer->points, cleaner->reach, &moved)) {
        no_memory(cleaner);
        return FAILED;
    }
    cleaner->snapped = moved == 0;
    cleaner->topology->report.vertices_merged += moved;
    if (moved == 0)
        return cut_again(cleaner) ? IN_ORDER : FAILED;
    return rewrite(cleaner, (BcuMending){0}) == FAILED ? FAILED : MENDED;
}

/* Those that a repair made are no flaws of the layer. */
static Outcome put_in(Cleaner *cleaner, const GArray *junctions)
{
    for (guint i = 0; i < junctions->len && !cleaner->repaired; i++) {
        const BcuJunction *junction = &g_array_index(junctions, BcuJunction, i);
        bcu_flaws_add(&cleaner->topology->report, (BcuFinding){BCU_FLAW_T_JUNCTION, junction->feature, junction->other,
                                                             junction->at, 0, 0});
    }
    for (guint i = 0; i < junctions->len && cleaner->repaired; i++) {
        g_hash_table_add(cleaner->repaired, GUINT_TO_POINTER(g_array_index(junctions, BcuJunction, i).feature));
        g_hash_table_add(cleaner->repaired, GUINT_TO_POINTER(g_array_index(junctions, BcuJunction, i).other));
    }
    return rewrite(cleaner, (BcuMending){.junctions = junctions});
}

static void note_repaired(Cleaner *cleaner, GHashTable *shapes)
{
    GHashTableIter iter;
    gpointer record;
    if (!cleaner->repaired)
        cleaner->repaired = g_hash_table_new(NULL, NULL);
    g_hash_table_iter_init(&iter, shapes);
    while (g_hash_table_iter_next(&iter, &record, NULL))
        g_hash_table_add(cleaner->repaired, record);
}

static Outcome repair(Cleaner *cleaner, const GArray *suspects)
{
    BcuRepair how = {cleaner->layer, suspects, cleaner->reach, cleaner->options->repair_limit, cleaner->options->regardless};
    GHashTable *shapes;
    if (!fetch_points(cleaner))
        return FAILED;
    if (!bcu_repair(&how, &cleaner->topology->report, &shapes, cleaner->log))
        return FAILED;
    Outcome outcome = g_hash_table_size(shapes) ? rewrite(cleaner, (BcuMending){.shapes = shapes}) : IN_ORDER;
    note_repaired(cleaner, shapes);
    g_hash_table_unref(shapes);
    cleaner->snapped &= outcome == IN_ORDER; /* what GEOS made may be near to what there was */
    return outcome;
}

/* ---- looking ------------------------------------------------------------------------- */

/* \param apart near vertices must not be merged: they are not looked for. */
static bool find_contacts(const Cleaner *cleaner, bool as_a_whole, bool apart, BcuNearEdges *contacts)
{
    double reach = as_a_whole || cleaner->round >= ROUNDS_WITHIN_REACH ? cleaner->rounding : cleaner->reach;
    BcuNearEdgesSearch look = {cleaner->topology, as_a_whole, reach, cleaner->rounding, apart};
    return bcu_near_edges_find(&look, contacts) || no_memory(cleaner);
}

static Outcome mend_contacts(Cleaner *cleaner, bool as_a_whole)
{
    BcuNearEdges contacts;
    if (!find_contacts(cleaner, as_a_whole, as_a_whole || cleaner->snapped || cleaner->round >= ROUNDS_WITHIN_REACH, &contacts))
        return FAILED;
    Outcome outcome = contacts.near ? snap(cleaner) : IN_ORDER;
    if (contacts.near && outcome == IN_ORDER) {
        bcu_near_edges_clear(&contacts);
        outcome = find_contacts(cleaner, as_a_whole, true, &contacts) ? IN_ORDER : FAILED;
    }
    if (outcome == IN_ORDER && contacts.junctions->len > 0)
        outcome = put_in(cleaner, contacts.junctions);
    if (outcome == IN_ORDER && contacts.crossings->len > 0)
        outcome = repair(cleaner, contacts.crossings);
    bcu_near_edges_clear(&contacts);
    return outcome;
}

static Outcome mend_cover(Cleaner *cleaner)
{
    g_autoptr(GArray) suspects = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autofree uint32_t *together = g_new0(uint32_t, (size_t)cleaner->layer->record_count + 1);
    bcu_depth_check_nodes(cleaner->topology, suspects);
    if (suspects->len == 0) {
        BcuArcShapes whole;
        if (!bcu_dissolve(cleaner->topology, together, 1, &whole, cleaner->log))
            return FAILED;
        bcu_depth_check_rings(cleaner->topology, &whole, suspects);
        bcu_arc_shapes_clear(&whole);
    }
    return suspects->len > 0 ? repair(cleaner, suspects) : IN_ORDER;
}

static Outcome look(Cleaner *cleaner, bool as_a_whole)
{
    if (!as_a_whole)
        begin_crossings(cleaner);
    Outcome outcome = mend_contacts(cleaner, as_a_whole);
    return outcome == IN_ORDER && !as_a_whole ? mend_cover(cleaner) : outcome;
}

/* Neighbours may also agree on a border that crosses itself or another. Where that was mended it is looked at again: a
 * vertex put into an edge that doubles back leaves the crossings beside it for the next round. */
static Outcome verify(Cleaner *cleaner)
{
    if (cleaner->verified)
        return IN_ORDER;
    bool as_a_whole = cleaner->options->verify && !cleaner->seen_as_a_whole;
    BcuCrossing crossing = as_a_whole ? BCU_CROSSING_SOME : end_crossings(cleaner);
    if (crossing == BCU_CROSSING_NO_MEMORY) {
        no_memory(cleaner);
        return FAILED;
    }
    Outcome outcome = crossing == BCU_CROSSING_SOME ? look(cleaner, true) : IN_ORDER;
    cleaner->seen_as_a_whole |= crossing == BCU_CROSSING_SOME;
    cleaner->verified = outcome == IN_ORDER;
    return outcome;
}

/* What is merged and put in after a repair may tear off what only a further one can give to a neighbour. A few times
 * only: the same may be torn off again. */
static Outcome sweep(Cleaner *cleaner)
{
    enum { SWEEPS_MAX = 3 };
    g_autoptr(GArray) suspects = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (!cleaner->repaired || cleaner->sweeps++ >= SWEEPS_MAX)
        return IN_ORDER;
    if (!bcu_slivers_find(cleaner->topology, cleaner->layer->record_count, cleaner->reach, cleaner->repaired, suspects,
                         cleaner->log))
        return FAILED;
    return suspects->len > 0 ? repair(cleaner, suspects) : IN_ORDER;
}

static Outcome one_round(Cleaner *cleaner)
{
    if (cleaner->flaws.zero_edges || cleaner->flaws.spikes || cleaner->flaws.short_rings) {
        Outcome outcome = rewrite(cleaner, (BcuMending){0});
        if (outcome != IN_ORDER)
            return outcome;
    }
    Outcome outcome = look(cleaner, false);
    outcome = outcome == IN_ORDER ? verify(cleaner) : outcome;
    return outcome == IN_ORDER ? sweep(cleaner) : outcome;
}

/* ---- the whole ------------------------------------------------------------------------- */

static double rounding_of(BcuBox box)
{
    double largest = fmax(fmax(fabs(box.min_x), fabs(box.max_x)), fmax(fabs(box.min_y), fabs(box.max_y)));
    return isfinite(largest) ? 8 * DBL_EPSILON * largest : 0; /* an empty box is infinite */
}

/* Where vertices lie closer than doubles can tell their edges apart, all are on all edges, and in each round more. */
static bool grows_without_end(const Cleaner *cleaner)
{
    return cleaner->topology->point_count > 64 * cleaner->topology->report.vertices_in + 1024;
}

/* Noise is merged before anything is cut; a layer that is mostly clean only where its borders do not fit. */
static bool begin(Cleaner *cleaner, BcuBox box)
{
    BcuRingSet rings = bcu_ring_set_of(cleaner->layer);
    if (!bcu_snap_is_due(&rings, box, cleaner->reach))
        return cut(cleaner);
    bcu_large_array_forget(); /* merging needs the memory first */
    return snap(cleaner) != FAILED;
}

bool bcu_clean(BcuLayer *layer, const BcuTopologyOptions *options, BcuTopology *topology, BcuDiagLog *log)
{
    BcuBox box = bcu_layer_extent(layer);
    double rounding = rounding_of(box);
    Cleaner cleaner = {.layer = layer, .options = options, .topology = topology, .log = log,
                   .rounding = rounding, .reach = fmax(options->tolerance, rounding)};
    Outcome outcome = begin(&cleaner, box) ? MENDED : FAILED;
    for (; outcome == MENDED && cleaner.round < ROUNDS_MAX && !grows_without_end(&cleaner); cleaner.round++)
        outcome = one_round(&cleaner);
    drop_crossings(&cleaner);
    g_clear_pointer(&cleaner.repaired, g_hash_table_unref);
    bcu_runs_clear(&cleaner.runs);
    bcu_layer_drop_rings(layer);
    if (outcome == MENDED) {
        BcuPlace place = {.file = layer->path};
        bcu_report(log, BCU_ERROR, "TOP041", &place, "Clean the layer in a GIS before using it.",
                   "its borders still cross after %d rounds of repair", cleaner.round);
    }
    return outcome == IN_ORDER;
}
