/* Lists the keys of project files.
 * The table of project file keys. */
#include "project/keys.h"
#include "base/nearest.h"
#include <string.h>

static const BcuProjectKey KEYS[] = {
    {"project", "title", "text", "", "title = Basic Command Units", "title of maps and documents"},
    {"project", "subtitle", "text", "", "subtitle = State of 2018", "line below the title"},
    {"project", "attribution", "list of lines", "", "attribution = Contains public data;© Publisher",
     "what the licence of the data asks to show; printed on every map"},
    {"project", "source", "text", "", "source = Boundaries: GLA", "where the data come from"},
    {"project", "licence", "text", "", "licence = Open Government Licence v3.0", "licence of the data"},
    {"project", "people", "text", "people", "people = Londoners", "what titles call the people"},
    {"project", "note", "text", "", "note = Draft", "a remark that maps print"},
    {"project", "run", "list of plugins", "all plugins found", "run = render;area",
     "plugins to run, in order"},
    {"crs", "working", "CRS", "that of the areas layer", "working = EPSG:27700",
     "CRS in which everything is measured and drawn"},
    {"crs", "approximate", "degrees", "0: exact", "approximate = 1e-9",
     "by how much coordinates may be off when a layer is brought into the working CRS: points are then "
     "interpolated where that error can be bounded, which is faster; the manifest states the bound"},
    {"crs", "accuracy", "length", "as PROJ chooses", "accuracy = 20 m",
     "accepts transformations of this stated accuracy where no better one can be carried out, such as from NAD27 to "
     "NAD83 without grids"},
    {"topology", "tolerance", "length", "1 mm", "tolerance = 1 mm", "vertices closer than this are one"},
    {"topology", "repair_limit", "share", "1 %", "repair_limit = 5 %",
     "how much of an area repair may change where outlines overlap or cross themselves; more is an error"},
    {"topology", "simplify", "length or share", "none", "simplify = 20 m",
     "drop vertices that matter less than this, in all outputs; 50 % keeps half"},
    {"topology", "keep_shapes", "yes or no", "yes", "keep_shapes = no",
     "no lets islands, lakes and enclaves vanish that simplifying leaves smaller than the triangles that it drops"},
    {"topology", "bridge", "length", "none", "bridge = 500 m",
     "areas whose borders face one another over at most this much water count as neighbours across it"},
    {"layer *", "path", "path", "required", "path = boroughs.shp", "shapefile, relative to the project file"},
    {"layer *", "role", "areas, subareas, cells or context", "areas", "role = areas",
     "areas are grouped into clusters, subareas lie in areas, cells carry population across other borders, context is only drawn"},
    {"layer *", "code", "field", "required", "code = GSS_CODE", "field with a unique code"},
    {"layer *", "leading_zeros", "keep or ignore", "keep", "leading_zeros = ignore",
     "ignore takes 5001 in tables for the code 05001 without a warning"},
    {"layer *", "name", "field", "the code", "name = NAME", "field with the name"},
    {"layer *", "parent", "field", "by location", "parent = LB_GSS_CD",
     "field of subareas or cells with the code of their area"},
    {"layer *", "population", "field", "", "population = POPULATION", "field with the number of people"},
    {"layer *", "cells", "area, whole or inside", "area", "cells = whole",
     "how people of cells across borders are counted: area divides them by area, also with ground in no area; whole "
     "counts a cell where most of it lies; inside divides them among the areas it lies in"},
    {"layer *", "published_ha", "field", "", "published_ha = HECTARES",
     "field with the published area in hectares, water included"},
    {"layer *", "water_ha", "field", "", "water_ha = NONLD_AREA",
     "field with the hectares of tidal water in it"},
    {"layer *", "crs", "CRS", "from the .prj", "crs = EPSG:27700", "CRS of the coordinates"},
    {"layer *", "encoding", "encoding", "detected", "encoding = WINDOWS-1252",
     "encoding of the attribute text"},
    {"layer *", "decimal", ". or ,", "told from the numbers", "decimal = ,",
     "sign before the decimals of the numbers in the attribute table"},
    {"layer *", "thousands", ". , ' space or none", "told from the numbers", "thousands = .",
     "sign between thousands in the attribute table"},
    {"layer *", "noun", "text", "area, subarea", "noun = borough", "what one feature is called"},
    {"layer *", "plural", "text", "noun and s", "plural = boroughs", "what several are called"},
    {"layer *", "fill", "colour or none", "of water", "fill = #d5e8c8", "fill of a context layer's polygons and points"},
    {"layer *", "line", "colour or none", "of rivers", "line = #6fa3c7",
     "lines of a context layer, outlines of its polygons and points"},
    {"layer *", "width", "length", "fine", "width = 0.3 mm",
     "on paper: of a context layer's lines, across its points"},
    {"layer *", "place", "above or below", "polygons below", "place = above",
     "whether a context layer is drawn above the fills of the map or below them"},
    {"population", "layer", "layer id", "the areas layer", "layer = boroughs",
     "layer that the figures are joined to; [population ID] gives a second source"},
    {"population", "file", "path", "required", "file = population.csv",
     "CSV file, relative to the project file; commas, semicolons or tabs between values"},
    {"population", "key", "column", "code", "key = gss_code", "column with the code"},
    {"population", "value", "column", "population", "value = population", "column with the number of people"},
    {"population", "decimal", ". or ,", "told from the numbers", "decimal = ,",
     "sign before the decimals of the figures"},
    {"population", "thousands", ". , ' space or none", "told from the numbers", "thousands = .",
     "sign between the thousands of the figures"},
    {"population", "year", "text", "", "year = 2017", "year of the figures"},
    {"population", "source", "text", "", "source = GLA projections", "where the figures come from"},
    {"resources", "*", "number", "", "dwo = 2",
     "what each subarea keeps at least, under the name of the key"},
    {"clusters", "id", "text", "clusters", "id = bcu", "names the files of the cluster layer"},
    {"clusters", "noun", "text", "cluster", "noun = BCU", "what one cluster is called"},
    {"clusters", "plural", "text", "noun and s", "plural = BCUs", "what several are called"},
    {"clusters", "from", "layer id", "the areas layer", "from = boroughs",
     "polygon layer that the outlines are made from"},
    {"clusters", "field", "field", "", "field = REGION", "group areas by this field instead of by members"},
    {"clusters", "name_field", "field", "the field", "name_field = REGION_NAME",
     "field with the cluster's name when grouped by field"},
    {"clusters", "lookup", "path", "", "lookup = lookup.csv",
     "group areas by this CSV file instead of by members; commas, semicolons or tabs between values"},
    {"clusters", "lookup_area", "column", "the first", "lookup_area = area_code",
     "its column with the area's code"},
    {"clusters", "lookup_cluster", "column", "the second", "lookup_cluster = cluster_code",
     "its column with the cluster's code"},
    {"clusters", "lookup_name", "column", "", "lookup_name = cluster_name",
     "its column with the cluster's name"},
    {"phase *", "label", "text", "the key", "label = June 2018", "what the phase is called"},
    {"phase *", "go_live", "date", "", "go_live = 2018-06", "YYYY, YYYY-MM or YYYY-MM-DD"},
    {"cluster *", "name", "text", "the code", "name = Central North",
     "display name; two clusters may share one"},
    {"cluster *", "members", "list of areas", "", "members = Camden;Islington",
     "areas by code, name or unambiguous short form"},
    {"cluster *", "phase", "phase key", "", "phase = pilot", "when the cluster goes live"},
    {"cluster *", "go_live", "date", "the phase's", "go_live = 2018-06-01", "date of its own"},
    {"cluster *", "colour", "colour", "chosen", "colour = #1f77b4", "fill on maps and in styles"},
    {"cluster *", "*", "text", "", "commander = Jason Gwillim",
     "any other key is an attribute of the cluster"},
};

const BcuProjectKey *bcu_project_keys(size_t *count)
{
    *count = G_N_ELEMENTS(KEYS);
    return KEYS;
}

/* "layer boroughs" is of the kind "layer *", "population wards" of "population". */
static bool is_of(const char *group, const char *kind)
{
    size_t word = strcspn(kind, " ");
    if (strncmp(group, kind, word) != 0)
        return false;
    if (kind[word] == ' ')
        return group[word] == ' ' && group[word + 1] != '\0';
    return group[word] == '\0' || (g_str_equal(kind, "population") && group[word] == ' ');
}

bool bcu_project_group_known(const char *group)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
        if (is_of(group, KEYS[i].group))
            return true;
    return false;
}

bool bcu_project_key_known(const char *group, const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
        if (is_of(group, KEYS[i].group) && (g_str_equal(KEYS[i].key, "*") || g_str_equal(KEYS[i].key, key)))
            return true;
    return false;
}

char *bcu_project_key_suggestion(const char *group, const char *key)
{
    const char *names[G_N_ELEMENTS(KEYS)];
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
        if (is_of(group, KEYS[i].group))
            names[count++] = KEYS[i].key;
    return bcu_did_you_mean(key, names, count);
}
