/* Polygon shapefiles and projects written in the test. */
#ifndef TEST_POLYGON_FILE_H
#define TEST_POLYGON_FILE_H

#include <bcukit/geometry.h>
#include <glib.h>
#include <shapefil.h>

/* One feature: a ring without its closing point. */
typedef struct PolygonRecord {
    const char *code, *group;
    int people; /* negative: none */
    const BcuPoint *points;
    int count;
} PolygonRecord;

/* How to write the same polygons differently. */
typedef struct PolygonStyle {
    int first;     /* vertex to begin with */
    bool reversed; /* against the rule of the format */
    double shift;  /* added to both coordinates */
    GRand *order;  /* shuffles the records; NULL: as given */
} PolygonStyle;

static inline void write_ring(SHPHandle shp, const PolygonRecord *record, const PolygonStyle *style)
{
    g_autofree double *x = g_new(double, (gsize)record->count + 1),
                      *y = g_new(double, (gsize)record->count + 1);
    for (int i = 0; i <= record->count; i++) {
        int at = (style->first + (style->reversed ? i : record->count - i)) % record->count;
        x[i] = record->points[at].x + style->shift;
        y[i] = record->points[at].y + style->shift;
    }
    SHPObject *object = SHPCreateSimpleObject(SHPT_POLYGON, record->count + 1, x, y, NULL);
    SHPWriteObject(shp, -1, object);
    SHPDestroyObject(object);
}

/* Fields CODE, GROUP and PEOPLE. \param path without suffix */
static inline void write_polygon_file(const char *path, const PolygonRecord *records, int count,
                                      PolygonStyle style)
{
    SHPHandle shp = SHPCreate(path, SHPT_POLYGON);
    DBFHandle dbf = DBFCreate(path);
    g_autofree int *order = g_new(int, (gsize)count + 1);
    DBFAddField(dbf, "CODE", FTString, 12, 0);
    DBFAddField(dbf, "GROUP", FTString, 12, 0);
    DBFAddField(dbf, "PEOPLE", FTInteger, 9, 0);
    for (int i = 0; i < count; i++) {
        int other = style.order ? g_rand_int_range(style.order, 0, i + 1) : i;
        order[i] = order[other];
        order[other] = i;
    }
    for (int i = 0; i < count; i++) {
        const PolygonRecord *record = &records[order[i]];
        write_ring(shp, record, &style);
        DBFWriteStringAttribute(dbf, i, 0, record->code);
        DBFWriteStringAttribute(dbf, i, 1, record->group);
        if (record->people < 0)
            DBFWriteNULLAttribute(dbf, i, 2);
        else
            DBFWriteIntegerAttribute(dbf, i, 2, record->people);
    }
    SHPClose(shp);
    DBFClose(dbf);
}

#endif
