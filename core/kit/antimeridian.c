/* Cuts shapes at the meridian of 180.
 * Cutting at the meridian of 180. A ring is first unrolled, so that its longitudes run on beyond 180; then
 * each turn of the globe that it reaches into is cut out of it and laid back. */
#include "kit/antimeridian.h"
#include "geometry/faces.h"

static bool jumps(double step, bool moved)
{
    return moved && fabs(step) > 180;
}

bool bcu_antimeridian_is_crossed(const BcuPoint *points, size_t count, bool moved)
{
    bool crossed = false;
    for (size_t i = 0; i < count && !crossed; i++)
        crossed = fabs(points[i].x) > 180 || (i > 0 && jumps(points[i].x - points[i - 1].x, moved));
    return crossed;
}

/* ---- unrolling --------------------------------------------------------------------------- */

/* The turn of the globe that a longitude lies in: 0 from -180 to 180. */
static double turn_of(double longitude)
{
    return floor((longitude + 180) / 360);
}

/* The latitude where an edge meets a longitude, the same whichever way the edge runs. */
static double latitude_at(BcuPoint a, BcuPoint b, double longitude)
{
    BcuPoint west = a.x < b.x ? a : b, east = a.x < b.x ? b : a;
    double from_west = (longitude - west.x) / (east.x - west.x);
    return west.y + (east.y - west.y) * from_west;
}

/* Transforming leaves a vertex of the edge of a map on either side of it, by less than a millimetre. */
static double onto_seam(double longitude)
{
    double seam = 360 * rint((longitude - 180) / 360) + 180;
    return fabs(longitude - seam) < 1e-8 ? seam : longitude;
}

/* Points with longitudes that run on, and with a vertex wherever an edge passes from one turn to the next. */
static GArray *unroll(BcuRing run, bool moved)
{
    GArray *points = g_array_sized_new(FALSE, FALSE, sizeof(BcuPoint), (guint)run.count + 8);
    double offset = 0;
    for (size_t i = 0; i < run.count; i++) {
        double step = i > 0 ? run.points[i].x - run.points[i - 1].x : 0;
        offset -= jumps(step, moved) ? copysign(360, step) : 0;
        BcuPoint point = {onto_seam(run.points[i].x + offset), run.points[i].y};
        if (points->len > 0) {
            BcuPoint before = g_array_index(points, BcuPoint, points->len - 1);
            double seam = 360 * fmax(turn_of(before.x), turn_of(point.x)) - 180;
            if ((before.x < seam && point.x > seam) || (before.x > seam && point.x < seam)) {
                BcuPoint between = {seam, latitude_at(before, point, seam)};
                g_array_append_val(points, between);
            }
        }
        g_array_append_val(points, point);
    }
    return points;
}

static BcuPoint *at(const GArray *points, size_t index)
{
    return &g_array_index(points, BcuPoint, index);
}

static void shift(GArray *points, double turns)
{
    for (guint i = 0; i < points->len; i++)
        at(points, i)->x += 360 * turns;
}

/* ---- rings around a pole ----------------------------------------------------------------- */

/* Makes a ring that ends a turn from where it began start at a seam, so that the cut leaves no other edge. */
static GArray *start_at_seam(GArray *points, double turn)
{
    guint first = 0, steps = points->len - 1;
    while (first < steps && fmod(at(points, first)->x + 180, 360) != 0)
        first++;
    GArray *turned = g_array_sized_new(FALSE, FALSE, sizeof(BcuPoint), points->len + 3);
    for (guint i = 0; i <= steps; i++) {
        BcuPoint point = *at(points, (first + i) % steps);
        point.x += first + i >= steps ? 360 * turn : 0;
        g_array_append_val(turned, point);
    }
    g_array_unref(points);
    return turned;
}

