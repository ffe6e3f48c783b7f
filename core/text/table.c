/* Keeps typed columns in flat arrays.
 * Typed columns in flat arrays; see <bcukit/table.h>. */
#include "text/table_pick.h"
#include <bcukit/table.h>
#include <glib.h>
#include <math.h>

typedef struct Column {
    BcuColumn meaning;
    GArray *cells; /* BcuValue */
} Column;

struct BcuTable {
    char *name;
    GPtrArray *columns; /* Column */
    uint32_t row_count;
    GArray *lines; /* int64_t, of the rows up to the last that has one */
    GStringChunk *texts; /* names and cells live as long as the table */
};

static void column_free(void *data)
{
    Column *column = data;
    g_array_unref(column->cells);
    g_free(column);
}

BcuTable *bcu_table_new(const char *name)
{
    BcuTable *table = g_new0(BcuTable, 1);
    table->name = g_strdup(name);
    table->columns = g_ptr_array_new_with_free_func(column_free);
    table->lines = g_array_new(FALSE, TRUE, sizeof(int64_t));
    table->texts = g_string_chunk_new(4096);
    return table;
}

void bcu_table_free(BcuTable *table)
{
    if (!table)
        return;
    g_free(table->name);
    g_ptr_array_unref(table->columns);
    g_array_unref(table->lines);
    g_string_chunk_free(table->texts);
    g_free(table);
}

const char *bcu_table_name(const BcuTable *table)
{
    return table->name;
}

static const char *keep(BcuTable *table, const char *text)
{
    return text ? g_string_chunk_insert_const(table->texts, text) : NULL;
}

uint32_t bcu_table_add_column(BcuTable *table, const BcuColumn *meaning)
{
    Column *column = g_new0(Column, 1);
    column->meaning = *meaning;
    column->meaning.name = keep(table, meaning->name);
    column->meaning.unit = keep(table, meaning->unit);
    column->meaning.description = keep(table, meaning->description);
    /* Zeroed cells are empty: BCU_NULL is 0. */
    column->cells = g_array_new(false, true, sizeof(BcuValue));
    g_array_set_size(column->cells, table->row_count);
    g_ptr_array_add(table->columns, column);
    return table->columns->len - 1;
}

void bcu_table_add_columns(BcuTable *table, const BcuColumn *columns, size_t count)
{
    for (size_t c = 0; c < count; c++)
        bcu_table_add_column(table, &columns[c]);
}

uint32_t bcu_table_add_row(BcuTable *table)
{
    table->row_count++;
    for (uint32_t c = 0; c < table->columns->len; c++) {
        Column *column = g_ptr_array_index(table->columns, c);
        g_array_set_size(column->cells, table->row_count);
    }
    return table->row_count - 1;
}

void bcu_table_set(BcuTable *table, uint32_t row, uint32_t index, BcuValue value)
{
    Column *column = g_ptr_array_index(table->columns, index);
    BcuType type = column->meaning.type;
    if (value.type == BCU_INTEGER && type == BCU_REAL)
        value = (BcuValue){.type = BCU_REAL, .as.real = (double)value.as.integer};
    g_assert(value.type == BCU_NULL || value.type == type);
    if (value.type == BCU_TEXT)
        value.as.text = g_string_chunk_insert(table->texts, value.as.text);
    g_array_index(column->cells, BcuValue, row) = value;
}

void bcu_table_set_integer(BcuTable *table, uint32_t row, uint32_t column, int64_t value)
{
    bcu_table_set(table, row, column, (BcuValue){.type = BCU_INTEGER, .as.integer = value});
}

void bcu_table_set_real(BcuTable *table, uint32_t row, uint32_t column, double value)
{
    BcuValue cell = {.type = isfinite(value) ? BCU_REAL : BCU_NULL, .as.real = value};
    bcu_table_set(table, row, column, cell);
}

void bcu_table_set_text(BcuTable *table, uint32_t row, uint32_t column, const char *value)
{
    BcuValue cell = {.type = value ? BCU_TEXT : BCU_NULL, .as.text = value};
    bcu_table_set(table, row, column, cell);
}

void bcu_table_set_line(BcuTable *table, uint32_t row, int64_t line)
{
    if (row >= table->lines->len)
        g_array_set_size(table->lines, row + 1);
    g_array_index(table->lines, int64_t, row) = line;
}

int64_t bcu_table_line(const BcuTable *table, uint32_t row)
{
    return row < table->lines->len ? g_array_index(table->lines, int64_t, row) : 0;
}

uint32_t bcu_table_row_count(const BcuTable *table)
{
    return table->row_count;
}

uint32_t bcu_table_column_count(const BcuTable *table)
{
    return table->columns->len;
}

const BcuColumn *bcu_table_column(const BcuTable *table, uint32_t index)
{
    const Column *column = g_ptr_array_index(table->columns, index);
    return &column->meaning;
}

uint32_t bcu_table_find(const BcuTable *table, const char *name)
{
    for (uint32_t c = 0; c < table->columns->len; c++)
        if (g_ascii_strcasecmp(bcu_table_column(table, c)->name, name) == 0)
            return c;
    return BCU_NONE;
}

BcuValue bcu_table_at(const BcuTable *table, uint32_t row, uint32_t index)
{
    const Column *column = g_ptr_array_index(table->columns, index);
    return g_array_index(column->cells, BcuValue, row);
}

bool bcu_table_number(const BcuTable *table, uint32_t row, uint32_t column, double *value)
{
    BcuValue cell = bcu_table_at(table, row, column);
    if (cell.type == BCU_INTEGER)
        *value = (double)cell.as.integer;
    else if (cell.type == BCU_REAL)
        *value = cell.as.real;
    else
        return false;
    return true;
}
