/* The frozen dataset: everything is looked up here, nothing computed but outlines on request. */
#include "dataset_private.h"
#include "options.h"

static const BcuDataset *whole(const BcuDataset *dataset)
{
    return dataset->original ? dataset->original : dataset;
}

/* ---- levels and features ------------------------------------------------------------- */

static const BcuLayer *layer_of(const BcuDataset *dataset, BcuLevel level)
{
    return level == BCU_SUBAREAS ? dataset->parts.subareas : dataset->parts.areas;
}

static const BcuLayerSpec *spec_of(const BcuDataset *dataset, BcuLevel level)
{
    return bcu_project_layer(dataset->parts.project,
                             level == BCU_SUBAREAS ? BCU_LAYER_SUBAREAS : BCU_LAYER_AREAS);
}

BcuLevelInfo bcu_dataset_level(const BcuDataset *dataset, BcuLevel level)
{
    dataset = whole(dataset);
    const BcuProject *project = dataset->parts.project;
    if (level == BCU_CLUSTERS) {
        BcuLevel from = dataset->coverage[dataset->cluster_coverage].level;
        return (BcuLevelInfo){project->clusters_id, project->clusters_noun,    project->clusters_plural,
                              BCU_POLYGONS,         dataset->cluster_coverage, layer_of(dataset, from)->path};
    }
    const BcuLayer *layer = layer_of(dataset, level);
    if (!layer)
        return (BcuLevelInfo){"", "", "", BCU_GEOMETRY_NONE, BCU_NONE, ""};
    const BcuLayerSpec *spec = spec_of(dataset, level);
    uint32_t coverage = layer->geometry == BCU_POLYGONS ? (level == BCU_AREAS ? 0 : 1) : BCU_NONE;
    return (BcuLevelInfo){spec->id, spec->noun, spec->plural, layer->geometry, coverage, layer->path};
}

uint32_t bcu_feature_count(const BcuDataset *dataset, BcuLevel level)
{
    return whole(dataset)->count[level];
}

const char *bcu_feature_code(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    return whole(dataset)->code[level][feature];
}

const char *bcu_feature_name(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    return whole(dataset)->name[level][feature];
}

uint32_t bcu_feature_parent(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    dataset = whole(dataset);
    if (level == BCU_AREAS)
        return dataset->cluster_of[BCU_AREAS][feature];
    if (level == BCU_SUBAREAS)
        return dataset->parts.parents->area_of[feature];
    return BCU_NONE;
}

uint32_t bcu_feature_cluster(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    return level == BCU_CLUSTERS ? feature : whole(dataset)->cluster_of[level][feature];
}

uint32_t bcu_feature_find(const BcuDataset *dataset, BcuLevel level, const char *code)
{
    void *found;
    GHashTable *index = whole(dataset)->by_code[level];
    if (!index || !g_hash_table_lookup_extended(index, code, NULL, &found))
        return BCU_NONE;
    return GPOINTER_TO_UINT(found);
}

double bcu_feature_area_m2(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const double *areas = whole(dataset)->area_m2[level];
    return areas ? areas[feature] : 0;
}

const BcuTable *bcu_dataset_fields(const BcuDataset *dataset, BcuLevel level)
{
    dataset = whole(dataset);
    if (level == BCU_CLUSTERS)
        return dataset->cluster_fields;
    const BcuLayer *layer = layer_of(dataset, level);
    return layer ? layer->fields : NULL;
}

uint32_t bcu_dataset_role(const BcuDataset *dataset, BcuLevel level, BcuRole role)
{
    return whole(dataset)->role[level][role];
}

/* ---- outlines ------------------------------------------------------------------------ */

