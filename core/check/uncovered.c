/* Finds ground of an area that no subarea covers.
 * What is left of an area when all subareas that come near are taken off together. */
#include "check/uncovered.h"
#include "geometry/faces.h"
#include "layer/record_shapes.h"

/* Neighbours whose boxes meet that of the area take nothing off it: what they would add to the union is half of it. */
static GEOSGeometry *ground_of(GEOSContextHandle_t context, const GEOSPreparedGeometry *area, const BcuLayer *subareas,
                               const GArray *numbers)
{
    GEOSGeometry **parts = g_new(GEOSGeometry *, numbers->len + 1);
    guint count = 0;
    for (guint i = 0; i < numbers->len; i++) {
        GEOSGeometry *part = bcu_faces_record(context, subareas, g_array_index(numbers, uint32_t, i));
        if (part && GEOSPreparedIntersects_r(context, area, part) != 0)
            parts[count++] = part;
        else
            GEOSGeom_destroy_r(context, part);
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(context, GEOS_GEOMETRYCOLLECTION, parts, count);
    GEOSGeometry *whole = all ? GEOSUnaryUnion_r(context, all) : NULL;
    GEOSGeom_destroy_r(context, all);
    g_free(parts);
    return whole;
}

static const GEOSGeometry *largest_piece(GEOSContextHandle_t context, const GEOSGeometry *ground)
{
    const GEOSGeometry *largest = NULL;
    double most = 0, area;
    for (int i = 0; i < GEOSGetNumGeometries_r(context, ground); i++) {
        const GEOSGeometry *piece = GEOSGetGeometryN_r(context, ground, i);
        if (piece && GEOSArea_r(context, piece, &area) == 1 && area > most) {
            most = area;
            largest = piece;
        }
    }
    return largest;
}

BcuPoint bcu_uncovered_at(GEOSContextHandle_t context, const GEOSGeometry *area, const GEOSPreparedGeometry *prepared,
                          const BcuLayer *subareas, const BcuStrTree *tree)
{
    BcuPoint at = {NAN, NAN};
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bcu_strtree_near(tree, area, near);
    GEOSGeometry *covered = ground_of(context, prepared, subareas, near);
    GEOSGeometry *bare = covered ? GEOSDifference_r(context, area, covered) : NULL;
    const GEOSGeometry *largest = bare ? largest_piece(context, bare) : NULL;
    GEOSGeometry *inside = largest ? GEOSPointOnSurface_r(context, largest) : NULL;
    if (inside && (GEOSGeomGetX_r(context, inside, &at.x) != 1 || GEOSGeomGetY_r(context, inside, &at.y) != 1))
        at = (BcuPoint){NAN, NAN};
    GEOSGeom_destroy_r(context, inside);
    GEOSGeom_destroy_r(context, bare);
    GEOSGeom_destroy_r(context, covered);
    return at;
}
