/* Reads the groups of a project file.
 * The groups of a project file, one by one. */
#include "text/quantity.h"
#include "base/nearest.h"
#include "project/keys.h"
#include "project/reading.h"
#include <bcukit/colour.h>
#include <bcukit/number.h>
#include <string.h>

/* An error of more than a millimetre would move borders by what they are known to. */
static void read_approximate(BcuReading *reading)
{
    static const double MOST = 1e-8;
    g_autofree char *value = bcu_reading_text(reading, "crs", "approximate");
    double degrees = 0;
    if (value && !(bcu_number_parse(value, &degrees) && degrees >= 0 && degrees <= MOST))
        bcu_reading_fail(reading, "crs", "approximate", "Write degrees, at most 1e-8: a millimetre.",
                         "\"%s\" does not fit", value);
    reading->project->approximate_deg = degrees;
}

static void read_accuracy(BcuReading *reading)
{
    g_autofree char *value = bcu_reading_text(reading, "crs", "accuracy");
    double metres = 0;
    if (value && !(bcu_length_parse(value, "m", &metres) && metres >= 0))
        bcu_reading_fail(reading, "crs", "accuracy", "Write a length such as 20 m.", "\"%s\" does not fit", value);
    reading->project->accepted_m = metres;
}

static void read_head(BcuReading *reading)
{
    BcuProject *project = reading->project;
    project->title = bcu_reading_text(reading, "project", "title");
    project->subtitle = bcu_reading_text(reading, "project", "subtitle");
    project->source = bcu_reading_text(reading, "project", "source");
    project->licence = bcu_reading_text(reading, "project", "licence");
    project->note = bcu_reading_text(reading, "project", "note");
    project->people = bcu_reading_text(reading, "project", "people");
    g_auto(GStrv) lines = bcu_reading_list(reading, "project", "attribution");
    project->attribution = lines ? g_strjoinv("\n", lines) : NULL;
    project->run = bcu_reading_list(reading, "project", "run");
    project->working_crs = bcu_reading_text(reading, "crs", "working");
    read_approximate(reading);
    read_accuracy(reading);
}

static void check_length(BcuReading *reading, const char *key, const char *value)
{
    double amount;
    if (value && !(bcu_length_parse(value, "m", &amount) && amount >= 0))
        bcu_reading_fail(reading, "topology", key, "Write a length such as 500 m.", "\"%s\" does not fit",
                         value);
}

static void check_simplification(BcuReading *reading, const char *key, const char *value)
{
    BcuSimplification how;
    if (value && !bcu_simplification_parse(value, &how))
        bcu_reading_fail(reading, "topology", key, "Write a length such as 20 m, or a share such as 50 %.",
                         "\"%s\" does not fit", value);
}

static void check_share(BcuReading *reading, const char *key, const char *value)
{
    double amount;
    size_t length = value ? strlen(value) : 0;
    g_autofree char *number = length ? g_strndup(value, length - 1) : NULL;
    if (value &&
        !(length && value[length - 1] == '%' && bcu_number_parse(g_strstrip(number), &amount) && amount >= 0))
        bcu_reading_fail(reading, "topology", key, "Write a share such as 1 %.", "\"%s\" does not fit",
                         value);
}

static bool read_yes_or_no(BcuReading *reading, const char *group, const char *key, bool fallback)
{
    g_autofree char *value = bcu_reading_text(reading, group, key);
    bool yes = value && g_ascii_strcasecmp(value, "yes") == 0;
    if (value && !yes && g_ascii_strcasecmp(value, "no") != 0)
        bcu_reading_fail(reading, group, key, "Write yes or no.", "\"%s\" does not fit", value);
    return value ? yes : fallback;
}

static void read_topology(BcuReading *reading)
{
    BcuProject *project = reading->project;
    project->tolerance = bcu_reading_text(reading, "topology", "tolerance");
    project->simplify = bcu_reading_text(reading, "topology", "simplify");
    project->bridge = bcu_reading_text(reading, "topology", "bridge");
    project->repair_limit = bcu_reading_text(reading, "topology", "repair_limit");
    project->may_vanish = !read_yes_or_no(reading, "topology", "keep_shapes", true);
    check_share(reading, "repair_limit", project->repair_limit);
    check_length(reading, "tolerance", project->tolerance);
    check_length(reading, "bridge", project->bridge);
    check_simplification(reading, "simplify", project->simplify);
}

