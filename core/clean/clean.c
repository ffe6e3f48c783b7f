/* Cut, look, mend, cut again.
 *
 * In a coverage whose neighbours fit, every edge inside has a feature on both sides. So whatever does
 * not fit shows at arcs with a feature on one side only: near vertices, T-junctions, crossings, ground
 * covered twice. A clean layer has few of them, and pays only for looking at those. In the end a quick look
 * tells whether borders cross on which neighbours agree; where they do, or where the layer is to be verified,
 * it is looked at as a whole. */
#include "clean/clean.h"
#include "base/heap_control.h"
#include "base/large_array.h"
#include "base/thousands.h"
#include "clean/crossings.h"
#include "clean/depth.h"
#include "clean/duplicate_arcs.h"
#include "clean/near_edges.h"
#include "clean/repair.h"
#include "clean/ring_writer.h"
#include "clean/slivers.h"
#include "clean/snap.h"
#include "topology/dissolve.h"
#include "topology/vertices.h"
#include <float.h>
#include <string.h>

/* Mending converges in two or three rounds. Where three vertices lie within the tolerance of one another's edges, each
 * put into an edge takes another out of one, without end: after some rounds what is near stays beside its edge, and
 * only what lies on it is put in. */
enum { ROUNDS_MAX = 20, ROUNDS_WITHIN_REACH = 6 };

typedef struct Bench {
    BcuLayer *layer; /* its rings are mended; while it has no points, they are in the arcs */
    BcuRuns runs;
    const BcuTopologyOptions *options;
    double reach;      /* the tolerance, or what rounding alone may do to a coordinate */
    double rounding;
    BcuTopology *topology;
    BcuArcFlaws flaws;
    bool snapped, verified;
    GHashTable *repaired; /* set of records that a repair, or a T-junction after it, has changed; NULL before */
    int round, sweeps;
    GThread *crossings; /* looks at all borders, beside the look at those on one side only; NULL: nobody does */
    BcuDiagLog *log;
} Bench;

typedef enum Outcome { IN_ORDER, MENDED, FAILED } Outcome;

static bool no_memory(const Bench *bench)
{
    enum { BYTES_PER_VERTEX = 42 }; /* what a dirty layer takes at most, its coordinates included */
    BcuPlace place = {.file = bench->layer->path};
    double megabytes = BYTES_PER_VERTEX * (double)bench->topology->report.vertices_in / 1e6;
    bcu_report(bench->log, BCU_ERROR, "TOP001", &place,
               "Close other programs, use a computer with more memory, or split the layer and run the parts one by one.",
               "memory ran out: to match the borders of its %s vertices takes about %s MB",
               BCU_GROUPED(bench->topology->report.vertices_in, 0), BCU_GROUPED(fmax(megabytes, 1), 0));
    return false;
}

static bool too_large(const Bench *bench)
{
    BcuPlace place = {.file = bench->layer->path};
    bcu_report(bench->log, BCU_ERROR, "TOP002", &place, "Split the layer and run each part on its own.",
               "the layer has more than 2,147,483,646 borders or 2,863,311,530 vertices");
    return false;
}

/* ---- all borders, quickly ---------------------------------------------------------------- */

static void *look_for_crossings(void *topology)
{
    return GINT_TO_POINTER(bcu_crossings_look(topology));
}

/* Beside the rest, where it is more than a thread costs. Whoever is to change the topology ends it first. */
static void begin_crossings(Bench *bench)
{
    enum { WORTH_A_THREAD = 200000 };
    if (!bench->verified && !bench->options->verify && bench->topology->point_count > WORTH_A_THREAD)
        bench->crossings = g_thread_try_new("crossings", look_for_crossings, bench->topology, NULL);
}

static BcuCrossing end_crossings(Bench *bench)
{
    if (!bench->crossings)
        return bcu_crossings_look(bench->topology);
    return (BcuCrossing)GPOINTER_TO_INT(g_thread_join(g_steal_pointer(&bench->crossings)));
}