/* The outlines of a level and the topology that they refer to; NULL for points. */
static const BcuArcShapes *outlines(const BcuDataset *dataset, BcuLevel level, const BcuTopology **topology)
{
    const BcuDataset *base = whole(dataset);
    if (level == BCU_CLUSTERS) {
        *topology = dataset->coverage[base->cluster_coverage].topology;
        return dataset->clusters.refs ? &dataset->clusters : &base->clusters;
    }
    uint32_t coverage = level == BCU_AREAS ? 0 : 1;
    if (coverage >= base->coverage_count)
        return NULL;
    *topology = dataset->coverage[coverage].topology;
    return &(*topology)->features;
}

BcuArcShape bcu_feature_arcs(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const BcuTopology *topology;
    const BcuArcShapes *shapes = outlines(dataset, level, &topology);
    if (!shapes)
        return (BcuArcShape){0};
    /* Offsets into rings are those of all features: the views start where the feature does. */
    uint32_t first = shapes->feature_start[feature], end = shapes->feature_start[feature + 1];
    return (BcuArcShape){shapes->refs, shapes->ring_start,
                         shapes->part_start[end] - shapes->part_start[first], shapes->part_start + first,
                         end - first};
}

static void append_arc(BcuShape *shape, const BcuTopology *topology, int32_t ref)
{
    uint32_t arc = (uint32_t)(ref < 0 ? ~ref : ref);
    const BcuPoint *points = topology->points + topology->arc_start[arc];
    size_t count = topology->arc_start[arc + 1] - topology->arc_start[arc];
    /* The end is the start of the next arc: it comes with that one, or closes the ring. */
    for (size_t i = 0; i + 1 < count; i++)
        shape->points[shape->point_count++] = ref < 0 ? points[count - 1 - i] : points[i];
}

static size_t points_of_rings(const BcuArcShapes *shapes, const BcuTopology *topology, uint32_t first_ring,
                              uint32_t end_ring)
{
    size_t points = end_ring - first_ring;
    for (uint32_t i = shapes->ring_start[first_ring]; i < shapes->ring_start[end_ring]; i++) {
        uint32_t arc = (uint32_t)(shapes->refs[i] < 0 ? ~shapes->refs[i] : shapes->refs[i]);
        points += topology->arc_start[arc + 1] - topology->arc_start[arc] - 1;
    }
    return points;
}

BcuShape *bcu_arc_shapes_build(const BcuArcShapes *shapes, const BcuTopology *topology, uint32_t first_part,
                               uint32_t end_part)
{
    uint32_t first_ring = shapes->part_start[first_part], end_ring = shapes->part_start[end_part];
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->points = g_new(BcuPoint, points_of_rings(shapes, topology, first_ring, end_ring));
    shape->ring_count = end_ring - first_ring;
    shape->ring_start = g_new0(size_t, shape->ring_count + 1);
    shape->part_count = end_part - first_part;
    shape->part_start = g_new0(size_t, shape->part_count + 1);
    for (uint32_t p = 0; p <= shape->part_count; p++)
        shape->part_start[p] = shapes->part_start[first_part + p] - first_ring;
    for (uint32_t r = 0; r < shape->ring_count; r++) {
        uint32_t ring = first_ring + r;
        shape->ring_start[r] = shape->point_count;
        for (uint32_t i = shapes->ring_start[ring]; i < shapes->ring_start[ring + 1]; i++)
            append_arc(shape, topology, shapes->refs[i]);
        shape->points[shape->point_count] = shape->points[shape->ring_start[r]];
        shape->point_count++;
    }
    shape->ring_start[shape->ring_count] = shape->point_count;
    return shape;
}

BcuShape *bcu_feature_shape_build(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const BcuTopology *topology;
    const BcuArcShapes *shapes = outlines(dataset, level, &topology);
    if (!shapes) {
        BcuShape *empty = g_new0(BcuShape, 1);
        empty->ring_start = g_new0(size_t, 1);
        empty->part_start = g_new0(size_t, 1);
        return empty;
    }
    return bcu_arc_shapes_build(shapes, topology, shapes->feature_start[feature],
                                shapes->feature_start[feature + 1]);
}

static BcuBox extent_of_points(const BcuLayer *layer, uint32_t feature)
{
    return bcu_layer_record_extent(layer, feature);
}

