/* Finds the rows with the highest and the lowest figure of a column. */
#include "measure/extremes.h"
#include <math.h>

BcuExtremes bcu_extremes_of(const BcuTable *table, uint32_t column, const bool *counts)
{
    BcuExtremes found = {BCU_NONE, BCU_NONE, -INFINITY, INFINITY};
    double value;
    for (uint32_t row = 0; column != BCU_NONE && row < bcu_table_row_count(table); row++) {
        if ((counts && !counts[row]) || !bcu_table_number(table, row, column, &value))
            continue;
        if (value > found.highest)
            found.most = row, found.highest = value;
        if (value < found.lowest)
            found.least = row, found.lowest = value;
    }
    return found;
}
