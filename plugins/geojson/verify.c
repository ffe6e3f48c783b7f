/* The staged file against the dataset: features, codes, closed rings, their direction, their area.
 *
 * The JSON library calls back for every token. What the arrays of "coordinates" mean is told by their
 * height: numbers make a position (0), positions a ring (1), rings a polygon (2), polygons a
 * multipolygon (3). So nothing is kept but the ring's first and last position and sums. */
#include "verify.h"
#include "moment.h"
#include <glib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

/* Both coordinates at once: a processor's vector of two. */
typedef double Pair __attribute__((vector_size(2 * sizeof(double))));

typedef enum Member { OTHER, FEATURES, TYPE, ID, GEOMETRY, COORDINATES } Member;

struct GeoReader {
    const GeoFile *file;
    yajl_handle parser;
    bool is_bare;      /* features without a collection around them */
    bool is_listed;    /* but in an array, which the text itself has no brackets of */
    int feature_depth; /* open objects and arrays within a feature: it and what is around it */
    uint32_t features; /* the one being read */
    uint32_t end;      /* where they end */
    const char *wrong; /* what differs; NULL while all is well */
    int depth;         /* open objects and arrays */
    Member at_root, at_feature, at_geometry;

    bool has_code;
    char kind[16];       /* the geometry's type */
    bool in_coordinates; /* of a feature */
    int open, height;    /* arrays open in "coordinates"; height of the one that ended last */
    int numbers;         /* in the position being read */
    Pair whole, power;   /* the position: each of its numbers is a whole one over a power of ten */
    size_t positions, rings, all_rings; /* in the ring; in the polygon; in the file */
    BcuPoint first, last;
    GeoSum twice, area; /* of the ring; of the feature, twice, too */
    double largest;     /* difference of an area so far */
};

typedef struct GeoReader Reader;

static int fail(Reader *reader, const char *wrong)
{
    reader->wrong = wrong;
    return 0; /* ends the parser */
}

static bool in_feature(const Reader *reader)
{
    return (reader->is_bare || reader->at_root == FEATURES) && reader->depth >= reader->feature_depth;
}

/* Asked for each number and array: told anew where a member begins or an object ends. */
static void note_whether_in_coordinates(Reader *reader)
{
    reader->in_coordinates = in_feature(reader) && reader->at_feature == GEOMETRY &&
                             reader->depth > reader->feature_depth && reader->at_geometry == COORDINATES;
}

/* ---- coordinates --------------------------------------------------------------------- */

static int end_position(Reader *reader)
{
    Pair position = reader->whole / reader->power;
    BcuPoint at = {position[0], position[1]};
    if (reader->numbers != 2)
        return fail(reader, "a position has fewer than two numbers");
    if (reader->positions++ == 0) {
        reader->first = at;
        reader->twice = (GeoSum){0, 0};
    } else {
        geo_sum_add(&reader->twice, geo_moment(reader->last, at, reader->first));
    }
    reader->last = at;
    return 1;
}

static int end_line(Reader *reader)
{
    if (reader->positions < 2 && reader->file->geometry == BCU_LINES)
        return fail(reader, "a line has fewer than two positions");
    reader->positions = 0;
    return 1;
}

static int end_ring(Reader *reader)
{
    bool closed = reader->first.x == reader->last.x && reader->first.y == reader->last.y;
    if (reader->positions < 4 || !closed)
        return fail(reader, "a ring is open or too short");
    double twice = geo_sum_of(reader->twice);
    if (reader->rings == 0 ? !(twice > 0) : !(twice < 0))
        return fail(reader, "a ring runs the wrong way round");
    geo_sum_add(&reader->area, twice);
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
    case 1: return reader->file->geometry == BCU_POLYGONS ? end_ring(reader) : end_line(reader);
    case 2: reader->rings = 0; return 1;
    case 3: return 1;
    default: return fail(reader, "coordinates are nested too deeply");
    }
}

