/* Layer by layer: rows, shapes, CRS; read back, then committed together. */
#include "write.h"
#include "fields.h"
#include "files.h"
#include "rows.h"
#include "shapes.h"
#include "verify.h"
#include <stdlib.h>
#include <string.h>

/* What is needed for every layer. */
typedef struct Writer {
    const BcuRun *run;
    BcuExport *exported;
    char *prj;         /* free */
    BcuTable *mapping; /* which field holds which column */
} Writer;

/* ---- field names --------------------------------------------------------------------- */

static BcuTable *mapping_new(void)
{
    static const BcuColumn COLUMNS[] = {
        {"layer", BCU_TEXT, -1, NULL, "file"},
        {"field", BCU_TEXT, -1, NULL, "name in the file"},
        {"name", BCU_TEXT, -1, NULL, "full name"},
        {"unit", BCU_TEXT, -1, NULL, "unit"},
        {"description", BCU_TEXT, -1, NULL, "what it means"},
    };
    BcuTable *mapping = bcu_table_new("shapefile-fields");
    bcu_table_add_columns(mapping, COLUMNS, G_N_ELEMENTS(COLUMNS));
    return mapping;
}

static void say_mapping(Writer *writer, BcuExportLayer layer, const Field *fields)
{
    g_autoptr(GString) renamed = g_string_new(NULL);
    for (uint32_t c = 0; c < bcu_table_column_count(layer.table); c++) {
        const BcuColumn *column = bcu_table_column(layer.table, c);
        const char *const cells[] = {layer.id, fields[c].name, column->name, column->unit,
                                     column->description};
        uint32_t row = bcu_table_add_row(writer->mapping);
        for (uint32_t i = 0; i < G_N_ELEMENTS(cells); i++)
            bcu_table_set_text(writer->mapping, row, i, cells[i]);
        if (strcmp(column->name, fields[c].name) != 0)
            g_string_append_printf(renamed, "%s%s for %s", renamed->len ? ", " : "", fields[c].name,
                                   column->name);
        if (fields[c].cut_values > 0)
            bcu_report(writer->run->log, BCU_WARNING, "SHAPEFILE010", NULL,
                       "Write a GeoPackage (plugin gpkg) where whole texts matter.",
                       "%u values of %s in %s.dbf were cut to the %d bytes that a field holds",
                       fields[c].cut_values, column->name, layer.id, FIELD_MAX_TEXT);
    }
    if (renamed->len > 0)
        bcu_report(writer->run->log, BCU_NOTE, "SHAPEFILE001", NULL, NULL,
                   "fields of %s.dbf have at most ten characters: %s", layer.id, renamed->str);
}

/* ---- layers -------------------------------------------------------------------------- */

static bool write_text(BcuStream *stream, const char *text)
{
    return bcu_stream_write(stream, text, strlen(text)) && bcu_stream_flush(stream);
}

static bool write_files(Writer *writer, const Files *files, uint32_t index, const Field *fields)
{
    BcuExportLayer layer = bcu_export_layer_at(writer->exported, index);
    bool has_shapes = files->streams[FILE_SHP] != NULL;
    return rows_write(files, layer.table, fields) && write_text(files->streams[FILE_CPG], "UTF-8") &&
           (!has_shapes || (shapes_write(files, writer->exported, index) &&
                            write_text(files->streams[FILE_PRJ], writer->prj))) &&
           verify_layer(files, writer->run, writer->exported, index, fields);
}

static bool write_layer(Writer *writer, uint32_t index)
{
    BcuExportLayer layer = bcu_export_layer_at(writer->exported, index);
    g_autofree Field *fields = fields_describe(layer.table);
    Files files;
    bool ok = files_open(&files, writer->run, layer.id, layer.geometry != BCU_GEOMETRY_NONE);
    ok = files_commit(&files, ok && write_files(writer, &files, index, fields));
    if (ok)
        say_mapping(writer, layer, fields);
    return ok;
}

static bool describe_crs(Writer *writer)
{
    const BcuCrs *crs = bcu_export_crs(writer->exported);
    writer->prj = bcu_crs_text_dup(crs, BCU_CRS_WKT1_ESRI, writer->run->log);
    if (writer->prj && !*writer->prj)
        bcu_report(writer->run->log, BCU_ERROR, "SHAPEFILE022", NULL,
                   "Choose another with shapefile.crs, or write a GeoPackage (plugin gpkg).",
                   "a .prj cannot say the CRS \"%s\"", bcu_crs_definition(crs));
    return writer->prj && *writer->prj;
}

static bool write_mapping(const Writer *writer)
{
    BcuStream *stream = bcu_sink_open(writer->run->sink, "fields", NULL, writer->run->log);
    bool ok = stream && bcu_table_write(writer->mapping, BCU_FORMAT_CSV, 0, bcu_stream_write, stream);
    return bcu_stream_commit(stream, ok, writer->run->log);
}

bool shapefile_write(const BcuRun *run)
{
    Writer writer = {run, bcu_export_build(run), NULL, mapping_new()};
    bool ok = writer.exported && describe_crs(&writer);
    for (uint32_t i = 0; ok && i < bcu_export_layer_count(writer.exported); i++)
        ok = write_layer(&writer, i);
    ok = ok && write_mapping(&writer);
    bcu_table_free(writer.mapping);
    bcu_export_free(writer.exported);
    free(writer.prj);
    return ok;
}
