/* Measures how far subareas leave their areas.
 * Nesting by overlay: what of a subarea is outside its area is laid over the other areas. */
#include "check/nesting.h"
#include "check/overlap_width.h"
#include "check/uncovered.h"
#include "geometry/faces.h"
#include "geometry/geos_reason.h"
#include "geometry/strtree.h"
#include "layer/record_shapes.h"

typedef struct Area {
    GEOSGeometry *geometry;
    const GEOSPreparedGeometry *prepared;
    GEOSGeometry *lines; /* its boundary */
    const GEOSPreparedGeometry *border;
    double m2;
    uint32_t index;
} Area;

typedef struct Search {
    GEOSContextHandle_t context;
    const BcuNestingInput *input;
    BcuGeodesic *geodesic; /* NULL for projected CRSs */
    double metres_per_unit;
    Area *areas;
    double *covered_m2; /* per area */
    BcuStrTree *tree; /* of the areas */
    GArray *near;     /* uint32_t: areas whose boxes meet that of what is looked at */
    BcuNesting *nesting;
    BcuGeosReason reason;
} Search;

/* ---- measures ---------------------------------------------------------------------------- */

static double area_m2(const Search *search, const GEOSGeometry *geometry)
{
    double area = 0;
    if (!search->geodesic) {
        GEOSArea_r(search->context, geometry, &area);
        return area * search->metres_per_unit * search->metres_per_unit;
    }
    BcuShape *shape = bcu_geos_to_shape(search->context, geometry);
    for (size_t r = 0; shape && r < shape->ring_count; r++) {
        double ring_m2, length_m;
        if (bcu_geodesic_ring(search->geodesic, bcu_shape_ring(shape, r), &ring_m2, &length_m))
            area += ring_m2;
    }
    bcu_shape_free(shape);
    return area;
}

/* How deep the ground reaches from the area it has left, and where. */
static void measure_depth(const Search *search, const GEOSGeometry *common, const Area *own,
                          const GEOSGeometry *subarea, BcuStray *stray)
{
    GEOSContextHandle_t context = search->context;
    GEOSGeometry *outline = GEOSBoundary_r(context, subarea);
    const GEOSPreparedGeometry *prepared = outline ? GEOSPrepare_r(context, outline) : NULL;
    BcuShape *shape = prepared ? bcu_geos_to_shape(context, common) : NULL;
    BcuGround ground = {context,          own->prepared,           own->border,               prepared,
                        search->geodesic, search->metres_per_unit, search->input->tolerance_m};
    if (shape)
        stray->depth_m = bcu_overlap_width_m(&ground, shape, &stray->at);
    bcu_shape_free(shape);
    if (prepared)
        GEOSPreparedGeom_destroy_r(context, prepared);
    GEOSGeom_destroy_r(context, outline);
}

/* ---- areas ------------------------------------------------------------------------------- */

static bool plant_areas(Search *search)
{
    uint32_t count = search->input->areas->record_count;
    search->areas = g_new0(Area, (size_t)count + 1);
    search->tree = bcu_strtree_of_records(search->context, search->input->areas);
    for (uint32_t a = 0; search->tree && a < count; a++) {
        Area *area = &search->areas[a];
        area->index = a;
        area->geometry = bcu_faces_record(search->context, search->input->areas, a);
        area->prepared = area->geometry ? GEOSPrepare_r(search->context, area->geometry) : NULL;
        area->lines = area->prepared ? GEOSBoundary_r(search->context, area->geometry) : NULL;
        area->border = area->lines ? GEOSPrepare_r(search->context, area->lines) : NULL;
        if (!area->border)
            return false;
        area->m2 = area_m2(search, area->geometry);
    }
    return search->tree != NULL;
}

/* ---- one subarea ------------------------------------------------------------------------- */

/* The part of an area that can matter to a subarea: areas have many more vertices. */
static GEOSGeometry *area_near(const Search *search, const Area *area, const GEOSGeometry *subarea)
{
    double x0, y0, x1, y1;
    GEOSContextHandle_t context = search->context;
    if (!GEOSGeom_getExtent_r(context, subarea, &x0, &y0, &x1, &y1))
        return NULL;
    double margin = 0.01 * (x1 - x0 + y1 - y0);
    GEOSGeometry *clipped =
        GEOSClipByRect_r(context, area->geometry, x0 - margin, y0 - margin, x1 + margin, y1 + margin);
    if (clipped && GEOSisValid_r(context, clipped) == 1)
        return clipped;
    GEOSGeom_destroy_r(context, clipped);
    return GEOSGeom_clone_r(context, area->geometry);
}

