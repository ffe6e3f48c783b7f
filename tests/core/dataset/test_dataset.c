/* The assembled dataset on the shipped project: figures known from elsewhere, and what must hold
 * between its parts. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "text/diag_print.h"

static BcuProject *project;
static BcuDataset *dataset;

static BcuDataset *read_shipped(BcuProjectFlags flags, BcuProject **made)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuDataset *read = NULL;
    bool ok = bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, made, &read, log);
    for (size_t i = 0; !ok && i < bcu_diag_log_size(log); i++)
        bcu_diag_print(bcu_diag_log_at(log, i), stderr);
    g_assert_true(ok);
    return read;
}

static void test_counts(void)
{
    g_assert_cmpuint(bcu_feature_count(dataset, BCU_CLUSTERS), ==, 12);
    g_assert_cmpuint(bcu_feature_count(dataset, BCU_AREAS), ==, 33);
    g_assert_cmpuint(bcu_feature_count(dataset, BCU_SUBAREAS), ==, 625);
    g_assert_cmpuint(bcu_phase_count(dataset), ==, 4);
    g_assert_cmpuint(bcu_coverage_count(dataset), ==, 1);
    g_assert_cmpstr(bcu_dataset_level(dataset, BCU_CLUSTERS).id, ==, "bcu");
    g_assert_cmpstr(bcu_dataset_level(dataset, BCU_SUBAREAS).noun, ==, "ward");
    g_assert_cmpuint(bcu_dataset_level(dataset, BCU_SUBAREAS).coverage, ==, BCU_NONE);
}

static void test_areas(void)
{
    uint32_t east = bcu_feature_find(dataset, BCU_CLUSTERS, "east");
    uint32_t central_north = bcu_feature_find(dataset, BCU_CLUSTERS, "central-north");
    g_assert_cmpfloat_with_epsilon(bcu_feature_area_m2(dataset, BCU_CLUSTERS, east) / 1e4, 20487.67,
                                   0.005);
    g_assert_cmpfloat_with_epsilon(
        bcu_feature_area_m2(dataset, BCU_CLUSTERS, central_north) / 1e4, 3664.59, 0.005);
    double total = 0;
    for (uint32_t c = 0; c < 12; c++)
        total += bcu_feature_area_m2(dataset, BCU_CLUSTERS, c);
    g_assert_cmpfloat_with_epsilon(total / 1e4, 157049.68, 0.005);
    g_assert_cmpuint(bcu_feature_find(dataset, BCU_CLUSTERS, "nowhere"), ==, BCU_NONE);
}

/* Published hectares less tidal water; in two boroughs the river is handled differently. */
static void test_published_hectares(void)
{
    const BcuTable *fields = bcu_dataset_fields(dataset, BCU_AREAS);
    uint32_t published = bcu_dataset_role(dataset, BCU_AREAS, BCU_ROLE_PUBLISHED_HA);
    uint32_t water = bcu_dataset_role(dataset, BCU_AREAS, BCU_ROLE_WATER_HA);
    for (uint32_t a = 0; a < 33; a++) {
        double hectares, wet;
        g_assert_true(bcu_table_number(fields, a, published, &hectares));
        g_assert_true(bcu_table_number(fields, a, water, &wet));
        const char *name = bcu_feature_name(dataset, BCU_AREAS, a);
        bool river = g_str_equal(name, "Hounslow") || g_str_equal(name, "Richmond upon Thames");
        double difference = bcu_feature_area_m2(dataset, BCU_AREAS, a) / 1e4 - (hectares - wet);
        g_assert_cmpfloat(fabs(difference), <, river ? 5.5 : 0.05);
    }
}

static void test_outlines_agree_with_areas(void)
{
    for (BcuLevel level = BCU_CLUSTERS; level <= BCU_AREAS; level++)
        for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
            BcuShape *shape = bcu_feature_shape_build(dataset, level, f);
            g_assert_cmpfloat_with_epsilon(bcu_shape_area(shape),
                                           bcu_feature_area_m2(dataset, level, f), 1e-3);
            g_assert_true(
                bcu_shape_contains(shape, bcu_feature_label_point(dataset, level, f)));
            for (size_t r = 0; r < shape->ring_count; r++) {
                BcuRing ring = bcu_shape_ring(shape, r);
                g_assert_true(ring.points[0].x == ring.points[ring.count - 1].x &&
                              ring.points[0].y == ring.points[ring.count - 1].y);
            }
            BcuBox a = bcu_shape_extent(shape), b = bcu_feature_extent(dataset, level, f);
            g_assert_true(a.min_x == b.min_x && a.max_y == b.max_y);
            bcu_shape_free(shape);
        }
}

