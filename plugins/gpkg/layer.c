/* Tables, rows, spatial index. */
#include "layer.h"
#include "geometry.h"
#include "rtree.h"
#include <string.h>

typedef struct Layer {
    Package *package;
    BcuExportLayer shown;
    uint32_t index;
    const char *table;
    char **columns;
    BcuBox extent;
} Layer;

/* ---- columns ------------------------------------------------------------------------- */

static bool is_taken(char *const *names, const char *name)
{
    if (g_ascii_strcasecmp(name, LAYER_FID) == 0 || g_ascii_strcasecmp(name, LAYER_GEOMETRY) == 0)
        return true;
    for (; *names; names++)
        if (g_ascii_strcasecmp(*names, name) == 0)
            return true;
    return false;
}

char **layer_column_names(const BcuTable *table)
{
    uint32_t count = bcu_table_column_count(table);
    char **names = g_new0(char *, (gsize)count + 1);
    for (uint32_t c = 0; c < count; c++) {
        const char *wanted = bcu_table_column(table, c)->name;
        char *name = g_strdup(wanted);
        for (int n = 2; is_taken(names, name); n++) {
            g_free(name);
            name = g_strdup_printf("%s_%d", wanted, n);
        }
        names[c] = name;
    }
    return names;
}

static const char *type_name(BcuType type)
{
    return type == BCU_BOOL      ? "BOOLEAN"
           : type == BCU_INTEGER ? "INTEGER"
           : type == BCU_REAL    ? "REAL"
                                 : "TEXT";
}

/* Figures belong to features of a layer in the same package: that layer's table, or NULL. */
static const char *parent_table(const Layer *layer)
{
    const BcuExport *exported = layer->package->exported;
    if (layer->shown.kind != BCU_EXPORT_FIGURES)
        return NULL;
    for (uint32_t i = 0; i < bcu_export_layer_count(exported); i++) {
        BcuExportLayer other = bcu_export_layer_at(exported, i);
        if (other.kind == BCU_EXPORT_LEVEL && other.level == layer->shown.level)
            return layer->package->tables[i];
    }
    return NULL;
}

/* Codes are keys: unique, and the figures refer to their features by them. */
static void append_key(GString *sql, const Layer *layer)
{
    if (layer->shown.level == BCU_LEVEL_COUNT || layer->shown.kind == BCU_EXPORT_BORDERS)
        return;
    g_string_append(sql, " NOT NULL UNIQUE");
    const char *parent = parent_table(layer);
    char *reference =
        parent ? sqlite3_mprintf(" REFERENCES \"%w\"(\"code\") ON UPDATE CASCADE ON DELETE CASCADE", parent)
               : NULL;
    g_string_append(sql, reference ? reference : "");
    sqlite3_free(reference);
}

static bool create_table(const Layer *layer)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    for (uint32_t c = 0; layer->columns[c]; c++) {
        const BcuColumn *column = bcu_table_column(layer->shown.table, c);
        char *part = sqlite3_mprintf(", \"%w\" %s", layer->columns[c], type_name(column->type));
        g_string_append(sql, part);
        sqlite3_free(part);
        if (strcmp(column->name, "code") == 0)
            append_key(sql, layer);
    }
    g_autofree char *geometry =
        layer->shown.geometry == BCU_GEOMETRY_NONE
            ? g_strdup("")
            : g_strdup_printf(", " LAYER_GEOMETRY " %s", geometry_type_name(layer->shown));
    return database_run(&layer->package->database,
                        "CREATE TABLE \"%w\" (" LAYER_FID " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL%s%s)",
                        layer->table, geometry, sql->str);
}

static bool describe_columns(const Layer *layer)
{
    bool ok = true;
    for (uint32_t c = 0; layer->columns[c] && ok; c++) {
        const BcuColumn *column = bcu_table_column(layer->shown.table, c);
        bool is_border = layer->shown.kind == BCU_EXPORT_BORDERS && c == 0;
        g_autofree char *title =
            column->unit ? g_strdup_printf("%s (%s)", column->name, column->unit) : g_strdup(column->name);
        if (column->description || column->unit || is_border)
            ok = database_run(&layer->package->database,
                              "INSERT INTO gpkg_data_columns VALUES (%Q, %Q, %Q, %Q, %Q, NULL, %Q)",
                              layer->table, layer->columns[c], layer->columns[c], title, column->description,
                              is_border ? "border" : NULL);
    }
    return ok;
}

