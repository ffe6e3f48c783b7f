/* Assembles the dataset and freezes it.
 * The stages' results brought together: codes, levels, sizes, borders, neighbours; then frozen. */
#include "dataset/dataset_private.h"
#include "base/large_array.h"
#include "text/cells.h"
#include "text/thousands.h"
#include "topology/arc_shapes.h"
#include <bcukit/number.h>
#include <stdlib.h>

/* ---- codes and names ----------------------------------------------------------------- */

static char **column_texts(const BcuLayer *layer, const char *field)
{
    uint32_t column = field ? bcu_table_find(layer->fields, field) : BCU_NONE;
    char **texts = g_new0(char *, (size_t)layer->record_count + 1);
    for (uint32_t i = 0; i < layer->record_count; i++)
        texts[i] = column == BCU_NONE ? g_strdup_printf("%u", i + 1) : bcu_cell_text_at(layer->fields, i, column);
    return texts;
}

static void index_codes(BcuDataset *dataset, BcuLevel level)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    /* From the end, so that the first of two equal codes is the one that is found. */
    for (uint32_t i = dataset->count[level]; i-- > 0;)
        g_hash_table_insert(index, dataset->code[level][i], GUINT_TO_POINTER(i));
    dataset->by_code[level] = index;
}

static void name_layer(BcuDataset *dataset, BcuLevel level, const BcuLayer *layer, const BcuLayerSpec *spec)
{
    dataset->count[level] = layer->record_count;
    dataset->code[level] = column_texts(layer, spec->code);
    dataset->name[level] = column_texts(layer, spec->name ? spec->name : spec->code);
    index_codes(dataset, level);
}

static void name_clusters(BcuDataset *dataset)
{
    const BcuMembership *membership = dataset->parts.membership;
    uint32_t count = dataset->count[BCU_CLUSTERS] = membership->cluster_count;
    dataset->code[BCU_CLUSTERS] = g_new0(char *, (size_t)count + 1);
    dataset->name[BCU_CLUSTERS] = g_new0(char *, (size_t)count + 1);
    for (uint32_t c = 0; c < count; c++) {
        dataset->code[BCU_CLUSTERS][c] = g_strdup(membership->cluster_code[c]);
        dataset->name[BCU_CLUSTERS][c] = g_strdup(membership->cluster_name[c]);
    }
    index_codes(dataset, BCU_CLUSTERS);
}

/* ---- which cluster, which phase, which attributes ------------------------------------ */

/* Areas sorted by cluster, those in none last; within one in the order of the layer. */
static void list_members(BcuDataset *dataset)
{
    const uint32_t *cluster_of = dataset->cluster_of[BCU_AREAS];
    uint32_t clusters = dataset->count[BCU_CLUSTERS], areas = dataset->count[BCU_AREAS];
    uint32_t *start = dataset->member_start = g_new0(uint32_t, (size_t)clusters + 3);
    dataset->members = g_new(uint32_t, (size_t)areas + 1);
    for (uint32_t a = 0; a < areas; a++)
        start[MIN(cluster_of[a], clusters) + 2]++;
    for (uint32_t c = 1; c <= clusters + 1; c++)
        start[c + 1] += start[c];
    for (uint32_t a = 0; a < areas; a++)
        dataset->members[start[MIN(cluster_of[a], clusters) + 1]++] = a;
}

static void assign_clusters(BcuDataset *dataset)
{
    const BcuDatasetParts *parts = &dataset->parts;
    dataset->cluster_of[BCU_AREAS] =
        g_memdup2(parts->membership->cluster_of, sizeof(uint32_t) * parts->membership->area_count);
    list_members(dataset);
    if (!parts->subareas)
        return;
    uint32_t *cluster_of = g_new(uint32_t, (size_t)parts->subareas->record_count + 1);
    for (uint32_t i = 0; i < parts->subareas->record_count; i++) {
        uint32_t area = parts->parents->area_of[i];
        cluster_of[i] = area == BCU_NONE ? BCU_NONE : parts->membership->cluster_of[area];
    }
    dataset->cluster_of[BCU_SUBAREAS] = cluster_of;
}

