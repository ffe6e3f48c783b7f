/* Empty space between areas, by closing the territory: grown by half the reach and shrunk again, it
 * has swallowed what is narrower. */
#include "style/water.h"
#include "canvas/strokes.h"
#include "geos_on_demand.h"

typedef struct Closing {
    GEOSContextHandle_t context;
    GEOSGeometry *territory;
    BcuShape *banks; /* the territory's points alone, by x */
    double fineness; /* mm */
} Closing;

static void ignore_message(const char *format, ...)
{
    (void)format;
}

/* ---- territory --------------------------------------------------------------------------- */

static GEOSGeometry *line_of(GEOSContextHandle_t context, const Path *path, guint run)
{
    guint first = g_array_index(path->starts, guint, run), count = path_run_end(path, run) - first;
    const double *xy = (const double *)&g_array_index(path->points, BcuPoint, first);
    return GEOSGeom_createLineString_r(context,
                                       GEOSCoordSeq_copyFromBuffer_r(context, xy, count, false, false));
}

/* What the outer borders enclose. Thinned lines may cross one another: they are noded first. */
static GEOSGeometry *territory_of(GEOSContextHandle_t context, const BcuDataset *dataset, const Page *page,
                                  double fineness)
{
    uint32_t coverage = bcu_dataset_level(dataset, BCU_AREAS).coverage;
    g_autoptr(GArray) outer = g_array_new(false, false, sizeof(uint32_t));
    g_autoptr(Path) path = path_new();
    Lines lines;
    lines_build(dataset, coverage, page, fineness, &lines);
    for (uint32_t a = 0; a < lines.arc_count; a++)
        if (bcu_arc_at(dataset, coverage, a).border == BCU_BORDER_OUTER)
            g_array_append_val(outer, a);
    strokes_add(&lines, outer, 0, path);
    lines_clear(&lines);
    g_autofree GEOSGeometry **runs = g_new(GEOSGeometry *, (size_t)path->starts->len + 1);
    for (guint run = 0; run < path->starts->len; run++)
        runs[run] = line_of(context, path, run);
    GEOSGeometry *borders =
        GEOSGeom_createCollection_r(context, GEOS_MULTILINESTRING, runs, path->starts->len);
    GEOSGeometry *noded = GEOSUnaryUnion_r(context, borders);
    GEOSGeometry *territory = noded ? GEOSBuildArea_r(context, noded) : NULL;
    GEOSGeom_destroy_r(context, borders);
    GEOSGeom_destroy_r(context, noded);
    return territory;
}

/* ---- what is water ----------------------------------------------------------------------- */

static int by_x(const void *a, const void *b)
{
    const BcuPoint *p = a, *q = b;
    return (p->x > q->x) - (p->x < q->x);
}

/* Water runs along a bank from one of the territory's own points to another: GEOS leaves them where they are.
 */
static bool is_on_bank(const Closing *closing, BcuPoint p)
{
    const BcuPoint *points = closing->banks->points;
    double near = 1e-3 * closing->fineness; /* GEOS may have moved it by a rounding error */
    size_t low = 0, high = closing->banks->point_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (points[middle].x < p.x - near)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < closing->banks->point_count && points[low].x <= p.x + near; low++)
        if (fabs(points[low].y - p.y) <= near)
            return true;
    return false;
}

/* The share of a ring that does not run along a bank. */
static double open_share(const Closing *closing, BcuRing ring)
{
    double open = 0, whole = 0;
    bool on_bank = ring.count > 0 && is_on_bank(closing, ring.points[0]);
    for (size_t i = 0; i + 1 < ring.count; i++) {
        BcuPoint a = ring.points[i], b = ring.points[i + 1];
        double length = hypot(b.x - a.x, b.y - a.y);
        bool next_on_bank = is_on_bank(closing, b);
        if (!on_bank || !next_on_bank)
            open += length;
        whole += length;
        on_bank = next_on_bank;
    }
    return whole > 0 ? open / whole : 1;
}

static bool is_water(const Closing *closing, const GEOSGeometry *part)
{
    static const double LARGEST_OPEN = 0.1;
    double area = 0;
    if (GEOSArea_r(closing->context, part, &area) != 1 || area < 100 * closing->fineness * closing->fineness)
        return false;
    BcuShape *shape = bcu_geos_to_shape(closing->context, part);
    bool water =
        shape && shape->ring_count > 0 && open_share(closing, bcu_shape_ring(shape, 0)) < LARGEST_OPEN;
    bcu_shape_free(shape);
    return water;
}

