/* Population figures joined to a layer by code; see join.h. */
#include "cluster/join.h"
#include "base/nearest.h"
#include "cluster/row_match.h"
#include "text/cells.h"
#include "text/table_pick.h"

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
    names[count] = NULL;
    g_autofree char *near = bcu_did_you_mean(name, names, count);
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    g_autofree char *hint = g_strdup_printf("%s%sThe file has: %s.", near ? near : "", near ? " " : "", list);
    BcuPlace place = {.file = path, .line = 1};
    bcu_report(log, BCU_ERROR, "JOI010", &place, hint, "there is no column \"%s\"", name);
    return BCU_NONE;
}

/* Two rows of one area cannot both be meant. */
static bool check_repeated(const BcuTable *csv, uint32_t key, const BcuRowMatch *match, const char *path,
                           BcuDiagLog *log)
{
    bool ok = true;
    for (uint32_t r = 0; r < match->row_count; r++) {
        uint32_t area = match->area_of[r], before = area == BCU_NONE ? BCU_NONE : match->row_of[area];
        if (before == BCU_NONE || before == r)
            continue;
        BcuPlace place = {.file = path, .line = bcu_table_line(csv, r)};
        bcu_report(log, BCU_ERROR, "JOI020", &place, "Keep one row for each code, for example one year.",
                   "code \"%s\" is on line %" G_GINT64_FORMAT " already", bcu_table_at(csv, r, key).as.text,
                   bcu_table_line(csv, before));
        ok = false;
    }
    return ok;
}

static void report_left_over(const BcuLayer *layer, const BcuTable *csv, uint32_t key, const BcuRowMatch *match,
                             const char *path, BcuDiagLog *log)
{
    for (uint32_t r = 0; r < match->row_count; r++) {
        BcuValue code = bcu_table_at(csv, r, key);
        if (code.type != BCU_TEXT || match->area_of[r] != BCU_NONE)
            continue;
        BcuPlace place = {.file = path, .line = bcu_table_line(csv, r)};
        bcu_report(log, BCU_WARNING, "JOI031", &place,
                   "Correct it, or check that the table and the layer are of the same year.",
                   "no record of layer \"%s\" has code \"%s\"", layer->id, code.as.text);
    }
}

/* The figures of all rows, whether they are joined or not. */
static bool read_figures(const BcuPopulationSpec *spec, const BcuTable *csv, uint32_t value, double *figures,
                         BcuDiagLog *log)
{
    uint32_t count = bcu_table_row_count(csv);
    g_auto(GStrv) texts = g_new0(char *, (size_t)count + 1);
    for (uint32_t r = 0; r < count; r++)
        texts[r] = bcu_cell_text_at(csv, r, value);
    BcuFigureColumn meaning = {spec->file, bcu_table_column(csv, value)->name, "people", "[population]", false,
                               spec->numbers, csv};
    return bcu_figures_read(&meaning, texts, count, figures, log);
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

static void report_unjoined(const BcuPopulationSpec *spec, const BcuLayer *layer, uint32_t record, const char *code,
                            bool has_row, BcuDiagLog *log)
{
    BcuPlace place = {.file = layer->path, .record = (int64_t)record + 1};
    bcu_report(log, BCU_WARNING, "JOI030", &place,
               has_row ? "Fill the cell." : "Add the code to the table, or correct it there.",
               has_row ? "code \"%s\" has a row without a figure in %s" : "code \"%s\" has no population in %s", code,
               spec->file);
}

static bool join(const BcuPopulationSpec *spec, BcuLayer *layer, const BcuLayerSpec *areas, const BcuTable *csv,
                 BcuDiagLog *log)
{
    uint32_t key = require_column(csv, spec->key, spec->file, log);
    uint32_t value = require_column(csv, spec->value, spec->file, log);
    if (key == BCU_NONE || value == BCU_NONE)
        return false;
    g_auto(GStrv) codes = bcu_layer_texts(layer, areas->code);
    g_auto(GStrv) names = bcu_layer_texts(layer, areas->name ? areas->name : areas->code);
    BcuRowTarget target = {spec->file, layer->id, csv, key, codes, names, layer->record_count, areas->ignore_zeros};
    g_auto(BcuRowMatch) match = {0};
    g_autofree double *rows = g_new(double, (size_t)bcu_table_row_count(csv) + 1);
    g_autofree double *figures = g_new(double, (size_t)layer->record_count + 1);
    bool ok = bcu_rows_match(&target, &match, log) && check_repeated(csv, key, &match, spec->file, log);
    ok = read_figures(spec, csv, value, rows, log) && ok;
    if (!ok)
        return false;
    for (uint32_t i = 0; i < layer->record_count; i++) {
        uint32_t row = match.row_of[i];
        figures[i] = row == BCU_NONE ? NAN : rows[row];
        if (isnan(figures[i]))
            report_unjoined(spec, layer, i, codes[i], row != BCU_NONE, log);
    }
    report_left_over(layer, csv, key, &match, spec->file, log);
    add_column(layer, figures);
    return true;
}

bool bcu_join_population(const BcuPopulationSpec *spec, BcuLayer *layer, const BcuLayerSpec *areas, BcuDiagLog *log)
{
    BcuTable *csv = NULL;
    g_autofree char *code_key = g_strdup_printf("layer %s.code", layer->id);
    g_autofree char *name_key = g_strdup_printf("layer %s.name", layer->id);
    if (!bcu_layer_require_field(layer, areas->code, code_key, log) ||
        !bcu_layer_require_field(layer, areas->name, name_key, log) || !bcu_csv_read(spec->file, &csv, log))
        return false;
    bool ok = join(spec, layer, areas, csv, log);
    bcu_table_free(csv);
    return ok;
}
