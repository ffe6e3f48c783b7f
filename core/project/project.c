/* Makes and frees a project, and finds its layers.
 * A project in memory: made empty, freed, its layers found. */
#include "project/reading.h"

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
    char *const owned[] = {spec->layer, spec->file, spec->key, spec->value, spec->year, spec->source};
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

BcuProject *bcu_project_new(const char *file_path)
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
    char *const owned[] = {project->path,
                           project->folder,
                           project->title,
                           project->subtitle,
                           project->source,
                           project->licence,
                           project->people,
                           project->note,
                           project->attribution,
                           project->working_crs,
                           project->clusters_id,
                           project->clusters_noun,
                           project->clusters_plural,
                           project->clusters_from,
                           project->clusters_field,
                           project->clusters_name_field,
                           project->lookup_file,
                           project->lookup_area,
                           project->lookup_cluster,
                           project->lookup_name,
                           project->tolerance,
                           project->repair_limit,
                           project->simplify,
                           project->compare,
                           project->bridge};
    for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
    g_strfreev(project->run);
    GPtrArray *const arrays[] = {project->layers,   project->populations, project->resources, project->phases,
                                 project->clusters, project->settings,    project->moves};
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