static void check_colour(BcuReading *reading, const char *group, const char *key, const char *value,
                         bool none_too)
{
    BcuColour colour;
    if (value && !bcu_colour_parse(value, &colour) && !(none_too && g_ascii_strcasecmp(value, "none") == 0))
        bcu_reading_fail(reading, group, key,
                         none_too ? "Write a colour such as #1f77b4, or none."
                                  : "Write a colour such as #1f77b4.",
                         "\"%s\" is no colour", value);
}

/* How a context layer is drawn. */
static void read_look(BcuReading *reading, const char *group, BcuLayerSpec *spec)
{
    static const char *const PLACES[] = {"above", "below", NULL};
    double width;
    spec->fill = bcu_reading_text(reading, group, "fill");
    spec->line = bcu_reading_text(reading, group, "line");
    spec->width = bcu_reading_text(reading, group, "width");
    spec->place = bcu_reading_text(reading, group, "place");
    check_colour(reading, group, "fill", spec->fill, true);
    check_colour(reading, group, "line", spec->line, true);
    if (spec->width && !(bcu_length_parse(spec->width, "mm", &width) && width > 0))
        bcu_reading_fail(reading, group, "width", "Write a length on paper such as 0.3 mm.",
                         "\"%s\" does not fit", spec->width);
    if (spec->place && !g_strv_contains(PLACES, spec->place))
        bcu_reading_fail(reading, group, "place", "Write above or below.", "\"%s\" is no place", spec->place);
}

/* One of a few words; the first where the file says nothing. */
static int read_choice(BcuReading *reading, const char *group, const char *key, const char *const *words)
{
    g_autofree char *value = bcu_reading_text(reading, group, key);
    g_autofree char *list = g_strjoinv(" or ", (char **)words), *hint = g_strdup_printf("Write %s.", list);
    for (int i = 0; value && words[i]; i++)
        if (g_ascii_strcasecmp(value, words[i]) == 0)
            return i;
    if (value)
        bcu_reading_fail(reading, group, key, hint, "\"%s\" does not fit", value);
    return 0;
}

/* How a table writes its numbers. */
static BcuNumberForm read_number_form(BcuReading *reading, const char *group)
{
    g_autofree char *decimal = bcu_reading_text(reading, group, "decimal");
    g_autofree char *thousands = bcu_reading_text(reading, group, "thousands");
    BcuNumberForm form;
    if (!bcu_number_form_parse(decimal, thousands, &form))
        bcu_reading_fail(reading, group, thousands ? "thousands" : "decimal",
                         "Write . or , for decimals and another of . , ' space or none for thousands.",
                         "numbers cannot be written so");
    return form;
}

