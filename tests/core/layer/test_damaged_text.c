/* Project files, tables and what says in words how a layer is to be read, damaged thousands of times, seeded: a dataset
 * comes of it, or an error that says what and where. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "text/diag_json.h"
#include <glib/gstdio.h>
#include <math.h>
#include <shapefil.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define CASES 100
#else
#define CASES 500
#endif

static char *folder;

static char *path_of(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void write_bytes(const char *name, const char *bytes, size_t length)
{
    g_autofree char *path = path_of(name);
    g_unlink(path); /* it would keep its end */
    g_assert_true(g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0666, NULL));
}

/* ---- what is sound ------------------------------------------------------------------------ */

typedef struct Sound {
    const char *name, *text;
} Sound;

static const Sound PROJECT = {
    "p.ini", "# two groups of squares\n[project]\ntitle = Squares & more\nrun = area\nattribution = Nobody; really\n"
             "[crs]\nworking = EPSG:27700\n[topology]\ntolerance = 1 mm\nrepair_limit = 2 %\nsimplify = 1 m\nbridge = 20 m\n"
             "[layer squares]\npath = squares.shp\nrole = areas\ncode = CODE\nname = NAME\nencoding = ISO-8859-1\nnoun = square\n"
             "[population squares]\nfile = people.csv\nkey = code\nvalue = people\nyear = 2018\n"
             "[phase one]\nlabel = Phase 1\ngo_live = 2018-06\n[resources]\nofficers = 2\n"
             "[clusters]\nid = groups\nnoun = group\n"
             "[cluster west]\nname = West\nmembers = A0; A1;Ang\xc3\xa9ly\nphase = one\ncolour = #336699\ncommander = N. N.\n"
             "[cluster east]\nmembers = A3;A4 ;A5\ngo_live = 2019-01-31\n[render]\npage = A4\n"};
static const Sound BY_TABLE = {
    "t.ini", "[layer squares]\npath = squares.shp\ncode = CODE\nname = NAME\ncrs = EPSG:27700\n"
             "[population]\nfile = people.csv\nkey = code\nvalue = people\n"
             "[clusters]\nlookup = groups.csv\nlookup_area = code\nlookup_cluster = group\nlookup_name = title\n"};
static const Sound PEOPLE = {"people.csv", "\xef\xbb\xbf"
                                           "code,people,\"remarks, if any\"\r\nA0,100,\r\nA1,\"1200\",\"he said \"\"no\"\"\"\r\nA2,0,-\r\n"
                                           "A3,12.5,\r\nA4,7,x\r\nA5,1e3,\r\n"};
static const Sound GROUPS = {"groups.csv", "code;group;title\nA0;w;West\nA1;w;West\nA2;w;West\nA3;e;\"East; far\"\nA4;e;East\nA5;e;East\n"};
static const Sound PRJ = {
    "squares.prj", "PROJCS[\"British_National_Grid\",GEOGCS[\"GCS_OSGB_1936\",DATUM[\"D_OSGB_1936\",SPHEROID[\"Airy_1830\",6377563.396,"
                   "299.3249646]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
                   "PARAMETER[\"False_Easting\",400000.0],PARAMETER[\"False_Northing\",-100000.0],PARAMETER[\"Central_Meridian\",-2.0],"
                   "PARAMETER[\"Scale_Factor\",0.9996012717],PARAMETER[\"Latitude_Of_Origin\",49.0],UNIT[\"Meter\",1.0]]"};
static const Sound CPG = {"squares.cpg", "ISO-8859-1\n"};

static void write_sound(const Sound *sound)
{
    write_bytes(sound->name, sound->text, strlen(sound->text));
}

/* Squares of a kilometre side by side. */
static void write_layer(void)
{
    enum { RECORDS = 6 };
    g_autofree char *path = path_of("squares");
    SHPHandle shp = SHPCreate(path, SHPT_POLYGON);
    DBFHandle dbf = DBFCreate(path);
    DBFAddField(dbf, "CODE", FTString, 6, 0);
    DBFAddField(dbf, "NAME", FTString, 12, 0);
    for (int r = 0; r < RECORDS; r++) {
        double west = 500000 + 1000 * r, x[] = {west, west, west + 1000, west + 1000, west};
        double y[] = {180000, 181000, 181000, 180000, 180000};
        SHPObject *object = SHPCreateSimpleObject(SHPT_POLYGON, 5, x, y, NULL);
        SHPWriteObject(shp, -1, object);
        SHPDestroyObject(object);
        g_autofree char *code = g_strdup_printf("A%d", r), *name = g_strdup_printf(r == 2 ? "Ang\xe9ly" : "Square %d", r);
        DBFWriteStringAttribute(dbf, r, 0, code);
        DBFWriteStringAttribute(dbf, r, 1, name);
    }
    SHPClose(shp);
    DBFClose(dbf);
}

