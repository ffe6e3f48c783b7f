/* GeoPackage binary: what is written is read back the same, and damage is seen. */
#include "geometry.h"
#include "wkb.h"

/* A square of 10 with a square hole of 2, and a triangle of area 0.5 as second part. */
static BcuPoint points[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0},  {4, 4},  {4, 6},
                            {6, 6}, {6, 4},  {4, 4},   {20, 0}, {21, 0}, {20, 1}, {20, 0}};
static size_t ring_start[] = {0, 5, 10, 14}, part_start[] = {0, 2, 3};
static const BcuShape SHAPE = {points, 14, ring_start, 3, part_start, 2};
static const BcuExportLayer POLYGONS = {.geometry = BCU_POLYGONS}, DOTS = {.geometry = BCU_POINTS};

static GByteArray *encoded(void)
{
    BcuBox extent;
    GByteArray *blob = g_byte_array_new();
    geometry_encode(blob, &SHAPE, POLYGONS, 27700, &extent);
    g_assert_true(extent.min_x == 0 && extent.max_x == 21 && extent.min_y == 0 && extent.max_y == 10);
    return blob;
}

static void test_polygons(void)
{
    g_autoptr(GByteArray) blob = encoded();
    WkbFigures figures;
    g_assert_cmpstr(wkb_check(blob->data, blob->len, &figures), ==, NULL);
    g_assert_cmpint(figures.srs_id, ==, 27700);
    g_assert_cmpuint(figures.vertices, ==, 14);
    g_assert_cmpuint(figures.rings, ==, 3);
    g_assert_true(figures.area == 96.5);
    g_assert_true(figures.has_envelope);
    g_assert_cmpmem(figures.envelope, sizeof figures.envelope, figures.extent, sizeof figures.extent);
    /* Header 8, envelope 32, multipolygon 9, two polygons 9 each, three rings 4 each, points 16 each. */
    g_assert_cmpuint(blob->len, ==, 8 + 32 + 9 + 18 + 12 + 14 * 16);
    g_assert_cmpmem(blob->data, 2, "GP", 2);
}

static void test_points_and_nothing(void)
{
    const BcuShape one = {points + 1, 1, (size_t[]){0, 1}, 1, (size_t[]){0, 1}, 1},
                   none = {points, 0, (size_t[]){0}, 0, (size_t[]){0}, 0};
    g_autoptr(GByteArray) blob = g_byte_array_new();
    WkbFigures figures;
    BcuBox extent;
    geometry_encode(blob, &one, DOTS, 4326, &extent);
    g_assert_cmpuint(blob->len, ==, 8 + 5 + 16);
    g_assert_cmpstr(wkb_check(blob->data, blob->len, &figures), ==, NULL);
    g_assert_false(figures.has_envelope);
    g_assert_true(figures.extent[0] == 10 && figures.extent[2] == 0);
    geometry_encode(blob, &none, DOTS, 4326, &extent);
    g_assert_cmpuint(blob->len, ==, 0);
}

static void test_type_names(void)
{
    g_assert_cmpstr(geometry_type_name(POLYGONS), ==, "MULTIPOLYGON");
    g_assert_cmpstr(geometry_type_name(DOTS), ==, "POINT");
    g_assert_cmpstr(geometry_type_name((BcuExportLayer){.geometry = BCU_LINES, .is_multi = true}), ==,
                    "MULTILINESTRING");
}

enum { RINGS_AT = 8 + 32 + 9 + 9, FIRST_POINT = RINGS_AT + 4 };

/* Every byte but coordinates and envelope is fixed by the format: changing one must be seen or change
 * what is stated; and no cut may be read beyond its end. */
static void test_damage(void)
{
    WkbFigures figures;
    g_autoptr(GByteArray) blob = encoded();
    for (guint length = 0; length < blob->len; length++) {
        g_autofree guint8 *cut = g_memdup2(blob->data, MAX(length, 1));
        g_assert_nonnull(wkb_check(cut, length, &figures));
    }
    static const struct {
        guint at;
        guint8 value;
        const char *wrong;
    } DAMAGES[] = {
        {0, 'g', "a geometry has no GeoPackage header"},
        {8 + 32 + 1, 9, "a geometry is of an unknown type"},
        {8 + 32 + 5, 1, "a geometry has bytes too many"},
        {RINGS_AT, 3, "a ring has fewer than four vertices"},
        {RINGS_AT + 3, 0xff, "a geometry is cut off"},
        {FIRST_POINT + 7, 0x3f, "a ring is not closed"},
        {FIRST_POINT + 5 * 16 + 7, 0x7f, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(DAMAGES); i++) {
        g_autofree guint8 *copy = g_memdup2(blob->data, blob->len);
        copy[DAMAGES[i].at] = DAMAGES[i].value;
        const char *wrong = wkb_check(copy, blob->len, &figures);
        g_assert_nonnull(wrong);
        if (DAMAGES[i].wrong)
            g_assert_cmpstr(wrong, ==, DAMAGES[i].wrong);
    }
}

static void test_direction(void)
{
    WkbFigures figures;
    g_autoptr(GByteArray) blob = encoded();
    double *shell = (double *)(void *)(blob->data + FIRST_POINT);
    double swap[2];
    memcpy(swap, shell + 2, sizeof swap); /* the second and the fourth corner change places */
    memmove(shell + 2, shell + 6, sizeof swap);
    memcpy(shell + 6, swap, sizeof swap);
    g_assert_cmpstr(wkb_check(blob->data, blob->len, &figures), ==, "a ring runs the wrong way round");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gpkg/wkb/polygons", test_polygons);
    g_test_add_func("/gpkg/wkb/points_and_nothing", test_points_and_nothing);
    g_test_add_func("/gpkg/wkb/type_names", test_type_names);
    g_test_add_func("/gpkg/wkb/damage", test_damage);
    g_test_add_func("/gpkg/wkb/direction", test_direction);
    return g_test_run();
}
