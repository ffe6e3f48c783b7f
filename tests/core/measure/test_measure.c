/* Figures against closed forms, and what must not change them. */
#include "base/diag.h"
#include "cluster/overlap.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "layers.h"
#include "measure/form.h"
#include "measure/totals.h"
#include "polygon_file.h"
#include "text/diag_print.h"
#include "topology/facing.h"
#include <bcukit/crs.h>

static char *folder;

/* ---- form and ellipsoid ------------------------------------------------------------------ */

static BcuShape square(double side)
{
    static BcuPoint points[5];
    static size_t rings[] = {0, 5}, parts[] = {0, 1};
    const BcuPoint corners[] = {{0, 0}, {side, 0}, {side, side}, {0, side}, {0, 0}};
    memcpy(points, corners, sizeof corners);
    return (BcuShape){points, 5, rings, 1, parts, 1};
}

static void test_form_of_square(void)
{
    BcuShape shape = square(300);
    BcuForm form;
    g_assert_true(bcu_form_measure(&shape, &form));
    g_assert_cmpfloat_with_epsilon(form.polsby_popper, G_PI / 4, 1e-12);
    g_assert_cmpfloat_with_epsilon(form.reock, 2 / G_PI, 1e-9);
    g_assert_cmpfloat_with_epsilon(form.hull_ratio, 1, 1e-12);
    g_assert_cmpfloat_with_epsilon(form.longest_crossing_m, 300 * G_SQRT2, 1e-9);
}

/* A square ring: outer side 3, inner side 1, so 8 of 9 in the hull. */
static void test_form_of_ring(void)
{
    BcuPoint points[] = {{0, 0}, {3, 0}, {3, 3}, {0, 3}, {0, 0}, {1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}};
    size_t rings[] = {0, 5, 10}, parts[] = {0, 2};
    BcuShape shape = {points, 10, rings, 2, parts, 1};
    BcuForm form;
    g_assert_true(bcu_form_measure(&shape, &form));
    g_assert_cmpfloat_with_epsilon(form.hull_ratio, 8.0 / 9, 1e-12);
    g_assert_cmpfloat_with_epsilon(form.polsby_popper, 4 * G_PI * 8 / (16.0 * 16), 1e-12);
}

/* A cap of 10 degrees about a point of a sphere has the area 2 pi R2 (1 - cos 10). */
static void test_spherical_cap(void)
{
    enum { N = 7200 };
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuGeodesic *geodesic = bcu_geodesic_new(test_crs("+proj=longlat +R=6371000 +no_defs"), log);
    g_assert_nonnull(geodesic);
    g_autofree BcuPoint *points = g_new(BcuPoint, N + 1);
    for (int i = 0; i <= N; i++) {
        double bearing = -2 * G_PI * (i % N) / N, r = 10 * G_PI / 180;
        points[i] = (BcuPoint){atan2(sin(bearing) * sin(r), cos(r)) * 180 / G_PI,
                               asin(cos(bearing) * sin(r)) * 180 / G_PI};
    }
    double area, length, radius = 6371000;
    g_assert_true(bcu_geodesic_ring(geodesic, (BcuRing){points, N + 1}, &area, &length));
    double cap = 2 * G_PI * radius * radius * (1 - cos(10 * G_PI / 180));
    g_assert_cmpfloat_with_epsilon(area / cap, 1, 1e-6);
    bcu_geodesic_free(geodesic);
}

static void test_flattened_degrees(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuGeodesic *geodesic = bcu_geodesic_new(test_crs("EPSG:4326"), log);
    BcuPoint ring[] = {{10, 50}, {10.1, 50}, {10.1, 50.1}, {10, 50.1}, {10, 50}};
    double area, length;
    g_assert_true(bcu_geodesic_ring(geodesic, (BcuRing){ring, 5}, &area, &length));
    g_assert_true(bcu_geodesic_flatten(geodesic, (BcuPoint){10.05, 50.05}, ring, 5));
    g_assert_cmpfloat_with_epsilon(bcu_ring_area((BcuRing){ring, 5}) / area, 1, 1e-5);
    g_assert_cmpfloat_with_epsilon(bcu_ring_length((BcuRing){ring, 5}) / length, 1, 1e-5);
    bcu_geodesic_free(geodesic);
}