/* The inside of a shell is on its left: eastward it holds the north pole, westward the south pole. */
static GArray *close_at_pole(GArray *points, bool is_hole)
{
    double turn = rint((at(points, points->len - 1)->x - at(points, 0)->x) / 360);
    if (turn == 0)
        return points;
    points = start_at_seam(points, turn);
    BcuPoint first = *at(points, 0), last = *at(points, points->len - 1);
    double pole = (turn > 0) != is_hole ? 90 : -90;
    BcuPoint closing[] = {{last.x, pole}, {first.x, pole}, first};
    g_array_append_vals(points, closing, 3);
    return points;
}

/* ---- polygons ---------------------------------------------------------------------------- */

static GEOSGeometry *to_ring(GEOSContextHandle_t geos, const GArray *points)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_copyFromBuffer_r(geos, &at(points, 0)->x, points->len, 0, 0);
    return sequence ? GEOSGeom_createLinearRing_r(geos, sequence) : NULL;
}

/* Holes are laid into the turn where they are inside of their shell. */
static void lay_into(const GArray *shell, GArray *hole)
{
    BcuRing outside = {at(shell, 0), shell->len};
    BcuBox box = bcu_ring_extent(outside);
    double middle = (box.min_x + box.max_x) / 2;
    shift(hole, rint((middle - at(hole, 0)->x) / 360));
    for (int turn = -1; turn <= 1; turn++) {
        BcuPoint point = {at(hole, 0)->x + 360 * turn, at(hole, 0)->y};
        if (bcu_ring_contains(outside, point)) {
            shift(hole, turn);
            return;
        }
    }
}

/* A part unrolled. \param extent of its shell */
static GEOSGeometry *unrolled_part(GEOSContextHandle_t geos, const BcuShape *shape, size_t part, bool moved,
                                   BcuBox *extent)
{
    size_t first = shape->part_start[part], end = shape->part_start[part + 1];
    g_autofree GEOSGeometry **holes = g_new0(GEOSGeometry *, end - first);
    g_autoptr(GArray) shell = close_at_pole(unroll(bcu_shape_ring(shape, first), moved), false);
    unsigned count = 0;
    for (size_t r = first + 1; r < end; r++) {
        g_autoptr(GArray) hole = close_at_pole(unroll(bcu_shape_ring(shape, r), moved), true);
        lay_into(shell, hole);
        holes[count] = to_ring(geos, hole);
        count += holes[count] != NULL;
    }
    *extent = bcu_ring_extent((BcuRing){at(shell, 0), shell->len});
    GEOSGeometry *outside = to_ring(geos, shell);
    return outside ? GEOSGeom_createPolygon_r(geos, outside, holes, count) : NULL;
}

/* A polygon that is no valid one, as rounding may leave it, is made so: cutting it would not always fail but
 * could turn it inside out. */
static GEOSGeometry *valid_part(GEOSContextHandle_t geos, const BcuShape *shape, size_t part, bool moved,
                                BcuBox *extent)
{
    GEOSGeometry *polygon = unrolled_part(geos, shape, part, moved, extent);
    if (!polygon || GEOSisValid_r(geos, polygon) == 1)
        return polygon;
    BcuShape *drawn = bcu_geos_to_shape(geos, polygon);
    GEOSGeometry *valid = drawn ? bcu_faces_ground(geos, drawn, 0) : NULL;
    bcu_shape_free(drawn);
    GEOSGeom_destroy_r(geos, polygon);
    return valid;
}

/* What of a polygon lies in a turn of the globe. */
static GEOSGeometry *within_turn(GEOSContextHandle_t geos, const GEOSGeometry *polygon, double turn)
{
    GEOSGeometry *strip = GEOSGeom_createRectangle_r(geos, 360 * turn - 180, -1000, 360 * turn + 180, 1000);
    GEOSGeometry *piece = strip ? GEOSIntersection_r(geos, polygon, strip) : NULL;
    if (strip)
        GEOSGeom_destroy_r(geos, strip);
    return piece;
}

/* ---- the cut shape ------------------------------------------------------------------------ */

typedef struct Cut {
    GArray *points, *ring_start, *part_start; /* as in BcuShape */
} Cut;

static void end_ring(Cut *cut)
{
    size_t end = cut->points->len;
    g_array_append_val(cut->ring_start, end);
}

