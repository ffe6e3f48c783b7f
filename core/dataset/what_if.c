/* Words what a regrouping supposes, so that nothing made from it passes for the official state: whatever prints the
 * dataset's title, subtitle or source prints these in their place. */
#include "dataset/dataset_private.h"
#include <string.h>

/* Codes say what is the same cluster; the numbering of the state before is its own. */
bool bcu_area_is_moved(const BcuDataset *dataset, uint32_t area)
{
    if (!bcu_dataset_has_baseline(dataset))
        return false;
    uint32_t before = bcu_area_baseline(dataset, area), after = bcu_feature_cluster(dataset, BCU_AREAS, area);
    if (before == BCU_NONE || after == BCU_NONE)
        return before != after;
    return !g_str_equal(bcu_baseline_code(dataset, before), bcu_feature_code(dataset, BCU_CLUSTERS, after));
}

static GArray *moved_areas(const BcuDataset *dataset)
{
    GArray *moved = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
        if (bcu_area_is_moved(dataset, a))
            g_array_append_val(moved, a);
    return moved;
}

/* Three names are a title; more are a number. */
static void append_areas(GString *title, const BcuDataset *dataset, const GArray *moved)
{
    enum { AS_MANY_AS_A_TITLE_HOLDS = 3 };
    if (moved->len > AS_MANY_AS_A_TITLE_HOLDS) {
        g_string_append_printf(title, "%u %s", moved->len, bcu_dataset_level(dataset, BCU_AREAS).plural);
        return;
    }
    for (guint i = 0; i < moved->len; i++)
        g_string_append_printf(title, "%s%s", i == 0 ? "" : i + 1 == moved->len ? " and " : ", ",
                               bcu_feature_name(dataset, BCU_AREAS, g_array_index(moved, uint32_t, i)));
}

/* Said only where all areas go to one cluster. */
static void append_destination(GString *title, const BcuDataset *dataset, const GArray *moved)
{
    uint32_t to = bcu_feature_cluster(dataset, BCU_AREAS, g_array_index(moved, uint32_t, 0));
    for (guint i = 1; i < moved->len; i++)
        if (bcu_feature_cluster(dataset, BCU_AREAS, g_array_index(moved, uint32_t, i)) != to)
            return;
    if (to == BCU_NONE)
        g_string_append_printf(title, " to no %s", bcu_dataset_level(dataset, BCU_CLUSTERS).noun);
    else
        g_string_append_printf(title, " to %s", bcu_feature_name(dataset, BCU_CLUSTERS, to));
}

static char *title_dup(const BcuDataset *dataset)
{
    g_autoptr(GArray) moved = moved_areas(dataset);
    GString *title = g_string_new("What if ");
    if (moved->len == 0)
        return g_string_free(g_string_append(title, "nothing moved"), FALSE);
    append_areas(title, dataset, moved);
    g_string_append(title, " moved");
    append_destination(title, dataset, moved);
    return g_string_free(title, FALSE);
}

void bcu_what_if_word(const BcuDataset *dataset, BcuWhatIf *words)
{
    const BcuProject *project = dataset->parts.project;
    const char *before = dataset->parts.baseline_title;
    if (!dataset->parts.baseline)
        return;
    words->title = title_dup(dataset);
    words->subtitle = before && *before ? g_strdup_printf("Not the official state. Compared with: %s", before)
                                        : g_strdup("Not the official state.");
    words->source = project->source && *project->source ? g_strdup_printf("What-if, made from: %s", project->source)
                                                        : g_strdup("What-if, not the official state.");
}

void bcu_what_if_clear(BcuWhatIf *words)
{
    g_free(words->title);
    g_free(words->subtitle);
    g_free(words->source);
    *words = (BcuWhatIf){0};
}

static void put_cluster(BcuJson *json, const char *key, const char *code)
{
    bcu_json_key(json, key);
    if (code)
        bcu_json_text(json, code);
    else
        bcu_json_null(json);
}

static void put_move(BcuJson *json, const BcuDataset *dataset, uint32_t area)
{
    uint32_t before = bcu_area_baseline(dataset, area), after = bcu_feature_cluster(dataset, BCU_AREAS, area);
    double people = bcu_area_people(dataset, area);
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "area", bcu_feature_code(dataset, BCU_AREAS, area));
    bcu_json_put_text(json, "name", bcu_feature_name(dataset, BCU_AREAS, area));
    put_cluster(json, "from", before == BCU_NONE ? NULL : bcu_baseline_code(dataset, before));
    put_cluster(json, "to", after == BCU_NONE ? NULL : bcu_feature_code(dataset, BCU_CLUSTERS, after));
    if (!isnan(people))
        bcu_json_put_integer(json, "population", (int64_t)llround(people));
    bcu_json_key(json, "area_ha");
    bcu_json_real(json, bcu_feature_area_m2(dataset, BCU_AREAS, area) / 1e4, 2);
    bcu_json_end_object(json);
}

void bcu_what_if_put_json(const BcuDataset *dataset, BcuJson *json)
{
    if (!bcu_dataset_has_baseline(dataset))
        return;
    g_autoptr(GArray) moved = moved_areas(dataset);
    bcu_json_key(json, "what_if");
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "compared_with", bcu_dataset_whole(dataset)->parts.baseline_title);
    bcu_json_key(json, "moves");
    bcu_json_begin_array(json);
    for (guint i = 0; i < moved->len; i++)
        put_move(json, dataset, g_array_index(moved, uint32_t, i));
    bcu_json_end_array(json);
    bcu_json_end_object(json);
}
