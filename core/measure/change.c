/* Compares clusters before and after a regrouping, and tells whether one falls apart. */
#include "text/thousands.h"
#include <bcukit/measure.h>
#include <glib.h>

typedef struct State {
    uint32_t areas, subareas, pieces;
    uint32_t unknown; /* areas whose people are not all known */
    double people, area_ha;
} State;

/* ---- pieces -------------------------------------------------------------------------------- */

/* The cluster of each area, before or after. */
static uint32_t *grouping(const BcuDataset *dataset, bool before)
{
    uint32_t areas = bcu_feature_count(dataset, BCU_AREAS);
    uint32_t *cluster_of = g_new(uint32_t, (size_t)areas + 1);
    for (uint32_t a = 0; a < areas; a++)
        cluster_of[a] = before ? bcu_area_baseline(dataset, a) : bcu_feature_cluster(dataset, BCU_AREAS, a);
    return cluster_of;
}

static uint32_t root_of(uint32_t *parent, uint32_t area)
{
    while (parent[area] != area)
        area = parent[area] = parent[parent[area]];
    return area;
}

static void join(uint32_t *parent, const uint32_t *cluster_of, uint32_t a, uint32_t b)
{
    if (cluster_of[a] != BCU_NONE && cluster_of[a] == cluster_of[b])
        parent[root_of(parent, a)] = root_of(parent, b);
}

/* Pieces of each cluster: areas of it that reach one another over common borders, and over water
 * too where `across`. */
static void count_pieces(const BcuDataset *dataset, const uint32_t *cluster_of, bool across, State *states)
{
    uint32_t areas = bcu_feature_count(dataset, BCU_AREAS);
    g_autofree uint32_t *parent = g_new(uint32_t, (size_t)areas + 1);
    for (uint32_t a = 0; a < areas; a++) {
        parent[a] = a;
        if (cluster_of[a] != BCU_NONE)
            states[cluster_of[a]].pieces = 0;
    }
    for (size_t i = 0; i < bcu_adjacency_count(dataset, BCU_AREAS); i++) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_AREAS, i);
        join(parent, cluster_of, pair.a, pair.b);
    }
    for (size_t i = 0; across && i < bcu_bridge_count(dataset, BCU_AREAS); i++) {
        BcuBridge pair = bcu_bridge_at(dataset, BCU_AREAS, i);
        join(parent, cluster_of, pair.a, pair.b);
    }
    for (uint32_t a = 0; a < areas; a++)
        if (cluster_of[a] != BCU_NONE && root_of(parent, a) == a)
            states[cluster_of[a]].pieces++;
}

/* ---- sums ---------------------------------------------------------------------------------- */

static State *states_of(const BcuDataset *dataset, const uint32_t *cluster_of, uint32_t clusters)
{
    State *states = g_new0(State, (size_t)clusters + 1);
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        if (cluster_of[a] == BCU_NONE)
            continue;
        State *state = &states[cluster_of[a]];
        double people = bcu_area_people(dataset, a);
        state->areas++;
        state->unknown += !bcu_area_people_complete(dataset, a);
        state->people += isnan(people) ? 0 : people;
        state->area_ha += bcu_feature_area_m2(dataset, BCU_AREAS, a) / 1e4;
    }
    for (uint32_t s = 0; s < bcu_feature_count(dataset, BCU_SUBAREAS); s++) {
        uint32_t area = bcu_feature_parent(dataset, BCU_SUBAREAS, s);
        if (area != BCU_NONE && cluster_of[area] != BCU_NONE)
            states[cluster_of[area]].subareas++;
    }
    count_pieces(dataset, cluster_of, false, states);
    return states;
}

/* ---- table --------------------------------------------------------------------------------- */

static void add_pair(BcuTable *table, const char *what, BcuType type, int decimals, const char *unit,
                     const char *description)
{
    g_autofree char *before =
        g_strdup_printf(unit && g_str_equal(unit, "ha") ? "%s_before_ha" : "%s_before", what);
    g_autofree char *after =
        g_strdup_printf(unit && g_str_equal(unit, "ha") ? "%s_after_ha" : "%s_after", what);
    bcu_table_add_column(table, &(BcuColumn){before, type, decimals, unit, description});
    bcu_table_add_column(table, &(BcuColumn){after, type, decimals, unit, description});
}

