/* Project file and flags to a validated project. */
#include "project.h"
#include "membership.h"
#include "options.h"
#include "project_keys.h"
#include "project_text.h"
#include <bcukit/colour.h>
#include <bcukit/number.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct Reading {
    GKeyFile *file;
    GHashTable *lines; /* "group" and "group\nkey" to line */
    BcuProject *project;
    BcuDiagLog *log;
    bool ok;
} Reading;

/* ---- places and values --------------------------------------------------------------- */

static int line_of(const Reading *reading, const char *group, const char *key)
{
    g_autofree char *at = key ? g_strdup_printf("%s\n%s", group, key) : g_strdup(group);
    return GPOINTER_TO_INT(g_hash_table_lookup(reading->lines, at));
}

/* Reports what is wrong at a key (NULL: at the group) and goes on, so that all problems show. */
static void fail(Reading *reading, const char *group, const char *key, const char *hint,
                 const char *format, ...) BCU_PRINTF(5, 6);

static void fail(Reading *reading, const char *group, const char *key, const char *hint,
                 const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *full_key = key ? g_strdup_printf("%s.%s", group, key) : g_strdup(group);
    BcuPlace place = {
        .file = reading->project->path, .line = line_of(reading, group, key), .key = full_key};
    bcu_report(reading->log, BCU_ERROR, "PRJ030", &place, hint, "%s", message);
    reading->ok = false;
}

static char *text(const Reading *reading, const char *group, const char *key)
{
    g_autofree char *value = g_key_file_get_string(reading->file, group, key, NULL);
    return value && *g_strstrip(value) ? g_strdup(value) : NULL;
}

static char *text_or(const Reading *reading, const char *group, const char *key,
                     const char *otherwise)
{
    char *value = text(reading, group, key);
    return value ? value : g_strdup(otherwise);
}

static GStrv list(const Reading *reading, const char *group, const char *key)
{
    GStrv values = g_key_file_get_string_list(reading->file, group, key, NULL, NULL);
    if (!values)
        return NULL;
    GStrvBuilder *builder = g_strv_builder_new();
    for (size_t i = 0; values[i]; i++)
        if (*g_strstrip(values[i]))
            g_strv_builder_add(builder, values[i]);
    g_strfreev(values);
    values = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return values;
}

static char *path(const Reading *reading, const char *group, const char *key)
{
    g_autofree char *value = text(reading, group, key);
    if (!value || g_path_is_absolute(value))
        return g_steal_pointer(&value);
    return g_str_equal(reading->project->folder, ".")
               ? g_strdup(value)
               : g_build_filename(reading->project->folder, value, NULL);
}