static void test_parts_and_holes(void)
{
    for (uint32_t c = 0; c < 12; c++) {
        BcuShape *shape = bcu_feature_shape_build(dataset, BCU_CLUSTERS, c);
        g_assert_cmpuint(shape->ring_count, ==, shape->part_count); /* no holes */
        if (g_str_equal(bcu_feature_code(dataset, BCU_CLUSTERS, c), "north-east"))
            g_assert_cmpuint(shape->part_count, ==, 2);
        bcu_shape_free(shape);
    }
}

static void test_membership(void)
{
    uint32_t city = bcu_feature_find(dataset, BCU_AREAS, "E09000001");
    g_assert_cmpuint(bcu_feature_cluster(dataset, BCU_AREAS, city), ==, BCU_NONE);
    uint32_t wards = 0;
    for (uint32_t s = 0; s < 625; s++)
        wards += bcu_feature_cluster(dataset, BCU_SUBAREAS, s) != BCU_NONE;
    g_assert_cmpuint(wards, ==, 624);
    uint32_t kensington = bcu_feature_find(dataset, BCU_AREAS, "E09000020");
    g_assert_cmpstr(bcu_feature_code(dataset, BCU_CLUSTERS,
                                     bcu_feature_parent(dataset, BCU_AREAS, kensington)),
                    ==, "central-west");
}

/* Those in no cluster are listed, too. */
static void test_members(void)
{
    const uint32_t *areas;
    uint32_t listed = 0;
    g_autofree char *outside = bcu_cluster_members_dup(dataset, BCU_NONE, ", ");
    g_assert_cmpstr(outside, ==, "City of London");
    for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++) {
        uint32_t count = bcu_cluster_members(dataset, c, &areas);
        for (uint32_t i = 0; i < count; i++)
            g_assert_cmpuint(bcu_feature_cluster(dataset, BCU_AREAS, areas[i]), ==, c);
        listed += count;
    }
    g_assert_cmpuint(listed, ==, 32);
}

static void test_borders(void)
{
    double length[BCU_BORDER_SUBAREA + 1] = {0};
    for (uint32_t a = 0; a < bcu_arc_count(dataset, 0); a++) {
        BcuArc arc = bcu_arc_at(dataset, 0, a);
        length[arc.border] += bcu_ring_length((BcuRing){arc.points, arc.count});
        g_assert_true((arc.border == BCU_BORDER_OUTER) ==
                      (arc.left == BCU_NONE || arc.right == BCU_NONE));
    }
    g_assert_cmpfloat(length[BCU_BORDER_OUTER], >, 100000);
    g_assert_cmpfloat(length[BCU_BORDER_SUBAREA], ==, 0);
    /* Each shared border is seen from two clusters: perimeters add up to outer + 2 x inner. */
    double perimeters = 0;
    for (uint32_t c = 0; c < 12; c++) {
        BcuShape *shape = bcu_feature_shape_build(dataset, BCU_CLUSTERS, c);
        perimeters += bcu_shape_length(shape);
        bcu_shape_free(shape);
    }
    double city = 0, city_inner = 0;
    uint32_t city_area = bcu_feature_find(dataset, BCU_AREAS, "E09000001");
    for (uint32_t a = 0; a < bcu_arc_count(dataset, 0); a++) {
        BcuArc arc = bcu_arc_at(dataset, 0, a);
        if (arc.left != city_area && arc.right != city_area)
            continue;
        double metres = bcu_ring_length((BcuRing){arc.points, arc.count});
        *(arc.border == BCU_BORDER_OUTER ? &city : &city_inner) += metres;
    }
    double expected = length[BCU_BORDER_OUTER] - city + 2 * length[BCU_BORDER_CLUSTER] - city_inner;
    g_assert_cmpfloat_with_epsilon(perimeters, expected, 0.01);
}

static void test_adjacency(void)
{
    g_assert_cmpuint(bcu_adjacency_count(dataset, BCU_CLUSTERS), ==, 18);
    for (size_t i = 0; i < 18; i++) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_CLUSTERS, i);
        g_assert_cmpuint(pair.a, <, pair.b);
        g_assert_cmpfloat(pair.length_m, >, 0);
    }
}

/* All points of the line work lie in the extent, and some on each of its edges. */
static void assert_extent(const BcuDataset *whole)
{
    BcuBox box = BCU_BOX_EMPTY, extent = bcu_dataset_extent(whole);
    for (uint32_t c = 0; c < bcu_coverage_count(whole); c++)
        for (uint32_t a = 0; a < bcu_arc_count(whole, c); a++) {
            BcuArc arc = bcu_arc_at(whole, c, a);
            box = bcu_box_union(box, bcu_ring_extent((BcuRing){arc.points, arc.count}));
        }
    g_assert_true(box.min_x == extent.min_x && box.max_x == extent.max_x);
    g_assert_true(box.min_y == extent.min_y && box.max_y == extent.max_y);
}

