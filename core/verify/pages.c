/* Reads the figures of an interactive page back, from the data that its scripts show. */
#include "verify/features.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

static const char START[] = "<script type=\"application/json\" id=\"data\">";

static double value_at(const json_t *level, const char *key, size_t index)
{
    size_t c;
    json_t *column;
    json_array_foreach (json_object_get(level, "columns"), c, column) {
        const char *name = json_string_value(json_object_get(column, "key"));
        if (name && g_str_equal(name, key)) {
            bool is_one_for_all = json_is_true(json_object_get(column, "same"));
            const json_t *value =
                json_array_get(json_object_get(column, "values"), is_one_for_all ? 0 : index);
            return json_is_number(value) ? json_number_value(value) : NAN;
        }
    }
    return NAN;
}

static void take_level(const json_t *level, BcuFeatures *features)
{
    const char *id = json_string_value(json_object_get(level, "id")),
               *file = json_string_value(json_object_get(level, "file"));
    size_t i;
    json_t *code;
    json_array_foreach (json_object_get(level, "codes"), i, code) {
        const char *name = json_string_value(json_array_get(json_object_get(level, "names"), i));
        if (!json_is_string(code) || !id || !file)
            continue;
        BcuFeature *feature = g_new0(BcuFeature, 1);
        feature->layer = g_strdup(g_str_equal(id, "clusters") ? "" : file);
        feature->code = g_strdup(json_string_value(code));
        feature->name = g_strdup(name);
        feature->people = value_at(level, "population", i);
        feature->area_ha = value_at(level, "area_ha", i);
        g_ptr_array_add(features->all, feature);
    }
}

bool bcu_page_features(const char *path, BcuFeatures *features, char **problem)
{
    g_autofree char *html = NULL;
    json_error_t error = {0};
    features->all = g_ptr_array_new_with_free_func(bcu_feature_free);
    if (!g_file_get_contents(path, &html, NULL, NULL)) {
        *problem = g_strdup("it cannot be read");
        return false;
    }
    const char *start = strstr(html, START), *data = start ? start + strlen(START) : NULL,
               *end = data ? strstr(data, "</script>") : NULL;
    if (!data) /* another page, such as a document to print */
        return true;
    json_t *root = end ? json_loadb(data, (size_t)(end - data), 0, &error) : NULL, *level;
    size_t l;
    json_array_foreach (json_object_get(root, "levels"), l, level)
        take_level(level, features);
    if (!root)
        *problem = g_strdup_printf("its data is damaged: %s", end ? error.text : "it does not end");
    json_decref(root);
    return *problem == NULL;
}