BcuBox bcu_feature_extent(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const BcuTopology *topology;
    const BcuArcShapes *shapes = outlines(dataset, level, &topology);
    if (!shapes)
        return extent_of_points(layer_of(whole(dataset), level), feature);
    BcuBox box = BCU_BOX_EMPTY;
    uint32_t first = shapes->part_start[shapes->feature_start[feature]];
    uint32_t end = shapes->part_start[shapes->feature_start[feature + 1]];
    for (uint32_t i = shapes->ring_start[first]; i < shapes->ring_start[end]; i++) {
        uint32_t arc = (uint32_t)(shapes->refs[i] < 0 ? ~shapes->refs[i] : shapes->refs[i]);
        BcuRing line = {topology->points + topology->arc_start[arc],
                        topology->arc_start[arc + 1] - topology->arc_start[arc]};
        box = bcu_box_union(box, bcu_ring_extent(line));
    }
    return box;
}

/* The part with the largest shell, as a shape of its own. */
static BcuShape *largest_part_build(const BcuArcShapes *shapes, const BcuTopology *topology, uint32_t feature)
{
    BcuShape *largest = NULL;
    for (uint32_t p = shapes->feature_start[feature]; p < shapes->feature_start[feature + 1]; p++) {
        BcuShape *part = bcu_arc_shapes_build(shapes, topology, p, p + 1);
        if (!largest || bcu_shape_area(part) > bcu_shape_area(largest)) {
            bcu_shape_free(largest);
            largest = part;
        } else {
            bcu_shape_free(part);
        }
    }
    return largest;
}

BcuPoint bcu_feature_label_point(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const BcuTopology *topology;
    const BcuArcShapes *shapes = outlines(dataset, level, &topology);
    if (!shapes) {
        const BcuLayer *layer = layer_of(whole(dataset), level);
        return layer->record_start[feature + 1] > layer->record_start[feature]
                   ? layer->points[layer->ring_start[layer->record_start[feature]]]
                   : (BcuPoint){NAN, NAN};
    }
    BcuShape *part = largest_part_build(shapes, topology, feature);
    if (!part)
        return (BcuPoint){NAN, NAN};
    BcuPoint pole = bcu_shape_pole(part, 0, NULL);
    bcu_shape_free(part);
    return pole;
}

/* ---- line work ----------------------------------------------------------------------- */

uint32_t bcu_coverage_count(const BcuDataset *dataset)
{
    return whole(dataset)->coverage_count;
}

BcuLevel bcu_coverage_level(const BcuDataset *dataset, uint32_t coverage)
{
    return whole(dataset)->coverage[coverage].level;
}

uint32_t bcu_arc_count(const BcuDataset *dataset, uint32_t coverage)
{
    return dataset->coverage[coverage].topology->arc_count;
}

BcuArc bcu_arc_at(const BcuDataset *dataset, uint32_t coverage, uint32_t arc)
{
    const BcuTopology *topology = dataset->coverage[coverage].topology;
    const BcuCoverage *full =
        &(dataset->coverage[coverage].border ? dataset : whole(dataset))->coverage[coverage];
    return (BcuArc){topology->points + topology->arc_start[arc],
                    topology->arc_start[arc + 1] - topology->arc_start[arc],
                    topology->left[arc],
                    topology->right[arc],
                    full->border[arc],
                    full->length_m[arc]};
}

uint32_t bcu_node_count(const BcuDataset *dataset, uint32_t coverage)
{
    return dataset->coverage[coverage].topology->node_count;
}

BcuArcEnds bcu_arc_ends(const BcuDataset *dataset, uint32_t coverage, uint32_t arc)
{
    const BcuTopology *topology = dataset->coverage[coverage].topology;
    return (BcuArcEnds){topology->from[arc], topology->to[arc]};
}

