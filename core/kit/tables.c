/* Tables to outputs; see <bcukit/tables.h>. */
#include "kit/table_columns.h"
#include "kit/what_if.h"
#include "kit/workbook.h"
#include "text/table_write.h"
#include <bcukit/tables.h>
#include <glib.h>

bool bcu_tables_wants(const BcuRun *run, BcuLevel level)
{
    static const char *const names[BCU_LEVEL_COUNT] = {"clusters", "areas", "subareas"};
    if (bcu_dataset_level(run->dataset, level).geometry == BCU_GEOMETRY_NONE)
        return false;
    for (size_t i = 0; i < bcu_options_list_count(run->options, "levels"); i++)
        if (g_str_equal(bcu_options_list_at(run->options, "levels", i), names[level]))
            return true;
    return false;
}

static BcuTableFormat format_of(const char *name)
{
    return g_str_equal(name, "json") ? BCU_FORMAT_JSON
           : g_str_equal(name, "md") ? BCU_FORMAT_MARKDOWN
                                     : BCU_FORMAT_CSV;
}

static bool write_paragraph(BcuStream *stream, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    bcu_markdown_append_text(line, text);
    g_string_append(line, "\n\n");
    return bcu_stream_write(stream, line->str, line->len);
}

/* Markdown is read by people: lines above the table say what is supposed, and what the figures say. */
static bool write_words(const BcuDataset *dataset, const BcuTable *sentences, BcuStream *stream)
{
    const char *what_if = bcu_dataset_text(dataset, BCU_TEXT_WHAT_IF);
    bool ok = !*what_if || write_paragraph(stream, what_if);
    uint32_t column = sentences ? bcu_table_find(sentences, "sentence") : BCU_NONE;
    for (uint32_t row = 0; ok && column != BCU_NONE && row < bcu_table_row_count(sentences); row++)
        ok = write_paragraph(stream, bcu_table_at(sentences, row, column).as.text);
    return ok;
}

/* What a reader of the short form does not see, and how to get it. */
static bool write_left_out(const GString *left_out, BcuStream *stream)
{
    g_autofree char *note = g_strdup_printf("Not shown: %s. CSV has all columns; the option columns chooses others.", left_out->str);
    return left_out->len == 0 || (bcu_stream_write(stream, "\n", 1) && write_paragraph(stream, note));
}

/* ---- one file ----------------------------------------------------------------------------------- */

static uint32_t csv_flags(const BcuRun *run)
{
    uint32_t flags = BCU_CSV_QUOTE_CODES;
    if (bcu_options_bool(run->options, "guard_formulas"))
        flags |= BCU_CSV_GUARD_FORMULAS;
    if (g_str_equal(bcu_options_text(run->options, "csv_lines"), "lf"))
        flags |= BCU_CSV_LF;
    return flags;
}

static BcuStream *open_file(const BcuRun *run, const BcuSheet *sheet, const char *format)
{
    const char *const params[] = {"format", format, sheet->layer ? "layer" : NULL, sheet->layer, NULL};
    return bcu_sink_open(run->sink, sheet->output_id, params, run->log);
}

static bool write_markdown(const BcuRun *run, const BcuSheet *sheet)
{
    g_autoptr(GString) left_out = g_string_new(NULL);
    BcuTable *shown = bcu_columns_shown_dup(run, sheet, left_out), *headed = bcu_columns_headed_dup(run, shown);
    BcuStream *stream = open_file(run, sheet, "md");
    bool ok = stream && write_words(run->dataset, sheet->sentences, stream) &&
              bcu_table_write(headed, BCU_FORMAT_MARKDOWN, 0, bcu_stream_write, stream) && write_left_out(left_out, stream);
    bcu_table_free(headed);
    bcu_table_free(shown);
    return bcu_stream_commit(stream, ok, run->log);
}

/* CSV and JSON are read by programs: they say in each row what is supposed. */
static bool write_data(const BcuRun *run, const BcuSheet *sheet, const char *format)
{
    BcuTable *marked = bcu_columns_chosen_dup(run, sheet);
    bcu_what_if_mark(run->dataset, marked);
    BcuTable *headed = bcu_columns_headed_dup(run, marked);
    BcuStream *stream = open_file(run, sheet, format);
    bool ok = stream && bcu_table_write(format_of(format) == BCU_FORMAT_JSON ? marked : headed, format_of(format),
                                        csv_flags(run), bcu_stream_write, stream);
    bcu_table_free(headed);
    bcu_table_free(marked);
    return bcu_stream_commit(stream, ok, run->log);
}

/* ---- the workbook ------------------------------------------------------------------------------- */

static bool write_book(const BcuRun *run, const char *book_id, const BcuSheet *sheets, size_t count)
{
    BcuStream *stream = open_file(run, book_id ? &(BcuSheet){.output_id = book_id} : &sheets[0], "xlsx");
    g_autofree BcuBookSheet *of_book = g_new0(BcuBookSheet, count);
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_table_free);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (size_t s = 0; s < count; s++) {
        BcuTable *marked = bcu_columns_chosen_dup(run, &sheets[s]);
        bcu_what_if_mark(run->dataset, marked);
        BcuTable *headed = bcu_columns_headed_dup(run, marked);
        char *name = g_strjoin("-", bcu_table_name(marked), sheets[s].layer, NULL);
        of_book[s] = (BcuBookSheet){name, marked, headed};
        g_ptr_array_add(tables, marked);
        g_ptr_array_add(tables, headed);
        g_ptr_array_add(names, name);
    }
    bool ok = stream && bcu_workbook_write(run, of_book, count, stream);
    return bcu_stream_commit(stream, ok, run->log);
}

static bool wants(const BcuRun *run, const char *format)
{
    for (size_t i = 0; i < bcu_options_list_count(run->options, "formats"); i++)
        if (g_str_equal(bcu_options_list_at(run->options, "formats", i), format))
            return true;
    return false;
}

/* ---- all files ---------------------------------------------------------------------------------- */

static bool write_sheet(const BcuRun *run, const BcuSheet *sheet)
{
    bool ok = true, has_words = false;
    for (size_t i = 0; ok && i < bcu_options_list_count(run->options, "formats"); i++) {
        const char *format = bcu_options_list_at(run->options, "formats", i);
        bool in_words = g_str_equal(format, "md");
        has_words |= in_words;
        if (g_str_equal(format, "xlsx"))
            continue;
        ok = in_words ? write_markdown(run, sheet) : write_data(run, sheet, format);
    }
    return ok && (has_words || !sheet->sentences || write_markdown(run, sheet));
}

bool bcu_tables_write_all(const BcuRun *run, const char *book_id, const BcuSheet *sheets, size_t count)
{
    bool ok = true;
    for (size_t s = 0; s < count; s++)
        ok &= sheets[s].table != NULL;
    ok = ok && bcu_columns_check(run, sheets, count);
    for (size_t s = 0; ok && s < count; s++)
        ok = write_sheet(run, &sheets[s]);
    if (ok && count > 0 && wants(run, "xlsx"))
        ok = write_book(run, book_id, sheets, count);
    for (size_t s = 0; s < count; s++)
        bcu_table_free(sheets[s].table);
    return ok;
}

bool bcu_tables_write(const BcuRun *run, const char *output_id, const char *layer, BcuTable *table)
{
    const BcuSheet sheet = {.output_id = output_id, .layer = layer, .table = table, .is_chosen_of = true};
    return bcu_tables_write_all(run, NULL, &sheet, 1);
}
