/* Builds a dataset from a project, stage by stage.
 * The stages from layers to the frozen dataset, in order: read, bring into one CRS, join, resolve
 * who belongs where, build the topology, assemble. */
#include "dataset/dataset_private.h"
#include "base/diag.h"
#include "base/nearest.h"
#include "clean/build.h"
#include "cluster/join.h"
#include "crs/fit.h"
#include "crs/session.h"
#include "dataset/simplification.h"
#include "layer/bent_edges.h"
#include "layer/reproject.h"
#include "layer/shapefile.h"
#include "layer/zip_layer.h"
#include "topology/vertices.h"

/* ---- reading ------------------------------------------------------------------------- */

/* The files of a shapefile that exist, for the list of what was read. */
static void note_inputs(BcuProvenance *provenance, const char *shp_path)
{
    static const char *const suffixes[] = {".shp", ".shx", ".dbf", ".prj", ".cpg"};
    char *archive;
    if (bcu_zip_path_split(shp_path, &archive, NULL)) {
        bcu_provenance_note(provenance, archive);
        return;
    }
    const char *dot = strrchr(shp_path, '.');
    int stem = dot && g_ascii_strcasecmp(dot, ".shp") == 0 ? (int)(dot - shp_path)
                                                          : (int)strlen(shp_path);
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *upper = g_ascii_strup(suffixes[i], -1);
        char *path = g_strdup_printf("%.*s%s", stem, shp_path, suffixes[i]);
        if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
            g_free(path);
            path = g_strdup_printf("%.*s%s", stem, shp_path, upper);
        }
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            bcu_provenance_note(provenance, path);
        else
            g_free(path);
    }
}

static BcuLayer *read_layer(const BcuLayerSpec *spec, BcuProvenance *provenance, BcuDiagLog *log)
{
    g_autofree char *crs_key = g_strdup_printf("layer %s.crs", spec->id);
    BcuShapefileSource source = {.id = spec->id, .path = spec->path, .encoding = spec->encoding,
                                 .crs = spec->crs, .crs_key = crs_key, .numbers = spec->numbers,
                                 .figures = {spec->population, spec->published_ha, spec->water_ha}};
    BcuLayer *layer = NULL;
    bcu_diag_log_set_origin(log, "shapefile");
    note_inputs(provenance, spec->path);
    return bcu_shapefile_read(&source, &layer, log) ? layer : NULL;
}

/* All layers are read even when one fails, so that all problems show at once. */
static bool read_layers(const BcuProject *project, BcuDatasetParts *parts, BcuDiagLog *log)
{
    bool ok = true;
    for (uint32_t i = 0; i < project->layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(project->layers, i);
        BcuLayer *layer = read_layer(spec, parts->provenance, log);
        ok &= layer != NULL;
        if (!layer)
            continue;
        if (spec->role == BCU_LAYER_AREAS && !parts->areas)
            parts->areas = layer;
        else if (spec->role == BCU_LAYER_SUBAREAS && !parts->subareas)
            parts->subareas = layer;
        else if (spec->role == BCU_LAYER_CELLS && !parts->cells)
            parts->cells = layer;
        else
            g_ptr_array_add(parts->contexts, layer);
    }
    return ok;
}

static bool require_polygons(const BcuLayer *areas, BcuDiagLog *log)
{
    if (areas->geometry == BCU_POLYGONS && areas->record_count > 0)
        return true;
    BcuPlace place = {.file = areas->path};
    if (areas->record_count == 0)
        bcu_report(log, BCU_ERROR, "SHP090", &place, "Name a layer that has features.",
                   "layer \"%s\" has no features", areas->id);
    else
        bcu_report(log, BCU_ERROR, "SHP091", &place,
                   "Give role = areas to a polygon layer; points can be subareas.",
                   "layer \"%s\" holds %s, but areas must be polygons", areas->id, areas->type_name);
    return false;
}

void bcu_dataset_look_ahead(BcuProject *project, BcuCrsSession *session)
{
    project->sums = bcu_file_sums_start(); /* first, see there */
    bcu_crs_accept(session, project->accepted_m); /* first: it takes part in what is looked up */
    bcu_crs_open_ahead(session);
    g_autoptr(GPtrArray) definitions = g_ptr_array_new_with_free_func(g_free);
    if (project->working_crs)
        g_ptr_array_add(definitions, g_strdup(project->working_crs));
    for (uint32_t i = 0; i < project->layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(project->layers, i);
        char *crs = g_strdup(spec->crs);
        if (!crs)
            bcu_shapefile_prj(spec->path, &crs, NULL); /* whoever reads the layer reports */
        /* The areas say what the working CRS is. */
        if (crs)
            g_ptr_array_insert(definitions, spec->role == BCU_LAYER_AREAS && !project->working_crs ? 0 : -1, crs);
    }
    bcu_crs_look_ahead(session, definitions);
}