/* ---- damage ------------------------------------------------------------------------------- */

static const char *const TOKENS[] = {
    "\"", ",", ";", "\n", "\r", "=", "[", "]", "[layer squares]\n", "[cluster west]\n", "[", "\\", "\\n", "%", "%s%n", "-1",
    "1e999", "nan", "inf", "-inf", "99999999999999999999", "0", "\xff\xfe", "\xc3", "\xef\xbf\xbd", "\t", " ", "EPSG:99999",
    "EPSG:", "+proj=longlat", "../../..", "/dev/null", "people.csv", "p.ini", "A0", "members = A0\n", "role = subareas\n",
    "#ggg", "1 km", "-5 m", "200 %", "2018-13-45", "UTF-16", "UTF-8"};

static size_t place_in(const GString *text, GRand *dice)
{
    return (size_t)g_rand_int_range(dice, 0, (int)text->len + 1);
}

static void change_bytes(GString *text, GRand *dice)
{
    for (int times = g_rand_int_range(dice, 1, 6); times > 0 && text->len > 0; times--)
        text->str[g_rand_int_range(dice, 0, (int)text->len)] = (char)g_rand_int_range(dice, 0, 256);
}

static void insert_token(GString *text, GRand *dice)
{
    const char *token = TOKENS[g_rand_int_range(dice, 0, G_N_ELEMENTS(TOKENS))];
    g_string_insert(text, (gssize)place_in(text, dice), token);
}

static void erase(GString *text, GRand *dice)
{
    size_t at = place_in(text, dice), length = (size_t)g_rand_int_range(dice, 1, 40);
    g_string_erase(text, (gssize)at, (gssize)MIN(length, text->len - at));
}

/* A line, or much of the text, once more elsewhere. */
static void repeat(GString *text, GRand *dice)
{
    size_t from = place_in(text, dice);
    const char *end = strchr(text->str + from, '\n');
    size_t length = g_rand_boolean(dice) && end ? (size_t)(end - text->str) + 1 - from : text->len - from;
    g_autofree char *copy = g_strndup(text->str + from, length);
    g_string_insert(text, (gssize)place_in(text, dice), copy);
}

/* What stands after an equals sign is another thing. */
static void change_value(GString *text, GRand *dice)
{
    size_t at = place_in(text, dice);
    const char *equals = strchr(text->str + at, '='), *end = equals ? strchr(equals, '\n') : NULL;
    if (!end)
        return;
    size_t from = (size_t)(equals - text->str) + 1;
    g_string_erase(text, (gssize)from, end - equals - 1);
    if (g_rand_int_range(dice, 0, 4))
        g_string_insert(text, (gssize)from, TOKENS[g_rand_int_range(dice, 0, G_N_ELEMENTS(TOKENS))]);
}

static void write_damaged(const Sound *sound, GRand *dice)
{
    typedef void Damage(GString *, GRand *);
    static Damage *const ways[] = {change_bytes, insert_token, erase, repeat, change_value};
    GString *text = g_string_new(sound->text);
    for (int times = g_rand_int_range(dice, 1, 4); times > 0; times--)
        ways[g_rand_int_range(dice, 0, G_N_ELEMENTS(ways))](text, dice);
    if (g_rand_int_range(dice, 0, 10) == 0)
        g_string_truncate(text, place_in(text, dice));
    write_bytes(sound->name, text->str, text->len);
    g_string_free(text, TRUE);
}

/* ---- what comes of it --------------------------------------------------------------------- */

