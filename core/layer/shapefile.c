/* Reads ESRI shapefiles into layers.
 * ESRI shapefiles to layers: geometry through shapelib, rings set right. */
#include "layer/shapefile.h"
#include "base/large_array.h"
#include "crs/fit.h"
#include "crs/session.h"
#include "geometry/ring_ground.h"
#include "geometry/rings.h"
#include "layer/attributes.h"
#include "layer/shape_index.h"
#include "layer/shape_open.h"
#include "layer/zip_layer.h"
#include "text/thousands.h"
#include <float.h>
#include <string.h>

/* How many records or rings, and the first of these records as the file counts them. */
typedef struct Count {
    uint32_t count;
    int first;
} Count;

/* What is being read, with counts of what was put right. */
typedef struct Reading {
    BcuLayer *layer;
    GArray *ring_start, *record_start; /* size_t */
    size_t capacity;
    Count null_shapes, unclosed, turned, odd;
    int record; /* being read, as the file counts them: from 0, deleted ones too */
    BcuDiagLog *log;
} Reading;

/* ---- opening ------------------------------------------------------------------------- */

static const char *const TYPE_NAMES[] = {"point", "line", "polygon", "multipoint"};

static bool set_type(BcuLayer *layer, int type, BcuDiagLog *log)
{
    static const struct { int type; BcuGeometry geometry; int name; bool z, m; } TYPES[] = {
        {SHPT_POINT, BCU_POINTS, 0, false, false},     {SHPT_POINTZ, BCU_POINTS, 0, true, true},
        {SHPT_POINTM, BCU_POINTS, 0, false, true},     {SHPT_ARC, BCU_LINES, 1, false, false},
        {SHPT_ARCZ, BCU_LINES, 1, true, true},         {SHPT_ARCM, BCU_LINES, 1, false, true},
        {SHPT_POLYGON, BCU_POLYGONS, 2, false, false}, {SHPT_POLYGONZ, BCU_POLYGONS, 2, true, true},
        {SHPT_POLYGONM, BCU_POLYGONS, 2, false, true}, {SHPT_MULTIPOINT, BCU_POINTS, 3, false, false},
        {SHPT_MULTIPOINTZ, BCU_POINTS, 3, true, true}, {SHPT_MULTIPOINTM, BCU_POINTS, 3, false, true},
    };
    BcuPlace place = {.file = layer->path};
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        if (TYPES[i].type != type)
            continue;
        layer->geometry = TYPES[i].geometry;
        layer->had_z = TYPES[i].z;
        layer->had_m = TYPES[i].m;
        layer->type_name = g_strconcat(TYPE_NAMES[TYPES[i].name], TYPES[i].z ? " Z" : "",
                                       TYPES[i].m && !TYPES[i].z ? " M" : "", NULL);
        if (TYPES[i].z || TYPES[i].m)
            bcu_report(log, BCU_NOTE, "SHP040", &place, NULL,
                       "%s of the %s layer are left out: maps and areas are flat",
                       TYPES[i].z ? "heights" : "measures", layer->type_name);
        return true;
    }
    bcu_report(log, BCU_ERROR, "SHP013", &place, "Give a layer of points, lines or polygons.",
               "shape type %d cannot be used", type);
    return false;
}

/* ---- geometry ------------------------------------------------------------------------ */

static void count(Reading *reading, Count *tally)
{
    if (tally->count++ == 0)
        tally->first = reading->record;
}

static bool no_memory(const Reading *reading)
{
    BcuPlace place = {.file = reading->layer->path};
    bcu_report(reading->log, BCU_ERROR, "SHP001", &place,
               "Close other programs, use a computer with more memory, or split the layer and run the parts one by one.",
               "memory ran out: to hold its coordinates takes about %s MB",
               BCU_THOUSANDS(fmax((double)reading->capacity * sizeof(BcuPoint) / 1e6, 1), 0));
    return false;
}

static bool reserve(Reading *reading, size_t more)
{
    BcuLayer *layer = reading->layer;
    if (layer->point_count + more <= reading->capacity)
        return true;
    reading->capacity = MAX(layer->point_count + more, reading->capacity * 3 / 2);
    BcuPoint *points = g_try_realloc_n(layer->points, reading->capacity, sizeof(BcuPoint));
    if (!points)
        return no_memory(reading);
    layer->points = points;
    return true;
}