/* ---- one CRS ------------------------------------------------------------------------- */

/* With the place where the CRS of a layer was given: in the project file or beside the layer. */
static bool require_crs(const BcuDatasetParts *parts, BcuLayer *layer, BcuDiagLog *log)
{
    const BcuProject *project = parts->project;
    const BcuLayerSpec *spec = bcu_project_layer_by_id(project, layer->id);
    g_autofree char *key = spec && spec->crs ? g_strdup_printf("layer %s.crs", layer->id) : NULL;
    g_autofree char *prj = bcu_shapefile_beside(layer->path, ".prj");
    BcuPlace place = {.file = key ? project->path : prj, .key = key};
    const BcuCrs *crs = bcu_crs_require(parts->session, layer->crs_text, &place, log);
    layer->crs = crs && bcu_crs_holds(crs, layer->points, layer->point_count, &place, log) ? crs : NULL;
    bcu_wide_edges_look(layer, log);
    return layer->crs != NULL;
}

static bool require_working_crs(BcuDatasetParts *parts, BcuDiagLog *log)
{
    const char *working = parts->project->working_crs;
    BcuPlace place = {.file = parts->project->path, .key = "crs.working"};
    parts->crs = working ? bcu_crs_require(parts->session, working, &place, log) : NULL;
    return parts->crs || !working;
}

/* Of all layers that could be read, so that nobody who asks for one later has to say that it is unknown. */
static bool require_all_crs(BcuDatasetParts *parts, BcuDiagLog *log)
{
    BcuLayer *const layers[] = {parts->areas, parts->subareas, parts->cells};
    bcu_diag_log_set_origin(log, "crs");
    bool ok = require_working_crs(parts, log);
    for (size_t i = 0; i < G_N_ELEMENTS(layers); i++)
        ok &= !layers[i] || require_crs(parts, layers[i], log);
    for (guint i = 0; i < parts->contexts->len; i++)
        ok &= require_crs(parts, g_ptr_array_index(parts->contexts, i), log);
    if (parts->areas && (!parts->project->working_crs || !parts->areas->crs))
        parts->crs = parts->areas->crs;
    return ok;
}

static bool apply_crs(BcuLayer *layer, BcuDatasetParts *parts, BcuDiagLog *log)
{
    BcuCrsStep *step = NULL;
    if (!layer->crs)
        return false;
    bcu_diag_log_set_place(log, &(BcuPlace){.file = layer->path});
    bool ok = bcu_crs_apply(layer, parts->crs, parts->project->approximate_deg, &step, log);
    bcu_diag_log_set_place(log, &(BcuPlace){.file = parts->project->path});
    if (!ok)
        return false;
    g_ptr_array_add(parts->provenance->crs_steps, step);
    return true;
}

static bool bring_into_one_crs(BcuDatasetParts *parts, BcuDiagLog *log)
{
    bcu_diag_log_set_origin(log, "crs");
    if (!parts->crs)
        return false;
    if (parts->areas->crs)
        bcu_crs_work_at(parts->areas->crs, bcu_layer_extent(parts->areas));
    bool ok = apply_crs(parts->areas, parts, log);
    if (ok && parts->project->working_crs && parts->areas->crs != parts->crs)
        bcu_crs_look_far_working(parts->crs, parts->areas->points, parts->areas->point_count,
                                 &(BcuPlace){.file = parts->project->path, .key = "crs.working"}, log);
    if (parts->subareas)
        ok &= apply_crs(parts->subareas, parts, log);
    if (parts->cells)
        ok &= apply_crs(parts->cells, parts, log);
    for (uint32_t i = 0; i < parts->contexts->len; i++)
        ok &= apply_crs(g_ptr_array_index(parts->contexts, i), parts, log);
    if (ok)
        bcu_crs_look_ahead_from_here(parts->session, parts->crs);
    return ok;
}

/* ---- who belongs where --------------------------------------------------------------- */

static bool join_populations(const BcuProject *project, BcuDatasetParts *parts, BcuDiagLog *log)
{
    bcu_diag_log_set_origin(log, "join");
    bool ok = true;
    for (uint32_t i = 0; i < project->populations->len; i++) {
        const BcuPopulationSpec *spec = g_ptr_array_index(project->populations, i);
        const BcuLayerSpec *layer = bcu_project_layer_by_id(project, spec->layer);
        BcuLayer *target = layer->role == BCU_LAYER_AREAS   ? parts->areas
                           : layer->role == BCU_LAYER_CELLS ? parts->cells
                                                            : parts->subareas;
        bcu_provenance_note(parts->provenance, g_strdup(spec->file));
        ok &= bcu_join_population(spec, target, layer, log);
    }
    return ok;
}

