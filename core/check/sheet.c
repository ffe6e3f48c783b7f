/* Prints sheets.
 * Sheets as text in aligned columns and as JSON. */
#include "check/sheet.h"
#include "text/json_text.h"
#include "text/thousands.h"
#include <bcukit/number.h>
#include <stdarg.h>
#include <string.h>

typedef struct Section {
    char *title;
    BcuTable *table;
    uint32_t shown;   /* 0: all */
    GPtrArray *notes; /* char * */
    char *text;       /* printed in place of the rows; NULL: they are printed */
} Section;

struct BcuSheet {
    GPtrArray *sections; /* Section */
};

static void section_free(void *data)
{
    Section *section = data;
    g_free(section->title);
    g_free(section->text);
    bcu_table_free(section->table);
    g_ptr_array_unref(section->notes);
    g_free(section);
}

BcuSheet *bcu_sheet_new(void)
{
    BcuSheet *sheet = g_new0(BcuSheet, 1);
    sheet->sections = g_ptr_array_new_with_free_func(section_free);
    return sheet;
}

void bcu_sheet_free(BcuSheet *sheet)
{
    if (!sheet)
        return;
    g_ptr_array_unref(sheet->sections);
    g_free(sheet);
}

static char *capitalised(const char *title)
{
    GString *text = g_string_new(NULL);
    g_string_append_unichar(text, g_unichar_toupper(g_utf8_get_char(title)));
    g_string_append(text, g_utf8_next_char(title));
    return g_string_free(text, FALSE);
}

void bcu_sheet_take_table(BcuSheet *sheet, const char *title, uint32_t shown, BcuTable *table)
{
    Section *section = g_new0(Section, 1);
    section->title = capitalised(title);
    section->table = table;
    section->shown = shown;
    section->notes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(sheet->sections, section);
}

void bcu_sheet_take_text(BcuSheet *sheet, char *text)
{
    Section *section = g_ptr_array_index(sheet->sections, sheet->sections->len - 1);
    g_free(section->text);
    section->text = text;
}

