/* Tables to outputs; see <bcukit/tables.h>. */
#include "kit/what_if.h"
#include "text/table_pick.h"
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

static BcuTable *copy(const BcuTable *table)
{
    uint32_t count = bcu_table_column_count(table);
    g_autofree uint32_t *all = g_new(uint32_t, (size_t)count + 1);
    for (uint32_t c = 0; c < count; c++)
        all[c] = c;
    return bcu_table_pick_dup(table, all, count);
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

static bool write_format(const BcuRun *run, const char *output_id, const char *layer, const char *format,
                         const BcuTable *sentences, const BcuTable *table)
{
    const char *const params[] = {"format", format, layer ? "layer" : NULL, layer, NULL};
    bool in_words = format_of(format) == BCU_FORMAT_MARKDOWN;
    uint32_t flags = BCU_CSV_QUOTE_CODES;
    if (bcu_options_bool(run->options, "guard_formulas"))
        flags |= BCU_CSV_GUARD_FORMULAS;
    if (g_str_equal(bcu_options_text(run->options, "csv_lines"), "lf"))
        flags |= BCU_CSV_LF;
    BcuStream *stream = bcu_sink_open(run->sink, output_id, params, run->log);
    bool ok = stream && (!in_words || write_words(run->dataset, sentences, stream)) &&
              bcu_table_write(table, format_of(format), flags, bcu_stream_write, stream);
    return bcu_stream_commit(stream, ok, run->log);
}

/* \param sentences NULL: none, and Markdown only where it is asked for. \param table freed here. */
static bool write_all(const BcuRun *run, const char *output_id, const char *layer, const BcuTable *sentences, BcuTable *table)
{
    if (!table)
        return false;
    bool ok = true, has_words = false;
    BcuTable *marked = copy(table);
    bcu_what_if_mark(run->dataset, marked);
    for (size_t i = 0; ok && i < bcu_options_list_count(run->options, "formats"); i++) {
        const char *format = bcu_options_list_at(run->options, "formats", i);
        bool in_words = format_of(format) == BCU_FORMAT_MARKDOWN;
        has_words |= in_words;
        ok = write_format(run, output_id, layer, format, sentences, in_words ? table : marked);
    }
    if (ok && sentences && !has_words)
        ok = write_format(run, output_id, layer, "md", sentences, table);
    bcu_table_free(marked);
    bcu_table_free(table);
    return ok;
}

bool bcu_tables_write(const BcuRun *run, const char *output_id, const char *layer, BcuTable *table)
{
    return write_all(run, output_id, layer, NULL, table);
}

bool bcu_tables_write_below(const BcuRun *run, const char *output_id, const BcuTable *sentences, BcuTable *table)
{
    return write_all(run, output_id, NULL, sentences, table);
}
