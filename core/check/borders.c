/* Lists borders by class, and clusters that touch or face one another.
 * Borders by class, each once, and which clusters touch or face one another. */
#include "check/section.h"

static void add_classes(const BcuDataset *dataset, uint32_t c, BcuTable *table)
{
    uint32_t count[BCU_BORDER_SUBAREA + 1] = {0};
    double length_m[BCU_BORDER_SUBAREA + 1] = {0};
    for (uint32_t a = 0; a < bcu_arc_count(dataset, c); a++) {
        BcuBorder border = dataset->coverage[c].border[a];
        count[border]++;
        length_m[border] += dataset->coverage[c].length_m[a];
    }
    const BcuLevelInfo layer = bcu_dataset_level(dataset, bcu_coverage_level(dataset, c));
    const char *nouns[] = {"outer", bcu_dataset_level(dataset, BCU_CLUSTERS).noun,
                           bcu_dataset_level(dataset, BCU_AREAS).noun,
                           bcu_dataset_level(dataset, BCU_SUBAREAS).noun};
    for (int border = BCU_BORDER_OUTER; border <= BCU_BORDER_SUBAREA; border++)
        if (count[border])
            bcu_check_add_row(table, layer.id, nouns[border], (int64_t)count[border],
                              length_m[border] / 1000);
}

static void add_line_work(const BcuDataset *dataset, BcuSheet *sheet)
{
    static const BcuColumn columns[] = {{"layer", BCU_TEXT, -1, NULL, NULL},
                                        {"border", BCU_TEXT, -1, NULL, NULL},
                                        {"lines", BCU_INTEGER, -1, NULL, NULL},
                                        {"length_km", BCU_REAL, 3, "km", NULL}};
    BcuTable *table = bcu_table_new("borders");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (uint32_t c = 0; c < bcu_coverage_count(dataset); c++)
        add_classes(dataset, c, table);
    bcu_sheet_take_table(sheet, "Borders, each counted once", 0, table);
}

/* ---- neighbours -------------------------------------------------------------------------- */

/* Whether they have a common border: both are in order. */
static bool touch(const BcuDataset *dataset, BcuBridge bridge, size_t *next)
{
    size_t count = bcu_adjacency_count(dataset, BCU_CLUSTERS);
    for (; *next < count; ++*next) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_CLUSTERS, *next);
        if (pair.a > bridge.a || (pair.a == bridge.a && pair.b >= bridge.b))
            return pair.a == bridge.a && pair.b == bridge.b;
    }
    return false;
}

/* How two that share a border face one another where water parts them; empty where it does not. */
static BcuBridge bridge_beside(const BcuDataset *dataset, BcuAdjacency border, size_t *next)
{
    size_t count = bcu_bridge_count(dataset, BCU_CLUSTERS);
    for (; *next < count; ++*next) {
        BcuBridge pair = bcu_bridge_at(dataset, BCU_CLUSTERS, *next);
        if (pair.a == border.a && pair.b == border.b)
            return pair;
        if (pair.a > border.a || (pair.a == border.a && pair.b > border.b))
            break;
    }
    return (BcuBridge){border.a, border.b, NAN, NAN};
}

static void add_pair(const BcuDataset *dataset, BcuTable *table, uint32_t a, uint32_t b, double border_m,
                     double facing_m, double gap_m)
{
    bcu_check_add_row(table, bcu_feature_code(dataset, BCU_CLUSTERS, a),
                      bcu_feature_code(dataset, BCU_CLUSTERS, b), border_m / 1000, facing_m / 1000, gap_m);
}

static void add_neighbours(const BcuDataset *dataset, double bridge_m, BcuSheet *sheet)
{
    const BcuLevelInfo clusters = bcu_dataset_level(dataset, BCU_CLUSTERS);
    static const BcuColumn columns[] = {{"one", BCU_TEXT, -1, NULL, NULL},
                                        {"other", BCU_TEXT, -1, NULL, NULL},
                                        {"border_km", BCU_REAL, 3, "km", NULL},
                                        {"facing_km", BCU_REAL, 3, "km", NULL},
                                        {"gap_m", BCU_REAL, 1, "m", NULL}};
    BcuTable *table = bcu_table_new("neighbours");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    size_t touching = bcu_adjacency_count(dataset, BCU_CLUSTERS), across = 0, next = 0, beside = 0;
    for (size_t i = 0; i < touching; i++) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_CLUSTERS, i);
        BcuBridge water = bridge_beside(dataset, pair, &beside);
        add_pair(dataset, table, pair.a, pair.b, pair.length_m, water.facing_m, water.gap_m);
    }
    for (size_t i = 0; i < bcu_bridge_count(dataset, BCU_CLUSTERS); i++) {
        BcuBridge pair = bcu_bridge_at(dataset, BCU_CLUSTERS, i);
        if (touch(dataset, pair, &next))
            continue;
        across++;
        add_pair(dataset, table, pair.a, pair.b, NAN, pair.facing_m, pair.gap_m);
    }
    g_autofree char *title = g_strdup_printf("Neighbours among the %s", clusters.plural);
    bcu_sheet_take_table(sheet, title, 0, table);
    if (bridge_m > 0)
        bcu_sheet_say(sheet, "%zu pair%s a border, %zu more face one another across at most %g m.", touching,
                      touching == 1 ? " shares" : "s share", across, bridge_m);
    else
        bcu_sheet_say(sheet, "%zu pair%s a border; set topology.bridge to count those across water.", touching,
                      touching == 1 ? " shares" : "s share");
}

void bcu_check_borders(const BcuInspection *inspection, BcuSheet *sheet)
{
    if (!inspection->dataset)
        return;
    add_line_work(inspection->dataset, sheet);
    add_neighbours(inspection->dataset, inspection->project->bridge_m, sheet);
}
