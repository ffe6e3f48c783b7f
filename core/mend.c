/* Cut, look, mend, cut again.
 *
 * In a coverage whose neighbours fit, every edge inside has a feature on both sides. So whatever does
 * not fit shows at arcs with a feature on one side only: near vertices, T-junctions, crossings, ground
 * covered twice. A clean layer has few of them, and pays only for looking at those. In the end a quick look
 * tells whether borders cross on which neighbours agree; where they do, or where the layer is to be verified,
 * it is looked at as a whole. */
#include "mend.h"
#include "chains.h"
#include "contacts.h"
#include "cover.h"
#include "dissolve.h"
#include "doubled.h"
#include "repair.h"
#include "snap.h"
#include "vertices.h"
#include <float.h>
#include <string.h>

/* Mending converges in two or three rounds; a layer that takes more cannot be mended. */
enum { ROUNDS_MAX = 20 };

typedef struct Bench {
    const BcuLayer *layer;
    const BcuTopologyOptions *options;
    double reach;      /* the tolerance, or what rounding alone may do to a coordinate */
    double rounding;
    BcuRingCopy *copy; /* the rings as mended; NULL: still those of the layer */
    BcuTopology *topology;
    BcuArcFlaws flaws;
    bool snapped, repaired, verified;
    GThread *chains; /* looks at all borders, beside the look at those on one side only; NULL: nobody does */
    BcuDiagLog *log;
} Bench;

typedef enum Outcome { IN_ORDER, MENDED, FAILED } Outcome;

static BcuRingSet rings_of(const Bench *bench)
{
    const BcuLayer *layer = bench->layer;
    if (bench->copy)
        return bcu_ring_copy_set(bench->copy);
    return (BcuRingSet){layer->points,     layer->point_count,  layer->ring_start,
                        layer->ring_count, layer->record_start, layer->record_count};
}

