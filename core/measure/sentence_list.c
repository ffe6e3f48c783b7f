/* Lists all sentences that the figures of a dataset make, the whole first, phases after it. */
#include "measure/sentences.h"
#include <bcukit/measure.h>
#include <bcukit/words.h>
#include <glib.h>

/* \param sentence freed here; NULL: none. */
static void take(BcuTable *table, const char *topic, char *sentence)
{
    if (sentence) {
        uint32_t row = bcu_table_add_row(table);
        bcu_table_set_text(table, row, 0, topic);
        bcu_table_set_text(table, row, 1, sentence);
    }
    g_free(sentence);
}

static void take_phases(BcuTable *table, const BcuDataset *dataset)
{
    BcuTable *rollout = bcu_phase_count(dataset) > 0 ? bcu_measure_rollout(dataset, NULL) : NULL;
    for (uint32_t row = 0; rollout && row < bcu_table_row_count(rollout); row++)
        take(table, "phase", bcu_sentence_of_phase(dataset, rollout, row));
    bcu_table_free(rollout);
}

BcuTable *bcu_sentences(const BcuDataset *dataset, const char *as_of)
{
    const BcuColumn columns[] = {{"topic", BCU_TEXT, -1, NULL, "what the sentence speaks of"},
                                 {"sentence", BCU_TEXT, -1, NULL, "what the figures say"}};
    BcuTable *table = bcu_table_new("sentences"), *cover = bcu_measure_cover(dataset, BCU_CLUSTERS, NULL);
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    take(table, "people", bcu_sentence_of_people(dataset));
    take(table, "size", bcu_sentence_of_sizes(dataset));
    take(table, "population", bcu_sentence_of_extremes(dataset, cover, "population", bcu_words_people(dataset)));
    take(table, "density", bcu_sentence_of_extremes(dataset, cover, "people_per_km2", "people to a square kilometre"));
    take(table, "stretch", bcu_sentence_of_stretch(dataset, cover));
    take_phases(table, dataset);
    if (as_of)
        take(table, "state", bcu_sentence_of_date(dataset, as_of));
    bcu_table_free(cover);
    return table;
}
