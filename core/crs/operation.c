/* Coordinate operations: of all that lead from one CRS to another, the best that can be carried out. */
#include "base/diag.h"
#include "crs/crs_proj.h"
#include <math.h>
#include <string.h>

void bcu_operation_free(BcuOperation *operation)
{
    if (!operation)
        return;
    g_free(operation->pipeline);
    g_free(operation->name);
    g_free(operation->missing_grid);
    if (operation->ready)
        proj_destroy(operation->ready);
    g_free(operation);
}

/* ---- choice -------------------------------------------------------------------------- */

static PJ_OBJ_LIST *list_operations(BcuCrsSession *session, PJ *from, PJ *to, const BcuBox *at)
{
    PJ_CONTEXT *ctx = bcu_proj_context(session);
    PJ_OPERATION_FACTORY_CONTEXT *factory = proj_create_operation_factory_context(ctx, NULL);
    double west, south, east, north;
    if (at)
        proj_operation_factory_context_set_area_of_interest(ctx, factory, at->min_x, at->min_y, at->max_x, at->max_y);
    else if (proj_get_area_of_use(ctx, from, &west, &south, &east, &north, NULL) && west > -1000)
        proj_operation_factory_context_set_area_of_interest(ctx, factory, west, south, east, north);
    proj_operation_factory_context_set_spatial_criterion(ctx, factory,
                                                         PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_grid_availability_use(ctx, factory, PROJ_GRID_AVAILABILITY_IGNORED);
    /* A ballpark operation leaves the datum step out: 100 m in Britain. */
    proj_operation_factory_context_set_allow_ballpark_transformations(ctx, factory, 0);
    PJ_OBJ_LIST *operations = proj_create_operations(ctx, from, to, factory);
    proj_operation_factory_context_destroy(factory);
    return operations;
}

/* Notes the grid that a better operation lacks. */
static void note_better(BcuCrsSession *session, PJ *better, BcuOperation *found)
{
    const char *grid = NULL;
    double accuracy_m = proj_coordoperation_get_accuracy(bcu_proj_context(session), better);
    if (proj_coordoperation_get_grid_used_count(bcu_proj_context(session), better) > 0)
        proj_coordoperation_get_grid_used(bcu_proj_context(session), better, 0, &grid, NULL, NULL, NULL, NULL, NULL,
                                          NULL);
    if (grid && *grid && accuracy_m >= 0 && accuracy_m < found->accuracy_m) {
        found->missing_grid = g_strdup(grid);
        found->better_m = accuracy_m;
    }
}

/* A projection that only a definition in PROJ's own words describes has no name, but a method. */
static char *step_name(BcuCrsSession *session, PJ *step)
{
    const char *name = proj_get_name(step), *method = NULL;
    if (name && strstr(name, "unknown"))
        proj_coordoperation_get_method_info(bcu_proj_context(session), step, &method, NULL, NULL);
    return g_strdup(method ? method : name);
}

static char *name_of(BcuCrsSession *session, PJ *operation)
{
    int count = proj_concatoperation_get_step_count(bcu_proj_context(session), operation);
    if (count < 1 || !strstr(proj_get_name(operation), "unknown"))
        return step_name(session, operation);
    GString *names = g_string_new(NULL);
    for (int i = 0; i < count; i++) {
        PJ *step = proj_concatoperation_get_step(bcu_proj_context(session), operation, i);
        g_autofree char *name = step_name(session, step);
        g_string_append_printf(names, "%s%s", i ? " + " : "", name);
        proj_destroy(step);
    }
    return g_string_free(names, FALSE);
}

/* The first operation that can be carried out, described in *found; NULL when there is none. */
static PJ *choose(BcuCrsSession *session, PJ_OBJ_LIST *operations, BcuOperation *found)
{
    PJ_CONTEXT *ctx = bcu_proj_context(session);
    PJ *better = NULL, *chosen = NULL;
    for (int i = 0; !chosen && i < proj_list_get_count(operations); i++) {
        PJ *operation = proj_list_get(ctx, operations, i);
        if (proj_coordoperation_is_instantiable(ctx, operation))
            chosen = operation;
        else if (better)
            proj_destroy(operation);
        else
            better = operation;
    }
    if (chosen) {
        found->name = name_of(session, chosen);
        /* A projection is a matter of definition; PROJ tells no accuracy of it. */
        bool exact = proj_get_type(chosen) == PJ_TYPE_CONVERSION;
        found->accuracy_m = exact ? 0 : proj_coordoperation_get_accuracy(ctx, chosen);
        if (better)
            note_better(session, better, found);
    }
    proj_destroy(better);
    return chosen;
}

BcuOperation *bcu_operation_between(BcuCrsSession *session, PJ *from, PJ *to, const BcuBox *at, BcuDiagLog *log)
{
    BcuOperation *found = g_new0(BcuOperation, 1);
    PJ_OBJ_LIST *operations = list_operations(session, from, to, at);
    PJ *chosen = operations ? choose(session, operations, found) : NULL;
    PJ *usable = chosen ? proj_normalize_for_visualization(bcu_proj_context(session), chosen) : NULL;
    const char *pipeline = usable ? proj_as_proj_string(bcu_proj_context(session), usable, PJ_PROJ_5, NULL) : NULL;
    found->pipeline = g_strdup(pipeline);
    found->uses_grids = pipeline && (strstr(pipeline, "grids=") || strstr(pipeline, "+file=") ||
                                     strstr(pipeline, "+model="));
    proj_destroy(chosen);
    proj_destroy(usable);
    proj_list_destroy(operations);
    if (pipeline)
        return found;
    bcu_operation_free(found);
    bcu_report(log, BCU_ERROR, "CRS020", NULL,
               "Choose another CRS, or install the grid files that the transformation needs.",
               "there is no reliable transformation from %s to %s", proj_get_name(from), proj_get_name(to));
    return NULL;
}

/* ---- where it is to be used -------------------------------------------------------------- */

void bcu_crs_work_at(const BcuCrs *crs, BcuBox extent)
{
    if (!crs->is_geographic || !(extent.min_x <= extent.max_x))
        return;
    bcu_crs_ahead_wait(crs->session);
    crs->session->place = (BcuBox){fmax(floor(extent.min_x), -180), fmax(floor(extent.min_y), -90),
                                   fmin(ceil(extent.max_x), 180), fmin(ceil(extent.max_y), 90)};
}

/* Degrees are used on whole continents, with another operation in each country, and what is no registered CRS says
 * nothing of where it is used; other CRSs are made for the area that they are used in. */
static const BcuBox *place_for(const BcuCrs *from)
{
    const BcuBox *place = &from->session->place;
    bool is_known = place->min_x < place->max_x && place->min_y < place->max_y;
    return is_known && (from->is_geographic || !from->authority) ? place : NULL;
}

/* ---- what was found so far --------------------------------------------------------------- */

static char *key_of(const BcuCrs *from, const BcuCrs *to, const BcuBox *at)
{
    return at ? g_strdup_printf("%s\n%s\n%g %g %g %g", from->definition, to->definition, at->min_x, at->min_y,
                                at->max_x, at->max_y)
              : g_strconcat(from->definition, "\n", to->definition, NULL);
}

/* pipeline, name, accuracy, uses grids, missing grid, its accuracy */
#define OPERATION_FACT "(mssdbmsd)"

static BcuOperation *from_earlier_runs(BcuCrsSession *session, const char *key)
{
    BcuOperation found = {0};
    gboolean uses_grids;
    if (!bcu_crs_cache_get(session->cache, "operation", key, OPERATION_FACT, &found.pipeline, &found.name,
                           &found.accuracy_m, &uses_grids, &found.missing_grid, &found.better_m))
        return NULL;
    found.uses_grids = uses_grids;
    return g_memdup2(&found, sizeof found);
}

static void learn(BcuCrsSession *session, const char *key, const BcuOperation *found)
{
    bcu_crs_cache_put(session->cache, "operation", key, OPERATION_FACT, found->pipeline, found->name,
                      found->accuracy_m, (gboolean)found->uses_grids, found->missing_grid, found->better_m);
}

static BcuOperation *stay(void)
{
    BcuOperation *found = g_new0(BcuOperation, 1);
    found->name = g_strdup("none");
    return found;
}

/* What lies where no operation is meant to be used is brought to the other CRS all the same. */
static BcuOperation *find(const BcuCrs *from, const BcuCrs *to, const BcuBox *at, BcuDiagLog *log)
{
    BcuCrsSession *session = from->session;
    PJ *source = bcu_proj_crs(from, log), *target = source ? bcu_proj_crs(to, log) : NULL;
    BcuOperation *found = NULL;
    if (source && target && bcu_proj_crs_equivalent(session, source, target))
        found = stay();
    else if (source && target && at)
        found = bcu_operation_between(session, source, target, at, NULL);
    if (source && target && !found)
        found = bcu_operation_between(session, source, target, NULL, log);
    proj_destroy(source);
    proj_destroy(target);
    return found;
}

const BcuOperation *bcu_operation_find(const BcuCrs *from, const BcuCrs *to, BcuDiagLog *log)
{
    BcuCrsSession *session = from->session;
    bcu_crs_ahead_wait(session);
    const BcuBox *at = place_for(from);
    g_autofree char *key = key_of(from, to, at);
    BcuOperation *operation = g_hash_table_lookup(session->operations, key);
    if (operation)
        return operation;
    operation = from_earlier_runs(session, key);
    if (!operation && (operation = find(from, to, at, log)))
        learn(session, key, operation);
    if (operation)
        g_hash_table_insert(session->operations, g_steal_pointer(&key), operation);
    return operation;
}

void bcu_operation_ready(const BcuCrs *from, const BcuCrs *to, BcuDiagLog *log)
{
    BcuOperation *found = (BcuOperation *)bcu_operation_find(from, to, log);
    if (found && found->pipeline && !found->uses_grids && !found->ready)
        found->ready = bcu_operation_make(from->session, found, log);
}
