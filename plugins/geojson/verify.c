/* The staged file against the dataset: features, codes, closed rings, their direction, their area.
 *
 * The JSON library calls back for every token. What the arrays of "coordinates" mean is told by their
 * height: numbers make a position (0), positions a ring (1), rings a polygon (2), polygons a
 * multipolygon (3). So nothing is kept but the ring's first and last position and sums. */
#include "verify.h"
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <yajl/yajl_parse.h>

enum { FEATURE_DEPTH = 3 }; /* collection, "features", feature */

typedef enum Member { OTHER, FEATURES, TYPE, ID, GEOMETRY, COORDINATES } Member;

typedef struct Reader {
    const GeoExpected *expected;
    uint32_t count, features; /* wanted; ended so far */
    const char *wrong;        /* what differs; NULL while all is well */
    int depth;                /* open objects and arrays */
    Member at_root, at_feature, at_geometry;

    bool has_code;
    char kind[16];    /* the geometry's type */
    int open, height; /* arrays open in "coordinates"; height of the one that ended last */
    int numbers;      /* in the position at hand */
    double number[2];
    size_t positions, rings, all_rings; /* in the ring; in the polygon; in the file */
    BcuPoint first, last;
    double twice, area; /* of the ring; of the feature */
} Reader;

static int fail(Reader *reader, const char *wrong)
{
    reader->wrong = wrong;
    return 0; /* ends the parser */
}

static bool in_feature(const Reader *reader)
{
    return reader->at_root == FEATURES && reader->depth >= FEATURE_DEPTH;
}

static bool in_coordinates(const Reader *reader)
{
    return in_feature(reader) && reader->at_feature == GEOMETRY && reader->depth > FEATURE_DEPTH &&
           reader->at_geometry == COORDINATES;
}

/* ---- coordinates --------------------------------------------------------------------- */

static int end_position(Reader *reader)
{
    BcuPoint at = {reader->number[0], reader->number[1]};
    if (reader->numbers != 2)
        return fail(reader, "a position has fewer than two numbers");
    if (reader->positions++ == 0) {
        reader->first = at;
        reader->twice = 0;
    } else { /* about the first position, so that the sum keeps its digits */
        double ax = reader->last.x - reader->first.x, ay = reader->last.y - reader->first.y;
        reader->twice += ax * (at.y - reader->first.y) - (at.x - reader->first.x) * ay;
    }
    reader->last = at;
    return 1;
}

static int end_ring(Reader *reader)
{
    bool closed = reader->first.x == reader->last.x && reader->first.y == reader->last.y;
    if (reader->positions < 4 || !closed)
        return fail(reader, "a ring is open or too short");
    if (reader->rings == 0 ? !(reader->twice > 0) : !(reader->twice < 0))
        return fail(reader, "a ring runs the wrong way round");
    reader->area += reader->twice / 2;
    reader->rings++;
    reader->all_rings++;
    reader->positions = 0;
    return 1;
}

static int end_coordinates(Reader *reader)
{
    reader->open--;
    switch (reader->height++) {
    case 0: return end_position(reader);
    case 1: return end_ring(reader);
    case 2: reader->rings = 0; return 1;
    case 3: return 1;
    default: return fail(reader, "coordinates are nested too deeply");
    }
}

/* The height that the outermost array has for a type. */
static int height_of(const char *kind)
{
    return g_str_equal(kind, "Point")          ? 1
           : g_str_equal(kind, "Polygon")      ? 3
           : g_str_equal(kind, "MultiPolygon") ? 4
                                               : -1;
}

static int end_feature(Reader *reader)
{
    if (reader->features >= reader->count || !reader->has_code)
        return fail(reader, "the number of features or their codes differ");
    const GeoExpected *expected = &reader->expected[reader->features++];
    if (!(fabs(reader->area - expected->area) <= expected->slack))
        return fail(reader, "an area differs");
    reader->has_code = false;
    reader->area = 0;
    return 1;
}

/* ---- what the parser calls ------------------------------------------------------------- */

static Member member_of(const unsigned char *key, size_t length)
{
    static const struct { const char *name; Member member; } MEMBERS[] = {
        {"features", FEATURES}, {"type", TYPE},       {"id", ID},
        {"geometry", GEOMETRY}, {"coordinates", COORDINATES},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(MEMBERS); i++)
        if (strlen(MEMBERS[i].name) == length && memcmp(MEMBERS[i].name, key, length) == 0)
            return MEMBERS[i].member;
    return OTHER;
}

static int on_key(void *closure, const unsigned char *key, size_t length)
{
    Reader *reader = closure;
    if (reader->depth == 1)
        reader->at_root = member_of(key, length);
    else if (in_feature(reader) && reader->depth == FEATURE_DEPTH)
        reader->at_feature = member_of(key, length);
    else if (in_feature(reader) && reader->depth == FEATURE_DEPTH + 1)
        reader->at_geometry = reader->at_feature == GEOMETRY ? member_of(key, length) : OTHER;
    return 1;
}

