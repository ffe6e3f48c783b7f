/* Lists who belongs where.
 * Who belongs where, and how many people the figures know of. */
#include "check/section.h"
#include "text/thousands.h"

/* ---- clusters ---------------------------------------------------------------------------- */

/* What each cluster holds; the last entry is of what is in none. */
typedef struct Holding {
    uint32_t areas, subareas;
    double people;
} Holding;

static Holding *count_holdings(const BcuDataset *dataset)
{
    uint32_t clusters = bcu_feature_count(dataset, BCU_CLUSTERS);
    Holding *holdings = g_new0(Holding, (size_t)clusters + 1);
    bool people = bcu_people_source_count(dataset) > 0;
    for (uint32_t c = 0; c <= clusters; c++) {
        const uint32_t *areas;
        holdings[c].areas = bcu_cluster_members(dataset, c < clusters ? c : BCU_NONE, &areas);
        for (uint32_t i = 0; people && i < holdings[c].areas; i++)
            holdings[c].people += bcu_area_people(dataset, areas[i]);
    }
    for (uint32_t s = 0; s < bcu_feature_count(dataset, BCU_SUBAREAS); s++)
        holdings[MIN(bcu_feature_cluster(dataset, BCU_SUBAREAS, s), clusters)].subareas++; /* BCU_NONE: the last */
    return holdings;
}

static void add_membership(const BcuDataset *dataset, BcuSheet *sheet)
{
    const char *cluster_noun = bcu_dataset_level(dataset, BCU_CLUSTERS).noun;
    const char *area_noun = bcu_dataset_level(dataset, BCU_AREAS).noun;
    const BcuColumn columns[] = {
        {cluster_noun, BCU_TEXT, -1, NULL, NULL}, {"code", BCU_TEXT, -1, NULL, NULL},
        {area_noun, BCU_TEXT, -1, NULL, NULL},    {"written", BCU_TEXT, -1, NULL, NULL},
        {"found", BCU_TEXT, -1, NULL, NULL},
    };
    const BcuMembership *membership = bcu_dataset_membership(dataset);
    BcuTable *table = bcu_table_new("membership");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    uint32_t clusters = bcu_feature_count(dataset, BCU_CLUSTERS);
    for (uint32_t c = 0; c <= clusters; c++) {
        const uint32_t *areas;
        uint32_t count = bcu_cluster_members(dataset, c < clusters ? c : BCU_NONE, &areas);
        for (uint32_t i = 0; i < count; i++)
            bcu_check_add_row(table, c < clusters ? bcu_feature_code(dataset, BCU_CLUSTERS, c) : NULL,
                              bcu_feature_code(dataset, BCU_AREAS, areas[i]),
                              bcu_feature_name(dataset, BCU_AREAS, areas[i]), membership->written[areas[i]],
                              c < clusters ? bcu_match_phrase(membership->match[areas[i]]) : "in none");
    }
    g_autofree char *title = g_strdup_printf("Which %s is in which %s", area_noun, cluster_noun);
    bcu_sheet_take_table(sheet, title, 200, table);
}

static void add_cluster_row(BcuTable *table, const BcuDataset *dataset, uint32_t cluster, const Holding *holding)
{
    bool named = cluster != BCU_NONE, people = bcu_people_source_count(dataset) > 0;
    BcuArcShape outline = {0};
    if (named)
        outline = bcu_feature_arcs(dataset, BCU_CLUSTERS, cluster);
    uint32_t row = bcu_table_add_row(table), c = 0;
    bcu_table_set_text(table, row, c++, named ? bcu_feature_code(dataset, BCU_CLUSTERS, cluster) : "in none");
    bcu_table_set_text(table, row, c++, named ? bcu_feature_name(dataset, BCU_CLUSTERS, cluster) : NULL);
    bcu_table_set_integer(table, row, c++, holding->areas);
    if (bcu_feature_count(dataset, BCU_SUBAREAS))
        bcu_table_set_integer(table, row, c++, holding->subareas);
    bcu_table_set_real(table, row, c++,
                       named ? bcu_feature_area_m2(dataset, BCU_CLUSTERS, cluster) / 1e4 : NAN);
    if (named)
        bcu_table_set_integer(table, row, c, outline.part_count);
    c++;
    if (named)
        bcu_table_set_integer(table, row, c, outline.ring_count - outline.part_count);
    c++;
    if (people)
        bcu_table_set_real(table, row, c, holding->people);
}

