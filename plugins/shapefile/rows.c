/* Cells to fields: numbers right-aligned, null as the format has it. */
#include "rows.h"
#include <string.h>

static DBFFieldType type_of(const Field *field)
{
    return field->type == BCU_BOOL   ? FTLogical
           : field->type == BCU_TEXT ? FTString
           : field->type == BCU_REAL ? FTDouble
                                     : FTInteger;
}

static bool add_fields(DBFHandle dbf, const Field *fields, uint32_t count)
{
    bool ok = true;
    for (uint32_t c = 0; c < count && ok; c++)
        ok = DBFAddField(dbf, fields[c].name, type_of(&fields[c]), fields[c].width,
                         fields[c].type != BCU_REAL ? 0
                         : fields[c].decimals < 0   ? MIN(15, MAX(0, fields[c].width - 2))
                                                    : fields[c].decimals) >= 0;
    return ok;
}

static bool write_cell(DBFHandle dbf, int row, int column, const Field *field, BcuValue value)
{
    char text[BCU_NUMBER_SIZE], padded[BCU_NUMBER_SIZE];
    if (value.type == BCU_NULL)
        return DBFWriteNULLAttribute(dbf, row, column);
    fields_format(field, value, text);
    bool is_number = value.type == BCU_INTEGER || value.type == BCU_REAL;
    if (is_number)
        g_snprintf(padded, sizeof padded, "%*s", field->width, text);
    return DBFWriteAttributeDirectly(dbf, row, column, is_number ? padded : text);
}

static bool write_cells(DBFHandle dbf, const BcuTable *table, const Field *fields)
{
    bool ok = true;
    for (uint32_t row = 0; row < bcu_table_row_count(table) && ok; row++)
        for (uint32_t c = 0; c < bcu_table_column_count(table) && ok; c++)
            ok = write_cell(dbf, (int)row, (int)c, &fields[c], bcu_table_at(table, row, c));
    return ok;
}

static bool check_limits(const Files *files, const BcuTable *table, const Field *fields)
{
    enum { MOST_FIELDS = 255, LONGEST_RECORD = 65500 };
    uint32_t count = bcu_table_column_count(table);
    uint64_t length = 1;
    for (uint32_t c = 0; c < count; c++)
        length += (uint64_t)fields[c].width;
    if (count > MOST_FIELDS || length > LONGEST_RECORD) {
        bcu_report(files->log, BCU_ERROR, "SHAPEFILE021", NULL,
                   "Leave the attributes of the layers out, or write a GeoPackage (plugin gpkg).",
                   "%s.dbf would need %u fields in %" G_GUINT64_FORMAT " bytes a row; it holds %d in %d",
                   files->name, count, length, MOST_FIELDS, LONGEST_RECORD);
        return false;
    }
    return files_fit(files, FILE_DBF, 32 + 32 * (uint64_t)count + 2 + length * bcu_table_row_count(table));
}

/* The header has room for a day: that of the run's files, not of the clock. */
static void set_date(DBFHandle dbf)
{
    int64_t seconds;
    bcu_provenance_time(&seconds);
    GDateTime *date = g_date_time_new_from_unix_utc(seconds);
    if (!date)
        return;
    DBFSetLastModifiedDate(dbf, g_date_time_get_year(date) - 1900, g_date_time_get_month(date),
                           g_date_time_get_day_of_month(date));
    g_date_time_unref(date);
}

bool rows_write(const Files *files, const BcuTable *table, const Field *fields)
{
    if (!check_limits(files, table, fields))
        return false;
    SAHooks hooks = files_hooks();
    /* No code page in the header: the .cpg beside it says UTF-8. */
    DBFHandle dbf = DBFCreateLL(bcu_stream_path(files->streams[FILE_DBF]), NULL, &hooks);
    if (dbf)
        set_date(dbf);
    bool ok =
        dbf && add_fields(dbf, fields, bcu_table_column_count(table)) && write_cells(dbf, table, fields);
    if (dbf)
        DBFClose(dbf);
    return files_settle(files->streams[FILE_DBF]) && ok;
}
