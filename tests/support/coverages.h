/* Random coverages whose neighbours share every vertex, made with GEOS, and what spoils them. */
#ifndef TEST_COVERAGES_H
#define TEST_COVERAGES_H

#include "geometry/rings.h"
#include "layer/layer.h"
#include <bcukit/geos.h>

/* ---- layers from geometries ----------------------------------------------------------- */

/* Which rings are holes shows in their direction. */
static inline bool is_hole(const BcuLayer *layer, size_t ring)
{
    return bcu_ring_area((BcuRing){layer->points + layer->ring_start[ring],
                                   layer->ring_start[ring + 1] - layer->ring_start[ring]}) < 0;
}

/* Takes the polygons; empty ones are left out. */
static inline BcuLayer *layer_of_geometries(GEOSContextHandle_t geos, GPtrArray *geometries)
{
    GArray *points = g_array_new(false, false, sizeof(BcuPoint));
    GArray *rings = g_array_new(false, false, sizeof(size_t)), *records = g_array_new(false, false, sizeof(size_t));
    size_t at = 0;
    g_array_append_val(rings, at);
    g_array_append_val(records, at);
    for (guint g = 0; g < geometries->len; g++) {
        GEOSGeometry *geometry = g_ptr_array_index(geometries, g);
        BcuShape *shape = bcu_geos_to_shape(geos, geometry);
        GEOSGeom_destroy_r(geos, geometry);
        for (size_t r = 0; r < shape->ring_count; r++) {
            BcuRing ring = bcu_shape_ring(shape, r);
            g_array_append_vals(points, ring.points, (guint)ring.count);
            at = points->len;
            g_array_append_val(rings, at);
        }
        at = rings->len - 1;
        if (shape->ring_count)
            g_array_append_val(records, at);
        bcu_shape_free(shape);
    }
    g_ptr_array_unref(geometries);
    BcuLayer *layer = g_new0(BcuLayer, 1);
    layer->id = g_strdup("cells");
    layer->path = g_strdup("cells.shp");
    layer->geometry = BCU_POLYGONS;
    layer->point_count = points->len;
    layer->ring_count = rings->len - 1;
    layer->record_count = records->len - 1;
    layer->points = (BcuPoint *)(void *)g_array_free(points, false);
    layer->ring_start = (size_t *)(void *)g_array_free(rings, false);
    layer->record_start = (size_t *)(void *)g_array_free(records, false);
    layer->fields = bcu_table_new("cells");
    return layer;
}

/* A multipoint of the corners of a frame of 100 by 100 and of points in it that keep a distance. */
static inline GEOSGeometry *random_sites(GEOSContextHandle_t geos, GRand *dice, int count, bool in_circles)
{
    GArray *points = g_array_new(false, false, sizeof(BcuPoint));
    for (int i = 0; i < 4; i++) {
        BcuPoint corner = {i % 2 * 100, i / 2 * 100};
        g_array_append_val(points, corner);
    }
    for (int i = 0, tries = 0; i < count && tries < 50 * count; tries++) {
        BcuPoint p = {g_rand_double_range(dice, 2, 98), g_rand_double_range(dice, 2, 98)};
        if (in_circles) {
            double radius = 10 * g_rand_int_range(dice, 1, 5), angle = g_rand_double_range(dice, 0, 2 * G_PI);
            p = (BcuPoint){50 + radius * cos(angle), 50 + radius * sin(angle)};
        }
        bool apart = true;
        for (guint j = 0; j < points->len; j++)
            apart &= hypot(g_array_index(points, BcuPoint, j).x - p.x, g_array_index(points, BcuPoint, j).y - p.y) > 1;
        if (!apart)
            continue;
        g_array_append_val(points, p);
        i++;
    }
    GEOSGeometry **all = g_new(GEOSGeometry *, points->len);
    for (guint i = 0; i < points->len; i++) {
        BcuPoint p = g_array_index(points, BcuPoint, i);
        all[i] = GEOSGeom_createPointFromXY_r(geos, p.x, p.y);
    }
    GEOSGeometry *sites = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOINT, all, points->len);
    g_free(all);
    g_array_unref(points);
    return sites;
}

