/* Copies a dataset with simplified arcs.
 * A dataset with simplified arcs: all else is that of the original. */
#include "dataset/dataset_private.h"
#include "text/thousands.h"
#include "topology/small_parts.h"

/* ---- what vanishes ------------------------------------------------------------------------ */

static void report_pieces(const BcuDataset *dataset, const BcuSmallParts *vanished, const char *layer,
                          BcuDiagLog *log)
{
    double metres = dataset->is_geographic ? BCU_METRES_PER_DEGREE : dataset->metres_per_unit;
    double shrink = dataset->is_geographic ? cos(vanished->at.y * G_PI / 180) : 1;
    double largest_m2 = vanished->largest * metres * metres * shrink;
    bool in_hectares = largest_m2 >= 1e4;
    BcuPlace place = {.file = layer, .has_position = true, .x = vanished->at.x, .y = vanished->at.y};
    bcu_report(log, BCU_NOTE, "TOP082", &place, "topology.keep_shapes = yes keeps them.",
               "%u %s too small for simplified borders and vanished, the largest of %s %s here",
               vanished->pieces,
               vanished->pieces == 1 ? "island, lake or enclave was" : "islands, lakes and enclaves were",
               BCU_THOUSANDS(in_hectares ? largest_m2 / 1e4 : largest_m2, in_hectares || largest_m2 < 10 ? 2 : 0),
               in_hectares ? "ha" : "m2");
}

/* Those that had an outline and have none. */
static void report_features(const BcuDataset *from, const BcuDataset *derived, BcuLevel level,
                            BcuDiagLog *log)
{
    const BcuLevelInfo info = bcu_dataset_level(derived, level);
    for (uint32_t f = 0; f < bcu_feature_count(derived, level); f++) {
        BcuPlace place = {.file = info.file, .record = level == BCU_CLUSTERS ? 0 : (int64_t)f + 1};
        if (bcu_feature_arcs(derived, level, f).part_count == 0 &&
            bcu_feature_arcs(from, level, f).part_count > 0)
            bcu_report(log, BCU_WARNING, "TOP083", &place,
                       "Simplify less, or set topology.keep_shapes = yes, if it is to be seen.",
                       "%s \"%s\" (%s) has vanished as a whole: outputs have it without an outline",
                       info.noun, bcu_feature_name(derived, level, f), bcu_feature_code(derived, level, f));
    }
}

/* What is known of each arc goes with it. */
static void renumber(const BcuDataset *from, BcuDataset *derived, uint32_t c, const BcuSmallParts *vanished)
{
    BcuCoverage *coverage = &derived->coverage[c];
    uint32_t count = coverage->topology->arc_count;
    coverage->border = g_new(BcuBorder, (size_t)count + 1);
    coverage->length_m = g_new(double, (size_t)count + 1);
    for (uint32_t arc = 0; arc < count; arc++) {
        BcuArc full = bcu_arc_at(from, c, vanished->kept[arc]);
        coverage->border[arc] = full.border;
        coverage->length_m[arc] = full.length_m;
    }
}

static bool drop_small(const BcuDataset *from, BcuDataset *derived, uint32_t c, double area, BcuDiagLog *log)
{
    const BcuDataset *original = derived->original;
    BcuLevel level = original->coverage[c].level;
    BcuSmallParts vanished;
    if (!bcu_small_parts_find(derived->coverage[c].topology, from->coverage[c].topology, area, &vanished, log))
        return false;
    renumber(from, derived, c, &vanished);
    if (c == original->cluster_coverage) {
        derived->clusters = bcu_arc_shapes_dup(from->clusters.refs ? &from->clusters : &original->clusters);
        bcu_small_parts_apply(&vanished, &derived->clusters);
    }
    if (vanished.pieces > 0) {
        report_pieces(original, &vanished, bcu_dataset_level(original, level).file, log);
        report_features(from, derived, level, log);
        if (c == original->cluster_coverage)
            report_features(from, derived, BCU_CLUSTERS, log);
    }
    bcu_small_parts_clear(&vanished);
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------ */

BcuDataset *bcu_dataset_simplify_dup(const BcuDataset *dataset, BcuSimplification how, BcuSimplified *result,
                                     BcuDiagLog *log)
{
    const BcuDataset *original = dataset->original ? dataset->original : dataset;
    double units_per_metre =
        original->is_geographic ? 1 / BCU_METRES_PER_DEGREE : 1 / original->metres_per_unit;
    g_autoptr(BcuDataset) derived = g_new0(BcuDataset, 1);
    derived->original = original;
    derived->coverage_count = original->coverage_count;
    BcuSimplified total = {0};
    for (uint32_t c = 0; c < original->coverage_count; c++) {
        BcuSimplified one = {0};
        double smallest;
        if (!bcu_topology_simplify_dup(dataset->coverage[c].topology, how, units_per_metre,
                                       &derived->coverage[c].topology, &one, &smallest, log) ||
            (!original->parts.project->keep_shapes && !drop_small(dataset, derived, c, smallest, log)))
            return NULL;
        total.vertices_before += one.vertices_before;
        total.vertices_after += derived->coverage[c].topology->point_count;
        total.largest_displacement_m = fmax(total.largest_displacement_m, one.largest_displacement_m);
    }
    bcu_dataset_measure_extent(derived);
    if (result)
        *result = total;
    return g_steal_pointer(&derived);
}
