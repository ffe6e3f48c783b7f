/* Random coverages, clean and spoilt, dissolved at random and compared with GEOS each time. Seeded: a
 * failing case prints its number and can be run alone. */
#include "base/diag.h"
#include "clean/build.h"
#include "clean/crossings.h"
#include "clean/repair.h"
#include "clean/snap.h"
#include "coverages.h"
#include "dataset/dataset_private.h"
#include "geometry/predicates.h"
#include "geometry/rings.h"
#include "layers.h"
#include "topology/arc_shapes.h"
#include "topology/arcs.h"
#include "topology/dissolve.h"
#include "topology/topology.h"
#include "topology/vertices.h"

#if defined(__SANITIZE_ADDRESS__)
#define CASES 25
#else
#define CASES 700
#endif
#define TOLERANCE 1e-4

static GEOSContextHandle_t geos;

/* ---- dissolving by both -------------------------------------------------------------- */

static BcuTopology *build_so(const BcuLayer *layer, double limit, bool verify)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTopologyOptions options = {.tolerance = TOLERANCE, .repair_limit = limit, .verify = verify};
    BcuTopology *topology = NULL;
    if (!build_topology(layer, &options, &topology, log))
        for (size_t i = 0; i < bcu_diag_log_size(log); i++)
            g_test_message("%s %s", bcu_diag_log_at(log, i)->code, bcu_diag_log_at(log, i)->message);
    return topology;
}

static BcuTopology *build(const BcuLayer *layer, double limit)
{
    return build_so(layer, limit, layer->point_count % 2 == 0);
}

static GEOSGeometry *record_polygon(const BcuLayer *layer, uint32_t record)
{
    BcuShape *shape = bcu_layer_shape_build(layer, record);
    GEOSGeometry *polygon = bcu_geos_from_shape(geos, shape);
    bcu_shape_free(shape);
    if (GEOSisValid_r(geos, polygon) == 1)
        return polygon;
    GEOSGeometry *valid = GEOSMakeValid_r(geos, polygon);
    GEOSGeom_destroy_r(geos, polygon);
    return valid;
}

/* On a grid where members overlap: without one, GEOS 3.11 loses holes of such unions now and then. */
static GEOSGeometry *united(const BcuLayer *layer, const uint32_t *group_of, uint32_t group, double grid)
{
    g_autoptr(GPtrArray) members = g_ptr_array_new();
    for (uint32_t i = 0; i < layer->record_count; i++)
        if (group_of[i] == group)
            g_ptr_array_add(members, record_polygon(layer, i));
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **)members->pdata, members->len);
    GEOSGeometry *whole = grid > 0 ? GEOSUnaryUnionPrec_r(geos, all, grid) : GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    return whole;
}

static GEOSGeometry *outline(const BcuTopology *topology, const BcuArcShapes *shapes, uint32_t group)
{
    BcuShape *shape = bcu_arc_shapes_build(shapes, topology, shapes->feature_start[group], shapes->feature_start[group + 1]);
    GEOSGeometry *geometry = bcu_geos_from_shape(geos, shape);
    bcu_shape_free(shape);
    return geometry;
}

static double area_of(GEOSGeometry *geometry)
{
    double area = -1;
    g_assert_true(GEOSArea_r(geos, geometry, &area));
    return area;
}

static double difference_of(const GEOSGeometry *a, const GEOSGeometry *b)
{
    GEOSGeometry *difference = GEOSSymDifference_r(geos, a, b);
    double area = area_of(difference);
    GEOSGeom_destroy_r(geos, difference);
    return area;
}

static int holes_of(const GEOSGeometry *geometry)
{
    int holes = 0;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, geometry); i++)
        holes += GEOSGetNumInteriorRings_r(geos, GEOSGetGeometryN_r(geos, geometry, i));
    return holes;
}

/* Ground within the outer limits of each part that is not covered; points where parts meet are no limits. */
static double empty_area(GEOSGeometry *geometry)
{
    g_autoptr(GPtrArray) filled = g_ptr_array_new();
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, geometry); i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, geometry, i);
        if (GEOSGeomTypeId_r(geos, part) == GEOS_POLYGON)
            g_ptr_array_add(filled, GEOSGeom_createPolygon_r(
                                        geos, GEOSGeom_clone_r(geos, GEOSGetExteriorRing_r(geos, part)), NULL, 0));
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **)filled->pdata, filled->len);
    GEOSGeometry *whole = GEOSUnaryUnion_r(geos, all);
    double area = area_of(whole) - area_of(geometry);
    GEOSGeom_destroy_r(geos, all);
    GEOSGeom_destroy_r(geos, whole);
    return area;
}

static uint32_t *random_groups(const BcuLayer *layer, GRand *dice, uint32_t groups)
{
    uint32_t *group_of = g_new(uint32_t, layer->record_count + 1);
    for (uint32_t i = 0; i < layer->record_count; i++)
        group_of[i] = (uint32_t)g_rand_int_range(dice, 0, (int)groups);
    return group_of;
}

/* Outlines of `spoilt` against the union of the members in `clean`: valid, as many parts and holes, and
 * no farther from it than `slack` along all its border. */
