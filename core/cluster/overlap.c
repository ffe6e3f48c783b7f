/* Measures overlaps of two layers.
 * Overlaps of two layers, through GEOS: a tree of the targets, then containment, then, where a
 * border runs through, the intersection. */
#include "cluster/overlap.h"
#include "geometry/faces.h"
#include "geometry/geos_reason.h"
#include "geometry/strtree.h"
#include "layer/record_shapes.h"
#include <stdarg.h>

typedef struct Target {
    GEOSGeometry *geometry;
    const GEOSPreparedGeometry *prepared;
} Target;

typedef struct Overlay {
    GEOSContextHandle_t context;
    const BcuLayer *sources, *layer; /* layer: of the targets */
    Target *targets;
    BcuStrTree *tree; /* of the targets */
    double ignore;
    GArray *overlaps; /* BcuOverlap */
    GArray *near;     /* uint32_t: targets whose boxes meet the source's */
    BcuGeosReason reason;
} Overlay;

/* ---- targets ----------------------------------------------------------------------------- */

static bool plant_targets(Overlay *overlay)
{
    overlay->targets = g_new0(Target, (size_t)overlay->layer->record_count + 1);
    overlay->tree = bcu_strtree_of_records(overlay->context, overlay->layer);
    for (uint32_t t = 0; overlay->tree && t < overlay->layer->record_count; t++) {
        Target *target = &overlay->targets[t];
        target->geometry = bcu_faces_record(overlay->context, overlay->layer, t);
        target->prepared = target->geometry ? GEOSPrepare_r(overlay->context, target->geometry) : NULL;
        if (!target->prepared)
            return false;
    }
    return overlay->tree != NULL;
}

/* ---- shares ----------------------------------------------------------------------------- */

static void add(Overlay *overlay, uint32_t source, uint32_t target, double share)
{
    BcuOverlap overlap = {source, target, share};
    g_array_append_val(overlay->overlaps, overlap);
}

/* The target clipped to the box of the source first: borders have many vertices. */
static double intersection_area(const Overlay *overlay, const GEOSGeometry *source, BcuBox box,
                                const GEOSGeometry *target)
{
    GEOSContextHandle_t context = overlay->context;
    double area = -1;
    GEOSGeometry *near = GEOSClipByRect_r(context, target, box.min_x, box.min_y, box.max_x, box.max_y);
    if (near && GEOSisValid_r(context, near) != 1) {
        GEOSGeom_destroy_r(context, near);
        near = NULL;
    }
    GEOSGeometry *common = GEOSIntersection_r(context, source, near ? near : target);
    if (common)
        GEOSArea_r(context, common, &area);
    GEOSGeom_destroy_r(context, near);
    GEOSGeom_destroy_r(context, common);
    return area;
}

/* Drops noise and scales the rest, so that nobody is lost or counted twice. */
static void settle(Overlay *overlay, guint first)
{
    double inside = 0, kept = 0;
    guint at = first;
    for (guint i = first; i < overlay->overlaps->len; i++)
        inside += g_array_index(overlay->overlaps, BcuOverlap, i).share;
    double outside = 1 - inside < overlay->ignore ? 0 : 1 - inside;
    for (guint i = first; i < overlay->overlaps->len; i++) {
        BcuOverlap overlap = g_array_index(overlay->overlaps, BcuOverlap, i);
        if (overlap.share < overlay->ignore)
            continue;
        kept += overlap.share;
        g_array_index(overlay->overlaps, BcuOverlap, at++) = overlap;
    }
    g_array_set_size(overlay->overlaps, at);
    for (guint i = first; i < at; i++)
        g_array_index(overlay->overlaps, BcuOverlap, i).share /= kept + outside;
}

static bool split_polygon(Overlay *overlay, uint32_t record)
{
    GEOSGeometry *source = bcu_faces_record(overlay->context, overlay->sources, record);
    BcuBox box = bcu_layer_record_extent(overlay->sources, record);
    guint first = overlay->overlaps->len;
    double area = 0;
    bool ok = source && GEOSArea_r(overlay->context, source, &area);
    if (ok)
        bcu_strtree_near(overlay->tree, source, overlay->near);
    for (guint i = 0; ok && area > 0 && i < overlay->near->len; i++) {
        uint32_t index = g_array_index(overlay->near, uint32_t, i);
        const Target *target = &overlay->targets[index];
        char covers = GEOSPreparedCovers_r(overlay->context, target->prepared, source);
        double common = covers == 1 ? area
                        : GEOSPreparedIntersects_r(overlay->context, target->prepared, source) == 1
                            ? intersection_area(overlay, source, box, target->geometry)
                            : 0;
        ok = common >= 0;
        if (common > 0)
            add(overlay, record, index, common / area);
    }
    settle(overlay, first);
    GEOSGeom_destroy_r(overlay->context, source);
    return ok;
}

/* A point on a border goes to the first of those that hold it. */
static bool place_point(Overlay *overlay, uint32_t record)
{
    size_t ring = overlay->sources->record_start[record];
    if (ring == overlay->sources->record_start[record + 1])
        return true;
    BcuPoint p = overlay->sources->points[overlay->sources->ring_start[ring]];
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(overlay->context, p.x, p.y);
    if (!point)
        return false;
    bcu_strtree_near(overlay->tree, point, overlay->near);
    for (guint i = 0; i < overlay->near->len; i++) {
        uint32_t index = g_array_index(overlay->near, uint32_t, i);
        if (GEOSPreparedIntersects_r(overlay->context, overlay->targets[index].prepared, point) != 1)
            continue;
        add(overlay, record, index, 1);
        break;
    }
    GEOSGeom_destroy_r(overlay->context, point);
    return true;
}

/* ---- the whole -------------------------------------------------------------------------- */

static bool overlay_all(Overlay *overlay, uint32_t *record)
{
    if (!plant_targets(overlay))
        return false;
    bool polygons = overlay->sources->geometry == BCU_POLYGONS, ok = true;
    for (*record = 0; ok && *record < overlay->sources->record_count; ++*record)
        ok = polygons ? split_polygon(overlay, *record) : place_point(overlay, *record);
    return ok;
}

static void clear(Overlay *overlay)
{
    for (uint32_t t = 0; overlay->targets && t < overlay->layer->record_count; t++) {
        if (overlay->targets[t].prepared)
            GEOSPreparedGeom_destroy_r(overlay->context, overlay->targets[t].prepared);
        GEOSGeom_destroy_r(overlay->context, overlay->targets[t].geometry);
    }
    bcu_strtree_free(overlay->tree);
    g_free(overlay->targets);
    g_array_unref(overlay->near);
    GEOS_finish_r(overlay->context);
}

GArray *bcu_overlap_build(const BcuLayer *sources, const BcuLayer *targets, double ignore, BcuDiagLog *log)
{
    Overlay overlay = {.context = GEOS_init_r(),
                       .sources = sources,
                       .layer = targets,
                       .ignore = ignore,
                       .overlaps = g_array_new(FALSE, FALSE, sizeof(BcuOverlap)),
                       .near = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    uint32_t record = 0;
    bcu_geos_reason_keep(overlay.context, &overlay.reason);
    bool ok = overlay_all(&overlay, &record);
    if (!ok) {
        BcuPlace place = {.file = sources->path, .record = record};
        bcu_report(log, BCU_ERROR, "PPL010", &place, "Repair the record in the tool that made the layer.",
                   "the record cannot be laid over layer \"%s\": %s", targets->id, overlay.reason.text);
        g_clear_pointer(&overlay.overlaps, g_array_unref);
    }
    clear(&overlay);
    return overlay.overlaps;
}