static void read_layer(BcuReading *reading, const char *group)
{
    BcuLayerSpec *spec = g_new0(BcuLayerSpec, 1);
    g_ptr_array_add(reading->project->layers, spec);
    spec->id = g_strdup(group + strlen("layer "));
    spec->path = bcu_reading_path(reading, group, "path");
    if (!spec->path)
        bcu_reading_fail(reading, group, "path", "Name the shapefile.", "the layer has no path");
    g_autofree char *role = bcu_reading_text_or(reading, group, "role", "areas");
    static const char *const roles[] = {"areas", "subareas", "cells", "context"};
    for (size_t r = 0; r < G_N_ELEMENTS(roles); r++)
        if (g_ascii_strcasecmp(role, roles[r]) == 0)
            spec->role = (BcuLayerRole)r;
    if (g_ascii_strcasecmp(role, roles[spec->role]) != 0) {
        g_autofree char *near = bcu_did_you_mean(role, roles, G_N_ELEMENTS(roles));
        bcu_reading_fail(reading, group, "role", near ? near : "Write areas, subareas, cells or context.",
                         "\"%s\" is no role", role);
    }
    spec->code = bcu_reading_text(reading, group, "code");
    if (!spec->code && (spec->role == BCU_LAYER_AREAS || spec->role == BCU_LAYER_SUBAREAS))
        bcu_reading_fail(reading, group, "code",
                         "Name the field with the unique code; bcukit info lists the fields.",
                         "the layer has no code field");
    spec->name = bcu_reading_text(reading, group, "name");
    spec->parent = bcu_reading_text(reading, group, "parent");
    spec->population = bcu_reading_text(reading, group, "population");
    spec->published_ha = bcu_reading_text(reading, group, "published_ha");
    spec->water_ha = bcu_reading_text(reading, group, "water_ha");
    spec->crs = bcu_reading_text(reading, group, "crs");
    spec->encoding = bcu_reading_text(reading, group, "encoding");
    spec->cell_rule = (BcuCellRule)read_choice(reading, group, "cells", (const char *const[]){"area", "whole", "inside", NULL});
    spec->numbers = read_number_form(reading, group);
    spec->ignore_zeros = read_choice(reading, group, "leading_zeros", (const char *const[]){"keep", "ignore", NULL}) == 1;
    spec->noun = bcu_reading_text_or(reading, group, "noun",
                                     spec->role == BCU_LAYER_AREAS   ? "area"
                                     : spec->role == BCU_LAYER_CELLS ? "cell"
                                                                     : "subarea");
    g_autofree char *plural = g_strconcat(spec->noun, "s", NULL);
    spec->plural = bcu_reading_text_or(reading, group, "plural", plural);
    read_look(reading, group, spec);
}

static void read_population(BcuReading *reading, const char *group)
{
    BcuPopulationSpec *spec = g_new0(BcuPopulationSpec, 1);
    g_ptr_array_add(reading->project->populations, spec);
    spec->layer =
        bcu_reading_text_or(reading, group, "layer", strchr(group, ' ') ? strchr(group, ' ') + 1 : NULL);
    spec->file = bcu_reading_path(reading, group, "file");
    spec->key = bcu_reading_text_or(reading, group, "key", "code");
    spec->value = bcu_reading_text_or(reading, group, "value", "population");
    spec->numbers = read_number_form(reading, group);
    spec->year = bcu_reading_text(reading, group, "year");
    spec->source = bcu_reading_text(reading, group, "source");
    if (!spec->file)
        bcu_reading_fail(reading, group, "file", "Name the CSV file.", "the population has no file");
}

static void read_resources(BcuReading *reading)
{
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, "resources", NULL, NULL);
    for (size_t i = 0; keys && keys[i]; i++) {
        BcuResourceSpec *spec = g_new0(BcuResourceSpec, 1);
        g_ptr_array_add(reading->project->resources, spec);
        spec->key = g_strdup(keys[i]);
        g_autofree char *value = bcu_reading_text(reading, "resources", keys[i]);
        if (!bcu_number_parse(value, &spec->per_subarea) || spec->per_subarea < 0)
            bcu_reading_fail(reading, "resources", keys[i],
                             "Write how many each subarea keeps, for example 2.", "\"%s\" is no number",
                             value ? value : "");
    }
}

static void read_phase(BcuReading *reading, const char *group)
{
    BcuPhaseSpec *spec = g_new0(BcuPhaseSpec, 1);
    g_ptr_array_add(reading->project->phases, spec);
    spec->key = g_strdup(group + strlen("phase "));
    spec->label = bcu_reading_text_or(reading, group, "label", spec->key);
    spec->go_live = bcu_reading_date(reading, group);
    spec->line = bcu_reading_line(reading, group, NULL);
}

static void read_extras(BcuReading *reading, const char *group, BcuClusterSpec *spec)
{
    static const char *const own[] = {"name", "members", "phase", "go_live", "colour", NULL};
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, group, NULL, NULL);
    spec->extra_keys = g_ptr_array_new_with_free_func(g_free);
    spec->extra_values = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; keys[i]; i++) {
        if (g_strv_contains(own, keys[i]))
            continue;
        g_ptr_array_add(spec->extra_keys, g_strdup(keys[i]));
        g_ptr_array_add(spec->extra_values, bcu_reading_text(reading, group, keys[i]));
    }
}

