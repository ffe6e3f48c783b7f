/* Tables to outputs; see <bcukit/tables.h>. */
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

static bool write_format(const BcuRun *run, const char *output_id, const char *layer, const char *format,
                         const BcuTable *table)
{
    const char *const params[] = {"format", format, layer ? "layer" : NULL, layer, NULL};
    uint32_t flags = BCU_CSV_QUOTE_CODES;
    if (bcu_options_bool(run->options, "guard_formulas"))
        flags |= BCU_CSV_GUARD_FORMULAS;
    if (g_str_equal(bcu_options_text(run->options, "csv_lines"), "lf"))
        flags |= BCU_CSV_LF;
    BcuStream *stream = bcu_sink_open(run->sink, output_id, params, run->log);
    bool ok = stream && bcu_table_write(table, format_of(format), flags, bcu_stream_write, stream);
    return bcu_stream_commit(stream, ok, run->log);
}

bool bcu_tables_write(const BcuRun *run, const char *output_id, const char *layer, BcuTable *table)
{
    bool ok = table != NULL;
    for (size_t i = 0; ok && i < bcu_options_list_count(run->options, "formats"); i++)
        ok = write_format(run, output_id, layer, bcu_options_list_at(run->options, "formats", i), table);
    bcu_table_free(table);
    return ok;
}
