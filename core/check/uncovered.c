/* Finds ground of an area that no subarea covers.
 * All borders are noded together, once, and cut the ground into faces; the largest face of the area that lies
 * in no subarea is looked for. Two such faces share no edge: each edge is a border, with ground of its owner
 * on one side. */
#include "check/uncovered.h"
#include "geometry/faces.h"
#include "layer/record_shapes.h"

typedef struct Subarea {
    GEOSGeometry *ground;
    const GEOSPreparedGeometry *prepared;
} Subarea;

typedef struct Face {
    const GEOSGeometry *ground;
    double area;
} Face;

static void free_subareas(GEOSContextHandle_t context, Subarea *subareas, guint count)
{
    for (guint i = 0; i < count; i++) {
        GEOSPreparedGeom_destroy_r(context, subareas[i].prepared);
        GEOSGeom_destroy_r(context, subareas[i].ground);
    }
    g_free(subareas);
}

/* Neighbours whose boxes meet that of the area cover nothing of it: what they would add to the faces is half
 * of them. */
static Subarea *subareas_touching(GEOSContextHandle_t context, const GEOSPreparedGeometry *area,
                                  const BcuLayer *layer, const GArray *numbers, guint *count)
{
    Subarea *subareas = g_new0(Subarea, numbers->len + 1);
    *count = 0;
    for (guint i = 0; i < numbers->len; i++) {
        GEOSGeometry *ground = bcu_faces_record(context, layer, g_array_index(numbers, uint32_t, i));
        const GEOSPreparedGeometry *prepared = ground && GEOSPreparedIntersects_r(context, area, ground) != 0
                                                   ? GEOSPrepare_r(context, ground)
                                                   : NULL;
        if (prepared)
            subareas[(*count)++] = (Subarea){ground, prepared};
        else
            GEOSGeom_destroy_r(context, ground);
    }
    return subareas;
}

/* To be destroyed; NULL where GEOS fails. */
static GEOSGeometry *faces_of(GEOSContextHandle_t context, const GEOSGeometry *area, const Subarea *subareas,
                              guint count)
{
    GEOSGeometry **borders = g_new(GEOSGeometry *, count + 1);
    guint drawn = 0;
    for (guint i = 0; i <= count; i++) {
        borders[drawn] = GEOSBoundary_r(context, i < count ? subareas[i].ground : area);
        drawn += borders[drawn] != NULL;
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(context, GEOS_GEOMETRYCOLLECTION, borders, drawn);
    GEOSGeometry *noded = all ? GEOSUnaryUnion_r(context, all) : NULL;
    const GEOSGeometry *edges[] = {noded};
    GEOSGeometry *faces = noded ? GEOSPolygonize_r(context, edges, 1) : NULL;
    GEOSGeom_destroy_r(context, noded);
    GEOSGeom_destroy_r(context, all);
    g_free(borders);
    return faces;
}

static int larger_first(const void *a, const void *b)
{
    const Face *p = a, *q = b;
    return p->area > q->area ? -1 : p->area < q->area;
}

static GArray *by_size(GEOSContextHandle_t context, const GEOSGeometry *faces)
{
    GArray *sorted = g_array_new(FALSE, FALSE, sizeof(Face));
    int count = faces ? GEOSGetNumGeometries_r(context, faces) : 0;
    for (int i = 0; i < count; i++) {
        Face face = {GEOSGetGeometryN_r(context, faces, i), 0};
        if (face.ground && GEOSArea_r(context, face.ground, &face.area) == 1)
            g_array_append_val(sorted, face);
    }
    g_array_sort(sorted, larger_first);
    return sorted;
}

static bool is_bare(GEOSContextHandle_t context, const GEOSGeometry *point, const GEOSPreparedGeometry *area,
                    const Subarea *subareas, guint count)
{
    bool bare = GEOSPreparedCovers_r(context, area, point) == 1;
    for (guint i = 0; bare && i < count; i++)
        bare = GEOSPreparedCovers_r(context, subareas[i].prepared, point) == 0;
    return bare;
}

BcuPoint bcu_uncovered_at(GEOSContextHandle_t context, const GEOSGeometry *area,
                          const GEOSPreparedGeometry *prepared, const BcuLayer *subareas,
                          const BcuStrTree *tree)
{
    BcuPoint at = {NAN, NAN};
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bcu_strtree_near(tree, area, near);
    guint count;
    Subarea *touching = subareas_touching(context, prepared, subareas, near, &count);
    GEOSGeometry *faces = faces_of(context, area, touching, count);
    g_autoptr(GArray) sorted = by_size(context, faces);
    for (guint i = 0; i < sorted->len && isnan(at.x); i++) {
        GEOSGeometry *inside = GEOSPointOnSurface_r(context, g_array_index(sorted, Face, i).ground);
        if (inside && is_bare(context, inside, prepared, touching, count) &&
            (GEOSGeomGetX_r(context, inside, &at.x) != 1 || GEOSGeomGetY_r(context, inside, &at.y) != 1))
            at = (BcuPoint){NAN, NAN};
        GEOSGeom_destroy_r(context, inside);
    }
    GEOSGeom_destroy_r(context, faces);
    free_subareas(context, touching, count);
    return at;
}
