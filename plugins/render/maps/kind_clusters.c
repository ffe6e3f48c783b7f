/* Each cluster in its own colour, no neighbours alike. */
#include "maps/phrases.h"
#include "maps/kinds.h"
#include "maps/plan.h"

/* What the picture shows, for who cannot see it. */
static char *alt_text(const BcuDataset *dataset, const char *title)
{
    GString *alt = g_string_new(NULL);
    uint32_t count = bcu_feature_count(dataset, BCU_CLUSTERS);
    g_string_append_printf(alt, "Map: %s. %u %s: ", title, count,
                           bcu_dataset_level(dataset, BCU_CLUSTERS).plural);
    for (uint32_t c = 0; c < count; c++) {
        g_autofree char *name = phrase_name(bcu_feature_name(dataset, BCU_CLUSTERS, c));
        g_string_append_printf(alt, "%s%s", c ? ", " : "", name);
    }
    g_string_append_c(alt, '.');
    return g_string_free(alt, FALSE);
}

/* With more clusters than colours a swatch would stand for several. */
static bool colours_repeat(const BcuColour *fills, uint32_t count)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (uint32_t c = 0; c < count; c++)
        g_hash_table_add(seen, GINT_TO_POINTER(fills[c].r << 16 | fills[c].g << 8 | fills[c].b));
    return g_hash_table_size(seen) < count;
}

static gint by_name(gconstpointer a, gconstpointer b, gpointer dataset)
{
    return g_utf8_collate(bcu_feature_name(dataset, BCU_CLUSTERS, *(const uint32_t *)a),
                          bcu_feature_name(dataset, BCU_CLUSTERS, *(const uint32_t *)b));
}

static void fill_legend(const PlanContext *context, MapPlan *plan, const BcuColour *fills)
{
    bool members = plan_lists_members(context);
    uint32_t count = bcu_feature_count(context->dataset, BCU_CLUSTERS);
    bool repeat = colours_repeat(fills, count);
    g_autofree char *clusters = phrase_count(context->dataset, BCU_CLUSTERS, count);
    if (repeat)
        bcu_report(context->log, BCU_NOTE, "RENDER026", NULL,
                   "Nothing; their names stand on the map where they have room.",
                   "the legend leaves out all %s: there are fewer colours, and one would stand for several",
                   clusters);
    g_autofree uint32_t *order = g_new(uint32_t, (size_t)count + 1);
    for (uint32_t c = 0; c < count; c++)
        order[c] = c;
    g_qsort_with_data(order, (gint)count, sizeof *order, by_name, (gpointer)context->dataset);
    for (uint32_t i = 0; !repeat && i < count; i++) {
        uint32_t c = order[i];
        g_autofree char *list = members ? phrase_members(context->dataset, c) : NULL;
        legend_add(&plan->legend, SWATCH_FILL, fills[c], 0,
                   bcu_feature_name(context->dataset, BCU_CLUSTERS, c), list);
    }
    plan_add_none_entry(context, plan);
}

bool kind_clusters(const PlanContext *context, GPtrArray *plans)
{
    MapPlan *plan = plan_new("clusters");
    Panel *panel = plan_add_panel(context, plan, BCU_CLUSTERS);
    bcu_colour_clusters(context->dataset, panel->fills);
    bool labels = bcu_options_bool(context->options, "labels");
    for (uint32_t c = 0; labels && c < bcu_feature_count(context->dataset, BCU_CLUSTERS); c++)
        panel_add_name(context, panel, BCU_CLUSTERS, c)->may_squeeze = true;
    if (labels && plan_lists_members(context))
        panel_add_area_names(context, panel);
    plan->title = g_strdup(bcu_dataset_text(context->dataset, BCU_TEXT_TITLE));
    plan->subtitle = g_strdup(bcu_dataset_text(context->dataset, BCU_TEXT_SUBTITLE));
    plan->alt = alt_text(context->dataset, plan->title);
    if (plan_has_legend(context, !labels))
        fill_legend(context, plan, panel->fills);
    g_ptr_array_add(plans, plan);
    return true;
}