static bool is_date(const char *date)
{
    if (strspn(date, "0123456789-") != strlen(date))
        return false;
    int year, month = 1, day = 1;
    size_t length = strlen(date);
    if (length == 4)
        return true;
    if (length == 7 && sscanf(date, "%4d-%2d", &year, &month) != 2)
        return false;
    if (length == 10 && sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3)
        return false;
    return (length == 7 || length == 10) &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static char *date(Reading *reading, const char *group)
{
    char *value = text(reading, group, "go_live");
    if (value && !is_date(value))
        fail(reading, group, "go_live", "Write YYYY, YYYY-MM or YYYY-MM-DD.",
             "\"%s\" is not a date", value);
    return value;
}

/* ---- groups -------------------------------------------------------------------------- */

/* An error of more than a millimetre would move borders by what they are known to. */
static void read_approximate(Reading *reading)
{
    static const double MOST = 1e-8;
    g_autofree char *value = text(reading, "crs", "approximate");
    double degrees = 0;
    if (value && !(bcu_number_parse(value, &degrees) && degrees >= 0 && degrees <= MOST))
        fail(reading, "crs", "approximate", "Write degrees, at most 1e-8: a millimetre.", "\"%s\" does not fit",
             value);
    reading->project->approximate_deg = degrees;
}

static void read_head(Reading *reading)
{
    BcuProject *project = reading->project;
    project->title = text(reading, "project", "title");
    project->subtitle = text(reading, "project", "subtitle");
    project->source = text(reading, "project", "source");
    project->licence = text(reading, "project", "licence");
    project->note = text(reading, "project", "note");
    project->people = text(reading, "project", "people");
    g_auto(GStrv) lines = list(reading, "project", "attribution");
    project->attribution = lines ? g_strjoinv("\n", lines) : NULL;
    project->run = list(reading, "project", "run");
    project->working_crs = text(reading, "crs", "working");
    read_approximate(reading);
}

static void check_length(Reading *reading, const char *key, const char *value, bool share_too)
{
    double amount;
    g_autofree char *number = value ? g_strdup(value) : NULL;
    char *percent = number ? strchr(number, '%') : NULL;
    if (percent)
        *percent = '\0';
    if (!value)
        return;
    bool ok = percent && share_too
                  ? bcu_number_parse(g_strstrip(number), &amount) && amount > 0 && amount <= 100
                  : !percent && bcu_length_parse(value, "m", &amount) && amount >= 0;
    if (!ok)
        fail(reading, "topology", key,
             share_too ? "Write a length such as 20 m, or a share such as 50 %."
                       : "Write a length such as 500 m.",
             "\"%s\" does not fit", value);
}

static void check_share(Reading *reading, const char *key, const char *value)
{
    double amount;
    size_t length = value ? strlen(value) : 0;
    g_autofree char *number = length ? g_strndup(value, length - 1) : NULL;
    if (value && !(length && value[length - 1] == '%' && bcu_number_parse(g_strstrip(number), &amount) &&
                   amount >= 0))
        fail(reading, "topology", key, "Write a share such as 1 %.", "\"%s\" does not fit", value);
}

static bool read_yes_or_no(Reading *reading, const char *group, const char *key, bool fallback)
{
    g_autofree char *value = text(reading, group, key);
    bool yes = value && g_ascii_strcasecmp(value, "yes") == 0;
    if (value && !yes && g_ascii_strcasecmp(value, "no") != 0)
        fail(reading, group, key, "Write yes or no.", "\"%s\" does not fit", value);
    return value ? yes : fallback;
}

static void read_topology(Reading *reading)
{
    BcuProject *project = reading->project;
    project->tolerance = text(reading, "topology", "tolerance");
    project->simplify = text(reading, "topology", "simplify");
    project->bridge = text(reading, "topology", "bridge");
    project->repair_limit = text(reading, "topology", "repair_limit");
    project->may_vanish = !read_yes_or_no(reading, "topology", "keep_shapes", true);
    check_share(reading, "repair_limit", project->repair_limit);
    check_length(reading, "tolerance", project->tolerance, false);
    check_length(reading, "bridge", project->bridge, false);
    check_length(reading, "simplify", project->simplify, true);
}

static void check_colour(Reading *reading, const char *group, const char *key, const char *value, bool none_too)
{
    BcuColour colour;
    if (value && !bcu_colour_parse(value, &colour) && !(none_too && g_ascii_strcasecmp(value, "none") == 0))
        fail(reading, group, key, none_too ? "Write a colour such as #1f77b4, or none." : "Write a colour such as #1f77b4.",
             "\"%s\" is no colour", value);
}

/* How a context layer is drawn. */
static void read_look(Reading *reading, const char *group, BcuLayerSpec *spec)
{
    static const char *const PLACES[] = {"above", "below", NULL};
    double width;
    spec->fill = text(reading, group, "fill");
    spec->line = text(reading, group, "line");
    spec->width = text(reading, group, "width");
    spec->place = text(reading, group, "place");
    check_colour(reading, group, "fill", spec->fill, true);
    check_colour(reading, group, "line", spec->line, true);
    if (spec->width && !(bcu_length_parse(spec->width, "mm", &width) && width > 0))
        fail(reading, group, "width", "Write a length on paper such as 0.3 mm.", "\"%s\" does not fit", spec->width);
    if (spec->place && !g_strv_contains(PLACES, spec->place))
        fail(reading, group, "place", "Write above or below.", "\"%s\" is no place", spec->place);
}

static void read_layer(Reading *reading, const char *group)
{
    BcuLayerSpec *spec = g_new0(BcuLayerSpec, 1);
    g_ptr_array_add(reading->project->layers, spec);
    spec->id = g_strdup(group + strlen("layer "));
    spec->path = path(reading, group, "path");
    if (!spec->path)
        fail(reading, group, "path", "Name the shapefile.", "the layer has no path");
    g_autofree char *role = text_or(reading, group, "role", "areas");
    static const char *const roles[] = {"areas", "subareas", "cells", "context"};
    for (size_t r = 0; r < G_N_ELEMENTS(roles); r++)
        if (g_ascii_strcasecmp(role, roles[r]) == 0)
            spec->role = (BcuLayerRole)r;
    if (g_ascii_strcasecmp(role, roles[spec->role]) != 0) {
        g_autofree char *near = bcu_did_you_mean(role, roles, G_N_ELEMENTS(roles));
        fail(reading, group, "role", near ? near : "Write areas, subareas, cells or context.",
             "\"%s\" is no role", role);
    }
    spec->code = text(reading, group, "code");
    if (!spec->code && (spec->role == BCU_LAYER_AREAS || spec->role == BCU_LAYER_SUBAREAS))
        fail(reading, group, "code",
             "Name the field with the unique code; bcukit info lists the fields.",
             "the layer has no code field");
    spec->name = text(reading, group, "name");
    spec->parent = text(reading, group, "parent");
    spec->population = text(reading, group, "population");
    spec->published_ha = text(reading, group, "published_ha");
    spec->water_ha = text(reading, group, "water_ha");
    spec->crs = text(reading, group, "crs");
    spec->encoding = text(reading, group, "encoding");
    spec->noun =
        text_or(reading, group, "noun", spec->role == BCU_LAYER_AREAS   ? "area"
                : spec->role == BCU_LAYER_CELLS ? "cell"
                                                : "subarea");
    g_autofree char *plural = g_strconcat(spec->noun, "s", NULL);
    spec->plural = text_or(reading, group, "plural", plural);
    read_look(reading, group, spec);
}

static void read_population(Reading *reading, const char *group)
{
    BcuPopulationSpec *spec = g_new0(BcuPopulationSpec, 1);
    g_ptr_array_add(reading->project->populations, spec);
    spec->layer =
        text_or(reading, group, "layer", strchr(group, ' ') ? strchr(group, ' ') + 1 : NULL);
    spec->file = path(reading, group, "file");
    spec->key = text_or(reading, group, "key", "code");
    spec->value = text_or(reading, group, "value", "population");
    spec->year = text(reading, group, "year");
    spec->source = text(reading, group, "source");
    if (!spec->file)
        fail(reading, group, "file", "Name the CSV file.", "the population has no file");
}

static void read_resources(Reading *reading)
{
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, "resources", NULL, NULL);
    for (size_t i = 0; keys && keys[i]; i++) {
        BcuResourceSpec *spec = g_new0(BcuResourceSpec, 1);
        g_ptr_array_add(reading->project->resources, spec);
        spec->key = g_strdup(keys[i]);
        g_autofree char *value = text(reading, "resources", keys[i]);
        if (!bcu_number_parse(value, &spec->per_subarea) || spec->per_subarea < 0)
            fail(reading, "resources", keys[i], "Write how many each subarea keeps, for example 2.",
                 "\"%s\" is no number", value ? value : "");
    }
}

