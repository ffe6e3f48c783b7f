/* Clusters by the phase in which they go live: the earlier, the deeper. */
#include "maps/kinds.h"
#include "maps/phrases.h"
#include "maps/rollout.h"
#include <bcukit/palette.h>

static BcuColour phase_colour(const PlanContext *context, const Rollout *rollout, uint32_t phase)
{
    const char *name = bcu_options_text(context->options, "palette");
    return bcu_palette_at(bcu_palette_find(name ? name : "blues"), 1 - (phase + 0.5) / rollout->count,
                      context->style->dark, bcu_options_bool(context->options, "reverse"));
}

static void colour_clusters(const PlanContext *context, const Rollout *rollout, Panel *panel)
{
    uint32_t clusters = bcu_feature_count(context->dataset, BCU_CLUSTERS);
    panel->titles = g_new0(char *, (size_t)clusters + 1);
    for (uint32_t c = 0; c < clusters; c++) {
        uint32_t phase = bcu_cluster_phase(context->dataset, c);
        panel->fills[c] = phase == BCU_NONE ? context->style->no_data : phase_colour(context, rollout, phase);
        g_autofree char *name = phrase_name(bcu_feature_name(context->dataset, BCU_CLUSTERS, c));
        panel->titles[c] = g_strdup_printf(
            "%s: %s", name, phase == BCU_NONE ? "no phase stated" : rollout->phases[phase].label);
        if (bcu_options_bool(context->options, "labels"))
            panel_add_name(context, panel, BCU_CLUSTERS, c);
    }
}

static void fill_legend(const PlanContext *context, const Rollout *rollout, MapPlan *plan)
{
    plan->legend.title = g_strdup("Goes live");
    for (uint32_t p = 0; p < rollout->count; p++) {
        g_autofree char *names = rollout_names(context, p), *cover = rollout_cover(context, rollout, p);
        g_autofree char *label = g_strdup_printf("%u  %s", p + 1, rollout->phases[p].label);
        g_autofree char *detail = g_strdup_printf("%s%sThen live: %s", names, *names ? ". " : "", cover);
        legend_add(&plan->legend, SWATCH_FILL, phase_colour(context, rollout, p), 0, label, detail);
    }
    g_autofree char *rest = rollout_names(context, BCU_NONE);
    if (*rest)
        legend_add(&plan->legend, SWATCH_NO_DATA, context->style->no_data, 0, "No phase stated", rest);
    plan_add_none_entry(context, plan);
}

static char *alt_of(const PlanContext *context, const Rollout *rollout, const MapPlan *plan)
{
    GString *alt = g_string_new(NULL);
    g_string_append_printf(alt, "Map of the roll-out. %s.", plan->title);
    for (uint32_t p = 0; p < rollout->count; p++) {
        g_autofree char *names = rollout_names(context, p), *cover = rollout_cover(context, rollout, p);
        g_string_append_printf(alt, " Phase %u, %s: %s; then live: %s.", p + 1, rollout->phases[p].label,
                               *names ? names : "nothing", cover);
    }
    return g_string_free(alt, FALSE);
}

bool kind_rollout(const PlanContext *context, GPtrArray *plans)
{
    Rollout rollout;
    uint32_t turn;
    bool ok = rollout_read(context, &rollout) && rollout_turn(context, &rollout, &turn);
    if (ok) {
        MapPlan *plan = plan_new("rollout");
        g_autofree char *count =
            phrase_count(context->dataset, BCU_CLUSTERS, bcu_feature_count(context->dataset, BCU_CLUSTERS));
        colour_clusters(context, &rollout, plan_add_panel(context, plan, BCU_CLUSTERS));
        fill_legend(context, &rollout, plan);
        plan->title = rollout_headline(context, &rollout, turn);
        plan->subtitle = g_strdup_printf("%s by the phase in which they go live; phase %u of %u: %s", count,
                                         turn + 1, rollout.count, rollout.phases[turn].label);
        plan->pale_borders = true;
        plan->alt = alt_of(context, &rollout, plan);
        g_ptr_array_add(plans, plan);
    }
    rollout_clear(&rollout);
    return ok;
}
