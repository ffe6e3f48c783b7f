/* Layers of an export, each a FeatureCollection or a sequence of features. */
#include "layers.h"
#include "bbox.h"
#include "coordinates.h"
#include "mend.h"
#include "staging.h"
#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* What all layers share. */
typedef struct Writer {
    const BcuRun *run;
    BcuExport *exported;
    char *crs_urn; /* NULL for WGS 84, which RFC 7946 takes for granted */
    int decimals;
    GeoBorders borders[2]; /* by coverage, when first needed */
} Writer;

typedef struct Layer {
    Writer *writer;
    uint32_t index; /* in the export */
    BcuExportLayer shown;
    GeoExpected *expected; /* per row: what reading back must find */
    uint32_t dropped;      /* rings and lines */
    uint32_t mended;       /* features */
    GeoBbox bbox;
    BcuJson *json;
} Layer;

/* ---- a feature ------------------------------------------------------------------------- */

static void put_bbox(const Layer *layer, BcuBox box)
{
    const double sides[] = {box.min_x, box.min_y, box.max_x, box.max_y};
    bcu_json_key(layer->json, "bbox");
    bcu_json_begin_array(layer->json);
    for (int i = 0; i < 4; i++)
        bcu_json_real(layer->json, sides[i], layer->writer->decimals);
    bcu_json_end_array(layer->json);
}

static void put_own_bbox(const Layer *layer, const BcuShape *shape)
{
    GeoBbox own = geo_bbox_new(bcu_export_is_geographic(layer->writer->exported));
    geo_bbox_add(&own, shape);
    put_bbox(layer, geo_bbox_result(&own));
    geo_bbox_clear(&own);
}

static const GeoBorders *borders_of(const Layer *layer)
{
    if (layer->shown.kind != BCU_EXPORT_LEVEL || layer->shown.geometry != BCU_POLYGONS)
        return NULL;
    const BcuExport *exported = layer->writer->exported;
    uint32_t coverage = bcu_dataset_level(bcu_export_dataset(exported), layer->shown.level).coverage;
    GeoBorders *borders = &layer->writer->borders[coverage];
    if (!borders->moment)
        *borders = geo_borders_build(exported, coverage);
    return borders;
}

/* The shape of a row as the file has it, and what reading it back must find. */
static BcuShape *written_shape(Layer *layer, uint32_t row)
{
    const Writer *writer = layer->writer;
    BcuShape *shape = bcu_export_shape_build(writer->exported, layer->index, row);
    GeoExpected *expected = &layer->expected[row];
    GeoDropped dropped = {0};
    double moved = 0;
    *expected = geo_expected(writer->exported, layer->shown, row, shape, borders_of(layer));
    geo_shape_tidy(shape, layer->shown.geometry, &dropped);
    if (layer->shown.geometry == BCU_POLYGONS)
        moved = geo_shape_mend(&shape, writer->decimals);
    expected->slack += dropped.area + moved;
    layer->dropped += dropped.runs;
    layer->mended += moved > 0;
    return shape;
}

static void put_geometry(Layer *layer, uint32_t row)
{
    BcuShape *shape = written_shape(layer, row);
    if (shape->part_count > 0) {
        geo_bbox_add(&layer->bbox, shape);
        if (layer->shown.geometry != BCU_POINTS)
            put_own_bbox(layer, shape);
        bcu_json_key(layer->json, "geometry");
        bcu_json_begin_object(layer->json);
        geo_put_shape(layer->json, shape, layer->shown.geometry, layer->writer->decimals);
        bcu_json_end_object(layer->json);
    } else {
        bcu_json_key(layer->json, "geometry");
        bcu_json_null(layer->json);
    }
    bcu_shape_free(shape);
}

