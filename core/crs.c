/* CRSs and transforms through PROJ. */
#include "crs_proj.h"
#include "diag.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static PJ_CONTEXT *context;

PJ_CONTEXT *bcu_proj_context(void)
{
    if (!context) {
        context = proj_context_create();
        /* What went wrong is said by our own records. */
        proj_log_level(context, PJ_LOG_NONE);
        proj_context_set_enable_network(context, 0);
    }
    return context;
}

void bcu_crs_release(void)
{
    if (context)
        proj_context_destroy(context);
    context = NULL;
}

const char *bcu_crs_library_version(void)
{
    return proj_info().version;
}

PJ *bcu_proj_crs(const char *definition, BcuDiagLog *log)
{
    /* "+proj=…" alone is a conversion to PROJ; everybody who writes it here means the CRS. */
    bool is_bare = g_str_has_prefix(definition, "+proj=") && !strstr(definition, "+type=crs");
    g_autofree char *full = g_strconcat(definition, is_bare ? " +type=crs" : "", NULL);
    PJ *crs = proj_create(bcu_proj_context(), full);
    if (crs && proj_is_crs(crs))
        return crs;
    proj_destroy(crs);
    g_autofree char *shown = g_strndup(definition, 60);
    bcu_report(log, BCU_ERROR, "CRS010", NULL, "Give a code such as EPSG:27700, or WKT.",
               "\"%s%s\" is not a coordinate reference system", shown, strlen(definition) > 60 ? "…" : "");
    return NULL;
}

/* A WKT of ESRI's kind carries no code; with the code, PROJ knows more operations. */
static PJ *identified(PJ *crs)
{
    if (proj_get_id_code(crs, 0))
        return NULL;
    int *confidence = NULL;
    PJ *best = NULL;
    PJ_OBJ_LIST *matches = proj_identify(bcu_proj_context(), crs, "EPSG", NULL, &confidence);
    if (matches && proj_list_get_count(matches) > 0 && confidence[0] >= 70)
        best = proj_list_get(bcu_proj_context(), matches, 0);
    proj_list_destroy(matches);
    proj_int_list_destroy(confidence);
    return best;
}

static PJ *crs_with_code(const char *definition, BcuDiagLog *log)
{
    PJ *crs = bcu_proj_crs(definition, log);
    PJ *known = crs ? identified(crs) : NULL;
    if (!known)
        return crs;
    proj_destroy(crs);
    return known;
}