static void compare_outlines(const BcuLayer *clean, const BcuLayer *spoilt, GRand *dice, double slack)
{
    enum { GROUPS = 3 };
    g_autofree uint32_t *group_of = random_groups(clean, dice, GROUPS);
    g_autoptr(BcuTopology) topology = build(spoilt, 0.01);
    BcuArcShapes shapes;
    g_assert_nonnull(topology);
    g_assert_true(bcu_dissolve(topology, group_of, GROUPS, &shapes, NULL));
    for (uint32_t g = 0; g < GROUPS; g++) {
        GEOSGeometry *own = outline(topology, &shapes, g), *theirs = united(clean, group_of, g, 0);
        double length = 0;
        GEOSLength_r(geos, theirs, &length);
        g_assert_cmpint(GEOSisValid_r(geos, own), ==, 1);
        g_assert_cmpfloat(difference_of(own, theirs), <=, slack * length + 1e-9);
        g_assert_cmpint(GEOSGetNumGeometries_r(geos, own), ==, GEOSGetNumGeometries_r(geos, theirs));
        g_assert_cmpint(holes_of(own), ==, holes_of(theirs));
        GEOSGeom_destroy_r(geos, own);
        GEOSGeom_destroy_r(geos, theirs);
    }
    bcu_arc_shapes_clear(&shapes);
}

/* Says why GEOS finds a geometry invalid, and the geometry. */
static void assert_valid(GEOSGeometry *geometry)
{
    if (GEOSisValid_r(geos, geometry) == 1)
        return;
    char *reason = GEOSisValidReason_r(geos, geometry);
    GEOSWKTWriter *writer = GEOSWKTWriter_create_r(geos);
    GEOSWKTWriter_setTrim_r(geos, writer, 1);
    char *text = GEOSWKTWriter_write_r(geos, writer, geometry);
    g_error("%s: %s", reason, text);
}

/* No part is narrower than the tolerance. */
static void assert_no_crumbs(const GEOSGeometry *geometry)
{
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, geometry); i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, geometry, i);
        double area = 0, length = 0;
        GEOSArea_r(geos, part, &area);
        GEOSLength_r(geos, part, &length);
        g_assert_cmpfloat(2 * area, >=, TOLERANCE * length);
    }
}

/* ---- cases --------------------------------------------------------------------------- */

static BcuLayer *random_coverage(GRand *dice, int kind)
{
    int points = g_rand_int_range(dice, 8, 40);
    if (kind < PATTERN_COUNT)
        return coverage_of_triangles(geos, dice, (Pattern)kind, points, g_rand_int_range(dice, 2, 9));
    return coverage_of_voronoi_cells(geos, dice, points);
}

typedef void Case(const BcuLayer *layer, GRand *dice);

static void for_random_coverages(Case *run, guint32 seed, int cases)
{
    for (int i = 0; i < cases; i++) {
        GRand *dice = g_rand_new_with_seed(seed + (guint32)i);
        g_autoptr(BcuLayer) layer = random_coverage(dice, i % (PATTERN_COUNT + 1));
        g_test_message("case %d: %u records, %zu vertices", i, layer->record_count, layer->point_count);
        if (layer->record_count)
            run(layer, dice);
        g_rand_free(dice);
    }
}

static void clean_case(const BcuLayer *layer, GRand *dice)
{
    compare_outlines(layer, layer, dice, 0);
    g_autoptr(BcuTopology) topology = build(layer, 0);
    for (int flaw = 0; flaw < BCU_FLAW_COUNT; flaw++)
        if (flaw != BCU_FLAW_GAP && flaw != BCU_FLAW_HOLE && flaw != BCU_FLAW_SLIVER)
            g_assert_cmpuint(topology->report.count[flaw], ==, 0);
    g_assert_cmpuint(topology->report.vertices_merged, ==, 0);
}

static void test_clean(void)
{
    for_random_coverages(clean_case, 1000, CASES);
}

static void jittered_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    jitter(spoilt, dice, 0.45 * TOLERANCE);
    compare_outlines(layer, spoilt, dice, 2 * TOLERANCE);
}

static void test_jitter(void)
{
    for_random_coverages(jittered_case, 2000, CASES);
}

static void junction_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    add_vertices(spoilt, dice, 0.3, 0.4 * TOLERANCE);
    compare_outlines(layer, spoilt, dice, 2 * TOLERANCE);
}

static void test_junctions(void)
{
    for_random_coverages(junction_case, 3000, CASES);
}

static void littered_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    litter(spoilt, dice, 0.2);
    compare_outlines(layer, spoilt, dice, 0);
}

static void test_litter(void)
{
    for_random_coverages(littered_case, 4000, CASES / 2);
}

/* All at once, below the tolerance. */
static void noisy_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    add_vertices(spoilt, dice, 0.2, 0);
    jitter(spoilt, dice, 0.3 * TOLERANCE);
    litter(spoilt, dice, 0.1);
    compare_outlines(layer, spoilt, dice, 2 * TOLERANCE);
}

static void test_noise(void)
{
    for_random_coverages(noisy_case, 5000, CASES / 2);
}

/* What comes out of a layer with overlaps and bow-ties: valid areas that share no ground, and together
 * cover what the layer covers. The report accounts for what was covered twice, and for what is empty. */
