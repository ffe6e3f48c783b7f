/* Reads the groups of a project file, one by one, and checks what the keys of one say of one another. */
#include "project/keys.h"
#include <string.h>

/* One sign cannot stand for both. */
static void check_number_form(BcuReading *reading, const char *group, BcuNumberForm form)
{
    if (form.decimal && form.decimal == form.thousands)
        bcu_reading_fail(reading, group, "thousands",
                         "Write . or , for decimals and another of . , ' space or none for thousands.",
                         "decimals and thousands have the same sign");
}

static void set_plural(char **plural, const char *noun)
{
    if (!*plural)
        *plural = g_strconcat(noun, "s", NULL);
}

/* "layer = wards" is a way to write "path = boundaries.zip/wards". */
static void name_member(BcuReading *reading, const char *group, BcuLayerSpec *spec)
{
    g_autofree char *lower = g_ascii_strdown(spec->path, -1), *path = g_build_filename(spec->path, spec->member, NULL);
    if (!g_str_has_suffix(lower, ".zip") && !g_str_has_suffix(lower, ".shz")) {
        bcu_reading_fail(reading, group, "layer", "Leave it out.", "only an archive (.zip) has layers to choose from");
        return;
    }
    g_free(spec->path);
    spec->path = g_steal_pointer(&path);
}

static void read_layer(BcuReading *reading, const char *group)
{
    static const char *const NOUNS[] = {"area", "subarea", "cell", "subarea"};
    BcuLayerSpec *spec = g_new0(BcuLayerSpec, 1);
    g_ptr_array_add(reading->project->layers, spec);
    spec->id = g_strdup(group + strlen("layer "));
    bcu_project_keys_read(reading, "layer *", group, spec);
    if (!spec->path)
        bcu_reading_fail(reading, group, "path", "Name the shapefile.", "the layer has no path");
    else if (spec->member)
        name_member(reading, group, spec);
    if (!spec->code && (spec->role == BCU_LAYER_AREAS || spec->role == BCU_LAYER_SUBAREAS))
        bcu_reading_fail(reading, group, "code",
                         "Name the field with the unique code; bcukit info lists the fields.",
                         "the layer has no code field");
    check_number_form(reading, group, spec->numbers);
    if (!spec->noun)
        spec->noun = g_strdup(NOUNS[spec->role]);
    set_plural(&spec->plural, spec->noun);
}

static void read_population(BcuReading *reading, const char *group)
{
    BcuPopulationSpec *spec = g_new0(BcuPopulationSpec, 1);
    g_ptr_array_add(reading->project->populations, spec);
    bcu_project_keys_read(reading, "population", group, spec);
    if (!spec->layer && strchr(group, ' '))
        spec->layer = g_strdup(strchr(group, ' ') + 1);
    check_number_form(reading, group, spec->numbers);
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
        if (!bcu_reading_has_value(reading, "resources", keys[i]))
            bcu_reading_fail(reading, "resources", keys[i], "Write how many each subarea keeps, for example 2.",
                             "the resource has no number");
        bcu_project_key_read(reading, bcu_project_key_any("resources"), "resources", keys[i], &spec->per_subarea);
    }
}

static void read_phase(BcuReading *reading, const char *group)
{
    BcuPhaseSpec *spec = g_new0(BcuPhaseSpec, 1);
    g_ptr_array_add(reading->project->phases, spec);
    spec->key = g_strdup(group + strlen("phase "));
    spec->line = bcu_reading_line(reading, group, NULL);
    bcu_project_keys_read(reading, "phase *", group, spec);
    if (!spec->label)
        spec->label = g_strdup(spec->key);
}

/* Keys without a meaning of their own are attributes of the cluster. */
static void read_extras(BcuReading *reading, const char *group, BcuClusterSpec *spec)
{
    const BcuProjectKey *any = bcu_project_key_any("cluster *");
    g_auto(GStrv) keys = g_key_file_get_keys(reading->file, group, NULL, NULL);
    spec->extra_keys = g_ptr_array_new_with_free_func(g_free);
    spec->extra_values = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; keys[i]; i++) {
        char *value = NULL;
        if (bcu_project_key_named(group, keys[i]))
            continue;
        bcu_project_key_read(reading, any, group, keys[i], &value);
        g_ptr_array_add(spec->extra_keys, g_strdup(keys[i]));
        g_ptr_array_add(spec->extra_values, value);
    }
}

static void read_cluster(BcuReading *reading, const char *group)
{
    BcuClusterSpec *spec = g_new0(BcuClusterSpec, 1);
    g_ptr_array_add(reading->project->clusters, spec);
    spec->code = g_strdup(group + strlen("cluster "));
    spec->line = bcu_reading_line(reading, group, NULL);
    bcu_project_keys_read(reading, "cluster *", group, spec);
    read_extras(reading, group, spec);
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
    static const char *const ONCE[] = {"project", "crs", "topology", "clusters"};
    for (size_t i = 0; i < G_N_ELEMENTS(ONCE); i++)
        bcu_project_keys_read(reading, ONCE[i], ONCE[i], reading->project);
    set_plural(&reading->project->clusters_plural, reading->project->clusters_noun);
    read_resources(reading);
}
