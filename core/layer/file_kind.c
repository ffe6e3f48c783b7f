/* Tells what a file is that is no shapefile.
 * What a file is that is no shapefile, by its first bytes and its name: whoever names one is told the way to go. */
#include "layer/file_kind.h"
#include "base/diag.h"
#include "base/input_file.h"
#include <glib.h>
#include <string.h>
#include <unistd.h>

typedef enum Way { UNPACK, NAME_SHP, CONVERT, TABLE } Way;

typedef struct Kind {
    const char *start;  /* first bytes; NULL: told by the ending alone */
    const char *ending; /* NULL: told by the first bytes alone */
    const char *what;
    Way way;
} Kind;

static const Kind KINDS[] = {
    {NULL, ".dbf", "the attribute table of a shapefile", NAME_SHP},
    {NULL, ".shx", "the index of a shapefile", NAME_SHP},
    {NULL, ".prj", "the CRS of a shapefile", NAME_SHP},
    {NULL, ".cpg", "the encoding of a shapefile", NAME_SHP},
    {"PK\003\004", NULL, "a zip archive", UNPACK},
    {"\x1f\x8b", NULL, "a gzip archive", UNPACK},
    {"SQLite format 3", ".gpkg", "a GeoPackage", CONVERT},
    {"SQLite format 3", NULL, "an SQLite database", CONVERT},
    {"fgb", NULL, "a FlatGeobuf", CONVERT},
    {"PAR1", NULL, "a Parquet file", CONVERT},
    {NULL, ".topojson", "a TopoJSON", CONVERT},
    {NULL, ".geojson", "a GeoJSON", CONVERT},
    {"{", NULL, "a JSON file", CONVERT},
    {NULL, ".kml", "a KML file", CONVERT},
    {NULL, ".gml", "a GML file", CONVERT},
    {"<", NULL, "an XML file", CONVERT},
    {NULL, ".gpkg", "a GeoPackage", CONVERT},
    {NULL, ".zip", "a zip archive", UNPACK},
    {NULL, ".csv", "a table", TABLE},
};

static bool ends_in(const char *path, const char *ending)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);
    return g_str_has_suffix(lower, ending);
}

static const Kind *kind_of(const char *path)
{
    char start[16] = {0};
    const char *why;
    int file = bcu_input_open(path, &why);
    ssize_t got = file >= 0 ? read(file, start, sizeof start) : 0;
    size_t count = got > 0 ? (size_t)got : 0;
    if (file >= 0)
        close(file);
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        const Kind *kind = &KINDS[i];
        bool starts = !kind->start || (strlen(kind->start) <= count && memcmp(start, kind->start, strlen(kind->start)) == 0);
        if (starts && (!kind->ending || ends_in(path, kind->ending)))
            return kind;
    }
    return NULL;
}

static char *hint_of(const char *path, const Kind *kind)
{
    g_autofree char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');
    g_autofree char *stem = dot ? g_strndup(name, (gsize)(dot - name)) : g_strdup(name);
    switch (kind ? kind->way : CONVERT) {
    case UNPACK: return g_strdup("Unpack it and name the .shp that is in it.");
    case NAME_SHP: return g_strdup_printf("Name %s.shp, and keep the files that belong to it beside it.", stem);
    case TABLE: return g_strdup("Name a layer of polygons here; tables go to the keys lookup and [population] file.");
    case CONVERT: break;
    }
    return g_strdup_printf("Make a shapefile of it: ogr2ogr -lco ENCODING=UTF-8 %s.shp %s", stem, name);
}

void bcu_file_kind_report(const char *path, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    const char *why;
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        bcu_report(log, BCU_ERROR, "SHP016", &place, "Name the .shp that is in it.", "it is a folder, not a shapefile");
    } else if (g_file_test(path, G_FILE_TEST_EXISTS) && (why = bcu_input_obstacle(path))) {
        bcu_report(log, BCU_ERROR, "SHP017", &place, "Put the file itself there, and allow reading it.",
                   "the layer cannot be read: %s", why);
    } else if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        const Kind *kind = kind_of(path);
        g_autofree char *hint = hint_of(path, kind);
        bcu_report(log, BCU_ERROR, "SHP016", &place, hint, "it is %s, not a shapefile", kind ? kind->what : "another file");
    } else {
        bcu_report(log, BCU_ERROR, "SHP010", &place, "Check the path; it is relative to the project file.",
                   "there is no such file");
    }
}