static void read_phase(Reading *reading, const char *group)
{
    BcuPhaseSpec *spec = g_new0(BcuPhaseSpec, 1);
    g_ptr_array_add(reading->project->phases, spec);
    spec->key = g_strdup(group + strlen("phase "));
    spec->label = text_or(reading, group, "label", spec->key);
    spec->go_live = date(reading, group);
}

static void read_extras(Reading *reading, const char *group, BcuClusterSpec *spec)
{
    static const char *const own[] = {"name", "members", "phase", "go_live", "colour", NULL};
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, group, NULL, NULL);
    spec->extra_keys = g_ptr_array_new_with_free_func(g_free);
    spec->extra_values = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; keys[i]; i++) {
        if (g_strv_contains(own, keys[i]))
            continue;
        g_ptr_array_add(spec->extra_keys, g_strdup(keys[i]));
        g_ptr_array_add(spec->extra_values, text(reading, group, keys[i]));
    }
}

static void read_cluster(Reading *reading, const char *group)
{
    BcuClusterSpec *spec = g_new0(BcuClusterSpec, 1);
    g_ptr_array_add(reading->project->clusters, spec);
    spec->code = g_strdup(group + strlen("cluster "));
    spec->line = line_of(reading, group, NULL);
    spec->name = text_or(reading, group, "name", spec->code);
    spec->members = list(reading, group, "members");
    spec->phase = text(reading, group, "phase");
    spec->go_live = date(reading, group);
    spec->colour = text(reading, group, "colour");
    check_colour(reading, group, "colour", spec->colour, false);
    read_extras(reading, group, spec);
}

