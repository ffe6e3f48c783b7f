/* The frame of a GeoPackage. */
#include "container.h"
#include <stdlib.h>
#include <string.h>

enum { APPLICATION_ID = 0x47504b47 /* "GPKG" */, USER_VERSION = 10300, OWN_SRS_ID = 100000 };

static const char *const TABLES[] = {
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
    "identifier TEXT UNIQUE, description TEXT DEFAULT '', "
    "last_change DATETIME NOT NULL DEFAULT (strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ','now')), "
    "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, "
    "srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES "
    "gpkg_contents(table_name), "
    "column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, "
    "srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), "
    "z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name))",
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, "
    "title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
    "PRIMARY KEY (table_name, column_name), UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
    "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, "
    "max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "UNIQUE (constraint_name, constraint_type, value))",
    "CREATE TABLE gpkg_metadata (id INTEGER PRIMARY KEY ASC NOT NULL, "
    "md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, "
    "mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, "
    "column_name TEXT, row_id_value INTEGER, "
    "timestamp DATETIME NOT NULL DEFAULT (strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ','now')), "
    "md_file_id INTEGER NOT NULL REFERENCES gpkg_metadata(id), "
    "md_parent_id INTEGER REFERENCES gpkg_metadata(id))",
};

static bool create_tables(Package *package)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TABLES); i++)
        if (!database_run(&package->database, TABLES[i]))
            return false;
    return true;
}

/* ---- reference systems --------------------------------------------------------------- */

typedef struct Srs {
    char *name, *authority, *wkt1, *wkt2; /* free */
} Srs;

static bool srs_describe(const BcuCrs *crs, Srs *srs, BcuDiagLog *log)
{
    srs->name = bcu_crs_text_dup(crs, BCU_CRS_NAME, log);
    srs->authority = bcu_crs_text_dup(crs, BCU_CRS_AUTHORITY, log);
    srs->wkt1 = bcu_crs_text_dup(crs, BCU_CRS_WKT1_GDAL, log);
    srs->wkt2 = bcu_crs_text_dup(crs, BCU_CRS_WKT2, log);
    return srs->name && srs->authority && srs->wkt1 && srs->wkt2;
}

static void srs_clear(Srs *srs)
{
    free(srs->name);
    free(srs->authority);
    free(srs->wkt1);
    free(srs->wkt2);
}

/* "EPSG:27700" to EPSG and 27700; false for codes that are not numbers. */
static bool split_authority(const char *authority, char **organization, int *code)
{
    const char *colon = strrchr(authority, ':');
    gint64 number;
    if (!colon || !g_ascii_string_to_signed(colon + 1, 10, 1, G_MAXINT32, &number, NULL))
        return false;
    *organization = g_strndup(authority, (gsize)(colon - authority));
    *code = (int)number;
    return true;
}

/* with_wkt2: the table has the column that an extension adds for what WKT 1 cannot say. */
static bool insert_srs(Package *package, const Srs *srs, int id, const char *organization, int code,
                       bool with_wkt2)
{
    const char *wkt1 = *srs->wkt1 ? srs->wkt1 : "undefined";
    return with_wkt2
               ? database_run(&package->database,
                              "INSERT INTO gpkg_spatial_ref_sys VALUES (%Q, %d, %Q, %d, %Q, NULL, %Q, NULL)",
                              srs->name, id, organization, code, wkt1, srs->wkt2)
               : database_run(&package->database,
                              "INSERT INTO gpkg_spatial_ref_sys VALUES (%Q, %d, %Q, %d, %Q, NULL)", srs->name,
                              id, organization, code, wkt1);
}

static bool insert_standard_srs(Package *package, bool with_wkt2)
{
    static const Srs PLANE = {(char *)"Undefined Cartesian", NULL, (char *)"undefined", (char *)"undefined"},
                     SPHERE = {(char *)"Undefined geographic", NULL, (char *)"undefined",
                               (char *)"undefined"};
    const BcuCrs *crs;
    Srs wgs84 = {0};
    bool ok = insert_srs(package, &PLANE, -1, "NONE", -1, with_wkt2) &&
              insert_srs(package, &SPHERE, 0, "NONE", 0, with_wkt2) &&
              (crs = bcu_dataset_crs_find(package->run->dataset, "EPSG:4326", package->run->log)) &&
              srs_describe(crs, &wgs84, package->run->log) &&
              insert_srs(package, &wgs84, 4326, "EPSG", 4326, with_wkt2);
    srs_clear(&wgs84);
    return ok;
}

