/* Every record and every cell, read back with shapelib's own file access. */
#include "verify.h"
#include "shapes.h"
#include <bcukit/number.h>
#include <string.h>

/* ---- shapes -------------------------------------------------------------------------- */

typedef struct Found {
    size_t rings, vertices;
    double worst; /* largest relative difference of an area */
} Found;

/* Twice the signed area from one vertex up to another; positive when clockwise. */
static double twice_clockwise(const SHPObject *object, int from, int end)
{
    double twice = 0, x = object->padfX[from], y = object->padfY[from];
    for (int i = from + 1; i + 1 < end; i++)
        twice -= (object->padfX[i] - x) * (object->padfY[i + 1] - y) -
                 (object->padfX[i + 1] - x) * (object->padfY[i] - y);
    return twice;
}

/* The rings of a part follow one another: a shell, then its holes. */
static const char *check_rings(const SHPObject *object, const BcuShape *shape, double *area)
{
    size_t ring = 0;
    for (size_t p = 0; p < shape->part_count; p++)
        for (size_t r = shape->part_start[p]; r < shape->part_start[p + 1]; r++, ring++) {
            int from = object->panPartStart[ring];
            int end = ring + 1 < shape->ring_count ? object->panPartStart[ring + 1] : object->nVertices;
            if (end - from < 4 || object->padfX[from] != object->padfX[end - 1] ||
                object->padfY[from] != object->padfY[end - 1])
                return "a ring is open or too short";
            double twice = twice_clockwise(object, from, end);
            if (r == shape->part_start[p] ? twice <= 0 : twice >= 0)
                return "a ring runs the wrong way round";
            *area += twice / 2;
        }
    return NULL;
}

/* The project may have simplified the dataset: its outlines count, not the areas that it states. */
static double area_of_dataset(const BcuRun *run, const BcuExport *exported, BcuExportLayer layer,
                              uint32_t row, const BcuShape *shape)
{
    bool comparable = layer.kind == BCU_EXPORT_LEVEL && !bcu_dataset_is_geographic(run->dataset) &&
                      strcmp(bcu_export_operation(exported), "none") == 0 &&
                      bcu_export_dataset(exported) == run->dataset;
    if (!comparable)
        return bcu_shape_area(shape);
    BcuShape *outline = bcu_feature_shape_build(run->dataset, layer.level, row);
    double area = bcu_shape_area(outline);
    bcu_shape_free(outline);
    return area;
}

static const char *check_shape(const SHPObject *object, const BcuShape *shape, int type, double expected,
                               Found *found)
{
    double area = 0;
    if (shape->part_count == 0)
        return object->nSHPType == SHPT_NULL ? NULL : "a feature without place has a shape";
    if (object->nSHPType != type)
        return "a shape is of another type";
    if ((size_t)object->nVertices != shape->point_count)
        return "a shape has another number of vertices";
    found->vertices += shape->point_count;
    if (type != SHPT_POLYGON)
        return NULL;
    if ((size_t)object->nParts != shape->ring_count)
        return "a shape has another number of rings";
    const char *wrong = check_rings(object, shape, &area);
    double difference = fabs(area - expected) / expected;
    found->rings += shape->ring_count;
    found->worst = fmax(found->worst, difference);
    return wrong ? wrong : difference <= 1e-9 ? NULL : "an area differs from that of the dataset";
}

static const char *check_shapes(SHPHandle shp, const BcuRun *run, const BcuExport *exported, uint32_t index,
                                Found *found)
{
    BcuExportLayer layer = bcu_export_layer_at(exported, index);
    uint32_t rows = bcu_table_row_count(layer.table);
    int count, type;
    const char *wrong = NULL;
    SHPGetInfo(shp, &count, &type, NULL, NULL);
    if ((uint32_t)count != rows || type != shapes_type(layer))
        return "the number of shapes or their type differs";
    for (uint32_t row = 0; row < rows && !wrong; row++) {
        BcuShape *shape = bcu_export_shape_build(exported, index, row);
        SHPObject *object = SHPReadObject(shp, (int)row);
        double expected = area_of_dataset(run, exported, layer, row, shape);
        wrong = object ? check_shape(object, shape, type, expected, found) : "a shape cannot be read";
        SHPDestroyObject(object);
        bcu_shape_free(shape);
    }
    return wrong;
}