static void read_cluster(BcuReading *reading, const char *group)
{
    BcuClusterSpec *spec = g_new0(BcuClusterSpec, 1);
    g_ptr_array_add(reading->project->clusters, spec);
    spec->code = g_strdup(group + strlen("cluster "));
    spec->line = bcu_reading_line(reading, group, NULL);
    spec->name = bcu_reading_text(reading, group, "name");
    spec->members = bcu_reading_list(reading, group, "members");
    spec->phase = bcu_reading_text(reading, group, "phase");
    spec->go_live = bcu_reading_date(reading, group);
    spec->colour = bcu_reading_text(reading, group, "colour");
    check_colour(reading, group, "colour", spec->colour, false);
    read_extras(reading, group, spec);
}

static void read_clusters(BcuReading *reading)
{
    BcuProject *project = reading->project;
    project->clusters_id = bcu_reading_text_or(reading, "clusters", "id", "clusters");
    project->clusters_noun = bcu_reading_text_or(reading, "clusters", "noun", "cluster");
    g_autofree char *plural = g_strconcat(project->clusters_noun, "s", NULL);
    project->clusters_plural = bcu_reading_text_or(reading, "clusters", "plural", plural);
    project->clusters_from = bcu_reading_text(reading, "clusters", "from");
    project->clusters_field = bcu_reading_text(reading, "clusters", "field");
    project->clusters_name_field = bcu_reading_text(reading, "clusters", "name_field");
    project->lookup_file = bcu_reading_path(reading, "clusters", "lookup");
    project->lookup_area = bcu_reading_text(reading, "clusters", "lookup_area");
    project->lookup_cluster = bcu_reading_text(reading, "clusters", "lookup_cluster");
    project->lookup_name = bcu_reading_text(reading, "clusters", "lookup_name");
}

void bcu_project_add_setting(BcuProject *project, const char *plugin, const char *key, const char *value,
                             int line)
{
    BcuSetting *setting = g_new0(BcuSetting, 1);
    *setting = (BcuSetting){g_strdup(plugin), g_strdup(key), g_strdup(value), line};
    g_ptr_array_add(project->settings, setting);
}

static void read_plugin_group(BcuReading *reading, const char *group)
{
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, group, NULL, NULL);
    for (size_t i = 0; keys[i]; i++) {
        g_autofree char *value = g_key_file_get_string(reading->file, group, keys[i], NULL);
        bcu_project_add_setting(reading->project, group, keys[i], value ? value : "",
                                bcu_reading_line(reading, group, keys[i]));
    }
}

static void warn_unknown_keys(BcuReading *reading, const char *group)
{
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, group, NULL, NULL);
    for (size_t i = 0; keys[i]; i++) {
        if (bcu_project_key_known(group, keys[i]))
            continue;
        g_autofree char *full = g_strdup_printf("%s.%s", group, keys[i]);
        g_autofree char *near = bcu_project_key_suggestion(group, keys[i]);
        BcuPlace place = {
            .file = reading->project->path, .line = bcu_reading_line(reading, group, keys[i]), .key = full};
        bcu_report(reading->log, BCU_WARNING, "PRJ020", &place,
                   near ? near : "\"man bcukit-project\" lists all keys.",
                   "the key is not known and has no effect");
    }
}

void bcu_reading_groups(BcuReading *reading)
{
    g_auto(GStrv) groups = g_key_file_get_groups(reading->file, NULL);
    for (size_t i = 0; groups[i]; i++) {
        if (!bcu_project_group_known(groups[i])) {
            read_plugin_group(reading, groups[i]);
            continue;
        }
        warn_unknown_keys(reading, groups[i]);
        if (g_str_has_prefix(groups[i], "layer "))
            read_layer(reading, groups[i]);
        else if (g_str_has_prefix(groups[i], "population"))
            read_population(reading, groups[i]);
        else if (g_str_has_prefix(groups[i], "phase "))
            read_phase(reading, groups[i]);
        else if (g_str_has_prefix(groups[i], "cluster "))
            read_cluster(reading, groups[i]);
    }
    read_head(reading);
    read_topology(reading);
    read_resources(reading);
    read_clusters(reading);
}