/* ---- across water ------------------------------------------------------------------------- */

/* Two squares of 1 km with 200 m of water between them, and one far away. */
static void test_facing(void)
{
    static const double rings[] = {0,    0, 1000, 0, 1000, 1000, 0,    1000, 0,    0, NAN,
                                   1200, 0, 2200, 0, 2200, 1000, 1200, 1000, 1200, 0, NAN,
                                   9000, 0, 9500, 0, 9500, 500,  9000, 500,  9000, 0, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) layer = layer_of_rings(rings, G_N_ELEMENTS(rings));
    g_autoptr(BcuTopology) topology = NULL;
    BcuTopologyOptions options = {.tolerance = 0.001};
    g_assert_true(build_topology(layer, &options, &topology, log));
    g_autoptr(GArray) facing = bcu_topology_facing(topology, 500, 1);
    g_assert_cmpuint(facing->len, ==, 2);
    const BcuFacing *first = &g_array_index(facing, BcuFacing, 0);
    g_assert_cmpuint(first->feature, ==, 0);
    g_assert_cmpuint(first->other, ==, 1);
    g_assert_cmpfloat_with_epsilon(first->length_m, 1000, 60);
    g_assert_cmpfloat_with_epsilon(first->gap_m, 200, 1);
    g_autoptr(GArray) pairs = bcu_facing_pairs(facing);
    g_assert_cmpuint(pairs->len, ==, 1);
    g_autoptr(GArray) narrow = bcu_topology_facing(topology, 150, 1);
    g_assert_cmpuint(narrow->len, ==, 0);
    const uint32_t together[] = {0, 0, BCU_NONE};
    g_autoptr(GArray) own = bcu_facing_regroup(facing, together);
    g_assert_cmpuint(own->len, ==, 1); /* two banks of one group */
    g_autoptr(GArray) none = bcu_facing_pairs(own);
    g_assert_cmpuint(none->len, ==, 0);
}

/* ---- overlaps ------------------------------------------------------------------------------ */

static void test_overlap_shares(void)
{
    /* Half in the left cell, half outside; wholly inside; across both; a hair over the border. */
    static const double rings[] = {-0.5, 0.2, 0.5,   0.2, 0.5,   0.4, -0.5, 0.4, -0.5, 0.2, NAN,
                                   1.2,  0.2, 1.4,   0.2, 1.4,   0.4, 1.2,  0.4, 1.2,  0.2, NAN,
                                   0.75, 0.5, 1.25,  0.5, 1.25,  0.7, 0.75, 0.7, 0.75, 0.5, NAN,
                                   0.5,  0.8, 1.001, 0.8, 1.001, 0.9, 0.5,  0.9, 0.5,  0.8, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) cells = layer_of_rings(rings, G_N_ELEMENTS(rings));
    g_autoptr(BcuLayer) areas = layer_of_two_cells();
    g_autoptr(GArray) overlaps = bcu_overlap_build(cells, areas, 0.01, log);
    static const BcuOverlap expected[] = {{0, 0, 0.5}, {1, 1, 1}, {2, 0, 0.5}, {2, 1, 0.5}, {3, 0, 1}};
    g_assert_cmpuint(overlaps->len, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < overlaps->len; i++) {
        const BcuOverlap *overlap = &g_array_index(overlaps, BcuOverlap, i);
        g_assert_cmpuint(overlap->source, ==, expected[i].source);
        g_assert_cmpuint(overlap->target, ==, expected[i].target);
        g_assert_cmpfloat_with_epsilon(overlap->share, expected[i].share, 1e-9);
    }
}

/* Of a cell whose lake runs along its shell only the ground counts. */
static void test_overlap_shore(void)
{
    static const double sides[] = {0, 0,   0.1, 0, 0.1, 1, 0,   1, 0,   0, NAN,
                                   0.1, 0, 1,   0, 1,   1, 0.1, 1, 0.1, 0, NAN};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) cells = layer_with_shore(1), areas = layer_of_rings(sides, G_N_ELEMENTS(sides));
    g_autoptr(GArray) overlaps = bcu_overlap_build(cells, areas, 0.01, log);
    g_assert_cmpuint(overlaps->len, ==, 2);
    g_assert_cmpfloat_with_epsilon(g_array_index(overlaps, BcuOverlap, 0).share, 0.1 / 0.52, 1e-9);
    g_assert_cmpfloat_with_epsilon(g_array_index(overlaps, BcuOverlap, 1).share, 0.42 / 0.52, 1e-9);
}

