/* Tells people, phases and resources of a dataset.
 * People, phases of a rollout and resources. */
#include "dataset/dataset_private.h"

/* ---- people ---------------------------------------------------------------------------- */

static const BcuPeopleFigures *figures_at(const BcuDataset *dataset, uint32_t source)
{
    return &g_array_index(bcu_dataset_whole(dataset)->parts.people->sources, BcuPeopleFigures, source);
}

uint32_t bcu_people_source_count(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.people->sources->len;
}

BcuPeopleSource bcu_people_source_at(const BcuDataset *dataset, uint32_t source)
{
    const BcuPeopleFigures *figures = figures_at(dataset, source);
    double in_clusters = 0;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(dataset, BCU_AREAS, a) != BCU_NONE && !isnan(figures->of_area[a]))
            in_clusters += figures->of_area[a];
    return (BcuPeopleSource){figures->layer,      figures->plural,      figures->total,
                             in_clusters,         figures->outside,     figures->interpolated,
                             figures->cell_count, figures->split_count, figures->unknown_count};
}

double bcu_area_people(const BcuDataset *dataset, uint32_t area)
{
    return bcu_people_source_count(dataset) ? figures_at(dataset, 0)->of_area[area] : NAN;
}

bool bcu_area_people_complete(const BcuDataset *dataset, uint32_t area)
{
    return !isnan(bcu_area_people(dataset, area)) && !figures_at(dataset, 0)->is_partial[area];
}

/* ---- phases and resources ------------------------------------------------------------ */

uint32_t bcu_phase_count(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.project->phases->len;
}

BcuPhase bcu_phase_at(const BcuDataset *dataset, uint32_t phase)
{
    const BcuPhaseSpec *spec = g_ptr_array_index(bcu_dataset_whole(dataset)->parts.project->phases, phase);
    return (BcuPhase){spec->key, spec->label, spec->go_live};
}

uint32_t bcu_cluster_phase(const BcuDataset *dataset, uint32_t cluster)
{
    return bcu_dataset_whole(dataset)->phase_of[cluster];
}

const char *bcu_cluster_go_live(const BcuDataset *dataset, uint32_t cluster)
{
    dataset = bcu_dataset_whole(dataset);
    const BcuClusterSpec *spec = dataset->parts.membership->spec[cluster];
    if (spec && spec->go_live)
        return spec->go_live;
    uint32_t phase = dataset->phase_of[cluster];
    return phase == BCU_NONE ? NULL : bcu_phase_at(dataset, phase).go_live;
}

uint32_t bcu_cluster_members(const BcuDataset *dataset, uint32_t cluster, const uint32_t **areas)
{
    const uint32_t *start = bcu_dataset_whole(dataset)->member_start +
                            MIN(cluster, bcu_dataset_whole(dataset)->count[BCU_CLUSTERS]);
    *areas = bcu_dataset_whole(dataset)->members + start[0];
    return start[1] - start[0];
}

char *bcu_cluster_members_dup(const BcuDataset *dataset, uint32_t cluster, const char *separator)
{
    const uint32_t *areas;
    uint32_t count = bcu_cluster_members(dataset, cluster, &areas);
    GString *names = g_string_new(NULL);
    for (uint32_t i = 0; i < count; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? separator : "",
                               bcu_feature_name(dataset, BCU_AREAS, areas[i]));
    return g_string_free(names, FALSE);
}

uint32_t bcu_resource_count(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.project->resources->len;
}

BcuResource bcu_resource_at(const BcuDataset *dataset, uint32_t resource)
{
    const BcuResourceSpec *spec =
        g_ptr_array_index(bcu_dataset_whole(dataset)->parts.project->resources, resource);
    return (BcuResource){spec->key, spec->per_subarea};
}
