/* Chooses columns of tables, and calls them in words.
 * A name is looked for in all tables that are chosen of: what one level has another may lack, but what none
 * has is a mistake, and a table without any column would be a file that says nothing. */
#include "base/nearest.h"
#include "plugin/options.h"
#include "plugin/sink.h"
#include "text/table_pick.h"
#include "kit/table_columns.h"
#include <bcukit/words.h>

/* A plugin built before the option came has none of it. */
static size_t wanted_count(const BcuRun *run)
{
    return bcu_options_knows(run->options, "columns") ? bcu_options_list_count(run->options, "columns") : 0;
}

static const char *wanted_at(const BcuRun *run, size_t index)
{
    return bcu_options_list_at(run->options, "columns", index);
}

/* ---- what is wrong ------------------------------------------------------------------------------ */

static GPtrArray *names_of(const BcuSheet *sheets, size_t count)
{
    GPtrArray *names = g_ptr_array_new();
    for (size_t s = 0; s < count; s++)
        for (uint32_t c = 0; sheets[s].is_chosen_of && c < bcu_table_column_count(sheets[s].table); c++) {
            const char *name = bcu_table_column(sheets[s].table, c)->name;
            if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
                g_ptr_array_add(names, (gpointer)name);
        }
    return names;
}

static char *key_dup(const BcuRun *run)
{
    return g_strdup_printf("%s.columns", bcu_sink_plugin(run->sink)->id);
}

static void report(const BcuRun *run, const char *column, const BcuSheet *sheets, size_t count)
{
    g_autoptr(GPtrArray) names = names_of(sheets, count);
    g_autofree char *near = bcu_did_you_mean(column, (const char *const *)names->pdata, names->len);
    g_ptr_array_add(names, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
    g_autofree char *hint = g_strdup_printf("%s%sColumns are: %s.", near ? near : "", near ? " " : "", list);
    g_autofree char *key = key_dup(run);
    BcuPlace place = {.key = key};
    bcu_report(run->log, BCU_ERROR, "FIG050", &place, hint, "no table has a column \"%s\"", column);
}

static bool exists(const BcuSheet *sheets, size_t count, const char *column)
{
    for (size_t s = 0; s < count; s++)
        if (sheets[s].is_chosen_of && bcu_table_find(sheets[s].table, column) != BCU_NONE)
            return true;
    return false;
}

static bool keeps_any(const BcuRun *run, const BcuSheet *sheet)
{
    bool any = !sheet->is_chosen_of || wanted_count(run) == 0;
    for (size_t w = 0; w < wanted_count(run); w++)
        any |= bcu_table_find(sheet->table, wanted_at(run, w)) != BCU_NONE;
    if (any)
        return true;
    g_autofree char *key = key_dup(run);
    BcuPlace place = {.key = key};
    bcu_report(run->log, BCU_ERROR, "FIG050", &place, "Name one that each table has, such as name.",
               "none of these columns is in the table %s%s%s", bcu_table_name(sheet->table),
               sheet->layer ? " of " : "", sheet->layer ? sheet->layer : "");
    return false;
}

bool bcu_columns_check(const BcuRun *run, const BcuSheet *sheets, size_t count)
{
    bool ok = true, any = false;
    for (size_t s = 0; s < count; s++)
        any |= sheets[s].is_chosen_of;
    for (size_t w = 0; any && w < wanted_count(run); w++)
        if (!exists(sheets, count, wanted_at(run, w))) {
            report(run, wanted_at(run, w), sheets, count);
            ok = false;
        }
    for (size_t s = 0; s < count && ok; s++)
        ok = keeps_any(run, &sheets[s]);
    return ok;
}

/* ---- which ---------------------------------------------------------------------------------------- */

/* Columns in the order that they are to be in; one that is named twice stands where it is named first. */
typedef struct Pick {
    const BcuTable *table;
    GArray *columns; /* uint32_t */
} Pick;

static bool has(const Pick *pick, uint32_t column)
{
    for (guint i = 0; i < pick->columns->len; i++)
        if (g_array_index(pick->columns, uint32_t, i) == column)
            return true;
    return false;
}

static void pick(Pick *picked, const char *name)
{
    uint32_t column = bcu_table_find(picked->table, name);
    if (column != BCU_NONE && !has(picked, column))
        g_array_append_val(picked->columns, column);
}

static BcuTable *pick_end(Pick *picked)
{
    BcuTable *table = bcu_table_pick_dup(picked->table, (const uint32_t *)(const void *)picked->columns->data,
                                         picked->columns->len);
    g_array_unref(picked->columns);
    return table;
}

BcuTable *bcu_columns_chosen_dup(const BcuRun *run, const BcuSheet *sheet)
{
    Pick picked = {sheet->table, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    bool is_chosen = sheet->is_chosen_of && wanted_count(run) > 0;
    for (size_t w = 0; is_chosen && w < wanted_count(run); w++)
        pick(&picked, wanted_at(run, w));
    for (uint32_t c = 0; !is_chosen && c < bcu_table_column_count(sheet->table); c++)
        g_array_append_val(picked.columns, c);
    return pick_end(&picked);
}

BcuTable *bcu_columns_shown_dup(const BcuRun *run, const BcuSheet *sheet, GString *left_out)
{
    if (!sheet->shown || (sheet->is_chosen_of && wanted_count(run) > 0))
        return bcu_columns_chosen_dup(run, sheet);
    Pick picked = {sheet->table, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (size_t n = 0; sheet->shown[n]; n++)
        pick(&picked, sheet->shown[n]);
    for (uint32_t c = 0; c < bcu_table_column_count(sheet->table); c++)
        if (!has(&picked, c))
            g_string_append_printf(left_out, "%s%s", left_out->len > 0 ? ", " : "",
                                   bcu_table_column(sheet->table, c)->name);
    return pick_end(&picked);
}

/* ---- what they are called -------------------------------------------------------------------------- */

char *bcu_column_words_dup(const BcuDataset *dataset, const BcuColumn *column)
{
    g_autofree char *words = bcu_words_of_column(dataset, column);
    g_autofree char *end = g_strconcat("_", column->unit, NULL);
    bool has_lost_unit =
        column->unit && !g_str_equal(column->unit, BCU_UNIT_SHARE) && g_str_has_suffix(column->name, end);
    return has_lost_unit ? g_strdup_printf("%s (%s)", words, column->unit) : g_steal_pointer(&words);
}

static void add_headed(const BcuDataset *dataset, BcuTable *headed, const BcuColumn *from)
{
    g_autofree char *words = bcu_column_words_dup(dataset, from), *name = g_strdup(words);
    for (int n = 2; bcu_table_find(headed, name) != BCU_NONE; n++) {
        g_free(name);
        name = g_strdup_printf("%s %d", words, n);
    }
    BcuColumn column = *from;
    column.name = name;
    bcu_table_add_column(headed, &column);
}

BcuTable *bcu_columns_headed_dup(const BcuRun *run, const BcuTable *table)
{
    bool in_words = bcu_options_knows(run->options, "headers") &&
                    g_str_equal(bcu_options_text(run->options, "headers"), "plain");
    BcuTable *headed = bcu_table_new(bcu_table_name(table));
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
        if (in_words)
            add_headed(run->dataset, headed, bcu_table_column(table, c));
        else
            bcu_table_add_column(headed, bcu_table_column(table, c));
    for (uint32_t row = 0; row < bcu_table_row_count(table); row++) {
        bcu_table_add_row(headed);
        for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
            bcu_table_set(headed, row, c, bcu_table_at(table, row, c));
    }
    return headed;
}
