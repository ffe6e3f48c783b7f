/* Finds the kind of map that is asked for in the table of kinds. */
#include "maps/kinds.h"
#include <string.h>

static const struct {
    const char *name;
    bool (*plan)(const PlanContext *context, GPtrArray *plans);
} KINDS[] = {
#define MAP_KIND(name, plan, shows) {name, plan},
#include "maps/kinds.def"
#undef MAP_KIND
};

bool plan_maps(const PlanContext *context, const char *kind, GPtrArray *plans)
{
    for (size_t k = 0; k < G_N_ELEMENTS(KINDS); k++)
        if (strcmp(KINDS[k].name, kind) == 0)
            return KINDS[k].plan(context, plans);
    g_error("there is no kind of map \"%s\"", kind); /* options take no other names */
}