void bcu_sheet_say(BcuSheet *sheet, const char *format, ...)
{
    Section *section = g_ptr_array_index(sheet->sections, sheet->sections->len - 1);
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(section->notes, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

uint32_t bcu_sheet_count(const BcuSheet *sheet)
{
    return sheet->sections->len;
}

const BcuTable *bcu_sheet_table_at(const BcuSheet *sheet, uint32_t section)
{
    return ((const Section *)g_ptr_array_index(sheet->sections, section))->table;
}

/* ---- text ------------------------------------------------------------------------------ */

static bool is_numeric(const BcuColumn *column)
{
    return column->type == BCU_INTEGER || column->type == BCU_REAL;
}

static char *header_of(const BcuColumn *column)
{
    return g_strdelimit(g_strdup(column->name), "_", ' ');
}

/* Coordinates are to be copied: without commas. */
static void append_number(GString *cell, BcuValue value, const BcuColumn *column)
{
    char plain[BCU_NUMBER_SIZE];
    if (value.type != BCU_REAL || g_strcmp0(column->unit, BCU_SHEET_MAP_UNITS) != 0) {
        bcu_thousands_append(cell, value, column->decimals);
        return;
    }
    bcu_number_fixed(plain, value.as.real, column->decimals, false);
    g_string_append(cell, plain);
}

static char *cell_of(const BcuTable *table, uint32_t row, uint32_t c)
{
    const BcuColumn *column = bcu_table_column(table, c);
    BcuValue value = bcu_table_at(table, row, c);
    GString *cell = g_string_new(NULL);
    if (value.type == BCU_TEXT)
        g_string_append(cell, value.as.text);
    else if (value.type == BCU_BOOL)
        g_string_append(cell, value.as.boolean ? "yes" : "no");
    else if (value.type == BCU_NULL)
        g_string_append_c(cell, '-');
    else
        append_number(cell, value, column);
    return g_strdelimit(g_string_free(cell, FALSE), "\n\r\t", ' ');
}

/* Columns that a terminal needs: letters of East Asian scripts take two, combining marks none. */
static size_t width_of(const char *text)
{
    size_t width = 0;
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        width += g_unichar_iszerowidth(letter) ? 0 : g_unichar_iswide(letter) ? 2 : 1;
    }
    return width;
}

static void append_line(GString *text, char *const *cells, const size_t *widths, const BcuTable *table)
{
    uint32_t count = bcu_table_column_count(table);
    g_string_append(text, "  ");
    for (uint32_t c = 0; c < count; c++) {
        size_t padding = widths[c] - width_of(cells[c]);
        bool right = is_numeric(bcu_table_column(table, c));
        g_string_append_printf(text, "%s%*s%s", c ? "  " : "", right ? (int)padding : 0, "", cells[c]);
        if (!right && c + 1 < count)
            g_string_append_printf(text, "%*s", (int)padding, "");
    }
    g_string_append_c(text, '\n');
}

static void append_table(GString *text, const BcuTable *table, uint32_t shown)
{
    uint32_t columns = bcu_table_column_count(table), rows = bcu_table_row_count(table);
    uint32_t printed = shown && shown < rows ? shown : rows;
    g_autofree size_t *widths = g_new0(size_t, (size_t)columns + 1);
    g_autofree GStrv *lines = g_new0(GStrv, (size_t)printed + 1);
    for (uint32_t i = 0; i <= printed; i++) {
        lines[i] = g_new0(char *, (size_t)columns + 1);
        for (uint32_t c = 0; c < columns; c++) {
            lines[i][c] = i == 0 ? header_of(bcu_table_column(table, c)) : cell_of(table, i - 1, c);
            widths[c] = MAX(widths[c], width_of(lines[i][c]));
        }
    }
    for (uint32_t i = 0; i <= printed; i++) {
        append_line(text, lines[i], widths, table);
        g_strfreev(lines[i]);
    }
    if (printed < rows)
        g_string_append_printf(text, "  and %u more\n", rows - printed);
}

static void append_section(GString *text, const Section *section)
{
    g_string_append_printf(text, "%s%s\n", text->len ? "\n" : "", section->title);
    if (section->text)
        g_string_append(text, section->text);
    else if (bcu_table_row_count(section->table) > 0)
        append_table(text, section->table, section->shown);
    else if (section->notes->len == 0)
        g_string_append(text, "  none\n");
    for (guint i = 0; i < section->notes->len; i++)
        g_string_append_printf(text, "  %s\n", (const char *)g_ptr_array_index(section->notes, i));
}

char *bcu_sheet_text(const BcuSheet *sheet)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < sheet->sections->len; i++)
        append_section(text, g_ptr_array_index(sheet->sections, i));
    return g_string_free(text, FALSE);
}

/* ---- JSON ------------------------------------------------------------------------------ */

static void put_section(BcuJson *json, const Section *section)
{
    bcu_json_key(json, bcu_table_name(section->table));
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "title", section->title);
    bcu_json_key(json, "rows");
    bcu_json_put_rows(json, section->table);
    bcu_json_key(json, "notes");
    bcu_json_begin_array(json);
    for (guint i = 0; i < section->notes->len; i++)
        bcu_json_text(json, g_ptr_array_index(section->notes, i));
    bcu_json_end_array(json);
    bcu_json_end_object(json);
}

char *bcu_sheet_json(const BcuSheet *sheet)
{
    GString *text = g_string_new(NULL);
    BcuJson *json = bcu_json_new_text(1, text);
    bcu_json_begin_object(json);
    for (guint i = 0; i < sheet->sections->len; i++)
        put_section(json, g_ptr_array_index(sheet->sections, i));
    bcu_json_end_object(json);
    bcu_json_newline(json);
    bcu_json_close(json);
    return g_string_free(text, FALSE);
}
