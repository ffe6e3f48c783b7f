/* Copies some columns of a table, in an order of the reader's own. */
#include "text/table_pick.h"

BcuTable *bcu_table_pick_dup(const BcuTable *table, const uint32_t *columns, size_t count)
{
    BcuTable *picked = bcu_table_new(bcu_table_name(table));
    uint32_t rows = bcu_table_row_count(table);
    for (size_t c = 0; c < count; c++)
        bcu_table_add_column(picked, bcu_table_column(table, columns[c]));
    for (uint32_t row = 0; row < rows; row++) {
        bcu_table_add_row(picked);
        for (size_t c = 0; c < count; c++)
            bcu_table_set(picked, row, (uint32_t)c, bcu_table_at(table, row, columns[c]));
    }
    return picked;
}
