/* Makes the tables of a briefing from those of the library. */
#include "brief.h"
#include "words.h"
#include <bcukit/classes.h>
#include <bcukit/measure.h>
#include <bcukit/words.h>
#include <math.h>

enum { MOST_RESOURCES = 4, MOST_MEMBERS = 12 };

/* ---- cells -------------------------------------------------------------------------------------- */

static double number_at(const BcuTable *table, uint32_t row, const char *name)
{
    uint32_t column = bcu_table_find(table, name);
    double value;
    return column != BCU_NONE && bcu_table_number(table, row, column, &value) ? value : NAN;
}

static const char *text_at(const BcuTable *table, uint32_t row, const char *name)
{
    uint32_t column = bcu_table_find(table, name);
    BcuValue value = column == BCU_NONE ? (BcuValue){0} : bcu_table_at(table, row, column);
    return value.type == BCU_TEXT ? value.as.text : "";
}

static void put_number(Block *table, double value, int decimals)
{
    g_autofree char *text = isnan(value) ? NULL : bcu_figure_text(value, decimals);
    block_cell(table, text);
}

/* With its sign, which is what a change is about. */
static void put_change(Block *table, double value, int decimals)
{
    g_autofree char *text = isnan(value) ? NULL : bcu_figure_text(fabs(value), decimals);
    g_autofree char *full = !text ? NULL : g_strconcat(value > 0 ? "+" : value < 0 ? "−" : "", text, NULL);
    block_cell(table, full);
}

static void put_share(Block *table, double share)
{
    g_autofree char *text = isnan(share) ? NULL : bcu_words_percent(share);
    block_cell(table, text);
}

static bool has_people(const Brief *brief)
{
    return bcu_people_source_count(brief->dataset) > 0;
}

static char *people_dup(const Brief *brief)
{
    return bcu_words_capital(bcu_words_people(brief->dataset));
}

static uint32_t resources_shown(const Brief *brief)
{
    return MIN(bcu_resource_count(brief->dataset), MOST_RESOURCES);
}

static char *resource_dup(const Brief *brief, uint32_t resource)
{
    return g_utf8_strup(bcu_resource_at(brief->dataset, resource).key, -1);
}

static double sum_of(const BcuTable *table, const char *name)
{
    double sum = 0;
    for (uint32_t row = 0; row < bcu_table_row_count(table); row++)
        sum += number_at(table, row, name);
    return sum;
}

/* ---- clusters ------------------------------------------------------------------------------------ */

/* A list that would fill a page says how it goes on. */
static char *members_dup(const Brief *brief, uint32_t cluster)
{
    const uint32_t *areas;
    uint32_t count = bcu_cluster_members(brief->dataset, cluster, &areas);
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < count && i < MOST_MEMBERS; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", bcu_feature_name(brief->dataset, BCU_AREAS, areas[i]));
    if (count > MOST_MEMBERS)
        g_string_append_printf(text, " and %u more", count - MOST_MEMBERS);
    return g_string_free(text, FALSE);
}

static void put_heads_of_figures(const Brief *brief, Block *table)
{
    g_autofree char *people = people_dup(brief);
    if (has_people(brief))
        block_head(table, people, true, 0.14);
    block_head(table, word(WORD_HECTARES), true, 0.13);
    for (uint32_t r = 0; r < resources_shown(brief); r++) {
        g_autofree char *key = resource_dup(brief, r);
        block_head(table, key, true, 0.08);
    }
}

static void put_total(const Brief *brief, Block *table)
{
    const BcuDataset *dataset = brief->dataset;
    BcuLevelInfo areas = bcu_dataset_level(dataset, BCU_AREAS);
    uint32_t count = 0;
    for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++) {
        const uint32_t *members;
        count += bcu_cluster_members(dataset, c, &members);
    }
    g_autofree char *all = g_strdup_printf("%s %s", word(WORD_ALL), bcu_dataset_level(dataset, BCU_CLUSTERS).plural);
    g_autofree char *members = g_strdup_printf("%u %s", count, count == 1 ? areas.noun : areas.plural);
    block_cell(table, all);
    block_cell(table, members);
    if (has_people(brief))
        put_number(table, sum_of(brief->cover, "population"), 0);
    put_number(table, sum_of(brief->cover, "land_ha"), 0);
    for (uint32_t r = 0; r < resources_shown(brief); r++)
        put_number(table, sum_of(brief->cover, bcu_resource_at(dataset, r).key), 0);
    table->has_total = true;
}

