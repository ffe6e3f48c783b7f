/* Sums up the whole in a few figures: who is counted, who is outside, who is stretched. */
#include "measure/extremes.h"
#include "measure/sentences.h"
#include "measure/totals.h"
#include "text/thousands.h"

static const BcuColumn COLUMNS[] = {
    {"measure", BCU_TEXT, -1, NULL, "what the figure is"},
    {"subject", BCU_TEXT, -1, NULL, "of which layer, cluster or date"},
    {"value", BCU_REAL, -1, NULL, "the figure"},
    {"unit", BCU_TEXT, -1, NULL, "its unit; empty for counts and shares"},
    {"note", BCU_TEXT, -1, NULL, "how it is meant"},
};

static void put(BcuTable *table, const char *measure, const char *subject, double value, int decimals,
                const char *unit, const char *note)
{
    uint32_t row = bcu_table_add_row(table);
    double scale = pow(10, decimals);
    bcu_table_set_text(table, row, 0, measure);
    bcu_table_set_text(table, row, 1, subject);
    bcu_table_set_real(table, row, 2, round(value * scale) / scale);
    bcu_table_set_text(table, row, 3, unit);
    bcu_table_set_text(table, row, 4, note);
}

/* ---- who is counted ---------------------------------------------------------------------- */

/* The parts and what is outside add up to the source: the difference is shown, and is 0. */
static void put_population(BcuTable *table, const BcuDataset *dataset)
{
    double everyone, inside;
    BcuPeopleSource used = bcu_people_source_at(dataset, 0);
    bcu_measure_totals(dataset, &everyone, &inside);
    g_autofree char *names = bcu_names_outside(dataset, UINT32_MAX);
    double in_others = everyone - used.outside - inside;
    put(table, "population_source", used.plural, used.total, 3, "people", "the figures that are used");
    put(table, "population_inside", bcu_dataset_level(dataset, BCU_CLUSTERS).plural, inside, 3, "people",
        NULL);
    put(table, "population_outside_clusters", names, in_others, 3, "people",
        "in areas that are in no cluster");
    put(table, "population_outside_areas", NULL, used.outside, 3, "people", "in no area at all");
    put(table, "population_difference", NULL, used.total - inside - in_others - used.outside, 3, "people",
        "source less parts: 0 when nobody is lost or counted twice");
    put(table, "population_share_inside", bcu_dataset_level(dataset, BCU_CLUSTERS).plural, inside / everyone,
        6, NULL, "of all people, also those outside all clusters");
    put(table, "population_interpolated_share", used.plural, used.interpolated / used.total, 6, NULL,
        "people whose cell was divided by area");
    put(table, "population_unknown", used.plural, used.unknown, 0, NULL, "features without a figure");
    for (uint32_t i = 1; i < bcu_people_source_count(dataset); i++) {
        BcuPeopleSource other = bcu_people_source_at(dataset, i);
        put(table, "population_compared", other.plural, other.total, 3, "people", "not used");
    }
}

/* ---- who is stretched ---------------------------------------------------------------------- */

static void put_extremes(BcuTable *table, const BcuDataset *dataset, const BcuTable *cover, uint32_t column)
{
    BcuExtremes found = bcu_extremes_of(cover, column, NULL);
    const BcuColumn *meaning = bcu_table_column(cover, column);
    g_autofree char *up = g_strconcat(meaning->name, "_highest", NULL);
    g_autofree char *down = g_strconcat(meaning->name, "_lowest", NULL);
    int decimals = MAX(meaning->decimals, 0);
    if (found.most == BCU_NONE)
        return;
    put(table, up, bcu_feature_name(dataset, BCU_CLUSTERS, found.most), found.highest, decimals,
        meaning->unit, NULL);
    put(table, down, bcu_feature_name(dataset, BCU_CLUSTERS, found.least), found.lowest, decimals,
        meaning->unit, NULL);
}

/* Half the mean difference of all pairs, to the mean. */
static double gini(const BcuTable *cover, uint32_t column)
{
    double sum = 0, differences = 0, a, b;
    uint32_t rows = bcu_table_row_count(cover), count = 0;
    for (uint32_t i = 0; i < rows; i++) {
        if (!bcu_table_number(cover, i, column, &a))
            continue;
        count++;
        sum += a;
        for (uint32_t j = 0; j < rows; j++)
            if (bcu_table_number(cover, j, column, &b))
                differences += fabs(a - b);
    }
    return count && sum > 0 ? differences / (2.0 * count * sum) : NAN;
}

