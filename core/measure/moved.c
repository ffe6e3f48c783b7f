/* Lists the areas that a regrouping moves, with their people and hectares. */
#include <bcukit/measure.h>
#include <glib.h>
#include <math.h>

static const BcuColumn COLUMNS[] = {
    {"code", BCU_TEXT, -1, NULL, "code of the area"},
    {"name", BCU_TEXT, -1, NULL, "name of the area"},
    {"from_code", BCU_TEXT, -1, NULL, "code of the cluster before; empty for none"},
    {"from_name", BCU_TEXT, -1, NULL, "its name"},
    {"to_code", BCU_TEXT, -1, NULL, "code of the cluster after; empty for none"},
    {"to_name", BCU_TEXT, -1, NULL, "its name"},
    {"population", BCU_INTEGER, -1, "people", "people in the area"},
    {"area_ha", BCU_REAL, 2, "ha", "area of it"},
};

static void set_clusters(BcuTable *table, uint32_t row, const BcuDataset *dataset, uint32_t area)
{
    uint32_t before = bcu_area_baseline(dataset, area), after = bcu_feature_cluster(dataset, BCU_AREAS, area);
    if (before != BCU_NONE) {
        bcu_table_set_text(table, row, 2, bcu_baseline_code(dataset, before));
        bcu_table_set_text(table, row, 3, bcu_baseline_name(dataset, before));
    }
    if (after != BCU_NONE) {
        bcu_table_set_text(table, row, 4, bcu_feature_code(dataset, BCU_CLUSTERS, after));
        bcu_table_set_text(table, row, 5, bcu_feature_name(dataset, BCU_CLUSTERS, after));
    }
}

BcuTable *bcu_measure_moved(const BcuDataset *dataset)
{
    if (!bcu_dataset_has_baseline(dataset))
        return NULL;
    BcuTable *table = bcu_table_new("moved");
    bcu_table_add_columns(table, COLUMNS, G_N_ELEMENTS(COLUMNS));
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        if (!bcu_area_is_moved(dataset, a))
            continue;
        uint32_t row = bcu_table_add_row(table);
        double people = bcu_area_people(dataset, a);
        bcu_table_set_text(table, row, 0, bcu_feature_code(dataset, BCU_AREAS, a));
        bcu_table_set_text(table, row, 1, bcu_feature_name(dataset, BCU_AREAS, a));
        set_clusters(table, row, dataset, a);
        if (!isnan(people))
            bcu_table_set_integer(table, row, 6, (int64_t)llround(people));
        bcu_table_set_real(table, row, 7, bcu_feature_area_m2(dataset, BCU_AREAS, a) / 1e4);
    }
    return table;
}