void clusters_table(Brief *brief)
{
    const BcuDataset *dataset = brief->dataset;
    BcuLevelInfo clusters = bcu_dataset_level(dataset, BCU_CLUSTERS);
    g_autofree char *plural = bcu_words_capital(clusters.plural), *noun = bcu_words_capital(clusters.noun),
                    *of = bcu_words_capital(bcu_dataset_level(dataset, BCU_AREAS).plural);
    g_autofree char *caption = g_strdup_printf("%s with their %s", plural, bcu_dataset_level(dataset, BCU_AREAS).plural);
    Block *table = document_table(brief->document, caption);
    block_head(table, noun, false, 0.2);
    block_head(table, of, false, 0.36);
    put_heads_of_figures(brief, table);
    for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++) {
        g_autofree char *members = members_dup(brief, c);
        block_cell(table, bcu_feature_name(dataset, BCU_CLUSTERS, c));
        block_cell(table, members);
        if (has_people(brief))
            put_number(table, number_at(brief->cover, c, "population"), 0);
        put_number(table, number_at(brief->cover, c, "land_ha"), 0);
        for (uint32_t r = 0; r < resources_shown(brief); r++)
            put_number(table, number_at(brief->cover, c, bcu_resource_at(dataset, r).key), 0);
    }
    if (bcu_feature_count(dataset, BCU_CLUSTERS) > 1)
        put_total(brief, table);
}

/* ---- one cluster --------------------------------------------------------------------------------- */

/* \param value freed here; no row without it. */
static void put_fact(Block *table, const char *name, char *value)
{
    if (value && *value) {
        block_cell(table, name);
        block_cell(table, value);
    }
    g_free(value);
}

static char *figure_dup(double value, int decimals)
{
    return isnan(value) ? NULL : bcu_figure_text(value, decimals);
}

static char *people_fact_dup(const Brief *brief, uint32_t cluster)
{
    double share = number_at(brief->cover, cluster, "population_share_all");
    g_autofree char *people = figure_dup(number_at(brief->cover, cluster, "population"), 0),
                    *percent = isnan(share) ? NULL : bcu_words_percent(share);
    if (!people)
        return NULL;
    return percent ? g_strdup_printf("%s (%s of all)", people, percent)
                   : g_strdup_printf("%s (%s)", people, word(WORD_INCOMPLETE));
}

static char *phase_dup(const Brief *brief, uint32_t cluster)
{
    uint32_t phase = bcu_cluster_phase(brief->dataset, cluster);
    return phase == BCU_NONE ? NULL : g_strdup(bcu_phase_at(brief->dataset, phase).label);
}

/* What the project file says of the cluster in its own words, such as who commands it. */
static void put_free_facts(const Brief *brief, Block *table, uint32_t cluster)
{
    const BcuTable *fields = bcu_dataset_fields(brief->dataset, BCU_CLUSTERS);
    for (uint32_t c = 0; c < bcu_table_column_count(fields); c++) {
        const BcuColumn *column = bcu_table_column(fields, c);
        g_autofree char *name = bcu_words_of_column(brief->dataset, column);
        BcuValue value = bcu_table_at(fields, cluster, c);
        if (value.type == BCU_TEXT)
            put_fact(table, name, g_strdup(value.as.text));
    }
}