static void read_clusters(Reading *reading)
{
    BcuProject *project = reading->project;
    project->clusters_id = text_or(reading, "clusters", "id", "clusters");
    project->clusters_noun = text_or(reading, "clusters", "noun", "cluster");
    g_autofree char *plural = g_strconcat(project->clusters_noun, "s", NULL);
    project->clusters_plural = text_or(reading, "clusters", "plural", plural);
    project->clusters_from = text(reading, "clusters", "from");
    project->clusters_field = text(reading, "clusters", "field");
    project->clusters_name_field = text(reading, "clusters", "name_field");
    project->lookup_file = path(reading, "clusters", "lookup");
    project->lookup_area = text(reading, "clusters", "lookup_area");
    project->lookup_cluster = text(reading, "clusters", "lookup_cluster");
    project->lookup_name = text(reading, "clusters", "lookup_name");
}

static void add_setting(BcuProject *project, const char *plugin, const char *key, const char *value,
                        int line)
{
    BcuSetting *setting = g_new0(BcuSetting, 1);
    *setting = (BcuSetting){g_strdup(plugin), g_strdup(key), g_strdup(value), line};
    g_ptr_array_add(project->settings, setting);
}

static void read_plugin_group(Reading *reading, const char *group)
{
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, group, NULL, NULL);
    for (size_t i = 0; keys[i]; i++) {
        g_autofree char *value = g_key_file_get_string(reading->file, group, keys[i], NULL);
        add_setting(reading->project, group, keys[i], value ? value : "",
                    line_of(reading, group, keys[i]));
    }
}

static void warn_unknown_keys(Reading *reading, const char *group)
{
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, group, NULL, NULL);
    for (size_t i = 0; keys[i]; i++) {
        if (bcu_project_key_known(group, keys[i]))
            continue;
        g_autofree char *full = g_strdup_printf("%s.%s", group, keys[i]);
        g_autofree char *near = bcu_project_key_suggestion(group, keys[i]);
        BcuPlace place = {
            .file = reading->project->path, .line = line_of(reading, group, keys[i]), .key = full};
        bcu_report(reading->log, BCU_WARNING, "PRJ020", &place,
                   near ? near : "docs/project-file.md lists all keys.",
                   "the key is not known and has no effect");
    }
}

static void read_groups(Reading *reading)
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

/* ---- rules across groups ------------------------------------------------------------- */

static void check_phases(Reading *reading)
{
    BcuProject *project = reading->project;
    g_autofree const char **keys = g_new(const char *, project->phases->len + 1);
    for (guint p = 0; p < project->phases->len; p++)
        keys[p] = ((BcuPhaseSpec *)g_ptr_array_index(project->phases, p))->key;
    keys[project->phases->len] = NULL;
    for (guint c = 0; c < project->clusters->len; c++) {
        const BcuClusterSpec *spec = g_ptr_array_index(project->clusters, c);
        if (!spec->phase || g_strv_contains(keys, spec->phase))
            continue;
        g_autofree char *group = g_strconcat("cluster ", spec->code, NULL);
        g_autofree char *near = bcu_did_you_mean(spec->phase, keys, project->phases->len);
        fail(reading, group, "phase", near ? near : "Add a group [phase KEY].",
             "there is no phase \"%s\"", spec->phase);
    }
}