/* ---- coverages ------------------------------------------------------------------------- */

typedef enum Pattern {
    PATTERN_NOISE,   /* every triangle for itself: areas of many parts that touch at points */
    PATTERN_PATCHES, /* by the nearest of some centres, with enclaves and empty triangles strewn in */
    PATTERN_CIRCLES, /* by the distance from the middle: islands in lakes in islands */
    PATTERN_REGIONS, /* by the nearest of some centres, and nothing strewn in: long borders */
    PATTERN_COUNT
} Pattern;

static inline int label_of(Pattern pattern, GRand *dice, BcuPoint centre, const BcuPoint *seats, const int *bands, int labels)
{
    int label = 0;
    if (pattern == PATTERN_NOISE || (pattern != PATTERN_REGIONS && g_rand_double(dice) < 0.08))
        return g_rand_int_range(dice, -1, labels);
    if (pattern == PATTERN_CIRCLES)
        return bands[MIN(7, (int)(hypot(centre.x - 50, centre.y - 50) / 10))];
    for (int i = 1; i < labels; i++)
        if (hypot(seats[i].x - centre.x, seats[i].y - centre.y) < hypot(seats[label].x - centre.x, seats[label].y - centre.y))
            label = i;
    return label;
}

/* Areas made of the triangles between random points; some triangles belong to none. */
static inline BcuLayer *coverage_of_triangles(GEOSContextHandle_t geos, GRand *dice, Pattern pattern, int points, int labels)
{
    GEOSGeometry *sites = random_sites(geos, dice, points, pattern == PATTERN_CIRCLES);
    GEOSGeometry *triangles = GEOSDelaunayTriangulation_r(geos, sites, 0, 0);
    BcuPoint *seats = g_new(BcuPoint, labels);
    int bands[8];
    GPtrArray **members = g_new(GPtrArray *, labels), *areas = g_ptr_array_new();
    for (int i = 0; i < labels; i++) {
        seats[i] = (BcuPoint){g_rand_double_range(dice, 0, 100), g_rand_double_range(dice, 0, 100)};
        members[i] = g_ptr_array_new();
    }
    for (int i = 0; i < 8; i++)
        bands[i] = g_rand_int_range(dice, -1, labels);
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, triangles); i++) {
        const GEOSGeometry *triangle = GEOSGetGeometryN_r(geos, triangles, i);
        GEOSGeometry *centroid = GEOSGetCentroid_r(geos, triangle);
        BcuPoint centre;
        GEOSGeomGetX_r(geos, centroid, &centre.x);
        GEOSGeomGetY_r(geos, centroid, &centre.y);
        GEOSGeom_destroy_r(geos, centroid);
        int label = label_of(pattern, dice, centre, seats, bands, labels);
        if (label >= 0)
            g_ptr_array_add(members[label], GEOSGeom_clone_r(geos, triangle));
    }
    for (int i = 0; i < labels; i++) {
        GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION,
                                                        (GEOSGeometry **)members[i]->pdata, members[i]->len);
        g_ptr_array_add(areas, GEOSUnaryUnion_r(geos, all));
        GEOSGeom_destroy_r(geos, all);
        g_ptr_array_unref(members[i]);
    }
    GEOSGeom_destroy_r(geos, triangles);
    GEOSGeom_destroy_r(geos, sites);
    g_free(members);
    g_free(seats);
    return layer_of_geometries(geos, areas);
}

