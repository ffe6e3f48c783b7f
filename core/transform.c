/* Transforms of points through PROJ, exact or bounded. */
#include "crs_proj.h"
#include "diag.h"
#include "transform_grid.h"
#include <float.h>
#include <math.h>
#include <string.h>

struct BcuTransform {
    PJ *operation; /* NULL when nothing moves */
    const BcuOperation *found;
};

/* Nothing moves between two definitions that are the same text. */
static const BcuOperation NONE = {.name = (char *)"none"};

static void report_better(const BcuOperation *found, BcuDiagLog *log)
{
    if (found->missing_grid)
        bcu_report(log, BCU_NOTE, "CRS030", NULL,
                   "Install the grid where PROJ looks for it if you need that accuracy.",
                   "a transformation good to %.2g m exists, but its grid %s is not installed",
                   found->better_m, found->missing_grid);
}

BcuTransform *bcu_transform_new(const char *from, const char *to, BcuDiagLog *log)
{
    const BcuOperation *found = g_str_equal(from, to) ? &NONE : bcu_operation_find(from, to, log);
    if (!found)
        return NULL;
    BcuTransform *transform = g_new0(BcuTransform, 1);
    transform->found = found;
    if (found->pipeline)
        transform->operation = found->ready ? found->ready : bcu_operation_make(found);
    if (found->pipeline && !transform->operation) {
        bcu_report(log, BCU_ERROR, "CRS020", NULL, "Choose another CRS, or install the grid files that it needs.",
                   "the transformation \"%s\" cannot be carried out", found->name);
        g_free(transform);
        return NULL;
    }
    report_better(found, log);
    return transform;
}

void bcu_transform_free(BcuTransform *transform)
{
    if (!transform)
        return;
    if (transform->operation != transform->found->ready)
        proj_destroy(transform->operation);
    g_free(transform);
}

bool bcu_transform_is_noop(const BcuTransform *transform)
{
    return transform->operation == NULL;
}

const char *bcu_transform_operation(const BcuTransform *transform)
{
    return transform->found->name;
}

double bcu_transform_accuracy_m(const BcuTransform *transform)
{
    return transform->found->accuracy_m;
}

/* ---- exact --------------------------------------------------------------------------- */

static void carry_out(PJ *operation, PJ_DIRECTION direction, BcuPoint *points, size_t count)
{
    proj_errno_reset(operation);
    proj_trans_generic(operation, direction, &points->x, sizeof *points, count, &points->y, sizeof *points,
                       count, NULL, 0, 0, NULL, 0, 0);
}

static bool all_finite(const BcuPoint *points, size_t count)
{
    bool finite = true;
    for (size_t i = 0; i < count; i++)
        finite &= isfinite(points[i].x) && isfinite(points[i].y);
    return finite;
}

static bool transform_points(BcuTransform *transform, PJ_DIRECTION direction, BcuPoint *points, size_t count)
{
    if (!transform->operation || count == 0)
        return true;
    carry_out(transform->operation, direction, points, count);
    return all_finite(points, count);
}

bool bcu_transform_points(BcuTransform *transform, BcuPoint *points, size_t count)
{
    return transform_points(transform, PJ_FWD, points, count);
}

bool bcu_transform_points_back(BcuTransform *transform, BcuPoint *points, size_t count)
{
    return transform_points(transform, PJ_INV, points, count);
}

/* ---- interpolated -------------------------------------------------------------------- */

/* PROJ takes 0.5 µs for a point. Between a few exact ones a polynomial takes a twentieth. */
enum { FEWEST = 2000 };

static void forward(void *operation, BcuPoint *points, size_t count)
{
    carry_out(operation, PJ_FWD, points, count);
}

static void backward(void *operation, BcuPoint *points, size_t count)
{
    carry_out(operation, PJ_INV, points, count);
}

/* A grid over the points, or false where it does not pay, or does not hold. */
static bool lay_grid(const BcuTransform *transform, PJ_DIRECTION direction, const BcuPoint *points,
                     size_t count, double error, BcuTransformGrid *grid)
{
    if (count < FEWEST || transform->found->uses_grids || !all_finite(points, count))
        return false;
    BcuBox box = bcu_ring_extent((BcuRing){points, count});
    return bcu_transform_grid_build(grid, box, error, count / 4, direction == PJ_FWD ? forward : backward,
                                    transform->operation);
}

static bool within(BcuTransform *transform, PJ_DIRECTION direction, BcuPoint *points, size_t count,
                   double error, double *bound)
{
    BcuTransformGrid grid;
    *bound = 0;
    if (!transform->operation || !lay_grid(transform, direction, points, count, error, &grid))
        return transform_points(transform, direction, points, count);
    for (size_t i = 0; i < count; i++)
        points[i] = bcu_transform_grid_at(&grid, points[i]);
    *bound = grid.error;
    bcu_transform_grid_clear(&grid);
    return true;
}

bool bcu_transform_points_within(BcuTransform *transform, BcuPoint *points, size_t count, double error,
                                 double *bound)
{
    return within(transform, PJ_FWD, points, count, error, bound);
}

bool bcu_transform_points_back_within(BcuTransform *transform, BcuPoint *points, size_t count, double error,
                                      double *bound)
{
    return within(transform, PJ_INV, points, count, error, bound);
}

/* ---- rounded ------------------------------------------------------------------------- */

/* Whether all values within `error` of this one, in steps of rounding, are rounded alike: the product
 * with the scale, here and for the exact value, is itself off by half its last digit. */
static inline bool rounds_alike(double steps, double error)
{
    return fabs(steps - floor(steps) - 0.5) > error + fabs(steps) * (2 * DBL_EPSILON);
}

/* Rounds what the grid says where its bound leaves no doubt, and what PROJ says elsewhere. */
static bool round_by_grid(BcuTransform *transform, const BcuTransformGrid *grid, BcuPoint *points,
                          size_t count, int decimals)
{
    double scale = pow(10, decimals), error = grid->error * scale;
    g_autoptr(GArray) indices = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GArray) doubtful = g_array_new(FALSE, FALSE, sizeof(BcuPoint));
    for (size_t i = 0; i < count; i++) {
        BcuPoint to = bcu_transform_grid_at(grid, points[i]);
        if (rounds_alike(to.x * scale, error) && rounds_alike(to.y * scale, error)) {
            points[i] = (BcuPoint){rint(to.x * scale) / scale, rint(to.y * scale) / scale};
        } else {
            g_array_append_val(indices, i);
            g_array_append_val(doubtful, points[i]);
        }
    }
    BcuPoint *exact = (BcuPoint *)(void *)doubtful->data;
    bool finite = transform_points(transform, PJ_FWD, exact, doubtful->len);
    bcu_points_round(exact, doubtful->len, decimals);
    for (guint i = 0; i < indices->len; i++)
        points[g_array_index(indices, size_t, i)] = exact[i];
    return finite;
}

bool bcu_transform_points_rounded(BcuTransform *transform, BcuPoint *points, size_t count, int decimals)
{
    BcuTransformGrid grid;
    bool finite;
    decimals = CLAMP(decimals, 0, 9);
    if (transform->operation && lay_grid(transform, PJ_FWD, points, count, 1e-3 / pow(10, decimals), &grid)) {
        finite = round_by_grid(transform, &grid, points, count, decimals);
        bcu_transform_grid_clear(&grid);
    } else {
        finite = transform_points(transform, PJ_FWD, points, count);
        bcu_points_round(points, count, decimals);
    }
    return finite;
}