/* ---- whole projects ------------------------------------------------------------------------ */

enum { SIDE = 6, CELLS = SIDE * SIDE };

/* A grid whose inner nodes are pushed about, so that no two cells are alike. */
typedef struct Grid {
    BcuPoint ring[CELLS][4];
    char code[CELLS][8];
    PolygonRecord records[CELLS];
} Grid;

static void make_grid(Grid *grid, double size, double push, const char *prefix, GRand *random)
{
    BcuPoint node[SIDE + 1][SIDE + 1];
    for (int i = 0; i <= SIDE; i++)
        for (int j = 0; j <= SIDE; j++)
            node[i][j] = (BcuPoint){400000 + i * size + g_rand_double_range(random, -push, push),
                                    200000 + j * size + g_rand_double_range(random, -push, push)};
    for (int c = 0; c < CELLS; c++) {
        int i = c % SIDE, j = c / SIDE;
        const BcuPoint ring[] = {node[i][j], node[i + 1][j], node[i + 1][j + 1], node[i][j + 1]};
        static const char *const groups[] = {"a", "b", "c", "d"};
        memcpy(grid->ring[c], ring, sizeof ring);
        g_snprintf(grid->code[c], sizeof grid->code[c], "%s%02d", prefix, c);
        grid->records[c] = (PolygonRecord){grid->code[c], groups[g_rand_int_range(random, 0, 4)],
                                           g_rand_int_range(random, 0, 5000), grid->ring[c], 4};
    }
}

static char *path_of(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static BcuDataset *read_project(const char *text, BcuProject **project)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autofree char *path = path_of("project.ini");
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    BcuProjectFlags flags = {0};
    BcuDataset *read = NULL;
    bool ok = bcu_dataset_read(test_session(), path, &flags, project, &read, log);
    for (size_t i = 0; !ok && i < bcu_diag_log_size(log); i++)
        bcu_diag_print(bcu_diag_log_at(log, i), stderr);
    g_assert_true(ok);
    return read;
}

static bool append(void *text, const void *bytes, size_t count)
{
    g_string_append_len(text, bytes, (gssize)count);
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The table as sorted lines; takes it. */
static char *lines_of(BcuTable *table)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_assert_nonnull(table);
    g_assert_true(bcu_table_write(table, BCU_FORMAT_CSV, BCU_CSV_LF, append, text));
    bcu_table_free(table);
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    qsort(lines, g_strv_length(lines), sizeof *lines, by_text);
    return g_strjoinv("\n", lines);
}

#define GROUPED                                                                                              \
    "[crs]\nworking = EPSG:27700\n[resources]\nofficer = 2\n[layer cells]\npath = cells.shp\n"               \
    "code = CODE\npopulation = PEOPLE\ncrs = EPSG:27700\n[clusters]\nfield = GROUP\n"

/* Everything but members' order, which is that of the file. */
static char *figures_of(const Grid *grid, PolygonStyle style)
{
    g_autofree char *path = path_of("cells");
    write_polygon_file(path, grid->records, CELLS, style);
    BcuProject *project;
    BcuDataset *dataset = read_project(GROUPED, &project);
    g_autofree char *sizes = lines_of(bcu_measure_sizes(dataset, BCU_AREAS, NULL));
    g_autofree char *cover = lines_of(bcu_measure_cover(dataset, BCU_CLUSTERS, NULL));
    g_autoptr(GString) areas = g_string_new(NULL);
    for (const char *code = "abcd"; *code; code++) {
        const char text[] = {*code, 0};
        uint32_t c = bcu_feature_find(dataset, BCU_CLUSTERS, text);
        g_string_append_printf(areas, "%s %.3f %.3f\n", text, bcu_feature_area_m2(dataset, BCU_CLUSTERS, c),
                               bcu_feature_outer_m(dataset, BCU_CLUSTERS, c));
    }
    char *all = g_strconcat(style.shift != 0 || style.order ? "" : sizes, cover, areas->str, NULL);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return all;
}

