/* Layers as objects of one topology: rings are runs of arcs, as in the dataset itself.
 * Source of the format: Bostock and Metcalf, "The TopoJSON Format Specification", 1.0. */
#include "topology.h"
#include "arcs.h"
#include "verify.h"

typedef struct Writer {
    const BcuRun *run;
    const BcuDataset *dataset;
    const TopoArcs *arcs;
    BcuJson *json;
    BcuLevel level;
    uint32_t coverage;
    BcuTable *properties;
    bool clockwise; /* shells, as d3-geo wants them */
    GArray *ring;   /* BcuPoint: the ring in hand */
    uint32_t dropped;
} Writer;

/* ---- numbers ----------------------------------------------------------------------------- */

/* A coordinate on the grid: a whole number of steps, or degrees. */
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

/* A ring that snapping flattened or turned over encloses nothing that could be drawn. */
static bool ring_stands(Writer *writer, BcuArcShape outline, uint32_t r, bool shell)
{
    g_array_set_size(writer->ring, 0);
    topo_arcs_append_ring(writer->arcs, writer->coverage, outline.refs + outline.ring_start[r],
                          outline.ring_start[r + 1] - outline.ring_start[r], writer->ring);
    BcuRing ring = {(const BcuPoint *)(void *)writer->ring->data, writer->ring->len};
    double area = topo_ring_area(ring, 360 / writer->arcs->grid.scale.x);
    bool stands = ring.count >= 4 && !(shell ? area <= 0 : area >= 0);
    writer->dropped += !stands;
    return stands;
}

/* Backwards, the references are turned over one by one, from the last. */
static void put_ring(const Writer *writer, BcuArcShape outline, uint32_t r)
{
    uint32_t first = outline.ring_start[r], end = outline.ring_start[r + 1];
    bcu_json_begin_array(writer->json);
    for (uint32_t i = first; i < end; i++) {
        int32_t ref = outline.refs[writer->clockwise ? end - 1 - (i - first) : i];
        int32_t number = writer->arcs->number[writer->coverage][ref < 0 ? ~ref : ref];
        if (number >= 0)
            bcu_json_integer(writer->json, (ref < 0) != writer->clockwise ? ~number : number);
    }
    bcu_json_end_array(writer->json);
}

/* Parts whose shell stands, each with the holes that stand. Marks them in `stands`, by ring. */
static uint32_t find_parts(Writer *writer, BcuArcShape outline, bool *stands)
{
    uint32_t parts = 0, first = outline.part_start[0];
    for (uint32_t p = 0; p < outline.part_count; p++) {
        uint32_t shell = outline.part_start[p];
        stands[shell - first] = ring_stands(writer, outline, shell, true);
        for (uint32_t r = shell + 1; r < outline.part_start[p + 1]; r++)
            stands[r - first] = stands[shell - first] && ring_stands(writer, outline, r, false);
        parts += stands[shell - first];
    }
    return parts;
}

static void put_polygon(Writer *writer, uint32_t feature)
{
    BcuJson *json = writer->json;
    BcuArcShape outline = bcu_feature_arcs(writer->dataset, writer->level, feature);
    uint32_t first = outline.part_start[0], rings = outline.part_start[outline.part_count] - first;
    g_autofree bool *stands = g_new0(bool, (size_t)rings + 1);
    uint32_t parts = find_parts(writer, outline, stands);
    bcu_json_put_text(json, "type", parts == 0 ? NULL : parts == 1 ? "Polygon" : "MultiPolygon");
    if (parts == 0)
        return;
    bcu_json_key(json, "arcs");
    if (parts > 1)
        bcu_json_begin_array(json);
    for (uint32_t p = 0; p < outline.part_count; p++) {
        if (!stands[outline.part_start[p] - first])
            continue;
        bcu_json_begin_array(json);
        for (uint32_t r = outline.part_start[p]; r < outline.part_start[p + 1]; r++)
            if (stands[r - first])
                put_ring(writer, outline, r);
        bcu_json_end_array(json);
    }
    if (parts > 1)
        bcu_json_end_array(json);
}

static void put_point(const Writer *writer, uint32_t feature)
{
    BcuPoint point = bcu_feature_label_point(writer->dataset, writer->level, feature);
    bool has_place = isfinite(point.x) && bcu_transform_points(writer->arcs->transform, &point, 1);
    bcu_json_put_text(writer->json, "type", has_place ? "Point" : NULL);
    if (!has_place)
        return;
    bcu_json_key(writer->json, "coordinates");
    put_position(writer, topo_grid_snap(&writer->arcs->grid, point));
}

