/* Finds the kind of map that is asked for in the table of kinds. */
#include "maps/kinds.h"
#include <string.h>

static const struct {
    const char *name;
    bool (*plan)(const PlanContext *context, GPtrArray *plans);
} KINDS[] = {
    {"clusters", kind_clusters},         {"rollout", kind_rollout}, {"rollout-panels", kind_panels},
    {"choropleth", kind_choropleth},     {"locator", kind_locator}, {"atlas", kind_atlas},
    {"proportional", kind_proportional},
};

bool plan_maps(const PlanContext *context, const char *kind, GPtrArray *plans)
{
    for (size_t k = 0; k < G_N_ELEMENTS(KINDS); k++)
        if (strcmp(KINDS[k].name, kind) == 0)
            return KINDS[k].plan(context, plans);
    g_error("kind of map \"%s\" is in the table of options only", kind);
}