static void drop_crossings(Bench *bench)
{
    if (bench->crossings)
        end_crossings(bench);
}

/* ---- cutting ------------------------------------------------------------------------- */

/* The topology is cut anew: until then its memory serves what mends the rings. */
static void drop_topology(Bench *bench)
{
    drop_crossings(bench);
    bcu_topology_reset(bench->topology);
    bcu_runs_clear(&bench->runs);
}

/* Every border is in two rings and in one arc: while the arcs are looked at, they are all that there is. */
static void put_points_away(Bench *bench)
{
    if (bench->flaws.short_rings || bench->flaws.doubled) /* not all in arcs, or in arcs that were turned */
        return;
    g_clear_pointer(&bench->layer->points, g_free);
}

static bool fetch_points(Bench *bench)
{
    BcuLayer *layer = bench->layer;
    if (!layer->points)
        layer->points = bcu_arcs_join(bench->topology, &bench->runs, layer->ring_start, layer->ring_count);
    return layer->points || no_memory(bench);
}

static bool cut(Bench *bench)
{
    BcuRingSet rings = bcu_ring_set_of(bench->layer);
    drop_topology(bench);
    if (rings.point_count >= BCU_VERTICES_MAX)
        return too_large(bench);
    uint32_t *id = bcu_vertices_identify(rings.points, rings.point_count);
    BcuCut result =
        id ? bcu_arcs_cut(&rings, id, bench->topology, &bench->flaws, &bench->runs) : BCU_CUT_NO_MEMORY;
    if (result != BCU_CUT_DONE)
        return result == BCU_CUT_NO_MEMORY ? no_memory(bench) : too_large(bench);
    if (bench->flaws.doubled)
        bcu_doubled_untangle(bench->topology);
    put_points_away(bench);
    return true;
}

/* What mending left free is in pieces too small. */
static bool cut_again(Bench *bench)
{
    enum { WORTH_GIVING_BACK = 200000 };
    if (bench->layer->point_count > WORTH_GIVING_BACK)
        bcu_heap_give_back();
    return cut(bench);
}

/* ---- mending ------------------------------------------------------------------------- */

/* Writes the rings anew and cuts them; in order when that changed nothing. */
static Outcome rewrite(Bench *bench, BcuMending mending)
{
    bool changed;
    if (!fetch_points(bench))
        return FAILED;
    drop_topology(bench);
    bench->verified = false;
    if (!bcu_rings_rewrite(bench->layer, &mending, &bench->topology->report, &changed)) {
        no_memory(bench);
        return FAILED;
    }
    return !cut_again(bench) ? FAILED : changed ? MENDED : IN_ORDER;
}

static Outcome snap(Bench *bench)
{
    size_t moved = 0;
    if (!fetch_points(bench))
        return FAILED;
    BcuRingSet rings = bcu_ring_set_of(bench->layer);
    drop_topology(bench);
    if (!bcu_snap_rings(&rings, bench->layer->points, bench->reach, &moved)) {
        no_memory(bench);
        return FAILED;
    }
    bench->snapped = moved == 0;
    bench->topology->report.vertices_merged += moved;
    if (moved == 0)
        return cut_again(bench) ? IN_ORDER : FAILED;
    return rewrite(bench, (BcuMending){0}) == FAILED ? FAILED : MENDED;
}

/* Those that a repair made are no flaws of the layer. */
static Outcome put_in(Bench *bench, const GArray *junctions)
{
    for (guint i = 0; i < junctions->len && !bench->repaired; i++) {
        const BcuJunction *junction = &g_array_index(junctions, BcuJunction, i);
        bcu_flaws_add(&bench->topology->report, (BcuFinding){BCU_FLAW_T_JUNCTION, junction->feature, junction->other,
                                                             junction->at, 0, 0});
    }
    for (guint i = 0; i < junctions->len && bench->repaired; i++) {
        g_hash_table_add(bench->repaired, GUINT_TO_POINTER(g_array_index(junctions, BcuJunction, i).feature));
        g_hash_table_add(bench->repaired, GUINT_TO_POINTER(g_array_index(junctions, BcuJunction, i).other));
    }
    return rewrite(bench, (BcuMending){.junctions = junctions});
}

