/* Line work as plugins see it: through the public headers, each border once and in its class. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "polygon_file.h"
#include <glib/gstdio.h>

/* Three areas of 1 km in a row, each cut into an upper and a lower half; the third is in no cluster. */
static const char PROJECT[] =
    "[layer areas]\npath = areas.shp\ncode = CODE\ncrs = EPSG:27700\n"
    "[layer halves]\npath = halves.shp\nrole = subareas\ncode = CODE\nparent = GROUP\n"
    "crs = EPSG:27700\n"
    "[clusters]\nfrom = halves\n[cluster c]\nmembers = A0;A1\n";

static void write_boxes(const char *path, int rows)
{
    static const char *const codes[] = {"A0", "A1", "A2"};
    static const char *const halves[] = {"A0l", "A1l", "A2l", "A0u", "A1u", "A2u"};
    BcuPoint corners[6][4];
    PolygonRecord records[6];
    double height = 1000.0 / rows;
    for (int i = 0; i < 3 * rows; i++) {
        double x = 500000 + 1000 * (i % 3), y = 200000 + height * (i / 3);
        const BcuPoint box[] = {{x, y}, {x + 1000, y}, {x + 1000, y + height}, {x, y + height}};
        memcpy(corners[i], box, sizeof box);
        records[i] = (PolygonRecord){rows == 1 ? codes[i] : halves[i], codes[i % 3], -1, corners[i], 4};
    }
    write_polygon_file(path, records, 3 * rows, (PolygonStyle){0});
}

static BcuDataset *read_boxes(BcuProject **project)
{
    g_autofree char *folder = g_dir_make_tmp("borders-XXXXXX", NULL);
    g_autofree char *areas = g_build_filename(folder, "areas", NULL);
    g_autofree char *halves = g_build_filename(folder, "halves", NULL);
    g_autofree char *path = g_build_filename(folder, "project.ini", NULL);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProjectFlags flags = {0};
    BcuDataset *dataset = NULL;
    write_boxes(areas, 1);
    write_boxes(halves, 2);
    g_assert_true(g_file_set_contents(path, PROJECT, -1, NULL));
    g_assert_true(bcu_dataset_read(test_session(), path, &flags, project, &dataset, log));
    static const char *const files[] = {"areas.shp",  "areas.shx",  "areas.dbf",  "halves.shp",
                                        "halves.shx", "halves.dbf", "project.ini"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *file = g_build_filename(folder, files[i], NULL);
        g_remove(file);
    }
    g_rmdir(folder);
    return dataset;
}

/* Lengths by class; fails when an edge is there twice, in either direction. */
static void measure(const BcuDataset *dataset, uint32_t coverage, double *length)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t a = 0; a < bcu_arc_count(dataset, coverage); a++) {
        BcuArc arc = bcu_arc_at(dataset, coverage, a);
        length[arc.border] += bcu_ring_length((BcuRing){arc.points, arc.count});
        for (size_t i = 0; i + 1 < arc.count; i++) {
            BcuPoint p = arc.points[i], q = arc.points[i + 1];
            bool swap = p.x > q.x || (p.x == q.x && p.y > q.y);
            char *edge = g_strdup_printf("%a %a %a %a", swap ? q.x : p.x, swap ? q.y : p.y, swap ? p.x : q.x,
                                         swap ? p.y : q.y);
            g_assert_true(g_hash_table_add(seen, edge));
        }
    }
}

static void test_classes(void)
{
    BcuProject *project = NULL;
    BcuDataset *dataset = read_boxes(&project);
    double by_areas[4] = {0}, by_halves[4] = {0};
    g_assert_cmpuint(bcu_coverage_count(dataset), ==, 2);
    g_assert_cmpint(bcu_coverage_level(dataset, 0), ==, BCU_AREAS);
    g_assert_cmpint(bcu_coverage_level(dataset, 1), ==, BCU_SUBAREAS);
    measure(dataset, 0, by_areas);
    measure(dataset, 1, by_halves);
    static const double areas[4] = {8000, 1000, 1000, 0}, halves[4] = {8000, 1000, 1000, 3000};
    for (int border = BCU_BORDER_OUTER; border <= BCU_BORDER_SUBAREA; border++) {
        g_assert_cmpfloat_with_epsilon(by_areas[border], areas[border], 1e-9);
        g_assert_cmpfloat_with_epsilon(by_halves[border], halves[border], 1e-9);
    }
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

/* clusters.from decides which line work the outlines refer to; all of it bounds what it should. */
static void test_outlines(void)
{
    BcuProject *project = NULL;
    BcuDataset *dataset = read_boxes(&project);
    g_assert_cmpuint(bcu_dataset_level(dataset, BCU_CLUSTERS).coverage, ==, 1);
    BcuArcShape outline = bcu_feature_arcs(dataset, BCU_CLUSTERS, 0);
    g_assert_cmpuint(outline.part_count, ==, 1);
    for (uint32_t i = outline.ring_start[outline.part_start[0]];
         i < outline.ring_start[outline.part_start[1]]; i++) {
        int32_t ref = outline.refs[i];
        BcuArc arc = bcu_arc_at(dataset, 1, (uint32_t)(ref < 0 ? ~ref : ref));
        g_assert_true(arc.border == BCU_BORDER_OUTER || arc.border == BCU_BORDER_CLUSTER);
    }
    g_assert_cmpfloat_with_epsilon(bcu_feature_area_m2(dataset, BCU_CLUSTERS, 0), 2e6, 1e-6);
    g_assert_cmpuint(bcu_adjacency_count(dataset, BCU_AREAS), ==, 2);
    g_assert_cmpuint(bcu_adjacency_count(dataset, BCU_SUBAREAS), ==, 7);
    g_assert_cmpuint(bcu_adjacency_count(dataset, BCU_CLUSTERS), ==, 0);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/classes", test_classes);
    g_test_add_func("/borders/outlines", test_outlines);
    return g_test_run();
}
