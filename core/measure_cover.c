/* People and officers of each cluster. */
#include <bcukit/measure.h>
#include <glib.h>

/* Columns whose names or presence depend on the project. */
typedef struct Columns {
    uint32_t subareas, population, share, first_resource, per_resource;
} Columns;

static BcuTable *new_table(const BcuDataset *dataset, Columns *columns)
{
    static const BcuColumn head[] = {
        {"code", BCU_TEXT, -1, NULL, "code of the cluster"},
        {"name", BCU_TEXT, -1, NULL, "name of the cluster"},
        {"phase", BCU_TEXT, -1, NULL, "phase in which it goes live"},
        {"go_live", BCU_TEXT, -1, NULL, "date from which it is live"},
    };
    BcuTable *table = bcu_table_new("coverage");
    for (size_t c = 0; c < G_N_ELEMENTS(head); c++)
        bcu_table_add_column(table, &head[c]);
    const char *plural = bcu_dataset_level(dataset, BCU_SUBAREAS).plural;
    columns->subareas =
        bcu_table_add_column(table, &(BcuColumn){*plural ? plural : "subareas", BCU_INTEGER, -1,
                                                 NULL, "how many lie in it"});
    columns->population = bcu_table_add_column(
        table, &(BcuColumn){"population", BCU_INTEGER, -1, "people", "people who live in it"});
    columns->share =
        bcu_table_add_column(table, &(BcuColumn){"population_share", BCU_REAL, 6, NULL,
                                                 "share of the people of all clusters"});
    columns->first_resource = bcu_table_column_count(table);
    for (uint32_t r = 0; r < bcu_resource_count(dataset); r++)
        bcu_table_add_column(table, &(BcuColumn){bcu_resource_at(dataset, r).key, BCU_REAL, 0, NULL,
                                                 "the least that its subareas keep together"});
    columns->per_resource = BCU_NONE;
    if (bcu_resource_count(dataset) > 0) {
        g_autofree char *name =
            g_strdup_printf("residents_per_%s", bcu_resource_at(dataset, 0).key);
        columns->per_resource =
            bcu_table_add_column(table, &(BcuColumn){name, BCU_REAL, 1, "people",
                                                     "people for each of the first resource"});
    }
    return table;
}

static void fill_row(BcuTable *table, const Columns *columns, const BcuDataset *dataset,
                     uint32_t cluster, uint32_t subareas, double people, double everyone)
{
    uint32_t row = bcu_table_add_row(table), phase = bcu_cluster_phase(dataset, cluster);
    bcu_table_set_text(table, row, 0, bcu_feature_code(dataset, BCU_CLUSTERS, cluster));
    bcu_table_set_text(table, row, 1, bcu_feature_name(dataset, BCU_CLUSTERS, cluster));
    bcu_table_set_text(table, row, 2, phase == BCU_NONE ? NULL : bcu_phase_at(dataset, phase).key);
    bcu_table_set_text(table, row, 3, bcu_cluster_go_live(dataset, cluster));
    bcu_table_set_integer(table, row, columns->subareas, subareas);
    if (!isnan(people))
        bcu_table_set_integer(table, row, columns->population, (int64_t)llround(people));
    bcu_table_set_real(table, row, columns->share, people / everyone);
    for (uint32_t r = 0; r < bcu_resource_count(dataset); r++) {
        double count = bcu_resource_at(dataset, r).per_subarea * subareas;
        bcu_table_set_real(table, row, columns->first_resource + r, count);
        if (r == 0 && count > 0)
            bcu_table_set_real(table, row, columns->per_resource, people / count);
    }
}

/* Who is outside: said, with the share of everyone, never left silent. */
static void note_outside(const BcuDataset *dataset, double in_clusters, BcuDiagLog *log)
{
    uint32_t areas = bcu_feature_count(dataset, BCU_AREAS);
    g_autofree double *people = g_new(double, (size_t)areas + 1);
    if (!bcu_measure_people(dataset, BCU_AREAS, people))
        return;
    double outside = 0;
    GString *names = g_string_new(NULL);
    for (uint32_t a = 0; a < areas; a++)
        if (bcu_feature_cluster(dataset, BCU_AREAS, a) == BCU_NONE && !isnan(people[a])) {
            outside += people[a];
            g_string_append_printf(names, "%s%s", names->len ? ", " : "",
                                   bcu_feature_name(dataset, BCU_AREAS, a));
        }
    if (names->len > 0)
        bcu_report(log, BCU_NOTE, "FIG010", NULL, NULL,
                   "%.0f people live outside all %s (%s): shares are of the %.0f inside, who are "
                   "%.3f %% of all",
                   outside, bcu_dataset_level(dataset, BCU_CLUSTERS).plural, names->str,
                   in_clusters, 100 * in_clusters / (in_clusters + outside));
    g_string_free(names, TRUE);
}

/* Areas and subareas may both have figures: a difference that is more than rounding is said. */
static void reconcile(const BcuDataset *dataset, BcuDiagLog *log)
{
    double sum[BCU_LEVEL_COUNT] = {0}, people;
    for (BcuLevel level = BCU_AREAS; level <= BCU_SUBAREAS; level++) {
        uint32_t column = bcu_dataset_role(dataset, level, BCU_ROLE_POPULATION);
        if (column == BCU_NONE)
            return;
        for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++)
            if (bcu_feature_cluster(dataset, level, f) != BCU_NONE &&
                bcu_table_number(bcu_dataset_fields(dataset, level), f, column, &people))
                sum[level] += people;
    }
    double share = fabs(sum[BCU_AREAS] - sum[BCU_SUBAREAS]) / sum[BCU_AREAS];
    bcu_report(log, share > 0.001 ? BCU_WARNING : BCU_NOTE, share > 0.001 ? "FIG021" : "FIG020",
               NULL, share > 0.001 ? "Check that both are of the same year and series." : NULL,
               "population of %s is used: %.0f; that of %s adds up to %.0f (%.4f %% apart)",
               bcu_dataset_level(dataset, BCU_AREAS).plural, sum[BCU_AREAS],
               bcu_dataset_level(dataset, BCU_SUBAREAS).plural, sum[BCU_SUBAREAS], 100 * share);
}

BcuTable *bcu_measure_cover(const BcuDataset *dataset, BcuDiagLog *log)
{
    uint32_t clusters = bcu_feature_count(dataset, BCU_CLUSTERS);
    g_autofree double *people = g_new(double, (size_t)clusters + 1);
    g_autofree uint32_t *subareas = g_new0(uint32_t, (size_t)clusters + 1);
    bcu_measure_people(dataset, BCU_CLUSTERS, people);
    for (uint32_t s = 0; s < bcu_feature_count(dataset, BCU_SUBAREAS); s++) {
        uint32_t cluster = bcu_feature_cluster(dataset, BCU_SUBAREAS, s);
        if (cluster != BCU_NONE)
            subareas[cluster]++;
    }
    double everyone = 0;
    for (uint32_t c = 0; c < clusters; c++)
        everyone += isnan(people[c]) ? 0 : people[c];
    Columns columns;
    BcuTable *table = new_table(dataset, &columns);
    for (uint32_t c = 0; c < clusters; c++)
        fill_row(table, &columns, dataset, c, subareas[c], people[c], everyone);
    note_outside(dataset, everyone, log);
    reconcile(dataset, log);
    return table;
}