/* ---- rows ---------------------------------------------------------------------------- */

/* Figures are rounded to the digits that their table shows: the same in every file of a run. */
static double rounded(double value, int decimals)
{
    char text[BCU_NUMBER_SIZE];
    if (decimals >= 0) {
        bcu_number_fixed(text, value, decimals, false);
        bcu_number_parse(text, &value);
    }
    return value;
}

static void bind_value(sqlite3_stmt *statement, int at, BcuValue value, int decimals)
{
    switch (value.type) {
    case BCU_NULL: sqlite3_bind_null(statement, at); break;
    case BCU_BOOL: sqlite3_bind_int(statement, at, value.as.boolean); break;
    case BCU_INTEGER: sqlite3_bind_int64(statement, at, value.as.integer); break;
    case BCU_REAL: sqlite3_bind_double(statement, at, rounded(value.as.real, decimals)); break;
    case BCU_TEXT: sqlite3_bind_text(statement, at, value.as.text, -1, SQLITE_STATIC); break;
    }
}

/* tree: RtreeEntry; NULL for a table without geometry. */
static void bind_shape(Layer *layer, sqlite3_stmt *insert, uint32_t row, GByteArray *blob, GArray *tree)
{
    BcuBox extent;
    BcuShape *shape = bcu_export_shape_build(layer->package->exported, layer->index, row);
    geometry_encode(blob, shape, layer->shown, layer->package->srs_id, &extent);
    bcu_shape_free(shape);
    if (blob->len == 0) {
        sqlite3_bind_null(insert, 2);
        return;
    }
    RtreeEntry entry = rtree_entry((gint64)row + 1, extent);
    sqlite3_bind_blob(insert, 2, blob->data, (int)blob->len, SQLITE_STATIC);
    layer->extent = bcu_box_union(layer->extent, extent);
    g_array_append_val(tree, entry);
}

static bool write_rows(Layer *layer, sqlite3_stmt *insert, GArray *tree)
{
    const BcuTable *table = layer->shown.table;
    g_autoptr(GByteArray) blob = g_byte_array_new();
    bool ok = true;
    for (uint32_t row = 0; row < bcu_table_row_count(table) && ok; row++) {
        sqlite3_bind_int64(insert, 1, (int64_t)row + 1);
        if (tree)
            bind_shape(layer, insert, row, blob, tree);
        for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
            bind_value(insert, (int)c + (tree ? 3 : 2), bcu_table_at(table, row, c),
                       bcu_table_column(table, c)->decimals);
        ok = database_step(&layer->package->database, insert);
    }
    return ok;
}

static bool fill_index(const Layer *layer, GArray *tree)
{
    g_autofree char *name = g_strconcat("rtree_", layer->table, "_" LAYER_GEOMETRY, NULL);
    return rtree_fill(&layer->package->database, name, tree);
}

static bool fill_table(Layer *layer)
{
    Database *database = &layer->package->database;
    bool has_geometry = layer->shown.geometry != BCU_GEOMETRY_NONE;
    g_autoptr(GString) marks = g_string_new(has_geometry ? "?, ?" : "?");
    for (uint32_t c = 0; layer->columns[c]; c++)
        g_string_append(marks, ", ?");
    sqlite3_stmt *insert =
        database_prepare(database, "INSERT INTO \"%w\" VALUES (%s)", layer->table, marks->str);
    g_autoptr(GArray) tree = g_array_new(FALSE, FALSE, sizeof(RtreeEntry));
    bool ok = !database->failed && write_rows(layer, insert, has_geometry ? tree : NULL) &&
              (!has_geometry || fill_index(layer, tree));
    sqlite3_finalize(insert);
    return ok;
}

/* ---- spatial index ------------------------------------------------------------------- */

static bool create_index(const Layer *layer)
{
    return database_run(&layer->package->database,
                        "CREATE VIRTUAL TABLE \"rtree_%w_" LAYER_GEOMETRY
                        "\" USING rtree(id, minx, maxx, miny, maxy)",
                        layer->table);
}