static void check_coverage(const BcuLayer *layer, const BcuTopology *topology)
{
    g_autofree uint32_t *together = g_new0(uint32_t, layer->record_count + 1);
    GEOSGeometry *theirs = united(layer, together, 0, TOLERANCE / 1000);
    BcuArcShapes whole;
    double sum = 0, length = 0, before = 0;
    for (uint32_t i = 0; i < layer->record_count; i++) {
        GEOSGeometry *member = record_polygon(layer, i);
        before += area_of(member);
        GEOSGeom_destroy_r(geos, member);
        GEOSGeometry *area = outline(topology, &topology->features, i);
        assert_valid(area);
        assert_no_crumbs(area);
        sum += area_of(area);
        GEOSGeom_destroy_r(geos, area);
    }
    g_assert_true(bcu_dissolve(topology, together, 1, &whole, NULL));
    GEOSGeometry *own = outline(topology, &whole, 0);
    GEOSLength_r(geos, theirs, &length);
    assert_valid(own);
    g_assert_cmpfloat(difference_of(own, theirs), <=, 2 * TOLERANCE * length);
    g_assert_cmpfloat_with_epsilon(sum, area_of(own), 1e-6);
    const double *found = topology->report.area;
    g_assert_cmpfloat(found[BCU_FLAW_GAP] + found[BCU_FLAW_SLIVER] + found[BCU_FLAW_HOLE], >=, empty_area(own) - 1e-6);
    g_assert_cmpfloat_with_epsilon(found[BCU_FLAW_OVERLAP], before - area_of(theirs), 2 * TOLERANCE * length);
    GEOSGeom_destroy_r(geos, own);
    GEOSGeom_destroy_r(geos, theirs);
    bcu_arc_shapes_clear(&whole);
}

static void torn_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    tear(spoilt, dice, g_rand_int_range(dice, 1, 4), 0.6);
    g_autoptr(BcuTopology) topology = build(spoilt, 100);
    g_assert_nonnull(topology);
    check_coverage(spoilt, topology);
}

static void test_tears(void)
{
    for_random_coverages(torn_case, 6000, CASES / 3);
}

static void twisted_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    twist(spoilt, dice);
    g_autoptr(BcuTopology) topology = build(spoilt, 100);
    g_assert_nonnull(topology);
    check_coverage(spoilt, topology);
}

static void test_bow_ties(void)
{
    for_random_coverages(twisted_case, 7000, CASES / 3);
}

/* Neighbours agree on what crosses: a run finds it, too, not only a check. */
static void check_folded(const BcuLayer *layer, GRand *dice, bool nodes)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    if (!twist_for_all(spoilt, dice, nodes))
        return;
    g_autoptr(BcuTopology) topology = build_so(spoilt, 100, false);
    g_assert_nonnull(topology);
    check_coverage(spoilt, topology);
}

static void folded_case(const BcuLayer *layer, GRand *dice)
{
    check_folded(layer, dice, false);
}

static void test_folds(void)
{
    for_random_coverages(folded_case, 7500, CASES / 3);
}

static void folded_nodes_case(const BcuLayer *layer, GRand *dice)
{
    check_folded(layer, dice, true);
}

/* Areas may lose all their ground to others: no crumb of it stays. */
static void test_folded_nodes(void)
{
    for_random_coverages(folded_nodes_case, 7600, CASES / 3);
}

/* Borders folded again and again, so that many areas cover the same ground, and more of them agree on what crosses: all
 * edges are noded at once, for by turns each cut rounds anew what others were cut along. */
static void tangled_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    for (int i = 0; i < 3; i++)
        twist_for_all(spoilt, dice, true);
    g_autoptr(BcuTopology) topology = build(spoilt, 100);
    g_assert_nonnull(topology);
    check_coverage(spoilt, topology);
}

static void test_tangles(void)
{
    for_random_coverages(tangled_case, 330, CASES * 4 / 5);
}

static void assert_only_beyond_limit(const BcuLayer *layer)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = NULL;
    BcuTopologyOptions options = {.tolerance = TOLERANCE, .repair_limit = 0.01};
    bool built = build_topology(layer, &options, &topology, log);
    g_assert_true(built == (bcu_diag_count(log, BCU_ERROR) == 0));
    g_assert_cmpuint(bcu_diag_count(log, BCU_ERROR), ==, bcu_diag_log_count_code(log, "TOP040"));
}

/* Torn far apart, twisted, and with more noise than the tolerance takes: areas all the same, without crumbs that
 * merging after a repair tears off, and no lake is filled; or
 * an error that says where they would change too much. */
static void spoilt_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuLayer) spoilt = copy_of(layer);
    g_autofree uint32_t *together = g_new0(uint32_t, layer->record_count + 1);
    tear(spoilt, dice, g_rand_int_range(dice, 1, 10), 6);
    twist(spoilt, dice);
    jitter(spoilt, dice, 1.5 * TOLERANCE);
    g_autoptr(BcuTopology) topology = build(spoilt, 100);
    GEOSGeometry *theirs = united(spoilt, together, 0, TOLERANCE / 1000);
    BcuArcShapes whole;
    double length = 0;
    g_assert_nonnull(topology);
    for (uint32_t i = 0; i < layer->record_count; i++) {
        GEOSGeometry *area = outline(topology, &topology->features, i);
        assert_valid(area);
        assert_no_crumbs(area);
        GEOSGeom_destroy_r(geos, area);
    }
    g_assert_true(bcu_dissolve(topology, together, 1, &whole, NULL));
    GEOSGeometry *own = outline(topology, &whole, 0);
    GEOSLength_r(geos, theirs, &length);
    g_assert_cmpfloat(difference_of(own, theirs), <=, 2 * TOLERANCE * length);
    GEOSGeom_destroy_r(geos, own);
    GEOSGeom_destroy_r(geos, theirs);
    bcu_arc_shapes_clear(&whole);
    assert_only_beyond_limit(spoilt);
}