/* Voronoi cells in a frame, on a grid of a thousandth, so that neighbours agree to the bit. */
static inline BcuLayer *coverage_of_voronoi_cells(GEOSContextHandle_t geos, GRand *dice, int points)
{
    GEOSGeometry *sites = random_sites(geos, dice, points, false);
    GEOSGeometry *cells = GEOSVoronoiDiagram_r(geos, sites, NULL, 0, 0);
    GPtrArray *areas = g_ptr_array_new();
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, cells); i++)
        g_ptr_array_add(areas, GEOSGeom_clone_r(geos, GEOSGetGeometryN_r(geos, cells, i)));
    GEOSGeom_destroy_r(geos, cells);
    GEOSGeom_destroy_r(geos, sites);
    BcuLayer *layer = layer_of_geometries(geos, areas);
    for (size_t i = 0; i < layer->point_count; i++)
        layer->points[i] = (BcuPoint){round(layer->points[i].x * 1000) / 1000, round(layer->points[i].y * 1000) / 1000};
    return layer;
}

/* Appends a closed ring of some vertices around a centre, the first due east and a full radius away, the one
 * opposite due west; against the clock, or with it for a hole. */
static inline void add_blob(GArray *points, GRand *dice, BcuPoint centre, double radius, bool hole)
{
    enum { VERTICES = 12 };
    guint first = points->len;
    for (int v = 0; v <= VERTICES; v++) {
        double r = v % (VERTICES / 2) ? radius * g_rand_double_range(dice, 0.7, 1) : radius;
        double angle = (hole ? -2 : 2) * G_PI * v / VERTICES;
        BcuPoint at = {round(1000 * (centre.x + r * cos(angle))) / 1000, round(1000 * (centre.y + r * sin(angle))) / 1000};
        BcuPoint last = v == VERTICES ? g_array_index(points, BcuPoint, first) : at;
        g_array_append_val(points, last);
    }
}

static inline void end_ring(BcuLayer *layer, const GArray *points)
{
    layer->ring_start[++layer->ring_count] = points->len;
}

/* A mainland with side * side lakes, in each an island with a pond, in the pond an islet: the records are the
 * mainland, then islands and islets in turns. Lakes of a row touch one another at points here and there. */
static inline BcuLayer *archipelago(GRand *dice, int side)
{
    GArray *points = g_array_new(false, false, sizeof(BcuPoint));
    BcuLayer *layer = g_new0(BcuLayer, 1);
    size_t lakes = (size_t)side * (size_t)side, records = 2 * lakes + 1;
    double end = 10 * side + 10;
    const BcuPoint frame[] = {{-10, -10}, {end, -10}, {end, end}, {-10, end}, {-10, -10}};
    layer->geometry = BCU_POLYGONS;
    layer->path = g_strdup("archipelago.shp");
    layer->ring_start = g_new0(size_t, 4 * lakes + 2);
    layer->record_start = g_new0(size_t, records + 1);
    g_array_append_vals(points, frame, G_N_ELEMENTS(frame));
    end_ring(layer, points);
    for (int cell = 0; cell < side * side; cell++) {
        BcuPoint centre = {10 * (cell % side) + 5, 10 * (cell / side) + 5};
        add_blob(points, dice, centre, cell / side % 3 ? 4.5 : 5, true);
        end_ring(layer, points);
    }
    layer->record_start[++layer->record_count] = layer->ring_count;
    for (int cell = 0; cell < side * side; cell++) {
        BcuPoint centre = {10 * (cell % side) + 5, 10 * (cell / side) + 5};
        add_blob(points, dice, centre, 2.8, false);
        end_ring(layer, points);
        add_blob(points, dice, centre, 1.6, true);
        end_ring(layer, points);
        layer->record_start[++layer->record_count] = layer->ring_count;
        add_blob(points, dice, centre, 0.9, false);
        end_ring(layer, points);
        layer->record_start[++layer->record_count] = layer->ring_count;
    }
    layer->point_count = points->len;
    layer->points = (BcuPoint *)(void *)g_array_free(points, false);
    return layer;
}

/* ---- what spoils them ------------------------------------------------------------------ */

