/* Layers as objects of one topology: rings are runs of arcs, as in the dataset itself.
 * Source of the format: Bostock and Metcalf, "The TopoJSON Format Specification", 1.0. */
#include "topology.h"
#include "arcs.h"
#include "mend.h"
#include "verify.h"

typedef struct Writer {
    const BcuRun *run;
    const BcuExport *exported;
    const TopoArcs *arcs;
    BcuJson *json;
    bool clockwise;  /* shells, as d3-geo wants them */
    TopoShape shape; /* being built */
    GArray *ring;    /* BcuPoint: being built */
    uint32_t dropped;
} Writer;

/* ---- numbers ----------------------------------------------------------------------------- */

/* A coordinate on the grid: a whole number of steps, or one of the CRS. */
static void put_coordinate(const Writer *writer, double value)
{
    bcu_json_real(writer->json, value, writer->arcs->grid.quantised ? 0 : writer->arcs->grid.decimals);
}

static void put_position(const Writer *writer, BcuPoint point)
{
    bcu_json_begin_array(writer->json);
    put_coordinate(writer, point.x);
    put_coordinate(writer, point.y);
    bcu_json_end_array(writer->json);
}

static void put_pair(BcuJson *json, const char *key, BcuPoint pair)
{
    bcu_json_key(json, key);
    bcu_json_begin_array(json);
    bcu_json_real(json, pair.x, -1);
    bcu_json_real(json, pair.y, -1);
    bcu_json_end_array(json);
}

/* ---- geometry ---------------------------------------------------------------------------- */

/* Clockwise, the references are turned over one by one, from the last. */
static void put_run(const Writer *writer, size_t ring, bool backwards)
{
    size_t first = topo_start_at(writer->shape.ring_start, ring),
           end = topo_start_at(writer->shape.ring_start, ring + 1);
    bcu_json_begin_array(writer->json);
    for (size_t i = first; i < end; i++) {
        int32_t ref = g_array_index(writer->shape.refs, int32_t, backwards ? end - 1 - (i - first) : i);
        bcu_json_integer(writer->json, backwards ? ~ref : ref);
    }
    bcu_json_end_array(writer->json);
}

static void put_part(const Writer *writer, size_t part, BcuGeometry geometry, const bool *stands)
{
    size_t shell = topo_start_at(writer->shape.part_start, part);
    if (geometry == BCU_LINES) {
        put_run(writer, shell, false);
        return;
    }
    bcu_json_begin_array(writer->json);
    for (size_t r = shell; r < topo_start_at(writer->shape.part_start, part + 1); r++)
        if (stands[r])
            put_run(writer, r, writer->clockwise);
    bcu_json_end_array(writer->json);
}

static void put_runs(Writer *writer, uint32_t layer, uint32_t row, BcuGeometry geometry)
{
    static const char *const TYPES[][2] = {
        [BCU_LINES] = {"LineString", "MultiLineString"}, [BCU_POLYGONS] = {"Polygon", "MultiPolygon"}};
    topo_arcs_shape(writer->arcs, layer, row, &writer->shape);
    const GArray *starts = writer->shape.part_start;
    g_autofree bool *stands = g_new0(bool, writer->shape.ring_start->len);
    size_t parts = topo_arcs_standing(writer->arcs, &writer->shape, geometry, writer->ring, stands, &writer->dropped);
    bcu_json_put_text(writer->json, "type", parts > 0 ? TYPES[geometry][parts > 1] : NULL);
    if (parts == 0)
        return;
    bcu_json_key(writer->json, "arcs");
    if (parts > 1)
        bcu_json_begin_array(writer->json);
    for (size_t p = 0; p + 1 < starts->len; p++)
        if (stands[topo_start_at(starts, p)])
            put_part(writer, p, geometry, stands);
    if (parts > 1)
        bcu_json_end_array(writer->json);
}

static void put_points(const Writer *writer, const BcuShape *shape)
{
    bool multi = shape->point_count > 1;
    bcu_json_put_text(writer->json, "type", shape->point_count == 0 ? NULL : multi ? "MultiPoint" : "Point");
    if (shape->point_count == 0)
        return;
    bcu_json_key(writer->json, "coordinates");
    if (multi)
        bcu_json_begin_array(writer->json);
    for (size_t i = 0; i < shape->point_count; i++)
        put_position(writer, topo_grid_snap(&writer->arcs->grid, shape->points[i]));
    if (multi)
        bcu_json_end_array(writer->json);
}

/* ---- the topology ------------------------------------------------------------------------ */

static void put_feature(Writer *writer, uint32_t index, uint32_t row)
{
    const TopoLayer *layer = &writer->arcs->layers[index];
    const BcuDataset *dataset = bcu_export_dataset(writer->exported);
    bool is_level = layer->shown.kind == BCU_EXPORT_LEVEL;
    bcu_json_begin_object(writer->json);
    if (layer->shown.geometry == BCU_POINTS)
        put_points(writer, layer->own[row]);
    else
        put_runs(writer, index, row, layer->shown.geometry);
    if (is_level)
        bcu_json_put_text(writer->json, "id", bcu_feature_code(dataset, layer->shown.level, row));
    bcu_json_key(writer->json, "properties");
    bcu_properties_put_json(dataset, is_level ? layer->shown.level : BCU_LEVEL_COUNT, layer->shown.table, row,
                            writer->json);
    bcu_json_end_object(writer->json);
}

