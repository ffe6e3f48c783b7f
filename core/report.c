/* Reports as text for people; all are freed with g_free. */
#include "report.h"
#include <stdlib.h>

static char *crs_name(const char *definition, BcuCrsText what, BcuDiagLog *log)
{
    char *name = bcu_crs_text_dup(definition, what, log);
    char *copy = g_strdup(name && *name ? name : "no code");
    free(name);
    return copy;
}

/* ---- check --------------------------------------------------------------------------- */

static void add_level(GString *text, const BcuDataset *dataset, BcuLevel level)
{
    static const char *const kinds[] = {"none", "points", "lines", "polygons"};
    BcuLevelInfo info = bcu_dataset_level(dataset, level);
    const BcuLayer *layer = bcu_dataset_layer(dataset, level);
    if (info.geometry == BCU_GEOMETRY_NONE)
        return;
    g_string_append_printf(text, "Layer %s: %u %s (%s), text %s by %s\n", info.id,
                           bcu_feature_count(dataset, level), info.plural, kinds[info.geometry],
                           layer->encoding, layer->encoding_origin);
}

static void add_crs(GString *text, const BcuDataset *dataset)
{
    const GPtrArray *steps = bcu_dataset_provenance(dataset)->crs_steps;
    g_string_append_printf(text, "Working CRS: %s\n", bcu_dataset_text(dataset, BCU_TEXT_CRS));
    for (guint i = 0; i < steps->len; i++) {
        const BcuCrsStep *step = g_ptr_array_index(steps, i);
        if (g_str_equal(step->operation, "none"))
            g_string_append_printf(text, "  %s: in that CRS already\n", step->layer);
        else
            g_string_append_printf(text, "  %s: from %s by \"%s\", good to %g m\n", step->layer,
                                   step->from, step->operation, step->accuracy_m);
    }
}

static uint32_t subareas_in(const BcuDataset *dataset, uint32_t cluster)
{
    uint32_t count = 0;
    for (uint32_t s = 0; s < bcu_feature_count(dataset, BCU_SUBAREAS); s++)
        count += bcu_feature_cluster(dataset, BCU_SUBAREAS, s) == cluster;
    return count;
}

static void add_cluster(GString *text, const BcuDataset *dataset, uint32_t cluster)
{
    static const char *const how[] = {"",         "by code",   "by name", "by short form",
                                      "by field", "by look-up"};
    const BcuMembership *membership = bcu_dataset_membership(dataset);
    g_string_append_printf(text, "%s %s (%s), %.2f ha",
                           bcu_dataset_level(dataset, BCU_CLUSTERS).noun,
                           bcu_feature_code(dataset, BCU_CLUSTERS, cluster),
                           bcu_feature_name(dataset, BCU_CLUSTERS, cluster),
                           bcu_feature_area_m2(dataset, BCU_CLUSTERS, cluster) / 1e4);
    if (bcu_feature_count(dataset, BCU_SUBAREAS))
        g_string_append_printf(text, ", %u %s", subareas_in(dataset, cluster),
                               bcu_dataset_level(dataset, BCU_SUBAREAS).plural);
    g_string_append_c(text, '\n');
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(dataset, BCU_AREAS, a) == cluster)
            g_string_append_printf(
                text, "  %s %s, written \"%s\", found %s\n",
                bcu_feature_code(dataset, BCU_AREAS, a), bcu_feature_name(dataset, BCU_AREAS, a),
                membership->written[a] ? membership->written[a] : "", how[membership->match[a]]);
}

static void add_population(GString *text, const BcuDataset *dataset, BcuLevel level)
{
    uint32_t column = bcu_dataset_role(dataset, level, BCU_ROLE_POPULATION), with = 0;
    double total = 0, people;
    if (column == BCU_NONE)
        return;
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++)
        if (bcu_table_number(bcu_dataset_fields(dataset, level), f, column, &people)) {
            with++;
            total += people;
        }
    g_string_append_printf(text, "Population of %s: %.0f, in %u of %u\n",
                           bcu_dataset_level(dataset, level).plural, total, with,
                           bcu_feature_count(dataset, level));
}