static const char *verify_shapes(const Files *files, const BcuRun *run, const BcuExport *exported,
                                 uint32_t index)
{
    Found found = {0};
    SHPHandle shp = SHPOpen(bcu_stream_path(files->streams[FILE_SHP]), "rb");
    if (!shp)
        return "the shapes cannot be opened";
    const char *wrong = check_shapes(shp, run, exported, index, &found);
    SHPClose(shp);
    BcuExportLayer layer = bcu_export_layer_at(exported, index);
    g_autoptr(GString) report = g_string_new(NULL);
    g_string_printf(report, "read back by shapelib: %u records, %zu vertices",
                    bcu_table_row_count(layer.table), found.vertices);
    if (layer.geometry == BCU_POLYGONS)
        g_string_append_printf(
            report, "; %zu rings closed, shells clockwise, holes not, areas within %.1e of the dataset's",
            found.rings, found.worst);
    bcu_stream_verified(files->streams[FILE_SHP], report->str);
    return wrong;
}

/* ---- rows ---------------------------------------------------------------------------- */

/* Blanks at the ends are padding to dBase, and a blank text is none. */
static bool same_text(const char *read, const char *written)
{
    g_autofree char *stripped = g_strstrip(g_strdup(written));
    return strcmp(read, stripped) == 0;
}

static bool same_cell(DBFHandle dbf, int row, int column, const Field *field, BcuValue value)
{
    char written[BCU_NUMBER_SIZE];
    double number;
    bool is_null = DBFIsAttributeNULL(dbf, row, column);
    if (value.type == BCU_NULL)
        return is_null;
    const char *read = value.type == BCU_BOOL ? DBFReadLogicalAttribute(dbf, row, column)
                                              : DBFReadStringAttribute(dbf, row, column);
    fields_format(field, value, written);
    switch (value.type) {
    case BCU_REAL:
        return !is_null && bcu_number_parse(read, &number) &&
               bcu_number_is_rounded(number, value.as.real, field->decimals);
    case BCU_TEXT: return same_text(read, written);
    default: return !is_null && strcmp(read, written) == 0;
    }
}

static const char *check_rows(DBFHandle dbf, const BcuTable *table, const Field *fields)
{
    if ((uint32_t)DBFGetRecordCount(dbf) != bcu_table_row_count(table) ||
        (uint32_t)DBFGetFieldCount(dbf) != bcu_table_column_count(table))
        return "the number of rows or fields differs";
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++) {
        char name[XBASE_FLDNAME_LEN_READ + 1];
        DBFGetFieldInfo(dbf, (int)c, name, NULL, NULL);
        if (strcmp(name, fields[c].name) != 0)
            return "the name of a field differs";
        for (uint32_t row = 0; row < bcu_table_row_count(table); row++)
            if (!same_cell(dbf, (int)row, (int)c, &fields[c], bcu_table_at(table, row, c)))
                return "a value differs";
    }
    return NULL;
}

static const char *verify_rows(const Files *files, const BcuTable *table, const Field *fields)
{
    DBFHandle dbf = DBFOpen(bcu_stream_path(files->streams[FILE_DBF]), "rb");
    if (!dbf)
        return "the rows cannot be opened";
    const char *wrong = check_rows(dbf, table, fields);
    DBFClose(dbf);
    g_autofree char *report = g_strdup_printf("read back by shapelib: %u rows, %u fields with their values",
                                              bcu_table_row_count(table), bcu_table_column_count(table));
    bcu_stream_verified(files->streams[FILE_DBF], report);
    return wrong;
}

bool verify_layer(const Files *files, const BcuRun *run, const BcuExport *exported, uint32_t index,
                  const Field *fields)
{
    const char *wrong = verify_rows(files, bcu_export_layer_at(exported, index).table, fields);
    if (!wrong && files->streams[FILE_SHP])
        wrong = verify_shapes(files, run, exported, index);
    if (wrong)
        bcu_report(run->log, BCU_ERROR, "SHAPEFILE030", NULL, "Report this; the files were not written.",
                   "layer %s failed its own check: %s", files->name, wrong);
    return !wrong;
}