/* Ends of arcs have a node in common exactly where they are in one place. */
static void test_nodes(void)
{
    for (uint32_t c = 0; c < bcu_coverage_count(dataset); c++) {
        uint32_t count = bcu_node_count(dataset, c);
        g_autofree BcuPoint *places = g_new(BcuPoint, count);
        g_autofree uint32_t *meeting = g_new0(uint32_t, count);
        for (uint32_t a = 0; a < bcu_arc_count(dataset, c); a++) {
            BcuArc arc = bcu_arc_at(dataset, c, a);
            BcuArcEnds ends = bcu_arc_ends(dataset, c, a);
            const uint32_t nodes[] = {ends.from, ends.to};
            for (int i = 0; i < 2; i++) {
                BcuPoint place = arc.points[i ? arc.count - 1 : 0];
                g_assert_cmpuint(nodes[i], <, count);
                g_assert_true(meeting[nodes[i]]++ == 0 ||
                              (places[nodes[i]].x == place.x && places[nodes[i]].y == place.y));
                places[nodes[i]] = place;
            }
        }
        for (uint32_t node = 0; node < count; node++)
            g_assert_cmpuint(meeting[node], >=, 2);
    }
}

static void test_extent(void)
{
    assert_extent(dataset);
    g_assert_cmpfloat_with_epsilon(bcu_dataset_extent(dataset).min_x, 503568.2, 1);
}

static void test_simplified(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuSimplified result;
    BcuSimplification how = {.tolerance_m = 50};
    BcuDataset *simple = bcu_dataset_simplify_dup(dataset, how, &result, log);
    g_assert_nonnull(simple);
    g_assert_cmpuint(result.vertices_after, <, result.vertices_before / 4);
    g_assert_cmpuint(bcu_feature_count(simple, BCU_CLUSTERS), ==, 12);
    g_assert_cmpfloat(bcu_feature_area_m2(simple, BCU_CLUSTERS, 0), ==,
                      bcu_feature_area_m2(dataset, BCU_CLUSTERS, 0));
    for (uint32_t c = 0; c < 12; c++) {
        BcuShape *shape = bcu_feature_shape_build(simple, BCU_CLUSTERS, c);
        double full = bcu_feature_area_m2(dataset, BCU_CLUSTERS, c);
        g_assert_cmpfloat_with_epsilon(bcu_shape_area(shape) / full, 1, 0.01);
        bcu_shape_free(shape);
    }
    assert_extent(simple);
    bcu_dataset_free(simple);
}

static void test_moved(void)
{
    char *moves[] = {(char *)"Camden=north-west", NULL};
    BcuProject *moved_project;
    BcuDataset *moved = read_shipped((BcuProjectFlags){.move = moves}, &moved_project);
    g_assert_true(bcu_dataset_has_baseline(moved));
    uint32_t camden = bcu_feature_find(moved, BCU_AREAS, "E09000007");
    g_assert_cmpstr(bcu_baseline_code(moved, bcu_area_baseline(moved, camden)), ==, "central-north");
    g_assert_cmpstr(bcu_feature_code(moved, BCU_CLUSTERS,
                                     bcu_feature_cluster(moved, BCU_AREAS, camden)),
                    ==, "north-west");
    double grown = 0, whole = 0;
    for (uint32_t c = 0; c < 12; c++) {
        grown += bcu_feature_area_m2(moved, BCU_CLUSTERS, c);
        whole += bcu_feature_area_m2(dataset, BCU_CLUSTERS, c);
    }
    g_assert_cmpfloat_with_epsilon(grown, whole, 1e-3);
    bcu_dataset_free(moved);
    bcu_project_free(moved_project);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    dataset = read_shipped((BcuProjectFlags){0}, &project);
    g_test_add_func("/dataset/counts", test_counts);
    g_test_add_func("/dataset/areas", test_areas);
    g_test_add_func("/dataset/published_hectares", test_published_hectares);
    g_test_add_func("/dataset/outlines_agree_with_areas", test_outlines_agree_with_areas);
    g_test_add_func("/dataset/parts_and_holes", test_parts_and_holes);
    g_test_add_func("/dataset/membership", test_membership);
    g_test_add_func("/dataset/members", test_members);
    g_test_add_func("/dataset/borders", test_borders);
    g_test_add_func("/dataset/adjacency", test_adjacency);
    g_test_add_func("/dataset/nodes", test_nodes);
    g_test_add_func("/dataset/extent", test_extent);
    g_test_add_func("/dataset/simplified", test_simplified);
    g_test_add_func("/dataset/moved", test_moved);
    int failed = g_test_run();
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return failed;
}