static void put_feature(Layer *layer, uint32_t row)
{
    BcuJson *json = layer->json;
    const BcuDataset *dataset = bcu_export_dataset(layer->writer->exported);
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "type", "Feature");
    if (layer->shown.kind == BCU_EXPORT_LEVEL)
        bcu_json_put_text(json, "id", bcu_feature_code(dataset, layer->shown.level, row));
    put_geometry(layer, row);
    bcu_json_key(json, "properties");
    bcu_properties_put_json(dataset,
                            layer->shown.kind == BCU_EXPORT_LEVEL ? layer->shown.level : BCU_LEVEL_COUNT,
                            layer->shown.table, row, json);
    bcu_json_end_object(json);
}

/* ---- a layer --------------------------------------------------------------------------- */

static void put_crs(const Layer *layer)
{
    bcu_json_key(layer->json, "crs");
    bcu_json_begin_object(layer->json);
    bcu_json_put_text(layer->json, "type", "name");
    bcu_json_key(layer->json, "properties");
    bcu_json_begin_object(layer->json);
    bcu_json_put_text(layer->json, "name", layer->writer->crs_urn);
    bcu_json_end_object(layer->json);
    bcu_json_end_object(layer->json);
}

static void put_collection(Layer *layer)
{
    BcuJson *json = layer->json;
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "type", "FeatureCollection");
    bcu_json_put_text(json, "name", layer->shown.id);
    if (layer->writer->crs_urn && *layer->writer->crs_urn)
        put_crs(layer);
    bcu_json_key(json, "features");
    bcu_json_begin_array(json);
    for (uint32_t row = 0; row < bcu_table_row_count(layer->shown.table); row++)
        put_feature(layer, row);
    bcu_json_end_array(json);
    /* Last, since it is known then: one pass is enough. */
    BcuBox box = geo_bbox_result(&layer->bbox);
    if (box.min_y <= box.max_y)
        put_bbox(layer, box);
    bcu_json_end_object(json);
    bcu_json_newline(json);
}

static void put_sequence(Layer *layer)
{
    for (uint32_t row = 0; row < bcu_table_row_count(layer->shown.table); row++) {
        put_feature(layer, row);
        bcu_json_newline(layer->json);
    }
}

static bool write_bytes(Layer *layer, GeoStaging *staging, bool is_sequence)
{
    layer->json = bcu_json_new(0, geo_staging_write, staging);
    layer->bbox = geo_bbox_new(bcu_export_is_geographic(layer->writer->exported));
    layer->dropped = layer->mended = 0;
    if (is_sequence)
        put_sequence(layer);
    else
        put_collection(layer);
    geo_bbox_clear(&layer->bbox);
    return bcu_json_close(layer->json);
}

static void say_verified(const Layer *layer, BcuStream *stream, const char *report)
{
    const BcuTransform *transform = bcu_export_transform(layer->writer->exported);
    g_autofree char *moved =
        bcu_transform_is_noop(transform)
            ? g_strdup(report)
            : g_strdup_printf("%s; moved by \"%s\", stated accuracy %g m", report,
                              bcu_transform_operation(transform), bcu_transform_accuracy_m(transform));
    bcu_stream_verified(stream, moved);
}

static bool write_layer(Layer *layer, bool is_sequence)
{
    const BcuRun *run = layer->writer->run;
    const char *params[] = {"layer", layer->shown.id, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, is_sequence ? "features" : "layer", params, run->log);
    if (!stream)
        return false;
    GeoFile file = {layer->shown.id, layer->shown.geometry, is_sequence, layer->expected,
                    bcu_table_row_count(layer->shown.table)};
    g_autofree char *report = NULL;
    GeoStaging *staging = geo_staging_begin(stream, &file);
    bool ok = write_bytes(layer, staging, is_sequence);
    ok = geo_staging_end(staging, &report, run->log) && ok;
    if (report)
        say_verified(layer, stream, report);
    return bcu_stream_commit(stream, ok, run->log);
}

static bool wants_format(const BcuOptions *options, const char *format)
{
    bool wanted = false;
    for (size_t i = 0; i < bcu_options_list_count(options, "formats"); i++)
        wanted |= g_str_equal(bcu_options_list_at(options, "formats", i), format);
    return wanted;
}

