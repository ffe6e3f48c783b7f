/* Reads features of shapefiles. */
#include "layer/shapefile.h"
#include "verify/features.h"
#include <math.h>

static double number_at(const BcuTable *fields, uint32_t row, uint32_t column)
{
    double value;
    return column != BCU_NONE && bcu_table_number(fields, row, column, &value) ? value : NAN;
}

static const char *text_at(const BcuTable *fields, uint32_t row, uint32_t column)
{
    BcuValue value = column == BCU_NONE ? (BcuValue){0} : bcu_table_at(fields, row, column);
    return value.type == BCU_TEXT ? value.as.text : NULL;
}

static void take_layer(const BcuLayer *from, const char *layer, BcuFeatures *features)
{
    const BcuTable *fields = from->fields;
    uint32_t code = bcu_table_find(fields, "code"), name = bcu_table_find(fields, "name"),
             people = bcu_table_find(fields, "population"), area = bcu_table_find(fields, "area_ha");
    bool are_clusters = bcu_table_find(fields, "members") != BCU_NONE;
    for (uint32_t r = 0; r < from->record_count; r++) {
        if (!text_at(fields, r, code))
            continue;
        BcuFeature *feature = g_new0(BcuFeature, 1);
        feature->layer = g_strdup(are_clusters ? "" : layer);
        feature->code = g_strdup(text_at(fields, r, code));
        feature->name = g_strdup(text_at(fields, r, name));
        feature->people = number_at(fields, r, people);
        feature->area_ha = number_at(fields, r, area);
        feature->shape = from->geometry == BCU_POLYGONS ? bcu_layer_shape_build(from, r) : NULL;
        g_ptr_array_add(features->all, feature);
    }
}

bool bcu_shapefile_features(const char *path, const char *layer, BcuFeatures *features, char **problem)
{
    BcuDiagLog *log = bcu_diag_log_new(); /* its first record becomes the line of the file */
    BcuShapefileSource source = {.id = layer, .path = path, .crs_optional = true};
    BcuLayer *read = NULL;
    bool ok = bcu_shapefile_read(&source, &read, log);
    features->all = g_ptr_array_new_with_free_func(bcu_feature_free);
    if (ok) {
        take_layer(read, layer, features);
        features->crs = g_strdup(read->crs_text);
    } else {
        *problem = g_strdup(bcu_diag_log_size(log) ? bcu_diag_log_at(log, 0)->message : "it is no shapefile");
    }
    bcu_layer_free(read);
    bcu_diag_log_free(log);
    return ok;
}
