/* Header, envelope, then well-known binary in the byte order of this machine. */
#include "geometry.h"

enum { POINT = 1, LINESTRING, POLYGON, MULTIPOINT, MULTILINESTRING, MULTIPOLYGON };
enum { LITTLE = G_BYTE_ORDER == G_LITTLE_ENDIAN, ENVELOPE_XY = 1 << 1 };

static void put_byte(GByteArray *blob, int value)
{
    guint8 byte = (guint8)value;
    g_byte_array_append(blob, &byte, 1);
}

static void put_number(GByteArray *blob, size_t value)
{
    guint32 number = (guint32)value;
    g_byte_array_append(blob, (const guint8 *)&number, sizeof number);
}

static void put_points(GByteArray *blob, BcuRing ring)
{
    g_byte_array_append(blob, (const guint8 *)ring.points, (guint)(ring.count * sizeof(BcuPoint)));
}

static void put_head(GByteArray *blob, guint32 type)
{
    put_byte(blob, LITTLE);
    put_number(blob, type);
}

static void put_part(GByteArray *blob, const BcuShape *shape, size_t part, BcuGeometry geometry)
{
    size_t first = shape->part_start[part], end = shape->part_start[part + 1];
    put_head(blob, geometry == BCU_POLYGONS ? POLYGON : geometry == BCU_LINES ? LINESTRING : POINT);
    if (geometry == BCU_POLYGONS)
        put_number(blob, end - first);
    for (size_t r = first; r < end; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        if (geometry != BCU_POINTS)
            put_number(blob, ring.count);
        put_points(blob, ring);
    }
}

static bool is_multi(BcuExportLayer layer)
{
    return layer.geometry == BCU_POLYGONS || layer.is_multi;
}

const char *geometry_type_name(BcuExportLayer layer)
{
    static const char *const NAMES[][2] = {[BCU_GEOMETRY_NONE] = {"GEOMETRY", "GEOMETRY"},
                                           [BCU_POINTS] = {"POINT", "MULTIPOINT"},
                                           [BCU_LINES] = {"LINESTRING", "MULTILINESTRING"},
                                           [BCU_POLYGONS] = {"POLYGON", "MULTIPOLYGON"}};
    return NAMES[layer.geometry][is_multi(layer)];
}

void geometry_encode(GByteArray *blob, const BcuShape *shape, BcuExportLayer layer, int srs_id,
                     BcuBox *extent)
{
    static const guint32 MULTI[] = {
        [BCU_POINTS] = MULTIPOINT, [BCU_LINES] = MULTILINESTRING, [BCU_POLYGONS] = MULTIPOLYGON};
    g_byte_array_set_size(blob, 0);
    *extent = bcu_shape_extent(shape);
    if (shape->part_count == 0)
        return;
    bool has_envelope = layer.geometry != BCU_POINTS;
    g_byte_array_append(blob, (const guint8 *)"GP", 2);
    put_byte(blob, 0); /* version 1 */
    put_byte(blob, LITTLE | (has_envelope ? ENVELOPE_XY : 0));
    put_number(blob, (guint32)srs_id);
    const double envelope[] = {extent->min_x, extent->max_x, extent->min_y, extent->max_y};
    if (has_envelope)
        g_byte_array_append(blob, (const guint8 *)envelope, sizeof envelope);
    if (is_multi(layer)) {
        put_head(blob, MULTI[layer.geometry]);
        put_number(blob, shape->part_count);
    }
    for (size_t p = 0; p < shape->part_count; p++)
        put_part(blob, shape, p, layer.geometry);
}