static void assign_phases(BcuDataset *dataset)
{
    const BcuProject *project = dataset->parts.project;
    uint32_t count = dataset->count[BCU_CLUSTERS];
    dataset->phase_of = g_new(uint32_t, (size_t)count + 1);
    for (uint32_t c = 0; c < count; c++) {
        const BcuClusterSpec *spec = dataset->parts.membership->spec[c];
        dataset->phase_of[c] = BCU_NONE;
        for (uint32_t p = 0; spec && spec->phase && p < project->phases->len; p++) {
            const BcuPhaseSpec *phase = g_ptr_array_index(project->phases, p);
            if (g_str_equal(phase->key, spec->phase))
                dataset->phase_of[c] = p;
        }
    }
}

static void fill_cluster_fields(BcuDataset *dataset)
{
    BcuTable *fields = dataset->cluster_fields = bcu_table_new(dataset->parts.project->clusters_id);
    for (uint32_t c = 0; c < dataset->count[BCU_CLUSTERS]; c++) {
        bcu_table_add_row(fields);
        const BcuClusterSpec *spec = dataset->parts.membership->spec[c];
        for (uint32_t i = 0; spec && i < spec->extra_keys->len; i++) {
            const char *key = g_ptr_array_index(spec->extra_keys, i);
            uint32_t column = bcu_table_find(fields, key);
            if (column == BCU_NONE)
                column = bcu_table_add_column(fields,
                                              &(BcuColumn){key, BCU_TEXT, -1, NULL, "from the project file"});
            bcu_table_set_text(fields, c, column, g_ptr_array_index(spec->extra_values, i));
        }
    }
}

static void assign_roles(BcuDataset *dataset)
{
    const BcuProject *project = dataset->parts.project;
    for (int level = 0; level < BCU_LEVEL_COUNT; level++)
        for (int role = 0; role <= BCU_ROLE_WATER_HA; role++)
            dataset->role[level][role] = BCU_NONE;
    for (BcuLevel level = BCU_AREAS; level <= BCU_SUBAREAS; level++) {
        const BcuLayer *layer = level == BCU_AREAS ? dataset->parts.areas : dataset->parts.subareas;
        if (!layer)
            continue;
        const BcuLayerSpec *spec =
            bcu_project_layer(project, level == BCU_AREAS ? BCU_LAYER_AREAS : BCU_LAYER_SUBAREAS);
        dataset->role[level][BCU_ROLE_POPULATION] = bcu_people_column(project, layer, spec);
        dataset->role[level][BCU_ROLE_PUBLISHED_HA] = bcu_layer_number_column(layer, spec->published_ha);
        dataset->role[level][BCU_ROLE_WATER_HA] = bcu_layer_number_column(layer, spec->water_ha);
    }
}

/* ---- borders and sizes --------------------------------------------------------------- */

static BcuBorder border_between(const BcuDataset *dataset, BcuLevel level, uint32_t left, uint32_t right)
{
    if (left == BCU_NONE || right == BCU_NONE)
        return BCU_BORDER_OUTER;
    if (dataset->cluster_of[level][left] != dataset->cluster_of[level][right])
        return BCU_BORDER_CLUSTER;
    if (level == BCU_AREAS)
        return BCU_BORDER_AREA;
    const uint32_t *area_of = dataset->parts.parents->area_of;
    return area_of[left] != area_of[right] ? BCU_BORDER_AREA : BCU_BORDER_SUBAREA;
}

static bool measure_arcs(const BcuDataset *dataset, BcuCoverage *coverage, BcuGeodesic *geodesic)
{
    const BcuTopology *topology = coverage->topology;
    if (!coverage->border) {
        coverage->border = g_new(BcuBorder, (size_t)topology->arc_count + 1);
        coverage->length_m = g_new(double, (size_t)topology->arc_count + 1);
    }
    for (uint32_t a = 0; a < topology->arc_count; a++) {
        BcuRing line = {topology->points + topology->arc_start[a],
                        topology->arc_start[a + 1] - topology->arc_start[a]};
        coverage->border[a] = border_between(dataset, coverage->level, topology->left[a], topology->right[a]);
        if (!geodesic)
            coverage->length_m[a] = bcu_ring_length(line) * dataset->metres_per_unit;
        else if (!bcu_geodesic_line(geodesic, line, &coverage->length_m[a]))
            return false;
    }
    return true;
}