/* They keep the index right when others edit the layer. Created last: they call functions that only
 * GIS programs have. */
static bool create_triggers(const Layer *layer)
{
#define PLACED "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
#define UNPLACED "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
#define PUT                                                                                                  \
    "INSERT OR REPLACE INTO \"rtree_%w_geom\" VALUES (NEW.fid, ST_MinX(NEW.geom), "                          \
    "ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); "
#define DROP "DELETE FROM \"rtree_%w_geom\" WHERE id "
    static const struct {
        const char *name, *event, *action;
    } TRIGGERS[] = {
        {"insert", "INSERT ON \"%w\" WHEN " PLACED, PUT},
        {"update1", "UPDATE OF geom ON \"%w\" WHEN OLD.fid = NEW.fid AND " PLACED, PUT},
        {"update2", "UPDATE OF geom ON \"%w\" WHEN OLD.fid = NEW.fid AND " UNPLACED, DROP "= OLD.fid; "},
        {"update3", "UPDATE ON \"%w\" WHEN OLD.fid != NEW.fid AND " PLACED, DROP "= OLD.fid; " PUT},
        {"update4", "UPDATE ON \"%w\" WHEN OLD.fid != NEW.fid AND " UNPLACED, DROP "IN (OLD.fid, NEW.fid); "},
        {"delete", "DELETE ON \"%w\" WHEN OLD.geom NOTNULL", DROP "= OLD.fid; "},
    };
#undef PLACED
#undef UNPLACED
#undef PUT
#undef DROP
    bool ok = true;
    for (size_t i = 0; i < G_N_ELEMENTS(TRIGGERS) && ok; i++) {
        char *event = sqlite3_mprintf(TRIGGERS[i].event, layer->table);
        char *action = sqlite3_mprintf(TRIGGERS[i].action, layer->table, layer->table);
        ok = database_run(&layer->package->database,
                          "CREATE TRIGGER \"rtree_%w_" LAYER_GEOMETRY "_%s\" AFTER %s BEGIN %sEND",
                          layer->table, TRIGGERS[i].name, event, action);
        sqlite3_free(event);
        sqlite3_free(action);
    }
    return ok;
}

/* ---- registration -------------------------------------------------------------------- */

static bool register_features(const Layer *layer)
{
    Database *database = &layer->package->database;
    bool is_empty = layer->extent.min_x > layer->extent.max_x;
    return database_run(database,
                        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
                        "last_change, srs_id) VALUES (%Q, 'features', %Q, %Q, %Q, %d)",
                        layer->table, layer->shown.id, layer->shown.description, layer->package->date,
                        layer->package->srs_id) &&
           (is_empty || database_run(database,
                                     "UPDATE gpkg_contents SET min_x = %!.17g, min_y = %!.17g, "
                                     "max_x = %!.17g, max_y = %!.17g WHERE table_name = %Q",
                                     layer->extent.min_x, layer->extent.min_y, layer->extent.max_x,
                                     layer->extent.max_y, layer->table)) &&
           database_run(database,
                        "INSERT INTO gpkg_geometry_columns VALUES (%Q, '" LAYER_GEOMETRY "', %Q, %d, 0, 0)",
                        layer->table, geometry_type_name(layer->shown), layer->package->srs_id) &&
           container_extend(layer->package, layer->table, LAYER_GEOMETRY, "gpkg_rtree_index",
                            "http://www.geopackage.org/spec130/#extension_rtree", "write-only") &&
           create_triggers(layer);
}

bool layer_write(Package *package, uint32_t index)
{
    Layer layer = {package, bcu_export_layer_at(package->exported, index),
                   index,   package->tables[index],
                   NULL,    BCU_BOX_EMPTY};
    bool has_geometry = layer.shown.geometry != BCU_GEOMETRY_NONE;
    layer.columns = layer_column_names(layer.shown.table);
    bool ok = create_table(&layer) && (!has_geometry || create_index(&layer)) && fill_table(&layer) &&
              (has_geometry ? register_features(&layer)
                            : container_add_attributes(package, layer.table, layer.shown.id,
                                                       layer.shown.description)) &&
              describe_columns(&layer);
    g_strfreev(layer.columns);
    return ok;
}
