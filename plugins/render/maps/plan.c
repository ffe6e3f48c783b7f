/* Plans of maps: what is to be shown, panel by panel. */
#include "maps/plan.h"
#include "maps/phrases.h"
#include <string.h>

/* ---- panels ------------------------------------------------------------------------------ */

static void circle_clear(void *circle)
{
    g_free(((Circle *)circle)->title);
}

static void wish_clear(void *wish)
{
    g_free(((LabelWish *)wish)->text);
    g_free(((LabelWish *)wish)->figure);
}

static void panel_free(void *data)
{
    Panel *panel = data;
    g_free(panel->heading);
    g_free(panel->figure);
    g_free(panel->detail);
    g_free(panel->fills);
    g_strfreev(panel->titles);
    g_array_unref(panel->circles);
    g_array_unref(panel->wishes);
    g_free(panel);
}

Panel *plan_add_panel(const PlanContext *context, MapPlan *plan, BcuLevel level)
{
    Panel *panel = g_new0(Panel, 1);
    uint32_t count = bcu_feature_count(context->dataset, level);
    panel->level = level;
    panel->share = NAN;
    panel->extent = bcu_dataset_extent(context->dataset);
    panel->fills = g_new(BcuColour, (size_t)count + 1);
    for (uint32_t f = 0; f < count; f++)
        panel->fills[f] = context->style->none;
    panel->circles = g_array_new(false, false, sizeof(Circle));
    panel->wishes = g_array_new(false, false, sizeof(LabelWish));
    g_array_set_clear_func(panel->circles, circle_clear);
    g_array_set_clear_func(panel->wishes, wish_clear);
    g_ptr_array_add(plan->panels, panel);
    return panel;
}

/* The feature whose fill lies beneath a name, and that fill. */
static BcuColour fill_beneath(const PlanContext *context, const Panel *panel, BcuLevel *level,
                              uint32_t *feature)
{
    if (*level == panel->level)
        return panel->fills[*feature];
    uint32_t area =
        *level == BCU_SUBAREAS ? bcu_feature_parent(context->dataset, *level, *feature) : BCU_NONE;
    if (panel->level != BCU_AREAS || area == BCU_NONE)
        return context->style->none;
    *level = BCU_AREAS;
    *feature = area;
    return panel->fills[area];
}

LabelWish *panel_add_name(const PlanContext *context, Panel *panel, BcuLevel level, uint32_t feature)
{
    static const double STEP = 0.7; /* one smaller size is allowed */
    const Letters *letters = &context->style->names[level];
    BcuLevel fill_level = level;
    uint32_t fill_feature = feature;
    BcuColour fill = fill_beneath(context, panel, &fill_level, &fill_feature);
    LabelWish wish = {
        .level = level,
        .feature = feature,
        .text = g_strdup(bcu_feature_name(context->dataset, level, feature)),
        .priority = BCU_LEVEL_COUNT - (int)level,
        .smallest = fmax(STEP * letters->size, context->style->floor),
        .largest = letters->size,
        .weight = letters->weight,
        .colour = style_text_on(context->style, fill),
        .halo = fill,
        .fill_level = fill_level,
        .fill_feature = fill_feature,
        .may_lead = true,
        .may_number = true,
    };
    g_array_append_val(panel->wishes, wish);
    return &g_array_index(panel->wishes, LabelWish, panel->wishes->len - 1);
}

/* A cluster of one area that is called like it has one name. */
static bool is_named_by_cluster(const BcuDataset *dataset, uint32_t area)
{
    uint32_t cluster = bcu_feature_cluster(dataset, BCU_AREAS, area);
    const uint32_t *members;
    return cluster != BCU_NONE && bcu_cluster_members(dataset, cluster, &members) == 1 &&
           g_str_equal(bcu_feature_name(dataset, BCU_AREAS, area), bcu_feature_name(dataset, BCU_CLUSTERS, cluster));
}

void panel_add_area_names(const PlanContext *context, Panel *panel)
{
    const BcuDataset *dataset = context->dataset;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        if (is_named_by_cluster(dataset, a))
            continue;
        uint32_t cluster = bcu_feature_cluster(dataset, BCU_AREAS, a);
        LabelWish *wish = panel_add_name(context, panel, BCU_AREAS, a);
        wish->halo = cluster == BCU_NONE ? context->style->none : panel->fills[cluster];
        wish->fill_level = cluster == BCU_NONE ? BCU_AREAS : BCU_CLUSTERS;
        wish->fill_feature = cluster == BCU_NONE ? a : cluster;
        wish->colour = style_quiet_text_on(context->style, wish->halo);
        wish->may_squeeze = true;
    }
}

