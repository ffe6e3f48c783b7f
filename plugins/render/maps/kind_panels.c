/* Small multiples of the roll-out: one panel for each phase, with what is live by then. */
#include "maps/kinds.h"
#include "maps/phrases.h"
#include "maps/rollout.h"
#include <bcukit/palette.h>

static BcuColour shade(const PlanContext *context, double at)
{
    const char *name = bcu_options_text(context->options, "palette");
    return bcu_palette_at(bcu_palette_find(name ? name : "blues"), at, context->style->dark,
                      bcu_options_bool(context->options, "reverse"));
}

static BcuColour live_colour(const PlanContext *context)
{
    return shade(context, 0.4);
}

static BcuColour new_colour(const PlanContext *context)
{
    return shade(context, 0.8);
}

/* Small, since the maps are: a leader line rather than a number, which would need a key for each. */
static void name_new(const PlanContext *context, Panel *panel, uint32_t cluster)
{
    LabelWish *wish = panel_add_name(context, panel, BCU_CLUSTERS, cluster);
    wish->smallest = fmax(0.75 * context->style->unit, context->style->floor);
    wish->largest = fmax(0.95 * context->style->unit, context->style->floor);
    wish->may_number = false;
    wish->may_squeeze = true;
}

static void add_panel(const PlanContext *context, const Rollout *rollout, uint32_t phase, MapPlan *plan)
{
    Panel *panel = plan_add_panel(context, plan, BCU_CLUSTERS);
    uint32_t clusters = bcu_feature_count(context->dataset, BCU_CLUSTERS);
    g_autofree char *names = rollout_names(context, phase);
    panel->titles = g_new0(char *, (size_t)clusters + 1);
    for (uint32_t c = 0; c < clusters; c++) {
        uint32_t own = bcu_cluster_phase(context->dataset, c);
        bool live = own != BCU_NONE && own <= phase;
        panel->fills[c] = context->style->paper;
        if (live)
            panel->fills[c] = own == phase ? new_colour(context) : live_colour(context);
        g_autofree char *name = phrase_name(bcu_feature_name(context->dataset, BCU_CLUSTERS, c));
        panel->titles[c] = g_strdup_printf("%s: %s", name,
                                           own == phase ? "goes live"
                                           : live       ? "live"
                                                        : "not yet live");
        if (own == phase && bcu_options_bool(context->options, "labels"))
            name_new(context, panel, c);
    }
    panel->small = true;
    panel->share = rollout->phases[phase].live_share;
    panel->bar = new_colour(context);
    panel->heading = g_strdup_printf("%u  %s", phase + 1, rollout->phases[phase].label);
    panel->figure = rollout_cover(context, rollout, phase);
    panel->detail = *names ? g_strdup_printf("New: %s", names) : g_strdup("Nothing new");
}

static char *title_of(const PlanContext *context, const Rollout *rollout)
{
    uint32_t last = rollout->count - 1;
    const char *plural = bcu_dataset_level(context->dataset, BCU_CLUSTERS).plural;
    g_autofree char *at_first = rollout_cover(context, rollout, 0),
                    *at_last = rollout_cover(context, rollout, last);
    if (last == 0)
        return rollout_headline(context, rollout, 0);
    if (isnan(rollout->phases[0].live_share))
        return g_strdup_printf("%s are live after phase 1, %s after phase %u", at_first, at_last, last + 1);
    g_autofree char *share = bcu_words_percent(rollout->phases[last].live_share);
    return g_strdup_printf("Live %s cover %s after phase 1, %s after phase %u", plural, at_first, share,
                           last + 1);
}

static char *alt_of(const PlanContext *context, const Rollout *rollout, const MapPlan *plan)
{
    GString *alt = g_string_new(NULL);
    g_string_append_printf(alt, "%u small maps, one for each phase. %s.", rollout->count, plan->title);
    for (uint32_t p = 0; p < rollout->count; p++) {
        g_autofree char *names = rollout_names(context, p), *cover = rollout_cover(context, rollout, p);
        g_string_append_printf(alt, " %s: %s live; new: %s.", rollout->phases[p].label, cover,
                               *names ? names : "none");
    }
    return g_string_free(alt, FALSE);
}

static void fill_legend(const PlanContext *context, MapPlan *plan)
{
    legend_add(&plan->legend, SWATCH_FILL, new_colour(context), 0, "Goes live in the phase", NULL);
    legend_add(&plan->legend, SWATCH_FILL, live_colour(context), 0, "Live before", NULL);
    legend_add(&plan->legend, SWATCH_FILL, context->style->paper, 0, "Not yet live", NULL);
    plan_add_none_entry(context, plan);
}

bool kind_panels(const PlanContext *context, GPtrArray *plans)
{
    Rollout rollout;
    bool ok = rollout_read(context, &rollout);
    if (ok) {
        MapPlan *plan = plan_new("rollout-panels");
        for (uint32_t p = 0; p < rollout.count; p++)
            add_panel(context, &rollout, p, plan);
        fill_legend(context, plan);
        plan->title = title_of(context, &rollout);
        plan->subtitle = g_strdup_printf("%s that are live at the end of each phase",
                                         bcu_dataset_level(context->dataset, BCU_CLUSTERS).plural);
        plan->pale_borders = plan->outlined = true;
        plan->alt = alt_of(context, &rollout, plan);
        g_ptr_array_add(plans, plan);
    }
    rollout_clear(&rollout);
    return ok;
}
