/* Says what each phase brings, from the roll-out table. */
#include "page.h"

/* One entry per row of the roll-out; clusters without a phase have the last. */
void phases_put_json(const BcuDataset *dataset, BcuJson *json)
{
    BcuTable *rollout = bcu_phase_count(dataset) > 0 ? bcu_measure_rollout(dataset, NULL) : NULL;
    bcu_json_key(json, "phases");
    bcu_json_begin_array(json);
    for (uint32_t row = 0; rollout && row < bcu_table_row_count(rollout); row++) {
        g_autofree char *sentence = bcu_sentence_of_phase(dataset, rollout, row);
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
