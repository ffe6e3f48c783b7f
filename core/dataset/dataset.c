/* Tells what a dataset knows of its features.
 * The frozen dataset: what it says of its features and as a whole. All is looked up, nothing computed. */
#include "dataset/dataset_private.h"

/* ---- levels and features ------------------------------------------------------------- */

const BcuLayer *bcu_dataset_layer(const BcuDataset *dataset, BcuLevel level)
{
    const BcuDatasetParts *parts = &bcu_dataset_whole(dataset)->parts;
    return level == BCU_SUBAREAS ? parts->subareas : parts->areas;
}

static const BcuLayerSpec *spec_of(const BcuDataset *dataset, BcuLevel level)
{
    return bcu_project_layer(dataset->parts.project,
                             level == BCU_SUBAREAS ? BCU_LAYER_SUBAREAS : BCU_LAYER_AREAS);
}

BcuLevelInfo bcu_dataset_level(const BcuDataset *dataset, BcuLevel level)
{
    dataset = bcu_dataset_whole(dataset);
    const BcuProject *project = dataset->parts.project;
    if (level == BCU_CLUSTERS) {
        BcuLevel from = dataset->coverage[dataset->cluster_coverage].level;
        return (BcuLevelInfo){project->clusters_id,      project->clusters_noun,
                              project->clusters_plural,  BCU_POLYGONS,
                              dataset->cluster_coverage, bcu_dataset_layer(dataset, from)->path};
    }
    const BcuLayer *layer = bcu_dataset_layer(dataset, level);
    if (!layer)
        return (BcuLevelInfo){"", "", "", BCU_GEOMETRY_NONE, BCU_NONE, ""};
    const BcuLayerSpec *spec = spec_of(dataset, level);
    uint32_t coverage = layer->geometry == BCU_POLYGONS ? (level == BCU_AREAS ? 0 : 1) : BCU_NONE;
    return (BcuLevelInfo){spec->id, spec->noun, spec->plural, layer->geometry, coverage, layer->path};
}

uint32_t bcu_feature_count(const BcuDataset *dataset, BcuLevel level)
{
    return bcu_dataset_whole(dataset)->count[level];
}

const char *bcu_feature_code(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    return bcu_dataset_whole(dataset)->code[level][feature];
}

const char *bcu_feature_name(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    return bcu_dataset_whole(dataset)->name[level][feature];
}

uint32_t bcu_feature_parent(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    dataset = bcu_dataset_whole(dataset);
    if (level == BCU_AREAS)
        return dataset->cluster_of[BCU_AREAS][feature];
    if (level == BCU_SUBAREAS)
        return dataset->parts.parents->area_of[feature];
    return BCU_NONE;
}

uint32_t bcu_feature_cluster(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    return level == BCU_CLUSTERS ? feature : bcu_dataset_whole(dataset)->cluster_of[level][feature];
}

uint32_t bcu_feature_find(const BcuDataset *dataset, BcuLevel level, const char *code)
{
    void *found;
    GHashTable *index = bcu_dataset_whole(dataset)->by_code[level];
    if (!index || !g_hash_table_lookup_extended(index, code, NULL, &found))
        return BCU_NONE;
    return GPOINTER_TO_UINT(found);
}

double bcu_feature_area_m2(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const double *areas = bcu_dataset_whole(dataset)->area_m2[level];
    return areas ? areas[feature] : 0;
}

const BcuTable *bcu_dataset_fields(const BcuDataset *dataset, BcuLevel level)
{
    dataset = bcu_dataset_whole(dataset);
    if (level == BCU_CLUSTERS)
        return dataset->cluster_fields;
    const BcuLayer *layer = bcu_dataset_layer(dataset, level);
    return layer ? layer->fields : NULL;
}

uint32_t bcu_dataset_role(const BcuDataset *dataset, BcuLevel level, BcuRole role)
{
    return bcu_dataset_whole(dataset)->role[level][role];
}

/* ---- the whole ----------------------------------------------------------------------- */

static const char *population_text(const BcuProject *project, bool year)
{
    for (uint32_t i = 0; i < project->populations->len; i++) {
        const BcuPopulationSpec *spec = g_ptr_array_index(project->populations, i);
        const char *text = year ? spec->year : spec->source;
        if (text)
            return text;
    }
    return NULL;
}