/* Twice the signed area between each arc and one origin: the outlines' areas are sums of these,
 * so that every vertex is looked at once for all levels. */
static double *arc_moments(const BcuTopology *topology)
{
    BcuPoint origin = topology->point_count ? topology->points[topology->point_count / 2] : (BcuPoint){0, 0};
    double *moments = g_new0(double, (size_t)topology->arc_count + 1);
    for (uint32_t a = 0; a < topology->arc_count; a++) {
        double moment = 0;
        for (size_t i = topology->arc_start[a]; i + 1 < topology->arc_start[a + 1]; i++) {
            double ax = topology->points[i].x - origin.x, ay = topology->points[i].y - origin.y;
            double bx = topology->points[i + 1].x - origin.x;
            double by = topology->points[i + 1].y - origin.y;
            moment += ax * by - bx * ay;
        }
        moments[a] = moment;
    }
    return moments;
}

static double *planar_areas(const BcuDataset *dataset, const BcuArcShapes *shapes, const double *moments)
{
    double *areas = g_new0(double, (size_t)shapes->feature_count + 1);
    double unit_area = dataset->metres_per_unit * dataset->metres_per_unit;
    for (uint32_t f = 0; f < shapes->feature_count; f++) {
        uint32_t first = shapes->part_start[shapes->feature_start[f]];
        uint32_t end = shapes->part_start[shapes->feature_start[f + 1]];
        double twice = 0;
        for (uint32_t i = shapes->ring_start[first]; i < shapes->ring_start[end]; i++)
            twice += shapes->refs[i] < 0 ? -moments[~shapes->refs[i]] : moments[shapes->refs[i]];
        areas[f] = twice / 2 * unit_area;
    }
    return areas;
}

static double *geodesic_areas(const BcuArcShapes *shapes, const BcuTopology *topology, BcuGeodesic *geodesic)
{
    double *areas = g_new0(double, (size_t)shapes->feature_count + 1);
    for (uint32_t f = 0; f < shapes->feature_count; f++) {
        BcuShape *shape =
            bcu_arc_shapes_build(shapes, topology, shapes->feature_start[f], shapes->feature_start[f + 1]);
        for (size_t r = 0; r < shape->ring_count; r++) {
            double area = 0, length;
            if (bcu_geodesic_ring(geodesic, bcu_shape_ring(shape, r), &area, &length))
                areas[f] += area;
        }
        bcu_shape_free(shape);
    }
    return areas;
}

/* Length of the arcs that have a group on one side and nothing on the other. */
static double *outer_lengths(const BcuCoverage *coverage, const uint32_t *group_of, uint32_t count)
{
    const BcuTopology *topology = coverage->topology;
    double *lengths = g_new0(double, (size_t)count + 1);
    for (uint32_t a = 0; a < topology->arc_count; a++) {
        uint32_t left = topology->left[a], right = topology->right[a];
        uint32_t feature = left == BCU_NONE ? right : left;
        if ((left == BCU_NONE) == (right == BCU_NONE))
            continue;
        feature = group_of ? group_of[feature] : feature;
        if (feature != BCU_NONE)
            lengths[feature] += coverage->length_m[a];
    }
    return lengths;
}

/* Only a project that asks for it pays for looking across the water. */
static void look_across(BcuDataset *dataset, BcuLevel level, const BcuCoverage *coverage,
                        const uint32_t *groups)
{
    double reach = bcu_dataset_bridge_m(dataset);
    if (reach == 0)
        return;
    dataset->facing[level] = groups
                                 ? bcu_facing_regroup(dataset->facing[coverage->level], groups)
                                 : bcu_topology_facing(coverage->topology, reach, dataset->metres_per_unit);
    dataset->bridges[level] = bcu_facing_pairs(dataset->facing[level]);
}

/* \param moments of the coverage's arcs; NULL: the areas are geodesic. */
static void measure_level(BcuDataset *dataset, BcuLevel level, const BcuArcShapes *shapes,
                          const BcuCoverage *coverage, const double *moments, BcuGeodesic *geodesic)
{
    dataset->area_m2[level] = moments ? planar_areas(dataset, shapes, moments)
                                      : geodesic_areas(shapes, coverage->topology, geodesic);
    const uint32_t *groups = level == BCU_CLUSTERS ? dataset->cluster_of[coverage->level] : NULL;
    dataset->adjacency[level] = bcu_topology_adjacency(coverage->topology, groups, coverage->length_m);
    dataset->outer_m[level] = outer_lengths(coverage, groups, dataset->count[level]);
    look_across(dataset, level, coverage, groups);
}