static GEOSGeometry *overlay(const Search *search, const GEOSGeometry *ground, const Area *area, bool inside)
{
    GEOSGeometry *near = area_near(search, area, ground);
    GEOSGeometry *result = !near    ? NULL
                           : inside ? GEOSIntersection_r(search->context, ground, near)
                                    : GEOSDifference_r(search->context, ground, near);
    GEOSGeom_destroy_r(search->context, near);
    return result;
}

/* A subarea with the area it belongs to; NULL: to none. */
typedef struct Placed {
    uint32_t index;
    GEOSGeometry *geometry;
    const Area *own;
} Placed;

/* Adds what of the ground lies in another area; returns how much, negative when GEOS fails. */
static double add_stray(Search *search, const Placed *placed, const GEOSGeometry *ground, const Area *other)
{
    GEOSGeometry *common = overlay(search, ground, other, true);
    if (!common)
        return -1;
    const Area *own = placed->own;
    BcuStray stray = {.subarea = placed->index, .area = own ? own->index : BCU_NONE, .into = other->index};
    stray.area_m2 = area_m2(search, common);
    if (own && stray.area_m2 > 0)
        measure_depth(search, common, own, placed->geometry, &stray);
    if (own && stray.depth_m > search->input->tolerance_m)
        g_array_append_val(search->nesting->strays, stray);
    search->covered_m2[other->index] += stray.area_m2;
    GEOSGeom_destroy_r(search->context, common);
    return stray.area_m2;
}

/* Shares out ground of a subarea outside its own area among the others. */
static bool share_out(Search *search, const Placed *placed, const GEOSGeometry *ground)
{
    const Area *own = placed->own;
    double left_m2 = area_m2(search, ground);
    bcu_strtree_near(search->tree, ground, search->near);
    for (guint i = 0; i < search->near->len; i++) {
        const Area *other = &search->areas[g_array_index(search->near, uint32_t, i)];
        double inside_m2 = other == own ? 0 : add_stray(search, placed, ground, other);
        if (inside_m2 < 0)
            return false;
        left_m2 -= inside_m2;
    }
    if (own && left_m2 > 1) { /* less than a square metre is a border drawn twice */
        search->nesting->beyond++;
        search->nesting->beyond_m2[own->index] += left_m2;
    }
    return true;
}

static bool place_in_own(Search *search, const Placed *placed)
{
    BcuNesting *nesting = search->nesting;
    double *covered_m2 = &search->covered_m2[placed->own->index];
    char covers = GEOSPreparedCovers_r(search->context, placed->own->prepared, placed->geometry);
    if (covers == 1) {
        nesting->nested++;
        *covered_m2 += area_m2(search, placed->geometry);
        return true;
    }
    guint strays = nesting->strays->len, beyond = nesting->beyond;
    GEOSGeometry *outside = covers == 0 ? overlay(search, placed->geometry, placed->own, false) : NULL;
    bool ok = outside && share_out(search, placed, outside);
    if (ok) {
        *covered_m2 += area_m2(search, placed->geometry) - area_m2(search, outside);
        nesting->nested += nesting->strays->len == strays && nesting->beyond == beyond;
    }
    GEOSGeom_destroy_r(search->context, outside);
    return ok;
}

static bool place_subarea(Search *search, uint32_t subarea)
{
    uint32_t own = search->input->area_of[subarea];
    Placed placed = {subarea, bcu_faces_record(search->context, search->input->subareas, subarea),
                     own == BCU_NONE ? NULL : &search->areas[own]};
    bool ok = placed.geometry &&
              (placed.own ? place_in_own(search, &placed) : share_out(search, &placed, placed.geometry));
    GEOSGeom_destroy_r(search->context, placed.geometry);
    return ok;
}

/* ---- ground without subareas ------------------------------------------------------------- */

