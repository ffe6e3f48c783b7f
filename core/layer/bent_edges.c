/* Finds edges that another CRS tears or bends.
 * Vertices move exactly, what is between them does not: an edge across the meridian where a map of the world is cut goes
 * all the way back on the map, and one along a parallel is a chord of its curve. Neither shows in the vertices. */
#include "layer/bent_edges.h"
#include "base/diag.h"
#include "crs/fit.h"
#include "crs/session.h"
#include <math.h>

static const double LONG_M = 100000;
static const double MOST_BENT = 0.01; /* of an area, as MOST_OFF where planes are measured in */

enum { BETWEEN = 3 }; /* points of an edge that are looked at, at its quarters */

typedef struct Edges {
    const BcuLayer *layer;
    const BcuPoint *before; /* as in the layer's own CRS; layer->points are those of the working CRS */
    BcuTransform *transform;
    double longest; /* that is not looked at, in units of the working CRS */
    double turn;    /* of the layer's own CRS; 0 for lengths */
    double farthest_bent; /* share of an area */
    uint32_t bent_record, bent_count;
} Edges;

static BcuPoint between(BcuPoint a, BcuPoint b, double share)
{
    return (BcuPoint){a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

static double distance(BcuPoint a, BcuPoint b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

static double distance_to_edge(BcuPoint point, BcuPoint a, BcuPoint b)
{
    double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    double share = square > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / square : 0;
    return distance(point, between(a, b, CLAMP(share, 0, 1)));
}

/* The middle of the chord, brought back, lies beside the edge where the map is whole. Degrees of longitude are short
 * near the poles. */
static bool goes_back_beside(const Edges *edges, BcuPoint middle, BcuPoint a, BcuPoint b)
{
    if (!bcu_transform_points_back(edges->transform, &middle, 1))
        return true; /* off the globe: nothing to tell */
    if (edges->turn > 0) {
        double shrink = cos(middle.y * 2 * G_PI / edges->turn);
        middle.x += edges->turn * rint(((a.x + b.x) / 2 - middle.x) / edges->turn);
        middle.x *= shrink;
        a.x *= shrink;
        b.x *= shrink;
    }
    return distance_to_edge(middle, a, b) <= distance(a, b);
}

/* \param extra twice the area between the curve and its chord, which the ring lacks. */
static bool is_whole(const Edges *edges, size_t i, double *extra)
{
    BcuPoint a = edges->before[i], b = edges->before[i + 1], curve[BETWEEN + 2];
    *extra = 0;
    for (int k = 1; k <= BETWEEN; k++)
        curve[k] = between(a, b, k / (BETWEEN + 1.0));
    if (!bcu_transform_points(edges->transform, curve + 1, BETWEEN))
        return true;
    curve[0] = edges->layer->points[i];
    curve[BETWEEN + 1] = edges->layer->points[i + 1];
    double length = distance(curve[0], curve[BETWEEN + 1]);
    for (int k = 1; k <= BETWEEN; k++)
        if (distance_to_edge(curve[k], curve[0], curve[BETWEEN + 1]) > length)
            return false;
    for (int k = 0; k <= BETWEEN; k++)
        *extra += (curve[k].x - curve[0].x) * (curve[k + 1].y - curve[0].y) -
                  (curve[k + 1].x - curve[0].x) * (curve[k].y - curve[0].y);
    return goes_back_beside(edges, between(curve[0], curve[BETWEEN + 1], 0.5), a, b);
}

static void report_torn(const Edges *edges, uint32_t record, size_t i, const BcuCrs *working, BcuDiagLog *log)
{
    BcuPoint a = edges->before[i], b = edges->before[i + 1];
    BcuPlace place = {.file = edges->layer->path, .record = (int64_t)record + 1};
    BcuBox extent = bcu_ring_extent((BcuRing){edges->before, edges->layer->point_count});
    g_autofree char *better = edges->turn > 0 ? bcu_crs_suggest_projected(edges->layer->crs, extent) : NULL;
    g_autofree char *hint =
        better ? g_strdup_printf("Set crs.working to a CRS whose map is cut elsewhere, such as %s, or cut the areas there.",
                                 better)
               : g_strdup("Set crs.working to a CRS whose map is cut elsewhere, or cut the areas there.");
    bcu_report(log, BCU_ERROR, "CRS065", &place, hint,
               "the edge from %.10g %.10g to %.10g %.10g crosses the line where the map of %s is cut, or goes around a "
               "pole: the area would be torn",
               a.x, a.y, b.x, b.y, bcu_crs_definition(working));
}

/* \param extra twice the area that the record loses. */
static void weigh(Edges *edges, uint32_t record, double extra)
{
    double area = 0;
    for (size_t r = edges->layer->record_start[record]; r < edges->layer->record_start[record + 1]; r++) {
        size_t first = edges->layer->ring_start[r];
        area += bcu_ring_area((BcuRing){edges->layer->points + first, edges->layer->ring_start[r + 1] - first});
    }
    double share = extra / 2 / fmax(fabs(area + extra / 2), 1e-300);
    edges->bent_count += fabs(share) > MOST_BENT;
    if (fabs(share) > fabs(edges->farthest_bent)) {
        edges->farthest_bent = share;
        edges->bent_record = record;
    }
}

static void report_bent(const Edges *edges, const BcuCrs *working, BcuDiagLog *log)
{
    BcuPlace place = {.file = edges->layer->path, .record = (int64_t)edges->bent_record + 1};
    bcu_report(log, BCU_WARNING, "CRS066", &place,
               "Add vertices along the long edges (ogr2ogr -segmentize), or leave crs.working at the layer's own CRS.",
               "long edges are straight in the layer's CRS and again in %s, where they should be curves: that changes the "
               "area of %u of the layer's features by more than %g %%, and of this one by %+.1f %%",
               bcu_crs_definition(working), edges->bent_count, 100 * MOST_BENT, -100 * edges->farthest_bent);
}

/* \return false where the record is torn, reported. */
static bool look_at(Edges *edges, uint32_t record, const BcuCrs *working, BcuDiagLog *log)
{
    const BcuLayer *layer = edges->layer;
    double sum = 0, extra;
    for (size_t r = layer->record_start[record]; r < layer->record_start[record + 1]; r++)
        for (size_t i = layer->ring_start[r]; i + 1 < layer->ring_start[r + 1]; i++) {
            if (!(distance(layer->points[i], layer->points[i + 1]) > edges->longest))
                continue;
            if (!is_whole(edges, i, &extra)) {
                report_torn(edges, record, i, working, log);
                return false;
            }
            sum += extra;
        }
    if (sum != 0 && layer->geometry == BCU_POLYGONS)
        weigh(edges, record, sum);
    return true;
}

bool bcu_bent_edges_look(const BcuLayer *layer, const BcuPoint *before, const BcuCrs *working, BcuTransform *transform,
                         BcuDiagLog *log)
{
    double metres = bcu_crs_metres_per_unit(working), turn = bcu_crs_turn(working);
    Edges edges = {.layer = layer,
                   .before = before,
                   .transform = transform,
                   .longest = turn > 0 ? turn / 360 : LONG_M / metres,
                   .turn = bcu_crs_turn(layer->crs)};
    if (layer->geometry == BCU_POINTS)
        return true;
    for (uint32_t record = 0; record < layer->record_count; record++)
        if (!look_at(&edges, record, working, log))
            return false;
    if (edges.bent_count > 0)
        report_bent(&edges, working, log);
    return true;
}

/* ---- in degrees ---------------------------------------------------------------------------- */

/* From edge to edge of the map both ways are the same, and along a pole there is no way. */
static bool is_wide(BcuPoint a, BcuPoint b, double turn)
{
    double width = fabs(b.x - a.x);
    bool along_pole = a.y == b.y && fabs(a.y) >= turn / 4;
    return width > turn / 2 && fabs(width - turn) > 1e-9 * turn && !along_pole;
}

void bcu_wide_edges_look(const BcuLayer *layer, BcuDiagLog *log)
{
    double turn = layer->crs ? bcu_crs_turn(layer->crs) : 0;
    size_t count = 0, first = 0;
    BcuPlace place = {.file = layer->path};
    for (uint32_t record = 0; turn > 0 && layer->geometry != BCU_POINTS && record < layer->record_count; record++)
        for (size_t r = layer->record_start[record]; r < layer->record_start[record + 1]; r++)
            for (size_t i = layer->ring_start[r]; i + 1 < layer->ring_start[r + 1]; i++)
                if (is_wide(layer->points[i], layer->points[i + 1], turn) && count++ == 0) {
                    place.record = (int64_t)record + 1;
                    first = i;
                }
    if (count == 0)
        return;
    BcuPoint a = layer->points[first], b = layer->points[first + 1];
    g_autofree char *how_many = count == 1 ? g_strdup("an edge goes")
                                           : g_strdup_printf("%zu edges go", count);
    bcu_report(log, BCU_WARNING, "CRS064", &place,
               "Nothing, if that is meant. Where the short way is meant, cut the area at 180 degrees (ogr2ogr -wrapdateline), "
               "or write longitudes beyond 180.",
               "%s more than half around the globe, and %s taken as %s: the first from %.10g %.10g to %.10g %.10g", how_many,
               count == 1 ? "is" : "are", count == 1 ? "it stands" : "they stand", a.x, a.y, b.x, b.y);
}