static bool equivalent(PJ *a, PJ *b)
{
    return proj_is_equivalent_to_with_ctx(bcu_proj_context(), a, b,
                                          PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

bool bcu_crs_same(const char *a, const char *b)
{
    if (g_str_equal(a, b))
        return true;
    BcuDiagLog *silent = bcu_diag_log_new();
    PJ *left = crs_with_code(a, silent), *right = left ? crs_with_code(b, silent) : NULL;
    bool same = left && right && equivalent(left, right);
    proj_destroy(left);
    proj_destroy(right);
    bcu_diag_log_free(silent);
    return same;
}

/* ---- operations ---------------------------------------------------------------------- */

static void report_better_with_grid(PJ *better, double accuracy_m, BcuDiagLog *log)
{
    const char *grid = NULL;
    if (proj_coordoperation_get_grid_used_count(bcu_proj_context(), better) > 0)
        proj_coordoperation_get_grid_used(bcu_proj_context(), better, 0, &grid, NULL, NULL, NULL, NULL, NULL,
                                          NULL);
    if (grid && *grid)
        bcu_report(log, BCU_NOTE, "CRS030", NULL,
                   "Install the grid where PROJ looks for it if you need that accuracy.",
                   "a transformation good to %.2g m exists, but its grid %s is not installed", accuracy_m,
                   grid);
}

/* The first operation that can be carried out; better ones that lack a grid are named. */
static PJ *choose(PJ_OBJ_LIST *operations, BcuDiagLog *log)
{
    PJ *better = NULL;
    for (int i = 0; i < proj_list_get_count(operations); i++) {
        PJ *operation = proj_list_get(bcu_proj_context(), operations, i);
        if (proj_coordoperation_is_instantiable(bcu_proj_context(), operation)) {
            double accuracy = proj_coordoperation_get_accuracy(bcu_proj_context(), operation);
            double best = better ? proj_coordoperation_get_accuracy(bcu_proj_context(), better) : -1;
            if (better && best >= 0 && best < accuracy)
                report_better_with_grid(better, best, log);
            proj_destroy(better);
            return operation;
        }
        if (better)
            proj_destroy(operation);
        else
            better = operation;
    }
    proj_destroy(better);
    return NULL;
}

PJ *bcu_proj_operation(PJ *from, PJ *to, char **name, double *accuracy_m, BcuDiagLog *log)
{
    PJ_CONTEXT *ctx = bcu_proj_context();
    PJ_OPERATION_FACTORY_CONTEXT *factory = proj_create_operation_factory_context(ctx, NULL);
    double west, south, east, north;
    if (proj_get_area_of_use(ctx, from, &west, &south, &east, &north, NULL) && west > -1000)
        proj_operation_factory_context_set_area_of_interest(ctx, factory, west, south, east, north);
    proj_operation_factory_context_set_spatial_criterion(ctx, factory,
                                                         PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_grid_availability_use(ctx, factory, PROJ_GRID_AVAILABILITY_IGNORED);
    /* A ballpark operation leaves the datum step out: 100 m in Britain. */
    proj_operation_factory_context_set_allow_ballpark_transformations(ctx, factory, 0);
    PJ_OBJ_LIST *operations = proj_create_operations(ctx, from, to, factory);
    PJ *operation = operations ? choose(operations, log) : NULL;
    PJ *usable = operation ? proj_normalize_for_visualization(ctx, operation) : NULL;
    if (usable && name)
        *name = g_strdup(proj_get_name(operation));
    if (usable && accuracy_m)
        *accuracy_m = proj_coordoperation_get_accuracy(ctx, operation);
    proj_destroy(operation);
    proj_list_destroy(operations);
    proj_operation_factory_context_destroy(factory);
    if (!usable)
        bcu_report(log, BCU_ERROR, "CRS020", NULL,
                   "Choose another CRS, or install the grid files that the transformation needs.",
                   "there is no reliable transformation from %s to %s", proj_get_name(from),
                   proj_get_name(to));
    return usable;
}

/* ---- transforms ---------------------------------------------------------------------- */

struct BcuTransform {
    PJ *operation; /* NULL when nothing moves */
    char *name;
    double accuracy_m;
};

BcuTransform *bcu_transform_new(const char *from, const char *to, BcuDiagLog *log)
{
    BcuTransform *transform = g_new0(BcuTransform, 1);
    transform->name = g_strdup("none");
    if (g_str_equal(from, to))
        return transform;
    PJ *source = crs_with_code(from, log), *target = source ? crs_with_code(to, log) : NULL;
    bool ok = source && target;
    if (ok && !equivalent(source, target)) {
        g_clear_pointer(&transform->name, g_free);
        transform->operation =
            bcu_proj_operation(source, target, &transform->name, &transform->accuracy_m, log);
        ok = transform->operation != NULL;
    }
    proj_destroy(source);
    proj_destroy(target);
    if (!ok)
        g_clear_pointer(&transform, bcu_transform_free);
    return transform;
}

void bcu_transform_free(BcuTransform *transform)
{
    if (!transform)
        return;
    proj_destroy(transform->operation);
    g_free(transform->name);
    g_free(transform);
}

static bool transform_points(BcuTransform *transform, PJ_DIRECTION direction, BcuPoint *points, size_t count)
{
    if (!transform->operation || count == 0)
        return true;
    proj_errno_reset(transform->operation);
    proj_trans_generic(transform->operation, direction, &points->x, sizeof *points, count, &points->y,
                       sizeof *points, count, NULL, 0, 0, NULL, 0, 0);
    bool finite = true;
    for (size_t i = 0; i < count; i++)
        finite &= isfinite(points[i].x) && isfinite(points[i].y);
    return finite;
}

bool bcu_transform_points(BcuTransform *transform, BcuPoint *points, size_t count)
{
    return transform_points(transform, PJ_FWD, points, count);
}

bool bcu_transform_points_back(BcuTransform *transform, BcuPoint *points, size_t count)
{
    return transform_points(transform, PJ_INV, points, count);
}

bool bcu_transform_is_noop(const BcuTransform *transform)
{
    return transform->operation == NULL;
}

const char *bcu_transform_operation(const BcuTransform *transform)
{
    return transform->name;
}

double bcu_transform_accuracy_m(const BcuTransform *transform)
{
    return transform->accuracy_m;
}

/* ---- descriptions -------------------------------------------------------------------- */

static const char *wkt_of(PJ *crs, PJ_WKT_TYPE type)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    return proj_as_wkt(bcu_proj_context(), crs, type, one_line);
}

char *bcu_crs_text_dup(const char *definition, BcuCrsText what, BcuDiagLog *log)
{
    PJ *crs = crs_with_code(definition, log);
    if (!crs)
        return NULL;
    const char *text = NULL;
    g_autofree char *authority = NULL;
    switch (what) {
    case BCU_CRS_NAME: text = proj_get_name(crs); break;
    case BCU_CRS_AUTHORITY:
        if (proj_get_id_code(crs, 0))
            text = authority =
                g_strdup_printf("%s:%s", proj_get_id_auth_name(crs, 0), proj_get_id_code(crs, 0));
        break;
    case BCU_CRS_WKT2: text = wkt_of(crs, PJ_WKT2_2019); break;
    case BCU_CRS_WKT1_GDAL: text = wkt_of(crs, PJ_WKT1_GDAL); break;
    case BCU_CRS_WKT1_ESRI: text = wkt_of(crs, PJ_WKT1_ESRI); break;
    }
    char *copy = strdup(text ? text : "");
    proj_destroy(crs);
    return copy;
}

static bool is_geographic(PJ *crs)
{
    PJ_TYPE type = proj_get_type(crs);
    if (type == PJ_TYPE_BOUND_CRS) {
        PJ *base = proj_get_source_crs(bcu_proj_context(), crs);
        bool geographic = is_geographic(base);
        proj_destroy(base);
        return geographic;
    }
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

bool bcu_crs_units(const char *definition, bool *geographic, double *metres_per_unit, BcuDiagLog *log)
{
    PJ *crs = bcu_proj_crs(definition, log);
    if (!crs)
        return false;
    bool degrees = is_geographic(crs);
    double factor = 1;
    PJ *axes = proj_crs_get_coordinate_system(bcu_proj_context(), crs);
    if (axes)
        proj_cs_get_axis_info(bcu_proj_context(), axes, 0, NULL, NULL, NULL, &factor, NULL, NULL, NULL);
    proj_destroy(axes);
    proj_destroy(crs);
    if (geographic)
        *geographic = degrees;
    if (metres_per_unit)
        *metres_per_unit = degrees ? 0 : factor;
    return true;
}

/* ---- layers -------------------------------------------------------------------------- */

void bcu_crs_step_free(BcuCrsStep *step)
{
    if (!step)
        return;
    g_free(step->layer);
    g_free(step->from);
    g_free(step->to);
    g_free(step->operation);
    g_free(step);
}

static char *name_of(const char *definition, BcuDiagLog *log)
{
    char *name = bcu_crs_text_dup(definition, BCU_CRS_NAME, log);
    char *copy = g_strdup(name ? name : definition);
    free(name);
    return copy;
}

static void report_moved(const BcuLayer *layer, const BcuCrsStep *step, BcuDiagLog *log)
{
    BcuPlace place = {.file = layer->path};
    g_autofree char *accuracy = step->accuracy_m < 0 ? g_strdup("of unknown accuracy")
                                                     : g_strdup_printf("good to %g m", step->accuracy_m);
    bcu_report(log, BCU_NOTE, "CRS040", &place, NULL, "brought from %s to %s by \"%s\", %s", step->from,
               step->to, step->operation, accuracy);
}

bool bcu_crs_apply(BcuLayer *layer, const char *working_crs, BcuCrsStep **step, BcuDiagLog *log)
{
    BcuTransform *transform = bcu_transform_new(layer->crs, working_crs, log);
    BcuPlace place = {.file = layer->path};
    if (!transform) {
        bcu_report(log, BCU_ERROR, "CRS021", &place, "Check the layer's .prj and the key crs.working.",
                   "the layer cannot be brought into the working CRS");
        return false;
    }
    bool ok = bcu_transform_points(transform, layer->points, layer->point_count);
    if (ok) {
        BcuCrsStep *made = g_new0(BcuCrsStep, 1);
        made->layer = g_strdup(layer->id);
        made->from = name_of(layer->crs, log);
        made->to = name_of(working_crs, log);
        made->operation = g_strdup(bcu_transform_operation(transform));
        made->accuracy_m = bcu_transform_accuracy_m(transform);
        if (!bcu_transform_is_noop(transform))
            report_moved(layer, made, log);
        *step = made;
    } else {
        bcu_report(log, BCU_ERROR, "CRS022", &place, "Check that the CRS of the layer is what its .prj says.",
                   "coordinates lie where the transformation to %s is not defined", working_crs);
    }
    bcu_transform_free(transform);
    return ok;
}
