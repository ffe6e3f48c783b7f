/* Shapes to records: shells clockwise, holes counter-clockwise, as the format asks. */
#include "shapes.h"

/* One record on its way, reused. */
typedef struct Record {
    GArray *x, *y;  /* double */
    GArray *starts; /* int */
} Record;

int shapes_type(BcuExportLayer layer)
{
    return layer.geometry == BCU_POLYGONS ? SHPT_POLYGON
           : layer.geometry == BCU_LINES  ? SHPT_ARC
           : layer.is_multi               ? SHPT_MULTIPOINT
                                          : SHPT_POINT;
}

/* Our insides are on the left, those of a shapefile on the right: polygons are taken backwards. */
static void take(Record *record, const BcuShape *shape, bool backwards)
{
    g_array_set_size(record->x, 0);
    g_array_set_size(record->y, 0);
    g_array_set_size(record->starts, 0);
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        int start = (int)record->x->len;
        g_array_append_val(record->starts, start);
        for (size_t i = 0; i < ring.count; i++) {
            const BcuPoint *point = &ring.points[backwards ? ring.count - 1 - i : i];
            g_array_append_val(record->x, point->x);
            g_array_append_val(record->y, point->y);
        }
    }
}

/* Bytes of the record with its header. Source: ESRI Shapefile Technical Description, July 1998. */
static uint64_t size_of(const BcuShape *shape, int type)
{
    if (shape->part_count == 0)
        return 8 + 4;
    if (type == SHPT_POINT)
        return 8 + 20;
    return 8 + 44 + 4 * (uint64_t)shape->ring_count + 16 * (uint64_t)shape->point_count;
}

static bool write_shape(SHPHandle shp, Record *record, const BcuShape *shape, int type)
{
    take(record, shape, type == SHPT_POLYGON);
    bool has_parts = type == SHPT_POLYGON || type == SHPT_ARC;
    SHPObject *object = SHPCreateObject(
        shape->part_count == 0 ? SHPT_NULL : type, -1, has_parts ? (int)record->starts->len : 0,
        has_parts && record->starts->len > 0 ? (int *)(void *)record->starts->data : NULL, NULL,
        (int)record->x->len, (double *)(void *)record->x->data, (double *)(void *)record->y->data, NULL,
        NULL);
    bool ok = object && SHPWriteObject(shp, -1, object) >= 0;
    SHPDestroyObject(object);
    return ok;
}

static bool write_records(const Files *files, SHPHandle shp, const BcuExport *exported, uint32_t index)
{
    BcuExportLayer layer = bcu_export_layer_at(exported, index);
    int type = shapes_type(layer);
    uint64_t size = 100;
    Record record = {g_array_new(FALSE, FALSE, sizeof(double)), g_array_new(FALSE, FALSE, sizeof(double)),
                     g_array_new(FALSE, FALSE, sizeof(int))};
    bool ok = true;
    for (uint32_t row = 0; row < bcu_table_row_count(layer.table) && ok; row++) {
        BcuShape *shape = bcu_export_shape_build(exported, index, row);
        size += size_of(shape, type);
        ok = files_fit(files, FILE_SHP, size) && write_shape(shp, &record, shape, type);
        bcu_shape_free(shape);
    }
    g_array_unref(record.x);
    g_array_unref(record.y);
    g_array_unref(record.starts);
    return ok;
}

bool shapes_write(const Files *files, const BcuExport *exported, uint32_t index)
{
    SAHooks hooks = files_hooks();
    SHPHandle shp = SHPCreateLL(bcu_stream_path(files->streams[FILE_SHP]),
                                shapes_type(bcu_export_layer_at(exported, index)), &hooks);
    bool ok = shp && write_records(files, shp, exported, index);
    if (shp)
        SHPClose(shp);
    return files_settle(files->streams[FILE_SHP]) && ok;
}