/* ---- assembly ------------------------------------------------------------------------ */

static void add_coverage(BcuDataset *dataset, BcuLevel level, BcuTopology *topology)
{
    dataset->coverage[dataset->coverage_count++] = (BcuCoverage){.topology = topology, .level = level};
}

/* Clusters are outlined by the layer that clusters.from names, else by the areas. */
static bool choose_cluster_coverage(BcuDataset *dataset, BcuDiagLog *log)
{
    const BcuProject *project = dataset->parts.project;
    dataset->cluster_coverage = 0;
    if (!project->clusters_from)
        return true;
    const BcuLayerSpec *from = bcu_project_layer_by_id(project, project->clusters_from);
    if (!from || from->role != BCU_LAYER_SUBAREAS)
        return true;
    if (dataset->coverage_count < 2) {
        BcuPlace place = {.file = project->path, .key = "clusters.from"};
        bcu_report(log, BCU_ERROR, "DIS010", &place, "Name a polygon layer, or leave the key out.",
                   "clusters cannot be outlined from layer \"%s\": it has no polygons", from->id);
        return false;
    }
    dataset->cluster_coverage = 1;
    return true;
}

/* Beyond the reach of a projection its own unit is taken. */
static void measure_grid(BcuDataset *dataset, BcuGeodesic *geodesic)
{
    BcuBox box = dataset->extent;
    BcuPoint centre = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    double unit = dataset->is_geographic ? BCU_METRES_PER_DEGREE : dataset->metres_per_unit;
    if (!bcu_geodesic_grid(geodesic, centre, &dataset->grid) || !(dataset->grid.metres_per_x > 0))
        dataset->grid = (BcuGrid){unit, unit, 0};
}

/* A plane whose areas are off by more is not measured in. */
static const double MOST_OFF = 0.01;

/* By how much the area of a small square about a place is larger in the plane than on the ground; 0 where the place
 * has no ground. */
static double excess_at(const BcuDataset *dataset, BcuGeodesic *geodesic, BcuPoint at)
{
    const double half = 200 / dataset->metres_per_unit;
    const BcuPoint square[] = {{at.x - half, at.y - half}, {at.x + half, at.y - half}, {at.x + half, at.y + half},
                               {at.x - half, at.y + half}, {at.x - half, at.y - half}};
    double area, length;
    bool has_ground = bcu_geodesic_ring(geodesic, (BcuRing){square, 5}, &area, &length) && fabs(area) > 0;
    return has_ground ? 400.0 * 400.0 / fabs(area) - 1 : 0;
}

/* Projections are smooth: of a layer of many features one place in each of so many rows and columns is enough. */
enum { PLACES_A_SIDE = 64 };

static size_t cell_at(BcuBox box, BcuPoint at)
{
    double x = (at.x - box.min_x) / (box.max_x - box.min_x), y = (at.y - box.min_y) / (box.max_y - box.min_y);
    size_t column = x > 0 && x < 1 ? (size_t)(x * PLACES_A_SIDE) : 0, row = y > 0 && y < 1 ? (size_t)(y * PLACES_A_SIDE) : 0;
    return row * PLACES_A_SIDE + column;
}

/* Whether figures are to be taken from the ellipsoid: in degrees, and where the plane is far from true to area. The
 * middles of features stand for what lies around them. */
static bool leaves_plane(const BcuDataset *dataset, BcuGeodesic *geodesic)
{
    const BcuCoverage *coverage = &dataset->coverage[0];
    bool leaves = dataset->is_geographic, is_done[PLACES_A_SIDE * PLACES_A_SIDE] = {false};
    for (uint32_t f = 0; f < dataset->count[coverage->level] && !leaves; f++) {
        BcuBox box = bcu_feature_extent(dataset, coverage->level, f);
        BcuPoint middle = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        bool *done = &is_done[cell_at(dataset->extent, middle)];
        leaves = box.min_x <= box.max_x && !*done && fabs(excess_at(dataset, geodesic, middle)) > MOST_OFF;
        *done |= box.min_x <= box.max_x;
    }
    return leaves;
}

