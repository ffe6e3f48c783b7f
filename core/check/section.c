/* Adds rows to the tables of a sheet, and says how finely coordinates are told in it. */
#include "check/section.h"
#include <stdarg.h>

void bcu_check_add_row(BcuTable *table, ...)
{
    uint32_t row = bcu_table_add_row(table);
    va_list cells;
    va_start(cells, table);
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
        switch (bcu_table_column(table, c)->type) {
        case BCU_INTEGER: bcu_table_set_integer(table, row, c, va_arg(cells, int64_t)); break;
        case BCU_REAL: bcu_table_set_real(table, row, c, va_arg(cells, double)); break;
        default: bcu_table_set_text(table, row, c, va_arg(cells, const char *)); break;
        }
    va_end(cells);
}

int bcu_check_decimals(const BcuInspection *inspection)
{
    const BcuDatasetParts *parts = inspection->parts;
    bool geographic = parts->crs && bcu_crs_is_geographic(parts->crs);
    if (!parts->crs && parts->areas) /* of unknown coordinates small ones may be degrees */
        geographic = bcu_layer_extent(parts->areas).max_x <= 400;
    return geographic ? 8 : 3;
}
