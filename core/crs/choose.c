/* Chooses, of all operations that lead from one CRS to another, the best that can be carried out, and makes it ready.
 * PROJ lists them for a place; a step between datums is never left out while the datums are known. */
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

/* What is accepted when nothing better is at hand. */
typedef struct Latitude {
    bool third_crs; /* through one that has operations to both */
    bool ballpark;  /* without the step between the datums */
} Latitude;

static PJ_OBJ_LIST *list_operations(BcuCrsSession *session, PJ *from, PJ *to, const BcuBox *at, Latitude allowed)
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
    proj_operation_factory_context_set_allow_ballpark_transformations(ctx, factory, allowed.ballpark);
    if (allowed.third_crs)
        proj_operation_factory_context_set_allow_use_intermediate_crs(ctx, factory, PROJ_INTERMEDIATE_CRS_USE_ALWAYS);
    PJ_OBJ_LIST *operations = proj_create_operations(ctx, from, to, factory);
    proj_operation_factory_context_destroy(factory);
    return operations;
}

/* The first grid that an operation lacks, with the place to get it from; NULL when it lacks none. g_free. */
static char *missing_grid(BcuCrsSession *session, PJ *operation)
{
    PJ_CONTEXT *ctx = bcu_proj_context(session);
    for (int i = 0; i < proj_coordoperation_get_grid_used_count(ctx, operation); i++) {
        const char *name = NULL, *package = NULL, *url = NULL;
        int is_there = 1;
        proj_coordoperation_get_grid_used(ctx, operation, i, &name, NULL, &package, &url, NULL, NULL, &is_there);
        if (name && *name && !is_there)
            return url && *url           ? g_strdup_printf("%s (%s)", name, url)
                   : package && *package ? g_strdup_printf("%s (package %s)", name, package)
                                         : g_strdup(name);
    }
    return NULL;
}