static void add_clusters(const BcuDataset *dataset, BcuSheet *sheet)
{
    BcuTable *table = bcu_table_new("clusters");
    const BcuLevelInfo clusters = bcu_dataset_level(dataset, BCU_CLUSTERS);
    const BcuColumn head[] = {{clusters.noun, BCU_TEXT, -1, NULL, NULL},
                              {"name", BCU_TEXT, -1, NULL, NULL},
                              {bcu_dataset_level(dataset, BCU_AREAS).plural, BCU_INTEGER, -1, NULL, NULL}};
    const BcuColumn wards = {bcu_dataset_level(dataset, BCU_SUBAREAS).plural, BCU_INTEGER, -1, NULL, NULL};
    static const BcuColumn sizes[] = {{"area_ha", BCU_REAL, 2, "ha", NULL},
                                      {"parts", BCU_INTEGER, -1, NULL, NULL},
                                      {"holes", BCU_INTEGER, -1, NULL, NULL}};
    bcu_table_add_columns(table, head, G_N_ELEMENTS(head));
    if (bcu_feature_count(dataset, BCU_SUBAREAS))
        bcu_table_add_column(table, &wards);
    bcu_table_add_columns(table, sizes, G_N_ELEMENTS(sizes));
    if (bcu_people_source_count(dataset))
        bcu_table_add_column(table, &(BcuColumn){"people", BCU_REAL, 0, "people", NULL});
    g_autofree Holding *holdings = count_holdings(dataset);
    uint32_t count = bcu_feature_count(dataset, BCU_CLUSTERS);
    for (uint32_t c = 0; c < count; c++)
        add_cluster_row(table, dataset, c, &holdings[c]);
    if (holdings[count].areas + holdings[count].subareas)
        add_cluster_row(table, dataset, BCU_NONE, &holdings[count]);
    bcu_sheet_take_table(sheet, clusters.plural, 0, table);
    bcu_sheet_say(sheet, "Outlines are made from %s.",
                  bcu_dataset_level(dataset, bcu_coverage_level(dataset, clusters.coverage)).plural);
}

void bcu_check_clusters(const BcuInspection *inspection, BcuSheet *sheet)
{
    if (!inspection->dataset)
        return;
    add_membership(inspection->dataset, sheet);
    add_clusters(inspection->dataset, sheet);
}

/* ---- subareas ---------------------------------------------------------------------------- */

void bcu_check_parents(const BcuInspection *inspection, BcuSheet *sheet)
{
    const BcuParents *parents = inspection->parts->parents;
    if (!parents)
        return;
    static const BcuColumn columns[] = {
        {"by_code", BCU_INTEGER, -1, NULL, NULL},
        {"by_location", BCU_INTEGER, -1, NULL, NULL},
        {"code_and_location_disagree", BCU_INTEGER, -1, NULL, NULL},
        {"in_none", BCU_INTEGER, -1, NULL, NULL},
    };
    BcuTable *table = bcu_table_new("parents");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    bcu_check_add_row(table, (int64_t)parents->by_code, (int64_t)parents->by_location,
                      (int64_t)parents->disagreeing, (int64_t)parents->lost);
    g_autofree char *title = g_strdup_printf(
        "How %s found their %s", bcu_project_layer(inspection->project, BCU_LAYER_SUBAREAS)->plural,
        bcu_project_layer(inspection->project, BCU_LAYER_AREAS)->noun);
    bcu_sheet_take_table(sheet, title, 0, table);
}

/* ---- population -------------------------------------------------------------------------- */

typedef struct Joined {
    int64_t with, without;
    double total;
    GString *missing; /* the first codes without a figure */
} Joined;