void cluster_facts(Brief *brief, uint32_t cluster)
{
    const BcuDataset *dataset = brief->dataset;
    const char *name = bcu_feature_name(dataset, BCU_CLUSTERS, cluster);
    g_autofree char *caption = g_strdup_printf("%s in figures", name), *people = people_dup(brief),
                    *of = bcu_words_capital(bcu_dataset_level(dataset, BCU_AREAS).plural),
                    *lower = bcu_words_capital(bcu_dataset_level(dataset, BCU_SUBAREAS).plural);
    Block *table = document_table(brief->document, caption);
    block_head(table, word(WORD_KEY_FIGURE), false, 0.3);
    block_head(table, word(WORD_VALUE), false, 0.7);
    put_fact(table, of, members_dup(brief, cluster));
    put_free_facts(brief, table, cluster);
    put_fact(table, word(WORD_PHASE), phase_dup(brief, cluster));
    put_fact(table, people, people_fact_dup(brief, cluster));
    put_fact(table, word(WORD_HECTARES), figure_dup(number_at(brief->cover, cluster, "land_ha"), 0));
    put_fact(table, word(WORD_DENSITY), figure_dup(number_at(brief->cover, cluster, "people_per_km2"), 0));
    if (*lower)
        put_fact(table, lower, figure_dup(number_at(brief->cover, cluster, bcu_dataset_level(dataset, BCU_SUBAREAS).plural), 0));
    for (uint32_t r = 0; r < resources_shown(brief); r++) {
        g_autofree char *key = resource_dup(brief, r);
        put_fact(table, key, figure_dup(number_at(brief->cover, cluster, bcu_resource_at(dataset, r).key), 0));
    }
}

/* ---- roll-out ------------------------------------------------------------------------------------ */

static char *new_in_dup(const Brief *brief, uint32_t row)
{
    uint32_t phase = row < bcu_phase_count(brief->dataset) ? row : BCU_NONE;
    GString *names = g_string_new(NULL);
    uint32_t listed = 0, more = 0;
    for (uint32_t c = 0; c < bcu_feature_count(brief->dataset, BCU_CLUSTERS); c++) {
        if (bcu_cluster_phase(brief->dataset, c) != phase)
            continue;
        if (++listed > MOST_MEMBERS)
            more++;
        else
            g_string_append_printf(names, "%s%s", listed > 1 ? ", " : "", bcu_feature_name(brief->dataset, BCU_CLUSTERS, c));
    }
    if (more > 0)
        g_string_append_printf(names, " and %u more", more);
    return g_string_free(names, FALSE);
}

void rollout_table(Brief *brief)
{
    const BcuTable *rollout = brief->rollout;
    g_autofree char *people = people_dup(brief);
    Block *table = document_table(brief->document, word(WORD_AFTER_EACH_PHASE));
    block_head(table, word(WORD_PHASE), false, 0.18);
    block_head(table, word(WORD_NEW), false, 0.32);
    block_head(table, word(WORD_LIVE), true, 0.08);
    if (has_people(brief)) {
        block_head(table, people, true, 0.15);
        block_head(table, word(WORD_SHARE), true, 0.14);
    }
    block_head(table, word(WORD_HECTARES), true, 0.13);
    for (uint32_t row = 0; row < bcu_table_row_count(rollout); row++) {
        g_autofree char *names = new_in_dup(brief, row);
        block_cell(table, text_at(rollout, row, "label"));
        block_cell(table, names);
        put_number(table, number_at(rollout, row, "cumulative_clusters"), 0);
        if (has_people(brief)) {
            put_number(table, number_at(rollout, row, "cumulative_population"), 0);
            put_share(table, number_at(rollout, row, "cumulative_population_share_all"));
        }
        put_number(table, number_at(rollout, row, "cumulative_area_ha"), 0);
    }
}

/* ---- what changes -------------------------------------------------------------------------------- */

static const char *or_none(const char *name)
{
    return *name ? name : word(WORD_NONE);
}

