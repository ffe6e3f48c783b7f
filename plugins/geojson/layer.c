/* One FeatureCollection per level. */
#include "layer.h"
#include "coordinates.h"
#include "verify.h"
#include <glib.h>
#include <string.h>

typedef struct Layer {
    const BcuDataset *dataset;
    BcuLevel level;
    BcuLevelInfo info;
    const GeoLines *lines; /* NULL for points */
    BcuTransform *transform;
    double *people;
    int decimals;
    uint32_t dropped;
    GeoExpected *expected; /* per feature: what reading back must find */
    BcuJson *json;
} Layer;

/* ---- properties ---------------------------------------------------------------------- */

static void put_members(const Layer *layer, uint32_t cluster)
{
    bcu_json_key(layer->json, "members");
    bcu_json_begin_array(layer->json);
    for (uint32_t a = 0; a < bcu_feature_count(layer->dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(layer->dataset, BCU_AREAS, a) == cluster)
            bcu_json_text(layer->json, bcu_feature_name(layer->dataset, BCU_AREAS, a));
    bcu_json_end_array(layer->json);
}

static void put_cluster(const Layer *layer, uint32_t cluster)
{
    uint32_t phase = bcu_cluster_phase(layer->dataset, cluster);
    const BcuTable *fields = bcu_dataset_fields(layer->dataset, BCU_CLUSTERS);
    put_members(layer, cluster);
    bcu_json_put_text(layer->json, "phase",
                      phase == BCU_NONE ? NULL : bcu_phase_at(layer->dataset, phase).key);
    bcu_json_put_text(layer->json, "phase_label",
                      phase == BCU_NONE ? NULL : bcu_phase_at(layer->dataset, phase).label);
    bcu_json_put_text(layer->json, "go_live", bcu_cluster_go_live(layer->dataset, cluster));
    for (uint32_t c = 0; c < bcu_table_column_count(fields); c++) {
        bcu_json_key(layer->json, bcu_table_column(fields, c)->name);
        bcu_json_value(layer->json, bcu_table_at(fields, cluster, c), -1);
    }
}

static void put_place(const Layer *layer, uint32_t feature)
{
    uint32_t cluster = bcu_feature_cluster(layer->dataset, layer->level, feature);
    if (layer->level == BCU_SUBAREAS) {
        uint32_t area = bcu_feature_parent(layer->dataset, BCU_SUBAREAS, feature);
        bcu_json_put_text(layer->json, "area_code",
                          area == BCU_NONE ? NULL : bcu_feature_code(layer->dataset, BCU_AREAS, area));
        bcu_json_put_text(layer->json, "area_name",
                          area == BCU_NONE ? NULL : bcu_feature_name(layer->dataset, BCU_AREAS, area));
    }
    bcu_json_put_text(layer->json, "cluster_code",
                      cluster == BCU_NONE ? NULL : bcu_feature_code(layer->dataset, BCU_CLUSTERS, cluster));
    bcu_json_put_text(layer->json, "cluster_name",
                      cluster == BCU_NONE ? NULL : bcu_feature_name(layer->dataset, BCU_CLUSTERS, cluster));
}

static void put_properties(const Layer *layer, uint32_t feature)
{
    BcuJson *json = layer->json;
    bcu_json_key(json, "properties");
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "code", bcu_feature_code(layer->dataset, layer->level, feature));
    bcu_json_put_text(json, "name", bcu_feature_name(layer->dataset, layer->level, feature));
    if (layer->level == BCU_CLUSTERS)
        put_cluster(layer, feature);
    else
        put_place(layer, feature);
    bcu_json_key(json, "population");
    if (isnan(layer->people[feature]))
        bcu_json_null(json);
    else
        bcu_json_real(json, layer->people[feature], 3);
    if (layer->lines) {
        bcu_json_key(json, "area_ha");
        bcu_json_real(json, bcu_feature_area_m2(layer->dataset, layer->level, feature) / 1e4, 4);
    }
    bcu_json_end_object(json);
}

/* ---- geometry ------------------------------------------------------------------------ */

static void put_bbox(const Layer *layer, BcuBox box)
{
    const double sides[] = {box.min_x, box.min_y, box.max_x, box.max_y};
    bcu_json_key(layer->json, "bbox");
    bcu_json_begin_array(layer->json);
    for (int i = 0; i < 4; i++)
        bcu_json_real(layer->json, sides[i], layer->decimals);
    bcu_json_end_array(layer->json);
}

