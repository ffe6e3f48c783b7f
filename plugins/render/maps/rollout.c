/* Roll-out from the table of figures, so that map and table agree. */
#include "maps/rollout.h"
#include "maps/phrases.h"
#include <string.h>

static double number(const BcuTable *table, uint32_t row, const char *column)
{
    double value;
    return bcu_table_number(table, row, bcu_table_find(table, column), &value) ? value : NAN;
}

bool rollout_read(const PlanContext *context, Rollout *rollout)
{
    rollout->count = bcu_phase_count(context->dataset);
    rollout->phases = g_new0(PhaseState, (size_t)rollout->count + 1);
    if (rollout->count == 0) {
        bcu_report(
            context->log, BCU_ERROR, "RENDER050", NULL,
            "Add groups [phase KEY] and give each cluster a phase, or leave these maps out of render.maps.",
            "the project has no phases, so there is no roll-out to draw");
        return false;
    }
    BcuTable *table = bcu_measure_rollout(context->dataset, NULL);
    double before = 0;
    for (uint32_t p = 0; p < rollout->count; p++) {
        PhaseState *state = &rollout->phases[p];
        state->label = g_strdup(bcu_phase_at(context->dataset, p).label);
        state->new_clusters = (uint32_t)number(table, p, "clusters");
        state->live_clusters = (uint32_t)number(table, p, "cumulative_clusters");
        state->live_share = number(table, p, "cumulative_population_share_all");
        state->new_share = state->live_share - before;
        before = state->live_share;
    }
    bcu_table_free(table);
    return true;
}

void rollout_clear(Rollout *rollout)
{
    for (uint32_t p = 0; p < rollout->count; p++)
        g_free(rollout->phases[p].label);
    g_free(rollout->phases);
}

static bool find_phase(const PlanContext *context, const char *key, uint32_t *phase)
{
    GString *keys = g_string_new("Phases are: ");
    for (*phase = 0; *phase < bcu_phase_count(context->dataset); ++*phase) {
        const char *own = bcu_phase_at(context->dataset, *phase).key;
        if (g_str_equal(own, key))
            break;
        g_string_append_printf(keys, "%s%s", *phase ? ", " : "", own);
    }
    bool found = *phase < bcu_phase_count(context->dataset);
    g_string_append_c(keys, '.');
    if (!found)
        bcu_report(context->log, BCU_ERROR, "RENDER051", NULL, keys->str,
                   "option phase names \"%s\", which is no phase of the project", key);
    g_string_free(keys, TRUE);
    return found;
}

bool rollout_turn(const PlanContext *context, const Rollout *rollout, uint32_t *phase)
{
    if (bcu_options_has(context->options, "phase"))
        return find_phase(context, bcu_options_text(context->options, "phase"), phase);
    uint32_t clusters = bcu_feature_count(context->dataset, BCU_CLUSTERS);
    for (*phase = 0; *phase + 1 < rollout->count; ++*phase) {
        const PhaseState *state = &rollout->phases[*phase];
        if (isnan(state->live_share) ? 2 * state->live_clusters >= clusters : state->live_share >= 0.5)
            break;
    }
    return true;
}

static char *clusters_live(const PlanContext *context, const PhaseState *state)
{
    return g_strdup_printf("%u of %u %s", state->live_clusters,
                           bcu_feature_count(context->dataset, BCU_CLUSTERS),
                           bcu_dataset_level(context->dataset, BCU_CLUSTERS).plural);
}

char *rollout_cover(const PlanContext *context, const Rollout *rollout, uint32_t phase)
{
    const PhaseState *state = &rollout->phases[phase];
    if (isnan(state->live_share))
        return clusters_live(context, state);
    g_autofree char *share = bcu_words_percent(state->live_share);
    return g_strdup_printf("%s of %s", share, bcu_words_people(context->dataset));
}

char *rollout_headline(const PlanContext *context, const Rollout *rollout, uint32_t phase)
{
    g_autofree char *cover = rollout_cover(context, rollout, phase);
    if (isnan(rollout->phases[phase].live_share))
        return g_strdup_printf("After phase %u, %s are live", phase + 1, cover);
    return g_strdup_printf("After phase %u, %s live in a live %s", phase + 1, cover,
                           bcu_dataset_level(context->dataset, BCU_CLUSTERS).noun);
}

char *rollout_names(const PlanContext *context, uint32_t phase)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (uint32_t c = 0; c < bcu_feature_count(context->dataset, BCU_CLUSTERS); c++)
        if (bcu_cluster_phase(context->dataset, c) == phase)
            g_ptr_array_add(names, (void *)bcu_feature_name(context->dataset, BCU_CLUSTERS, c));
    return phrase_list(names);
}
