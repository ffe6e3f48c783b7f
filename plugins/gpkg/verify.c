/* SQLite's own checks, then every cell and every ring. */
#include "verify.h"
#include "layer.h"
#include "wkb.h"
#include <bcukit/number.h>
#include <string.h>

typedef struct Check {
    Database database;
    const Package *package;
    const char *table, *wrong; /* where and what; NULL: nothing */
    size_t rows, rings, vertices;
    bool is_comparable; /* with outlines of the dataset: no degrees, the same CRS, not simplified once more */
    double worst;       /* largest relative difference of an area */
} Check;

/* ---- cells --------------------------------------------------------------------------- */

static bool same_value(sqlite3_stmt *row, int at, BcuValue value, int decimals)
{
    int type = sqlite3_column_type(row, at);
    switch (value.type) {
    case BCU_NULL: return type == SQLITE_NULL;
    case BCU_BOOL: return type == SQLITE_INTEGER && sqlite3_column_int(row, at) == value.as.boolean;
    case BCU_INTEGER: return type == SQLITE_INTEGER && sqlite3_column_int64(row, at) == value.as.integer;
    case BCU_TEXT:
        return type == SQLITE_TEXT && strcmp((const char *)sqlite3_column_text(row, at), value.as.text) == 0;
    case BCU_REAL: break;
    }
    return type == SQLITE_FLOAT && bcu_number_is_rounded(sqlite3_column_double(row, at), value.as.real, decimals);
}

/* ---- shapes -------------------------------------------------------------------------- */

/* The project may have simplified the dataset: its outlines count, not the areas that it states. */
static double area_of_dataset(const Check *check, BcuExportLayer layer, uint32_t row, const BcuShape *shape)
{
    if (!check->is_comparable || layer.kind != BCU_EXPORT_LEVEL)
        return bcu_shape_area(shape);
    BcuShape *outline = bcu_feature_shape_build(check->package->run->dataset, layer.level, row);
    double area = bcu_shape_area(outline);
    bcu_shape_free(outline);
    return area;
}

static const char *compare_figures(Check *check, const WkbFigures *figures, BcuExportLayer layer,
                                   uint32_t row, const BcuShape *shape)
{
    if (figures->srs_id != check->package->srs_id)
        return "a geometry names another reference system";
    if (figures->vertices != shape->point_count)
        return "a shape has another number of vertices";
    if (figures->has_envelope && memcmp(figures->envelope, figures->extent, sizeof figures->extent) != 0)
        return "the envelope of a geometry is wrong";
    if (layer.geometry != BCU_POLYGONS)
        return NULL;
    double expected = area_of_dataset(check, layer, row, shape);
    double difference = fabs(figures->area - expected) / expected;
    check->rings += figures->rings;
    check->worst = fmax(check->worst, difference);
    return difference <= 1e-9 ? NULL : "an area differs from that of the dataset";
}

static const char *compare_shape(Check *check, sqlite3_stmt *row, BcuExportLayer layer, uint32_t index,
                                 uint32_t feature)
{
    BcuShape *shape = bcu_export_shape_build(check->package->exported, index, feature);
    WkbFigures figures;
    const char *wrong = NULL;
    if (shape->part_count == 0)
        wrong = sqlite3_column_type(row, 1) == SQLITE_NULL ? NULL : "a feature without place has a geometry";
    else if (!(wrong =
                   wkb_check(sqlite3_column_blob(row, 1), (size_t)sqlite3_column_bytes(row, 1), &figures)))
        wrong = compare_figures(check, &figures, layer, feature, shape);
    check->vertices += shape->point_count;
    bcu_shape_free(shape);
    return wrong;
}

/* ---- layers -------------------------------------------------------------------------- */

