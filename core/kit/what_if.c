/* Marks the rows of a what-if. */
#include "kit/what_if.h"
#include <glib.h>

void bcu_what_if_mark(const BcuDataset *dataset, BcuTable *table)
{
    const char *what_if = bcu_dataset_text(dataset, BCU_TEXT_WHAT_IF);
    g_autofree char *name = g_strdup("what_if");
    if (!*what_if)
        return;
    for (int n = 2; bcu_table_find(table, name) != BCU_NONE; n++) {
        g_free(name);
        name = g_strdup_printf("what_if_%d", n);
    }
    uint32_t index = bcu_table_add_column(table, &(BcuColumn){name, BCU_TEXT, -1, NULL, "what is supposed"});
    for (uint32_t row = 0; row < bcu_table_row_count(table); row++)
        bcu_table_set_text(table, row, index, what_if);
}
