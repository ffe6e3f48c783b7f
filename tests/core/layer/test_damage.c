/* Shapefiles cut off, overwritten and with absurd numbers in them, thousands of times, seeded: what is read is sound,
 * what is not read is said, and whatever is read comes through the topology. */
#include "base/diag.h"
#include "check/validity.h"
#include "clean/build.h"
#include "layer/shapefile.h"
#include "topology/topology.h"
#include <glib/gstdio.h>
#include <math.h>
#include <shapefil.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define CASES 1500
#else
#define CASES 6000
#endif
enum { FILES = 3 };

static const char *const SUFFIX[FILES] = {".shp", ".shx", ".dbf"};
static char *sound, *damaged; /* paths without suffix */

/* ---- a layer that is sound ---------------------------------------------------------------- */

/* Clockwise from the south-west, or the other way round for a hole. */
static void square(double *x, double *y, double west, double south, double size, bool hole)
{
    for (int i = 0; i < 5; i++) {
        int corner = (hole ? 4 - i : i) % 4;
        x[i] = west + (corner == 2 || corner == 3 ? size : 0);
        y[i] = south + (corner == 1 || corner == 2 ? size : 0);
    }
}

/* Squares side by side, each second one with a hole. */
static void write_sound(void)
{
    enum { RECORDS = 6 };
    SHPHandle shp = SHPCreate(sound, SHPT_POLYGON);
    DBFHandle dbf = DBFCreate(sound);
    DBFAddField(dbf, "CODE", FTString, 6, 0);
    DBFAddField(dbf, "PEOPLE", FTInteger, 9, 0);
    DBFAddField(dbf, "SHARE", FTDouble, 12, 4);
    for (int r = 0; r < RECORDS; r++) {
        double x[10], y[10];
        int starts[] = {0, 5};
        square(x, y, 10 * r, 0, 10, false);
        square(x + 5, y + 5, 10 * r + 4, 4, 2, true);
        int rings = 1 + r % 2;
        SHPObject *object = SHPCreateObject(SHPT_POLYGON, -1, rings, starts, NULL, 5 * rings, x, y, NULL, NULL);
        SHPWriteObject(shp, -1, object);
        SHPDestroyObject(object);
        g_autofree char *code = g_strdup_printf("A%d", r);
        DBFWriteStringAttribute(dbf, r, 0, code);
        DBFWriteIntegerAttribute(dbf, r, 1, 100 * r);
        DBFWriteDoubleAttribute(dbf, r, 2, r / 7.0);
    }
    SHPClose(shp);
    DBFClose(dbf);
}

/* ---- damage ------------------------------------------------------------------------------- */

static void overwrite_bytes(char *bytes, size_t length, GRand *dice)
{
    for (int times = g_rand_int_range(dice, 1, 9); times > 0; times--)
        bytes[g_rand_int_range(dice, 0, (int)length)] = (char)g_rand_int_range(dice, 0, 256);
}

/* A number of a file's own, of four bytes or eight. */
static void overwrite_number(char *bytes, size_t length, GRand *dice)
{
    static const int32_t whole[] = {0, -1, 1, INT32_MAX, INT32_MIN, 5, 3, 0x00ffffff};
    const double real[] = {NAN, INFINITY, -INFINITY, 1e308, -1e300, 1e-308, 0, 4e15};
    size_t place = (size_t)g_rand_int_range(dice, 0, (int)(length - 8) / 4 + 1) * 4;
    int which = g_rand_int_range(dice, 0, 8);
    int32_t number = g_rand_boolean(dice) ? whole[which] : GINT32_TO_BE(whole[which]);
    if (g_rand_boolean(dice))
        memcpy(bytes + place, &number, sizeof number);
    else
        memcpy(bytes + place, &real[which], sizeof real[which]);
}

static size_t damage(char *bytes, size_t length, GRand *dice)
{
    int how = g_rand_int_range(dice, 0, 4);
    if (how == 0)
        return (size_t)g_rand_int_range(dice, 0, (int)length);
    for (int times = how == 3 ? 2 : 1; times > 0; times--)
        how == 1 ? overwrite_bytes(bytes, length, dice) : overwrite_number(bytes, length, dice);
    return length;
}

/* One of the files, sometimes two, or none of one. */
static void write_damaged(GRand *dice)
{
    int first = g_rand_int_range(dice, 0, FILES), second = g_rand_int_range(dice, 0, 2 * FILES);
    for (int i = 0; i < FILES; i++) {
        g_autofree char *from = g_strconcat(sound, SUFFIX[i], NULL), *to = g_strconcat(damaged, SUFFIX[i], NULL);
        g_autofree char *bytes = NULL;
        size_t length;
        g_assert_true(g_file_get_contents(from, &bytes, &length, NULL));
        if (i == first || i == second)
            length = damage(bytes, length, dice);
        g_unlink(to); /* it would keep its end */
        g_assert_true(g_file_set_contents_full(to, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0666, NULL));
    }
}

/* ---- what comes of it --------------------------------------------------------------------- */

