/* Finds a column of a table by its name, or by its place where none is given. */
#include "cluster/named_column.h"
#include "base/nearest.h"

static void report_unnamed(const char *path, const BcuTable *table, const BcuNamedColumn *wanted, BcuDiagLog *log)
{
    BcuPlace place = {.file = path, .line = 1};
    bcu_report(log, BCU_ERROR, "MEM050", &place,
               "Put a comma, a semicolon, a tab or a bar between the values, and names of the columns into the first row.",
               "the %s has only one column, \"%s\"", wanted->table, bcu_table_column(table, 0)->name);
}

static void report_unknown(const char *path, const BcuTable *table, const BcuNamedColumn *wanted, BcuDiagLog *log)
{
    uint32_t count = bcu_table_column_count(table);
    g_autofree const char **names = g_new(const char *, count + 1);
    for (uint32_t c = 0; c < count; c++)
        names[c] = bcu_table_column(table, c)->name;
    g_autofree char *near = bcu_did_you_mean(wanted->name, names, count);
    BcuPlace place = {.file = path, .key = wanted->key};
    bcu_report(log, BCU_ERROR, "MEM050", &place, near ? near : "Use a name of its header row.", "the %s has no column \"%s\"",
               wanted->table, wanted->name);
}

uint32_t bcu_named_column_require(const BcuTable *table, const char *path, const BcuNamedColumn *wanted, BcuDiagLog *log)
{
    if (!wanted->name && wanted->otherwise < bcu_table_column_count(table))
        return wanted->otherwise;
    uint32_t found = wanted->name ? bcu_table_find(table, wanted->name) : BCU_NONE;
    if (found == BCU_NONE && wanted->name)
        report_unknown(path, table, wanted, log);
    else if (found == BCU_NONE)
        report_unnamed(path, table, wanted, log);
    return found;
}
