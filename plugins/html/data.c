/* Writes what the scripts work with as one JSON object: names, figures and classes of each level, a column at
 * a time, which is shorter than a row at a time and is how a figure is shown. */
#include "escape.h"
#include "page.h"

static void begin_array(BcuJson *json, const char *key)
{
    bcu_json_key(json, key);
    bcu_json_begin_array(json);
}

static void put_real(BcuJson *json, const char *key, double value)
{
    bcu_json_key(json, key);
    bcu_json_real(json, value, -1);
}

static void put_index(BcuJson *json, uint32_t index)
{
    if (index == BCU_NONE)
        bcu_json_null(json);
    else
        bcu_json_integer(json, index);
}

static char *colour_dup(BcuColour colour)
{
    return g_strdup_printf("#%02x%02x%02x", colour.r, colour.g, colour.b);
}

/* ---- columns ------------------------------------------------------------------------------ */

static void put_colours(BcuJson *json, const char *key, const BcuClasses *classes, bool dark)
{
    const BcuPalette *palette = bcu_palette_for(classes->limits[0], classes->limits[classes->count]);
    begin_array(json, key);
    for (size_t i = 0; i < classes->count; i++) {
        g_autofree char *text = colour_dup(bcu_classes_colour(classes, i, palette, false, dark, false));
        bcu_json_text(json, text);
    }
    bcu_json_end_array(json);
}

/* Limits count in `step`, the last printed digit, as the classes do. */
static void put_classes(BcuJson *json, const Page *page, const Figures *figures, const Column *column)
{
    const BcuClasses *classes = &column->classes;
    size_t counts[BCU_CLASSES_MOST] = {0};
    for (uint32_t f = 0; f < bcu_feature_count(page->dataset, figures->level); f++) {
        double value = figures_value(page->dataset, figures, column, f) * (column->is_share ? 100 : 1);
        if (!isnan(value))
            counts[bcu_classes_of(classes, value)]++;
    }
    bcu_json_key(json, "classes");
    bcu_json_begin_object(json);
    put_real(json, "step", pow(10, -classes->decimals));
    begin_array(json, "limits");
    for (size_t i = 0; i < classes->count; i++)
        bcu_json_real(json, classes->limits[i], -1);
    bcu_json_end_array(json);
    begin_array(json, "labels");
    for (size_t i = 0; i < classes->count; i++)
        bcu_json_text(json, classes->labels[i]);
    bcu_json_end_array(json);
    begin_array(json, "counts");
    for (size_t i = 0; i < classes->count; i++)
        bcu_json_integer(json, (int64_t)counts[i]);
    bcu_json_end_array(json);
    put_colours(json, "light", classes, false);
    put_colours(json, "dark", classes, true);
    bcu_json_end_object(json);
}

static void put_flag(BcuJson *json, const char *key, bool is_set)
{
    if (!is_set)
        return;
    bcu_json_key(json, key);
    bcu_json_bool(json, true);
}

static void put_column(BcuJson *json, const Page *page, const Figures *figures, const Column *column)
{
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "key", column->key);
    bcu_json_put_text(json, "words", column->words);
    bcu_json_put_text(json, "about", column->about);
    put_flag(json, "main", column->is_main);
    put_flag(json, "byPhase", column->is_by_phase);
    put_flag(json, "same", column->is_same);
    if (column->texts) {
        put_flag(json, "yesOrNo", column->type == BCU_BOOL);
        begin_array(json, "texts");
        for (uint32_t i = 0; i < column->count; i++)
            bcu_json_text(json, column->texts[i]);
        bcu_json_end_array(json);
    } else {
        bcu_json_put_text(json, "unit", column->unit);
        bcu_json_put_integer(json, "decimals", column->decimals);
        bcu_json_put_integer(json, "shown", column->shown);
        put_flag(json, "share", column->is_share);
        begin_array(json, "values");
        for (uint32_t i = 0; i < column->count; i++)
            bcu_json_real(json, column->values[i], -1);
        bcu_json_end_array(json);
        put_classes(json, page, figures, column);
    }
    bcu_json_end_object(json);
}

/* ---- levels ------------------------------------------------------------------------------- */

