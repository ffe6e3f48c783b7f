/* Writes problem places as points.
 * Rows and records with a place, each as a point. */
#include "check/problems.h"
#include "text/json_text.h"
#include <bcukit/crs.h>

/* Digits of degrees: 0.1 mm, for flaws can be that near to one another. */
#define DECIMALS 9

typedef struct Writer {
    BcuJson *json;
    BcuTransform *transform;
    GArray *places; /* BcuPoint: those of rows; a message about one of them is not a place of its own */
    size_t count;
} Writer;

static bool is_told(const Writer *writer, BcuPoint at)
{
    for (guint i = 0; i < writer->places->len; i++) {
        const BcuPoint *other = &g_array_index(writer->places, BcuPoint, i);
        if (other->x == at.x && other->y == at.y)
            return true;
    }
    return false;
}

/* Begins a feature up to its open object of properties; false when the place has no longitude. */
static bool begin_feature(Writer *writer, BcuPoint at)
{
    if (!bcu_transform_points(writer->transform, &at, 1))
        return false;
    BcuJson *json = writer->json;
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "type", "Feature");
    bcu_json_key(json, "geometry");
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "type", "Point");
    bcu_json_key(json, "coordinates");
    bcu_json_begin_array(json);
    bcu_json_real(json, at.x, DECIMALS);
    bcu_json_real(json, at.y, DECIMALS);
    bcu_json_end_array(json);
    bcu_json_end_object(json);
    bcu_json_key(json, "properties");
    bcu_json_begin_object(json);
    writer->count++;
    return true;
}

static void end_feature(Writer *writer)
{
    bcu_json_end_object(writer->json);
    bcu_json_end_object(writer->json);
}

static void write_rows(Writer *writer, const BcuTable *table)
{
    uint32_t x = bcu_table_find(table, "x"), y = bcu_table_find(table, "y");
    for (uint32_t r = 0; x != BCU_NONE && y != BCU_NONE && r < bcu_table_row_count(table); r++) {
        BcuPoint at;
        if (!bcu_table_number(table, r, x, &at.x) || !bcu_table_number(table, r, y, &at.y) ||
            !begin_feature(writer, at))
            continue;
        g_array_append_val(writer->places, at);
        bcu_json_put_text(writer->json, "problem", bcu_table_name(table));
        for (uint32_t c = 0; c < bcu_table_column_count(table); c++) {
            const BcuColumn *column = bcu_table_column(table, c);
            bcu_json_key(writer->json, column->name);
            bcu_json_value(writer->json, bcu_table_at(table, r, c), column->decimals);
        }
        end_feature(writer);
    }
}

static void write_records(Writer *writer, const BcuDiagLog *log)
{
    for (size_t i = 0; i < bcu_diag_log_size(log); i++) {
        const BcuDiag *diag = bcu_diag_log_at(log, i);
        BcuPoint at = {diag->place.x, diag->place.y};
        if (!diag->place.has_position || is_told(writer, at) || !begin_feature(writer, at))
            continue;
        bcu_json_put_text(writer->json, "problem", "message");
        bcu_json_put_text(writer->json, "code", diag->code);
        bcu_json_put_text(writer->json, "what", diag->message);
        end_feature(writer);
    }
}

char *bcu_problems_geojson(const BcuSheet *sheet, const BcuCrs *crs, size_t *count, BcuDiagLog *log)
{
    const BcuCrs *wgs84 = bcu_crs_beside(crs, "EPSG:4326", log);
    Writer writer = {.transform = wgs84 ? bcu_transform_new(crs, wgs84, log) : NULL};
    if (!writer.transform)
        return NULL;
    GString *text = g_string_new(NULL);
    writer.places = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    writer.json = bcu_json_new_text(1, text);
    bcu_json_begin_object(writer.json);
    bcu_json_put_text(writer.json, "type", "FeatureCollection");
    bcu_json_key(writer.json, "features");
    bcu_json_begin_array(writer.json);
    for (uint32_t i = 0; i < bcu_sheet_count(sheet); i++)
        write_rows(&writer, bcu_sheet_table_at(sheet, i));
    write_records(&writer, log);
    bcu_json_end_array(writer.json);
    bcu_json_end_object(writer.json);
    bcu_json_newline(writer.json);
    bcu_json_close(writer.json);
    bcu_transform_free(writer.transform);
    g_array_unref(writer.places);
    *count = writer.count;
    return g_string_free(text, FALSE);
}