static BcuTable *new_table(const BcuDataset *dataset)
{
    BcuTable *table = bcu_table_new("change");
    const char *subareas = bcu_dataset_level(dataset, BCU_SUBAREAS).plural;
    bcu_table_add_column(table, &(BcuColumn){"code", BCU_TEXT, -1, NULL, "code of the cluster"});
    bcu_table_add_column(table, &(BcuColumn){"name", BCU_TEXT, -1, NULL, "name of the cluster"});
    add_pair(table, "areas", BCU_INTEGER, -1, NULL, "areas in it");
    add_pair(table, *subareas ? subareas : "subareas", BCU_INTEGER, -1, NULL, "subareas in it");
    add_pair(table, "pieces", BCU_INTEGER, -1, NULL, "pieces it is in, by land");
    add_pair(table, "population", BCU_INTEGER, -1, "people", "people in it");
    bcu_table_add_column(table,
                         &(BcuColumn){"population_change", BCU_INTEGER, -1, "people", "after less before"});
    add_pair(table, "area", BCU_REAL, 2, "ha", "area of it");
    bcu_table_add_column(table, &(BcuColumn){"area_change_ha", BCU_REAL, 2, "ha", "after less before"});
    for (uint32_t r = 0; r < bcu_resource_count(dataset); r++)
        add_pair(table, bcu_resource_at(dataset, r).key, BCU_REAL, 0, NULL,
                 "the least that its subareas keep");
    if (bcu_resource_count(dataset) > 0) {
        const char *key = bcu_resource_at(dataset, 0).key;
        g_autofree char *per = g_strdup_printf("residents_per_%s", key);
        g_autofree char *people = g_strdup_printf("people for each %s that its subareas keep at least", key);
        add_pair(table, per, BCU_REAL, 1, "people", people);
    }
    bcu_table_add_column(table, &(BcuColumn){"population_complete", BCU_BOOL, -1, NULL,
                                             "whether all its people are known, before and after; where not, nothing "
                                             "is divided by them"});
    return table;
}

static void set_integers(BcuTable *table, uint32_t row, uint32_t *c, double before, double after)
{
    bcu_table_set_integer(table, row, (*c)++, (int64_t)llround(before));
    bcu_table_set_integer(table, row, (*c)++, (int64_t)llround(after));
}

static void set_reals(BcuTable *table, uint32_t row, uint32_t *c, double before, double after)
{
    bcu_table_set_real(table, row, (*c)++, before);
    bcu_table_set_real(table, row, (*c)++, after);
}

static void set_people(BcuTable *table, const BcuDataset *dataset, uint32_t row, uint32_t c, const State *before,
                       const State *after)
{
    if (bcu_people_source_count(dataset) == 0)
        return;
    set_integers(table, row, &c, before->people, after->people);
    bcu_table_set_integer(table, row, c, (int64_t)llround(after->people - before->people));
}

/* People for each of a resource; unknown where some of the people are. */
static double load_of(const State *state, double each)
{
    return state->unknown ? NAN : state->people / (each * state->subareas);
}

static void fill_row(BcuTable *table, const BcuDataset *dataset, const char *code, const char *name,
                     const State *before, const State *after)
{
    uint32_t row = bcu_table_add_row(table), c = 0, resources = bcu_resource_count(dataset);
    bcu_table_set_text(table, row, c++, code);
    bcu_table_set_text(table, row, c++, name);
    set_integers(table, row, &c, before->areas, after->areas);
    set_integers(table, row, &c, before->subareas, after->subareas);
    set_integers(table, row, &c, before->pieces, after->pieces);
    set_people(table, dataset, row, c, before, after);
    c += 3;
    set_reals(table, row, &c, before->area_ha, after->area_ha);
    bcu_table_set_real(table, row, c++, after->area_ha - before->area_ha);
    for (uint32_t r = 0; r < resources; r++) {
        double each = bcu_resource_at(dataset, r).per_subarea;
        set_reals(table, row, &c, each * before->subareas, each * after->subareas);
    }
    if (resources > 0) {
        double each = bcu_resource_at(dataset, 0).per_subarea;
        set_reals(table, row, &c, load_of(before, each), load_of(after, each));
    }
    BcuValue is_complete = {.type = BCU_BOOL, .as.boolean = before->unknown + after->unknown == 0};
    if (bcu_people_source_count(dataset) > 0)
        bcu_table_set(table, row, c, is_complete);
}