static void test_spoilt(void)
{
    for_random_coverages(spoilt_case, 3000, CASES / 3);
}

/* As lines they have more in common than ends of both. */
static bool edges_meet(const BcuPoint *p, const BcuPoint *q)
{
    bool crossing = bcu_segments_cross(p[0], p[1], q[0], q[1]);
    for (int i = 0; i < 2; i++) {
        double share;
        crossing |= bcu_orientation(p[0], p[1], q[i]) == 0 && bcu_segment_distance2(q[i], p[0], p[1], &share) < 1e-20 &&
                    share > 0 && share < 1;
        crossing |= bcu_orientation(q[0], q[1], p[i]) == 0 && bcu_segment_distance2(p[i], q[0], q[1], &share) < 1e-20 &&
                    share > 0 && share < 1;
    }
    return crossing;
}

static bool any_edges_meet(const BcuTopology *topology)
{
    for (uint32_t a = 0; a < topology->arc_count; a++)
        for (size_t i = topology->arc_start[a]; i + 1 < topology->arc_start[a + 1]; i++)
            for (uint32_t b = 0; b <= a; b++)
                for (size_t j = topology->arc_start[b]; j + 1 < topology->arc_start[b + 1]; j++)
                    if (edges_meet(&topology->points[i], &topology->points[j]))
                        return true;
    return false;
}

/* One vertex of one border elsewhere: the quick look says what comparing all edges says. */
static void crossed_case(const BcuLayer *layer, GRand *dice)
{
    g_autoptr(BcuTopology) topology = build(layer, 0);
    g_assert_cmpint(bcu_crossings_look(topology), ==, BCU_CROSSING_NONE);
    for (int i = 0; i < 8; i++) {
        BcuPoint *point = &topology->points[g_rand_int_range(dice, 0, (int)topology->point_count)], before = *point;
        *point = displaced(dice, before, i < 4 ? 3 : 30);
        g_assert_cmpint(bcu_crossings_look(topology) == BCU_CROSSING_SOME, ==, any_edges_meet(topology));
        *point = topology->points[g_rand_int_range(dice, 0, (int)topology->point_count)]; /* and onto a vertex */
        g_assert_cmpint(bcu_crossings_look(topology) == BCU_CROSSING_SOME, ==, any_edges_meet(topology));
        *point = before;
    }
}

static void test_crossings(void)
{
    for_random_coverages(crossed_case, 7700, CASES / 7);
}

/* Which record comes first and where its rings start makes no difference. */
static void shuffled_case(const BcuLayer *layer, GRand *dice)
{
    g_autofree uint32_t *order = g_new(uint32_t, layer->record_count + 1);
    g_autoptr(BcuLayer) other = shuffled(layer, dice, order);
    g_autofree uint32_t *group_of = random_groups(layer, dice, 3), *other_group_of = g_new(uint32_t, layer->record_count);
    for (uint32_t i = 0; i < layer->record_count; i++)
        other_group_of[i] = group_of[order[i]];
    g_autoptr(BcuTopology) a = build(layer, 0), b = build(other, 0);
    BcuArcShapes of_a, of_b;
    g_assert_true(bcu_dissolve(a, group_of, 3, &of_a, NULL));
    g_assert_true(bcu_dissolve(b, other_group_of, 3, &of_b, NULL));
    for (uint32_t g = 0; g < 3; g++) {
        GEOSGeometry *p = outline(a, &of_a, g), *q = outline(b, &of_b, g);
        GEOSNormalize_r(geos, p);
        GEOSNormalize_r(geos, q);
        g_assert_cmpint(GEOSEqualsExact_r(geos, p, q, 0), ==, 1);
        GEOSGeom_destroy_r(geos, p);
        GEOSGeom_destroy_r(geos, q);
    }
    bcu_arc_shapes_clear(&of_a);
    bcu_arc_shapes_clear(&of_b);
}

static void test_order(void)
{
    for_random_coverages(shuffled_case, 8000, CASES / 2);
}

/* ---- single flaws -------------------------------------------------------------------- */

/* Builds a layer of one-ring records; the log keeps what was said. */
static BcuTopology *build_rings(const double *rings, size_t values, double limit, BcuDiagLog *log)
{
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, values);
    BcuTopologyOptions options = {.tolerance = 0.001, .repair_limit = limit};
    BcuTopology *topology = NULL;
    build_topology(layer, &options, &topology, log);
    for (size_t i = 0; i < bcu_diag_log_size(log); i++)
        g_test_message("%s %s", bcu_diag_log_at(log, i)->code, bcu_diag_log_at(log, i)->message);
    return topology;
}

static const BcuFinding *only_finding(const BcuTopology *topology, BcuFlaw flaw)
{
    g_assert_nonnull(topology);
    g_assert_cmpuint(topology->report.findings->len, ==, 1);
    const BcuFinding *finding = &g_array_index(topology->report.findings, BcuFinding, 0);
    g_assert_cmpuint(finding->flaw, ==, flaw);
    return finding;
}

static double feature_area(const BcuTopology *topology, uint32_t feature)
{
    GEOSGeometry *geometry = outline(topology, &topology->features, feature);
    double area = area_of(geometry);
    GEOSGeom_destroy_r(geos, geometry);
    return area;
}

