/* Before and after of a regrouping, and whether a cluster falls apart. */
#include <bcukit/measure.h>
#include <glib.h>

typedef struct State {
    uint32_t areas;
    double people, area_ha;
} State;

static uint32_t find_baseline(const BcuDataset *dataset, const char *code)
{
    for (uint32_t b = 0; b < bcu_baseline_count(dataset); b++)
        if (g_str_equal(bcu_baseline_code(dataset, b), code))
            return b;
    return BCU_NONE;
}

static void add_area(State *state, double people, double area_ha)
{
    state->areas++;
    state->people += isnan(people) ? 0 : people;
    state->area_ha += area_ha;
}

/* Areas of the cluster that can be reached from its first one over shared borders. */
static bool in_one_piece(const BcuDataset *dataset, uint32_t cluster)
{
    uint32_t areas = bcu_feature_count(dataset, BCU_AREAS), members = 0, reached = 0;
    g_autofree bool *seen = g_new0(bool, (size_t)areas + 1);
    for (uint32_t a = 0; a < areas; a++)
        if (bcu_feature_cluster(dataset, BCU_AREAS, a) == cluster && members++ == 0)
            seen[a] = true, reached = 1;
    for (bool grown = true; grown;) {
        grown = false;
        for (size_t i = 0; i < bcu_adjacency_count(dataset, BCU_AREAS); i++) {
            BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_AREAS, i);
            if (bcu_feature_cluster(dataset, BCU_AREAS, pair.a) != cluster ||
                bcu_feature_cluster(dataset, BCU_AREAS, pair.b) != cluster ||
                seen[pair.a] == seen[pair.b])
                continue;
            seen[pair.a] = seen[pair.b] = grown = true;
            reached++;
        }
    }
    return reached == members;
}

static void fill_row(BcuTable *table, const char *code, const char *name, const State *before,
                     const State *after)
{
    uint32_t row = bcu_table_add_row(table);
    bcu_table_set_text(table, row, 0, code);
    bcu_table_set_text(table, row, 1, name);
    bcu_table_set_integer(table, row, 2, before->areas);
    bcu_table_set_integer(table, row, 3, after->areas);
    bcu_table_set_integer(table, row, 4, (int64_t)llround(before->people));
    bcu_table_set_integer(table, row, 5, (int64_t)llround(after->people));
    bcu_table_set_integer(table, row, 6, (int64_t)llround(after->people - before->people));
    bcu_table_set_real(table, row, 7, before->area_ha);
    bcu_table_set_real(table, row, 8, after->area_ha);
    bcu_table_set_real(table, row, 9, after->area_ha - before->area_ha);
}

static BcuTable *new_table(void)
{
    static const BcuColumn columns[] = {
        {"code", BCU_TEXT, -1, NULL, "code of the cluster"},
        {"name", BCU_TEXT, -1, NULL, "name of the cluster"},
        {"areas_before", BCU_INTEGER, -1, NULL, "areas before"},
        {"areas_after", BCU_INTEGER, -1, NULL, "areas after"},
        {"population_before", BCU_INTEGER, -1, "people", "people before"},
        {"population_after", BCU_INTEGER, -1, "people", "people after"},
        {"population_change", BCU_INTEGER, -1, "people", "after less before"},
        {"area_before_ha", BCU_REAL, 2, "ha", "area before"},
        {"area_after_ha", BCU_REAL, 2, "ha", "area after"},
        {"area_change_ha", BCU_REAL, 2, "ha", "after less before"},
    };
    BcuTable *table = bcu_table_new("change");
    for (size_t c = 0; c < G_N_ELEMENTS(columns); c++)
        bcu_table_add_column(table, &columns[c]);
    return table;
}

BcuTable *bcu_measure_change(const BcuDataset *dataset, BcuDiagLog *log)
{
    if (!bcu_dataset_has_baseline(dataset))
        return NULL;
    uint32_t areas = bcu_feature_count(dataset, BCU_AREAS);
    uint32_t clusters = bcu_feature_count(dataset, BCU_CLUSTERS), old = bcu_baseline_count(dataset);
    g_autofree double *people = g_new(double, (size_t)areas + 1);
    g_autofree State *before = g_new0(State, (size_t)old + 1),
                     *after = g_new0(State, (size_t)clusters + 1);
    bcu_measure_people(dataset, BCU_AREAS, people);
    for (uint32_t a = 0; a < areas; a++) {
        double hectares = bcu_feature_area_m2(dataset, BCU_AREAS, a) / 1e4;
        if (bcu_area_baseline(dataset, a) != BCU_NONE)
            add_area(&before[bcu_area_baseline(dataset, a)], people[a], hectares);
        if (bcu_feature_cluster(dataset, BCU_AREAS, a) != BCU_NONE)
            add_area(&after[bcu_feature_cluster(dataset, BCU_AREAS, a)], people[a], hectares);
    }
    BcuTable *table = new_table();
    static const State nothing;
    for (uint32_t c = 0; c < clusters; c++) {
        const char *code = bcu_feature_code(dataset, BCU_CLUSTERS, c);
        uint32_t was = find_baseline(dataset, code);
        fill_row(table, code, bcu_feature_name(dataset, BCU_CLUSTERS, c),
                 was == BCU_NONE ? &nothing : &before[was], &after[c]);
        if (!in_one_piece(dataset, c))
            bcu_report(log, BCU_WARNING, "FIG030", NULL, "Move a neighbour too, or accept it.",
                       "%s \"%s\" is not in one piece",
                       bcu_dataset_level(dataset, BCU_CLUSTERS).noun, code);
    }
    for (uint32_t b = 0; b < old; b++)
        if (bcu_feature_find(dataset, BCU_CLUSTERS, bcu_baseline_code(dataset, b)) == BCU_NONE)
            fill_row(table, bcu_baseline_code(dataset, b), bcu_baseline_name(dataset, b),
                     &before[b], &nothing);
    return table;
}
