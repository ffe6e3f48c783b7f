/* Keeps the operations that a session has found, and the place of the data that they are chosen for.
 * Each is chosen once, or known from an earlier run. */
#include "crs/crs_proj.h"
#include <math.h>

void bcu_crs_accept(BcuCrsSession *session, double accuracy_m)
{
    session->accepted_m = accuracy_m;
}

/* ---- where it is to be used -------------------------------------------------------------- */

static double on_the_globe(double longitude)
{
    return longitude - 360 * floor((longitude + 180) / 360);
}

/* Hundredths of a degree, outward: as fine as areas of use are stated, and layers of one town share what was found. */
static BcuBox outward(BcuBox degrees)
{
    BcuBox box = {floor(degrees.min_x * 100) / 100, fmax(floor(degrees.min_y * 100) / 100, -90),
                  ceil(degrees.max_x * 100) / 100, fmin(ceil(degrees.max_y * 100) / 100, 90)};
    box.max_y = fmax(box.max_y, box.min_y + 0.01);
    bool around = box.max_x - box.min_x >= 360;
    if (around || box.min_x < -180 || box.max_x > 180) {
        box.max_x = around ? 180 : on_the_globe(box.max_x);
        box.min_x = around ? -180 : on_the_globe(box.min_x);
    }
    return box;
}

/* The extent of a box of the CRS, from points all over it; longitudes run on from the first. */
static bool degrees_of(const BcuCrs *crs, BcuBox extent, BcuBox *degrees)
{
    enum { SIDE = 5 };
    BcuPoint points[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++)
        points[i] = (BcuPoint){extent.min_x + (extent.max_x - extent.min_x) * (i % SIDE) / (SIDE - 1),
                               extent.min_y + (extent.max_y - extent.min_y) * (i / SIDE) / (SIDE - 1)};
    BcuGeodesic *geodesic = bcu_geodesic_new(crs, NULL);
    bool ok = geodesic && bcu_geodesic_to_degrees(geodesic, points, SIDE * SIDE);
    for (int i = 1; ok && !crs->is_geographic && i < SIDE * SIDE; i++)
        points[i].x -= 360 * rint((points[i].x - points[0].x) / 360);
    *degrees = bcu_ring_extent((BcuRing){points, SIDE * SIDE});
    bcu_geodesic_free(geodesic);
    return ok && degrees->max_y <= 90 && degrees->min_y >= -90;
}

void bcu_crs_work_at(const BcuCrs *crs, BcuBox extent)
{
    BcuBox degrees;
    bcu_crs_ahead_wait(crs->session);
    crs->session->place = (BcuBox){0};
    if (extent.min_x <= extent.max_x && degrees_of(crs, extent, &degrees))
        crs->session->place = outward(degrees);
}

/* ---- what was found so far --------------------------------------------------------------- */

static char *key_of(const BcuCrs *from, const BcuCrs *to, const BcuBox *at)
{
    g_autofree char *both = g_strdup_printf("%s\n%s\n%g", from->definition, to->definition, from->session->accepted_m);
    return at ? g_strdup_printf("%s\n%.2f %.2f %.2f %.2f", both, at->min_x, at->min_y, at->max_x, at->max_y)
              : g_steal_pointer(&both);
}

/* pipeline, name, accuracy, uses grids, missing grid, its accuracy, whether it leaves the datum step out */
#define OPERATION_FACT "(mssdbmsdb)"

static BcuOperation *from_earlier_runs(BcuCrsSession *session, const char *key)
{
    BcuOperation found = {0};
    gboolean uses_grids, leaves_datum;
    if (!bcu_crs_cache_get(session->cache, "operation", key, OPERATION_FACT, &found.pipeline, &found.name,
                           &found.accuracy_m, &uses_grids, &found.missing_grid, &found.better_m, &leaves_datum))
        return NULL;
    found.leaves_datum = leaves_datum;
    found.uses_grids = uses_grids;
    return g_memdup2(&found, sizeof found);
}

static void learn(BcuCrsSession *session, const char *key, const BcuOperation *found)
{
    bcu_crs_cache_put(session->cache, "operation", key, OPERATION_FACT, found->pipeline, found->name,
                      found->accuracy_m, (gboolean)found->uses_grids, found->missing_grid, found->better_m,
                      (gboolean)found->leaves_datum);
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
    const BcuBox *at = session->place.min_y < session->place.max_y ? &session->place : NULL;
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