static void note_repaired(Bench *bench, GHashTable *shapes)
{
    GHashTableIter iter;
    gpointer record;
    if (!bench->repaired)
        bench->repaired = g_hash_table_new(NULL, NULL);
    g_hash_table_iter_init(&iter, shapes);
    while (g_hash_table_iter_next(&iter, &record, NULL))
        g_hash_table_add(bench->repaired, record);
}

static Outcome repair(Bench *bench, const GArray *suspects)
{
    BcuRepair how = {bench->layer, suspects, bench->reach, bench->options->repair_limit, bench->options->regardless};
    GHashTable *shapes;
    if (!fetch_points(bench))
        return FAILED;
    if (!bcu_repair(&how, &bench->topology->report, &shapes, bench->log))
        return FAILED;
    Outcome outcome = g_hash_table_size(shapes) ? rewrite(bench, (BcuMending){.shapes = shapes}) : IN_ORDER;
    note_repaired(bench, shapes);
    g_hash_table_unref(shapes);
    bench->snapped &= outcome == IN_ORDER; /* what GEOS made may be near to what there was */
    return outcome;
}

/* ---- looking ------------------------------------------------------------------------- */

/* \param apart near vertices must not be merged: they are not looked for. */
static bool find_contacts(const Bench *bench, bool as_a_whole, bool apart, BcuContacts *contacts)
{
    double reach = as_a_whole || bench->round >= ROUNDS_WITHIN_REACH ? bench->rounding : bench->reach;
    BcuContactsLook look = {bench->topology, as_a_whole, reach, bench->rounding, apart};
    return bcu_contacts_find(&look, contacts) || no_memory(bench);
}

static Outcome mend_contacts(Bench *bench, bool as_a_whole)
{
    BcuContacts contacts;
    if (!find_contacts(bench, as_a_whole, as_a_whole || bench->snapped || bench->round >= ROUNDS_WITHIN_REACH, &contacts))
        return FAILED;
    Outcome outcome = contacts.near ? snap(bench) : IN_ORDER;
    if (contacts.near && outcome == IN_ORDER) {
        bcu_contacts_clear(&contacts);
        outcome = find_contacts(bench, as_a_whole, true, &contacts) ? IN_ORDER : FAILED;
    }
    if (outcome == IN_ORDER && contacts.junctions->len > 0)
        outcome = put_in(bench, contacts.junctions);
    if (outcome == IN_ORDER && contacts.crossings->len > 0)
        outcome = repair(bench, contacts.crossings);
    bcu_contacts_clear(&contacts);
    return outcome;
}

static Outcome mend_cover(Bench *bench)
{
    g_autoptr(GArray) suspects = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autofree uint32_t *together = g_new0(uint32_t, (size_t)bench->layer->record_count + 1);
    bcu_cover_check_nodes(bench->topology, suspects);
    if (suspects->len == 0) {
        BcuArcShapes whole;
        if (!bcu_dissolve(bench->topology, together, 1, &whole, bench->log))
            return FAILED;
        bcu_cover_check_rings(bench->topology, &whole, suspects);
        bcu_arc_shapes_clear(&whole);
    }
    return suspects->len > 0 ? repair(bench, suspects) : IN_ORDER;
}

static Outcome look(Bench *bench, bool as_a_whole)
{
    if (!as_a_whole)
        begin_crossings(bench);
    Outcome outcome = mend_contacts(bench, as_a_whole);
    return outcome == IN_ORDER && !as_a_whole ? mend_cover(bench) : outcome;
}

