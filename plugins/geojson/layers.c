/* Layers of an export, each a FeatureCollection or a sequence of features. */
#include "layers.h"
#include "feature.h"
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

/* A layer on its way into a file. */
typedef struct Layer {
    Writer *writer;
    GeoLayer of;
    bool is_sequence;
    GeoSums sums[GEO_MOST_THREADS]; /* of each thread; of all in the first at the end */
} Layer;

static uint32_t row_count(const Layer *layer)
{
    return bcu_table_row_count(layer->of.shown.table);
}

/* ---- features, several threads at once ------------------------------------------------- */

static bool append(void *text, const void *bytes, size_t count)
{
    g_string_append_len(text, bytes, (gssize)count);
    return true;
}

static void make_features(void *closure, unsigned hand, uint32_t first, uint32_t end, GString *text)
{
    Layer *layer = closure;
    BcuJson *json = bcu_json_new(0, append, text);
    for (uint32_t row = first; row < end; row++) {
        if (row > first && !layer->is_sequence)
            bcu_json_append(json, ",", 1);
        geo_put_feature(json, &layer->of, row, &layer->sums[hand]);
        if (layer->is_sequence)
            bcu_json_newline(json);
    }
    bcu_json_close(json);
}

/* Of all rows together. */
static size_t count_vertices(const Layer *layer)
{
    const BcuDataset *dataset = bcu_export_dataset(layer->of.exported);
    BcuLevel level = layer->of.shown.level;
    const size_t *start;
    size_t all = bcu_coverage_points(dataset, bcu_dataset_level(dataset, level).coverage, &start).count;
    if (layer->of.shown.kind == BCU_EXPORT_BORDERS)
        return all;
    size_t vertices = 0;
    for (uint32_t row = 0; row < row_count(layer); row++) {
        BcuArcShape outline = bcu_feature_arcs(dataset, level, row);
        uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
        for (uint32_t r = outline.ring_start[first]; r < outline.ring_start[end]; r++) {
            int32_t arc = outline.refs[r] < 0 ? ~outline.refs[r] : outline.refs[r];
            vertices += start[arc + 1] - start[arc];
        }
    }
    return vertices;
}

/* Rows that come to a few hundred kilobytes if all are alike. */
static uint32_t rows_at_once(const Layer *layer)
{
    enum { USUAL_ROW = 16, VERTICES = 20000 };
    bool has_borders =
        layer->of.shown.kind != BCU_EXPORT_CONTEXT && layer->of.shown.geometry != BCU_POINTS;
    size_t vertices = has_borders ? count_vertices(layer) : 0;
    size_t per_row = vertices / MAX(row_count(layer), 1) + USUAL_ROW;
    return (uint32_t)MAX(VERTICES / per_row, 1);
}

static void begin_sums(Layer *layer)
{
    for (size_t h = 0; h < GEO_MOST_THREADS; h++)
        layer->sums[h] = (GeoSums){.bbox = geo_bbox_new(bcu_export_is_geographic(layer->of.exported))};
}

static void join_sums(Layer *layer)
{
    for (size_t h = 1; h < GEO_MOST_THREADS; h++) {
        geo_bbox_join(&layer->sums[0].bbox, &layer->sums[h].bbox);
        layer->sums[0].dropped += layer->sums[h].dropped;
        layer->sums[0].mended += layer->sums[h].mended;
    }
}

static void end_sums(Layer *layer)
{
    for (size_t h = 0; h < GEO_MOST_THREADS; h++)
        geo_bbox_clear(&layer->sums[h].bbox);
}

static bool put_features(Layer *layer, GeoStaging *staging)
{
    GeoFeatures features = {.make = make_features,
                            .closure = layer,
                            .stretch = rows_at_once(layer),
                            /* What is not made of borders is transformed when it is asked for. */
                            .one_hand = layer->of.shown.kind == BCU_EXPORT_CONTEXT ||
                                        layer->of.shown.geometry == BCU_POINTS,
                            .separator = layer->is_sequence ? "" : ","};
    bool ok = geo_staging_put(staging, &features);
    join_sums(layer);
    return ok;
}

/* ---- a file ---------------------------------------------------------------------------- */

static void put_crs(BcuJson *json, const char *urn)
{
    bcu_json_key(json, "crs");
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "type", "name");
    bcu_json_key(json, "properties");
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "name", urn);
    bcu_json_end_object(json);
    bcu_json_end_object(json);
}