BcuRing bcu_coverage_points(const BcuDataset *dataset, uint32_t coverage, const size_t **arc_start)
{
    const BcuTopology *topology = dataset->coverage[coverage].topology;
    if (arc_start)
        *arc_start = topology->arc_start;
    return (BcuRing){topology->points, topology->point_count};
}

size_t bcu_adjacency_count(const BcuDataset *dataset, BcuLevel level)
{
    GArray *pairs = whole(dataset)->adjacency[level];
    return pairs ? pairs->len : 0;
}

BcuAdjacency bcu_adjacency_at(const BcuDataset *dataset, BcuLevel level, size_t pair)
{
    return g_array_index(whole(dataset)->adjacency[level], BcuAdjacency, pair);
}

size_t bcu_bridge_count(const BcuDataset *dataset, BcuLevel level)
{
    GArray *pairs = whole(dataset)->bridges[level];
    return pairs ? pairs->len : 0;
}

BcuBridge bcu_bridge_at(const BcuDataset *dataset, BcuLevel level, size_t pair)
{
    return g_array_index(whole(dataset)->bridges[level], BcuBridge, pair);
}

double bcu_dataset_bridge_m(const BcuDataset *dataset)
{
    const char *bridge = whole(dataset)->parts.project->bridge;
    double reach = 0;
    return bridge && bcu_length_parse(bridge, "m", &reach) && reach > 0 ? reach : 0;
}

double bcu_feature_riverside_m(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const GArray *facing = whole(dataset)->facing[level];
    double length = 0;
    if (!facing)
        return NAN;
    for (guint i = 0; i < facing->len; i++) {
        const BcuFacing *pair = &g_array_index(facing, BcuFacing, i);
        length += pair->feature == feature ? pair->length_m : 0;
    }
    return length;
}

double bcu_feature_outer_m(const BcuDataset *dataset, BcuLevel level, uint32_t feature)
{
    const double *lengths = whole(dataset)->outer_m[level];
    return lengths ? lengths[feature] : 0;
}

/* ---- people ---------------------------------------------------------------------------- */

static const BcuPeopleFigures *figures_at(const BcuDataset *dataset, uint32_t source)
{
    return &g_array_index(whole(dataset)->parts.people->sources, BcuPeopleFigures, source);
}