/* A long edge beside two short ones: noded, so that the border is shared, and said. */
static void test_junction(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN, 10, 0, 20, 0, 20, 5, 10, 5, 10, 0, NAN,
                                   10.0005, 5, 20, 5, 20, 10, 10, 10, 10.0005, 5, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = build_rings(rings, G_N_ELEMENTS(rings), 0, log);
    const BcuFinding *junction = only_finding(topology, BCU_FLAW_T_JUNCTION);
    g_assert_cmpuint(junction->a, ==, 0);
    g_assert_cmpfloat(junction->at.x, ==, 10);
    g_assert_cmpfloat(junction->at.y, ==, 5);
    g_assert_cmpuint(topology->report.vertices_merged, ==, 2);
    uint32_t shared = 0;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        shared += topology->right[arc] != BCU_NONE;
    g_assert_cmpuint(shared, ==, 3);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP021"), ==, 1);
}

/* The larger of two that overlap gives way, the place and area are said; beyond the limit it is an error. */
static void test_overlap(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN, 9.5, 2, 14, 2, 14, 4, 9.5, 4, 9.5, 2, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = build_rings(rings, G_N_ELEMENTS(rings), 0.02, log);
    const BcuFinding *overlap = only_finding(topology, BCU_FLAW_OVERLAP);
    g_assert_cmpuint(overlap->a, ==, 0);
    g_assert_cmpuint(overlap->b, ==, 1);
    g_assert_cmpfloat_with_epsilon(overlap->area, 1, 1e-12);
    g_assert_true(overlap->at.x > 9.5 && overlap->at.x < 10 && overlap->at.y > 2 && overlap->at.y < 4);
    g_assert_cmpfloat_with_epsilon(feature_area(topology, 0), 99, 1e-9);
    g_assert_cmpfloat_with_epsilon(feature_area(topology, 1), 9, 1e-9);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP032"), ==, 1);
    g_assert_null(build_rings(rings, G_N_ELEMENTS(rings), 0.005, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP040"), ==, 1);
}

/* An area inside another that has no hole for it crosses nothing, and is found all the same. */
static void test_area_in_area(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN, 4, 4, 6, 4, 6, 6, 4, 6, 4, 4, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = build_rings(rings, G_N_ELEMENTS(rings), 0.05, log);
    g_assert_cmpfloat(only_finding(topology, BCU_FLAW_OVERLAP)->area, ==, 4);
    g_assert_cmpfloat(feature_area(topology, 0), ==, 96);
    g_assert_cmpuint(topology->features.ring_count, ==, 3);
}

/* The same area twice cannot be repaired within any limit below all of it. */
static void test_twice(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN, 0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_assert_null(build_rings(rings, G_N_ELEMENTS(rings), 0.5, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP040"), ==, 1);
}

/* Two areas that meet in two points enclose a gap, although their union has no hole. */
static void test_gap_between_points(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN, 0, 10, 5, 12, 10, 10, 10, 20, 0, 20, 0, 10, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = build_rings(rings, G_N_ELEMENTS(rings), 0, log);
    const BcuFinding *gap = only_finding(topology, BCU_FLAW_GAP);
    g_assert_cmpfloat(gap->area, ==, 10);
    g_assert_cmpuint(gap->a + gap->b, ==, 1);
    g_assert_true(gap->at.y > 10 && gap->at.y < 12);
}

static void test_bow_tie(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 1, 9, 1, 10.5, 0, 0, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = build_rings(rings, G_N_ELEMENTS(rings), 0.05, log);
    g_assert_nonnull(topology);
    g_assert_cmpuint(topology->report.count[BCU_FLAW_BOW_TIE], ==, 1);
    const BcuFinding *bow_tie = &g_array_index(topology->report.findings, BcuFinding, 0);
    g_assert_cmpuint(bow_tie->flaw, ==, BCU_FLAW_BOW_TIE);
    g_assert_cmpuint(bow_tie->a, ==, 0);
    g_assert_cmpfloat(bow_tie->area, >, 0);
    GEOSGeometry *area = outline(topology, &topology->features, 0);
    assert_valid(area);
    GEOSGeom_destroy_r(geos, area);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP033"), ==, 1);
}

/* Two lobes of one size are as much ground as two others. */
static void test_equal_lobes(void)
{
    static const double rings[] = {0, 0, 10, 10, 10, 0, 0, 10, 0, 0, NAN, 10, 0, 10, 10, 20, 10, 20, 0, 10, 0, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = build_rings(rings, G_N_ELEMENTS(rings), 1, log);
    g_assert_nonnull(topology);
    const BcuFinding *bow_tie = only_finding(topology, BCU_FLAW_BOW_TIE);
    g_assert_cmpuint(bow_tie->a, ==, 0);
    g_assert_cmpfloat(bow_tie->area, ==, 50);
    g_assert_true(bow_tie->at.x == 5 && bow_tie->at.y == 5);
    GEOSGeometry *lobes = outline(topology, &topology->features, 0);
    double area;
    assert_valid(lobes);
    g_assert_true(GEOSArea_r(geos, lobes, &area) && area == 50);
    g_assert_cmpint(GEOSGetNumGeometries_r(geos, lobes), ==, 2);
    GEOSGeom_destroy_r(geos, lobes);
    g_assert_null(build_rings(rings, G_N_ELEMENTS(rings), 0.5, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP040"), ==, 1);
}

/* However a file turns its rings, and in whatever order they stand: shells come out against the clock, holes with
 * it, each hole behind its shell. */
static void directed_case(const BcuLayer *layer, GRand *dice)
{
    for (uint32_t record = 0; record < layer->record_count; record++) {
        size_t first = layer->record_start[record], rings = layer->record_start[record + 1] - first;
        bool all_turned = g_rand_boolean(dice);
        g_autofree size_t *starts = g_new0(size_t, rings + 1);
        g_autoptr(GArray) points = g_array_new(false, false, sizeof(BcuPoint));
        for (size_t r = 0; r < rings; r++) { /* backwards: holes before their shells */
            size_t from = layer->ring_start[first + rings - 1 - r], end = layer->ring_start[first + rings - r];
            g_array_append_vals(points, layer->points + from, (guint)(end - from));
            if (!all_turned) /* as shapefiles want them */
                bcu_points_reverse((BcuPoint *)(void *)points->data + starts[r], end - from);
            starts[r + 1] = points->len;
        }
        BcuPoint *set = (BcuPoint *)(void *)points->data;
        size_t holes = 0, expected = 0;
        double area = 0, before = 0;
        bcu_rings_set_right(set, starts, rings);
        for (size_t r = 0; r < rings; r++) {
            double ring = bcu_ring_area((BcuRing){set + starts[r], starts[r + 1] - starts[r]});
            g_assert_true(r > 0 || ring > 0);
            area += ring;
            holes += ring < 0;
            expected += is_hole(layer, first + r);
            before += bcu_ring_area((BcuRing){layer->points + layer->ring_start[first + r],
                                              layer->ring_start[first + r + 1] - layer->ring_start[first + r]});
        }
        g_assert_cmpuint(holes, ==, expected);
        g_assert_cmpfloat_with_epsilon(area, before, 1e-9);
    }
}

static void test_directions(void)
{
    for_random_coverages(directed_case, 8500, CASES / 3);
    GRand *dice = g_rand_new_with_seed(31);
    g_autoptr(BcuLayer) lakes = archipelago(dice, 12);
    directed_case(lakes, dice);
    directed_case(lakes, dice);
    g_rand_free(dice);
}

static BcuRing ring_of(const BcuPoint *points, const size_t *ring_start, size_t r)
{
    return (BcuRing){points + ring_start[r], ring_start[r + 1] - ring_start[r]};
}

/* Islands in lakes in islands in lakes of one record, each ring in any direction: where they lie tells what they
 * are. */
static void test_wrong_directions(void)
{
    GRand *dice = g_rand_new_with_seed(32);
    g_autoptr(BcuLayer) right = archipelago(dice, 12), wrong = copy_of(right);
    size_t holes = 0, shell = 0, found = 0;
    double area = 0;
    for (size_t r = 0; r < right->ring_count; r++) {
        BcuRing ring = ring_of(right->points, right->ring_start, r);
        holes += is_hole(right, r);
        area += bcu_ring_area(ring);
        if (r == 0 || g_rand_boolean(dice)) /* the outermost, against the clock, says that it is a hole */
            bcu_points_reverse(wrong->points + right->ring_start[r], ring.count);
    }
    bcu_points_reverse(wrong->points, wrong->ring_start[1]);
    g_assert_true(bcu_rings_set_right(wrong->points, wrong->ring_start, wrong->ring_count));
    for (size_t r = 0; r < wrong->ring_count; r++) {
        BcuRing ring = ring_of(wrong->points, wrong->ring_start, r);
        area -= bcu_ring_area(ring);
        shell = is_hole(wrong, r) ? shell : r;
        found += shell != r;
        BcuPoint middle = {(ring.points[0].x + ring.points[1].x) / 2, (ring.points[0].y + ring.points[1].y) / 2};
        g_assert_true(shell == r || bcu_ring_contains(ring_of(wrong->points, wrong->ring_start, shell), middle));
    }
    g_assert_cmpuint(holes, >, 2 * 12 * 12 - 1);
    g_assert_cmpuint(found, ==, holes);
    g_assert_cmpfloat_with_epsilon(area, 0, 1e-6);
    g_rand_free(dice);
}

/* Rings of outlines run the same way, whatever is dissolved: the ground of the group on their left. */
static void outlined_case(const BcuLayer *layer, GRand *dice)
{
    g_autofree uint32_t *group_of = random_groups(layer, dice, 3);
    g_autoptr(BcuTopology) topology = build(layer, 0);
    BcuArcShapes groups;
    g_assert_true(bcu_dissolve(topology, group_of, 3, &groups, NULL));
    for (uint32_t part = 0; part < groups.part_count; part++) {
        BcuShape *shape = bcu_arc_shapes_build(&groups, topology, part, part + 1);
        for (size_t r = 0; r < shape->ring_count; r++)
            g_assert_true((bcu_ring_area(bcu_shape_ring(shape, r)) > 0) == (r == 0));
        bcu_shape_free(shape);
    }
    bcu_arc_shapes_clear(&groups);
}

static void test_outlines(void)
{
    for_random_coverages(outlined_case, 8700, CASES / 3);
}

/* A border that crosses itself, drawn alike by both neighbours, between areas that are clean. */
static void test_shared_bow_tie(void)
{
    static const double rings[] = {0,  0, 10, 0, 12, 12, 8, 12, 13, 6,  10, 30, 0,  30, 0,  0, NAN,
                                   20, 0, 20, 30, 10, 30, 13, 6, 8, 12, 12, 12, 10, 0,  20, 0, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    g_autoptr(BcuTopology) topology = NULL;
    BcuTopologyOptions options = {.tolerance = 0.001, .repair_limit = 0.5};
    g_assert_true(build_topology(layer, &options, &topology, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP033"), ==, 1);
    g_assert_cmpuint(topology->report.count[BCU_FLAW_BOW_TIE], ==, 2);
    g_assert_cmpfloat_with_epsilon(feature_area(topology, 0) + feature_area(topology, 1), 600, 1e-9);
}

/* Spikes and repeated vertices go, a ring that is nothing else is left out and missed. */
static void test_litter_is_said(void)
{
    static const double rings[] = {0, 0, 5, 0, 5, 0, 10, 0, 10, 10, 15, 15, 10, 10, 0, 10, 0, 0, NAN,
                                   20, 20, 25, 25, 30, 30, 25, 25, 20, 20, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = build_rings(rings, G_N_ELEMENTS(rings), 0, log);
    g_assert_nonnull(topology);
    g_assert_cmpuint(topology->report.count[BCU_FLAW_ZERO_EDGE], ==, 1);
    g_assert_cmpuint(topology->report.count[BCU_FLAW_SPIKE], ==, 2);
    g_assert_cmpuint(topology->report.count[BCU_FLAW_EMPTY_RING], ==, 1);
    g_assert_cmpfloat(feature_area(topology, 0), ==, 100);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP022"), ==, 1);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP023"), ==, 1);
}

/* A tolerance wider than an area does not make the area vanish, and its neighbour still fits. */
static void test_small_areas_stay(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN, 10, 0, 10.0004, 0, 10, 0.0004, 10, 0, NAN,
                                   10, 0.0004, 10.0008, 5, 10, 10, 10, 0.0004, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = build_rings(rings, G_N_ELEMENTS(rings), 0, log);
    g_assert_nonnull(topology);
    g_assert_cmpfloat_with_epsilon(feature_area(topology, 1), 0.0004 * 0.0004 / 2, 1e-12);
    g_assert_cmpfloat_with_epsilon(feature_area(topology, 2), 9.9996 * 0.0008 / 2, 1e-9);
}

/* GEOS cannot repair what is nowhere. */
static void test_beyond_repair(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN};
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(GArray) suspects = g_array_new(false, true, sizeof(uint32_t));
    GHashTable *shapes = NULL;
    BcuTopologyReport report = {.findings = g_array_new(false, false, sizeof(BcuFinding))};
    BcuRepair repair = {layer, suspects, 0.001, 1, false};
    layer->points[2].x = NAN;
    g_array_set_size(suspects, 1);
    g_assert_false(bcu_repair(&repair, &report, &shapes, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP041"), ==, 1);
    g_array_unref(report.findings);
}

/* Closer than doubles can tell edges apart: no end of vertices, but an error. */
static void test_beyond_doubles(void)
{
    static const double rings[] = {0, 0, 0, 2.7516420536594796e-135, 2.7516420551010185e-135, 2.7516420536595187e-135,
                                   2.751642055501435e-135, 3.16e-322, 5.38978641859e-312, 0, 0, 0, NAN,
                                   2.1543230706e-313, 0, 0, 5.43345510259822e-309, 6.324e-321, 0, 4.001953125, 6, 4, 4,
                                   2.1543230706e-313, 0, NAN, -3.3444356521734666e-197, 0, 10.000000029802322, 10, 20, 10,
                                   20, 5.304989477413e-312, 10, 0, -3.3444356521734666e-197, 0, NAN};
    for (int turned = 0; turned < 8; turned++) {
        g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        g_autoptr(BcuTopology) topology = NULL;
        BcuTopologyOptions options = {.tolerance = 0.001, .repair_limit = 1, .verify = true};
        layer->record_count = 2; /* the first two rings are one record's */
        layer->record_start[1] = 2;
        layer->record_start[2] = 3;
        for (size_t r = 0; r < 3; r++)
            if (turned & 1 << r)
                bcu_points_reverse(layer->points + layer->ring_start[r], layer->ring_start[r + 1] - layer->ring_start[r]);
        bool built = build_topology(layer, &options, &topology, log);
        g_assert_true(built == (bcu_diag_count(log, BCU_ERROR) == 0));
    }
}

/* ---- steps of it --------------------------------------------------------------------- */

/* From arcs back to rings: the same points, each ring from the same one on. */
static void joined_case(const BcuLayer *layer, GRand *dice)
{
    (void)dice;
    g_autoptr(BcuTopology) topology = g_new0(BcuTopology, 1);
    BcuRingSet rings = bcu_ring_set_of(layer);
    BcuArcFlaws flaws;
    BcuRuns runs;
    uint32_t *id = bcu_vertices_identify(layer->points, layer->point_count);
    g_assert_cmpint(bcu_arcs_cut(&rings, id, topology, &flaws, &runs), ==, BCU_CUT_DONE);
    g_autofree BcuPoint *points = bcu_arcs_join(topology, &runs, layer->ring_start, layer->ring_count);
    g_assert_cmpmem(points, layer->point_count * sizeof(BcuPoint), layer->points, layer->point_count * sizeof(BcuPoint));
    bcu_runs_clear(&runs);
}

static void test_joined(void)
{
    for_random_coverages(joined_case, 8800, CASES / 3);
}

static bool snap_is_due(const BcuLayer *layer)
{
    BcuRingSet rings = bcu_ring_set_of(layer);
    return bcu_snap_is_due(&rings, bcu_layer_extent(layer), TOLERANCE);
}

static void noise_case(const BcuLayer *layer, GRand *dice)
{
    if (layer->record_count < 8)
        return;
    g_autoptr(BcuLayer) noisy = copy_of(layer);
    jitter(noisy, dice, 0.45 * TOLERANCE);
    g_assert_false(snap_is_due(layer));
    g_assert_true(snap_is_due(noisy));
}

static void test_noise_is_noticed(void)
{
    for_random_coverages(noise_case, 8900, CASES / 3);
}

/* Vertices that neighbours share are no noise, however near to the next of the same border. */
static void test_dense_borders(void)
{
    enum { STEPS = 200 };
    g_autoptr(GArray) values = g_array_new(false, false, sizeof(double));
    for (int side = -1; side <= 1; side += 2) {
        for (int i = 0; i <= STEPS; i++) {
            double at[] = {0, side * (i - STEPS / 2) * TOLERANCE / 2};
            g_array_append_vals(values, at, 2);
        }
        double rest[] = {-side, side, -side, -side, 0, -side * STEPS * TOLERANCE / 4, NAN};
        g_array_append_vals(values, rest, G_N_ELEMENTS(rest));
    }
    g_autoptr(BcuLayer) layer = layer_of_rings((const double *)(const void *)values->data, values->len);
    g_autoptr(BcuTopology) topology = build(layer, 0);
    g_assert_false(snap_is_due(layer));
    g_assert_cmpuint(topology->report.vertices_merged, ==, 0);
    g_assert_cmpuint(topology->arc_count, ==, 3);
}

/* What is read is taken: only arcs are left. */
static void test_rings_are_taken(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN};
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    g_autoptr(BcuTopology) topology = NULL;
    g_assert_true(bcu_topology_build(layer, &(BcuTopologyOptions){0}, &topology, NULL));
    g_assert_null(layer->points);
    g_assert_cmpuint(layer->point_count + layer->ring_count, ==, 0);
    g_assert_cmpuint(layer->record_count, ==, 1);
    g_assert_cmpuint(topology->point_count, ==, 5);
}

/* Where the limit is passed all the same, it is an error, and what comes after is found. */
static void test_regardless(void)
{
    static const double rings[] = {0, 0, 10, 0, 10, 10, 0, 10, 0, 0, NAN, 5, 2, 14, 2, 14, 4, 5, 4, 5, 2, NAN,
                                   5, 6, 14, 6, 14, 8, 5, 8, 5, 6, NAN};
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuTopology) topology = NULL;
    BcuTopologyOptions options = {.tolerance = 0.001, .repair_limit = 0.05, .regardless = true};
    g_assert_true(bcu_topology_build(layer, &options, &topology, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "TOP040"), ==, 1);
    g_assert_cmpuint(topology->report.count[BCU_FLAW_OVERLAP], ==, 2);
    g_assert_cmpfloat_with_epsilon(feature_area(topology, 0), 80, 1e-9);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    geos = GEOS_init_r();
    g_test_add_func("/topology/random/clean", test_clean);
    g_test_add_func("/topology/random/jitter", test_jitter);
    g_test_add_func("/topology/random/junctions", test_junctions);
    g_test_add_func("/topology/random/litter", test_litter);
    g_test_add_func("/topology/random/noise", test_noise);
    g_test_add_func("/topology/random/tears", test_tears);
    g_test_add_func("/topology/random/bow_ties", test_bow_ties);
    g_test_add_func("/topology/random/folds", test_folds);
    g_test_add_func("/topology/random/folded_nodes", test_folded_nodes);
    g_test_add_func("/topology/random/tangles", test_tangles);
    g_test_add_func("/topology/random/spoilt", test_spoilt);
    g_test_add_func("/topology/random/crossings", test_crossings);
    g_test_add_func("/topology/random/directions", test_directions);
    g_test_add_func("/topology/wrong_directions", test_wrong_directions);
    g_test_add_func("/topology/random/outlines", test_outlines);
    g_test_add_func("/topology/random/order", test_order);
    g_test_add_func("/topology/junction", test_junction);
    g_test_add_func("/topology/overlap", test_overlap);
    g_test_add_func("/topology/area_in_area", test_area_in_area);
    g_test_add_func("/topology/twice", test_twice);
    g_test_add_func("/topology/gap_between_points", test_gap_between_points);
    g_test_add_func("/topology/bow_tie", test_bow_tie);
    g_test_add_func("/topology/equal_lobes", test_equal_lobes);
    g_test_add_func("/topology/shared_bow_tie", test_shared_bow_tie);
    g_test_add_func("/topology/litter", test_litter_is_said);
    g_test_add_func("/topology/small_areas_stay", test_small_areas_stay);
    g_test_add_func("/topology/beyond_repair", test_beyond_repair);
    g_test_add_func("/topology/beyond_doubles", test_beyond_doubles);
    g_test_add_func("/topology/joined", test_joined);
    g_test_add_func("/topology/noise_is_noticed", test_noise_is_noticed);
    g_test_add_func("/topology/dense_borders", test_dense_borders);
    g_test_add_func("/topology/rings_are_taken", test_rings_are_taken);
    g_test_add_func("/topology/regardless", test_regardless);
    int failed = g_test_run();
    GEOS_finish_r(geos);
    return failed;
}
