/* Lists the keys of project files, with their forms and defaults, and reads groups by that list.
 * Nothing else holds a default of a key or reads its text, so that no two commands can read one differently. */
#include "project/keys.h"
#include "base/nearest.h"
#include <stdint.h>
#include <string.h>

/* Where in its struct a member lies; the type is there for the compiler to compare. */
#define AT(type, holder, member) (offsetof(holder, member) + 0 * sizeof((type *)0 == &((holder *)0)->member))
/* Of a key with any name: whoever reads the group keeps it. */
#define NOWHERE SIZE_MAX

static const BcuProjectKey KEYS[] = {
    {"project", "title", BCU_FORM_TEXT, AT(char *, BcuProject, title), NULL, NULL,
     "title = Basic Command Units", "title of maps and documents"},
    {"project", "subtitle", BCU_FORM_TEXT, AT(char *, BcuProject, subtitle), NULL, NULL,
     "subtitle = State of 2018", "line below the title"},
    {"project", "attribution", BCU_FORM_LINES, AT(char *, BcuProject, attribution), NULL, NULL,
     "attribution = Contains public data;© Publisher",
     "what the licence of the data asks to show; printed on every map"},
    {"project", "source", BCU_FORM_TEXT, AT(char *, BcuProject, source), NULL, NULL,
     "source = Boundaries: GLA", "where the data come from"},
    {"project", "licence", BCU_FORM_TEXT, AT(char *, BcuProject, licence), NULL, NULL,
     "licence = Open Government Licence v3.0", "licence of the data"},
    {"project", "people", BCU_FORM_TEXT, AT(char *, BcuProject, people), "people", NULL,
     "people = Londoners", "what titles call the people"},
    {"project", "note", BCU_FORM_TEXT, AT(char *, BcuProject, note), NULL, NULL,
     "note = Draft", "a remark that maps print"},
    {"project", "run", BCU_FORM_PLUGINS, AT(GStrv, BcuProject, run), NULL, "all plugins found",
     "run = render;area", "plugins to run, in order"},
    {"crs", "working", BCU_FORM_CRS, AT(char *, BcuProject, working_crs), NULL, "that of the areas layer",
     "working = EPSG:27700", "CRS in which everything is measured and drawn"},
    {"crs", "approximate", BCU_FORM_DEGREES, AT(double, BcuProject, approximate_deg), NULL, "0: exact",
     "approximate = 1e-9",
     "by how much coordinates may be off when a layer is brought into the working CRS: points are then interpolated "
     "where that error can be bounded, which is faster; the manifest states the bound"},
    {"crs", "accuracy", BCU_FORM_LENGTH, AT(double, BcuProject, accepted_m), NULL, "as PROJ chooses",
     "accuracy = 20 m",
     "accepts transformations of this stated accuracy where no better one can be carried out, such as from NAD27 to "
     "NAD83 without grids"},
    {"topology", "tolerance", BCU_FORM_LENGTH, AT(double, BcuProject, tolerance_m), "1 mm", NULL,
     "tolerance = 1 mm", "vertices closer than this are one"},
    {"topology", "repair_limit", BCU_FORM_SHARE, AT(double, BcuProject, repair_share), "1 %", NULL,
     "repair_limit = 5 %",
     "how much of an area repair may change where outlines overlap or cross themselves; more is an error"},
    {"topology", "simplify", BCU_FORM_DETAIL, AT(BcuSimplification, BcuProject, simplify), NULL, NULL,
     "simplify = 20 m", "drop vertices that matter less than this, in all outputs; 50 % keeps half"},
    {"topology", "keep_shapes", BCU_FORM_YES_NO, AT(bool, BcuProject, keep_shapes), "yes", NULL,
     "keep_shapes = no",
     "no lets islands, lakes and enclaves vanish that simplifying leaves smaller than the triangles that it drops"},
    {"topology", "bridge", BCU_FORM_LENGTH, AT(double, BcuProject, bridge_m), NULL, NULL,
     "bridge = 500 m",
     "areas whose borders face one another over at most this much water count as neighbours across it"},
    {"layer *", "path", BCU_FORM_PATH, AT(char *, BcuLayerSpec, path), NULL, "required",
     "path = boroughs.shp",
     "shapefile, or zip archive with one, relative to the project file; boundaries.zip/wards.shp names one of several"},
    {"layer *", "layer", BCU_FORM_TEXT, AT(char *, BcuLayerSpec, member), NULL, "the only one",
     "layer = wards", "which shapefile of an archive"},
    {"layer *", "role", BCU_FORM_ROLE, AT(BcuLayerRole, BcuLayerSpec, role), "areas", NULL,
     "role = areas",
     "areas are grouped into clusters, subareas lie in areas, cells carry population across other borders, context "
     "is only drawn"},
    {"layer *", "code", BCU_FORM_FIELD, AT(char *, BcuLayerSpec, code), NULL, "required",
     "code = GSS_CODE", "field with a unique code"},
    {"layer *", "leading_zeros", BCU_FORM_ZEROS, AT(bool, BcuLayerSpec, ignore_zeros), "keep", NULL,
     "leading_zeros = ignore", "ignore takes 5001 in tables for the code 05001 without a warning"},
    {"layer *", "name", BCU_FORM_FIELD, AT(char *, BcuLayerSpec, name), NULL, "the code",
     "name = NAME", "field with the name"},
    {"layer *", "parent", BCU_FORM_FIELD, AT(char *, BcuLayerSpec, parent), NULL, "by location",
     "parent = LB_GSS_CD", "field of subareas or cells with the code of their area"},
    {"layer *", "population", BCU_FORM_FIELD, AT(char *, BcuLayerSpec, population), NULL, NULL,
     "population = POPULATION", "field with the number of people"},
    {"layer *", "cells", BCU_FORM_CELLS, AT(BcuCellRule, BcuLayerSpec, cell_rule), "area", NULL,
     "cells = whole",
     "how people of cells across borders are counted: area divides them by area, also with ground in no area; whole "
     "counts a cell where most of it lies; inside divides them among the areas it lies in"},
    {"layer *", "published_ha", BCU_FORM_FIELD, AT(char *, BcuLayerSpec, published_ha), NULL, NULL,
     "published_ha = HECTARES", "field with the published area in hectares, water included"},
    {"layer *", "water_ha", BCU_FORM_FIELD, AT(char *, BcuLayerSpec, water_ha), NULL, NULL,
     "water_ha = NONLD_AREA", "field with the hectares of tidal water in it"},
    {"layer *", "crs", BCU_FORM_CRS, AT(char *, BcuLayerSpec, crs), NULL, "from the .prj",
     "crs = EPSG:27700", "CRS of the coordinates"},
    {"layer *", "encoding", BCU_FORM_ENCODING, AT(char *, BcuLayerSpec, encoding), NULL, "detected",
     "encoding = WINDOWS-1252", "encoding of the attribute text"},
    {"layer *", "decimal", BCU_FORM_DECIMAL, AT(char, BcuLayerSpec, numbers.decimal), NULL, "told from the numbers",
     "decimal = ,", "sign before the decimals of the numbers in the attribute table"},
    {"layer *", "thousands", BCU_FORM_THOUSANDS, AT(char, BcuLayerSpec, numbers.thousands), NULL, "told from the numbers",
     "thousands = .", "sign between thousands in the attribute table"},
    {"layer *", "noun", BCU_FORM_TEXT, AT(char *, BcuLayerSpec, noun), NULL, "area, subarea",
     "noun = borough", "what one feature is called"},
    {"layer *", "plural", BCU_FORM_TEXT, AT(char *, BcuLayerSpec, plural), NULL, "noun and s",
     "plural = boroughs", "what several are called"},
    {"layer *", "fill", BCU_FORM_PAINT, AT(char *, BcuLayerSpec, fill), NULL, "of water",
     "fill = #d5e8c8", "fill of a context layer's polygons and points"},
    {"layer *", "line", BCU_FORM_PAINT, AT(char *, BcuLayerSpec, line), NULL, "of rivers",
     "line = #6fa3c7", "lines of a context layer, outlines of its polygons and points"},
    {"layer *", "width", BCU_FORM_ON_PAPER, AT(double, BcuLayerSpec, width_mm), NULL, "fine",
     "width = 0.3 mm", "on paper: of a context layer's lines, across its points"},
    {"layer *", "place", BCU_FORM_PLACE, AT(char *, BcuLayerSpec, place), NULL, "polygons below",
     "place = above", "whether a context layer is drawn above the fills of the map or below them"},
    {"population", "layer", BCU_FORM_LAYER, AT(char *, BcuPopulationSpec, layer), NULL, "the areas layer",
     "layer = boroughs", "layer that the figures are joined to; [population ID] gives a second source"},
    {"population", "file", BCU_FORM_PATH, AT(char *, BcuPopulationSpec, file), NULL, "required",
     "file = population.csv", "CSV file, relative to the project file; commas, semicolons, tabs or bars between values"},
    {"population", "key", BCU_FORM_COLUMN, AT(char *, BcuPopulationSpec, key), "code", NULL,
     "key = gss_code", "column with the code"},
    {"population", "value", BCU_FORM_COLUMN, AT(char *, BcuPopulationSpec, value), "population", NULL,
     "value = population", "column with the number of people"},
    {"population", "decimal", BCU_FORM_DECIMAL, AT(char, BcuPopulationSpec, numbers.decimal), NULL, "told from the numbers",
     "decimal = ,", "sign before the decimals of the figures"},
    {"population", "thousands", BCU_FORM_THOUSANDS, AT(char, BcuPopulationSpec, numbers.thousands), NULL, "told from the numbers",
     "thousands = .", "sign between the thousands of the figures"},
    {"population", "year", BCU_FORM_TEXT, AT(char *, BcuPopulationSpec, year), NULL, NULL,
     "year = 2017", "year of the figures"},
    {"population", "source", BCU_FORM_TEXT, AT(char *, BcuPopulationSpec, source), NULL, NULL,
     "source = GLA projections", "where the figures come from"},
    {"resources", "*", BCU_FORM_NUMBER, NOWHERE, NULL, NULL,
     "dwo = 2", "what each subarea keeps at least, under the name of the key"},
    {"clusters", "id", BCU_FORM_TEXT, AT(char *, BcuProject, clusters_id), "clusters", NULL,
     "id = bcu", "names the files of the cluster layer"},
    {"clusters", "noun", BCU_FORM_TEXT, AT(char *, BcuProject, clusters_noun), "cluster", NULL,
     "noun = BCU", "what one cluster is called"},
    {"clusters", "plural", BCU_FORM_TEXT, AT(char *, BcuProject, clusters_plural), NULL, "noun and s",
     "plural = BCUs", "what several are called"},
    {"clusters", "from", BCU_FORM_LAYER, AT(char *, BcuProject, clusters_from), NULL, "the areas layer",
     "from = boroughs", "polygon layer that the outlines are made from"},
    {"clusters", "field", BCU_FORM_FIELD, AT(char *, BcuProject, clusters_field), NULL, NULL,
     "field = REGION", "group areas by this field instead of by members"},
    {"clusters", "name_field", BCU_FORM_FIELD, AT(char *, BcuProject, clusters_name_field), NULL, "the field",
     "name_field = REGION_NAME", "field with the cluster's name when grouped by field"},
    {"clusters", "lookup", BCU_FORM_PATH, AT(char *, BcuProject, lookup_file), NULL, NULL,
     "lookup = lookup.csv",
     "group areas by this CSV file instead of by members; commas, semicolons, tabs or bars between values"},
    {"clusters", "lookup_area", BCU_FORM_COLUMN, AT(char *, BcuProject, lookup_area), NULL, "the first",
     "lookup_area = area_code", "its column with the area's code"},
    {"clusters", "lookup_cluster", BCU_FORM_COLUMN, AT(char *, BcuProject, lookup_cluster), NULL, "the second",
     "lookup_cluster = cluster_code", "its column with the cluster's code"},
    {"clusters", "lookup_name", BCU_FORM_COLUMN, AT(char *, BcuProject, lookup_name), NULL, NULL,
     "lookup_name = cluster_name", "its column with the cluster's name"},
    {"clusters", "names", BCU_FORM_PATH, AT(char *, BcuProject, names_file), NULL, NULL,
     "names = regions.csv", "CSV file with the names of clusters, by their codes; it may have more"},
    {"clusters", "names_code", BCU_FORM_COLUMN, AT(char *, BcuProject, names_code), NULL, "the first",
     "names_code = region_code", "its column with the cluster's code"},
    {"clusters", "names_name", BCU_FORM_COLUMN, AT(char *, BcuProject, names_name), NULL, "the second",
     "names_name = region_name", "its column with the cluster's name"},
    {"phase *", "label", BCU_FORM_TEXT, AT(char *, BcuPhaseSpec, label), NULL, "the key",
     "label = June 2018", "what the phase is called"},
    {"phase *", "go_live", BCU_FORM_DATE, AT(char *, BcuPhaseSpec, go_live), NULL, NULL,
     "go_live = 2018-06", "YYYY, YYYY-MM or YYYY-MM-DD"},
    {"cluster *", "name", BCU_FORM_TEXT, AT(char *, BcuClusterSpec, name), NULL, "the code",
     "name = Central North", "display name; two clusters may share one"},
    {"cluster *", "members", BCU_FORM_AREAS, AT(GStrv, BcuClusterSpec, members), NULL, NULL,
     "members = Camden;Islington", "areas by code, name or unambiguous short form"},
    {"cluster *", "phase", BCU_FORM_PHASE, AT(char *, BcuClusterSpec, phase), NULL, NULL,
     "phase = pilot", "when the cluster goes live"},
    {"cluster *", "go_live", BCU_FORM_DATE, AT(char *, BcuClusterSpec, go_live), NULL, "the phase's",
     "go_live = 2018-06-01", "date of its own"},
    {"cluster *", "colour", BCU_FORM_COLOUR, AT(char *, BcuClusterSpec, colour), NULL, "chosen",
     "colour = #1f77b4", "fill on maps and in styles"},
    {"cluster *", "*", BCU_FORM_TEXT, NOWHERE, NULL, NULL,
     "commander = Jason Gwillim", "any other key is an attribute of the cluster"},
};

