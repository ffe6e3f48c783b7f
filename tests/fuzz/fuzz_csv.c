/* Reads bytes as a CSV file, each column as numbers, too. */
#include "fuzz.h"
#include <bcukit/table.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTable *table = NULL;
    fuzz_put("t.csv", data, size);
    bool ok = bcu_csv_read(fuzz_path("t.csv"), &table, log);
    fuzz_assert_said(ok, log);
    if (!ok)
        return 0;
    uint32_t rows = bcu_table_row_count(table), wrong = 0;
    g_autofree double *values = g_new(double, rows + 1);
    for (uint32_t column = 0; column < bcu_table_column_count(table); column++) {
        g_assert_nonnull(bcu_table_column(table, column)->name);
        g_assert_cmpuint(bcu_table_numbers(table, column, values, &wrong), <=, rows);
    }
    bcu_table_free(table);
    return 0;
}