char *bcu_report_check(const BcuDataset *dataset, const BcuProject *project)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "Project %s\n", project->path);
    add_level(text, dataset, BCU_AREAS);
    add_level(text, dataset, BCU_SUBAREAS);
    add_crs(text, dataset);
    const BcuParents *parents = bcu_dataset_parents(dataset);
    if (parents)
        g_string_append_printf(
            text, "%s: %u by code, %u by location, %u where the two disagree, %u in no %s\n",
            bcu_dataset_level(dataset, BCU_SUBAREAS).plural, parents->by_code, parents->by_location,
            parents->disagreeing, parents->lost, bcu_dataset_level(dataset, BCU_AREAS).noun);
    add_population(text, dataset, BCU_AREAS);
    add_population(text, dataset, BCU_SUBAREAS);
    for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++)
        add_cluster(text, dataset, c);
    return g_string_free(text, FALSE);
}

/* ---- info ---------------------------------------------------------------------------- */

char *bcu_report_info(const BcuLayer *layer, BcuDiagLog *log)
{
    static const char *const types[] = {"empty", "boolean", "integer", "real", "text"};
    GString *text = g_string_new(NULL);
    BcuBox box = bcu_layer_extent(layer);
    g_string_append_printf(text, "%s: %s, %u records, %zu rings or points, %zu vertices\n",
                           layer->path, layer->type_name, layer->record_count, layer->ring_count,
                           layer->point_count);
    if (layer->crs) {
        g_autofree char *name = crs_name(layer->crs, BCU_CRS_NAME, log);
        g_autofree char *code = crs_name(layer->crs, BCU_CRS_AUTHORITY, log);
        g_string_append_printf(text, "CRS: %s (%s), from %s\n", name, code, layer->crs_origin);
    }
    g_string_append_printf(text, "Extent: %.10g %.10g to %.10g %.10g\n", box.min_x, box.min_y,
                           box.max_x, box.max_y);
    g_string_append_printf(text, "Text: %s, told by %s\nFields:\n", layer->encoding,
                           layer->encoding_origin);
    for (uint32_t c = 0; c < bcu_table_column_count(layer->fields); c++) {
        const BcuColumn *column = bcu_table_column(layer->fields, c);
        g_string_append_printf(text, "  %-12s %-8s", column->name, types[column->type]);
        BcuValue first = layer->record_count ? bcu_table_at(layer->fields, 0, c) : (BcuValue){0};
        if (first.type == BCU_TEXT)
            g_string_append_printf(text, " \"%s\"", first.as.text);
        else if (first.type == BCU_INTEGER)
            g_string_append_printf(text, " %" G_GINT64_FORMAT, first.as.integer);
        else if (first.type == BCU_REAL)
            g_string_append_printf(text, " %.10g", first.as.real);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/* ---- plugins ------------------------------------------------------------------------- */

char *bcu_report_plugin(const BcuPluginInfo *info)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(
        text, "%s %s: %s\n  file: %s\n  interface: %u.%u, licence: %s\nOutputs:\n", info->id,
        info->version, info->summary, info->path, info->abi_major, info->abi_minor, info->licence);
    for (guint i = 0; i < info->outputs->len; i++) {
        const BcuOutputInfo *output = g_ptr_array_index(info->outputs, i);
        g_string_append_printf(text, "  %-22s %s\n", output->pattern,
                               output->help ? output->help : "");
    }
    g_string_append(text, info->options->len ? "Options:\n" : "No options.\n");
    for (guint i = 0; i < info->options->len; i++) {
        const BcuOptionInfo *option = g_ptr_array_index(info->options, i);
        g_autofree char *type =
            g_strdup_printf("%s%s%s%s", option->list ? "list of " : "",
                            option->choices ? option->choices : option->type,
                            option->unit ? " in " : "", option->unit ? option->unit : "");
        g_string_append_printf(text, "  %s.%s: %s\n      %s; default %s\n", info->id, option->key,
                               option->help ? option->help : "", type,
                               option->fallback ? option->fallback : "unset");
    }
    return g_string_free(text, FALSE);
}

/* ---- trace --------------------------------------------------------------------------- */

static void add_arcs(GString *text, const BcuDataset *dataset, uint32_t area)
{
    uint32_t inside = 0, cluster = 0, outer = 0;
    for (uint32_t a = 0; a < bcu_arc_count(dataset, 0); a++) {
        BcuArc arc = bcu_arc_at(dataset, 0, a);
        if (arc.left != area && arc.right != area)
            continue;
        inside += arc.border == BCU_BORDER_AREA;
        cluster += arc.border == BCU_BORDER_CLUSTER;
        outer += arc.border == BCU_BORDER_OUTER;
    }
    const char *noun = bcu_dataset_level(dataset, BCU_CLUSTERS).noun;
    g_string_append_printf(text, "6. cut at its nodes: %u arcs, each shared with its neighbour\n",
                           inside + cluster + outer);
    g_string_append_printf(
        text,
        "7. dissolve: %u arcs inside the %s are left out; %u between two and %u outer ones stay\n",
        inside, noun, cluster, outer);
}

static void add_cluster_line(GString *text, const BcuDataset *dataset, uint32_t area)
{
    uint32_t cluster = bcu_feature_cluster(dataset, BCU_AREAS, area);
    const char *noun = bcu_dataset_level(dataset, BCU_CLUSTERS).noun;
    if (cluster == BCU_NONE) {
        g_string_append_printf(text, "8. frozen: it belongs to no %s\n", noun);
        return;
    }
    BcuArcShape outline = bcu_feature_arcs(dataset, BCU_CLUSTERS, cluster);
    g_string_append_printf(text, "8. frozen: %s \"%s\", %u parts, %u rings, %.2f ha\n", noun,
                           bcu_feature_name(dataset, BCU_CLUSTERS, cluster), outline.part_count,
                           outline.ring_count,
                           bcu_feature_area_m2(dataset, BCU_CLUSTERS, cluster) / 1e4);
}

char *bcu_report_trace(const BcuDataset *dataset, const BcuProject *project, const char *written,
                       BcuDiagLog *log)
{
    static const char *const how[] = {"listed in no cluster", "by code",  "by name",
                                      "by short form",        "by field", "by look-up"};
    BcuMatch match;
    BcuPlace place = {.key = "trace"};
    const BcuLayer *layer = bcu_dataset_layer(dataset, BCU_AREAS);
    uint32_t area = bcu_membership_find_area(project, layer, written, &place, &match, log);
    if (area == BCU_NONE)
        return NULL;
    const BcuMembership *membership = bcu_dataset_membership(dataset);
    const BcuCrsStep *step = g_ptr_array_index(bcu_dataset_provenance(dataset)->crs_steps, 0);
    uint32_t cluster = membership->cluster_of[area];
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "1. project %s names layer %s and %u clusters\n", project->path,
                           layer->id, membership->cluster_count);
    g_string_append_printf(text, "2. plugins to run: %s\n", project->run ? project->run[0] : "all");
    g_string_append_printf(text, "3. record %u of %s: %s \"%s\"\n", area + 1, layer->path,
                           bcu_feature_code(dataset, BCU_AREAS, area),
                           bcu_feature_name(dataset, BCU_AREAS, area));
    g_string_append_printf(text, "4. CRS: %s, operation %s\n", step->from, step->operation);
    g_string_append_printf(text, "5. membership: written \"%s\", found %s, cluster %s\n",
                           membership->written[area] ? membership->written[area] : "",
                           how[membership->match[area]],
                           cluster == BCU_NONE ? "none" : membership->cluster_code[cluster]);
    add_arcs(text, dataset, area);
    add_cluster_line(text, dataset, area);
    BcuPoint label = bcu_feature_label_point(dataset, BCU_AREAS, area);
    g_string_append_printf(text, "9. drawn and exported from these arcs; label at %.1f %.1f\n",
                           label.x, label.y);
    g_string_append(text,
                    "10. files appear under their final names when their plugin has succeeded\n");
    return g_string_free(text, FALSE);
}