static double sum_of(const double *values, uint32_t count)
{
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

/* Names the area of everything in the plane and on the ground. */
static void report_excess(const BcuDataset *dataset, BcuDiagLog *log)
{
    const BcuCoverage *coverage = &dataset->coverage[0];
    g_autofree double *moments = arc_moments(coverage->topology);
    g_autofree double *planar = planar_areas(dataset, &coverage->topology->features, moments);
    uint32_t count = dataset->count[coverage->level];
    double plane = sum_of(planar, count), ground = sum_of(dataset->area_m2[coverage->level], count);
    g_autofree char *better = bcu_crs_suggest_projected(dataset->parts.crs, dataset->extent);
    g_autofree char *hint = better ? g_strdup_printf("Set crs.working = %s.", better)
                                   : g_strdup("Set crs.working to an equal-area CRS.");
    BcuPlace place = {.file = dataset->parts.project->path, .key = "crs.working"};
    char *name = bcu_crs_text_dup(dataset->parts.crs, BCU_CRS_NAME, NULL);
    bcu_report(log, BCU_WARNING, "CRS051", &place, hint,
               "the plane of %s is far from true to area: %s ha in it are %s ha on the ground (%+.1f%%); areas, lengths "
               "and densities are measured on the ellipsoid",
               name, BCU_THOUSANDS(plane / 1e4, 0), BCU_THOUSANDS(ground / 1e4, 0), 100 * (plane / ground - 1));
    free(name);
}

static bool measure_all_arcs(BcuDataset *dataset, BcuGeodesic *geodesic)
{
    bool ok = true;
    for (uint32_t c = 0; c < dataset->coverage_count && ok; c++)
        ok = measure_arcs(dataset, &dataset->coverage[c], geodesic);
    return ok;
}

/* On the rim of a map of the world some vertices have no place on the ground. */
static void report_rim(const BcuDataset *dataset, BcuDiagLog *log)
{
    BcuPlace place = {.file = dataset->parts.project->path, .key = "crs.working"};
    char *name = bcu_crs_text_dup(dataset->parts.crs, BCU_CRS_NAME, NULL);
    bcu_report(log, BCU_WARNING, "CRS051", &place, "Set crs.working = EPSG:8857, which is true to area.",
               "the plane of %s is far from true to area, and some vertices have no place on the ground: areas, lengths "
               "and densities are those of the plane",
               name);
    free(name);
}

static bool measure(BcuDataset *dataset, BcuDiagLog *log)
{
    BcuGeodesic *ground = bcu_geodesic_new(dataset->parts.crs, log);
    if (!ground)
        return false;
    bcu_dataset_measure_extent(dataset);
    dataset->measures_ground = leaves_plane(dataset, ground);
    BcuGeodesic *geodesic = dataset->measures_ground ? ground : NULL;
    measure_grid(dataset, ground);
    bool ok = measure_all_arcs(dataset, geodesic);
    if (!ok && !dataset->is_geographic) {
        dataset->measures_ground = false;
        geodesic = NULL;
        report_rim(dataset, log);
        ok = measure_all_arcs(dataset, NULL);
    }
    for (uint32_t c = 0; c < dataset->coverage_count; c++) {
        BcuCoverage *coverage = &dataset->coverage[c];
        g_autofree double *moments = geodesic ? NULL : arc_moments(coverage->topology);
        measure_level(dataset, coverage->level, &coverage->topology->features, coverage, moments, geodesic);
        if (c == dataset->cluster_coverage)
            measure_level(dataset, BCU_CLUSTERS, &dataset->clusters, coverage, moments, geodesic);
    }
    bcu_geodesic_free(ground);
    if (ok && dataset->measures_ground && !dataset->is_geographic)
        report_excess(dataset, log);
    return ok;
}

static bool assemble(BcuDataset *dataset, BcuDiagLog *log)
{
    BcuDatasetParts *parts = &dataset->parts;
    dataset->is_geographic = bcu_crs_is_geographic(parts->crs);
    dataset->metres_per_unit = bcu_crs_metres_per_unit(parts->crs);
    name_layer(dataset, BCU_AREAS, parts->areas, bcu_project_layer(parts->project, BCU_LAYER_AREAS));
    if (parts->subareas)
        name_layer(dataset, BCU_SUBAREAS, parts->subareas,
                   bcu_project_layer(parts->project, BCU_LAYER_SUBAREAS));
    name_clusters(dataset);
    assign_clusters(dataset);
    assign_phases(dataset);
    assign_roles(dataset);
    fill_cluster_fields(dataset);
    add_coverage(dataset, BCU_AREAS, parts->topology[0]);
    if (parts->topology[1])
        add_coverage(dataset, BCU_SUBAREAS, parts->topology[1]);
    if (!choose_cluster_coverage(dataset, log))
        return false;
    const BcuCoverage *from = &dataset->coverage[dataset->cluster_coverage];
    return bcu_dissolve(from->topology, dataset->cluster_of[from->level], dataset->count[BCU_CLUSTERS],
                        &dataset->clusters, log) &&
           measure(dataset, log);
}

bool bcu_dataset_assemble(BcuDatasetParts *parts, BcuDataset **dataset, BcuDiagLog *log)
{
    g_autoptr(BcuDataset) made = g_new0(BcuDataset, 1);
    made->parts = *parts;
    *parts = (BcuDatasetParts){0};
    if (!assemble(made, log))
        return false;
    bcu_what_if_word(made, &made->what_if);
    *dataset = g_steal_pointer(&made);
    return true;
}

/* ---- freeing ------------------------------------------------------------------------- */

void bcu_provenance_free(BcuProvenance *provenance)
{
    if (!provenance)
        return;
    g_clear_pointer(&provenance->inputs, g_ptr_array_unref);
    g_clear_pointer(&provenance->crs_steps, g_ptr_array_unref);
    g_free(provenance);
}

void bcu_dataset_parts_clear(BcuDatasetParts *parts)
{
    bcu_layer_free(parts->areas);
    bcu_layer_free(parts->subareas);
    g_clear_pointer(&parts->contexts, g_ptr_array_unref);
    bcu_membership_free(parts->membership);
    bcu_membership_free(parts->baseline);
    g_free(parts->baseline_title);
    bcu_parents_free(parts->parents);
    bcu_parents_free(parts->cell_parents);
    bcu_layer_free(parts->cells);
    bcu_people_free(parts->people);
    bcu_topology_free(parts->topology[0]);
    bcu_topology_free(parts->topology[1]);
    bcu_provenance_free(parts->provenance);
    bcu_large_array_forget();
    *parts = (BcuDatasetParts){0};
}

static void free_derived(BcuDataset *dataset)
{
    for (uint32_t c = 0; c < dataset->coverage_count; c++) {
        bcu_topology_free(dataset->coverage[c].topology);
        g_free(dataset->coverage[c].border);
        g_free(dataset->coverage[c].length_m);
    }
    bcu_arc_shapes_clear(&dataset->clusters);
    if (dataset->owns_original)
        bcu_dataset_free((BcuDataset *)dataset->original);
    g_free(dataset);
}

void bcu_dataset_free(BcuDataset *dataset)
{
    if (!dataset)
        return;
    if (dataset->original) {
        free_derived(dataset);
        return;
    }
    for (uint32_t c = 0; c < dataset->coverage_count; c++) {
        g_free(dataset->coverage[c].border);
        g_free(dataset->coverage[c].length_m);
    }
    for (int level = 0; level < BCU_LEVEL_COUNT; level++) {
        g_strfreev(dataset->code[level]);
        g_strfreev(dataset->name[level]);
        g_clear_pointer(&dataset->by_code[level], g_hash_table_unref);
        g_free(dataset->cluster_of[level]);
        g_free(dataset->area_m2[level]);
        g_clear_pointer(&dataset->adjacency[level], g_array_unref);
        g_clear_pointer(&dataset->facing[level], g_array_unref);
        g_clear_pointer(&dataset->bridges[level], g_array_unref);
        g_free(dataset->outer_m[level]);
    }
    bcu_arc_shapes_clear(&dataset->clusters);
    bcu_table_free(dataset->cluster_fields);
    g_free(dataset->members);
    g_free(dataset->member_start);
    g_free(dataset->phase_of);
    bcu_what_if_clear(&dataset->what_if);
    bcu_dataset_parts_clear(&dataset->parts);
    g_free(dataset);
}
