/* Turns shapes into geometries of GEOS, and back.
 * Shapes to GEOS and back; see <bcukit/geos.h>. */
#include "geos_on_demand.h"
#include <glib.h>

/* ---- to GEOS -------------------------------------------------------------------------- */

static GEOSGeometry *ring_to_geos(GEOSContextHandle_t context, BcuRing ring)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_copyFromBuffer_r(
        context, &ring.points->x, (unsigned)ring.count, 0, 0);
    return sequence ? GEOSGeom_createLinearRing_r(context, sequence) : NULL;
}

static GEOSGeometry *part_to_geos(GEOSContextHandle_t context, const BcuShape *shape, size_t part)
{
    size_t first = shape->part_start[part], end = shape->part_start[part + 1];
    GEOSGeometry *shell = ring_to_geos(context, bcu_shape_ring(shape, first));
    g_autofree GEOSGeometry **holes = g_new0(GEOSGeometry *, end - first);
    unsigned count = 0;
    bool ok = shell != NULL;
    for (size_t r = first + 1; ok && r < end; r++) {
        holes[count] = ring_to_geos(context, bcu_shape_ring(shape, r));
        ok = holes[count] != NULL;
        count += ok;
    }
    if (ok)
        return GEOSGeom_createPolygon_r(context, shell, holes, count);
    if (shell)
        GEOSGeom_destroy_r(context, shell);
    while (count > 0)
        GEOSGeom_destroy_r(context, holes[--count]);
    return NULL;
}

GEOSGeometry *bcu_geos_from_shape(GEOSContextHandle_t context, const BcuShape *shape)
{
    if (shape->part_count == 1)
        return part_to_geos(context, shape, 0);
    g_autofree GEOSGeometry **parts = g_new0(GEOSGeometry *, shape->part_count + 1);
    for (size_t p = 0; p < shape->part_count; p++) {
        parts[p] = part_to_geos(context, shape, p);
        if (!parts[p]) {
            while (p > 0)
                GEOSGeom_destroy_r(context, parts[--p]);
            return NULL;
        }
    }
    return GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, parts,
                                       (unsigned)shape->part_count);
}

/* ---- from GEOS ------------------------------------------------------------------------ */

typedef struct ShapeBuilder {
    GArray *points, *ring_start, *part_start;
} ShapeBuilder;

static bool append_ring(GEOSContextHandle_t context, const GEOSGeometry *line, bool is_hole,
                        ShapeBuilder *builder)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(context, line);
    unsigned count;
    if (!sequence || !GEOSCoordSeq_getSize_r(context, sequence, &count))
        return false;
    guint first = builder->points->len;
    g_array_set_size(builder->points, first + count);
    BcuPoint *points = (BcuPoint *)(void *)builder->points->data + first;
    if (count > 0 && !GEOSCoordSeq_copyToBuffer_r(context, sequence, &points->x, 0, 0))
        return false;
    bool is_clockwise = bcu_ring_area((BcuRing){points, count}) < 0;
    for (unsigned i = 0; is_clockwise != is_hole && i < count / 2; i++) {
        BcuPoint swap = points[i];
        points[i] = points[count - 1 - i];
        points[count - 1 - i] = swap;
    }
    size_t end = builder->points->len;
    g_array_append_val(builder->ring_start, end);
    return true;
}

static bool append_polygons(GEOSContextHandle_t context, const GEOSGeometry *geometry,
                            ShapeBuilder *builder)
{
    int type = GEOSGeomTypeId_r(context, geometry);
    if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        int count = GEOSGetNumGeometries_r(context, geometry);
        for (int i = 0; i < count; i++)
            if (!append_polygons(context, GEOSGetGeometryN_r(context, geometry, i), builder))
                return false;
        return count >= 0;
    }
    if (type != GEOS_POLYGON || GEOSisEmpty_r(context, geometry) != 0)
        return type >= 0;
    const GEOSGeometry *shell = GEOSGetExteriorRing_r(context, geometry);
    if (!shell || !append_ring(context, shell, false, builder))
        return false;
    int holes = GEOSGetNumInteriorRings_r(context, geometry);
    for (int i = 0; i < holes; i++)
        if (!append_ring(context, GEOSGetInteriorRingN_r(context, geometry, i), true, builder))
            return false;
    size_t end = builder->ring_start->len - 1;
    g_array_append_val(builder->part_start, end);
    return holes >= 0;
}

BcuShape *bcu_geos_to_shape(GEOSContextHandle_t context, const GEOSGeometry *geometry)
{
    size_t zero = 0;
    ShapeBuilder builder = {g_array_new(FALSE, FALSE, sizeof(BcuPoint)),
                            g_array_new(FALSE, FALSE, sizeof(size_t)),
                            g_array_new(FALSE, FALSE, sizeof(size_t))};
    g_array_append_val(builder.ring_start, zero);
    g_array_append_val(builder.part_start, zero);
    bool ok = append_polygons(context, geometry, &builder);
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->point_count = builder.points->len;
    shape->ring_count = builder.ring_start->len - 1;
    shape->part_count = builder.part_start->len - 1;
    shape->points = (BcuPoint *)(void *)g_array_free(builder.points, FALSE);
    shape->ring_start = (size_t *)(void *)g_array_free(builder.ring_start, FALSE);
    shape->part_start = (size_t *)(void *)g_array_free(builder.part_start, FALSE);
    if (ok)
        return shape;
    bcu_shape_free(shape);
    return NULL;
}
