/* A strict reader: rings must be closed, shells counter-clockwise, holes clockwise, no byte too many. */
#include "wkb.h"
#include <math.h>
#include <string.h>

typedef struct Reader {
    const unsigned char *at, *end;
    bool little;
    const char *wrong;
    WkbFigures *figures;
} Reader;

static uint64_t read_unsigned(Reader *reader, int size)
{
    uint64_t value = 0;
    if (reader->end - reader->at < size) {
        reader->wrong = "a geometry is cut off";
        return 0;
    }
    for (int i = 0; i < size; i++)
        value |= (uint64_t)reader->at[i] << 8 * (reader->little ? i : size - 1 - i);
    reader->at += size;
    return value;
}

static double read_double(Reader *reader)
{
    uint64_t bits = read_unsigned(reader, 8);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint32_t read_count(Reader *reader, size_t least_size)
{
    uint32_t count = (uint32_t)read_unsigned(reader, 4);
    if (!reader->wrong && count > (size_t)(reader->end - reader->at) / least_size) {
        reader->wrong = "a geometry is cut off";
        return 0;
    }
    return count;
}

static uint32_t read_type(Reader *reader)
{
    reader->little = read_unsigned(reader, 1) == 1;
    return (uint32_t)read_unsigned(reader, 4);
}

/* Widens the extent. */
static void read_point(Reader *reader, double *x, double *y)
{
    double *extent = reader->figures->extent;
    *x = read_double(reader);
    *y = read_double(reader);
    if (!isfinite(*x) || !isfinite(*y))
        reader->wrong = "a coordinate is not a number";
    extent[0] = fmin(extent[0], *x);
    extent[1] = fmax(extent[1], *x);
    extent[2] = fmin(extent[2], *y);
    extent[3] = fmax(extent[3], *y);
    reader->figures->vertices++;
}

static void read_ring(Reader *reader, bool is_shell)
{
    uint32_t count = read_count(reader, 16);
    double first_x = 0, first_y = 0, x = 0, y = 0, twice = 0;
    for (uint32_t i = 0; i < count && !reader->wrong; i++) {
        double last_x = x, last_y = y;
        read_point(reader, &x, &y);
        if (i == 0) {
            first_x = x;
            first_y = y;
        } else {
            twice += (last_x - first_x) * (y - first_y) - (x - first_x) * (last_y - first_y);
        }
    }
    if (reader->wrong)
        return;
    if (count < 4)
        reader->wrong = "a ring has fewer than four vertices";
    else if (x != first_x || y != first_y)
        reader->wrong = "a ring is not closed";
    else if (is_shell ? twice <= 0 : twice >= 0)
        reader->wrong = "a ring runs the wrong way round";
    reader->figures->rings++;
    reader->figures->area += twice / 2;
}

static void read_geometry(Reader *reader, int depth)
{
    uint32_t type = read_type(reader), count;
    double x, y;
    if (reader->wrong)
        return;
    switch (type) {
    case 1: read_point(reader, &x, &y); break;
    case 2:
        count = read_count(reader, 16);
        for (uint32_t i = 0; i < count && !reader->wrong; i++)
            read_point(reader, &x, &y);
        if (count < 2)
            reader->wrong = "a line has fewer than two vertices";
        break;
    case 3:
        count = read_count(reader, 4);
        for (uint32_t i = 0; i < count && !reader->wrong; i++)
            read_ring(reader, i == 0);
        if (count < 1)
            reader->wrong = "a polygon has no ring";
        break;
    case 4:
    case 5:
    case 6:
        count = read_count(reader, 5);
        for (uint32_t i = 0; i < count && !reader->wrong && depth == 0; i++)
            read_geometry(reader, depth + 1);
        if (count < 1 || depth > 0)
            reader->wrong = "a geometry of several parts has none";
        break;
    default: reader->wrong = "a geometry is of an unknown type";
    }
}

const char *wkb_check(const void *bytes, size_t count, WkbFigures *figures)
{
    Reader reader = {bytes, (const unsigned char *)bytes + count, true, NULL, figures};
    *figures = (WkbFigures){.extent = {INFINITY, -INFINITY, INFINITY, -INFINITY}};
    if (count < 8 || memcmp(bytes, "GP", 2) != 0 || reader.at[2] != 0)
        return "a geometry has no GeoPackage header";
    unsigned flags = reader.at[3];
    reader.little = flags & 1;
    reader.at += 4;
    figures->srs_id = (int32_t)(uint32_t)read_unsigned(&reader, 4);
    figures->has_envelope = (flags >> 1 & 7) == 1;
    for (int i = 0; i < 4 && figures->has_envelope; i++)
        figures->envelope[i] = read_double(&reader);
    if (!reader.wrong)
        read_geometry(&reader, 0);
    if (!reader.wrong && reader.at != reader.end)
        reader.wrong = "a geometry has bytes too many";
    return reader.wrong;
}