static void check_layer(const BcuLayer *layer)
{
    g_assert_cmpuint(layer->record_start[0], ==, 0);
    g_assert_cmpuint(layer->record_start[layer->record_count], ==, layer->ring_count);
    g_assert_cmpuint(layer->ring_start[0], ==, 0);
    g_assert_cmpuint(layer->ring_start[layer->ring_count], ==, layer->point_count);
    for (uint32_t r = 0; r < layer->record_count; r++)
        g_assert_cmpuint(layer->record_start[r], <=, layer->record_start[r + 1]);
    for (size_t r = 0; r < layer->ring_count; r++)
        g_assert_cmpuint(layer->ring_start[r], <, layer->ring_start[r + 1]);
    for (size_t i = 0; i < layer->point_count; i++)
        g_assert_true(isfinite(layer->points[i].x) && isfinite(layer->points[i].y));
    g_assert_cmpuint(bcu_table_row_count(layer->fields), ==, layer->record_count);
}

/* \return whether there was a layer, whether it had to be repaired or not. */
static bool use_damaged(void)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuLayer) layer = NULL;
    g_autoptr(BcuTopology) topology = NULL;
    BcuShapefileSource source = {.id = "damaged", .path = damaged, .crs = "EPSG:27700"};
    if (!bcu_shapefile_read(&source, &layer, log)) {
        g_assert_null(layer);
        g_assert_cmpuint(bcu_diag_count(log, BCU_ERROR), >, 0);
        return false;
    }
    g_assert_cmpuint(bcu_diag_count(log, BCU_ERROR), ==, 0);
    check_layer(layer);
    if (layer->geometry != BCU_POLYGONS)
        return true;
    g_array_unref(bcu_validity_find(layer));
    BcuTopologyOptions options = {.tolerance = 0.001, .repair_limit = 1, .verify = true};
    bool built = bcu_topology_build(layer, &options, &topology, log);
    g_assert_true(built == (bcu_diag_count(log, BCU_ERROR) == 0));
    return true;
}

static void test_damage(void)
{
    int read = 0;
    write_sound();
    for (int i = 0; i < CASES; i++) {
        GRand *dice = g_rand_new_with_seed(100 + (guint32)i);
        write_damaged(dice);
        g_test_message("case %d", i);
        read += use_damaged();
        g_rand_free(dice);
    }
    g_test_message("%d of %d were read", read, CASES);
    g_assert_cmpint(read, >, CASES / 10);
    g_assert_cmpint(read, <, CASES * 9 / 10);
}

/* ---- more than there is memory for -------------------------------------------------------- */

/* Copies of the sound files whose .shp has this length in its header. */
static void write_claim(uint32_t words)
{
    write_sound();
    for (int i = 0; i < FILES; i++) {
        g_autofree char *from = g_strconcat(sound, SUFFIX[i], NULL), *to = g_strconcat(damaged, SUFFIX[i], NULL);
        g_autofree char *bytes = NULL;
        size_t length;
        g_assert_true(g_file_get_contents(from, &bytes, &length, NULL));
        const uint32_t big_endian = GUINT32_TO_BE(words);
        if (i == 0)
            memcpy(bytes + 24, &big_endian, sizeof big_endian);
        g_assert_true(g_file_set_contents(to, bytes, (gssize)length, NULL));
    }
}

/* The sanitizers need more address space than such a limit leaves. */
static struct rlimit leave_two_gigabytes(void)
{
    struct rlimit before;
    g_assert_cmpint(getrlimit(RLIMIT_AS, &before), ==, 0);
#if !defined(__SANITIZE_ADDRESS__)
    struct rlimit few = {(rlim_t)2 << 30, before.rlim_max};
    g_assert_cmpint(setrlimit(RLIMIT_AS, &few), ==, 0);
#endif
    return before;
}

/* A header that claims four gigabytes does not have them set aside. */
static void test_claims(void)
{
    write_claim(0x7fffffff);
    struct rlimit before = leave_two_gigabytes();
    g_assert_true(use_damaged());
    g_assert_cmpint(setrlimit(RLIMIT_AS, &before), ==, 0);
}

/* A file that is as long as its header says, although the disk holds little of it. */
static void test_no_memory(void)
{
#if defined(__SANITIZE_ADDRESS__)
    g_test_skip("without a limit there is memory for it");
#else
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuLayer *layer = NULL;
    BcuShapefileSource source = {.id = "damaged", .path = damaged, .crs = "EPSG:27700"};
    g_autofree char *path = g_strconcat(damaged, ".shp", NULL);
    write_claim(0x70000000);
    g_assert_cmpint(truncate(path, 2 * (off_t)0x70000000), ==, 0);
    struct rlimit before = leave_two_gigabytes();
    g_assert_false(bcu_shapefile_read(&source, &layer, log));
    g_assert_cmpint(setrlimit(RLIMIT_AS, &before), ==, 0);
    g_assert_cmpuint(bcu_diag_log_size(log), ==, 1);
    g_assert_cmpstr(bcu_diag_log_at(log, 0)->code, ==, "SHP001");
    g_assert_nonnull(strstr(bcu_diag_log_at(log, 0)->message, "about 3,758 MB"));
#endif
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_dir_make_tmp("bcukit-damage-XXXXXX", NULL);
    sound = g_build_filename(folder, "sound", NULL);
    damaged = g_build_filename(folder, "damaged", NULL);
    g_test_add_func("/damage/damage", test_damage);
    g_test_add_func("/damage/claims", test_claims);
    g_test_add_func("/damage/no_memory", test_no_memory);
    int failed = g_test_run();
    for (int i = 0; i < FILES; i++) {
        g_autofree char *a = g_strconcat(sound, SUFFIX[i], NULL), *b = g_strconcat(damaged, SUFFIX[i], NULL);
        g_unlink(a);
        g_unlink(b);
    }
    g_rmdir(folder);
    g_free(sound);
    g_free(damaged);
    return failed;
}
