/* Transforms points.
 * Transforms of points through PROJ, exact or bounded. */
#include "crs/session.h"
#include "base/diag.h"
#include "crs/crs_proj.h"
#include "crs/grid.h"
#include <float.h>
#include <math.h>
#include <string.h>

struct BcuTransform {
    PJ *operation; /* NULL when nothing moves */
    const BcuOperation *found;
};

/* Nothing moves within one CRS. */
static const BcuOperation NONE = {.name = (char *)"none"};

static void report_better(const BcuOperation *found, BcuDiagLog *log)
{
    if (found->missing_grid)
        bcu_report(log, BCU_NOTE, "CRS030", NULL,
                   "Install the grid where PROJ looks for it if you need that accuracy.",
                   "a transformation good to %.2g m exists, but its grid %s is not installed",
                   found->better_m, found->missing_grid);
}

/* Positions may be off by some hundred metres, but where the ellipsoid is that of the other CRS they hardly are. */
static void report_datum(const BcuOperation *found, const BcuCrs *from, const BcuCrs *to, BcuDiagLog *log)
{
    if (found->leaves_datum)
        bcu_report(log, BCU_WARNING, "CRS031", NULL,
                   "Set the key crs of the layer to the CRS that is meant, if positions matter to less than 500 m.",
                   "the datum of %s or of %s is not known: longitudes and latitudes were taken over as they are",
                   from->name, to->name);
}

BcuTransform *bcu_transform_new(const BcuCrs *from, const BcuCrs *to, BcuDiagLog *log)
{
    const BcuOperation *found = from == to ? &NONE : bcu_operation_find(from, to, log);
    if (!found)
        return NULL;
    BcuTransform *transform = g_new0(BcuTransform, 1);
    transform->found = found;
    if (found->pipeline)
        transform->operation = found->ready ? found->ready : bcu_operation_make(from->session, found, log);
    if (found->pipeline && !transform->operation) {
        bcu_report(log, BCU_ERROR, "CRS020", NULL, "Choose another CRS, or install the grid files that it needs.",
                   "the transformation \"%s\" cannot be carried out", found->name);
        g_free(transform);
        return NULL;
    }
    report_better(found, log);
    report_datum(found, from, to, log);
    return transform;
}

void bcu_transform_free(BcuTransform *transform)
{
    if (!transform)
        return;
    if (transform->operation && transform->operation != transform->found->ready)
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
    bcu_transform_grid_points(&grid, points, points, count);
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

/* Points that a thread of its own rounds by what the grid says. */
typedef struct Share {
    const BcuTransformGrid *grid;
    const BcuPoint *from;
    BcuPoint *to;
    size_t first, end;
    double scale;
    GArray *doubtful; /* size_t: those that the grid's bound leaves in doubt, not yet transformed */
} Share;

/* The nearest whole number; also where it would take a call. Beyond 2^51 it is not told from others. */
static inline double nearest(double steps)
{
    return steps + 0x1.8p52 - 0x1.8p52;
}

/* Whether all values within `error` of this one, in steps of rounding, are rounded to the same: the product
 * with the scale, here and for the exact value, is itself off by half its last digit. False from 2^50 on. */
static inline bool rounds_alike(double steps, double rounded, double error)
{
    return 0.5 - fabs(steps - rounded) > error + fabs(steps) * (2 * DBL_EPSILON);
}

/* \return false where the grid's bound leaves a doubt. */
static inline bool round_by_bound(BcuPoint point, double scale, double error, BcuPoint *rounded)
{
    BcuPoint steps = {point.x * scale, point.y * scale}, whole = {nearest(steps.x), nearest(steps.y)};
    *rounded = (BcuPoint){whole.x / scale, whole.y / scale};
    return rounds_alike(steps.x, whole.x, error) && rounds_alike(steps.y, whole.y, error);
}

static void *round_share(void *closure)
{
    enum { BLOCK = 256 };
    BcuPoint moved[BLOCK];
    Share *share = closure;
    double error = share->grid->error * share->scale;
    for (size_t first = share->first; first < share->end; first += BLOCK) {
        size_t count = MIN(BLOCK, share->end - first);
        bcu_transform_grid_points(share->grid, share->from + first, moved, count);
        for (size_t i = 0; i < count; i++)
            if (!round_by_bound(moved[i], share->scale, error, &moved[i])) {
                size_t doubtful = first + i;
                moved[i] = share->from[doubtful];
                g_array_append_val(share->doubtful, doubtful);
            }
        memcpy(share->to + first, moved, count * sizeof(BcuPoint));
    }
    return NULL;
}

/* What PROJ says, from one thread: an operation belongs to one. */
static bool round_doubtful(BcuTransform *transform, BcuPoint *points, const GArray *doubtful, int decimals)
{
    g_autofree BcuPoint *exact = g_new(BcuPoint, doubtful->len + 1);
    for (guint i = 0; i < doubtful->len; i++)
        exact[i] = points[g_array_index(doubtful, size_t, i)];
    bool finite = transform_points(transform, PJ_FWD, exact, doubtful->len);
    bcu_points_round(exact, doubtful->len, decimals);
    for (guint i = 0; i < doubtful->len; i++)
        points[g_array_index(doubtful, size_t, i)] = exact[i];
    return finite;
}

/* Rounds what the grid says where its bound leaves no doubt, and what PROJ says elsewhere. */
static bool round_by_grid(BcuTransform *transform, const BcuTransformGrid *grid, const BcuPoint *from,
                          BcuPoint *to, size_t count, int decimals)
{
    enum { MOST = 4, WORTH_A_THREAD = 100000 };
    size_t shares = MIN(MIN((size_t)g_get_num_processors(), MOST), count / WORTH_A_THREAD + 1);
    Share share[MOST];
    GThread *thread[MOST] = {NULL};
    bool finite = true;
    for (size_t s = 0; s < shares; s++) {
        share[s] = (Share){grid, from, to, count * s / shares, count * (s + 1) / shares, pow(10, decimals),
                           g_array_new(FALSE, FALSE, sizeof(size_t))};
        if (s + 1 < shares)
            thread[s] = g_thread_try_new("rounding", round_share, &share[s], NULL);
        if (!thread[s])
            round_share(&share[s]);
    }
    for (size_t s = 0; s < shares; s++) {
        if (thread[s])
            g_thread_join(thread[s]);
        finite &= round_doubtful(transform, to, share[s].doubtful, decimals);
        g_array_unref(share[s].doubtful);
    }
    return finite;
}

bool bcu_transform_copy_rounded(BcuTransform *transform, const BcuPoint *from, BcuPoint *to, size_t count,
                                int decimals)
{
    BcuTransformGrid grid;
    bool finite;
    decimals = CLAMP(decimals, 0, 9);
    if (transform->operation && lay_grid(transform, PJ_FWD, from, count, 1e-3 / pow(10, decimals), &grid)) {
        finite = round_by_grid(transform, &grid, from, to, count, decimals);
        bcu_transform_grid_clear(&grid);
    } else {
        memmove(to, from, count * sizeof(BcuPoint));
        finite = transform_points(transform, PJ_FWD, to, count);
        bcu_points_round(to, count, decimals);
    }
    return finite;
}

bool bcu_transform_points_rounded(BcuTransform *transform, BcuPoint *points, size_t count, int decimals)
{
    return bcu_transform_copy_rounded(transform, points, points, count, decimals);
}