static inline BcuPoint displaced(GRand *dice, BcuPoint p, double by)
{
    double angle = g_rand_double_range(dice, 0, 2 * G_PI), distance = by * sqrt(g_rand_double(dice));
    return (BcuPoint){p.x + distance * cos(angle), p.y + distance * sin(angle)};
}

/* Every ring's vertices for themselves. */
static inline void jitter(BcuLayer *layer, GRand *dice, double by)
{
    for (size_t r = 0; r < layer->ring_count; r++) {
        for (size_t i = layer->ring_start[r]; i + 1 < layer->ring_start[r + 1]; i++)
            layer->points[i] = displaced(dice, layer->points[i], by);
        layer->points[layer->ring_start[r + 1] - 1] = layer->points[layer->ring_start[r]];
    }
}

/* Puts vertices in after one of the layer, before the next. */
typedef void AddAfter(GArray *points, GRand *dice, BcuPoint vertex, BcuPoint next, double off);

/* Writes all rings anew, with vertices added after a share of theirs. */
static inline void add_after(BcuLayer *layer, GRand *dice, double share, AddAfter *add, double off)
{
    GArray *points = g_array_new(false, false, sizeof(BcuPoint));
    for (size_t r = 0; r < layer->ring_count; r++) {
        size_t first = layer->ring_start[r], end = layer->ring_start[r + 1];
        layer->ring_start[r] = points->len;
        for (size_t i = first; i < end; i++) {
            g_array_append_val(points, layer->points[i]);
            if (i + 1 < end && g_rand_double(dice) <= share)
                add(points, dice, layer->points[i], layer->points[i + 1], off);
        }
    }
    layer->ring_start[layer->ring_count] = layer->point_count = points->len;
    g_free(layer->points);
    layer->points = (BcuPoint *)(void *)g_array_free(points, false);
}