/* Every message has its code, words, and a place where there is one to go to. */
static void check_log(const BcuDiagLog *log)
{
    for (size_t i = 0; i < bcu_diag_log_size(log); i++) {
        const BcuDiag *diag = bcu_diag_log_at(log, i);
        g_assert_nonnull(diag->code);
        g_test_message("%s %s:%" G_GINT64_FORMAT ": %s", diag->code, diag->place.file, diag->place.line, diag->message);
        g_assert_true(diag->message && *diag->message);
        g_assert_true(g_utf8_validate(diag->message, -1, NULL));
        g_assert_true(!diag->hint || g_utf8_validate(diag->hint, -1, NULL));
        g_assert_true(diag->severity < BCU_WARNING || diag->place.file || diag->place.key);
        g_autofree char *json = bcu_diag_to_json(diag);
        BcuDiag *back = bcu_diag_from_json(json);
        g_assert_nonnull(back);
        g_assert_cmpstr(back->message, ==, diag->message);
        bcu_diag_free(back);
    }
}

static bool read_project(const char *name)
{
    g_autofree char *path = path_of(name);
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autoptr(BcuProject) project = NULL;
    g_autoptr(BcuDataset) dataset = NULL;
    bool read = bcu_dataset_read(test_session(), path, &(BcuProjectFlags){0}, &project, &dataset, log);
    check_log(log);
    g_assert_true(read == (bcu_diag_count(log, BCU_ERROR) == 0));
    g_assert_true(read == (dataset != NULL));
    return read;
}

/* Damages the files by turns, and reads the project that names them. */
static void damage_by_turns(const char *project, const Sound *const *files, int file_count, guint32 seed, int cases)
{
    int read = 0;
    g_assert_true(read_project(project));
    for (int i = 0; i < cases; i++) {
        const Sound *file = files[i % file_count];
        GRand *dice = g_rand_new_with_seed(seed + (guint32)i);
        g_test_message("case %d, %s", i, file->name);
        write_damaged(file, dice);
        read += read_project(project);
        write_sound(file);
        g_rand_free(dice);
    }
    g_test_message("%d of %d were read", read, cases);
    g_assert_cmpint(read, >, cases / 20);
    g_assert_cmpint(read, <, cases * 19 / 20);
}

static void test_projects(void)
{
    static const Sound *const files[] = {&PROJECT};
    damage_by_turns(PROJECT.name, files, 1, 1000, CASES);
}

/* Without the layers, many more. */
static void test_project_files(void)
{
    int read = 0;
    for (int i = 0; i < 10 * CASES; i++) {
        GRand *dice = g_rand_new_with_seed(60000 + (guint32)i);
        g_autofree char *path = path_of(PROJECT.name);
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        g_autoptr(BcuProject) project = NULL;
        g_test_message("case %d", i);
        write_damaged(&PROJECT, dice);
        g_assert_true(bcu_project_read(path, &(BcuProjectFlags){0}, &project, log) == (bcu_diag_count(log, BCU_ERROR) == 0));
        check_log(log);
        read += project != NULL;
        g_rand_free(dice);
    }
    write_sound(&PROJECT);
    g_test_message("%d of %d were read", read, 10 * CASES);
    g_assert_cmpint(read, >, CASES);
    g_assert_cmpint(read, <, 9 * CASES);
}

static void test_tables(void)
{
    static const Sound *const files[] = {&PEOPLE, &GROUPS, &BY_TABLE};
    damage_by_turns(BY_TABLE.name, files, G_N_ELEMENTS(files), 20000, CASES);
}

static void test_what_goes_with_a_layer(void)
{
    static const Sound *const files[] = {&PRJ, &CPG};
    damage_by_turns("u.ini", files, G_N_ELEMENTS(files), 40000, CASES / 3);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    static const Sound *const all[] = {&PROJECT, &BY_TABLE, &PEOPLE, &GROUPS, &PRJ, &CPG};
    static const char by_prj[] = "[layer squares]\npath = squares.shp\ncode = CODE\nname = NAME\n[clusters]\nfield = NAME\n";
    folder = g_dir_make_tmp("bcukit-damage-XXXXXX", NULL);
    write_layer();
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        write_sound(all[i]);
    write_bytes("u.ini", by_prj, strlen(by_prj));
    g_test_add_func("/damaged_text/projects", test_projects);
    g_test_add_func("/damaged_text/project_files", test_project_files);
    g_test_add_func("/damaged_text/tables", test_tables);
    g_test_add_func("/damaged_text/what_goes_with_a_layer", test_what_goes_with_a_layer);
    int failed = g_test_run();
    GDir *listing = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(listing));) {
        g_autofree char *path = path_of(name);
        g_unlink(path);
    }
    g_dir_close(listing);
    g_rmdir(folder);
    g_free(folder);
    return failed;
}