static void put_polygon(Layer *layer, uint32_t feature)
{
    BcuArcShape outline = bcu_feature_arcs(layer->dataset, layer->level, feature);
    GeoDropped dropped = {0};
    BcuShape *shape = geo_shape_build(layer->lines, outline, &dropped);
    double error, area = geo_outline_area(layer->lines, outline, &error);
    layer->expected[feature].area = area;
    layer->expected[feature].slack = error + dropped.area;
    layer->dropped += dropped.rings;
    if (shape->part_count > 0)
        put_bbox(layer, bcu_shape_extent(shape));
    bcu_json_key(layer->json, "geometry");
    if (shape->part_count > 0) {
        bcu_json_begin_object(layer->json);
        geo_put_shape(layer->json, shape, layer->decimals);
        bcu_json_end_object(layer->json);
    } else {
        bcu_json_null(layer->json);
    }
    bcu_shape_free(shape);
}

static void put_point(const Layer *layer, uint32_t feature)
{
    BcuPoint point = bcu_feature_label_point(layer->dataset, layer->level, feature);
    bool has_place = isfinite(point.x) && bcu_transform_points(layer->transform, &point, 1);
    bcu_json_key(layer->json, "geometry");
    if (!has_place) {
        bcu_json_null(layer->json);
        return;
    }
    bcu_json_begin_object(layer->json);
    bcu_json_put_text(layer->json, "type", "Point");
    bcu_json_key(layer->json, "coordinates");
    bcu_json_begin_array(layer->json);
    bcu_json_real(layer->json, point.x, layer->decimals);
    bcu_json_real(layer->json, point.y, layer->decimals);
    bcu_json_end_array(layer->json);
    bcu_json_end_object(layer->json);
}

/* ---- the collection ------------------------------------------------------------------ */

/* The extent of what is written: of the features' own vertices. */
static BcuBox extent_of(const Layer *layer)
{
    BcuBox box = BCU_BOX_EMPTY;
    for (uint32_t f = 0; f < bcu_feature_count(layer->dataset, layer->level); f++) {
        if (!layer->lines) {
            BcuPoint p = bcu_feature_label_point(layer->dataset, layer->level, f);
            if (isfinite(p.x) && bcu_transform_points(layer->transform, &p, 1))
                box = bcu_box_union(box, (BcuBox){p.x, p.y, p.x, p.y});
            continue;
        }
        BcuArcShape outline = bcu_feature_arcs(layer->dataset, layer->level, f);
        uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
        for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++) {
            uint32_t arc = (uint32_t)(outline.refs[i] < 0 ? ~outline.refs[i] : outline.refs[i]);
            size_t start = layer->lines->arc_start[arc];
            box = bcu_box_union(box, bcu_ring_extent((BcuRing){layer->lines->points + start,
                                                               layer->lines->arc_start[arc + 1] - start}));
        }
    }
    return box;
}

static bool write_collection(Layer *layer, BcuStream *stream)
{
    BcuJson *json = layer->json = bcu_json_new(0, bcu_stream_write, stream);
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "type", "FeatureCollection");
    bcu_json_put_text(json, "name", layer->info.id);
    if (bcu_feature_count(layer->dataset, layer->level) > 0)
        put_bbox(layer, extent_of(layer));
    bcu_json_key(json, "features");
    bcu_json_begin_array(json);
    for (uint32_t f = 0; f < bcu_feature_count(layer->dataset, layer->level); f++) {
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "type", "Feature");
        layer->expected[f] = (GeoExpected){.code = bcu_feature_code(layer->dataset, layer->level, f)};
        bcu_json_put_text(json, "id", layer->expected[f].code);
        if (layer->lines)
            put_polygon(layer, f);
        else
            put_point(layer, f);
        put_properties(layer, f);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
    bcu_json_end_object(json);
    bcu_json_newline(json);
    return bcu_json_close(json);
}

static bool write_layer(const BcuRun *run, Layer *layer)
{
    const char *params[] = {"layer", layer->info.id, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, "layer", params, run->log);
    if (!stream)
        return false;
    g_autofree char *report = NULL;
    uint32_t count = bcu_feature_count(layer->dataset, layer->level);
    g_autofree double *people = g_new(double, (size_t)count + 1);
    g_autofree GeoExpected *expected = layer->expected = g_new(GeoExpected, (size_t)count + 1);
    bcu_measure_people(layer->dataset, layer->level, layer->people = people);
    bool ok = write_collection(layer, stream) && bcu_stream_flush(stream) &&
              geojson_verify(bcu_stream_path(stream), layer->info.id, expected, count, &report, run->log);
    if (report) {
        g_autofree char *moved = g_strdup_printf("%s; to WGS 84 by \"%s\", stated accuracy %g m", report,
                                                 bcu_transform_operation(layer->transform),
                                                 bcu_transform_accuracy_m(layer->transform));
        bcu_stream_verified(stream, moved);
    }
    if (layer->dropped)
        bcu_report(run->log, BCU_WARNING, "GEOJSON030", NULL, "Write more decimals with geojson.decimals.",
                   "%u rings of layer %s vanish when rounded to %d decimals", layer->dropped, layer->info.id,
                   layer->decimals);
    return bcu_stream_commit(stream, ok, run->log);
}

