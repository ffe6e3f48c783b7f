/* Brings layers into the working CRS.
 * Layers into the working CRS. */
#include "layer/reproject.h"
#include "layer/open_parts.h"
#include "base/diag.h"
#include "crs/fit.h"
#include "layer/bent_edges.h"
#include "layer/shapefile.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

void bcu_crs_look_up(BcuCrsSession *session, BcuLayer *layer, BcuDiagLog *log)
{
    g_autofree char *prj = bcu_shapefile_beside(layer->path, ".prj");
    BcuPlace place = {.file = prj};
    layer->crs = layer->crs_text ? bcu_crs_find(session, layer->crs_text, NULL) : NULL;
    if (!layer->crs_text || (layer->crs && bcu_crs_holds(layer->crs, layer->points, layer->point_count, &place, log)))
        return;
    if (!layer->crs)
        bcu_report(log, BCU_WARNING, "CRS011", &place, "Set the key crs of the layer before using it.",
               "it holds no coordinate reference system, so that of the layer is unknown");
    layer->crs = NULL;
    g_clear_pointer(&layer->crs_text, g_free);
    g_clear_pointer(&layer->crs_origin, g_free);
}

static char *name_of(const BcuCrs *crs, BcuDiagLog *log)
{
    char *name = bcu_crs_text_dup(crs, BCU_CRS_NAME, log), *copy = g_strdup(name);
    free(name);
    return copy;
}

static char *accuracy_text(double metres)
{
    return metres < 0    ? g_strdup("of unknown accuracy")
           : metres == 0 ? g_strdup("which is exact")
                         : g_strdup_printf("good to %g m", metres);
}

char *bcu_transform_text_dup(const BcuTransform *transform)
{
    g_autofree char *accuracy = accuracy_text(bcu_transform_accuracy_m(transform));
    g_autofree char *text = g_strdup_printf("by \"%s\", %s", bcu_transform_operation(transform), accuracy);
    return strdup(text);
}

static void report_moved(const BcuLayer *layer, const BcuCrsStep *step, const BcuTransform *transform, BcuDiagLog *log)
{
    BcuPlace place = {.file = layer->path};
    char *how = bcu_transform_text_dup(transform);
    bcu_report(log, BCU_NOTE, "CRS040", &place, NULL, "brought from %s to %s %s", step->from, step->to, how);
    free(how);
}

/* Moves the points; *error_m as BcuCrsStep.approximation_m. */
static bool move(BcuTransform *transform, BcuLayer *layer, const BcuCrs *working, double approximate_deg,
                 double *error_m)
{
    double bound = 0;
    *error_m = 0;
    for (guint i = 0; layer->empty_rings && i < layer->empty_rings->len; i++)
        bcu_transform_points(transform, &g_array_index(layer->empty_rings, BcuEmptyRing, i).at, 1);
    if (approximate_deg <= 0)
        return bcu_transform_points(transform, layer->points, layer->point_count);
    double unit_m = bcu_crs_is_geographic(working) ? BCU_METRES_PER_DEGREE : bcu_crs_metres_per_unit(working);
    bool ok = bcu_transform_points_within(transform, layer->points, layer->point_count,
                                     approximate_deg * BCU_METRES_PER_DEGREE / unit_m, &bound);
    *error_m = bound * unit_m;
    return ok;
}

static void report_no_place(const BcuLayer *layer, const BcuPoint *before, const BcuCrs *working, BcuDiagLog *log)
{
    BcuPlace place = {.file = layer->path};
    size_t i = 0;
    while (i + 1 < layer->point_count && isfinite(layer->points[i].x) && isfinite(layer->points[i].y))
        i++;
    bcu_report(log, BCU_ERROR, "CRS022", &place,
               "Set crs.working to a CRS that is meant for this part of the world, or check the layer's .prj or key crs.",
               "%.10g %.10g has no place in %s: the transformation is not defined there",
               before ? before[i].x : NAN, before ? before[i].y : NAN, bcu_crs_definition(working));
}

bool bcu_crs_apply(BcuLayer *layer, const BcuCrs *working, double approximate_deg, BcuCrsStep **step,
                   BcuDiagLog *log)
{
    BcuTransform *transform = bcu_transform_new(layer->crs, working, log);
    BcuPlace place = {.file = layer->path};
    double error_m;
    if (!transform) {
        bcu_report(log, BCU_ERROR, "CRS021", &place, "Check the layer's .prj and the key crs.working.",
                   "the layer cannot be brought into the working CRS");
        return false;
    }
    bool moves = !bcu_transform_is_noop(transform) && layer->point_count > 0;
    g_autofree BcuPoint *before = moves ? g_memdup2(layer->points, layer->point_count * sizeof *before) : NULL;
    bool ok = move(transform, layer, working, approximate_deg, &error_m);
    if (!ok)
        report_no_place(layer, before, working, log);
    else if (moves)
        ok = bcu_bent_edges_look(layer, before, working, transform, log);
    if (ok) {
        BcuCrsStep *made = g_new0(BcuCrsStep, 1);
        made->layer = g_strdup(layer->id);
        made->from = name_of(layer->crs, log);
        made->to = name_of(working, log);
        made->operation = g_strdup(bcu_transform_operation(transform));
        made->accuracy_m = bcu_transform_accuracy_m(transform);
        made->approximation_m = error_m;
        if (!bcu_transform_is_noop(transform))
            report_moved(layer, made, transform, log);
        *step = made;
    }
    bcu_transform_free(transform);
    return ok;
}