static void end_part(Cut *cut)
{
    size_t end = cut->ring_start->len - 1;
    g_array_append_val(cut->part_start, end);
}

static void append_shape(Cut *cut, const BcuShape *piece, double turn)
{
    for (size_t p = 0; p < piece->part_count; p++) {
        for (size_t r = piece->part_start[p]; r < piece->part_start[p + 1]; r++) {
            for (size_t i = piece->ring_start[r]; i < piece->ring_start[r + 1]; i++) {
                BcuPoint point = {piece->points[i].x - 360 * turn, piece->points[i].y};
                g_array_append_val(cut->points, point);
            }
            end_ring(cut);
        }
        end_part(cut);
    }
}

static bool append_polygon(Cut *cut, GEOSContextHandle_t geos, const BcuShape *shape, size_t part, bool moved)
{
    BcuBox box;
    GEOSGeometry *polygon = valid_part(geos, shape, part, moved, &box);
    bool ok = polygon != NULL;
    for (double turn = turn_of(box.min_x); ok && turn * 360 - 180 < box.max_x; turn++) {
        GEOSGeometry *piece = within_turn(geos, polygon, turn);
        BcuShape *flat = piece ? bcu_geos_to_shape(geos, piece) : NULL;
        ok = flat != NULL;
        if (flat)
            append_shape(cut, flat, turn);
        bcu_shape_free(flat);
        if (piece)
            GEOSGeom_destroy_r(geos, piece);
    }
    if (polygon)
        GEOSGeom_destroy_r(geos, polygon);
    return ok;
}

/* Splits at every vertex on a seam; a run along a seam stays where it came from. */
static void append_line(Cut *cut, BcuRing line, bool moved)
{
    g_autoptr(GArray) points = unroll(line, moved);
    for (guint first = 0, end; first + 1 < points->len; first = end) {
        for (end = first + 1; end + 1 < points->len && fmod(at(points, end)->x + 180, 360) != 0;)
            end++;
        double turn = turn_of((at(points, first)->x + at(points, first + 1)->x) / 2);
        for (guint i = first; i <= end; i++) {
            BcuPoint point = {at(points, i)->x - 360 * turn, at(points, i)->y};
            g_array_append_val(cut->points, point);
        }
        end_ring(cut);
        end_part(cut);
    }
}

static void append_point(Cut *cut, BcuPoint point)
{
    point.x -= fabs(point.x) > 180 ? 360 * turn_of(point.x) : 0;
    g_array_append_val(cut->points, point);
    end_ring(cut);
    end_part(cut);
}

BcuShape *bcu_antimeridian_cut(const BcuShape *shape, BcuGeometry geometry, bool moved)
{
    size_t zero = 0;
    Cut cut = {g_array_new(FALSE, FALSE, sizeof(BcuPoint)), g_array_new(FALSE, FALSE, sizeof(size_t)),
               g_array_new(FALSE, FALSE, sizeof(size_t))};
    GEOSContextHandle_t geos = GEOS_init_r();
    bool ok = true;
    g_array_append_val(cut.ring_start, zero);
    g_array_append_val(cut.part_start, zero);
    for (size_t p = 0; p < shape->part_count && ok; p++) {
        BcuRing run = bcu_shape_ring(shape, shape->part_start[p]);
        if (geometry == BCU_POLYGONS)
            ok = append_polygon(&cut, geos, shape, p, moved);
        else if (geometry == BCU_LINES)
            append_line(&cut, run, moved);
        else
            append_point(&cut, run.points[0]);
    }
    GEOS_finish_r(geos);
    BcuShape *made = g_new0(BcuShape, 1);
    made->point_count = cut.points->len;
    made->ring_count = cut.ring_start->len - 1;
    made->part_count = cut.part_start->len - 1;
    made->points = (BcuPoint *)(void *)g_array_free(cut.points, FALSE);
    made->ring_start = (size_t *)(void *)g_array_free(cut.ring_start, FALSE);
    made->part_start = (size_t *)(void *)g_array_free(cut.part_start, FALSE);
    if (!ok)
        g_clear_pointer(&made, bcu_shape_free);
    return made;
}