/* Notes the grid that a better operation lacks. */
static void note_better(BcuCrsSession *session, PJ *better, BcuOperation *found)
{
    double accuracy_m = proj_coordoperation_get_accuracy(bcu_proj_context(session), better);
    g_autofree char *grid = missing_grid(session, better);
    if (grid && accuracy_m >= 0 && accuracy_m < found->accuracy_m) {
        found->missing_grid = g_steal_pointer(&grid);
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

/* An operation that can be carried out, weighed as PROJ weighs those for a point. */
typedef struct Candidate {
    PJ *operation;
    double accuracy_m; /* negative when unknown */
    double size;       /* of its area of use, in degrees of longitude times the sine of latitude */
    bool is_offshore, holds_place;
} Candidate;

static double eastward(double from, double to)
{
    return to >= from ? to - from : to - from + 360;
}

static bool holds(BcuBox area, BcuBox place)
{
    return place.min_y >= area.min_y && place.max_y <= area.max_y &&
           eastward(area.min_x, place.min_x) + eastward(place.min_x, place.max_x) <= eastward(area.min_x, area.max_x);
}

static Candidate weigh(BcuCrsSession *session, PJ *operation, const BcuBox *at)
{
    PJ_CONTEXT *ctx = bcu_proj_context(session);
    Candidate candidate = {operation, proj_coordoperation_get_accuracy(ctx, operation), 0, false, false};
    const char *name = NULL;
    BcuBox area;
    if (!proj_get_area_of_use(ctx, operation, &area.min_x, &area.min_y, &area.max_x, &area.max_y, &name) ||
        area.min_x < -180)
        return candidate;
    candidate.size = eastward(area.min_x, area.max_x) * (sin(area.max_y * G_PI / 180) - sin(area.min_y * G_PI / 180));
    candidate.is_offshore = name && strstr(name, "- offshore") && !strstr(name, "onshore");
    candidate.holds_place = at && holds(area, *at);
    return candidate;
}

/* Whether the second holds the whole place, and the first does not, or is less accurate, or as accurate but made for a
 * larger area. Areas at sea reach over the coast: what is meant for land comes first. */
static bool is_better(Candidate first, Candidate second)
{
    if (first.holds_place != second.holds_place || !second.holds_place)
        return second.holds_place;
    if (first.is_offshore != second.is_offshore)
        return first.is_offshore;
    bool more_accurate = second.accuracy_m >= 0 && (first.accuracy_m < 0 || second.accuracy_m < first.accuracy_m);
    return more_accurate || (second.accuracy_m == first.accuracy_m && second.size < first.size);
}

/* Of the operations that can be carried out the best for the place, or the first in PROJ's order where no place is
 * given or none holds all of it; described in *found. NULL when there is none. */
static PJ *choose(BcuCrsSession *session, PJ_OBJ_LIST *operations, const BcuBox *at, BcuOperation *found)
{
    PJ_CONTEXT *ctx = bcu_proj_context(session);
    Candidate chosen = {0};
    PJ *better = NULL;
    for (int i = 0; i < proj_list_get_count(operations) && (at || !chosen.operation); i++) {
        PJ *operation = proj_list_get(ctx, operations, i);
        bool usable = proj_coordoperation_is_instantiable(ctx, operation);
        Candidate candidate = usable ? weigh(session, operation, at) : (Candidate){0};
        if (usable && (!chosen.operation || is_better(chosen, candidate))) {
            proj_destroy(chosen.operation);
            chosen = candidate;
        } else if (!usable && !better && !chosen.operation) {
            better = operation;
        } else {
            proj_destroy(operation);
        }
    }
    if (chosen.operation) {
        found->name = name_of(session, chosen.operation);
        /* A projection is a matter of definition; PROJ tells no accuracy of it. */
        bool exact = proj_get_type(chosen.operation) == PJ_TYPE_CONVERSION;
        found->accuracy_m = exact ? 0 : chosen.accuracy_m;
        if (better)
            note_better(session, better, found);
    }
    proj_destroy(better);
    return chosen.operation;
}

/* \return NULL where there is none that can be carried out; the grid that the best lacks is then in *missing, if one
 * is what it lacks. */
static BcuOperation *between(BcuCrsSession *session, PJ *from, PJ *to, const BcuBox *at, Latitude allowed,
                             char **missing)
{
    BcuOperation *found = g_new0(BcuOperation, 1);
    PJ_OBJ_LIST *operations = list_operations(session, from, to, at, allowed);
    PJ *chosen = operations ? choose(session, operations, at, found) : NULL;
    PJ *usable = chosen ? proj_normalize_for_visualization(bcu_proj_context(session), chosen) : NULL;
    const char *pipeline = usable ? proj_as_proj_string(bcu_proj_context(session), usable, PJ_PROJ_5, NULL) : NULL;
    found->pipeline = g_strdup(pipeline);
    found->uses_grids = pipeline && (strstr(pipeline, "grids=") || strstr(pipeline, "+file=") ||
                                     strstr(pipeline, "+model="));
    found->leaves_datum = allowed.ballpark;
    if (!chosen && operations && missing && !*missing && proj_list_get_count(operations) > 0) {
        PJ *best = proj_list_get(bcu_proj_context(session), operations, 0);
        *missing = missing_grid(session, best);
        proj_destroy(best);
    }
    proj_destroy(chosen);
    proj_destroy(usable);
    proj_list_destroy(operations);
    if (!pipeline)
        g_clear_pointer(&found, bcu_operation_free);
    return found;
}

/* What is known of a geographic CRS that nobody registered, and that PROJ knows no step from, is its ellipsoid. */
static bool has_unknown_datum(BcuCrsSession *session, PJ *crs)
{
    PJ *base = proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? NULL : proj_crs_get_geodetic_crs(bcu_proj_context(session), crs);
    bool unknown = base && !proj_get_id_code(base, 0);
    proj_destroy(base);
    return unknown;
}

static void report_none(BcuCrsSession *session, PJ *from, PJ *to, const BcuBox *at, const char *grid, BcuDiagLog *log)
{
    BcuOperation *rough = between(session, from, to, at, (Latitude){.third_crs = true}, NULL);
    g_autofree char *hint =
        rough && rough->accuracy_m > 0
            ? g_strdup_printf("Set crs.accuracy = %g m to accept \"%s\"%s%s.", ceil(rough->accuracy_m), rough->name,
                              grid ? ", or install the grid " : "", grid ? grid : "")
        : grid ? g_strdup_printf("Install the grid %s where PROJ looks for it, or choose another CRS.", grid)
               : g_strdup("Check the key crs of the layer, or its .prj, and crs.working: one may not be what is meant.");
    bcu_report(log, BCU_ERROR, "CRS020", NULL, hint, "there is no reliable transformation from %s to %s",
               proj_get_name(from), proj_get_name(to));
    bcu_operation_free(rough);
}

BcuOperation *bcu_operation_between(BcuCrsSession *session, PJ *from, PJ *to, const BcuBox *at, BcuDiagLog *log)
{
    g_autofree char *grid = NULL;
    BcuOperation *found = between(session, from, to, at, (Latitude){0}, &grid);
    if (!found && session->accepted_m > 0) {
        found = between(session, from, to, at, (Latitude){.third_crs = true}, NULL);
        if (found && !(found->accuracy_m >= 0 && found->accuracy_m <= session->accepted_m))
            g_clear_pointer(&found, bcu_operation_free);
    }
    if (!found && !grid && (has_unknown_datum(session, from) || has_unknown_datum(session, to)))
        found = between(session, from, to, at, (Latitude){.ballpark = true}, NULL);
    if (!found && log)
        report_none(session, from, to, at, grid, log);
    return found;
}

PJ *bcu_operation_make(BcuCrsSession *session, const BcuOperation *operation, BcuDiagLog *log)
{
    bcu_crs_ahead_wait(session);
    if (!bcu_library_require(proj_on_demand_problem(), log))
        return NULL;
    return proj_create(operation->uses_grids ? bcu_proj_context(session) : bcu_proj_context_fileless(session),
                       operation->pipeline);
}