static void put_object(Writer *writer, uint32_t index)
{
    BcuExportLayer shown = bcu_export_layer_at(writer->exported, index);
    bcu_json_key(writer->json, shown.id);
    bcu_json_begin_object(writer->json);
    bcu_json_put_text(writer->json, "type", "GeometryCollection");
    bcu_json_key(writer->json, "geometries");
    bcu_json_begin_array(writer->json);
    for (uint32_t row = 0; row < bcu_table_row_count(shown.table); row++)
        put_feature(writer, index, row);
    bcu_json_end_array(writer->json);
    bcu_json_end_object(writer->json);
}

/* The first position as it is; when quantised, the others as steps from the one before. */
static void put_arcs(const Writer *writer)
{
    const TopoArcs *arcs = writer->arcs;
    bcu_json_key(writer->json, "arcs");
    bcu_json_begin_array(writer->json);
    for (uint32_t a = 0; a < arcs->count; a++) {
        BcuPoint before = {0, 0};
        bcu_json_begin_array(writer->json);
        for (size_t i = arcs->start[a]; i < arcs->start[a + 1]; i++) {
            BcuPoint point = arcs->points[i];
            put_position(writer, (BcuPoint){point.x - before.x, point.y - before.y});
            if (arcs->grid.quantised)
                before = point;
        }
        bcu_json_end_array(writer->json);
    }
    bcu_json_end_array(writer->json);
}

static void put_head(const Writer *writer)
{
    const TopoArcs *arcs = writer->arcs;
    const double sides[] = {arcs->extent.min_x, arcs->extent.min_y, arcs->extent.max_x, arcs->extent.max_y};
    bcu_json_put_text(writer->json, "type", "Topology");
    if (arcs->extent.min_x <= arcs->extent.max_x) {
        bcu_json_key(writer->json, "bbox");
        bcu_json_begin_array(writer->json);
        for (int i = 0; i < 4; i++)
            bcu_json_real(writer->json, sides[i], arcs->grid.quantised ? -1 : arcs->grid.decimals);
        bcu_json_end_array(writer->json);
    }
    if (!arcs->grid.quantised)
        return;
    bcu_json_key(writer->json, "transform");
    bcu_json_begin_object(writer->json);
    put_pair(writer->json, "scale", arcs->grid.scale);
    put_pair(writer->json, "translate", arcs->grid.translate);
    bcu_json_end_object(writer->json);
}

static bool put_topology(Writer *writer, BcuStream *stream)
{
    BcuJson *json = writer->json = bcu_json_new(0, bcu_stream_write, stream);
    bcu_json_begin_object(json);
    put_head(writer);
    bcu_json_key(json, "objects");
    bcu_json_begin_object(json);
    for (uint32_t i = 0; i < bcu_export_layer_count(writer->exported); i++)
        put_object(writer, i);
    bcu_json_end_object(json);
    put_arcs(writer);
    bcu_json_end_object(json);
    bcu_json_newline(json);
    return bcu_json_close(json);
}

/* ---- the file ---------------------------------------------------------------------------- */

static bool write_file(const BcuRun *run, const BcuExport *exported, const TopoArcs *arcs)
{
    const char *params[] = {"layer", bcu_dataset_level(run->dataset, BCU_CLUSTERS).id, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, "topology", params, run->log);
    if (!stream)
        return false;
    g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    Writer writer = {.run = run, .exported = exported, .arcs = arcs, .shape = topo_shape_new(), .ring = ring,
                     .dropped = arcs->dropped};
    TopoFile file = {bcu_stream_path(stream), exported, arcs->grid.decimals,
                     g_str_equal(bcu_options_text(run->options, "winding"), "d3"), arcs->layers};
    writer.clockwise = file.clockwise;
    g_autofree char *report = NULL;
    bool ok = put_topology(&writer, stream) && bcu_stream_flush(stream) &&
              topojson_verify(&file, &report, run->log);
    if (report)
        bcu_stream_verified(stream, report);
    if (writer.dropped)
        bcu_report(
            run->log, BCU_WARNING, "TOPOJSON030", NULL, "Raise topojson.quantization or topojson.decimals.",
            "%u rings or lines are too small for the grid of the file and were left out", writer.dropped);
    topo_shape_clear(&writer.shape);
    return bcu_stream_commit(stream, ok, run->log);
}

static bool write_export(const BcuRun *run, const BcuExport *exported, int decimals)
{
    TopoArcs arcs;
    bool ok = topo_arcs_build(run, exported, decimals, &arcs) && topo_arcs_mend(&arcs, run->log) &&
              write_file(run, exported, &arcs);
    topo_arcs_clear(&arcs);
    return ok;
}

bool topojson_write(const BcuRun *run)
{
    const BcuCrs *crs = bcu_dataset_crs_find(run->dataset, bcu_options_text(run->options, "crs"), run->log);
    if (!crs)
        return false;
    BcuExportChoice choice = {
        .offered = 1u << BCU_EXPORT_LEVEL | 1u << BCU_EXPORT_BORDERS | 1u << BCU_EXPORT_CONTEXT,
        .usual = 1u << BCU_EXPORT_LEVEL,
        .rounded = bcu_options_integer(run->options, "quantization") == 0,
        .decimals = bcu_crs_is_geographic(crs) ? 7 : 3,
    };
    if (bcu_options_has(run->options, "decimals"))
        choice.decimals = (int)bcu_options_integer(run->options, "decimals");
    BcuExport *exported = bcu_export_build_of(run, choice);
    bool ok = exported && write_export(run, exported, choice.decimals);
    bcu_export_free(exported);
    return ok;
}
