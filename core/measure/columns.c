/* Finds a numeric figure of a level by name.
 * Any numeric figure of a level by name: what a map can be coloured by. */
#include "measure/totals.h"
#include <bcukit/crs.h>

/* ---- tables, the one that is asked first ----------------------------------------------------- */

typedef BcuTable *(*Make)(const BcuDataset *dataset, BcuLevel level);

static BcuTable *make_cover(const BcuDataset *dataset, BcuLevel level)
{
    return bcu_measure_cover(dataset, level, NULL);
}

static BcuTable *make_sizes(const BcuDataset *dataset, BcuLevel level)
{
    return bcu_measure_sizes(dataset, level, NULL);
}

static BcuTable *make_change(const BcuDataset *dataset, BcuLevel level)
{
    return level == BCU_CLUSTERS ? bcu_measure_change(dataset, NULL) : NULL;
}

static BcuTable *make_rollout(const BcuDataset *dataset, BcuLevel level)
{
    (void)level;
    return bcu_measure_rollout(dataset, NULL);
}

static const Make MAKES[] = {make_cover, make_sizes, make_change, make_rollout};

/* Row of a feature: in the roll-out that of its cluster's phase, else its own. */
static uint32_t row_of(const BcuDataset *dataset, BcuLevel level, uint32_t feature, bool by_phase)
{
    if (!by_phase)
        return feature;
    uint32_t cluster = bcu_feature_cluster(dataset, level, feature);
    uint32_t phase = cluster == BCU_NONE ? BCU_NONE : bcu_cluster_phase(dataset, cluster);
    return cluster == BCU_NONE ? BCU_NONE : MIN(phase, bcu_phase_count(dataset));
}

/* ---- a column --------------------------------------------------------------------------------- */

typedef struct Wanted {
    const BcuDataset *dataset;
    BcuLevel level;
    const char *name;
    double *values;
    BcuColumn *column;
    BcuTable *texts;
} Wanted;

static bool is_numeric(const BcuColumn *column)
{
    return column->type == BCU_INTEGER || column->type == BCU_REAL;
}

static bool take(const Wanted *wanted, const BcuTable *table, bool by_phase)
{
    uint32_t index = table ? bcu_table_find(table, wanted->name) : BCU_NONE;
    if (index == BCU_NONE || !is_numeric(bcu_table_column(table, index)))
        return false;
    for (uint32_t f = 0; f < bcu_feature_count(wanted->dataset, wanted->level); f++) {
        uint32_t row = row_of(wanted->dataset, wanted->level, f, by_phase);
        if (row >= bcu_table_row_count(table) || !bcu_table_number(table, row, index, &wanted->values[f]))
            wanted->values[f] = NAN;
    }
    /* The texts outlive the table that they come from. */
    uint32_t kept = bcu_table_add_column(wanted->texts, bcu_table_column(table, index));
    *wanted->column = *bcu_table_column(wanted->texts, kept);
    return true;
}

/* ---- what there is ---------------------------------------------------------------------------- */

static void add_names(GString *list, const BcuTable *table)
{
    for (uint32_t c = 0; table && c < bcu_table_column_count(table); c++)
        if (is_numeric(bcu_table_column(table, c)))
            g_string_append_printf(list, "%s%s", list->len ? ", " : "", bcu_table_column(table, c)->name);
}

static void report_unknown(const Wanted *wanted, const char *names, BcuDiagLog *log)
{
    g_autofree char *hint = g_strdup_printf("Columns with numbers: %s.", names);
    bcu_report(log, BCU_ERROR, "FIG050", NULL, hint, "%s have no column \"%s\" with numbers",
               bcu_dataset_level(wanted->dataset, wanted->level).plural, wanted->name);
}

bool bcu_measure_column(const BcuDataset *dataset, BcuLevel level, const char *name, double *values,
                        BcuColumn *column, BcuTable *texts, BcuDiagLog *log)
{
    Wanted wanted = {dataset, level, name, values, column, texts};
    g_autoptr(GString) names = g_string_new(NULL);
    bool found = false;
    for (size_t m = 0; m < G_N_ELEMENTS(MAKES) && !found; m++) {
        BcuTable *table = MAKES[m](dataset, level);
        found = take(&wanted, table, MAKES[m] == make_rollout);
        add_names(names, table);
        bcu_table_free(table);
    }
    found = found || take(&wanted, bcu_dataset_fields(dataset, level), false);
    add_names(names, bcu_dataset_fields(dataset, level));
    if (!found)
        report_unknown(&wanted, names->str, log);
    return found;
}
