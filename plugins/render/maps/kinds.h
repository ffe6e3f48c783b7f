/** Plans the kinds of maps: one table, kinds.def, and a file for each kind. */
#ifndef RENDER_KINDS_H
#define RENDER_KINDS_H

#include "maps/plan.h"

/** Makes the plans of one kind of map. \return false on failure, reported. */
bool plan_maps(const PlanContext *context, const char *kind, GPtrArray *plans);

/* One file for each kind; each appends its plans. */
#define MAP_KIND(name, plan, shows) bool plan(const PlanContext *context, GPtrArray *plans);
#include "maps/kinds.def"
#undef MAP_KIND

#endif