static bool no_memory(const Bench *bench)
{
    enum { BYTES_PER_VERTEX = 70 }; /* what a dirty layer takes at most, its coordinates included */
    BcuPlace place = {.file = bench->layer->path};
    double megabytes = BYTES_PER_VERTEX * (double)bench->layer->point_count / 1e6;
    bcu_report(bench->log, BCU_ERROR, "TOP001", &place,
               "Close other programs, use a computer with more memory, or split the layer and run the parts one by one.",
               "memory ran out: to match the borders of its %zu vertices takes about %.0f MB",
               bench->layer->point_count, fmax(megabytes, 1));
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

static void *look_at_chains(void *topology)
{
    return GINT_TO_POINTER(bcu_chains_look(topology));
}

/* Beside the rest, where it is more than a thread costs. Whoever is to change the topology ends it first. */
static void begin_chains(Bench *bench)
{
    enum { WORTH_A_THREAD = 200000 };
    if (!bench->verified && !bench->options->verify && bench->topology->point_count > WORTH_A_THREAD)
        bench->chains = g_thread_try_new("chains", look_at_chains, bench->topology, NULL);
}

static BcuCrossing end_chains(Bench *bench)
{
    if (!bench->chains)
        return bcu_chains_look(bench->topology);
    return (BcuCrossing)GPOINTER_TO_INT(g_thread_join(g_steal_pointer(&bench->chains)));
}

static void drop_chains(Bench *bench)
{
    if (bench->chains)
        end_chains(bench);
}

/* ---- cutting ------------------------------------------------------------------------- */

static bool cut(Bench *bench)
{
    drop_chains(bench);
    BcuRingSet rings = rings_of(bench);
    bcu_topology_reset(bench->topology);
    if (rings.point_count >= BCU_VERTICES_MAX)
        return too_large(bench);
    uint32_t *id = bcu_vertices_identify(rings.points, rings.point_count);
    BcuCut result = id ? bcu_arcs_cut(&rings, id, bench->topology, &bench->flaws) : BCU_CUT_NO_MEMORY;
    if (result == BCU_CUT_DONE && bench->flaws.doubled)
        bcu_doubled_untangle(bench->topology);
    return result == BCU_CUT_NO_MEMORY ? no_memory(bench) : result == BCU_CUT_DONE || too_large(bench);
}

/* ---- mending ------------------------------------------------------------------------- */

/* Writes the rings anew and cuts them; in order when that changed nothing. */
static Outcome rewrite(Bench *bench, const GArray *junctions, GHashTable *shapes)
{
    BcuRingSet rings = rings_of(bench);
    BcuMending mending = {junctions, shapes};
    bool changed;
    BcuRingCopy *copy = bcu_ring_copy_new(&rings, &mending, &bench->topology->report, &changed);
    if (!copy) {
        no_memory(bench);
        return FAILED;
    }
    bcu_ring_copy_free(bench->copy);
    bench->copy = copy;
    bench->verified = false;
    return !changed ? IN_ORDER : cut(bench) ? MENDED : FAILED;
}

static Outcome snap(Bench *bench)
{
    BcuRingSet rings = rings_of(bench);
    BcuPoint *points = g_try_malloc_n(rings.point_count + 4, sizeof(BcuPoint));
    size_t moved = 0;
    if (!points || !bcu_snap_rings(&rings, points, bench->reach, &moved)) {
        g_free(points);
        no_memory(bench);
        return FAILED;
    }
    bench->snapped = moved == 0;
    bench->topology->report.vertices_merged += moved;
    if (moved == 0) {
        g_free(points);
        return bench->topology->points || cut(bench) ? IN_ORDER : FAILED;
    }
    drop_chains(bench);
    bcu_topology_reset(bench->topology); /* it is cut anew: until then its memory serves the copy */
    BcuRingSet snapped = rings;
    snapped.points = points;
    BcuRingCopy *copy = bcu_ring_copy_take(&snapped, points, &bench->topology->report);
    bcu_ring_copy_free(bench->copy);
    bench->copy = copy;
    bench->verified = false;
    return (copy || no_memory(bench)) && cut(bench) ? MENDED : FAILED;
}

/* Those that a repair made are no flaws of the layer. */
static Outcome put_in(Bench *bench, const GArray *junctions)
{
    for (guint i = 0; i < junctions->len && !bench->repaired; i++) {
        const BcuJunction *junction = &g_array_index(junctions, BcuJunction, i);
        bcu_flaws_add(&bench->topology->report, (BcuFinding){BCU_FLAW_T_JUNCTION, junction->feature, junction->other,
                                                             junction->at, 0, 0});
    }
    return rewrite(bench, junctions, NULL);
}

static Outcome repair(Bench *bench, const GArray *suspects)
{
    BcuRingSet rings = rings_of(bench);
    BcuRepair how = {&rings, suspects, bench->reach, bench->options->repair_limit, bench->layer->path};
    GHashTable *shapes;
    if (!bcu_repair(&how, &bench->topology->report, &shapes, bench->log))
        return FAILED;
    Outcome outcome = g_hash_table_size(shapes) ? rewrite(bench, NULL, shapes) : IN_ORDER;
    g_hash_table_unref(shapes);
    bench->repaired = true;
    return outcome;
}

/* ---- looking ------------------------------------------------------------------------- */

static Outcome mend_contacts(Bench *bench, const BcuSegmentGrid *grid, bool as_a_whole)
{
    BcuContacts contacts;
    bcu_contacts_find(grid, as_a_whole ? bench->rounding : bench->reach, bench->rounding,
                      as_a_whole || bench->snapped, &contacts);
    Outcome outcome = contacts.near ? snap(bench) : IN_ORDER;
    if (contacts.near && outcome == IN_ORDER) { /* they must not be merged; what else there is was not looked for */
        bcu_contacts_clear(&contacts);
        bcu_contacts_find(grid, bench->reach, bench->rounding, true, &contacts);
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

/* Noise is everywhere, so a few of the vertices with a feature on one side tell, before all are looked at. */
static bool is_noisy(const Bench *bench)
{
    enum { ENOUGH = 4000 };
    const BcuTopology *topology = bench->topology;
    g_autoptr(GArray) sample = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    for (uint32_t arc = 0; arc < topology->arc_count && sample->len < ENOUGH; arc++)
        if (topology->right[arc] == BCU_NONE)
            g_array_append_vals(sample, topology->points + topology->arc_start[arc],
                                (guint)MIN(topology->arc_start[arc + 1] - topology->arc_start[arc], ENOUGH));
    size_t ring_start[] = {0, sample->len}, record_start[] = {0, 1}, moved = 0;
    const BcuPoint *points = (const BcuPoint *)(const void *)sample->data;
    BcuRingSet as_ring = {points, sample->len, ring_start, 1, record_start, 1};
    g_autofree BcuPoint *copy = g_new(BcuPoint, sample->len + 1);
    return bcu_snap_rings(&as_ring, copy, bench->reach, &moved) && moved > sample->len / 10;
}

static Outcome look(Bench *bench, bool as_a_whole)
{
    BcuSegmentGrid grid;
    if (!as_a_whole && !bench->copy && is_noisy(bench)) {
        bcu_topology_reset(bench->topology); /* of borders that are all double: the memory serves to merge them */
        Outcome outcome = snap(bench);
        if (outcome != IN_ORDER)
            return outcome;
    }
    if (!as_a_whole)
        begin_chains(bench);
    if (!bcu_segment_grid_build(bench->topology, as_a_whole, as_a_whole ? bench->rounding : bench->reach, &grid)) {
        no_memory(bench);
        return FAILED;
    }
    Outcome outcome = mend_contacts(bench, &grid, as_a_whole);
    bcu_segment_grid_clear(&grid);
    if (outcome == IN_ORDER && !as_a_whole)
        outcome = mend_cover(bench);
    return outcome;
}

/* Neighbours may also agree on a border that crosses itself or another. */
static Outcome verify(Bench *bench)
{
    if (bench->verified)
        return IN_ORDER;
    if (!bench->options->verify) {
        BcuCrossing crossing = end_chains(bench);
        if (crossing == BCU_CROSSING_NO_MEMORY)
            no_memory(bench);
        if (crossing != BCU_CROSSING_SOME)
            return crossing == BCU_CROSSING_NONE ? IN_ORDER : FAILED;
    }
    Outcome outcome = look(bench, true);
    bench->verified = true; /* once is enough, also when it mended something */
    return outcome;
}

static Outcome one_round(Bench *bench)
{
    if (bench->flaws.zero_edges || bench->flaws.spikes || bench->flaws.short_rings) {
        Outcome outcome = rewrite(bench, NULL, NULL);
        if (outcome != IN_ORDER)
            return outcome;
    }
    Outcome outcome = look(bench, false);
    return outcome == IN_ORDER ? verify(bench) : outcome;
}

static double rounding_of(const BcuLayer *layer)
{
    BcuBox box = bcu_layer_extent(layer);
    double largest = layer->point_count ? fmax(fmax(fabs(box.min_x), fabs(box.max_x)),
                                               fmax(fabs(box.min_y), fabs(box.max_y))) : 0;
    return 8 * DBL_EPSILON * largest;
}

bool bcu_mend(const BcuLayer *layer, const BcuTopologyOptions *options, BcuTopology *topology,
              BcuDiagLog *log)
{
    double rounding = rounding_of(layer);
    Bench bench = {.layer = layer, .options = options, .topology = topology, .log = log,
                   .rounding = rounding, .reach = fmax(options->tolerance, rounding)};
    Outcome outcome = cut(&bench) ? MENDED : FAILED;
    for (int round = 0; outcome == MENDED && round < ROUNDS_MAX; round++)
        outcome = one_round(&bench);
    drop_chains(&bench);
    bcu_ring_copy_free(bench.copy);
    if (outcome == MENDED) {
        BcuPlace place = {.file = layer->path};
        bcu_report(log, BCU_ERROR, "TOP041", &place, "Clean the layer in a GIS before using it.",
                   "its borders still cross after %d rounds of repair", ROUNDS_MAX);
    }
    return outcome == IN_ORDER;
}