/* What is farther out is no place in any CRS, and rounds to whole units or worse. */
#define FARTHEST 1e15

static bool is_place(double x, double y)
{
    return fabs(x) <= FARTHEST && fabs(y) <= FARTHEST;
}

static bool report_nowhere(const Reading *reading, const SHPObject *shape, int from)
{
    while (is_place(shape->padfX[from], shape->padfY[from]))
        from++;
    double x = shape->padfX[from], y = shape->padfY[from];
    BcuPlace place = {.file = reading->layer->path, .record = reading->record + 1, .vertex = from + 1};
    const char *hint = "Repair the record in the tool that made the layer.";
    if (isfinite(x) && isfinite(y))
        bcu_report(reading->log, BCU_ERROR, "SHP021", &place, hint, "the coordinate %g %g is no place on any map", x,
                   y);
    else
        bcu_report(reading->log, BCU_ERROR, "SHP021", &place, hint, "a coordinate is not a number");
    return false;
}

static bool append_points(Reading *reading, const SHPObject *shape, int from, int end)
{
    BcuLayer *layer = reading->layer;
    if (!reserve(reading, (size_t)(end - from) + 1))
        return false;
    BcuPoint *to = layer->points + layer->point_count;
    double sum = 0; /* of zeros, unless a coordinate is no place: it overflows */
    for (int i = from; i < end; i++, to++) {
        *to = (BcuPoint){shape->padfX[i], shape->padfY[i]};
        sum += to->x * (DBL_MAX / FARTHEST) * 0 + to->y * (DBL_MAX / FARTHEST) * 0;
    }
    layer->point_count += (size_t)(end - from);
    return sum == 0 || report_nowhere(reading, shape, from);
}

static void end_ring(Reading *reading)
{
    g_array_append_val(reading->ring_start, reading->layer->point_count);
}

/* The position is told as text: it is in the CRS of the layer, which a place is not. */
static void drop_ring(Reading *reading, size_t start, int part)
{
    BcuLayer *layer = reading->layer;
    BcuEmptyRing empty = {reading->record_start->len - 1, layer->points[start]};
    BcuPlace place = {.file = layer->path, .record = reading->record + 1, .ring = part + 1};
    int decimals = fabs(empty.at.x) > 400 ? 1 : 6;
    g_array_append_val(layer->empty_rings, empty);
    layer->point_count = start;
    bcu_report(reading->log, BCU_WARNING, "SHP032", &place, "Look whether the record lost a part that it should have.",
               "the ring at %.*f %.*f encloses nothing and was left out", decimals, empty.at.x, decimals, empty.at.y);
}

/* Closes a ring that is open, drops one that encloses nothing. */
static void finish_polygon_ring(Reading *reading, size_t start, int part)
{
    BcuLayer *layer = reading->layer;
    BcuPoint first = layer->points[start], last = layer->points[layer->point_count - 1];
    if (first.x != last.x || first.y != last.y) {
        layer->points[layer->point_count++] = first;
        count(reading, &reading->unclosed);
    }
    if (bcu_ring_has_ground((BcuRing){layer->points + start, layer->point_count - start}))
        end_ring(reading);
    else
        drop_ring(reading, start, part);
}

static bool append_parts(Reading *reading, const SHPObject *shape)
{
    BcuLayer *layer = reading->layer;
    size_t first_ring = reading->ring_start->len - 1;
    for (int part = 0; part < shape->nParts; part++) {
        int from = shape->panPartStart[part];
        int end = part + 1 < shape->nParts ? shape->panPartStart[part + 1] : shape->nVertices;
        if (end <= from)
            continue;
        size_t start = layer->point_count;
        if (!append_points(reading, shape, from, end))
            return false;
        if (layer->geometry == BCU_POLYGONS)
            finish_polygon_ring(reading, start, part);
        else
            end_ring(reading);
    }
    size_t rings = reading->ring_start->len - 1 - first_ring;
    if (rings == 0)
        count(reading, &reading->null_shapes);
    else if (layer->geometry == BCU_POLYGONS &&
             bcu_rings_set_right(layer->points, (size_t *)(void *)reading->ring_start->data + first_ring, rings))
        count(reading, &reading->turned);
    return true;
}

