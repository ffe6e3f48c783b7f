/** The kinds of maps: one table, a file for each kind. */
#ifndef RENDER_KINDS_H
#define RENDER_KINDS_H

#include "maps/plan.h"

/** Makes the plans of one kind of map. \return false on failure, reported. */
bool plan_maps(const PlanContext *context, const char *kind, GPtrArray *plans);

/* One file for each kind; each appends its plans. */
bool kind_clusters(const PlanContext *context, GPtrArray *plans);
bool kind_rollout(const PlanContext *context, GPtrArray *plans);
bool kind_panels(const PlanContext *context, GPtrArray *plans);
bool kind_choropleth(const PlanContext *context, GPtrArray *plans);
bool kind_locator(const PlanContext *context, GPtrArray *plans);
bool kind_atlas(const PlanContext *context, GPtrArray *plans);
bool kind_proportional(const PlanContext *context, GPtrArray *plans);

#endif