static void moved_table(Brief *brief)
{
    BcuTable *moved = bcu_measure_moved(brief->dataset);
    BcuLevelInfo areas = bcu_dataset_level(brief->dataset, BCU_AREAS);
    g_autofree char *noun = bcu_words_capital(areas.noun), *people = people_dup(brief),
                    *caption = g_strdup_printf("%s that change", areas.plural),
                    *capital = bcu_words_capital(caption);
    if (moved && bcu_table_row_count(moved) > 0) {
        Block *table = document_table(brief->document, capital);
        block_head(table, noun, false, 0.26);
        block_head(table, word(WORD_FROM), false, 0.22);
        block_head(table, word(WORD_TO), false, 0.22);
        if (has_people(brief))
            block_head(table, people, true, 0.16);
        block_head(table, word(WORD_HECTARES), true, 0.14);
        for (uint32_t row = 0; row < bcu_table_row_count(moved); row++) {
            block_cell(table, text_at(moved, row, "name"));
            block_cell(table, or_none(text_at(moved, row, "from_name")));
            block_cell(table, or_none(text_at(moved, row, "to_name")));
            if (has_people(brief))
                put_number(table, number_at(moved, row, "population"), 0);
            put_number(table, number_at(moved, row, "area_ha"), 0);
        }
    }
    bcu_table_free(moved);
}

static bool is_changed(const Brief *brief, const BcuTable *change, uint32_t row)
{
    const char *code = text_at(change, row, "code");
    for (uint32_t a = 0; a < bcu_feature_count(brief->dataset, BCU_AREAS); a++) {
        uint32_t now = bcu_feature_cluster(brief->dataset, BCU_AREAS, a), before = bcu_area_baseline(brief->dataset, a);
        bool touches = (now != BCU_NONE && g_str_equal(bcu_feature_code(brief->dataset, BCU_CLUSTERS, now), code)) ||
                       (before != BCU_NONE && g_str_equal(bcu_baseline_code(brief->dataset, before), code));
        if (touches && bcu_area_is_moved(brief->dataset, a))
            return true;
    }
    return false;
}

static void put_pair_of_heads(Block *table, const char *what)
{
    g_autofree char *before = g_strdup_printf("%s %s", what, word(WORD_BEFORE)),
                    *after = g_strdup_printf("%s %s", what, word(WORD_AFTER));
    block_head(table, before, true, 0.16);
    block_head(table, after, true, 0.16);
}

static void change_table(Brief *brief)
{
    BcuTable *change = bcu_measure_change(brief->dataset, NULL);
    BcuLevelInfo clusters = bcu_dataset_level(brief->dataset, BCU_CLUSTERS);
    g_autofree char *noun = bcu_words_capital(clusters.noun), *people = people_dup(brief), *plural = bcu_words_capital(clusters.plural),
                    *caption = g_strdup_printf("%s that change", plural);
    Block *table = document_table(brief->document, caption);
    block_head(table, noun, false, 0.2);
    if (has_people(brief)) {
        put_pair_of_heads(table, people);
        block_head(table, word(WORD_CHANGE), true, 0.14);
    }
    put_pair_of_heads(table, word(WORD_HECTARES));
    for (uint32_t row = 0; change && row < bcu_table_row_count(change); row++) {
        if (!is_changed(brief, change, row))
            continue;
        block_cell(table, text_at(change, row, "name"));
        if (has_people(brief)) {
            put_number(table, number_at(change, row, "population_before"), 0);
            put_number(table, number_at(change, row, "population_after"), 0);
            put_change(table, number_at(change, row, "population_change"), 0);
        }
        put_number(table, number_at(change, row, "area_before_ha"), 0);
        put_number(table, number_at(change, row, "area_after_ha"), 0);
    }
    bcu_table_free(change);
}

/* A comparison may find that nothing differs. */
void changes_tables(Brief *brief)
{
    bool any = false;
    for (uint32_t a = 0; a < bcu_feature_count(brief->dataset, BCU_AREAS); a++)
        any |= bcu_area_is_moved(brief->dataset, a);
    if (any) {
        moved_table(brief);
        change_table(brief);
        return;
    }
    g_autofree char *none = g_strdup_printf("No %s is in another %s than before.", bcu_dataset_level(brief->dataset, BCU_AREAS).noun,
                                            bcu_dataset_level(brief->dataset, BCU_CLUSTERS).noun);
    document_paragraph(brief->document, false, none);
}
