/* Cluster fills: neighbours differ, text can be read on them. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "kit/sight.h"
#include <bcukit/colour.h>
#include <string.h>

static void test_parse_and_contrast(void)
{
    BcuColour colour;
    g_assert_true(bcu_colour_parse("#1f77b4", &colour) && colour.r == 0x1f && colour.b == 0xb4);
    g_assert_true(bcu_colour_parse("#abc", &colour) && colour.g == 0xbb);
    g_assert_false(bcu_colour_parse("red", &colour));
    g_assert_false(bcu_colour_parse("#12345", &colour));
    BcuColour black = {0, 0, 0}, white = {255, 255, 255};
    g_assert_cmpfloat_with_epsilon(bcu_colour_contrast(black, white), 21, 1e-9);
}

/* Source: Sharma, Wu and Dalal, 2005, table 1. */
static void test_differences(void)
{
    static const struct {
        BcuLab x, y;
        double difference;
    } PAIRS[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},  {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},                    {{50, 2.49, -0.001}, {50, -2.49, 0.0011}, 7.2195},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},               {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{22.7233, 20.0904, -46.694}, {23.0331, 14.973, -42.5619}, 2.0373},
        {{2.0776, 0.0795, -1.135}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
        g_assert_cmpfloat_with_epsilon(bcu_sight_difference(PAIRS[i].x, PAIRS[i].y), PAIRS[i].difference, 5e-5);
        g_assert_cmpfloat_with_epsilon(bcu_sight_difference(PAIRS[i].y, PAIRS[i].x), PAIRS[i].difference, 5e-5);
    }
    BcuColour red = {0xd0, 0x40, 0x40}, green = {0x60, 0x80, 0x20}, grey = {0x77, 0x77, 0x77};
    g_assert_cmpfloat(bcu_sight_apart(red, green, BCU_SIGHT_DEUTAN), <,
                      bcu_sight_apart(red, green, BCU_SIGHT_NORMAL) / 3);
    for (BcuSight sight = 0; sight < BCU_SIGHT_COUNT; sight++) /* grey is grey to all */
        g_assert_cmpfloat(bcu_sight_difference(bcu_sight_lab(grey, sight), bcu_sight_lab(grey, 0)), <, 0.5);
}

/* The twelve clusters as shipped, or with areas moved: "Camden=north-west". */
static void colour_shipped(char **moves, BcuColour *fills, void (*look)(const BcuDataset *, const BcuColour *))
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProject *project;
    BcuDataset *dataset;
    BcuProjectFlags flags = {.move = moves};
    g_assert_true(bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, &project, &dataset, log));
    bcu_colour_clusters(dataset, fills);
    if (look)
        look(dataset, fills);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

static void expect_apart(const BcuColour *fills, uint32_t a, uint32_t b)
{
    g_assert_cmpfloat(bcu_sight_apart(fills[a], fills[b], BCU_SIGHT_NORMAL), >=, 12);
    for (BcuSight sight = BCU_SIGHT_PROTAN; sight < BCU_SIGHT_COUNT; sight++)
        g_assert_cmpfloat(bcu_sight_apart(fills[a], fills[b], sight), >=, 8);
    g_assert_cmpfloat(bcu_sight_grey_apart(fills[a], fills[b]), >=, 4.6);
}

/* Across the river they are neighbours, too. */
static void look_at_neighbours(const BcuDataset *dataset, const BcuColour *fills)
{
    for (size_t i = 0; i < bcu_adjacency_count(dataset, BCU_CLUSTERS); i++) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_CLUSTERS, i);
        expect_apart(fills, pair.a, pair.b);
    }
    for (size_t i = 0; i < bcu_bridge_count(dataset, BCU_CLUSTERS); i++) {
        BcuBridge pair = bcu_bridge_at(dataset, BCU_CLUSTERS, i);
        expect_apart(fills, pair.a, pair.b);
    }
}

static void test_clusters(void)
{
    BcuColour fills[12], ink = {0x1c, 0x1c, 0x1c};
    colour_shipped(NULL, fills, look_at_neighbours);
    for (int a = 0; a < 12; a++) {
        g_assert_cmpfloat(bcu_colour_contrast(fills[a], ink), >=, 6);
        for (int b = 0; b < a; b++)
            g_assert_cmpint(memcmp(&fills[a], &fills[b], sizeof fills[a]), !=, 0);
    }
}

static void test_moving_changes_no_colour(void)
{
    static char *const MOVES[] = {"Camden=north-west", "Greenwich=south-area", "Newham=east", "Barnet=north",
                                  "Wandsworth=south"};
    BcuColour before[12], after[12];
    colour_shipped(NULL, before, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(MOVES); i++) {
        colour_shipped((char *[]){MOVES[i], NULL}, after, NULL);
        g_assert_cmpmem(before, sizeof before, after, sizeof after);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/colour/parse_and_contrast", test_parse_and_contrast);
    g_test_add_func("/colour/differences", test_differences);
    g_test_add_func("/colour/clusters", test_clusters);
    g_test_add_func("/colour/moving", test_moving_changes_no_colour);
    return g_test_run();
}