/* Clusters go by code, but people know their names. g_free; NULL. */
static char *cluster_hint(const BcuMembership *membership, const char *written)
{
    for (uint32_t c = 0; c < membership->cluster_count; c++)
        if (g_ascii_strcasecmp(membership->cluster_name[c], written) == 0)
            return g_strdup_printf("That is the name of cluster \"%s\": write its code.", membership->cluster_code[c]);
    return bcu_did_you_mean(written, (const char *const *)membership->cluster_code, membership->cluster_count);
}

static bool apply_moves(const BcuProject *project, BcuDatasetParts *parts, BcuDiagLog *log)
{
    BcuMembership *membership = parts->membership;
    bool ok = true;
    for (uint32_t i = 0; i < project->moves->len; i++) {
        const BcuMove *move = g_ptr_array_index(project->moves, i);
        BcuPlace place = {.key = "--move"};
        BcuMatch match;
        uint32_t area =
            bcu_membership_find_area(project, parts->areas, move->area, &place, &match, log);
        uint32_t cluster = 0;
        while (cluster < membership->cluster_count &&
               !g_str_equal(membership->cluster_code[cluster], move->cluster))
            cluster++;
        if (cluster == membership->cluster_count) {
            g_autofree char *hint = cluster_hint(membership, move->cluster);
            bcu_report(log, BCU_ERROR, "MEM090", &place, hint, "there is no cluster with code \"%s\"",
                       move->cluster);
        }
        if (area == BCU_NONE || cluster == membership->cluster_count)
            ok = false;
        else
            membership->cluster_of[area] = cluster;
    }
    return ok;
}

/* With --compare the other project's grouping is the state before. */
static bool resolve_compared(const BcuProject *project, BcuDatasetParts *parts, BcuDiagLog *log)
{
    g_autoptr(BcuProject) other = NULL;
    BcuProjectFlags none = {0};
    if (!bcu_project_read(project->compare, &none, &other, log))
        return false;
    bcu_provenance_note(parts->provenance, g_strdup(project->compare));
    if (!bcu_membership_resolve(other, parts->areas, &parts->baseline, log))
        return false;
    parts->baseline_title = g_strdup(other->title);
    /* The other project goes; nothing asks the state before for its specifications. */
    for (uint32_t c = 0; c < parts->baseline->cluster_count; c++)
        parts->baseline->spec[c] = NULL;
    return true;
}

static bool resolve(const BcuProject *project, BcuDatasetParts *parts, BcuDiagLog *log)
{
    bcu_diag_log_set_origin(log, "membership");
    bool ok = bcu_membership_resolve(project, parts->areas, &parts->membership, log);
    if (ok && project->moves->len > 0) { /* what there is to say has been said */
        parts->baseline_title = g_strdup(project->title);
        ok = bcu_membership_resolve(project, parts->areas, &parts->baseline, NULL) &&
             apply_moves(project, parts, log);
    } else if (ok && project->compare)
        ok = resolve_compared(project, parts, log);
    if (parts->subareas)
        ok &= bcu_parents_resolve(project, parts->areas, bcu_project_layer(project, BCU_LAYER_SUBAREAS), parts->subareas,
                                  &parts->parents, log);
    const BcuLayerSpec *cells = bcu_project_layer(project, BCU_LAYER_CELLS);
    if (parts->cells)
        ok &= cells->parent ? bcu_parents_resolve(project, parts->areas, cells, parts->cells, &parts->cell_parents, log)
                            : bcu_layer_check_fields(cells, parts->cells, log);
    if (project->lookup_file)
        bcu_provenance_note(parts->provenance, g_strdup(project->lookup_file));
    if (project->names_file)
        bcu_provenance_note(parts->provenance, g_strdup(project->names_file));
    return ok;
}

static bool count_people(const BcuProject *project, BcuDatasetParts *parts, BcuDiagLog *log)
{
    BcuPeopleInput input = {project,        parts->areas,        parts->subareas,  parts->cells,
                            parts->parents, parts->cell_parents, parts->membership};
    bcu_diag_log_set_origin(log, "people");
    return bcu_people_resolve(&input, &parts->people, log);
}

/* ---- topology ------------------------------------------------------------------------ */

void bcu_dataset_topology_options(const BcuProject *project, const BcuCrs *crs, BcuTopologyOptions *options)
{
    bool geographic = bcu_crs_is_geographic(crs);
    double metres_per_unit = geographic ? BCU_METRES_PER_DEGREE : bcu_crs_metres_per_unit(crs);
    options->tolerance = project->tolerance_m / metres_per_unit;
    options->repair_limit = project->repair_share;
    options->verify = project->verify;
}

