/* A feature: its shape as rounding leaves it, tidied and made valid, and its properties. */
#include "feature.h"
#include "coordinates.h"
#include "mend.h"

void geo_put_bbox(BcuJson *json, BcuBox box, int decimals)
{
    const double sides[] = {box.min_x, box.min_y, box.max_x, box.max_y};
    bcu_json_key(json, "bbox");
    bcu_json_begin_array(json);
    for (int i = 0; i < 4; i++)
        bcu_json_real(json, sides[i], decimals);
    bcu_json_end_array(json);
}

/* The shape of a row as the file has it, and what reading it back must find. */
static BcuShape *written_shape(const GeoLayer *layer, uint32_t row, GeoSums *sums)
{
    BcuShape *shape = bcu_export_shape_build(layer->exported, layer->index, row);
    GeoExpected *expected = &layer->expected[row];
    GeoDropped dropped = {0};
    double moved = 0;
    *expected = geo_expected(layer->exported, layer->shown, row, shape, layer->borders);
    geo_shape_tidy(shape, layer->shown.geometry, &dropped);
    if (layer->shown.geometry == BCU_POLYGONS)
        moved = geo_shape_mend(&shape, layer->decimals);
    expected->slack += dropped.area + moved;
    sums->dropped += dropped.runs;
    sums->mended += moved > 0;
    return shape;
}

static void put_geometry(BcuJson *json, const GeoLayer *layer, const BcuShape *shape, GeoSums *sums)
{
    if (shape->part_count == 0) {
        bcu_json_key(json, "geometry");
        bcu_json_null(json);
        return;
    }
    GeoBbox own = geo_bbox_new(bcu_export_is_geographic(layer->exported));
    geo_bbox_add(&own, shape);
    geo_bbox_join(&sums->bbox, &own);
    if (layer->shown.geometry != BCU_POINTS)
        geo_put_bbox(json, geo_bbox_result(&own), layer->decimals);
    geo_bbox_clear(&own);
    bcu_json_key(json, "geometry");
    bcu_json_begin_object(json);
    geo_put_shape(json, shape, layer->shown.geometry, layer->decimals);
    bcu_json_end_object(json);
}

void geo_put_feature(BcuJson *json, const GeoLayer *layer, uint32_t row, GeoSums *sums)
{
    const BcuDataset *dataset = bcu_export_dataset(layer->exported);
    bool is_level = layer->shown.kind == BCU_EXPORT_LEVEL;
    BcuShape *shape = written_shape(layer, row, sums);
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "type", "Feature");
    if (is_level)
        bcu_json_put_text(json, "id", bcu_feature_code(dataset, layer->shown.level, row));
    put_geometry(json, layer, shape, sums);
    bcu_json_key(json, "properties");
    bcu_properties_put_json(dataset, is_level ? layer->shown.level : BCU_LEVEL_COUNT, layer->shown.table, row,
                            json);
    bcu_json_end_object(json);
    bcu_shape_free(shape);
}