static void put_features(BcuJson *json, const Page *page, BcuLevel level)
{
    uint32_t count = bcu_feature_count(page->dataset, level);
    begin_array(json, "codes");
    for (uint32_t f = 0; f < count; f++)
        bcu_json_text(json, bcu_feature_code(page->dataset, level, f));
    bcu_json_end_array(json);
    begin_array(json, "names");
    for (uint32_t f = 0; f < count; f++)
        bcu_json_text(json, bcu_feature_name(page->dataset, level, f));
    bcu_json_end_array(json);
    begin_array(json, "places");
    for (uint32_t f = 0; f < count; f++) {
        BcuPoint at = grid_place(&page->grid, bcu_feature_label_point(page->dataset, level, f));
        bcu_json_integer(json, (int64_t)at.x);
        bcu_json_integer(json, (int64_t)at.y);
    }
    bcu_json_end_array(json);
    begin_array(json, "clusters");
    for (uint32_t f = 0; f < count; f++)
        put_index(json, bcu_feature_cluster(page->dataset, level, f));
    bcu_json_end_array(json);
    begin_array(json, "parents");
    for (uint32_t f = 0; f < count && level != BCU_CLUSTERS; f++)
        put_index(json, bcu_feature_parent(page->dataset, level, f));
    bcu_json_end_array(json);
}

static void put_level(BcuJson *json, const Page *page, BcuLevel level)
{
    static const char *const IDS[BCU_LEVEL_COUNT] = {"clusters", "areas", "subareas"};
    BcuLevelInfo info = bcu_dataset_level(page->dataset, level);
    const Figures *figures = &page->figures[level];
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "id", IDS[level]);
    bcu_json_put_text(json, "file", info.id);
    bcu_json_put_text(json, "noun", info.noun);
    bcu_json_put_text(json, "plural", info.plural);
    put_features(json, page, level);
    begin_array(json, "columns");
    for (guint i = 0; i < figures->columns->len; i++)
        put_column(json, page, figures, g_ptr_array_index(figures->columns, i));
    bcu_json_end_array(json);
    bcu_json_end_object(json);
}

/* ---- clusters ----------------------------------------------------------------------------- */

static void put_clusters(BcuJson *json, const Page *page)
{
    begin_array(json, "colours");
    for (uint32_t c = 0; c < bcu_feature_count(page->dataset, BCU_CLUSTERS); c++) {
        g_autofree char *text = colour_dup(page->colours[c]);
        bcu_json_text(json, text);
    }
    bcu_json_end_array(json);
    begin_array(json, "clusterPhases");
    for (uint32_t c = 0; c < bcu_feature_count(page->dataset, BCU_CLUSTERS); c++)
        put_index(json, bcu_cluster_phase(page->dataset, c));
    bcu_json_end_array(json);
}

/* Clusters of the baseline with the cluster of today that has their code, whose colour they share. */
static void put_before(BcuJson *json, const BcuDataset *dataset)
{
    if (!bcu_dataset_has_baseline(dataset))
        return;
    bcu_json_key(json, "before");
    bcu_json_begin_object(json);
    begin_array(json, "names");
    for (uint32_t b = 0; b < bcu_baseline_count(dataset); b++)
        bcu_json_text(json, bcu_baseline_name(dataset, b));
    bcu_json_end_array(json);
    begin_array(json, "now");
    for (uint32_t b = 0; b < bcu_baseline_count(dataset); b++)
        put_index(json, bcu_feature_find(dataset, BCU_CLUSTERS, bcu_baseline_code(dataset, b)));
    bcu_json_end_array(json);
    begin_array(json, "areas");
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
        put_index(json, bcu_area_baseline(dataset, a));
    bcu_json_end_array(json);
    begin_array(json, "moved");
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
        if (bcu_area_is_moved(dataset, a))
            bcu_json_integer(json, a);
    bcu_json_end_array(json);
    bcu_json_end_object(json);
}

void data_append(GString *html, const Page *page)
{
    BcuJson *json = bcu_json_new(0, html_append_json, html);
    g_autofree char *title = page_title_dup(page->dataset);
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "title", title);
    bcu_json_put_text(json, "attribution", bcu_dataset_text(page->dataset, BCU_TEXT_ATTRIBUTION));
    put_real(json, "metresPerUnit", page->grid.step_m);
    put_clusters(json, page);
    phases_put_json(page->dataset, json);
    put_before(json, page->dataset);
    begin_array(json, "levels");
    for (int level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++)
        if (page->has_level[level])
            put_level(json, page, (BcuLevel)level);
    bcu_json_end_array(json);
    bcu_json_end_object(json);
    bcu_json_close(json);
}
