/* Counts cover phase by phase.
 * A sum that lacks the people of some areas is marked, and has no shares: they would be too small without a word. */
#include "measure/sentences.h"
#include "measure/totals.h"
#include <string.h>

/* ---- sums ---------------------------------------------------------------------------------- */

typedef struct Sum {
    uint32_t clusters, areas, subareas;
    uint32_t unknown; /* areas whose people are not all known */
    double people, area_ha;
} Sum;

static void add(Sum *sum, const Sum *more)
{
    sum->clusters += more->clusters;
    sum->areas += more->areas;
    sum->subareas += more->subareas;
    sum->unknown += more->unknown;
    sum->people += more->people;
    sum->area_ha += more->area_ha;
}

static Sum sum_of_cluster(const BcuDataset *dataset, uint32_t cluster, double people)
{
    Sum sum = {.clusters = 1,
               .people = isnan(people) ? 0 : people,
               .area_ha = bcu_feature_area_m2(dataset, BCU_CLUSTERS, cluster) / 1e4};
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        bool is_own = bcu_feature_cluster(dataset, BCU_AREAS, a) == cluster;
        sum.areas += is_own;
        sum.unknown += is_own && !bcu_area_people_complete(dataset, a);
    }
    for (uint32_t s = 0; s < bcu_feature_count(dataset, BCU_SUBAREAS); s++)
        sum.subareas += bcu_feature_cluster(dataset, BCU_SUBAREAS, s) == cluster;
    return sum;
}

/* The last entry is for clusters that name no phase. */
static Sum *sums_by_phase(const BcuDataset *dataset)
{
    uint32_t phases = bcu_phase_count(dataset), clusters = bcu_feature_count(dataset, BCU_CLUSTERS);
    Sum *sums = g_new0(Sum, (size_t)phases + 1);
    g_autofree double *people = g_new(double, (size_t)clusters + 1);
    bcu_measure_people(dataset, BCU_CLUSTERS, people);
    for (uint32_t c = 0; c < clusters; c++) {
        uint32_t phase = bcu_cluster_phase(dataset, c);
        Sum one = sum_of_cluster(dataset, c, people[c]);
        add(&sums[phase == BCU_NONE ? phases : phase], &one);
    }
    return sums;
}

/* ---- rows ---------------------------------------------------------------------------------- */

typedef struct Rollout {
    BcuTable *table;
    Sum total, so_far;
    double everyone;
    bool has_people;
} Rollout;

static void set_people(const Rollout *rollout, uint32_t row, uint32_t column, double people)
{
    if (rollout->has_people)
        bcu_table_set_integer(rollout->table, row, column, (int64_t)llround(people));
}

static void set_complete(const Rollout *rollout, uint32_t row, uint32_t column)
{
    BcuValue is_complete = {.type = BCU_BOOL, .as.boolean = rollout->so_far.unknown == 0};
    if (rollout->has_people)
        bcu_table_set(rollout->table, row, column, is_complete);
}

static void fill_row(Rollout *rollout, const BcuPhase *phase, const Sum *own)
{
    BcuTable *table = rollout->table;
    uint32_t row = bcu_table_add_row(table), c = 0;
    add(&rollout->so_far, own);
    const Sum *so_far = &rollout->so_far, *total = &rollout->total;
    bcu_table_set_text(table, row, c++, phase->key);
    bcu_table_set_text(table, row, c++, phase->label);
    bcu_table_set_text(table, row, c++, phase->go_live);
    bcu_table_set_integer(table, row, c++, own->clusters);
    bcu_table_set_integer(table, row, c++, own->areas);
    bcu_table_set_integer(table, row, c++, own->subareas);
    set_people(rollout, row, c++, own->people);
    bcu_table_set_real(table, row, c++, own->area_ha);
    bcu_table_set_integer(table, row, c++, so_far->clusters);
    bcu_table_set_integer(table, row, c++, so_far->areas);
    bcu_table_set_integer(table, row, c++, so_far->subareas);
    set_people(rollout, row, c++, so_far->people);
    bcu_table_set_real(table, row, c++, so_far->unknown ? NAN : so_far->people / total->people);
    bcu_table_set_real(table, row, c++, so_far->unknown ? NAN : so_far->people / rollout->everyone);
    bcu_table_set_real(table, row, c++, so_far->area_ha);
    bcu_table_set_real(table, row, c++, so_far->area_ha / total->area_ha);
    set_complete(rollout, row, c++);
}

static BcuTable *new_table(const BcuDataset *dataset)
{
    const char *subareas = bcu_dataset_level(dataset, BCU_SUBAREAS).plural;
    g_autofree char *own = g_strdup(*subareas ? subareas : "subareas");
    g_autofree char *so_far = g_strdup_printf("cumulative_%s", own);
    const BcuColumn columns[] = {
        {"phase", BCU_TEXT, -1, NULL, "key of the phase"},
        {"label", BCU_TEXT, -1, NULL, "what it is called"},
        {"go_live", BCU_TEXT, -1, NULL, "date of the phase"},
        {"clusters", BCU_INTEGER, -1, NULL, "clusters that go live in it"},
        {"areas", BCU_INTEGER, -1, NULL, "areas in them"},
        {own, BCU_INTEGER, -1, NULL, "subareas in them"},
        {"population", BCU_INTEGER, -1, "people", "people in them"},
        {"area_ha", BCU_REAL, 2, "ha", "their area"},
        {"cumulative_clusters", BCU_INTEGER, -1, NULL, "clusters live at its end"},
        {"cumulative_areas", BCU_INTEGER, -1, NULL, "areas in them"},
        {so_far, BCU_INTEGER, -1, NULL, "subareas in them"},
        {"cumulative_population", BCU_INTEGER, -1, "people", "people covered at its end"},
        {"cumulative_population_share", BCU_REAL, 6, BCU_UNIT_SHARE, "of the people of all clusters"},
        {"cumulative_population_share_all", BCU_REAL, 6, BCU_UNIT_SHARE,
         "of all people, also those outside all clusters"},
        {"cumulative_area_ha", BCU_REAL, 2, "ha", "area covered at its end"},
        {"cumulative_area_share", BCU_REAL, 6, BCU_UNIT_SHARE, "of the area of all clusters"},
        {"cumulative_population_complete", BCU_BOOL, -1, NULL,
         "whether all people of them are known; where not, there are no shares of people"},
    };
    BcuTable *table = bcu_table_new("rollout");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    return table;
}

BcuTable *bcu_measure_rollout(const BcuDataset *dataset, BcuDiagLog *log)
{
    static const BcuPhase no_phase = {"none", "no phase stated", NULL};
    uint32_t phases = bcu_phase_count(dataset);
    g_autofree Sum *sums = sums_by_phase(dataset);
    double in_clusters;
    Rollout rollout = {.table = new_table(dataset), .has_people = bcu_people_source_count(dataset) > 0};
    bcu_measure_totals(dataset, &rollout.everyone, &in_clusters);
    for (uint32_t p = 0; p <= phases; p++)
        add(&rollout.total, &sums[p]);
    for (uint32_t p = 0; p < phases; p++) {
        BcuPhase phase = bcu_phase_at(dataset, p);
        fill_row(&rollout, &phase, &sums[p]);
        g_autofree char *sentence = bcu_sentence_of_phase(dataset, rollout.table, p);
        if (bcu_people_source_count(dataset) > 0)
            bcu_report(log, BCU_SUMMARY, "FIG001", NULL, NULL, "%s", sentence);
    }
    if (sums[phases].clusters > 0)
        fill_row(&rollout, &no_phase, &sums[phases]);
    return rollout.table;
}