static void check_layers(Reading *reading)
{
    BcuProject *project = reading->project;
    const BcuLayerSpec *areas = bcu_project_layer(project, BCU_LAYER_AREAS);
    if (!areas)
        fail(reading, "layer", NULL, "Add a group [layer ID] with path, role = areas and code.",
             "the project names no layer of areas");
    for (guint i = 0; i < project->layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(project->layers, i);
        g_autofree char *group = g_strconcat("layer ", spec->id, NULL);
        if (spec->role != BCU_LAYER_CONTEXT && spec != bcu_project_layer(project, spec->role))
            fail(reading, group, "role", "Give one of them role = context.",
                 "a second layer has this role");
    }
    for (guint i = 0; areas && i < project->populations->len; i++) {
        BcuPopulationSpec *spec = g_ptr_array_index(project->populations, i);
        if (!spec->layer)
            spec->layer = g_strdup(areas->id);
        const BcuLayerSpec *layer = bcu_project_layer_by_id(project, spec->layer);
        if (!layer || layer->role == BCU_LAYER_CONTEXT)
            fail(reading, "population", "layer", "Name the layer of areas, of subareas or of cells.",
                 "\"%s\" is no such layer", spec->layer);
    }
    if (project->clusters_from && !bcu_project_layer_by_id(project, project->clusters_from))
        fail(reading, "clusters", "from", "Name a layer of the project.",
             "there is no layer \"%s\"", project->clusters_from);
}

/* ---- flags --------------------------------------------------------------------------- */

static bool usage(BcuDiagLog *log, const char *key, const char *hint, const char *value)
{
    BcuPlace place = {.key = key};
    bcu_report(log, BCU_ERROR, "PRJ040", &place, hint, "\"%s\" is not understood", value);
    return false;
}

/* --set of a core key changes the key file before it is read; of a plugin, it is a setting. */
static bool apply_set(Reading *reading, const char *text_given)
{
    const char *dot = strchr(text_given, '.'), *equals = strchr(text_given, '=');
    if (!dot || !equals || dot > equals)
        return usage(reading->log, "--set", "Write PLUGIN.KEY=VALUE, for example render.dpi=150.",
                     text_given);
    g_autofree char *group = g_strstrip(g_strndup(text_given, (gsize)(dot - text_given)));
    g_autofree char *key = g_strstrip(g_strndup(dot + 1, (gsize)(equals - dot - 1)));
    if (!bcu_project_group_known(group)) {
        add_setting(reading->project, group, key, equals + 1, 0);
        return true;
    }
    g_autofree char *near = bcu_project_key_suggestion(group, key);
    if (!bcu_project_key_known(group, key))
        return usage(reading->log, "--set", near ? near : "docs/project-file.md lists all keys.",
                     text_given);
    g_key_file_set_string(reading->file, group, key, equals + 1);
    return true;
}

static bool apply_move(BcuProject *project, const char *text_given, BcuDiagLog *log)
{
    const char *equals = strchr(text_given, '=');
    if (!equals || equals == text_given || !equals[1])
        return usage(log, "--move", "Write AREA=CLUSTER, for example Camden=north-west.",
                     text_given);
    BcuMove *move = g_new0(BcuMove, 1);
    move->area = g_strstrip(g_strndup(text_given, (gsize)(equals - text_given)));
    move->cluster = g_strstrip(g_strdup(equals + 1));
    g_ptr_array_add(project->moves, move);
    return true;
}

static void apply_flags(Reading *reading, const BcuProjectFlags *flags, bool before_reading)
{
    for (size_t i = 0; flags->set && flags->set[i]; i++) {
        const char *dot = strchr(flags->set[i], '.');
        g_autofree char *group =
            dot ? g_strndup(flags->set[i], (gsize)(dot - flags->set[i])) : NULL;
        bool core = group && bcu_project_group_known(group);
        if (core == before_reading)
            reading->ok &= apply_set(reading, flags->set[i]);
    }
    if (before_reading)
        return;
    for (size_t i = 0; flags->move && flags->move[i]; i++)
        reading->ok &= apply_move(reading->project, flags->move[i], reading->log);
    reading->project->compare = g_strdup(flags->compare);
}

/* ---- the whole ----------------------------------------------------------------------- */

static void setting_free(void *data)
{
    BcuSetting *setting = data;
    g_free(setting->plugin);
    g_free(setting->key);
    g_free(setting->value);
    g_free(setting);
}