/* The height that the outermost array has for a type; -1 where the layer cannot hold it. */
static int height_of(const char *kind, BcuGeometry geometry)
{
    static const struct {
        const char *kind;
        BcuGeometry geometry;
        int height;
    } KINDS[] = {
        {"Point", BCU_POINTS, 1},          {"MultiPoint", BCU_POINTS, 2}, {"LineString", BCU_LINES, 2},
        {"MultiLineString", BCU_LINES, 3}, {"Polygon", BCU_POLYGONS, 3},  {"MultiPolygon", BCU_POLYGONS, 4},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (KINDS[i].geometry == geometry && g_str_equal(KINDS[i].kind, kind))
            return KINDS[i].height;
    return -1;
}

static int end_feature(Reader *reader)
{
    const GeoFile *file = reader->file;
    if (reader->features >= reader->end ||
        reader->has_code != (file->expected[reader->features].code != NULL))
        return fail(reader, "the number of features or their codes differ");
    const GeoExpected *expected = &file->expected[reader->features++];
    double difference = fabs(geo_sum_of(reader->area) / 2 - expected->area);
    if (!(difference <= expected->slack))
        return fail(reader, "an area differs");
    if (expected->area > 0)
        reader->largest = fmax(reader->largest, difference / expected->area);
    reader->has_code = false;
    reader->area = (GeoSum){0, 0};
    return 1;
}

/* ---- what the parser calls ------------------------------------------------------------- */

static Member member_of(const unsigned char *key, size_t length)
{
    static const struct {
        const char *name;
        Member member;
    } MEMBERS[] = {
        {"features", FEATURES},       {"type", TYPE}, {"id", ID}, {"geometry", GEOMETRY},
        {"coordinates", COORDINATES},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(MEMBERS); i++)
        if (strlen(MEMBERS[i].name) == length && memcmp(MEMBERS[i].name, key, length) == 0)
            return MEMBERS[i].member;
    return OTHER;
}

static int on_key(void *closure, const unsigned char *key, size_t length)
{
    Reader *reader = closure;
    if (!reader->is_bare && reader->depth == 1)
        reader->at_root = member_of(key, length);
    else if (in_feature(reader) && reader->depth == reader->feature_depth)
        reader->at_feature = member_of(key, length);
    else if (in_feature(reader) && reader->depth == reader->feature_depth + 1)
        reader->at_geometry = reader->at_feature == GEOMETRY ? member_of(key, length) : OTHER;
    note_whether_in_coordinates(reader);
    return 1;
}

static int on_text(void *closure, const unsigned char *text, size_t length)
{
    Reader *reader = closure;
    if (!in_feature(reader))
        return 1;
    if (reader->depth == reader->feature_depth && reader->at_feature == ID) {
        const char *code =
            reader->features < reader->end ? reader->file->expected[reader->features].code : NULL;
        reader->has_code = code && strlen(code) == length && memcmp(code, text, length) == 0;
        return reader->has_code ? 1 : fail(reader, "a code differs");
    }
    if (reader->depth == reader->feature_depth + 1 && reader->at_feature == GEOMETRY &&
        reader->at_geometry == TYPE && length < sizeof reader->kind) {
        memcpy(reader->kind, text, length); /* the text has no end of its own */
        reader->kind[length] = '\0';
    }
    return 1;
}

/* Digits from here on, added behind those in `digits`. */
static const char *take_digits(const char *at, const char *end, int64_t *digits)
{
    int64_t value = *digits;
    for (; at < end && (unsigned char)(*at - '0') < 10; at++)
        value = value * 10 + (*at - '0');
    *digits = value;
    return at;
}

/* A point and the seven digits behind it, those of most coordinates, added behind `digits` all at once: pairs
 * of digits, then of pairs, then of fours. \return false when something else stands there. */
static bool take_seven(const char *point, int64_t *digits)
{
    uint64_t text;
    memcpy(&text, point, sizeof text);
    text = GUINT64_FROM_LE(text);
    if ((text & 0xff) != '.')
        return false;
    text ^= '.' ^ '0';
    if ((text & 0xf0f0f0f0f0f0f0f0u) != 0x3030303030303030u ||
        ((text + 0x0606060606060606u) & 0xf0f0f0f0f0f0f0f0u) != 0x3030303030303030u)
        return false;
    text = (text & 0x0f0f0f0f0f0f0f0fu) * (10 * 256 + 1) >> 8;
    text = (text & 0x00ff00ff00ff00ffu) * (100 * 65536 + 1) >> 16;
    text = (text & 0x0000ffff0000ffffu) * (10000 * (UINT64_C(1) << 32) + 1) >> 32;
    *digits = *digits * 10000000 + (int64_t)text;
    return true;
}

/* Digits with a point are a whole number over a power of ten: one division rounds it right while both
 * are below 2^53. What has more is taken as it is, over one. */
static inline double whole_of(const char *text, size_t length, double *power)
{
    static const double POWERS[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    bool negative = length > 0 && text[0] == '-';
    if (length < 16) { /* no more than 15 digits: below 2^53 */
        const char *end = text + length;
        int64_t digits = 0;
        const char *at = take_digits(text + negative, end, &digits), *point = at;
        if (end - at == 8 && take_seven(at, &digits))
            at = end;
        else if (at < end && *at == '.')
            at = take_digits(at + 1, end, &digits);
        ptrdiff_t decimals = at > point ? at - point - 1 : 0;
        if (at == end && decimals < (ptrdiff_t)G_N_ELEMENTS(POWERS)) {
            *power = POWERS[decimals];
            return (double)(negative ? -digits : digits);
        }
    }
    *power = 1;
    g_autofree char *copy = g_strndup(text, length);
    return g_ascii_strtod(copy, NULL);
}

static int on_number(void *closure, const char *text, size_t length)
{
    Reader *reader = closure;
    if (!reader->in_coordinates)
        return 1;
    if (reader->open == 0 || reader->height > 0 || reader->numbers == 2)
        return fail(reader, "a number stands where none belongs");
    double power, whole = whole_of(text, length, &power);
    reader->whole[reader->numbers] = whole;
    reader->power[reader->numbers++] = power;
    return 1;
}

static int on_start_array(void *closure)
{
    Reader *reader = closure;
    reader->depth++;
    if (reader->in_coordinates) {
        reader->open++;
        reader->height = reader->numbers = 0;
    }
    return 1;
}

static int on_end_array(void *closure)
{
    Reader *reader = closure;
    int going_on = !reader->in_coordinates || reader->open == 0 || end_coordinates(reader);
    reader->depth--;
    return going_on;
}

static int on_start_map(void *closure)
{
    Reader *reader = closure;
    if (in_feature(reader) && reader->depth == reader->feature_depth && reader->at_feature == GEOMETRY) {
        reader->kind[0] = '\0';
        reader->at_geometry = OTHER;
        reader->height = 0;
        reader->positions = reader->rings = 0;
    }
    reader->depth++;
    note_whether_in_coordinates(reader);
    return 1;
}

static int on_end_map(void *closure)
{
    Reader *reader = closure;
    bool feature = in_feature(reader) && reader->depth == reader->feature_depth;
    bool geometry =
        in_feature(reader) && reader->depth == reader->feature_depth + 1 && reader->at_feature == GEOMETRY;
    reader->depth--;
    note_whether_in_coordinates(reader);
    if (geometry && reader->height != height_of(reader->kind, reader->file->geometry))
        return fail(reader, "coordinates do not fit the type of their geometry");
    return feature ? end_feature(reader) : 1;
}

/* ---- the file -------------------------------------------------------------------------- */

static Reader *reader_new(const GeoFile *file, uint32_t first, uint32_t end)
{
    static const yajl_callbacks CALLBACKS = {
        .yajl_number = on_number,
        .yajl_string = on_text,
        .yajl_start_map = on_start_map,
        .yajl_map_key = on_key,
        .yajl_end_map = on_end_map,
        .yajl_start_array = on_start_array,
        .yajl_end_array = on_end_array,
    };
    Reader *reader = g_new0(Reader, 1);
    reader->file = file;
    reader->features = first;
    reader->end = end;
    reader->is_bare = file->is_sequence;
    reader->feature_depth = file->is_sequence ? 1 : 3;
    reader->parser = yajl_alloc(&CALLBACKS, NULL, reader);
    yajl_config(reader->parser, yajl_allow_multiple_values, file->is_sequence);
    return reader;
}

GeoReader *geo_reader_new(const GeoFile *file)
{
    return reader_new(file, 0, file->count);
}

GeoReader *geo_reader_new_stretch(const GeoFile *file, uint32_t first, uint32_t end)
{
    Reader *reader = reader_new(file, first, end);
    if (!file->is_sequence) {
        reader->is_bare = reader->is_listed = true;
        reader->feature_depth = 2;
        geo_reader_take(reader, "[", 1);
    }
    return reader;
}

bool geo_reader_take(GeoReader *reader, const void *bytes, size_t count)
{
    if (!reader->wrong && yajl_parse(reader->parser, bytes, count) != yajl_status_ok && !reader->wrong)
        reader->wrong = "it is not JSON";
    return !reader->wrong;
}

bool geo_reader_end(GeoReader *reader, GeoFound *found)
{
    if (reader->is_listed)
        geo_reader_take(reader, "]", 1);
    if (!reader->wrong && yajl_complete_parse(reader->parser) != yajl_status_ok && !reader->wrong)
        reader->wrong = "it is not JSON";
    if (!reader->wrong && reader->features != reader->end)
        reader->wrong = "the number of features differs";
    bool well = !reader->wrong;
    found->rings += reader->all_rings;
    found->largest = fmax(found->largest, reader->largest);
    if (!well && (!found->wrong || reader->features < found->feature)) {
        found->wrong = reader->wrong;
        found->feature = reader->features;
    }
    yajl_free(reader->parser);
    g_free(reader);
    return well;
}

/* ---- what it comes to ------------------------------------------------------------------ */

static char *report_of(const GeoFound *found, const GeoFile *file)
{
    const char *codes = file->count > 0 && file->expected[0].code ? " with their codes" : "";
    if (file->geometry != BCU_POLYGONS)
        return g_strdup_printf("read back: %u features%s", file->count, codes);
    return g_strdup_printf("read back: %u features%s, %zu rings closed and of right direction, areas within "
                           "%.2g of the sums over their borders",
                           file->count, codes, found->rings, found->largest);
}

bool geo_found_report(const GeoFound *found, const GeoFile *file, char **report, BcuDiagLog *log)
{
    if (found->wrong)
        bcu_report(log, BCU_ERROR, "GEOJSON020", NULL, "Report this; the file was not written.",
                   "layer %s failed its own check at feature %u: %s", file->layer,
                   MIN(found->feature + 1, MAX(file->count, 1)), found->wrong);
    else
        *report = report_of(found, file);
    return !found->wrong;
}
