/* Tables as CSV, JSON and Markdown. */
#include "text/table_write.h"
#include "text/thousands.h"
#include "text/json_text.h"
#include <bcukit/json.h>
#include <bcukit/number.h>
#include <bcukit/table.h>
#include <glib.h>
#include <string.h>

/* ---- cells as text ------------------------------------------------------------------- */

static void append_number(GString *line, BcuValue value, int decimals)
{
    char text[BCU_NUMBER_SIZE];
    if (value.type == BCU_INTEGER)
        g_string_append_printf(line, "%" G_GINT64_FORMAT, value.as.integer);
    else if (decimals < 0)
        bcu_number_shortest(text, value.as.real), g_string_append(line, text);
    else
        bcu_number_fixed(text, value.as.real, decimals, false), g_string_append(line, text);
}

/* "0012", "1e5", "1-2": what a spreadsheet would turn into something else. */
static bool reads_as_number(const char *text)
{
    return *text && text[strspn(text, "0123456789+-.eE/: ")] == '\0';
}

static void append_csv_text(GString *line, const char *text, uint32_t flags)
{
    bool guard = (flags & BCU_CSV_GUARD_FORMULAS) && *text && strchr("=+-@\t\r", *text);
    bool quote = guard || strpbrk(text, ",\"\r\n") || text[0] == ' ' ||
                 ((flags & BCU_CSV_QUOTE_CODES) && reads_as_number(text));
    if (!quote) {
        g_string_append(line, text);
        return;
    }
    g_string_append_c(line, '"');
    if (guard)
        g_string_append_c(line, '\'');
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            g_string_append_c(line, '"');
        g_string_append_c(line, *c);
    }
    g_string_append_c(line, '"');
}

/* ---- CSV ----------------------------------------------------------------------------- */

static void append_csv_cell(GString *line, BcuValue value, int decimals, uint32_t flags)
{
    if (value.type == BCU_TEXT)
        append_csv_text(line, value.as.text, flags);
    else if (value.type == BCU_BOOL)
        g_string_append(line, value.as.boolean ? "true" : "false");
    else if (value.type != BCU_NULL)
        append_number(line, value, decimals);
}

static bool write_csv(const BcuTable *table, uint32_t flags, BcuWrite write, void *closure)
{
    const char *line_end = flags & BCU_CSV_LF ? "\n" : "\r\n";
    g_autoptr(GString) line = g_string_new(NULL);
    uint32_t columns = bcu_table_column_count(table), rows = bcu_table_row_count(table);
    for (uint32_t c = 0; c < columns; c++) {
        g_string_append(line, c ? "," : "");
        append_csv_text(line, bcu_table_column(table, c)->name, 0);
    }
    g_string_append(line, line_end);
    for (uint32_t r = 0; r < rows; r++) {
        if (!write(closure, line->str, line->len))
            return false;
        g_string_truncate(line, 0);
        for (uint32_t c = 0; c < columns; c++) {
            g_string_append(line, c ? "," : "");
            append_csv_cell(line, bcu_table_at(table, r, c), bcu_table_column(table, c)->decimals,
                            flags);
        }
        g_string_append(line, line_end);
    }
    return write(closure, line->str, line->len);
}

/* ---- JSON ---------------------------------------------------------------------------- */

void bcu_json_put_rows(BcuJson *json, const BcuTable *table)
{
    bcu_json_begin_array(json);
    for (uint32_t r = 0; r < bcu_table_row_count(table); r++) {
        bcu_json_begin_object(json);
        for (uint32_t c = 0; c < bcu_table_column_count(table); c++) {
            const BcuColumn *column = bcu_table_column(table, c);
            bcu_json_key(json, column->name);
            bcu_json_value(json, bcu_table_at(table, r, c), column->decimals);
        }
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
}

static bool write_json(const BcuTable *table, BcuWrite write, void *closure)
{
    BcuJson *json = bcu_json_new(2, write, closure);
    bcu_json_put_rows(json, table);
    bcu_json_newline(json);
    return bcu_json_close(json);
}

/* ---- Markdown ------------------------------------------------------------------------ */

static bool is_numeric(const BcuColumn *column)
{
    return column->type == BCU_INTEGER || column->type == BCU_REAL;
}

/* 0.0866 as "8.7%": who reads a briefing thinks in percent. */
static void append_share(GString *line, double share)
{
    char text[BCU_NUMBER_SIZE];
    bcu_number_fixed(text, 100 * share, 1, false);
    g_string_append_printf(line, "%s%%", text);
}

void bcu_markdown_append_text(GString *line, const char *text)
{
    for (const char *c = text; *c; c++)
        if (*c == '\n')
            g_string_append_c(line, ' ');
        else if (strchr("|\\`*_<>[]", *c))
            g_string_append_printf(line, "\\%c", *c);
        else
            g_string_append_c(line, *c);
}

static void append_markdown_row(GString *line, const BcuTable *table, uint32_t row)
{
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++) {
        BcuValue value = bcu_table_at(table, row, c);
        const BcuColumn *column = bcu_table_column(table, c);
        g_string_append(line, "| ");
        if (value.type == BCU_TEXT)
            bcu_markdown_append_text(line, value.as.text);
        else if (value.type == BCU_BOOL)
            g_string_append(line, value.as.boolean ? "yes" : "no");
        else if (value.type == BCU_REAL && g_strcmp0(column->unit, BCU_UNIT_SHARE) == 0)
            append_share(line, value.as.real);
        else if (value.type != BCU_NULL)
            bcu_thousands_append(line, value, column->decimals);
        g_string_append_c(line, ' ');
    }
    g_string_append(line, "|\n");
}

static bool write_markdown(const BcuTable *table, BcuWrite write, void *closure)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++) {
        g_autofree char *name = g_strdelimit(g_strdup(bcu_table_column(table, c)->name), "_", ' ');
        g_string_append(text, "| ");
        bcu_markdown_append_text(text, name);
        g_string_append_c(text, ' ');
    }
    g_string_append(text, "|\n");
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
        g_string_append(text, is_numeric(bcu_table_column(table, c)) ? "| ---: " : "| --- ");
    g_string_append(text, "|\n");
    for (uint32_t r = 0; r < bcu_table_row_count(table); r++)
        append_markdown_row(text, table, r);
    return write(closure, text->str, text->len);
}

bool bcu_table_write(const BcuTable *table, BcuTableFormat format, uint32_t flags, BcuWrite write,
                     void *closure)
{
    switch (format) {
    case BCU_FORMAT_JSON: return write_json(table, write, closure);
    case BCU_FORMAT_MARKDOWN: return write_markdown(table, write, closure);
    default: return write_csv(table, flags, write, closure);
    }
}
