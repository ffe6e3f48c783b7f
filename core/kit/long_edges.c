/* Cuts edges that go far around the globe.
 * Edges that go far around the globe, cut where the short way in degrees would not be theirs. */
#include "kit/long_edges.h"
#include <math.h>
#include <string.h>

/* Below this no edge goes half around the globe, unless it is right beside a pole. */
static const double LEAST_M = 500000, LEAST_DEG = 90;
static const double WORLD_M = 15e6; /* no map of the world is narrower */

enum { PIECES = 16 }; /* of an edge that is looked at */

BcuLongEdges bcu_long_edges_in(const BcuCrs *from, BcuBox extent, BcuTransform *to_degrees)
{
    double metres_per_unit = bcu_crs_metres_per_unit(from);
    return (BcuLongEdges){to_degrees, metres_per_unit > 0 ? LEAST_M / metres_per_unit : LEAST_DEG,
                          (extent.max_x - extent.min_x) * metres_per_unit > WORLD_M,
                          {(extent.min_x + extent.max_x) / 2, (extent.min_y + extent.max_y) / 2}};
}

/* By up to two metres towards the middle: so far are the two ways of Robinson from each other. */
static BcuPoint off_the_rim(const BcuLongEdges *edges, BcuPoint point)
{
    for (double share = 0; share < 1.1e-7; share = share > 0 ? share * 10 : 1e-12) {
        BcuPoint moved = {point.x + (edges->centre.x - point.x) * share, point.y + (edges->centre.y - point.y) * share};
        BcuPoint there = moved;
        if (bcu_transform_points(edges->to_degrees, &there, 1))
            return moved;
    }
    return point;
}

static BcuPoint between(BcuPoint a, BcuPoint b, int piece, int pieces)
{
    double share = (double)piece / pieces;
    return (BcuPoint){a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

/* From one longitude to another, the short way. */
static double step(double from, double to)
{
    return to - from - 360 * rint((to - from) / 360);
}

/* How far an edge goes, when so many of its points are joined the short way. */
static double reach(const BcuPoint *points, int pieces)
{
    double sum = 0;
    for (int i = 0; i < PIECES; i += PIECES / pieces)
        sum += step(points[i].x, points[i + PIECES / pieces].x);
    return sum;
}

/* Into how many pieces an edge has to be cut; 1: the short way is its own. */
static int pieces_of(const BcuLongEdges *edges, BcuPoint a, BcuPoint b)
{
    BcuPoint points[PIECES + 1];
    int pieces = 1;
    for (int i = 0; i <= PIECES; i++)
        points[i] = between(a, b, i, PIECES);
    if (!bcu_transform_points(edges->to_degrees, points, PIECES + 1))
        return 1;
    while (pieces < PIECES && fabs(reach(points, pieces) - reach(points, PIECES)) > 1)
        pieces *= 2;
    return pieces == 2 ? 4 : pieces; /* a half of the globe is the same both ways */
}

static bool is_long(const BcuLongEdges *edges, BcuPoint a, BcuPoint b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    return dx * dx + dy * dy > edges->least * edges->least;
}

size_t bcu_long_edges_copy(const BcuLongEdges *edges, BcuRing run, BcuPoint *to)
{
    size_t count = 0;
    for (size_t i = 0; i < run.count; i++) {
        BcuPoint a = run.points[i > 0 ? i - 1 : 0], b = run.points[i];
        int pieces = is_long(edges, a, b) ? pieces_of(edges, a, b) : 1;
        for (int p = 1; p < pieces; p++, count++)
            if (to)
                to[count] = between(a, b, p, pieces);
        if (to)
            to[count] = edges->reaches_rim ? off_the_rim(edges, b) : b;
        count++;
    }
    return count;
}