/* How much there is has been summed; where it is takes an overlay, and is looked for only where there is some. */
static void place_bare(Search *search)
{
    const BcuNesting *nesting = search->nesting;
    BcuStrTree *tree = NULL;
    for (uint32_t a = 0; a < search->input->areas->record_count; a++) {
        const Area *area = &search->areas[a];
        bool bare = nesting->bare_m2[a] > BCU_BARE_M2;
        if (bare && !tree)
            tree = bcu_strtree_of_records(search->context, search->input->subareas);
        nesting->bare_at[a] = bare && tree ? bcu_uncovered_at(search->context, area->geometry, area->prepared,
                                                              search->input->subareas, tree)
                                           : (BcuPoint){NAN, NAN};
    }
    bcu_strtree_free(tree);
}

/* ---- the whole --------------------------------------------------------------------------- */

static int by_ground(const void *a, const void *b)
{
    const BcuStray *p = a, *q = b;
    if (p->area_m2 != q->area_m2)
        return p->area_m2 > q->area_m2 ? -1 : 1;
    return p->subarea < q->subarea ? -1 : p->subarea > q->subarea;
}

static bool search_all(Search *search, BcuPlace *place)
{
    const BcuNestingInput *input = search->input;
    uint32_t count = input->areas->record_count;
    place->file = input->areas->path;
    if (!plant_areas(search))
        return false;
    place->file = input->subareas->path;
    for (uint32_t s = 0; s < input->subareas->record_count; s++) {
        place->record = s + 1;
        if (input->subareas->record_start[s] < input->subareas->record_start[s + 1] &&
            !place_subarea(search, s))
            return false;
    }
    for (uint32_t a = 0; a < count; a++)
        search->nesting->bare_m2[a] = fmax(search->areas[a].m2 - search->covered_m2[a], 0);
    place_bare(search);
    g_array_sort(search->nesting->strays, by_ground);
    return true;
}

static void clear(Search *search)
{
    for (uint32_t a = 0; search->areas && a < search->input->areas->record_count; a++) {
        const Area *area = &search->areas[a];
        if (area->border)
            GEOSPreparedGeom_destroy_r(search->context, area->border);
        if (area->prepared)
            GEOSPreparedGeom_destroy_r(search->context, area->prepared);
        GEOSGeom_destroy_r(search->context, area->lines);
        GEOSGeom_destroy_r(search->context, area->geometry);
    }
    bcu_strtree_free(search->tree);
    GEOS_finish_r(search->context);
    bcu_geodesic_free(search->geodesic);
    g_array_unref(search->near);
    g_free(search->areas);
    g_free(search->covered_m2);
    bcu_nesting_free(search->nesting);
}

void bcu_nesting_free(BcuNesting *nesting)
{
    if (!nesting)
        return;
    g_array_unref(nesting->strays);
    g_free(nesting->beyond_m2);
    g_free(nesting->bare_m2);
    g_free(nesting->bare_at);
    g_free(nesting);
}

bool bcu_nesting_build(const BcuNestingInput *input, BcuNesting **nesting, BcuDiagLog *log)
{
    Search search = {.input = input, .metres_per_unit = bcu_crs_metres_per_unit(input->crs)};
    if (bcu_crs_is_geographic(input->crs) && !(search.geodesic = bcu_geodesic_new(input->crs, log)))
        return false;
    size_t count = (size_t)input->areas->record_count + 1;
    search.context = GEOS_init_r();
    search.near = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    search.covered_m2 = g_new0(double, count);
    search.nesting = g_new0(BcuNesting, 1);
    search.nesting->strays = g_array_new(FALSE, FALSE, sizeof(BcuStray));
    search.nesting->beyond_m2 = g_new0(double, count);
    search.nesting->bare_m2 = g_new0(double, count);
    search.nesting->bare_at = g_new0(BcuPoint, count);
    bcu_geos_reason_keep(search.context, &search.reason);
    BcuPlace place = {0};
    bool ok = search_all(&search, &place);
    if (ok)
        *nesting = g_steal_pointer(&search.nesting);
    else
        bcu_report(log, BCU_WARNING, "MEM073", &place, "Repair the record in the tool that made the layer.",
                   "whether the layers nest cannot be told: %s", search.reason.text);
    clear(&search);
    return ok;
}