/* The parts of what the closing added that are water; they reach under the banks. */
static GEOSGeometry *water_of(const Closing *closing, double reach)
{
    enum { QUARTER = 4 }; /* segments to a quarter of a circle */
    GEOSContextHandle_t context = closing->context;
    GEOSGeometry *grown = GEOSBuffer_r(context, closing->territory, reach / 2, QUARTER);
    GEOSGeometry *closed = grown ? GEOSBuffer_r(context, grown, -reach / 2, QUARTER) : NULL;
    GEOSGeometry *added = closed ? GEOSDifference_r(context, closed, closing->territory) : NULL;
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (int i = 0; added && i < GEOSGetNumGeometries_r(context, added); i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(context, added, i);
        if (is_water(closing, part))
            g_ptr_array_add(kept, GEOSBuffer_r(context, part, closing->fineness, QUARTER));
    }
    GEOSGeometry *parts = GEOSGeom_createCollection_r(context, GEOS_GEOMETRYCOLLECTION,
                                                      (GEOSGeometry **)kept->pdata, kept->len);
    GEOSGeometry *water = parts ? GEOSUnaryUnion_r(context, parts) : NULL;
    GEOSGeom_destroy_r(context, grown);
    GEOSGeom_destroy_r(context, closed);
    GEOSGeom_destroy_r(context, added);
    GEOSGeom_destroy_r(context, parts);
    return water;
}

static BcuShape *built(Closing *closing, double reach)
{
    closing->banks = closing->territory ? bcu_geos_to_shape(closing->context, closing->territory) : NULL;
    if (!closing->banks)
        return NULL;
    qsort(closing->banks->points, closing->banks->point_count, sizeof(BcuPoint), by_x);
    GEOSGeometry *water = water_of(closing, reach);
    BcuShape *shape = water ? bcu_geos_to_shape(closing->context, water) : NULL;
    bcu_shape_free(closing->banks);
    GEOSGeom_destroy_r(closing->context, water);
    return shape;
}

/* From the page, whose y runs down: rings are turned round to keep their inside on the left. */
static void bring_to_map(BcuShape *shape, const Page *page)
{
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuPoint *points = shape->points + shape->ring_start[r];
        size_t count = shape->ring_start[r + 1] - shape->ring_start[r];
        for (size_t i = 0, k = count - 1; i < k; i++, k--) {
            BcuPoint swapped = points[i];
            points[i] = points[k];
            points[k] = swapped;
        }
        for (size_t i = 0; i < count; i++)
            points[i] = page_place(page, points[i]);
    }
}

BcuShape *water_build(const BcuDataset *dataset, const Page *page, double reach_m)
{
    if (reach_m <= 0 || bcu_dataset_level(dataset, BCU_AREAS).coverage == BCU_NONE)
        return NULL;
    Page whole = *page;
    whole.map = (Frame){0, 0, page->width, page->height};
    page_fit(&whole, bcu_dataset_extent(dataset), dataset);
    Closing closing = {.context = GEOS_init_r(), .fineness = 0.015 * page->unit};
    GEOSContext_setNoticeHandler_r(closing.context, ignore_message);
    GEOSContext_setErrorHandler_r(closing.context, ignore_message);
    closing.territory = territory_of(closing.context, dataset, &whole, closing.fineness);
    BcuShape *shape = built(&closing, reach_m / whole.metres_per_mm);
    GEOSGeom_destroy_r(closing.context, closing.territory);
    GEOS_finish_r(closing.context);
    if (shape)
        bring_to_map(shape, &whole);
    return shape;
}

double water_reach_m(const BcuDataset *dataset, const BcuOptions *options)
{
    return bcu_options_has(options, "water") ? bcu_options_real(options, "water")
                                             : 1.5 * bcu_dataset_bridge_m(dataset);
}

void water_draw(const BcuShape *water, const Page *page, BcuColour colour, Canvas *canvas)
{
    if (!water)
        return;
    g_autoptr(Path) path = path_new();
    for (size_t r = 0; r < water->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(water, r);
        path_begin(path);
        for (size_t i = 0; i + 1 < ring.count; i++)
            path_add(path, page_point(page, ring.points[i]));
        path_drop_small_run(path, PAGE_UNSEEN_UNITS * page->unit);
    }
    canvas->fill(canvas, path, colour, &(Mark){"water", NULL, NULL, NULL});
}