static void report_rounding(const Layer *layer)
{
    const Writer *writer = layer->writer;
    if (layer->dropped > 0)
        bcu_report(writer->run->log, BCU_WARNING, "GEOJSON030", NULL,
                   "Write more decimals with geojson.decimals.",
                   "%u rings or lines of layer %s vanish when rounded to %d decimals", layer->dropped,
                   layer->shown.id, writer->decimals);
    if (layer->mended > 0)
        bcu_report(
            writer->run->log, BCU_WARNING, "GEOJSON031", NULL,
            "Write more decimals with geojson.decimals, or simplify with geojson.simplify.",
            "the rings of %u features of layer %s touch or cross when rounded to %d decimals; they were "
            "made valid and may no longer share every vertex with their neighbours",
            layer->mended, layer->shown.id, writer->decimals);
}

static bool write_formats(Writer *writer, uint32_t index)
{
    const BcuOptions *options = writer->run->options;
    Layer layer = {.writer = writer, .index = index, .shown = bcu_export_layer_at(writer->exported, index)};
    g_autofree GeoExpected *expected = layer.expected =
        g_new0(GeoExpected, (size_t)bcu_table_row_count(layer.shown.table) + 1);
    bool ok = (!wants_format(options, "geojson") || write_layer(&layer, false)) &&
              (!wants_format(options, "geojsonl") || write_layer(&layer, true));
    if (ok)
        report_rounding(&layer);
    return ok;
}

/* ---- all layers ------------------------------------------------------------------------ */

/* The name that readers of the time before RFC 7946 know for a CRS; empty where it has no code. */
static char *urn_of(const char *crs, BcuDiagLog *log)
{
    char *authority = bcu_crs_text_dup(crs, BCU_CRS_AUTHORITY, log);
    char *colon = authority ? strchr(authority, ':') : NULL;
    char *urn =
        colon ? g_strdup_printf("urn:ogc:def:crs:%.*s::%s", (int)(colon - authority), authority, colon + 1)
              : g_strdup("");
    free(authority);
    return urn;
}

static bool look_at_crs(Writer *writer)
{
    const char *crs = bcu_options_text(writer->run->options, "crs");
    BcuDiagLog *log = writer->run->log;
    BcuTransform *to_wgs84 = bcu_transform_new(crs, "EPSG:4326", NULL);
    bool is_wgs84 = to_wgs84 && bcu_transform_is_noop(to_wgs84), is_geographic = false;
    bcu_transform_free(to_wgs84);
    if (!bcu_crs_units(crs, &is_geographic, NULL, log))
        return false;
    writer->decimals = bcu_options_has(writer->run->options, "decimals")
                           ? (int)bcu_options_integer(writer->run->options, "decimals")
                       : is_geographic ? 7
                                       : 3;
    if (is_wgs84)
        return true;
    writer->crs_urn = urn_of(crs, log);
    bcu_report(log, BCU_WARNING, "GEOJSON040", NULL,
               "Leave geojson.crs out unless the reader is known to expect it.",
               "coordinates in %s leave RFC 7946, which knows WGS 84 only; most web maps will misplace them",
               crs);
    return true;
}

bool geojson_write_layers(const BcuRun *run)
{
    BcuExportChoice choice = {
        .offered = 1u << BCU_EXPORT_LEVEL | 1u << BCU_EXPORT_BORDERS | 1u << BCU_EXPORT_CONTEXT,
        .usual = 1u << BCU_EXPORT_LEVEL,
        .simplestyle = bcu_options_bool(run->options, "simplestyle"),
    };
    Writer writer = {.run = run};
    bool ok = look_at_crs(&writer);
    choice.rounded = true;
    choice.decimals = writer.decimals;
    ok = ok && (writer.exported = bcu_export_build_of(run, choice));
    for (uint32_t i = 0; ok && i < bcu_export_layer_count(writer.exported) && !run->cancelled(); i++)
        ok = write_formats(&writer, i);
    geo_borders_clear(&writer.borders[0]);
    geo_borders_clear(&writer.borders[1]);
    g_free(writer.crs_urn);
    bcu_export_free(writer.exported);
    return ok;
}
