/* Figures from a CSV file. */
#include "maps/csv_column.h"
#include <string.h>

typedef struct Source {
    const char *path;
    BcuTable *table;
    uint32_t key, value;
} Source;

static bool find_column(const Source *source, const char *name, uint32_t *index, BcuDiagLog *log)
{
    *index = name ? bcu_table_find(source->table, name) : 0;
    if (*index != BCU_NONE)
        return true;
    GString *names = g_string_new("It has: ");
    for (uint32_t c = 0; c < bcu_table_column_count(source->table); c++)
        g_string_append_printf(names, "%s%s", c ? ", " : "", bcu_table_column(source->table, c)->name);
    g_string_append_c(names, '.');
    BcuPlace place = {.file = source->path, .line = 1};
    bcu_report(log, BCU_ERROR, "RENDER040", &place, names->str, "there is no column \"%s\"", name);
    g_string_free(names, TRUE);
    return false;
}

static bool read_numbers(const Source *source, double *numbers, BcuDiagLog *log)
{
    uint32_t row = 0;
    if (bcu_table_numbers(source->table, source->value, numbers, &row) == 0)
        return true;
    BcuPlace place = {.file = source->path,
                      .line = (int64_t)row + 2,
                      .field = bcu_table_column(source->table, source->value)->name};
    bcu_report(log, BCU_ERROR, "RENDER041", &place,
               "Write plain digits with a dot for decimals, or leave the cell empty.",
               "\"%s\" is not a number", bcu_table_at(source->table, row, source->value).as.text);
    return false;
}

static void report_left_over(const Source *source, uint32_t unknown, const char *first, uint32_t without,
                             BcuLevelInfo level, BcuDiagLog *log)
{
    BcuPlace place = {.file = source->path};
    if (unknown > 0)
        bcu_report(log, BCU_WARNING, "RENDER042", &place,
                   "Check that the option level fits the codes, and the year of the boundaries.",
                   "%u of its codes are none of the %s, first \"%s\"", unknown, level.plural, first);
    if (without > 0)
        bcu_report(log, BCU_NOTE, "RENDER043", &place, "They are drawn as \"no data\".",
                   "%u %s have no figure in it", without, without == 1 ? level.noun : level.plural);
}

static bool join(const PlanContext *context, const Source *source, BcuLevel level, double *values)
{
    uint32_t count = bcu_feature_count(context->dataset, level), rows = bcu_table_row_count(source->table);
    uint32_t unknown = 0, without = 0;
    g_autofree uint32_t *feature_of = g_new(uint32_t, (size_t)rows + 1);
    g_autofree double *numbers = g_new(double, (size_t)rows + 1);
    const char *first = "";
    if (!bcu_dataset_match_rows(context->dataset, level, source->table, source->key, source->path, feature_of,
                                context->log) ||
        !read_numbers(source, numbers, context->log))
        return false;
    for (uint32_t f = 0; f < count; f++)
        values[f] = NAN;
    for (uint32_t r = 0; r < rows; r++) {
        BcuValue code = bcu_table_at(source->table, r, source->key);
        if (code.type != BCU_TEXT)
            continue;
        if (feature_of[r] != BCU_NONE)
            values[feature_of[r]] = numbers[r];
        else if (unknown++ == 0)
            first = code.as.text;
    }
    for (uint32_t f = 0; f < count; f++)
        without += isnan(values[f]);
    report_left_over(source, unknown, first, without, bcu_dataset_level(context->dataset, level),
                     context->log);
    return true;
}

bool csv_column_read(const PlanContext *context, BcuLevel level, const char *name, double *values,
                     BcuColumn *column, BcuTable *texts)
{
    Source source = {.path = bcu_options_text(context->options, "csv")};
    const char *key = bcu_options_text(context->options, "csv_key");
    if (!bcu_csv_read(source.path, &source.table, context->log))
        return false;
    bool ok = find_column(&source, key, &source.key, context->log) &&
              find_column(&source, name, &source.value, context->log) &&
              join(context, &source, level, values);
    if (ok) {
        BcuColumn real = {bcu_table_column(source.table, source.value)->name, BCU_REAL, -1, NULL, NULL};
        *column = *bcu_table_column(texts, bcu_table_add_column(texts, &real));
    }
    bcu_table_free(source.table);
    return ok;
}