static void layer_spec_free(void *data)
{
    BcuLayerSpec *spec = data;
    char *const owned[] = {spec->id,     spec->path,       spec->code,         spec->name,
                           spec->parent, spec->population, spec->published_ha, spec->water_ha,
                           spec->crs,    spec->encoding,   spec->noun,         spec->plural,
                           spec->fill,   spec->line,       spec->width,        spec->place};
    for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
    g_free(spec);
}

static void cluster_spec_free(void *data)
{
    BcuClusterSpec *spec = data;
    g_free(spec->code);
    g_free(spec->name);
    g_strfreev(spec->members);
    g_free(spec->phase);
    g_free(spec->go_live);
    g_free(spec->colour);
    g_ptr_array_unref(spec->extra_keys);
    g_ptr_array_unref(spec->extra_values);
    g_free(spec);
}

static void phase_spec_free(void *data)
{
    BcuPhaseSpec *spec = data;
    g_free(spec->key);
    g_free(spec->label);
    g_free(spec->go_live);
    g_free(spec);
}

static void resource_spec_free(void *data)
{
    g_free(((BcuResourceSpec *)data)->key);
    g_free(data);
}

static void population_spec_free(void *data)
{
    BcuPopulationSpec *spec = data;
    char *const owned[] = {spec->layer, spec->file, spec->key,
                           spec->value, spec->year, spec->source};
    for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
    g_free(spec);
}

static void move_free(void *data)
{
    g_free(((BcuMove *)data)->area);
    g_free(((BcuMove *)data)->cluster);
    g_free(data);
}

static BcuProject *project_new(const char *file_path)
{
    BcuProject *project = g_new0(BcuProject, 1);
    project->path = g_strdup(file_path);
    project->folder = g_path_get_dirname(file_path);
    project->layers = g_ptr_array_new_with_free_func(layer_spec_free);
    project->populations = g_ptr_array_new_with_free_func(population_spec_free);
    project->resources = g_ptr_array_new_with_free_func(resource_spec_free);
    project->phases = g_ptr_array_new_with_free_func(phase_spec_free);
    project->clusters = g_ptr_array_new_with_free_func(cluster_spec_free);
    project->settings = g_ptr_array_new_with_free_func(setting_free);
    project->moves = g_ptr_array_new_with_free_func(move_free);
    return project;
}

void bcu_project_free(BcuProject *project)
{
    if (!project)
        return;
    char *const owned[] = {
        project->path,          project->folder,         project->title,
        project->subtitle,      project->source,         project->licence,
        project->people,        project->note,          project->attribution,    project->working_crs,
        project->clusters_id,   project->clusters_noun,  project->clusters_plural,
        project->clusters_from, project->clusters_field, project->clusters_name_field,
        project->lookup_file,   project->lookup_area,    project->lookup_cluster,
        project->lookup_name,   project->tolerance,      project->repair_limit, project->simplify,
        project->compare,       project->bridge};
    for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
    g_strfreev(project->run);
    GPtrArray *const arrays[] = {project->layers, project->populations, project->resources,
                                 project->phases, project->clusters,    project->settings,
                                 project->moves};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_ptr_array_unref(arrays[i]);
    bcu_file_sums_free(project->sums);
    g_free(project);
}

const BcuLayerSpec *bcu_project_layer(const BcuProject *project, BcuLayerRole role)
{
    for (guint i = 0; i < project->layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(project->layers, i);
        if (spec->role == role)
            return spec;
    }
    return NULL;
}

const BcuLayerSpec *bcu_project_layer_by_id(const BcuProject *project, const char *id)
{
    for (guint i = 0; i < project->layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(project->layers, i);
        if (g_str_equal(spec->id, id))
            return spec;
    }
    return NULL;
}

bool bcu_project_read(const char *file_path, const BcuProjectFlags *flags, BcuProject **project,
                      BcuDiagLog *log)
{
    g_autoptr(BcuProject) made = project_new(file_path);
    g_autoptr(GKeyFile) file = NULL;
    g_autoptr(GHashTable) lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!bcu_project_text_load(file_path, &file, lines, log))
        return false;
    Reading reading = {file, lines, made, log, true};
    apply_flags(&reading, flags, true);
    read_groups(&reading);
    apply_flags(&reading, flags, false);
    check_phases(&reading);
    check_layers(&reading);
    if (!reading.ok)
        return false;
    *project = g_steal_pointer(&made);
    return true;
}