static int on_text(void *closure, const unsigned char *text, size_t length)
{
    Reader *reader = closure;
    if (!in_feature(reader))
        return 1;
    if (reader->depth == FEATURE_DEPTH && reader->at_feature == ID) {
        const char *code = reader->features < reader->count ? reader->expected[reader->features].code : "";
        reader->has_code = strlen(code) == length && memcmp(code, text, length) == 0;
        return reader->has_code ? 1 : fail(reader, "a code differs");
    }
    if (reader->depth == FEATURE_DEPTH + 1 && reader->at_feature == GEOMETRY && reader->at_geometry == TYPE)
        g_strlcpy(reader->kind, (const char *)text, MIN(length + 1, sizeof reader->kind));
    return 1;
}

/* Digits with a point are a whole number over a power of ten: one division rounds it right while both
 * are below 2^53. */
static double number_of(const char *text, size_t length)
{
    static const double POWERS[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    bool negative = length > 0 && text[0] == '-';
    size_t point = length;
    int64_t digits = 0;
    for (size_t i = negative; i < length && digits < 900719925474099; i++) {
        if (text[i] == '.' && point == length && length - i - 1 < G_N_ELEMENTS(POWERS))
            point = i;
        else if (g_ascii_isdigit(text[i]))
            digits = digits * 10 + (text[i] - '0');
        else
            break;
        if (i + 1 == length)
            return (negative ? -1.0 : 1.0) * (double)digits / POWERS[point < length ? length - point - 1 : 0];
    }
    g_autofree char *copy = g_strndup(text, length);
    return g_ascii_strtod(copy, NULL);
}

static int on_number(void *closure, const char *text, size_t length)
{
    Reader *reader = closure;
    if (!in_coordinates(reader))
        return 1;
    if (reader->open == 0 || reader->height > 0 || reader->numbers == 2)
        return fail(reader, "a number stands where none belongs");
    reader->number[reader->numbers++] = number_of(text, length);
    return 1;
}

static int on_start_array(void *closure)
{
    Reader *reader = closure;
    reader->depth++;
    if (in_coordinates(reader)) {
        reader->open++;
        reader->height = reader->numbers = 0;
    }
    return 1;
}

static int on_end_array(void *closure)
{
    Reader *reader = closure;
    int going_on = !in_coordinates(reader) || reader->open == 0 || end_coordinates(reader);
    reader->depth--;
    return going_on;
}

static int on_start_map(void *closure)
{
    Reader *reader = closure;
    if (in_feature(reader) && reader->depth == FEATURE_DEPTH && reader->at_feature == GEOMETRY) {
        reader->kind[0] = '\0';
        reader->at_geometry = OTHER;
        reader->height = 0;
        reader->positions = reader->rings = 0;
    }
    reader->depth++;
    return 1;
}

static int on_end_map(void *closure)
{
    Reader *reader = closure;
    bool feature = in_feature(reader) && reader->depth == FEATURE_DEPTH;
    bool geometry = in_feature(reader) && reader->depth == FEATURE_DEPTH + 1 && reader->at_feature == GEOMETRY;
    reader->depth--;
    if (geometry && reader->height != height_of(reader->kind))
        return fail(reader, "coordinates do not fit the type of their geometry");
    return feature ? end_feature(reader) : 1;
}

/* ---- the file -------------------------------------------------------------------------- */

static bool parse(FILE *file, yajl_handle parser)
{
    static const size_t BLOCK = 1 << 16;
    g_autofree unsigned char *block = g_malloc(BLOCK);
    yajl_status status = yajl_status_ok;
    size_t count;
    while (status == yajl_status_ok && (count = fread(block, 1, BLOCK, file)) > 0)
        status = yajl_parse(parser, block, count);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(parser);
    return status == yajl_status_ok && !ferror(file);
}

static void read_file(const char *path, Reader *reader)
{
    static const yajl_callbacks CALLBACKS = {
        .yajl_number = on_number,           .yajl_string = on_text,       .yajl_start_map = on_start_map,
        .yajl_map_key = on_key,             .yajl_end_map = on_end_map,   .yajl_start_array = on_start_array,
        .yajl_end_array = on_end_array,
    };
    FILE *file = fopen(path, "rb");
    yajl_handle parser = yajl_alloc(&CALLBACKS, NULL, reader);
    if (!file)
        reader->wrong = "it cannot be read";
    else if (!parse(file, parser) && !reader->wrong)
        reader->wrong = "it is not JSON";
    else if (!reader->wrong && reader->features != reader->count)
        reader->wrong = "the number of features differs";
    yajl_free(parser);
    if (file)
        fclose(file);
}

bool geojson_verify(const char *path, const char *layer, const GeoExpected *expected, uint32_t count,
                    char **report, BcuDiagLog *log)
{
    Reader reader = {.expected = expected, .count = count};
    read_file(path, &reader);
    if (reader.wrong)
        bcu_report(log, BCU_ERROR, "GEOJSON020", NULL, "Report this; the file was not written.",
                   "layer %s failed its own check at feature %u: %s", layer,
                   MIN(reader.features + 1, MAX(count, 1)), reader.wrong);
    else
        *report = g_strdup_printf("read back: %u features with their codes and areas, "
                                  "%zu rings closed and of right direction",
                                  count, reader.all_rings);
    return !reader.wrong;
}