void panel_add_circle(const PlanContext *context, Panel *panel, BcuLevel level, uint32_t feature,
                      double diameter_mm, BcuColour colour, const char *title)
{
    Circle circle = {bcu_feature_label_point(context->dataset, level, feature),
                     diameter_mm,
                     colour,
                     level,
                     feature,
                     g_strdup(title)};
    g_array_append_val(panel->circles, circle);
}

/* ---- plans ------------------------------------------------------------------------------- */

MapPlan *plan_new(const char *kind)
{
    MapPlan *plan = g_new0(MapPlan, 1);
    plan->kind = kind;
    plan->focus = BCU_NONE;
    plan->panels = g_ptr_array_new_with_free_func(panel_free);
    plan->borders[BCU_BORDER_OUTER] = true;
    plan->borders[BCU_BORDER_CLUSTER] = true;
    plan->borders[BCU_BORDER_AREA] = true;
    legend_init(&plan->legend);
    return plan;
}

void plan_free(MapPlan *plan)
{
    g_free(plan->part);
    g_free(plan->title);
    g_free(plan->subtitle);
    g_free(plan->alt);
    g_free(plan->what_if);
    g_free(plan->document_title);
    legend_clear(&plan->legend);
    g_ptr_array_unref(plan->panels);
    g_free(plan);
}

bool plan_lists_members(const PlanContext *context)
{
    enum { MOST_NAMES = 200 };
    return bcu_options_bool(context->options, "members") &&
           bcu_feature_count(context->dataset, BCU_AREAS) <= MOST_NAMES;
}

bool plan_has_legend(const PlanContext *context, bool needed)
{
    const char *legend = bcu_options_text(context->options, "legend");
    return strcmp(legend, "on") == 0 || (needed && strcmp(legend, "auto") == 0);
}

void plan_add_none_entry(const PlanContext *context, MapPlan *plan)
{
    const BcuDataset *dataset = context->dataset;
    bool any = false;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS) && !any; a++)
        any = bcu_feature_cluster(dataset, BCU_AREAS, a) == BCU_NONE;
    if (!any)
        return;
    g_autofree char *label = g_strdup_printf("In no %s", bcu_dataset_level(dataset, BCU_CLUSTERS).noun);
    g_autofree char *members = phrase_members(dataset, BCU_NONE);
    legend_add(&plan->legend, SWATCH_NO_CLUSTER, context->style->none, 0, label,
               plan_lists_members(context) ? members : NULL);
}

/* ---- borders ----------------------------------------------------------------------------- */

uint32_t plan_coverage_of(const BcuDataset *dataset, const Panel *panel, BcuBorder border)
{
    return bcu_dataset_level(dataset, border == BCU_BORDER_SUBAREA ? BCU_SUBAREAS : panel->level).coverage;
}

bool plan_draws(const BcuDataset *dataset, const MapPlan *plan, const Panel *panel, uint32_t coverage,
                BcuArc arc)
{
    bool fine = arc.border == BCU_BORDER_AREA || arc.border == BCU_BORDER_SUBAREA;
    if (!plan->borders[arc.border] || coverage != plan_coverage_of(dataset, panel, arc.border) ||
        (panel->small && fine)) /* shows clusters, not their areas */
        return false;
    return arc.border != BCU_BORDER_SUBAREA || plan->focus == BCU_NONE ||
           bcu_feature_cluster(dataset, BCU_SUBAREAS, arc.left) == plan->focus;
}

/* ---- what is supposed --------------------------------------------------------------------- */

static void put_before(const char *lead, const char *between, char **text)
{
    char *marked = g_strconcat(lead, **text ? between : "", *text, NULL);
    g_free(*text);
    *text = marked;
}

void plan_mark_what_if(const BcuDataset *dataset, MapPlan *plan)
{
    const char *what_if = bcu_dataset_text(dataset, BCU_TEXT_WHAT_IF);
    plan->document_title = g_strdup(plan->title);
    if (!*what_if || g_strcmp0(plan->title, what_if) == 0)
        return;
    plan->what_if = g_strdup(what_if);
    put_before(what_if, ": ", &plan->document_title);
    put_before(what_if, ". ", &plan->alt);
}

/* ---- files ------------------------------------------------------------------------------- */

BcuStream *plan_open_output(const MapPlan *plan, bool first, const char *format, const BcuRun *run)
{
    const char *params[] = {"format",   format, "kind", plan->kind, plan->part ? "code" : NULL,
                            plan->part, NULL};
    return bcu_sink_open(run->sink, plan->part ? "map-part" : first ? "map" : "map-kind", params, run->log);
}