/* Record order, direction, first vertex and origin do not matter. */
static void test_invariance(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    for (int round = 0; round < 10; round++) {
        Grid grid;
        make_grid(&grid, 1000, 300, "C", random);
        g_autofree char *plain = figures_of(&grid, (PolygonStyle){0});
        g_autofree char *turned = figures_of(&grid, (PolygonStyle){.first = 1 + round % 3});
        g_autofree char *reversed = figures_of(&grid, (PolygonStyle){.reversed = true});
        g_assert_cmpstr(plain, ==, turned);
        g_assert_cmpstr(plain, ==, reversed);
        const char *cover = strstr(plain, "\na,");
        g_autofree char *shuffled = figures_of(&grid, (PolygonStyle){.order = random});
        g_autofree char *shifted = figures_of(&grid, (PolygonStyle){.shift = 4096});
        g_assert_nonnull(cover);
        g_assert_nonnull(strstr(plain, shuffled));
        g_assert_nonnull(strstr(plain, shifted));
    }
}

/* Areas with people from cells that do not nest: nobody is lost or counted twice. */
static void test_conservation(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    for (int round = 0; round < 20; round++) {
        Grid areas, cells;
        make_grid(&areas, 1000, 300, "A", random);
        make_grid(&cells, 400 + 150.0 * (round % 6), 100, "P", random);
        g_autofree char *area_path = path_of("cells"), *cell_path = path_of("people");
        write_polygon_file(area_path, areas.records, CELLS, (PolygonStyle){0});
        write_polygon_file(cell_path, cells.records, CELLS, (PolygonStyle){0});
        BcuProject *project;
        BcuDataset *dataset =
            read_project("[layer areas]\npath = cells.shp\ncode = CODE\ncrs = EPSG:27700\n"
                         "[layer people]\nrole = cells\npath = people.shp\npopulation = PEOPLE\n"
                         "crs = EPSG:27700\n[clusters]\nfield = GROUP\n",
                         &project);
        double source = 0, people[CELLS], clusters[4];
        for (int c = 0; c < CELLS; c++)
            source += cells.records[c].people;
        BcuPeopleSource used = bcu_people_source_at(dataset, 0);
        double sum = used.outside, of_clusters = 0;
        g_assert_true(bcu_measure_people(dataset, BCU_AREAS, people));
        g_assert_true(bcu_measure_people(dataset, BCU_CLUSTERS, clusters));
        for (int c = 0; c < CELLS; c++) {
            sum += isnan(people[c]) ? 0 : people[c];
            g_assert_true(isnan(people[c]) || people[c] == floor(people[c]));
        }
        for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++)
            of_clusters += isnan(clusters[c]) ? 0 : clusters[c];
        g_assert_cmpfloat(used.total, ==, source);
        g_assert_cmpfloat(sum, ==, source);
        g_assert_cmpfloat(of_clusters + used.outside, ==, source);
        g_assert_cmpuint(used.divided, >, 0);
        bcu_dataset_free(dataset);
        bcu_project_free(project);
    }
}

static double summary_value(const BcuTable *summary, const char *measure)
{
    double value;
    for (uint32_t row = 0; row < bcu_table_row_count(summary); row++)
        if (g_str_equal(bcu_table_at(summary, row, 0).as.text, measure) &&
            bcu_table_number(summary, row, 2, &value))
            return value;
    g_assert_not_reached();
}

/* Square kilometres L (100 people) and R (300 people), side by side, as the layer "cells". */
static void write_two_squares(void)
{
    static const BcuPoint left[] = {{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}};
    static const BcuPoint right[] = {{1000, 0}, {2000, 0}, {2000, 1000}, {1000, 1000}};
    const PolygonRecord records[] = {{"L", "a", 100, left, 4}, {"R", "b", 300, right, 4}};
    g_autofree char *path = path_of("cells");
    write_polygon_file(path, records, 2, (PolygonStyle){0});
}