/* ---- the topology ------------------------------------------------------------------------ */

static void put_feature(Writer *writer, uint32_t feature)
{
    bcu_json_begin_object(writer->json);
    if (bcu_dataset_level(writer->dataset, writer->level).geometry == BCU_POLYGONS)
        put_polygon(writer, feature);
    else
        put_point(writer, feature);
    bcu_json_put_text(writer->json, "id", bcu_feature_code(writer->dataset, writer->level, feature));
    bcu_json_key(writer->json, "properties");
    bcu_properties_put_json(writer->dataset, writer->level, writer->properties, feature, writer->json);
    bcu_json_end_object(writer->json);
}

static void put_object(Writer *writer, BcuLevel level)
{
    const BcuOptions *options = writer->run->options;
    BcuLevelInfo info = bcu_dataset_level(writer->dataset, level);
    BcuPropertyChoice choice = {.source_prefix = bcu_options_bool(options, "attributes")
                                                     ? bcu_options_text(options, "attribute_prefix")
                                                     : NULL};
    writer->level = level;
    writer->coverage = info.coverage;
    writer->properties = bcu_properties_build(writer->dataset, level, choice);
    bcu_json_key(writer->json, info.id);
    bcu_json_begin_object(writer->json);
    bcu_json_put_text(writer->json, "type", "GeometryCollection");
    bcu_json_key(writer->json, "geometries");
    bcu_json_begin_array(writer->json);
    for (uint32_t f = 0; f < bcu_feature_count(writer->dataset, level); f++)
        put_feature(writer, f);
    bcu_json_end_array(writer->json);
    bcu_json_end_object(writer->json);
    g_clear_pointer(&writer->properties, bcu_table_free);
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
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++)
        if (bcu_layers_wants(writer->run, level))
            put_object(writer, level);
    bcu_json_end_object(json);
    put_arcs(writer);
    bcu_json_end_object(json);
    bcu_json_newline(json);
    return bcu_json_close(json);
}

/* ---- the file ---------------------------------------------------------------------------- */

static bool write_file(const BcuRun *run, const BcuDataset *dataset, const TopoArcs *arcs)
{
    const char *params[] = {"layer", bcu_dataset_level(dataset, BCU_CLUSTERS).id, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, "topology", params, run->log);
    if (!stream)
        return false;
    g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    Writer writer = {.run = run, .dataset = dataset, .arcs = arcs, .ring = ring};
    writer.clockwise = g_str_equal(bcu_options_text(run->options, "winding"), "d3");
    g_autofree char *report = NULL;
    bool ok = put_topology(&writer, stream) && bcu_stream_flush(stream) &&
              topojson_verify(bcu_stream_path(stream), run, dataset, arcs->transform, &report);
    if (report)
        bcu_stream_verified(stream, report);
    if (writer.dropped)
        bcu_report(run->log, BCU_WARNING, "TOPOJSON030", NULL,
                   "Raise topojson.quantization or topojson.decimals.",
                   "%u rings are too small for the grid of the file and were left out", writer.dropped);
    return bcu_stream_commit(stream, ok, run->log);
}

static bool write_dataset(const BcuRun *run, const BcuDataset *dataset)
{
    TopoArcs arcs = {0};
    bool ok = topo_arcs_build(run, dataset, &arcs) && write_file(run, dataset, &arcs);
    if (ok && !bcu_transform_is_noop(arcs.transform))
        bcu_report(run->log, BCU_NOTE, "TOPOJSON001", NULL, NULL, "to WGS 84 by \"%s\", good to %g m",
                   bcu_transform_operation(arcs.transform), bcu_transform_accuracy_m(arcs.transform));
    topo_arcs_clear(&arcs);
    return ok;
}

bool topojson_write(const BcuRun *run)
{
    BcuSimplification how = {.tolerance_m = bcu_options_real(run->options, "simplify")};
    if (!bcu_layers_check(run))
        return false;
    if (!(how.tolerance_m > 0))
        return write_dataset(run, run->dataset);
    BcuDataset *simplified = bcu_dataset_simplify_dup(run->dataset, how, NULL, run->log);
    bool ok = simplified && write_dataset(run, simplified);
    bcu_dataset_free(simplified);
    return ok;
}