static Joined count_joined(const BcuDataset *dataset, BcuLevel level)
{
    const BcuTable *fields = bcu_dataset_fields(dataset, level);
    uint32_t column = bcu_dataset_role(dataset, level, BCU_ROLE_POPULATION);
    Joined joined = {0, 0, 0, g_string_new(NULL)};
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        double value;
        if (bcu_table_number(fields, f, column, &value)) {
            joined.with++;
            joined.total += value;
            continue;
        }
        if (joined.without++ < 10)
            g_string_append_printf(joined.missing, "%s%s (%s)", joined.without > 1 ? ", " : "",
                                   bcu_feature_code(dataset, level, f), bcu_feature_name(dataset, level, f));
    }
    return joined;
}

/* The file that was joined to the layer, else its own field. */
static const char *source_of(const BcuProject *project, const char *layer_id)
{
    for (guint i = 0; i < project->populations->len; i++) {
        const BcuPopulationSpec *spec = g_ptr_array_index(project->populations, i);
        if (spec->layer && g_str_equal(spec->layer, layer_id))
            return spec->file;
    }
    const BcuLayerSpec *spec = bcu_project_layer_by_id(project, layer_id);
    return spec->population;
}

/* Cells lie across the borders of areas: what was divided between them is said. */
static void add_cells(const BcuDataset *dataset, const BcuProject *project, BcuTable *table, GPtrArray *notes)
{
    const BcuLayerSpec *cells = bcu_project_layer(project, BCU_LAYER_CELLS);
    for (uint32_t i = 0; cells && i < bcu_people_source_count(dataset); i++) {
        BcuPeopleSource source = bcu_people_source_at(dataset, i);
        if (!g_str_equal(source.layer, cells->id))
            continue;
        bcu_check_add_row(table, source.layer, source_of(project, source.layer),
                          (int64_t)source.features - source.unknown, (int64_t)source.unknown, source.total);
        g_ptr_array_add(notes,
                        g_strdup_printf("%s of %s %s lie across borders; their %s people were divided by "
                                        "area. %s people live outside of all areas.",
                                        BCU_THOUSANDS(source.divided, 0), BCU_THOUSANDS(source.features, 0),
                                        source.plural, BCU_THOUSANDS(source.interpolated, 0),
                                        BCU_THOUSANDS(source.outside, 0)));
    }
}

void bcu_check_population(const BcuInspection *inspection, BcuSheet *sheet)
{
    const BcuDataset *dataset = inspection->dataset;
    if (!dataset)
        return;
    static const BcuColumn columns[] = {
        {"layer", BCU_TEXT, -1, NULL, NULL},     {"figures_from", BCU_TEXT, -1, NULL, NULL},
        {"joined", BCU_INTEGER, -1, NULL, NULL}, {"not_joined", BCU_INTEGER, -1, NULL, NULL},
        {"people", BCU_REAL, 0, "people", NULL},
    };
    BcuTable *table = bcu_table_new("population");
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (BcuLevel level = BCU_AREAS; level <= BCU_SUBAREAS; level++) {
        if (bcu_dataset_role(dataset, level, BCU_ROLE_POPULATION) == BCU_NONE)
            continue;
        BcuLevelInfo info = bcu_dataset_level(dataset, level);
        Joined joined = count_joined(dataset, level);
        bcu_check_add_row(table, info.id, source_of(inspection->project, info.id), joined.with,
                          joined.without, joined.total);
        if (joined.without)
            g_ptr_array_add(missing, g_strdup_printf("Without a figure: %s%s.", joined.missing->str,
                                                     joined.without > 10 ? ", ..." : ""));
        g_string_free(joined.missing, TRUE);
    }
    add_cells(dataset, inspection->project, table, missing);
    bcu_sheet_take_table(sheet, "Population", 0, table);
    for (guint i = 0; i < missing->len; i++)
        bcu_sheet_say(sheet, "%s", (const char *)g_ptr_array_index(missing, i));
}