const BcuProjectKey *bcu_project_keys(size_t *count)
{
    *count = G_N_ELEMENTS(KEYS);
    return KEYS;
}

const char *bcu_project_key_fallback(const BcuProjectKey *key)
{
    return key->preset ? key->preset : key->otherwise ? key->otherwise : "none";
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

bool bcu_project_key_named(const char *group, const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
        if (is_of(group, KEYS[i].group) && g_str_equal(KEYS[i].key, key))
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

/* ---- reading ----------------------------------------------------------------------------- */

void bcu_project_key_read(BcuReading *reading, const BcuProjectKey *key, const char *group, const char *name, void *to)
{
    const BcuKeyForm *form = bcu_key_form(key->form);
    g_autofree char *text = bcu_reading_text_or(reading, group, name, key->preset);
    if (!text || form->read(&(BcuWritten){reading, group, name, text}, form, to))
        return;
    const char *example = strchr(key->example, '=') + 2;
    g_autofree char *near = form->words ? bcu_did_you_mean(text, form->words, g_strv_length((char **)form->words)) : NULL;
    g_autofree char *hint = form->words ? g_strdup_printf("Write %s.", form->name)
                                        : g_strdup_printf("Write %s, such as %s.", form->want, example);
    if (form->words)
        bcu_reading_fail(reading, group, name, near ? near : hint, "\"%s\" does not fit", text);
    else
        bcu_reading_fail(reading, group, name, hint, "\"%s\" is no %s", text, form->name);
}

void bcu_project_keys_read(BcuReading *reading, const char *kind, const char *group, void *holder)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
        if (g_str_equal(KEYS[i].group, kind) && KEYS[i].at != NOWHERE)
            bcu_project_key_read(reading, &KEYS[i], group, KEYS[i].key, (char *)holder + KEYS[i].at);
}

const BcuProjectKey *bcu_project_key_any(const char *kind)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
        if (g_str_equal(KEYS[i].group, kind) && KEYS[i].at == NOWHERE)
            return &KEYS[i];
    return NULL;
}

void bcu_project_keys_clear(const char *kind, void *holder)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        void (*clear)(void *) = bcu_key_form(KEYS[i].form)->clear;
        if (clear && g_str_equal(KEYS[i].group, kind) && KEYS[i].at != NOWHERE)
            clear((char *)holder + KEYS[i].at);
    }
}
