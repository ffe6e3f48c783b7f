/* Finds records that are no valid polygons.
 * Validity by GEOS, its reasons in plain words. Most records are one ring that keeps apart from itself, which is
 * quickly seen: GEOS is asked about the others. */
#include "check/validity.h"
#include "geometry/ring_clearance.h"
#include "geos_on_demand.h"
#include <string.h>

/* GEOS gives a reason as a phrase; these are all that it has for polygons. */
static const char *plain(const char *reason)
{
    static const struct {
        const char *phrase, *words;
    } REASONS[] = {
        {"Ring Self-intersection", "a ring touches itself at a point"},
        {"Self-intersection", "a ring crosses itself or another"},
        {"Hole lies outside shell", "a hole lies outside its shell"},
        {"Holes are nested", "a hole lies in another"},
        {"Nested shells", "a shell lies in another"},
        {"Interior is disconnected", "holes cut the inside into pieces"},
        {"Duplicate Rings", "a ring is there twice"},
        {"Too few points", "a ring has too few points"},
        {"Invalid Coordinate", "a coordinate is not a number"},
        {"Ring is not closed", "a ring is not closed"},
    };
    for (size_t i = 0; reason && i < G_N_ELEMENTS(REASONS); i++)
        if (g_str_has_prefix(reason, REASONS[i].phrase))
            return REASONS[i].words;
    return "its rings do not make a polygon";
}

static bool is_invalid(GEOSContextHandle_t context, const BcuLayer *layer, uint32_t record, BcuInvalid *found)
{
    BcuShape *shape = bcu_layer_shape_build(layer, record);
    GEOSGeometry *geometry = bcu_geos_from_shape(context, shape), *place = NULL;
    char *reason = NULL;
    char valid = geometry ? GEOSisValidDetail_r(context, geometry, 0, &reason, &place) : 0;
    *found = (BcuInvalid){record, plain(reason), shape->point_count ? shape->points[0] : (BcuPoint){0, 0}};
    if (place) {
        GEOSGeomGetX_r(context, place, &found->at.x);
        GEOSGeomGetY_r(context, place, &found->at.y);
    }
    GEOSFree_r(context, reason);
    GEOSGeom_destroy_r(context, place);
    GEOSGeom_destroy_r(context, geometry);
    bcu_shape_free(shape);
    return valid != 1;
}

static int by_record(const void *a, const void *b)
{
    const BcuInvalid *p = a, *q = b;
    return p->record < q->record ? -1 : p->record > q->record;
}

static void add_empty_rings(const BcuLayer *layer, GArray *invalid)
{
    for (guint i = 0; layer->empty_rings && i < layer->empty_rings->len; i++) {
        const BcuEmptyRing *empty = &g_array_index(layer->empty_rings, BcuEmptyRing, i);
        BcuInvalid found = {empty->record, "a ring encloses nothing", empty->at};
        g_array_append_val(invalid, found);
    }
    g_array_sort(invalid, by_record);
}

/* Empty, or one ring that touches itself nowhere. */
static bool is_simple(const BcuLayer *layer, uint32_t record)
{
    size_t first = layer->record_start[record], count = layer->record_start[record + 1] - first;
    return count == 0 || (count == 1 && bcu_rings_are_apart(layer->points, layer->ring_start + first, 1));
}

GArray *bcu_validity_find(const BcuLayer *layer)
{
    GEOSContextHandle_t context = GEOS_init_r();
    GArray *invalid = g_array_new(FALSE, FALSE, sizeof(BcuInvalid));
    for (uint32_t r = 0; layer->geometry == BCU_POLYGONS && r < layer->record_count; r++) {
        BcuInvalid found;
        if (!is_simple(layer, r) && is_invalid(context, layer, r, &found))
            g_array_append_val(invalid, found);
    }
    GEOS_finish_r(context);
    add_empty_rings(layer, invalid);
    return invalid;
}
