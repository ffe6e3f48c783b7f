/* Says what each phase brings, from the roll-out table. */
#include "page.h"

static double number_of(const BcuTable *table, uint32_t row, const char *name)
{
    double value;
    uint32_t column = bcu_table_find(table, name);
    return column != BCU_NONE && bcu_table_number(table, row, column, &value) ? value : NAN;
}

static void append_people(GString *sentence, const BcuDataset *dataset, const BcuTable *rollout, uint32_t row)
{
    double people = number_of(rollout, row, "cumulative_population");
    double share = number_of(rollout, row, "cumulative_population_share");
    const char *called = bcu_dataset_text(dataset, BCU_TEXT_PEOPLE);
    if (bcu_people_source_count(dataset) == 0 || isnan(share))
        return;
    g_autofree char *number = bcu_figure_text(people, 0), *percent = bcu_words_percent(share);
    g_string_append_printf(sentence, ", %s %s (%s of the people of all %s)", number,
                           *called ? called : "people", percent,
                           bcu_dataset_level(dataset, BCU_CLUSTERS).plural);
}

char *phases_sentence_dup(const BcuDataset *dataset, const BcuTable *rollout, uint32_t row)
{
    GString *sentence = g_string_new(NULL);
    const char *label = bcu_table_at(rollout, row, bcu_table_find(rollout, "label")).as.text;
    double area = number_of(rollout, row, "cumulative_area_ha");
    g_autofree char *hectares = bcu_figure_text(area, 0),
                    *percent = bcu_words_percent(number_of(rollout, row, "cumulative_area_share"));
    if (row >= bcu_phase_count(dataset))
        g_string_append(sentence, "With those that state no phase: ");
    else
        g_string_append_printf(sentence, "After %s: ", label);
    g_string_append_printf(sentence, "%.0f of %u %s live", number_of(rollout, row, "cumulative_clusters"),
                           bcu_feature_count(dataset, BCU_CLUSTERS),
                           bcu_dataset_level(dataset, BCU_CLUSTERS).plural);
    append_people(sentence, dataset, rollout, row);
    if (area > 0)
        g_string_append_printf(sentence, ", %s\u00a0ha (%s)", hectares, percent);
    g_string_append_c(sentence, '.');
    return g_string_free(sentence, FALSE);
}

/* One entry per row of the roll-out; clusters without a phase have the last. */
void phases_put_json(const BcuDataset *dataset, BcuJson *json)
{
    BcuTable *rollout = bcu_phase_count(dataset) > 0 ? bcu_measure_rollout(dataset, NULL) : NULL;
    bcu_json_key(json, "phases");
    bcu_json_begin_array(json);
    for (uint32_t row = 0; rollout && row < bcu_table_row_count(rollout); row++) {
        g_autofree char *sentence = phases_sentence_dup(dataset, rollout, row);
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "key", bcu_table_at(rollout, row, bcu_table_find(rollout, "phase")).as.text);
        bcu_json_put_text(json, "label",
                          bcu_table_at(rollout, row, bcu_table_find(rollout, "label")).as.text);
        bcu_json_put_text(json, "sentence", sentence);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
    bcu_table_free(rollout);
}
