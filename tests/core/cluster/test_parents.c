/* Subareas to areas, by code and by location. */
#include "base/diag.h"
#include "cluster/membership.h"
#include "layers.h"

static BcuLayer *points(const BcuPoint *places, const char *const *claims, uint32_t count)
{
    BcuLayer *layer = g_new0(BcuLayer, 1);
    layer->id = g_strdup("points");
    layer->path = g_strdup("points.shp");
    layer->geometry = BCU_POINTS;
    layer->points = g_memdup2(places, count * sizeof(BcuPoint));
    layer->point_count = layer->ring_count = layer->record_count = count;
    layer->ring_start = g_new(size_t, count + 1);
    layer->record_start = g_new(size_t, count + 1);
    layer->fields = bcu_table_new("points");
    bcu_table_add_column(layer->fields, &(BcuColumn){"CODE", BCU_TEXT, -1, NULL, NULL});
    bcu_table_add_column(layer->fields, &(BcuColumn){"IN", BCU_TEXT, -1, NULL, NULL});
    for (uint32_t i = 0; i <= count; i++)
        layer->ring_start[i] = layer->record_start[i] = i;
    for (uint32_t i = 0; i < count; i++) {
        char code[8];
        g_snprintf(code, sizeof code, "P%u", i);
        bcu_table_add_row(layer->fields);
        bcu_table_set_text(layer->fields, i, 0, code);
        bcu_table_set_text(layer->fields, i, 1, claims[i]);
    }
    return layer;
}

static void test_parents(void)
{
    static const BcuPoint places[] = {{0.5, 0.5}, {1.5, 0.5}, {1.5, 0.2}, {0.2, 0.5}, {5, 5}, {5, 6}};
    static const char *const claims[] = {"A1", NULL, "A1", "A9", "A2", NULL};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) areas = layer_of_two_cells();
    g_autoptr(BcuLayer) subareas = points(places, claims, 6);
    BcuLayerSpec specs[] = {{.id = (char *)"cells", .code = (char *)"CODE", .role = BCU_LAYER_AREAS},
                            {.id = (char *)"points", .code = (char *)"CODE", .parent = (char *)"IN", .role = BCU_LAYER_SUBAREAS}};
    BcuProject project = {.layers = g_ptr_array_new()};
    g_ptr_array_add(project.layers, &specs[0]);
    g_ptr_array_add(project.layers, &specs[1]);
    BcuParents *parents = NULL;
    g_assert_true(bcu_parents_resolve(&project, areas, bcu_project_layer(&project, BCU_LAYER_SUBAREAS), subareas, &parents, log));
    static const uint32_t expected[] = {0, 1, 0, 0, 1, BCU_NONE};
    for (int i = 0; i < 6; i++)
        g_assert_cmpuint(parents->area_of[i], ==, expected[i]);
    g_assert_cmpuint(parents->by_code, ==, 3);
    g_assert_cmpuint(parents->by_location, ==, 2);
    g_assert_cmpuint(parents->disagreeing, ==, 1);
    g_assert_cmpuint(parents->lost, ==, 1);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "MEM060"), ==, 1);
    g_assert_cmpuint(bcu_diag_log_count_code(log, "MEM063"), ==, 1);
    bcu_parents_free(parents);
    g_ptr_array_unref(project.layers);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/parents/by_code_and_location", test_parents);
    return g_test_run();
}