static inline void add_between(GArray *points, GRand *dice, BcuPoint a, BcuPoint b, double off)
{
    double t = g_rand_double_range(dice, 0.2, 0.8);
    BcuPoint between = displaced(dice, (BcuPoint){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, off);
    g_array_append_val(points, between);
}

/* Puts a vertex into an edge here and there, at most `off` beside it, unknown to the neighbour. */
static inline void add_vertices(BcuLayer *layer, GRand *dice, double share, double off)
{
    add_after(layer, dice, share, add_between, off);
}

/* Moves some vertices of single rings farther than any tolerance: overlaps and gaps. */
static inline void tear(BcuLayer *layer, GRand *dice, int times, double by)
{
    for (int t = 0; t < times; t++) {
        size_t r = (size_t)g_rand_int_range(dice, 0, (int)layer->ring_count);
        size_t first = layer->ring_start[r], last = layer->ring_start[r + 1] - 1;
        size_t i = first + (size_t)g_rand_int_range(dice, 0, (int)(last - first));
        layer->points[i] = displaced(dice, layer->points[i], by);
        layer->points[last] = layer->points[first];
    }
}

/* As a reader would do it. */
static inline void set_direction(BcuLayer *layer, size_t ring, bool hole)
{
    if (is_hole(layer, ring) != hole)
        bcu_points_reverse(layer->points + layer->ring_start[ring],
                           layer->ring_start[ring + 1] - layer->ring_start[ring]);
}

/* Exchanges two vertices that follow one another: the ring crosses itself. */
static inline void twist(BcuLayer *layer, GRand *dice)
{
    size_t r = (size_t)g_rand_int_range(dice, 0, (int)layer->ring_count);
    size_t first = layer->ring_start[r], last = layer->ring_start[r + 1] - 1;
    if (last - first < 5)
        return;
    size_t i = first + (size_t)g_rand_int_range(dice, 1, (int)(last - first) - 1);
    bool hole = is_hole(layer, r);
    BcuPoint swap = layer->points[i];
    layer->points[i] = layer->points[i + 1];
    layer->points[i + 1] = swap;
    layer->points[last] = layer->points[first];
    set_direction(layer, r, hole);
}

static inline size_t rings_through(const BcuLayer *layer, BcuPoint at)
{
    size_t count = 0;
    for (size_t r = 0; r < layer->ring_count; r++)
        for (size_t i = layer->ring_start[r]; i + 1 < layer->ring_start[r + 1]; i++)
            count += layer->points[i].x == at.x && layer->points[i].y == at.y;
    return count;
}

/* Exchanges the ends of an edge in all areas that have them: they agree on a border that crosses itself or others.
 * \param nodes both ends are of more than two areas, else of two. \return whether there was such an edge. */
static inline bool twist_for_all(BcuLayer *layer, GRand *dice, bool nodes)
{
    for (int tries = 0; tries < 50; tries++) {
        size_t r = (size_t)g_rand_int_range(dice, 0, (int)layer->ring_count);
        size_t i = (size_t)g_rand_int_range(dice, (int)layer->ring_start[r], (int)layer->ring_start[r + 1] - 1);
        BcuPoint a = layer->points[i], b = layer->points[i + 1];
        size_t of_a = rings_through(layer, a), of_b = rings_through(layer, b);
        if (nodes ? of_a < 3 || of_b < 3 : of_a != 2 || of_b != 2)
            continue;
        g_autofree bool *holes = g_new(bool, layer->ring_count);
        for (size_t ring = 0; ring < layer->ring_count; ring++)
            holes[ring] = is_hole(layer, ring);
        for (size_t p = 0; p < layer->point_count; p++) {
            BcuPoint *at = &layer->points[p], was = *at;
            if (was.x == a.x && was.y == a.y)
                *at = b;
            else if (was.x == b.x && was.y == b.y)
                *at = a;
        }
        for (size_t ring = 0; ring < layer->ring_count; ring++)
            set_direction(layer, ring, holes[ring]);
        return true;
    }
    return false;
}

static inline void add_litter(GArray *points, GRand *dice, BcuPoint vertex, BcuPoint next, double off)
{
    (void)next;
    if (g_rand_boolean(dice)) {
        BcuPoint out = displaced(dice, vertex, off);
        g_array_append_val(points, out);
    }
    g_array_append_val(points, vertex);
}

/* Doubles vertices, and lets the ring go out to a point and straight back. */
static inline void litter(BcuLayer *layer, GRand *dice, double share)
{
    add_after(layer, dice, share, add_litter, 5);
}

/* ---- the same layer, told differently -------------------------------------------------- */

/* Copies the layer with its records in another order, and each ring from another vertex. */
static inline BcuLayer *shuffled(const BcuLayer *layer, GRand *dice, uint32_t *order)
{
    BcuLayer *copy = g_new0(BcuLayer, 1);
    copy->geometry = BCU_POLYGONS;
    copy->path = g_strdup("shuffled.shp");
    copy->record_count = layer->record_count;
    copy->points = g_new(BcuPoint, layer->point_count + 1);
    copy->ring_start = g_new0(size_t, layer->ring_count + 1);
    copy->record_start = g_new0(size_t, layer->record_count + 1);
    for (uint32_t i = 0; i < layer->record_count; i++)
        order[i] = i;
    for (uint32_t i = layer->record_count; i-- > 1;) {
        uint32_t j = (uint32_t)g_rand_int_range(dice, 0, (int)i + 1), swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
    for (uint32_t i = 0; i < layer->record_count; i++) {
        for (size_t r = layer->record_start[order[i]]; r < layer->record_start[order[i] + 1]; r++) {
            size_t first = layer->ring_start[r], edges = layer->ring_start[r + 1] - first - 1;
            size_t turn = (size_t)g_rand_int_range(dice, 0, (int)edges);
            for (size_t p = 0; p <= edges; p++)
                copy->points[copy->point_count++] = layer->points[first + (p + turn) % edges];
            copy->ring_start[++copy->ring_count] = copy->point_count;
        }
        copy->record_start[i + 1] = copy->ring_count;
    }
    return copy;
}

#endif
