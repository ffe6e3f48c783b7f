/* Lists neighbours.
 * Which features border on which, on land and across water. */
#include <bcukit/measure.h>
#include <glib.h>

static const BcuColumn COLUMNS[] = {
    {"code_a", BCU_TEXT, -1, NULL, "code of the one"},
    {"name_a", BCU_TEXT, -1, NULL, "name of the one"},
    {"code_b", BCU_TEXT, -1, NULL, "code of the other"},
    {"name_b", BCU_TEXT, -1, NULL, "name of the other"},
    {"border_km", BCU_REAL, 3, "km", "length of the border they share; empty when only water lies between"},
    {"facing_km", BCU_REAL, 3, "km",
     "length of border that faces the other across water, mean of both banks"},
    {"gap_m", BCU_REAL, 0, "m", "the smallest distance across that water"},
};
enum { CODE_A, NAME_A, CODE_B, NAME_B, BORDER, FACING, GAP };

static uint32_t add_pair(BcuTable *table, const BcuDataset *dataset, BcuLevel level, uint32_t a, uint32_t b)
{
    uint32_t row = bcu_table_add_row(table);
    bcu_table_set_text(table, row, CODE_A, bcu_feature_code(dataset, level, a));
    bcu_table_set_text(table, row, NAME_A, bcu_feature_name(dataset, level, a));
    bcu_table_set_text(table, row, CODE_B, bcu_feature_code(dataset, level, b));
    bcu_table_set_text(table, row, NAME_B, bcu_feature_name(dataset, level, b));
    return row;
}

static int compare(uint32_t a1, uint32_t b1, uint32_t a2, uint32_t b2)
{
    return a1 != a2 ? (a1 < a2 ? -1 : 1) : b1 != b2 ? (b1 < b2 ? -1 : 1) : 0;
}

/* Both lists are sorted by the pair: they are merged. */
BcuTable *bcu_measure_adjacency(const BcuDataset *dataset, BcuLevel level)
{
    BcuTable *table = bcu_table_new("adjacency");
    bcu_table_add_columns(table, COLUMNS, G_N_ELEMENTS(COLUMNS));
    size_t land = 0, lands = bcu_adjacency_count(dataset, level);
    size_t water = 0, waters = bcu_bridge_count(dataset, level);
    while (land < lands || water < waters) {
        BcuAdjacency border = {BCU_NONE, BCU_NONE, 0};
        BcuBridge bridge = {BCU_NONE, BCU_NONE, 0, 0};
        if (land < lands)
            border = bcu_adjacency_at(dataset, level, land);
        if (water < waters)
            bridge = bcu_bridge_at(dataset, level, water);
        int order = compare(border.a, border.b, bridge.a, bridge.b);
        uint32_t row = order <= 0 ? add_pair(table, dataset, level, border.a, border.b)
                                  : add_pair(table, dataset, level, bridge.a, bridge.b);
        if (order <= 0) {
            bcu_table_set_real(table, row, BORDER, border.length_m / 1e3);
            land++;
        }
        if (order >= 0) {
            bcu_table_set_real(table, row, FACING, bridge.facing_m / 1e3);
            bcu_table_set_real(table, row, GAP, bridge.gap_m);
            water++;
        }
    }
    return table;
}