static bool insert_own_srs(Package *package, const Srs *srs, bool with_wkt2)
{
    g_autofree char *organization = NULL;
    if (!split_authority(srs->authority, &organization, &package->srs_id)) {
        organization = g_strdup("NONE");
        package->srs_id = OWN_SRS_ID;
    }
    return insert_srs(package, srs, package->srs_id, organization, package->srs_id, with_wkt2);
}

/* Longitude comes first in every GeoPackage, so CRS84 and the like are stored as 4326. */
static bool is_wgs84(const Package *package)
{
    const BcuCrs *wgs84 = bcu_dataset_crs_find(package->run->dataset, "EPSG:4326", NULL);
    BcuTransform *transform = wgs84 ? bcu_transform_new(bcu_export_crs(package->exported), wgs84, NULL) : NULL;
    bool same = transform && bcu_transform_is_noop(transform);
    bcu_transform_free(transform);
    return same;
}

static bool register_wkt2(Package *package)
{
    static const char *const COLUMNS[] = {"definition_12_063", "epoch"};
    bool ok = true;
    for (int i = 0; i < 2 && ok; i++)
        ok = container_extend(package, "gpkg_spatial_ref_sys", COLUMNS[i], "gpkg_crs_wkt_1_1",
                              "http://www.geopackage.org/spec/#extension_crs_wkt", "read-write");
    return ok;
}

static bool create_srs_table(Package *package)
{
    Srs own = {0};
    bool is_own = !is_wgs84(package);
    bool ok = !is_own || srs_describe(bcu_export_crs(package->exported), &own, package->run->log);
    bool with_wkt2 = ok && is_own && !*own.wkt1;
    package->srs_id = 4326;
    ok = ok &&
         database_run(
             &package->database,
             "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, "
             "srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, "
             "organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT%s)",
             with_wkt2 ? ", definition_12_063 TEXT NOT NULL, epoch DOUBLE" : "") &&
         create_tables(package) && (!with_wkt2 || register_wkt2(package)) &&
         insert_standard_srs(package, with_wkt2) && (!is_own || insert_own_srs(package, &own, with_wkt2));
    srs_clear(&own);
    return ok;
}

/* ---- the whole ----------------------------------------------------------------------- */

bool container_extend(Package *package, const char *table, const char *column, const char *extension,
                      const char *definition, const char *scope)
{
    return database_run(&package->database, "INSERT INTO gpkg_extensions VALUES (%Q, %Q, %Q, %Q, %Q)", table,
                        column, extension, definition, scope);
}

bool container_add_attributes(Package *package, const char *table, const char *identifier,
                              const char *description)
{
    return database_run(&package->database,
                        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
                        "last_change, srs_id) VALUES (%Q, 'attributes', %Q, %Q, %Q, 0)",
                        table, identifier, description, package->date);
}

bool container_create(Package *package)
{
    static const char *const DESCRIBED[] = {"gpkg_data_columns", "gpkg_data_column_constraints"};
    static const char *const NOTED[] = {"gpkg_metadata", "gpkg_metadata_reference"};
    bool ok = database_run(&package->database, "PRAGMA application_id = %d", APPLICATION_ID) &&
              database_run(&package->database, "PRAGMA user_version = %d", USER_VERSION) &&
              create_srs_table(package);
    for (int i = 0; i < 2 && ok; i++)
        ok = container_extend(package, DESCRIBED[i], NULL, "gpkg_schema",
                              "http://www.geopackage.org/spec130/#extension_schema", "read-write") &&
             container_extend(package, NOTED[i], NULL, "gpkg_metadata",
                              "http://www.geopackage.org/spec130/#extension_metadata", "read-write");
    return ok;
}

static bool is_reserved(const char *name)
{
    return g_ascii_strncasecmp(name, "gpkg_", 5) == 0 || g_ascii_strncasecmp(name, "rtree_", 6) == 0 ||
           g_ascii_strncasecmp(name, "sqlite_", 7) == 0 || g_ascii_strcasecmp(name, "layer_styles") == 0;
}

char **container_table_names(const BcuExport *exported)
{
    uint32_t count = bcu_export_layer_count(exported);
    char **names = g_new0(char *, (gsize)count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const char *id = bcu_export_layer_at(exported, i).id;
        names[i] = is_reserved(id) ? g_strconcat("_", id, NULL) : g_strdup(id);
    }
    return names;
}
