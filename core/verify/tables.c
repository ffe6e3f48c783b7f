/* Reads tables of figures back, from CSV and JSON. */
#include "base/diag.h"
#include "text/thousands.h"
#include "verify/tables.h"
#include <bcukit/number.h>
#include <bcukit/table.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

/* Tables of the measures, by the names that these have. */
char *bcu_figures_layer(const BcuResults *results, const char *name)
{
    static const char *const TABLES[] = {"area", "coverage"};
    if (!g_str_has_suffix(name, ".csv") && !g_str_has_suffix(name, ".json"))
        return NULL;
    g_autofree char *stem = g_strndup(name, (gsize)(strrchr(name, '.') - name));
    for (size_t t = 0; t < G_N_ELEMENTS(TABLES); t++) {
        size_t length = strlen(TABLES[t]);
        if (g_str_equal(stem, TABLES[t]))
            return g_strdup("");
        if (g_str_has_prefix(stem, TABLES[t]) && stem[length] == '-' &&
            bcu_results_has_layer(results, stem + length + 1))
            return g_strdup(stem + length + 1);
    }
    return NULL;
}

/* ---- CSV ------------------------------------------------------------------------------------------ */

/* Headers may be words. */
static uint32_t column_of(const BcuTable *table, const char *name, const char *in_words)
{
    uint32_t column = bcu_table_find(table, name);
    return column != BCU_NONE ? column : bcu_table_find(table, in_words);
}

static const char *text_at(const BcuTable *table, uint32_t row, uint32_t column)
{
    BcuValue value = column == BCU_NONE ? (BcuValue){0} : bcu_table_at(table, row, column);
    const char *text = value.type == BCU_TEXT ? value.as.text : NULL;
    bool is_guarded = text && text[0] == '\'' && text[1] && strchr("=+-@\t\r", text[1]);
    return is_guarded ? text + 1 : text;
}

static void see_rows(const BcuTable *table, const char *layer, BcuKnown *known, BcuFindings *findings)
{
    uint32_t rows = bcu_table_row_count(table), code = bcu_table_find(table, "code"),
             name = bcu_table_find(table, "name");
    uint32_t figures[] = {bcu_table_find(table, "population"), column_of(table, "area_ha", "Area (ha)")};
    double *values[G_N_ELEMENTS(figures)];
    for (size_t f = 0; f < G_N_ELEMENTS(figures); f++) {
        values[f] = g_new(double, (size_t)rows + 1);
        for (uint32_t r = 0; r < rows; r++)
            values[f][r] = NAN;
        if (figures[f] != BCU_NONE)
            bcu_table_numbers(table, figures[f], values[f], NULL);
    }
    for (uint32_t r = 0; code != BCU_NONE && r < rows; r++)
        if (text_at(table, r, code))
            bcu_known_see(known,
                          &(BcuSighting){layer, text_at(table, r, code), text_at(table, r, name),
                                         values[0][r], values[1][r]},
                          findings);
    for (size_t f = 0; f < G_N_ELEMENTS(figures); f++)
        g_free(values[f]);
}

static bool see_csv(const char *path, const char *layer, BcuKnown *known, BcuFindings *findings,
                    char **problem)
{
    BcuDiagLog *log = bcu_diag_log_new(); /* its first record becomes the line of the file */
    BcuTable *table = NULL;
    bool ok = bcu_csv_read(path, &table, log);
    if (ok)
        see_rows(table, layer, known, findings);
    else
        *problem = g_strdup(bcu_diag_log_size(log) ? bcu_diag_log_at(log, 0)->message : "it is no CSV");
    bcu_table_free(table);
    bcu_diag_log_free(log);
    return ok;
}

/* ---- JSON ----------------------------------------------------------------------------------------- */

static double number(const json_t *row, const char *key)
{
    const json_t *value = json_object_get(row, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static bool see_json(const char *path, const char *layer, BcuKnown *known, BcuFindings *findings,
                     char **problem)
{
    json_error_t error = {0};
    json_t *rows = json_load_file(path, 0, &error), *row;
    bool ok = json_is_array(rows);
    size_t index;
    json_array_foreach (rows, index, row) {
        const char *code = json_string_value(json_object_get(row, "code"));
        if (code)
            bcu_known_see(known,
                          &(BcuSighting){layer, code, json_string_value(json_object_get(row, "name")),
                                         number(row, "population"), number(row, "area_ha")},
                          findings);
    }
    if (!ok)
        *problem = g_strdup(*error.text ? error.text : "it is no table");
    json_decref(rows);
    return ok;
}

bool bcu_figures_see(const char *path, const char *layer, BcuKnown *known, BcuFindings *findings,
                     char **problem)
{
    return g_str_has_suffix(path, ".json") ? see_json(path, layer, known, findings, problem)
                                           : see_csv(path, layer, known, findings, problem);
}

/* ---- sums ------------------------------------------------------------------------------------------ */

bool bcu_sums_are_in(const char *name)
{
    return g_str_equal(name, "summary.csv") || g_str_equal(name, "rollout.csv");
}

/* The row of the summary that has it, or the last of the roll-out, where all phases are over. */
static bool find_sum(const BcuTable *table, double *people)
{
    uint32_t rows = bcu_table_row_count(table), measure = bcu_table_find(table, "measure"), row;
    uint32_t column = measure != BCU_NONE
                          ? bcu_table_find(table, "value")
                          : column_of(table, "cumulative_population", "Cumulative population");
    for (row = 0; measure != BCU_NONE && row < rows; row++)
        if (g_strcmp0(text_at(table, row, measure), "population_inside") == 0)
            break;
    row = measure != BCU_NONE ? row : rows - 1;
    const char *text = column != BCU_NONE && rows > 0 && row < rows ? text_at(table, row, column) : NULL;
    return text && bcu_number_parse(text, people);
}

bool bcu_sums_see(const char *path, const BcuKnown *known, BcuFindings *findings, char **problem)
{
    BcuDiagLog *log = bcu_diag_log_new(); /* its first record becomes the line of the file */
    BcuTable *table = NULL;
    double stated, people;
    const char *file = NULL;
    bool ok = bcu_csv_read(path, &table, log);
    if (!ok)
        *problem = g_strdup(bcu_diag_log_size(log) ? bcu_diag_log_at(log, 0)->message : "it is no CSV");
    if (ok && find_sum(table, &stated) && bcu_known_people(known, "", &people, &file)) {
        findings->compared++;
        if (stated != people)
            bcu_findings_differ(findings, "all clusters have %s people, by those of each in %s %s",
                                BCU_THOUSANDS(stated, 0), file, BCU_THOUSANDS(people, 0));
    }
    bcu_table_free(table);
    bcu_diag_log_free(log);
    return ok;
}