static const char *compare_row(Check *check, sqlite3_stmt *row, BcuExportLayer layer, uint32_t index,
                               uint32_t feature)
{
    int first = layer.geometry == BCU_GEOMETRY_NONE ? 1 : 2;
    if (sqlite3_column_int64(row, 0) != (int64_t)feature + 1)
        return "a row is missing";
    for (uint32_t c = 0; c < bcu_table_column_count(layer.table); c++)
        if (!same_value(row, first + (int)c, bcu_table_at(layer.table, feature, c),
                        bcu_table_column(layer.table, c)->decimals))
            return "a value differs";
    return first == 2 ? compare_shape(check, row, layer, index, feature) : NULL;
}

static const char *compare_rows(Check *check, BcuExportLayer layer, uint32_t index)
{
    sqlite3_stmt *row = database_prepare(&check->database, "SELECT * FROM \"%w\" ORDER BY fid", check->table);
    const char *wrong = row ? NULL : "a table cannot be read";
    uint32_t count = 0, expected = bcu_table_row_count(layer.table);
    while (!wrong && sqlite3_step(row) == SQLITE_ROW)
        wrong = count < expected ? compare_row(check, row, layer, index, count++) : "there are rows too many";
    if (!wrong && count != expected)
        wrong = "rows are missing";
    sqlite3_finalize(row);
    check->rows += count;
    return wrong;
}

static const char *check_index(Check *check)
{
    g_autofree char *tree = g_strconcat("rtree_", check->table, "_" LAYER_GEOMETRY, NULL);
    g_autofree char *verdict = database_text(&check->database, "SELECT rtreecheck('main', %Q)", tree);
    if (g_strcmp0(verdict, "ok") != 0)
        return "the spatial index is damaged";
    g_autofree char *same = database_text(
        &check->database, "SELECT (SELECT count(*) FROM \"%w\") = (SELECT count(geom) FROM \"%w\")", tree,
        check->table);
    return g_strcmp0(same, "1") == 0 ? NULL : "the spatial index lacks features";
}

/* ---- the whole ----------------------------------------------------------------------- */

static const char *check_database(Check *check)
{
    g_autofree char *integrity = database_text(&check->database, "PRAGMA integrity_check");
    if (g_strcmp0(integrity, "ok") != 0)
        return "SQLite finds the database damaged";
    g_autofree char *stray = database_text(&check->database, "PRAGMA foreign_key_check");
    return stray ? "a key refers to nothing" : NULL;
}

static bool is_comparable(const Package *package)
{
    return !bcu_dataset_is_geographic(package->run->dataset) &&
           strcmp(bcu_export_operation(package->exported), "none") == 0 &&
           bcu_export_dataset(package->exported) == package->run->dataset;
}

static void check_layers(Check *check)
{
    const BcuExport *exported = check->package->exported;
    for (uint32_t i = 0; i < bcu_export_layer_count(exported) && !check->wrong; i++) {
        BcuExportLayer layer = bcu_export_layer_at(exported, i);
        check->table = check->package->tables[i];
        check->wrong = compare_rows(check, layer, i);
        if (!check->wrong && layer.geometry != BCU_GEOMETRY_NONE)
            check->wrong = check_index(check);
    }
}

bool verify_package(const char *path, const Package *package, char **report)
{
    Check check = {.package = package, .is_comparable = is_comparable(package)};
    if (database_open(&check.database, path, package->run->log)) {
        check.wrong = check_database(&check);
        check_layers(&check);
    }
    bool ok = database_close(&check.database) && !check.wrong;
    if (check.wrong)
        bcu_report(package->run->log, BCU_ERROR, "GPKG030", NULL, "Report this; the file was not written.",
                   "the package failed its own check%s%s: %s", check.table ? ", table " : "",
                   check.table ? check.table : "", check.wrong);
    if (ok)
        *report = g_strdup_printf(
            "read back by SQLite: integrity ok; %u tables, %zu rows with their values; "
            "%zu vertices; %zu rings closed and of right direction, areas within %.1e of the "
            "dataset's; spatial indexes whole",
            bcu_export_layer_count(package->exported), check.rows, check.vertices, check.rings, check.worst);
    return ok;
}
