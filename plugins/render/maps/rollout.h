/** How clusters go live, phase by phase: what maps of it are coloured by and say. */
#ifndef RENDER_ROLLOUT_H
#define RENDER_ROLLOUT_H

#include "maps/plan.h"

typedef struct PhaseState {
    char *label;                          /* "June 2018"; owned */
    uint32_t new_clusters, live_clusters; /* in this phase; at its end */
    double new_share, live_share;         /* of all people; NAN: unknown */
} PhaseState;

typedef struct Rollout {
    uint32_t count;
    PhaseState *phases;
} Rollout;

/** \return false when the project has no phases, reported. */
bool rollout_read(const PlanContext *context, Rollout *rollout);
void rollout_clear(Rollout *rollout);
/** The phase that the option "phase" names; else the first one that reaches half of the people, or of
 * the clusters. \return false when the option names none, reported. */
bool rollout_turn(const PlanContext *context, const Rollout *rollout, uint32_t *phase);
/** "34.7 % of Londoners", or "4 of 12 BCUs" where people are unknown. Freed with g_free. */
char *rollout_cover(const PlanContext *context, const Rollout *rollout, uint32_t phase);
/** "After phase 2, 34.7 % of Londoners live in a live BCU". Freed with g_free. */
char *rollout_headline(const PlanContext *context, const Rollout *rollout, uint32_t phase);
/** Names of the clusters of a phase, or of none: "East and Central North". Freed with g_free. */
char *rollout_names(const PlanContext *context, uint32_t phase);

#endif