static bool wanted(const BcuRun *run, const char *id)
{
    size_t count = bcu_options_list_count(run->options, "layers");
    for (size_t i = 0; i < count; i++)
        if (g_str_equal(bcu_options_list_at(run->options, "layers", i), id))
            return true;
    return count == 0;
}

static bool check_layers(const BcuRun *run)
{
    bool ok = true;
    for (size_t i = 0; i < bcu_options_list_count(run->options, "layers"); i++) {
        const char *id = bcu_options_list_at(run->options, "layers", i);
        bool known = false;
        for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++)
            known |= g_str_equal(bcu_dataset_level(run->dataset, level).id, id);
        if (!known)
            bcu_report(run->log, BCU_ERROR, "GEOJSON012", NULL, "Name layers of the project by their ids.",
                       "geojson.layers: there is no layer \"%s\"", id);
        ok &= known;
    }
    return ok;
}

/* Marks the arcs that the outlines of a level are made of. */
static void mark_used(const BcuDataset *dataset, BcuLevel level, bool *used)
{
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        BcuArcShape outline = bcu_feature_arcs(dataset, level, f);
        uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
        for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++)
            used[outline.refs[i] < 0 ? ~outline.refs[i] : outline.refs[i]] = true;
    }
}

static bool build_lines(const BcuRun *run, const BcuDataset *dataset, uint32_t coverage,
                        BcuTransform *transform, GeoLines *lines)
{
    g_autofree bool *used = g_new0(bool, (size_t)bcu_arc_count(dataset, coverage) + 1);
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++) {
        BcuLevelInfo info = bcu_dataset_level(dataset, level);
        if (info.geometry == BCU_POLYGONS && info.coverage == coverage && wanted(run, info.id))
            mark_used(dataset, level, used);
    }
    return geo_lines_build(dataset, coverage, used, transform,
                           (int)bcu_options_integer(run->options, "decimals"), lines, run->log);
}

static bool write_all(const BcuRun *run, const BcuDataset *dataset, BcuTransform *transform)
{
    int decimals = (int)bcu_options_integer(run->options, "decimals");
    GeoLines lines[2] = {{0}};
    bool ok = true;
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT && ok; level++) {
        Layer layer = {.dataset = dataset,
                       .level = level,
                       .info = bcu_dataset_level(dataset, level),
                       .transform = transform,
                       .decimals = decimals};
        if (layer.info.geometry == BCU_GEOMETRY_NONE || !wanted(run, layer.info.id))
            continue;
        if (layer.info.geometry == BCU_POLYGONS) {
            GeoLines *own = &lines[layer.info.coverage];
            ok = own->points || build_lines(run, dataset, layer.info.coverage, transform, own);
            layer.lines = own;
        }
        ok = ok && write_layer(run, &layer);
    }
    geo_lines_clear(&lines[0]);
    geo_lines_clear(&lines[1]);
    return ok;
}

bool geojson_write_layers(const BcuRun *run)
{
    if (!check_layers(run))
        return false;
    double tolerance = bcu_options_real(run->options, "simplify");
    BcuDataset *simplified = NULL;
    if (tolerance > 0) {
        BcuSimplification how = {.tolerance_m = tolerance};
        simplified = bcu_dataset_simplify_dup(run->dataset, how, NULL, run->log);
        if (!simplified)
            return false;
    }
    const BcuDataset *dataset = simplified ? simplified : run->dataset;
    BcuTransform *transform =
        bcu_transform_new(bcu_dataset_text(dataset, BCU_TEXT_CRS), "EPSG:4326", run->log);
    bool ok = transform && write_all(run, dataset, transform);
    if (ok && !bcu_transform_is_noop(transform))
        bcu_report(run->log, BCU_NOTE, "GEOJSON001", NULL, NULL, "to WGS 84 by \"%s\", good to %g m",
                   bcu_transform_operation(transform), bcu_transform_accuracy_m(transform));
    bcu_transform_free(transform);
    bcu_dataset_free(simplified);
    return ok;
}