static bool append_record(Reading *reading, const SHPObject *shape)
{
    bool ok = true;
    if (shape->nSHPType == SHPT_NULL || shape->nVertices == 0) {
        count(reading, &reading->null_shapes);
    } else if (reading->layer->geometry == BCU_POINTS) {
        for (int i = 0; i < shape->nVertices && ok; i++) {
            ok = append_points(reading, shape, i, i + 1);
            end_ring(reading);
        }
    } else {
        ok = append_parts(reading, shape);
    }
    size_t rings = reading->ring_start->len - 1;
    g_array_append_val(reading->record_start, rings);
    return ok;
}

static bool read_records(Reading *reading, SHPHandle shapes, int record_count, const bool *deleted)
{
    bool ok = true;
    uint32_t first = bcu_shape_first_number(shapes);
    for (int record = 0; record < record_count; record++) {
        reading->record = record;
        if (deleted[record])
            continue;
        bcu_shapes_forget_complaint();
        SHPObject *shape = SHPReadObject(shapes, record);
        if (!shape) {
            BcuPlace place = {.file = reading->layer->path, .record = record + 1};
            bcu_report(reading->log, BCU_ERROR, "SHP020", &place,
                       "The file may be cut off or damaged; fetch it again.",
                       "the shape cannot be read%s%s", *bcu_shapes_complaint() ? ": " : "", bcu_shapes_complaint());
            ok = false;
            continue;
        }
        bool odd = false;
        if (!bcu_shape_record_is_sound(shapes, record, first, reading->layer->path, &odd, reading->log))
            ok = false;
        else
            ok &= append_record(reading, shape);
        if (odd)
            count(reading, &reading->odd);
        SHPDestroyObject(shape);
    }
    return ok;
}

/* \param several follows how many there are. */
static void report_count(const Reading *reading, const Count *tally, const char *code, const char *hint,
                         const char *one, const char *several)
{
    BcuPlace place = {.file = reading->layer->path, .record = tally->first + 1};
    if (tally->count == 1)
        bcu_report(reading->log, BCU_WARNING, code, &place, hint, "%s", one);
    else if (tally->count > 1)
        bcu_report(reading->log, BCU_WARNING, code, &place, hint, "%s %s; this is the first",
                   BCU_THOUSANDS(tally->count, 0), several);
}

static void report_put_right(const Reading *reading)
{
    report_count(reading, &reading->null_shapes, "SHP030", "Give them a shape or remove them.", "the record has no shape",
                 "records have no shape");
    report_count(reading, &reading->unclosed, "SHP031", NULL, "a ring did not end where it starts and was closed",
                 "rings did not end where they start and were closed");
    report_count(reading, &reading->odd, "SHP024", "Nothing, unless areas look swapped: the order of the index was taken.",
                 "its number or length in the .shp is not what the index (.shx) says",
                 "records have numbers or lengths in the .shp that are not what the index (.shx) says");
    report_count(reading, &reading->turned, "SHP033", NULL,
                 "its rings run the wrong way round; shells and holes were told by nesting",
                 "records have rings that run the wrong way round; shells and holes were told by nesting");
}

/* The flat arrays of the layer take over what the growing ones hold. */
static void settle(Reading *reading)
{
    BcuLayer *layer = reading->layer;
    layer->ring_count = reading->ring_start->len - 1;
    layer->record_count = reading->record_start->len - 1;
    layer->ring_start = (size_t *)(void *)g_array_free(reading->ring_start, FALSE);
    layer->record_start = (size_t *)(void *)g_array_free(reading->record_start, FALSE);
    layer->points = g_realloc_n(layer->points, MAX(layer->point_count, 1), sizeof(BcuPoint));
}

/* 16 bytes a point: the size of the file bounds how many there are. */
static size_t most_points(const SHPInfo *shapes)
{
    return shapes->nFileSize / 16 + 16;
}

