/* Any numeric figure of a level by name: what a map can be coloured by. */
#include "measure_private.h"
#include <bcukit/crs.h>

static bool take(const BcuTable *table, const char *name, double *values, BcuColumn *column, BcuTable *texts)
{
    uint32_t index = table ? bcu_table_find(table, name) : BCU_NONE;
    if (index == BCU_NONE)
        return false;
    const BcuColumn *meaning = bcu_table_column(table, index);
    if (meaning->type != BCU_INTEGER && meaning->type != BCU_REAL)
        return false;
    for (uint32_t row = 0; row < bcu_table_row_count(table); row++)
        if (!bcu_table_number(table, row, index, &values[row]))
            values[row] = NAN;
    /* The texts outlive the table that they come from. */
    *column = *bcu_table_column(texts, bcu_table_add_column(texts, meaning));
    return true;
}

static void add_names(GPtrArray *names, const BcuTable *table)
{
    for (uint32_t c = 0; table && c < bcu_table_column_count(table); c++) {
        const BcuColumn *column = bcu_table_column(table, c);
        if (column->type == BCU_INTEGER || column->type == BCU_REAL)
            g_ptr_array_add(names, (void *)column->name);
    }
}

static void report_unknown(const BcuDataset *dataset, BcuLevel level, const char *name,
                           const BcuTable *const *tables, size_t count, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t t = 0; t < count; t++)
        add_names(names, tables[t]);
    g_ptr_array_add(names, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
    g_autofree char *hint = g_strdup_printf("Columns with numbers: %s.", list);
    bcu_report(log, BCU_ERROR, "FIG050", NULL, hint, "%s have no column \"%s\" with numbers",
               bcu_dataset_level(dataset, level).plural, name);
}

bool bcu_measure_column(const BcuDataset *dataset, BcuLevel level, const char *name, double *values,
                        BcuColumn *column, BcuTable *texts, BcuDiagLog *log)
{
    BcuTable *cover = bcu_measure_cover(dataset, level, NULL);
    BcuTable *sizes = bcu_measure_sizes(dataset, level, NULL);
    const BcuTable *tables[] = {cover, sizes, bcu_dataset_fields(dataset, level)};
    bool found = false;
    for (size_t t = 0; t < G_N_ELEMENTS(tables) && !found; t++)
        found = take(tables[t], name, values, column, texts);
    if (!found)
        report_unknown(dataset, level, name, tables, G_N_ELEMENTS(tables), log);
    bcu_table_free(cover);
    bcu_table_free(sizes);
    return found;
}