static void report_pieces(const BcuDataset *dataset, const State *states, const uint32_t *cluster_of,
                          BcuDiagLog *log)
{
    uint32_t clusters = bcu_feature_count(dataset, BCU_CLUSTERS);
    g_autofree State *across = g_new0(State, (size_t)clusters + 1);
    count_pieces(dataset, cluster_of, true, across);
    for (uint32_t c = 0; c < clusters; c++) {
        if (states[c].pieces <= 1)
            continue;
        bcu_report(log, BCU_WARNING, "FIG030", NULL, "Move a neighbour too, or accept it.",
                   "%s \"%s\" is not in one piece: %u pieces by land%s",
                   bcu_dataset_level(dataset, BCU_CLUSTERS).noun, bcu_feature_code(dataset, BCU_CLUSTERS, c),
                   states[c].pieces, across[c].pieces == 1 ? ", joined only across water" : "");
    }
}

/* One sentence for each cluster that gains or loses. */
static void say_change(const BcuDataset *dataset, const char *name, const State *before, const State *after,
                       BcuDiagLog *log)
{
    double people = after->people - before->people, area_ha = after->area_ha - before->area_ha, each = 0;
    if (before->areas == after->areas && people == 0 && area_ha == 0)
        return;
    g_autoptr(GString) load = g_string_new(NULL);
    if (bcu_resource_count(dataset) > 0 && (each = bcu_resource_at(dataset, 0).per_subarea) > 0 &&
        before->subareas > 0 && after->subareas > 0 && before->unknown + after->unknown == 0)
        g_string_printf(load, "; %s people for each %s, before %s",
                        BCU_THOUSANDS(load_of(after, each), 0), bcu_resource_at(dataset, 0).key,
                        BCU_THOUSANDS(load_of(before, each), 0));
    bcu_report(log, BCU_SUMMARY, "FIG004", NULL, NULL, "%s: %s%s people, %s%s ha%s.", name, people < 0 ? "" : "+",
               BCU_THOUSANDS(people, 0), area_ha < 0 ? "" : "+", BCU_THOUSANDS(area_ha, 2), load->str);
}

static uint32_t find_baseline(const BcuDataset *dataset, const char *code)
{
    for (uint32_t b = 0; b < bcu_baseline_count(dataset); b++)
        if (g_str_equal(bcu_baseline_code(dataset, b), code))
            return b;
    return BCU_NONE;
}

BcuTable *bcu_measure_change(const BcuDataset *dataset, BcuDiagLog *log)
{
    static const State nothing;
    if (!bcu_dataset_has_baseline(dataset))
        return NULL;
    uint32_t clusters = bcu_feature_count(dataset, BCU_CLUSTERS), old = bcu_baseline_count(dataset);
    g_autofree uint32_t *was_in = grouping(dataset, true), *is_in = grouping(dataset, false);
    g_autofree State *before = states_of(dataset, was_in, old), *after = states_of(dataset, is_in, clusters);
    BcuTable *table = new_table(dataset);
    for (uint32_t c = 0; c < clusters; c++) {
        const char *code = bcu_feature_code(dataset, BCU_CLUSTERS, c);
        const char *name = bcu_feature_name(dataset, BCU_CLUSTERS, c);
        uint32_t was = find_baseline(dataset, code);
        const State *state = was == BCU_NONE ? &nothing : &before[was];
        fill_row(table, dataset, code, name, state, &after[c]);
        say_change(dataset, name, state, &after[c], log);
    }
    report_pieces(dataset, after, is_in, log);
    for (uint32_t b = 0; b < old; b++)
        if (bcu_feature_find(dataset, BCU_CLUSTERS, bcu_baseline_code(dataset, b)) == BCU_NONE)
            fill_row(table, dataset, bcu_baseline_code(dataset, b), bcu_baseline_name(dataset, b), &before[b],
                     &nothing);
    return table;
}