/* Neighbours may also agree on a border that crosses itself or another. */
static Outcome verify(Bench *bench)
{
    if (bench->verified)
        return IN_ORDER;
    if (!bench->options->verify) {
        BcuCrossing crossing = end_crossings(bench);
        if (crossing == BCU_CROSSING_NO_MEMORY)
            no_memory(bench);
        if (crossing != BCU_CROSSING_SOME)
            return crossing == BCU_CROSSING_NONE ? IN_ORDER : FAILED;
    }
    Outcome outcome = look(bench, true);
    bench->verified = true; /* once is enough, also when it mended something */
    return outcome;
}

/* What is merged and put in after a repair may tear off what only a further one can give to a neighbour. A few times
 * only: the same may be torn off again. */
static Outcome sweep(Bench *bench)
{
    enum { SWEEPS_MAX = 3 };
    g_autoptr(GArray) suspects = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (!bench->repaired || bench->sweeps++ >= SWEEPS_MAX)
        return IN_ORDER;
    if (!bcu_crumbs_find(bench->topology, bench->layer->record_count, bench->reach, bench->repaired, suspects,
                         bench->log))
        return FAILED;
    return suspects->len > 0 ? repair(bench, suspects) : IN_ORDER;
}

static Outcome one_round(Bench *bench)
{
    if (bench->flaws.zero_edges || bench->flaws.spikes || bench->flaws.short_rings) {
        Outcome outcome = rewrite(bench, (BcuMending){0});
        if (outcome != IN_ORDER)
            return outcome;
    }
    Outcome outcome = look(bench, false);
    outcome = outcome == IN_ORDER ? verify(bench) : outcome;
    return outcome == IN_ORDER ? sweep(bench) : outcome;
}

/* ---- the whole ------------------------------------------------------------------------- */

static double rounding_of(BcuBox box)
{
    double largest = fmax(fmax(fabs(box.min_x), fabs(box.max_x)), fmax(fabs(box.min_y), fabs(box.max_y)));
    return isfinite(largest) ? 8 * DBL_EPSILON * largest : 0; /* an empty box is infinite */
}

/* Where vertices lie closer than doubles can tell their edges apart, all are on all edges, and in each round more. */
static bool grows_without_end(const Bench *bench)
{
    return bench->topology->point_count > 64 * bench->topology->report.vertices_in + 1024;
}

/* Noise is merged before anything is cut; a layer that is mostly clean only where its borders do not fit. */
static bool begin(Bench *bench, BcuBox box)
{
    BcuRingSet rings = bcu_ring_set_of(bench->layer);
    if (!bcu_snap_is_due(&rings, box, bench->reach))
        return cut(bench);
    bcu_large_array_forget(); /* merging needs the memory first */
    return snap(bench) != FAILED;
}

bool bcu_mend(BcuLayer *layer, const BcuTopologyOptions *options, BcuTopology *topology, BcuDiagLog *log)
{
    BcuBox box = bcu_layer_extent(layer);
    double rounding = rounding_of(box);
    Bench bench = {.layer = layer, .options = options, .topology = topology, .log = log,
                   .rounding = rounding, .reach = fmax(options->tolerance, rounding)};
    Outcome outcome = begin(&bench, box) ? MENDED : FAILED;
    for (; outcome == MENDED && bench.round < ROUNDS_MAX && !grows_without_end(&bench); bench.round++)
        outcome = one_round(&bench);
    drop_crossings(&bench);
    g_clear_pointer(&bench.repaired, g_hash_table_unref);
    bcu_runs_clear(&bench.runs);
    bcu_layer_drop_rings(layer);
    if (outcome == MENDED) {
        BcuPlace place = {.file = layer->path};
        bcu_report(log, BCU_ERROR, "TOP041", &place, "Clean the layer in a GIS before using it.",
                   "its borders still cross after %d rounds of repair", bench.round);
    }
    return outcome == IN_ORDER;
}
