/* An index that is written at once, beside one that SQLite filled row by row: the same rows, answers and
 * health. */
#include "base/diag.h"
#include "rtree.h"

static void open_pair(Database *database, BcuDiagLog *log)
{
    *database = (Database){.log = log};
    g_assert_cmpint(sqlite3_open(":memory:", &database->handle), ==, SQLITE_OK);
    g_assert_true(
        database_run(database, "CREATE VIRTUAL TABLE packed USING rtree(id, minx, maxx, miny, maxy)"));
    g_assert_true(
        database_run(database, "CREATE VIRTUAL TABLE grown USING rtree(id, minx, maxx, miny, maxy)"));
}

static BcuBox random_box(void)
{
    double x = g_test_rand_double_range(-6e5, 6e5), y = g_test_rand_double_range(-90, 1e6);
    return (BcuBox){x, y, x + g_test_rand_double_range(0, 2000), y + g_test_rand_double_range(0, 2000)};
}

static void fill(Database *database, guint count)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(RtreeEntry));
    sqlite3_stmt *insert = database_prepare(database, "INSERT INTO grown VALUES (?, ?, ?, ?, ?)");
    for (guint i = 0; i < count; i++) {
        BcuBox box = random_box();
        RtreeEntry entry = rtree_entry(3 * (gint64)i + 1, box);
        const double sides[] = {box.min_x, box.max_x, box.min_y, box.max_y};
        sqlite3_bind_int64(insert, 1, entry.id);
        for (int s = 0; s < 4; s++)
            sqlite3_bind_double(insert, 2 + s, sides[s]);
        g_assert_true(database_step(database, insert));
        g_array_append_val(entries, entry);
    }
    sqlite3_finalize(insert);
    g_assert_true(rtree_fill(database, "packed", entries));
}

/* A digest of rows with their boxes, in the order of ids. */
static char *rows(Database *database, const char *table, const char *where)
{
    char *text =
        database_text(database,
                      "SELECT group_concat(id || ':' || minx || ',' || maxx || ',' || miny || ',' || maxy) "
                      "FROM (SELECT * FROM %s %s ORDER BY id)",
                      table, where);
    return text;
}

static void assert_alike(Database *database, const char *where)
{
    g_autofree char *packed = rows(database, "packed", where), *grown = rows(database, "grown", where);
    g_assert_cmpstr(packed, ==, grown);
}

static void assert_sound(Database *database)
{
    g_autofree char *verdict = database_text(database, "SELECT rtreecheck('main', 'packed')");
    g_assert_cmpstr(verdict, ==, "ok");
}

static void test_like_sqlite(void)
{
    static const guint COUNTS[] = {0, 1, 2, 50, 51, 52, 102, 103, 2601, 2602, 6000};
    for (size_t i = 0; i < G_N_ELEMENTS(COUNTS); i++) {
        g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
        Database database;
        open_pair(&database, log);
        fill(&database, COUNTS[i]);
        assert_sound(&database);
        assert_alike(&database, "");
        for (int query = 0; query < 50; query++) {
            BcuBox box = random_box();
            g_autofree char *where =
                g_strdup_printf("WHERE minx <= %f AND maxx >= %f AND miny <= %f AND maxy >= %f",
                                box.max_x + 40000, box.min_x, box.max_y + 40000, box.min_y);
            assert_alike(&database, where);
        }
        sqlite3_close(database.handle);
    }
}

/* What SQLite does to it later: rows come, move and go until the tree is nearly empty. */
static void test_edits(void)
{
    static const char *const EDITS[] = {
        "INSERT INTO %s SELECT id + 1, minx + 5, maxx + 5, miny, maxy FROM (SELECT * FROM grown WHERE id %% 3 = 1)",
        "UPDATE %s SET minx = minx - 1000, maxx = maxx - 1000 WHERE id %% 7 = 0",
        "DELETE FROM %s WHERE id %% 5 != 0", "DELETE FROM %s WHERE id > 40"};
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    Database database;
    open_pair(&database, log);
    fill(&database, 3000);
    for (size_t i = 0; i < G_N_ELEMENTS(EDITS); i++) {
        g_assert_true(database_run(&database, EDITS[i], "packed"));
        g_assert_true(database_run(&database, EDITS[i], "grown"));
        assert_sound(&database);
        assert_alike(&database, "");
    }
    sqlite3_close(database.handle);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gpkg/rtree/like_sqlite", test_like_sqlite);
    g_test_add_func("/gpkg/rtree/edits", test_edits);
    return g_test_run();
}