static bool put_collection(Layer *layer, GeoStaging *staging)
{
    const char *urn = layer->writer->crs_urn;
    BcuJson *json = bcu_json_new(0, geo_staging_write, staging);
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "type", "FeatureCollection");
    bcu_json_put_text(json, "name", layer->of.shown.id);
    if (urn && *urn)
        put_crs(json, urn);
    bcu_json_key(json, "features");
    bcu_json_begin_array(json);
    bcu_json_flush(json);
    bool ok = put_features(layer, staging);
    bcu_json_end_array(json);
    /* Last, since it is known then: one pass is enough. */
    BcuBox box = geo_bbox_result(&layer->sums[0].bbox);
    if (box.min_y <= box.max_y)
        geo_put_bbox(json, box, layer->of.decimals);
    bcu_json_end_object(json);
    bcu_json_newline(json);
    return bcu_json_close(json) && ok;
}

static void say_verified(const Layer *layer, BcuStream *stream, const char *report)
{
    const BcuTransform *transform = bcu_export_transform(layer->writer->exported);
    char *how = bcu_transform_text_dup(transform);
    g_autofree char *moved =
        bcu_transform_is_noop(transform) ? g_strdup(report) : g_strdup_printf("%s; moved %s", report, how);
    free(how);
    bcu_stream_verified(stream, moved);
}

static bool write_layer(Layer *layer, bool is_sequence)
{
    const BcuRun *run = layer->writer->run;
    const char *params[] = {"layer", layer->of.shown.id, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, is_sequence ? "features" : "layer", params, run->log);
    if (!stream)
        return false;
    GeoFile file = {layer->of.shown.id, layer->of.shown.geometry, is_sequence, layer->of.expected,
                    row_count(layer)};
    g_autofree char *report = NULL;
    GeoStaging *staging = geo_staging_begin(stream, &file);
    layer->is_sequence = is_sequence;
    begin_sums(layer);
    bool ok = is_sequence ? put_features(layer, staging) : put_collection(layer, staging);
    end_sums(layer);
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
    const GeoSums *sums = &layer->sums[0];
    if (sums->dropped > 0)
        bcu_report(writer->run->log, BCU_WARNING, "GEOJSON030", NULL,
                   "Write more decimals with geojson.decimals.",
                   "%u rings or lines of layer %s vanish when rounded to %d decimals", sums->dropped,
                   layer->of.shown.id, writer->decimals);
    if (sums->mended > 0)
        bcu_report(
            writer->run->log, BCU_WARNING, "GEOJSON031", NULL,
            "Write more decimals with geojson.decimals, or simplify with geojson.simplify.",
            "the rings of %u features of layer %s touch or cross when rounded to %d decimals; they were "
            "made valid and may no longer share every vertex with their neighbours",
            sums->mended, layer->of.shown.id, writer->decimals);
}

static const GeoBorders *borders_of(Writer *writer, BcuExportLayer shown)
{
    if (shown.kind != BCU_EXPORT_LEVEL || shown.geometry != BCU_POLYGONS)
        return NULL;
    uint32_t coverage = bcu_dataset_level(bcu_export_dataset(writer->exported), shown.level).coverage;
    GeoBorders *borders = &writer->borders[coverage];
    if (!borders->moment)
        *borders = geo_borders_build(writer->exported, coverage);
    return borders;
}

static bool write_formats(Writer *writer, uint32_t index)
{
    const BcuOptions *options = writer->run->options;
    BcuExportLayer shown = bcu_export_layer_at(writer->exported, index);
    g_autofree GeoExpected *expected = g_new0(GeoExpected, (size_t)bcu_table_row_count(shown.table) + 1);
    Layer layer = {
        .writer = writer,
        .of = {writer->exported, index, shown, writer->decimals, borders_of(writer, shown), expected}};
    bool ok = (!wants_format(options, "geojson") || write_layer(&layer, false)) &&
              (!wants_format(options, "geojsonl") || write_layer(&layer, true));
    if (ok)
        report_rounding(&layer);
    return ok;
}

/* ---- all layers ------------------------------------------------------------------------ */

/* The name that readers of the time before RFC 7946 know for a CRS; empty where it has no code. */
static char *urn_of(const BcuCrs *crs, BcuDiagLog *log)
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
    const BcuDataset *dataset = writer->run->dataset;
    const char *definition = bcu_options_text(writer->run->options, "crs");
    BcuDiagLog *log = writer->run->log;
    const BcuCrs *crs = bcu_dataset_crs_find(dataset, definition, log);
    const BcuCrs *wgs84 = crs ? bcu_dataset_crs_find(dataset, "EPSG:4326", log) : NULL;
    if (!wgs84)
        return false;
    BcuTransform *to_wgs84 = bcu_transform_new(crs, wgs84, NULL);
    bool is_wgs84 = to_wgs84 && bcu_transform_is_noop(to_wgs84), is_geographic = bcu_crs_is_geographic(crs);
    bcu_transform_free(to_wgs84);
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
               definition);
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
