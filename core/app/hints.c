/* Guesses the command that was meant from the name of a file.
 * Names of files lead to the commands that take them: what people try first is "run" and the file that they have. */
#include "app/hints.h"
#include <glib.h>
#include <string.h>

static const struct { const char *ending, *hint; } HINTS[] = {
    {".ini", "A project is named by -p: bcukit run -p %s"},
    {".shp", "bcukit info %s describes it; bcukit init %s -p my.ini begins a project with it."},
    {".zip", "bcukit info %s describes it; bcukit init %s -p my.ini begins a project with it."},
    {".dbf", "Name the .shp beside it: bcukit info FILE.shp"},
    {".csv", "Tables belong into a project file (groups [population] and [clusters]); \"bcukit help\" lists the commands."},
    {".geojson", "bcukit reads shapefiles. Turn it into one first: ogr2ogr areas.shp %s"},
    {".json", "bcukit reads shapefiles. Turn it into one first: ogr2ogr areas.shp %s"},
    {".topojson", "bcukit reads shapefiles. Turn it into one first: ogr2ogr areas.shp %s"},
    {".gpkg", "bcukit reads shapefiles. Turn it into one first: ogr2ogr areas.shp %s"},
    {".kml", "bcukit reads shapefiles. Turn it into one first: ogr2ogr areas.shp %s"},
    {".gml", "bcukit reads shapefiles. Turn it into one first: ogr2ogr areas.shp %s"},
    {".so", "Plugins are named by their ids; --plugin-path names the folder of others: "
            "bcukit run ID --plugin-path FOLDER"},
};

/* The name in place of each "%s", quoted where a shell needs it. */
static char *with_name(const char *hint, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(hint, "%s", -1);
    bool plain = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/") == strlen(name);
    g_autofree char *quoted = plain ? g_strdup(name) : g_shell_quote(name);
    return g_strjoinv(quoted, parts);
}

char *bcu_hint_for_file(const char *argument)
{
    g_autofree char *lower = g_ascii_strdown(argument, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(HINTS); i++)
        if (g_str_has_suffix(lower, HINTS[i].ending))
            return with_name(HINTS[i].hint, argument);
    return strchr(argument, '/') ? g_strdup("\"bcukit help\" lists the commands and what they take.") : NULL;
}