/* Two unit clusters of 100 and 300 people, two officers each: Gini is 0.25. */
static void test_summary(void)
{
    write_two_squares();
    BcuProject *project;
    BcuDataset *dataset = read_project(
        GROUPED "[layer wards]\nrole = subareas\npath = cells.shp\ncode = CODE\ncrs = EPSG:27700\n",
        &project);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTable *summary = bcu_measure_summary(dataset, NULL, log);
    g_assert_cmpfloat(summary_value(summary, "population_source"), ==, 400);
    g_assert_cmpfloat(summary_value(summary, "population_difference"), ==, 0);
    g_assert_cmpfloat(summary_value(summary, "residents_per_officer_mean"), ==, 100);
    g_assert_cmpfloat(summary_value(summary, "residents_per_officer_highest"), ==, 150);
    g_assert_cmpfloat_with_epsilon(summary_value(summary, "residents_per_officer_gini"), 0.25, 1e-9);
    g_assert_cmpfloat(summary_value(summary, "people_per_km2_lowest"), ==, 100);
    double values[2];
    BcuColumn column;
    BcuTable *texts = bcu_table_new("texts");
    g_assert_true(bcu_measure_column(dataset, BCU_CLUSTERS, "people_per_km2", values, &column, texts, log));
    g_assert_cmpfloat(values[1], ==, 300);
    g_assert_true(bcu_measure_column(dataset, BCU_AREAS, "PEOPLE", values, &column, texts, log));
    g_assert_cmpfloat(values[0], ==, 100);
    g_assert_false(bcu_measure_column(dataset, BCU_AREAS, "height", values, &column, texts, log));
    g_assert_cmpuint(bcu_diag_log_count_code(log, "FIG050"), ==, 1);
    bcu_table_free(texts);
    bcu_table_free(summary);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

/* Roll-out figures belong to the features of a phase's clusters, those of a change to the clusters. */
static void test_columns(void)
{
    write_two_squares();
    BcuProject *project;
    BcuDataset *dataset =
        read_project("[crs]\nworking = EPSG:27700\n[layer cells]\npath = cells.shp\ncode = CODE\n"
                     "population = PEOPLE\ncrs = EPSG:27700\n[phase one]\n[phase two]\n"
                     "[cluster b]\nmembers = R\nphase = one\n[cluster a]\nmembers = L\nphase = two\n",
                     &project);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTable *texts = bcu_table_new("texts");
    double values[2];
    BcuColumn column;
    static const char share[] = "cumulative_population_share";
    g_assert_true(bcu_measure_column(dataset, BCU_CLUSTERS, share, values, &column, texts, log));
    g_assert_cmpfloat(values[0], ==, 0.75);
    g_assert_cmpfloat(values[1], ==, 1);
    g_assert_cmpstr(column.unit, ==, BCU_UNIT_SHARE);
    g_assert_true(bcu_measure_column(dataset, BCU_AREAS, share, values, &column, texts, log));
    g_assert_cmpfloat(values[0], ==, 1); /* L is in cluster a */
    g_assert_false(bcu_measure_column(dataset, BCU_CLUSTERS, "population_change", values, &column, texts, log));
    bcu_table_free(texts);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

static void test_dates(void)
{
    g_assert_true(bcu_is_live("2018-09", "2018-09"));
    g_assert_true(bcu_is_live("2018-09-30", "2018-09"));
    g_assert_false(bcu_is_live("2018-09-30", "2018-09-29"));
    g_assert_true(bcu_is_live("2018-09", "2018-09-01"));
    g_assert_true(bcu_is_live("2018-11", "2018"));
    g_assert_false(bcu_is_live("2018-11", "2018-10"));
    g_assert_false(bcu_is_live(NULL, "2030"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("bcukit-measure-XXXXXX", NULL);
    g_test_add_func("/measure/form_of_square", test_form_of_square);
    g_test_add_func("/measure/form_of_ring", test_form_of_ring);
    g_test_add_func("/measure/spherical_cap", test_spherical_cap);
    g_test_add_func("/measure/flattened_degrees", test_flattened_degrees);
    g_test_add_func("/measure/facing", test_facing);
    g_test_add_func("/measure/overlap_shares", test_overlap_shares);
    g_test_add_func("/measure/overlap_shore", test_overlap_shore);
    g_test_add_func("/measure/invariance", test_invariance);
    g_test_add_func("/measure/conservation", test_conservation);
    g_test_add_func("/measure/summary", test_summary);
    g_test_add_func("/measure/columns", test_columns);
    g_test_add_func("/measure/dates", test_dates);
    int failed = g_test_run();
    g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder);
    return system(command) || failed;
}