uint32_t bcu_people_source_count(const BcuDataset *dataset)
{
    return whole(dataset)->parts.people->sources->len;
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

/* ---- phases and resources ------------------------------------------------------------ */

uint32_t bcu_phase_count(const BcuDataset *dataset)
{
    return whole(dataset)->parts.project->phases->len;
}

BcuPhase bcu_phase_at(const BcuDataset *dataset, uint32_t phase)
{
    const BcuPhaseSpec *spec = g_ptr_array_index(whole(dataset)->parts.project->phases, phase);
    return (BcuPhase){spec->key, spec->label, spec->go_live};
}

uint32_t bcu_cluster_phase(const BcuDataset *dataset, uint32_t cluster)
{
    return whole(dataset)->phase_of[cluster];
}

const char *bcu_cluster_go_live(const BcuDataset *dataset, uint32_t cluster)
{
    dataset = whole(dataset);
    const BcuClusterSpec *spec = dataset->parts.membership->spec[cluster];
    if (spec && spec->go_live)
        return spec->go_live;
    uint32_t phase = dataset->phase_of[cluster];
    return phase == BCU_NONE ? NULL : bcu_phase_at(dataset, phase).go_live;
}

uint32_t bcu_cluster_members(const BcuDataset *dataset, uint32_t cluster, const uint32_t **areas)
{
    const uint32_t *start = whole(dataset)->member_start + MIN(cluster, whole(dataset)->count[BCU_CLUSTERS]);
    *areas = whole(dataset)->members + start[0];
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
    return whole(dataset)->parts.project->resources->len;
}

BcuResource bcu_resource_at(const BcuDataset *dataset, uint32_t resource)
{
    const BcuResourceSpec *spec = g_ptr_array_index(whole(dataset)->parts.project->resources, resource);
    return (BcuResource){spec->key, spec->per_subarea};
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

const char *bcu_dataset_text(const BcuDataset *dataset, BcuText what)
{
    dataset = whole(dataset);
    const BcuProject *project = dataset->parts.project;
    const char *text = NULL;
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
    case BCU_TEXT_CRS: text = dataset->parts.crs; break;
    case BCU_TEXT_PROJECT_FILE: text = project->path; break;
    }
    return text ? text : "";
}

bool bcu_dataset_is_geographic(const BcuDataset *dataset)
{
    return whole(dataset)->is_geographic;
}

BcuGrid bcu_dataset_grid(const BcuDataset *dataset)
{
    return whole(dataset)->grid;
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
    const BcuClusterSpec *spec = whole(dataset)->parts.membership->spec[cluster];
    return spec ? spec->colour : NULL;
}

bool bcu_dataset_has_baseline(const BcuDataset *dataset)
{
    return whole(dataset)->parts.baseline != NULL;
}

uint32_t bcu_baseline_count(const BcuDataset *dataset)
{
    const BcuMembership *baseline = whole(dataset)->parts.baseline;
    return baseline ? baseline->cluster_count : 0;
}

const char *bcu_baseline_code(const BcuDataset *dataset, uint32_t cluster)
{
    return whole(dataset)->parts.baseline->cluster_code[cluster];
}

const char *bcu_baseline_name(const BcuDataset *dataset, uint32_t cluster)
{
    return whole(dataset)->parts.baseline->cluster_name[cluster];
}

uint32_t bcu_area_baseline(const BcuDataset *dataset, uint32_t area)
{
    const BcuMembership *baseline = whole(dataset)->parts.baseline;
    return baseline ? baseline->cluster_of[area] : BCU_NONE;
}

uint32_t bcu_context_count(const BcuDataset *dataset)
{
    return whole(dataset)->parts.contexts->len;
}

static const BcuLayer *context_layer(const BcuDataset *dataset, uint32_t context)
{
    return g_ptr_array_index(whole(dataset)->parts.contexts, context);
}

BcuContext bcu_context_at(const BcuDataset *dataset, uint32_t context)
{
    const BcuLayer *layer = context_layer(dataset, context);
    return (BcuContext){layer->id, layer->geometry, layer->record_count, layer->fields};
}

BcuContextLook bcu_context_look(const BcuDataset *dataset, uint32_t context)
{
    const char *id = context_layer(dataset, context)->id;
    const GPtrArray *layers = whole(dataset)->parts.project->layers;
    BcuContextLook look = {0};
    for (guint i = 0; i < layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(layers, i);
        if (!g_str_equal(spec->id, id))
            continue;
        look = (BcuContextLook){.fill = spec->fill, .line = spec->line, .place = spec->place};
        if (spec->width)
            bcu_length_parse(spec->width, "mm", &look.width_mm);
    }
    return look;
}

uint32_t bcu_context_run_count(const BcuDataset *dataset, uint32_t context, uint32_t feature)
{
    const BcuLayer *layer = context_layer(dataset, context);
    return (uint32_t)(layer->record_start[feature + 1] - layer->record_start[feature]);
}

BcuRing bcu_context_run(const BcuDataset *dataset, uint32_t context, uint32_t feature, uint32_t run)
{
    const BcuLayer *layer = context_layer(dataset, context);
    size_t ring = layer->record_start[feature] + run;
    return (BcuRing){layer->points + layer->ring_start[ring],
                     layer->ring_start[ring + 1] - layer->ring_start[ring]};
}

const BcuProvenance *bcu_dataset_provenance(const BcuDataset *dataset)
{
    return whole(dataset)->parts.provenance;
}

const BcuLayer *bcu_dataset_layer(const BcuDataset *dataset, BcuLevel level)
{
    return layer_of(whole(dataset), level);
}

const BcuMembership *bcu_dataset_membership(const BcuDataset *dataset)
{
    return whole(dataset)->parts.membership;
}
