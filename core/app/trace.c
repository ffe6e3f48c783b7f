/* Follows one area through all stages.
 * One area followed through all stages. */
#include "app/trace.h"
#include "layer/reproject.h"
#include "text/visible.h"

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
    g_autofree char *name = bcu_visible(bcu_feature_name(dataset, BCU_CLUSTERS, cluster));
    BcuArcShape outline = bcu_feature_arcs(dataset, BCU_CLUSTERS, cluster);
    g_string_append_printf(text, "8. frozen: %s \"%s\", %u parts, %u rings, %.2f ha\n", noun,
                           name, outline.part_count,
                           outline.ring_count,
                           bcu_feature_area_m2(dataset, BCU_CLUSTERS, cluster) / 1e4);
}

char *bcu_trace(const BcuDataset *dataset, const BcuProject *project, const char *written, BcuDiagLog *log)
{
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
    g_autofree char *plugins = project->run ? g_strjoinv(", ", project->run) : g_strdup("all");
    g_string_append_printf(text, "2. plugins to run: %s\n", plugins);
    g_autofree char *code = bcu_visible(bcu_feature_code(dataset, BCU_AREAS, area));
    g_autofree char *name = bcu_visible(bcu_feature_name(dataset, BCU_AREAS, area));
    g_string_append_printf(text, "3. record %u of %s: %s \"%s\"\n", area + 1, layer->path,
                           code, name);
    g_string_append_printf(text, "4. CRS: %s, operation %s\n", step->from, step->operation);
    g_string_append_printf(text, "5. membership: written \"%s\", found %s, cluster %s\n",
                           membership->written[area] ? membership->written[area] : "",
                           membership->match[area] ? bcu_match_phrase(membership->match[area]) : "listed in no cluster",
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