/* Texts of the project that are said otherwise while a regrouping is supposed. */
static const char *supposed_text(const BcuWhatIf *words, BcuText what)
{
    return what == BCU_TEXT_TITLE || what == BCU_TEXT_WHAT_IF ? words->title
           : what == BCU_TEXT_SUBTITLE                        ? words->subtitle
           : what == BCU_TEXT_SOURCE                          ? words->source
                                                              : NULL;
}

const char *bcu_dataset_text(const BcuDataset *dataset, BcuText what)
{
    dataset = bcu_dataset_whole(dataset);
    const BcuProject *project = dataset->parts.project;
    const char *text = supposed_text(&dataset->what_if, what);
    if (text)
        return text;
    switch (what) {
    case BCU_TEXT_TITLE: text = project->title; break;
    case BCU_TEXT_SUBTITLE: text = project->subtitle; break;
    case BCU_TEXT_ATTRIBUTION: text = project->attribution; break;
    case BCU_TEXT_SOURCE: text = project->source; break;
    case BCU_TEXT_LICENCE: text = project->licence; break;
    case BCU_TEXT_NOTE: text = project->note; break;
    case BCU_TEXT_POPULATION_SOURCE: text = population_text(project, false); break;
    case BCU_TEXT_POPULATION_YEAR: text = population_text(project, true); break;
    case BCU_TEXT_PEOPLE: text = project->people; break;
    case BCU_TEXT_CRS: text = bcu_crs_definition(dataset->parts.crs); break;
    case BCU_TEXT_PROJECT_FILE: text = project->path; break;
    case BCU_TEXT_WHAT_IF: break;
    }
    return text ? text : "";
}

const BcuCrs *bcu_dataset_crs(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.crs;
}

bool bcu_dataset_measures_ground(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->measures_ground;
}

BcuCrsSession *bcu_dataset_session(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.session;
}

const BcuCrs *bcu_dataset_crs_find(const BcuDataset *dataset, const char *definition, BcuDiagLog *log)
{
    return bcu_crs_find(bcu_dataset_session(dataset), definition, log);
}

bool bcu_dataset_is_geographic(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->is_geographic;
}

BcuGrid bcu_dataset_grid(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->grid;
}

void bcu_dataset_measure_extent(BcuDataset *dataset)
{
    dataset->extent = BCU_BOX_EMPTY;
    for (uint32_t c = 0; c < dataset->coverage_count; c++)
        dataset->extent =
            bcu_box_union(dataset->extent, bcu_ring_extent(bcu_coverage_points(dataset, c, NULL)));
}

BcuBox bcu_dataset_extent(const BcuDataset *dataset)
{
    return dataset->extent;
}

const char *bcu_cluster_colour_text(const BcuDataset *dataset, uint32_t cluster)
{
    const BcuClusterSpec *spec = bcu_dataset_whole(dataset)->parts.membership->spec[cluster];
    return spec ? spec->colour : NULL;
}

bool bcu_dataset_has_baseline(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.baseline != NULL;
}

uint32_t bcu_baseline_count(const BcuDataset *dataset)
{
    const BcuMembership *baseline = bcu_dataset_whole(dataset)->parts.baseline;
    return baseline ? baseline->cluster_count : 0;
}

const char *bcu_baseline_code(const BcuDataset *dataset, uint32_t cluster)
{
    return bcu_dataset_whole(dataset)->parts.baseline->cluster_code[cluster];
}

const char *bcu_baseline_name(const BcuDataset *dataset, uint32_t cluster)
{
    return bcu_dataset_whole(dataset)->parts.baseline->cluster_name[cluster];
}

uint32_t bcu_area_baseline(const BcuDataset *dataset, uint32_t area)
{
    const BcuMembership *baseline = bcu_dataset_whole(dataset)->parts.baseline;
    return baseline ? baseline->cluster_of[area] : BCU_NONE;
}

const BcuProvenance *bcu_dataset_provenance(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.provenance;
}

const BcuMembership *bcu_dataset_membership(const BcuDataset *dataset)
{
    return bcu_dataset_whole(dataset)->parts.membership;
}