static void put_stretch(BcuTable *table, const BcuDataset *dataset, const BcuTable *cover)
{
    const char *clusters = bcu_dataset_level(dataset, BCU_CLUSTERS).plural;
    static const char *const plain[] = {"population", "land_ha", "people_per_km2"};
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
        put_extremes(table, dataset, cover, bcu_table_find(cover, plain[i]));
    if (bcu_resource_count(dataset) == 0)
        return;
    const char *key = bcu_resource_at(dataset, 0).key;
    g_autofree char *residents = g_strdup_printf("residents_per_%s", key);
    g_autofree char *hectares = g_strdup_printf("hectares_per_%s", key);
    g_autofree char *mean = g_strconcat(residents, "_mean", NULL),
                    *unequal = g_strconcat(residents, "_gini", NULL);
    double total = 0, officers;
    g_autofree bool *is_complete = g_new(bool, (size_t)bcu_feature_count(dataset, BCU_CLUSTERS) + 1);
    bcu_measure_complete(dataset, is_complete);
    for (uint32_t row = 0; row < bcu_table_row_count(cover); row++)
        total += is_complete[row] && bcu_table_number(cover, row, bcu_table_find(cover, key), &officers) ? officers : 0;
    put_extremes(table, dataset, cover, bcu_table_find(cover, residents));
    put_extremes(table, dataset, cover, bcu_table_find(cover, hectares));
    put(table, mean, clusters, bcu_measure_shared_total(dataset) / total, 1, "people", "of all together");
    put(table, unequal, clusters, gini(cover, bcu_table_find(cover, residents)), 4, NULL,
        "0: all alike, 1: all in one");
}

/* ---- on a date ------------------------------------------------------------------------------ */

static void put_state(BcuTable *table, const BcuDataset *dataset, const char *as_of, BcuDiagLog *log)
{
    BcuLive live = bcu_measure_live(dataset, as_of);
    double everyone, inside;
    bcu_measure_totals(dataset, &everyone, &inside);
    put(table, "live_clusters", as_of, live.clusters, 0, NULL, "live at the end of that date");
    put(table, "live_population", as_of, live.people, 3, "people", NULL);
    put(table, "live_population_share", as_of, live.people / inside, 6, NULL, "of the people of all clusters");
    put(table, "live_population_share_all", as_of, live.people / everyone, 6, NULL,
        "of all people, also those outside all clusters");
    put(table, "live_area_ha", as_of, live.area_ha, 2, "ha", NULL);
    g_autofree char *sentence = bcu_sentence_of_date(dataset, as_of);
    bcu_report(log, BCU_SUMMARY, "FIG002", NULL, NULL, "%s", sentence);
}

/* ---- what is said ----------------------------------------------------------------------------- */

/* Who is outside: said, with the share of everyone, never left silent. */
static void note_outside(const BcuDataset *dataset, BcuDiagLog *log)
{
    double everyone, inside;
    bcu_measure_totals(dataset, &everyone, &inside);
    g_autofree char *sentence = everyone - inside >= 0.5 ? bcu_sentence_of_people(dataset) : NULL;
    if (sentence)
        bcu_report(log, BCU_NOTE, "FIG010", NULL, NULL, "%s", sentence);
}

/* Two sources may have figures: a difference that is more than rounding is said. */
static void reconcile(const BcuDataset *dataset, BcuDiagLog *log)
{
    BcuPeopleSource used = bcu_people_source_at(dataset, 0);
    for (uint32_t i = 1; i < bcu_people_source_count(dataset); i++) {
        BcuPeopleSource other = bcu_people_source_at(dataset, i);
        bool differs = !(fabs(used.in_clusters - other.in_clusters) <= 0.001 * used.in_clusters);
        bcu_report(log, differs ? BCU_WARNING : BCU_NOTE, differs ? "FIG021" : "FIG020", NULL,
                   differs ? "Check that both are of the same year and series." : NULL,
                   "population of %s is used: %s; that of %s adds up to %s (%.1f%% apart)", used.plural,
                   BCU_THOUSANDS(used.in_clusters, 0), other.plural, BCU_THOUSANDS(other.in_clusters, 0),
                   100 * fabs(used.in_clusters - other.in_clusters) / used.in_clusters);
    }
}

static void say_stretch(const BcuDataset *dataset, const BcuTable *cover, BcuDiagLog *log)
{
    g_autofree char *sentence = bcu_sentence_of_stretch(dataset, cover);
    if (sentence)
        bcu_report(log, BCU_SUMMARY, "FIG003", NULL, NULL, "%s", sentence);
}

BcuTable *bcu_measure_summary(const BcuDataset *dataset, const char *as_of, BcuDiagLog *log)
{
    BcuTable *table = bcu_table_new("summary");
    bcu_table_add_columns(table, COLUMNS, G_N_ELEMENTS(COLUMNS));
    if (bcu_people_source_count(dataset) == 0)
        return table;
    BcuTable *cover = bcu_measure_cover(dataset, BCU_CLUSTERS, as_of);
    put_population(table, dataset);
    put_stretch(table, dataset, cover);
    if (as_of)
        put_state(table, dataset, as_of, log);
    note_outside(dataset, log);
    reconcile(dataset, log);
    say_stretch(dataset, cover, log);
    bcu_table_free(cover);
    return table;
}
