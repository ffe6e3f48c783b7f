/* Makes an empty project in memory, frees it, and finds its layers. */
#include "project/keys.h"

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
    bcu_project_keys_clear("layer *", data);
    g_free(((BcuLayerSpec *)data)->id);
    g_free(data);
}

static void cluster_spec_free(void *data)
{
    BcuClusterSpec *spec = data;
    bcu_project_keys_clear("cluster *", spec);
    g_free(spec->code);
    g_ptr_array_unref(spec->extra_keys);
    g_ptr_array_unref(spec->extra_values);
    g_free(spec);
}

static void phase_spec_free(void *data)
{
    bcu_project_keys_clear("phase *", data);
    g_free(((BcuPhaseSpec *)data)->key);
    g_free(data);
}

static void resource_spec_free(void *data)
{
    g_free(((BcuResourceSpec *)data)->key);
    g_free(data);
}

static void population_spec_free(void *data)
{
    bcu_project_keys_clear("population", data);
    g_free(data);
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
    static const char *const ONCE[] = {"project", "crs", "topology", "clusters"};
    for (size_t i = 0; i < G_N_ELEMENTS(ONCE); i++)
        bcu_project_keys_clear(ONCE[i], project);
    g_free(project->path);
    g_free(project->folder);
    g_free(project->compare);
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