/* \param layer has room for the points. */
static bool read_geometry(BcuLayer *layer, SHPHandle shapes, const bool *deleted, int record_count,
                          BcuDiagLog *log)
{
    size_t zero = 0;
    Reading reading = {.layer = layer, .log = log};
    reading.ring_start = g_array_new(false, false, sizeof(size_t));
    reading.record_start = g_array_new(false, false, sizeof(size_t));
    g_array_append_val(reading.ring_start, zero);
    g_array_append_val(reading.record_start, zero);
    layer->empty_rings = g_array_new(false, false, sizeof(BcuEmptyRing));
    reading.capacity = most_points(shapes);
    bool ok = (layer->points || no_memory(&reading)) && read_records(&reading, shapes, record_count, deleted);
    if (ok)
        report_put_right(&reading);
    settle(&reading);
    return ok;
}

/* ---- CRS ----------------------------------------------------------------------------- */

/* The name by which the parts of a layer are found: beside one another, or unpacked and open. */
static bool find_parts(const char *path, BcuPart only, BcuOpenParts *parts, char **stem, char **shown, BcuDiagLog *log)
{
    bool is_packed = bcu_zip_path_split(path, NULL, NULL);
    if (is_packed && !bcu_zip_parts_open(path, only, parts, shown, log))
        return false;
    *stem = is_packed ? bcu_open_parts_stem(parts) : bcu_shapefile_stem(path);
    if (!is_packed)
        *shown = g_strdup(path);
    return true;
}

static bool read_prj(const char *stem, char **text, BcuDiagLog *log)
{
    g_autofree char *wkt = NULL;
    bool ok = bcu_sidecar_read(stem, ".prj", &wkt, log);
    *text = wkt && *g_strstrip(wkt) ? g_steal_pointer(&wkt) : NULL;
    return ok;
}

bool bcu_shapefile_prj(const char *path, char **text, BcuDiagLog *log)
{
    g_auto(BcuOpenParts) parts = BCU_OPEN_PARTS_NONE;
    g_autofree char *stem = NULL, *shown = NULL;
    *text = NULL;
    return find_parts(path, BCU_PART_PRJ, &parts, &stem, &shown, log) && read_prj(stem, text, log);
}

static bool find_crs(const BcuShapefileSource *source, const char *stem, BcuLayer *layer, BcuDiagLog *log)
{
    if (source->crs) {
        layer->crs_text = g_strdup(source->crs);
        layer->crs_origin = g_strdup("project file");
        return true;
    }
    if (!read_prj(stem, &layer->crs_text, log))
        return false;
    if (layer->crs_text) {
        layer->crs_origin = g_strdup(".prj");
        return true;
    }
    BcuBox box = bcu_layer_extent(layer);
    g_autofree char *likely = bcu_crs_likely_text(box);
    g_autofree char *hint = g_strdup_printf("Set %s%s%s.", source->crs_key ? source->crs_key : "the layer's key crs",
                                            likely ? "; the coordinates would fit " : " to what its coordinates are in",
                                            likely ? likely : "");
    BcuPlace place = {.file = layer->path, .key = source->crs_key};
    bcu_report(log, source->crs_optional ? BCU_NOTE : BCU_ERROR,
               source->crs_optional ? "SHP015" : "SHP014", &place, hint,
               "the layer has no .prj, so its coordinate reference system is unknown");
    return source->crs_optional;
}

/* ---- the whole ----------------------------------------------------------------------- */

bool bcu_shapefile_read(const BcuShapefileSource *source, BcuLayer **layer, BcuDiagLog *log)
{
    g_auto(BcuOpenParts) parts = BCU_OPEN_PARTS_NONE;
    g_autofree char *stem = NULL;
    g_autofree bool *deleted = NULL;
    g_autoptr(BcuLayer) made = g_new0(BcuLayer, 1);
    made->id = g_strdup(source->id);
    if (!find_parts(source->path, BCU_PART_COUNT, &parts, &stem, &made->path, log))
        return false;
    SHPHandle shapes = bcu_shapes_open(made->path, &parts, &stem, log);
    if (!shapes)
        return false;
    int count, type;
    SHPGetInfo(shapes, &count, &type, NULL, NULL);
    /* First, so that pages are touched while attributes are read. */
    made->points = bcu_large_array_new(most_points(shapes), sizeof(BcuPoint));
    bool ok = set_type(made, type, log) &&
              bcu_attributes_read(source, stem, count, made, &deleted, log) &&
              read_geometry(made, shapes, deleted, count, log) && find_crs(source, stem, made, log);
    SHPClose(shapes);
    if (ok)
        *layer = g_steal_pointer(&made);
    return ok;
}
