/* Measures how wide an overlap is.
 * Bisection of the outline of the ground, closing in on its deepest place. */
#include "check/overlap_width.h"
#include <math.h>

/* Beside the corners so many places are looked at: long thin ground, which is shallow all along, needs
 * no more. */
#define MOST_LOOKS 2000

/* The search with the best that it has found. */
typedef struct Deepest {
    const BcuGround *ground;
    double depth_m;
    BcuPoint at;
} Deepest;

static double length_m(const BcuGround *ground, BcuPoint a, BcuPoint b)
{
    BcuPoint line[2] = {a, b};
    double length = 0;
    if (!ground->geodesic)
        return hypot(a.x - b.x, a.y - b.y) * ground->metres_per_unit;
    bcu_geodesic_line(ground->geodesic, (BcuRing){line, 2}, &length);
    return length;
}

static double distance_m(const BcuGround *ground, GEOSGeometry *place, BcuPoint point,
                         const GEOSPreparedGeometry *to)
{
    GEOSCoordSequence *ends = GEOSPreparedNearestPoints_r(ground->context, to, place);
    BcuPoint near = point;
    if (ends)
        GEOSCoordSeq_getXY_r(ground->context, ends, 0, &near.x, &near.y);
    GEOSCoordSeq_destroy_r(ground->context, ends);
    return length_m(ground, point, near);
}

/* Of a polygon GEOS would walk all edges for each point. */
static double distance_to_area_m(const BcuGround *ground, GEOSGeometry *place, BcuPoint point)
{
    bool inside = GEOSPreparedIntersects_r(ground->context, ground->area, place) == 1;
    return inside ? 0 : distance_m(ground, place, point, ground->border);
}

/* From the one line to the other, whichever the point is on. */
static double depth_at(Deepest *deepest, BcuPoint point)
{
    GEOSContextHandle_t context = deepest->ground->context;
    GEOSGeometry *place = GEOSGeom_createPointFromXY_r(context, point.x, point.y);
    if (!place)
        return 0;
    double depth = fmax(distance_to_area_m(deepest->ground, place, point),
                        distance_m(deepest->ground, place, point, deepest->ground->outline));
    GEOSGeom_destroy_r(context, place);
    if (depth > deepest->depth_m) {
        deepest->depth_m = depth;
        deepest->at = point;
    }
    return depth;
}

typedef struct Piece {
    BcuPoint a, b;
    double depth_a, depth_b;
} Piece;

/* Depth changes at most as fast as one walks: a piece that cannot hold a deeper point is dropped. */
static void keep_if_deeper(Deepest *deepest, GArray *pieces, Piece piece)
{
    double bound = (piece.depth_a + piece.depth_b + length_m(deepest->ground, piece.a, piece.b)) / 2;
    if (bound > deepest->depth_m * 1.0005 + deepest->ground->tolerance_m)
        g_array_append_val(pieces, piece);
}

static GArray *edges_of(Deepest *deepest, const BcuShape *shape)
{
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        double before = depth_at(deepest, ring.points[0]);
        for (size_t i = 1; i < ring.count; i++) {
            Piece edge = {ring.points[i - 1], ring.points[i], before, depth_at(deepest, ring.points[i])};
            g_array_append_val(edges, edge);
            before = edge.depth_b;
        }
    }
    return edges;
}

/* Halves all pieces at once, so that the deepest place is closed in on everywhere at the same time. */
static GArray *halve(Deepest *deepest, GArray *pieces)
{
    GArray *halves = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (guint i = 0; i < pieces->len; i++) {
        Piece piece = g_array_index(pieces, Piece, i);
        BcuPoint middle = {(piece.a.x + piece.b.x) / 2, (piece.a.y + piece.b.y) / 2};
        double depth = depth_at(deepest, middle);
        keep_if_deeper(deepest, halves, (Piece){piece.a, middle, piece.depth_a, depth});
        keep_if_deeper(deepest, halves, (Piece){middle, piece.b, depth, piece.depth_b});
    }
    g_array_unref(pieces);
    return halves;
}

double bcu_overlap_width_m(const BcuGround *ground, const BcuShape *shape, BcuPoint *at)
{
    Deepest deepest = {.ground = ground, .at = shape->points[0]};
    GArray *pieces = edges_of(&deepest, shape);
    for (guint looks = 0; pieces->len > 0 && looks + pieces->len <= MOST_LOOKS; looks += pieces->len)
        pieces = halve(&deepest, pieces);
    g_array_unref(pieces);
    *at = deepest.at;
    return deepest.depth_m;
}