static bool connect_layer(BcuLayer *layer, const BcuTopologyOptions *options, BcuTopology **topology, BcuDiagLog *log)
{
    return !layer || layer->geometry != BCU_POLYGONS || bcu_topology_build(layer, options, topology, log);
}

bool bcu_dataset_parts_connect(const BcuProject *project, BcuDatasetParts *parts, bool regardless, BcuDiagLog *log)
{
    BcuTopologyOptions options = {.regardless = regardless};
    bcu_diag_log_set_origin(log, "topology");
    if (!parts->crs)
        return false;
    bcu_dataset_topology_options(project, parts->crs, &options);
    bool ok = connect_layer(parts->areas, &options, &parts->topology[0], log);
    return connect_layer(parts->subareas, &options, &parts->topology[1], log) && ok;
}

/* ---- simplified as a whole ----------------------------------------------------------- */

static bool is_simplified(const BcuProject *project)
{
    return project->simplify.tolerance_m > 0 || project->simplify.keep_share > 0;
}

static bool simplify_all(const BcuProject *project, BcuDataset **dataset, BcuDiagLog *log)
{
    BcuSimplified result;
    BcuDataset *simplified = bcu_dataset_simplify_dup(*dataset, project->simplify, &result, log);
    if (!simplified)
        return false;
    simplified->owns_original = true;
    *dataset = simplified;
    bcu_simplification_report(project->simplify, result, "TOP080", log);
    return true;
}

/* ---- the whole ----------------------------------------------------------------------- */

bool bcu_dataset_parts_read(const BcuProject *project, BcuCrsSession *session, BcuDatasetParts *parts,
                            BcuDiagLog *log)
{
    *parts = (BcuDatasetParts){.project = project, .session = session};
    parts->contexts = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_layer_free);
    parts->provenance = g_new0(BcuProvenance, 1);
    parts->provenance->sums = project->sums;
    parts->provenance->inputs = g_ptr_array_new_with_free_func(g_free);
    parts->provenance->crs_steps = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_crs_step_free);
    bcu_provenance_note(parts->provenance, g_strdup(project->path));
    bcu_diag_log_set_place(log, &(BcuPlace){.file = project->path}); /* for what knows no other */
    bcu_crs_accept(session, project->accepted_m);

    bool read = read_layers(project, parts, log);
    bool known = require_all_crs(parts, log);
    if (!read || !require_polygons(parts->areas, log))
        return false;
    bcu_vertices_expect(parts->areas->point_count); /* the topology asks for them, once areas and clusters are matched */
    if (project->sums)
        bcu_file_sums_begin(project->sums);
    return bring_into_one_crs(parts, log) && known;
}

bool bcu_dataset_parts_join(const BcuProject *project, BcuDatasetParts *parts, BcuDiagLog *log)
{
    bool joined = join_populations(project, parts, log), resolved = resolve(project, parts, log);
    return joined && resolved && count_people(project, parts, log);
}

bool bcu_dataset_complete(const BcuProject *project, BcuDatasetParts *parts, BcuDataset **dataset, BcuDiagLog *log)
{
    g_autoptr(BcuDataset) made = NULL;
    bcu_diag_log_set_origin(log, "dataset");
    bool ok = bcu_dataset_assemble(parts, &made, log) && (!is_simplified(project) || simplify_all(project, &made, log));
    if (ok)
        *dataset = g_steal_pointer(&made);
    return ok;
}

bool bcu_dataset_build(const BcuProject *project, BcuCrsSession *session, BcuDataset **dataset, BcuDiagLog *log)
{
    BcuDatasetParts parts;
    bool read = bcu_dataset_parts_read(project, session, &parts, log);
    /* Tables, membership and borders can be wrong each in its own way: one run tells all. */
    bool joined = read && bcu_dataset_parts_join(project, &parts, log);
    bool connected = read && bcu_dataset_parts_connect(project, &parts, false, log);
    bool ok = joined && connected && bcu_dataset_complete(project, &parts, dataset, log);
    if (ok && project->sums)
        bcu_file_sums_wait(project->sums);
    bcu_dataset_parts_clear(&parts);
    bcu_diag_log_set_place(log, NULL);
    return ok;
}

bool bcu_dataset_read(BcuCrsSession *session, const char *project_path, const BcuProjectFlags *flags,
                      BcuProject **project, BcuDataset **dataset, BcuDiagLog *log)
{
    g_autoptr(BcuProject) read = NULL;
    if (!bcu_project_read(project_path, flags, &read, log) || !bcu_dataset_build(read, session, dataset, log))
        return false;
    *project = g_steal_pointer(&read);
    return true;
}
