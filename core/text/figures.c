/* Reads columns of figures and says what is wrong with them; see cells.h. */
#include "text/cells.h"
#include "text/table_pick.h"
#include "text/thousands.h"
#include <math.h>
#include <string.h>

static BcuPlace place_of(const BcuFigureColumn *column, uint32_t row)
{
    return (BcuPlace){.file = column->file,
                      .line = !column->table ? 0 : bcu_table_line(column->table, row),
                      .record = column->is_layer ? (int64_t)row + 1 : 0,
                      .field = column->field};
}

static void report_cell(const BcuFigureColumn *column, uint32_t row, const char *text, BcuFormVerdict verdict,
                        BcuDiagLog *log)
{
    BcuPlace place = place_of(column, row);
    g_autofree char *hint =
        verdict == BCU_FORM_AMBIGUOUS
            ? g_strdup_printf("The numbers can be read in two ways: say which sign stands before decimals with decimal = , "
                              "or decimal = . in %s.",
                              column->keys)
            : g_strdup_printf("Write digits, with a dot for decimals, or leave the cell empty where nothing is known; "
                              "decimal and thousands in %s say how numbers are written.",
                              column->keys);
    bcu_report(log, BCU_ERROR, "JOI021", &place, hint, "\"%s\" is not a number of %s", text, column->unit);
}

/* Beyond 2^53 a figure would not be the one that was written. */
static bool is_figure(double value)
{
    return value >= 0 && value <= 9007199254740992.0;
}

static void warn_of_grouping(const BcuFigureColumn *column, double sum, BcuDiagLog *log)
{
    BcuPlace place = {.file = column->file, .field = column->field};
    g_autofree char *hint = g_strdup_printf("Set thousands = . in %s if the dots separate thousands, decimal = . if not.",
                                            column->keys);
    bcu_report(log, BCU_WARNING, "JOI041", &place, hint,
               "every number has exactly three digits behind the dot: together they are %s %s, or %s if the dots "
               "separate thousands",
               BCU_THOUSANDS(sum, 3), column->unit, BCU_THOUSANDS(sum * 1000, 0));
}

static void note_form(const BcuFigureColumn *column, BcuNumberForm form, BcuDiagLog *log)
{
    BcuPlace place = {.file = column->file, .field = column->field};
    g_autofree char *said = bcu_number_form_text(form);
    bcu_report(log, BCU_NOTE, "JOI042", &place, NULL, "numbers are read as %s, the only way to read them all", said);
}

static void warn_of_fractions(const BcuFigureColumn *column, uint32_t fractions, uint32_t first, const char *text,
                              BcuDiagLog *log)
{
    BcuPlace place = place_of(column, first);
    bcu_report(log, BCU_WARNING, "JOI040", &place,
               "Nothing, if they are estimates; else check how decimals and thousands are written.",
               "%s of the figures are fractions of people, the first \"%s\"", BCU_THOUSANDS(fractions, 0), text);
}

bool bcu_figures_read(const BcuFigureColumn *column, char *const *texts, uint32_t count, double *figures,
                      BcuDiagLog *log)
{
    BcuNumberForm form = column->stated;
    BcuFormVerdict verdict = bcu_cells_tell_form(texts, count, &form);
    bool people = g_str_equal(column->unit, "people"); /* hectares have three decimals in many a layer */
    bool ok = true, grouped = people && !column->stated.decimal && !column->stated.thousands &&
                              verdict == BCU_FORM_PLAIN && bcu_cells_look_grouped(texts, count);
    uint32_t fractions = 0, first = 0;
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        figures[i] = NAN;
        if (!texts[i] || !*texts[i])
            continue;
        if (!bcu_cell_number(texts[i], form, &figures[i]) || !is_figure(figures[i])) {
            report_cell(column, i, texts[i], verdict, log);
            ok = false;
            continue;
        }
        sum += figures[i];
        if (figures[i] != floor(figures[i]) && fractions++ == 0)
            first = i;
    }
    if (!ok)
        return false;
    if (verdict == BCU_FORM_TOLD)
        note_form(column, form, log);
    if (grouped)
        warn_of_grouping(column, sum, log);
    else if (fractions && people && !column->stated.decimal)
        warn_of_fractions(column, fractions, first, texts[first], log);
    return true;
}
