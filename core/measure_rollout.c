/* How cover grows, phase by phase; and what a regrouping changes. */
#include <bcukit/measure.h>
#include <glib.h>

typedef struct Sum {
    uint32_t clusters, areas;
    double people, area_ha;
} Sum;

static void add(Sum *sum, const Sum *more)
{
    sum->clusters += more->clusters;
    sum->areas += more->areas;
    sum->people += more->people;
    sum->area_ha += more->area_ha;
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
        Sum one = {1, 0, isnan(people[c]) ? 0 : people[c],
                   bcu_feature_area_m2(dataset, BCU_CLUSTERS, c) / 1e4};
        for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
            one.areas += bcu_feature_cluster(dataset, BCU_AREAS, a) == c;
        add(&sums[phase == BCU_NONE ? phases : phase], &one);
    }
    return sums;
}

static void fill_row(BcuTable *table, const char *phase, const char *label, const Sum *own,
                     const Sum *so_far, const Sum *total)
{
    uint32_t row = bcu_table_add_row(table), c = 0;
    bcu_table_set_text(table, row, c++, phase);
    bcu_table_set_text(table, row, c++, label);
    bcu_table_set_integer(table, row, c++, own->clusters);
    bcu_table_set_integer(table, row, c++, own->areas);
    bcu_table_set_integer(table, row, c++, (int64_t)llround(own->people));
    bcu_table_set_real(table, row, c++, own->area_ha);
    bcu_table_set_integer(table, row, c++, so_far->clusters);
    bcu_table_set_integer(table, row, c++, (int64_t)llround(so_far->people));
    bcu_table_set_real(table, row, c++, so_far->people / total->people);
    bcu_table_set_real(table, row, c++, so_far->area_ha);
    bcu_table_set_real(table, row, c++, so_far->area_ha / total->area_ha);
}

BcuTable *bcu_measure_rollout(const BcuDataset *dataset, BcuDiagLog *log)
{
    static const BcuColumn columns[] = {
        {"phase", BCU_TEXT, -1, NULL, "key of the phase"},
        {"label", BCU_TEXT, -1, NULL, "what it is called"},
        {"clusters", BCU_INTEGER, -1, NULL, "clusters that go live in it"},
        {"areas", BCU_INTEGER, -1, NULL, "areas in them"},
        {"population", BCU_INTEGER, -1, "people", "people in them"},
        {"area_ha", BCU_REAL, 2, "ha", "their area"},
        {"cumulative_clusters", BCU_INTEGER, -1, NULL, "clusters live at its end"},
        {"cumulative_population", BCU_INTEGER, -1, "people", "people covered at its end"},
        {"cumulative_population_share", BCU_REAL, 6, NULL, "of the people of all clusters"},
        {"cumulative_area_ha", BCU_REAL, 2, "ha", "area covered at its end"},
        {"cumulative_area_share", BCU_REAL, 6, NULL, "of the area of all clusters"},
    };
    uint32_t phases = bcu_phase_count(dataset);
    g_autofree Sum *sums = sums_by_phase(dataset);
    BcuTable *table = bcu_table_new("rollout");
    for (size_t c = 0; c < G_N_ELEMENTS(columns); c++)
        bcu_table_add_column(table, &columns[c]);
    Sum total = {0}, so_far = {0};
    for (uint32_t p = 0; p <= phases; p++)
        add(&total, &sums[p]);
    for (uint32_t p = 0; p < phases; p++) {
        BcuPhase phase = bcu_phase_at(dataset, p);
        add(&so_far, &sums[p]);
        fill_row(table, phase.key, phase.label, &sums[p], &so_far, &total);
        bcu_report(log, BCU_SUMMARY, "FIG001", NULL, NULL,
                   "After %s, %.3f %% of people live in a live %s.", phase.label,
                   100 * so_far.people / total.people,
                   bcu_dataset_level(dataset, BCU_CLUSTERS).noun);
    }
    if (sums[phases].clusters > 0) {
        add(&so_far, &sums[phases]);
        fill_row(table, "none", "no phase stated", &sums[phases], &so_far, &total);
    }
    return table;
}
