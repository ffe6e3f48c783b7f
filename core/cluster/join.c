/* Population figures joined to a layer by code; see join.h. */
#include "cluster/join.h"
#include "base/nearest.h"
#include "cluster/membership.h"
#include <bcukit/number.h>

static uint32_t require_column(const BcuTable *table, const char *name, const char *path,
                               BcuDiagLog *log)
{
    uint32_t found = bcu_table_find(table, name);
    if (found != BCU_NONE)
        return found;
    uint32_t count = bcu_table_column_count(table);
    g_autofree const char **names = g_new(const char *, count + 1);
    for (uint32_t c = 0; c < count; c++)
        names[c] = bcu_table_column(table, c)->name;
    g_autofree char *near = bcu_did_you_mean(name, names, count);
    BcuPlace place = {.file = path, .line = 1};
    bcu_report(log, BCU_ERROR, "JOI010", &place, near, "there is no column \"%s\"", name);
    return BCU_NONE;
}

static char *code_of(const BcuLayer *layer, uint32_t record, uint32_t column)
{
    BcuValue value = bcu_table_at(layer->fields, record, column);
    if (value.type == BCU_TEXT)
        return g_strdup(value.as.text);
    return value.type == BCU_INTEGER ? g_strdup_printf("%" G_GINT64_FORMAT, value.as.integer) : NULL;
}

/* Code to CSV row + 1; two rows of one code cannot both be meant. */
static GHashTable *index_rows(const BcuTable *csv, uint32_t key, const char *path, BcuDiagLog *log)
{
    g_autoptr(GHashTable) rows = g_hash_table_new(g_str_hash, g_str_equal);
    bool ok = true;
    for (uint32_t r = 0; r < bcu_table_row_count(csv); r++) {
        BcuValue code = bcu_table_at(csv, r, key);
        if (code.type != BCU_TEXT)
            continue;
        uint32_t before = GPOINTER_TO_UINT(g_hash_table_lookup(rows, code.as.text));
        if (before) {
            BcuPlace place = {.file = path, .line = r + 2};
            bcu_report(log, BCU_ERROR, "JOI020", &place,
                       "Keep one row for each code, for example one year.",
                       "code \"%s\" is on line %u already", code.as.text, before + 1);
            ok = false;
        }
        g_hash_table_insert(rows, (char *)code.as.text, GUINT_TO_POINTER(r + 1));
    }
    return ok ? g_steal_pointer(&rows) : NULL;
}

static bool read_figure(const BcuTable *csv, uint32_t row, uint32_t column, const char *path,
                        double *figure, BcuDiagLog *log)
{
    BcuValue cell = bcu_table_at(csv, row, column);
    *figure = NAN;
    if (cell.type == BCU_NULL)
        return true;
    if (bcu_number_parse(cell.as.text, figure) && *figure >= 0)
        return true;
    BcuPlace place = {.file = path, .line = row + 2, .field = bcu_table_column(csv, column)->name};
    bcu_report(log, BCU_ERROR, "JOI021", &place,
               "Write plain digits, without thousands separators, with a dot for decimals.",
               "\"%s\" is not a number of people", cell.as.text);
    return false;
}

static void report_left_over(const BcuLayer *layer, const BcuTable *csv, uint32_t key,
                             GHashTable *joined, const char *path, BcuDiagLog *log)
{
    for (uint32_t r = 0; r < bcu_table_row_count(csv); r++) {
        BcuValue code = bcu_table_at(csv, r, key);
        if (code.type != BCU_TEXT || g_hash_table_contains(joined, code.as.text))
            continue;
        BcuPlace place = {.file = path, .line = r + 2};
        bcu_report(log, BCU_WARNING, "JOI031", &place,
                   "Check that the table and the layer are of the same year.",
                   "no record of layer \"%s\" has code \"%s\"", layer->id, code.as.text);
    }
}

/* Whole people stay whole numbers; a series with fractions stays exact. */
static void add_column(BcuLayer *layer, const double *figures)
{
    bool whole = true;
    for (uint32_t i = 0; i < layer->record_count; i++)
        whole &= isnan(figures[i]) || (figures[i] == floor(figures[i]) && figures[i] < 9e15);
    BcuColumn meaning = {"population", whole ? BCU_INTEGER : BCU_REAL, -1, "people",
                         "joined from the population file"};
    uint32_t column = bcu_table_find(layer->fields, "population");
    if (column == BCU_NONE || bcu_table_column(layer->fields, column)->type != meaning.type)
        column = bcu_table_add_column(layer->fields, &meaning);
    for (uint32_t i = 0; i < layer->record_count; i++)
        if (isnan(figures[i]))
            bcu_table_set(layer->fields, i, column, (BcuValue){.type = BCU_NULL});
        else if (whole)
            bcu_table_set_integer(layer->fields, i, column, (int64_t)figures[i]);
        else
            bcu_table_set_real(layer->fields, i, column, figures[i]);
}

static bool join(const BcuPopulationSpec *spec, BcuLayer *layer, uint32_t code_column,
                 const BcuTable *csv, BcuDiagLog *log)
{
    uint32_t key = require_column(csv, spec->key, spec->file, log);
    uint32_t value = require_column(csv, spec->value, spec->file, log);
    if (key == BCU_NONE || value == BCU_NONE)
        return false;
    g_autoptr(GHashTable) rows = index_rows(csv, key, spec->file, log);
    if (!rows)
        return false;
    g_autoptr(GHashTable) joined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree double *figures = g_new(double, (size_t)layer->record_count + 1);
    bool ok = true;
    for (uint32_t i = 0; i < layer->record_count; i++) {
        g_autofree char *code = code_of(layer, i, code_column);
        uint32_t row = code ? GPOINTER_TO_UINT(g_hash_table_lookup(rows, code)) : 0;
        figures[i] = NAN;
        if (row) {
            ok &= read_figure(csv, row - 1, value, spec->file, &figures[i], log);
            g_hash_table_add(joined, g_steal_pointer(&code));
            continue;
        }
        BcuPlace place = {.file = layer->path, .record = i + 1};
        bcu_report(log, BCU_WARNING, "JOI030", &place, "Add the code to the table, or correct it there.",
                   "code \"%s\" has no population in %s", code ? code : "", spec->file);
    }
    report_left_over(layer, csv, key, joined, spec->file, log);
    if (ok)
        add_column(layer, figures);
    return ok;
}

bool bcu_join_population(const BcuPopulationSpec *spec, BcuLayer *layer, const char *code_field,
                         BcuDiagLog *log)
{
    BcuTable *csv = NULL;
    g_autofree char *code_key = g_strdup_printf("layer %s.code", layer->id);
    if (!bcu_layer_require_field(layer, code_field, code_key, log) || !bcu_csv_read(spec->file, &csv, log))
        return false;
    uint32_t code_column = bcu_table_find(layer->fields, code_field);
    bool ok = join(spec, layer, code_column, csv, log);
    bcu_table_free(csv);
    return ok;
}
