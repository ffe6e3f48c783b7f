/* Counts people and officers of each feature.
 * People and officers of each feature of a level. */
#include "measure/totals.h"

/* Columns whose names or presence depend on the project or the level. */
typedef struct Columns {
    uint32_t phase, go_live, live, areas, subareas, population, from, complete, share, share_all, area, density;
    uint32_t first_resource, residents, hectares, rank, ratio;
} Columns;

/* What all rows need. */
typedef struct Cover {
    const BcuDataset *dataset;
    BcuLevel level;
    const char *as_of;
    Columns columns;
    BcuTable *table;
    double *people, *land_ha; /* per feature; NAN where unknown */
    bool *is_complete;        /* per cluster */
    uint32_t *areas, *subareas;
    double everyone, in_clusters, officers; /* people of all areas; of complete clusters, and their first resource */
} Cover;

/* ---- columns ----------------------------------------------------------------------------- */

static uint32_t column(Cover *cover, const char *name, BcuType type, int decimals, const char *unit,
                       const char *description)
{
    return bcu_table_add_column(cover->table, &(BcuColumn){name, type, decimals, unit, description});
}

static void add_resource_columns(Cover *cover)
{
    Columns *columns = &cover->columns;
    columns->first_resource = bcu_table_column_count(cover->table);
    for (uint32_t r = 0; r < bcu_resource_count(cover->dataset); r++)
        column(cover, bcu_resource_at(cover->dataset, r).key, BCU_REAL, 0, NULL,
               "the least that its subareas keep together");
    if (bcu_resource_count(cover->dataset) == 0)
        return;
    const char *key = bcu_resource_at(cover->dataset, 0).key;
    g_autofree char *residents = g_strdup_printf("residents_per_%s", key);
    g_autofree char *hectares = g_strdup_printf("hectares_per_%s", key);
    g_autofree char *rank = g_strdup_printf("residents_per_%s_rank", key);
    g_autofree char *ratio = g_strdup_printf("residents_per_%s_ratio", key);
    const char *subareas = bcu_dataset_level(cover->dataset, BCU_SUBAREAS).plural;
    g_autofree char *people = g_strdup_printf("people for each %s that the %s keep at least", key, subareas);
    g_autofree char *land =
        g_strdup_printf("hectares of land for each %s that the %s keep at least", key, subareas);
    columns->residents = column(cover, residents, BCU_REAL, 1, "people", people);
    columns->hectares = column(cover, hectares, BCU_REAL, 1, "ha", land);
    columns->rank = column(cover, rank, BCU_INTEGER, -1, NULL, "1: most people for each");
    columns->ratio = column(cover, ratio, BCU_REAL, 4, NULL, "to that of all clusters together");
}

static void add_columns(Cover *cover)
{
    Columns *columns = &cover->columns;
    const BcuDataset *dataset = cover->dataset;
    const char *subareas = bcu_dataset_level(dataset, BCU_SUBAREAS).plural;
    column(cover, "code", BCU_TEXT, -1, NULL, "its code");
    column(cover, "name", BCU_TEXT, -1, NULL, "its name");
    if (cover->level != BCU_CLUSTERS)
        column(cover, "cluster", BCU_TEXT, -1, NULL, "code of the cluster that it lies in");
    columns->phase = column(cover, "phase", BCU_TEXT, -1, NULL, "phase in which its cluster goes live");
    columns->go_live = column(cover, "go_live", BCU_TEXT, -1, NULL, "date from which its cluster is live");
    if (cover->as_of)
        columns->live =
            column(cover, "live", BCU_BOOL, -1, NULL, "whether its cluster is live on the date asked for");
    if (cover->level == BCU_CLUSTERS)
        columns->areas = column(cover, bcu_dataset_level(dataset, BCU_AREAS).plural, BCU_INTEGER, -1, NULL,
                                "how many it is made of");
    if (cover->level != BCU_SUBAREAS)
        columns->subareas =
            column(cover, *subareas ? subareas : "subareas", BCU_INTEGER, -1, NULL, "how many lie in it");
    columns->population = column(cover, "population", BCU_INTEGER, -1, "people", "people who live in it");
    columns->from = column(cover, "population_from", BCU_TEXT, -1, NULL, "layer whose figures are used");
    columns->complete = column(cover, "population_complete", BCU_BOOL, -1, NULL,
                               "whether all its people are known; what is not complete has no shares and densities");
    columns->share =
        column(cover, "population_share", BCU_REAL, 6, BCU_UNIT_SHARE, "of the people of all complete clusters");
    columns->share_all = column(cover, "population_share_all", BCU_REAL, 6, BCU_UNIT_SHARE,
                                "of all people, also those outside all clusters");
    columns->area =
        column(cover, "land_ha", BCU_REAL, 2, "ha", "area of its outline, or of its areas' outlines");
    columns->density =
        column(cover, "people_per_km2", BCU_REAL, 1, "people/km2", "people per square kilometre of land");
    add_resource_columns(cover);
}

/* ---- gathering ----------------------------------------------------------------------------- */

/* Land of a cluster is that of its areas: outlines made from subareas may reach into the water. */
static void gather_land(Cover *cover)
{
    const BcuDataset *dataset = cover->dataset;
    bool is_points = bcu_dataset_level(dataset, cover->level).geometry != BCU_POLYGONS;
    for (uint32_t f = 0; f < bcu_feature_count(dataset, cover->level); f++)
        cover->land_ha[f] = is_points ? NAN
                            : cover->level == BCU_CLUSTERS
                                ? 0
                                : bcu_feature_area_m2(dataset, cover->level, f) / 1e4;
    if (cover->level == BCU_CLUSTERS)
        for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
            uint32_t cluster = bcu_feature_cluster(dataset, BCU_AREAS, a);
            if (cluster != BCU_NONE)
                cover->land_ha[cluster] += bcu_feature_area_m2(dataset, BCU_AREAS, a) / 1e4;
        }
}

/* The feature of the cover's level that a lower feature lies in. */
static uint32_t owner(const Cover *cover, BcuLevel level, uint32_t feature)
{
    if (level == cover->level)
        return feature;
    return cover->level == BCU_CLUSTERS ? bcu_feature_cluster(cover->dataset, level, feature)
                                        : bcu_feature_parent(cover->dataset, level, feature);
}

static void count_members(const Cover *cover, BcuLevel level, uint32_t *counts)
{
    for (uint32_t f = 0; level >= cover->level && f < bcu_feature_count(cover->dataset, level); f++) {
        uint32_t into = owner(cover, level, f);
        if (into != BCU_NONE)
            counts[into]++;
    }
}

static void gather(Cover *cover)
{
    const BcuDataset *dataset = cover->dataset;
    size_t count = (size_t)bcu_feature_count(dataset, cover->level) + 1;
    cover->people = g_new(double, count);
    cover->land_ha = g_new(double, count);
    cover->areas = g_new0(uint32_t, count);
    cover->subareas = g_new0(uint32_t, count);
    bcu_measure_people(dataset, cover->level, cover->people);
    gather_land(cover);
    count_members(cover, BCU_AREAS, cover->areas);
    count_members(cover, BCU_SUBAREAS, cover->subareas);
    bcu_measure_totals(dataset, &cover->everyone, &cover->in_clusters);
    cover->in_clusters = bcu_measure_shared_total(dataset);
    cover->is_complete = g_new(bool, (size_t)bcu_feature_count(dataset, BCU_CLUSTERS) + 1);
    bcu_measure_complete(dataset, cover->is_complete);
    for (uint32_t s = 0; bcu_resource_count(dataset) && s < bcu_feature_count(dataset, BCU_SUBAREAS); s++)
        if (bcu_feature_cluster(dataset, BCU_SUBAREAS, s) != BCU_NONE &&
            cover->is_complete[bcu_feature_cluster(dataset, BCU_SUBAREAS, s)])
            cover->officers += bcu_resource_at(dataset, 0).per_subarea;
}

static void release(Cover *cover)
{
    g_free(cover->people);
    g_free(cover->land_ha);
    g_free(cover->is_complete);
    g_free(cover->areas);
    g_free(cover->subareas);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static void fill_head(const Cover *cover, uint32_t row, uint32_t cluster)
{
    const BcuDataset *dataset = cover->dataset;
    uint32_t phase = cluster == BCU_NONE ? BCU_NONE : bcu_cluster_phase(dataset, cluster);
    const char *go_live = cluster == BCU_NONE ? NULL : bcu_cluster_go_live(dataset, cluster);
    bcu_table_set_text(cover->table, row, 0, bcu_feature_code(dataset, cover->level, row));
    bcu_table_set_text(cover->table, row, 1, bcu_feature_name(dataset, cover->level, row));
    if (cover->level != BCU_CLUSTERS && cluster != BCU_NONE)
        bcu_table_set_text(cover->table, row, 2, bcu_feature_code(dataset, BCU_CLUSTERS, cluster));
    bcu_table_set_text(cover->table, row, cover->columns.phase,
                       phase == BCU_NONE ? NULL : bcu_phase_at(dataset, phase).key);
    bcu_table_set_text(cover->table, row, cover->columns.go_live, go_live);
    if (cover->as_of)
        bcu_table_set(cover->table, row, cover->columns.live,
                      (BcuValue){.type = BCU_BOOL, .as.boolean = bcu_is_live(go_live, cover->as_of)});
}

/* A subarea has its own figure; an area may be added up from cells; a cluster is added up from areas. */
static bool is_complete(const Cover *cover, uint32_t row)
{
    return cover->level == BCU_CLUSTERS ? cover->is_complete[row]
           : cover->level == BCU_AREAS  ? bcu_area_people_complete(cover->dataset, row)
                                        : !isnan(cover->people[row]);
}

static void fill_people(const Cover *cover, uint32_t row, uint32_t cluster)
{
    const Columns *columns = &cover->columns;
    double people = cover->people[row];
    if (cover->level == BCU_CLUSTERS)
        bcu_table_set_integer(cover->table, row, columns->areas, cover->areas[row]);
    if (cover->level != BCU_SUBAREAS)
        bcu_table_set_integer(cover->table, row, columns->subareas, cover->subareas[row]);
    bcu_table_set_real(cover->table, row, columns->area, cover->land_ha[row]);
    if (isnan(people))
        return;
    bcu_table_set_integer(cover->table, row, columns->population, (int64_t)llround(people));
    bcu_table_set_text(cover->table, row, columns->from,
                       cover->level == BCU_SUBAREAS ? bcu_dataset_level(cover->dataset, BCU_SUBAREAS).id
                                                    : bcu_people_source_at(cover->dataset, 0).layer);
    bcu_table_set(cover->table, row, columns->complete,
                  (BcuValue){.type = BCU_BOOL, .as.boolean = is_complete(cover, row)});
    if (!is_complete(cover, row))
        return;
    if (cluster != BCU_NONE && cover->is_complete[cluster])
        bcu_table_set_real(cover->table, row, columns->share, people / cover->in_clusters);
    bcu_table_set_real(cover->table, row, columns->share_all, people / cover->everyone);
    bcu_table_set_real(cover->table, row, columns->density, 100 * people / cover->land_ha[row]);
}

/* Officers are those of the clusters: an area in none has none of them. */
static void fill_resources(const Cover *cover, uint32_t row)
{
    const Columns *columns = &cover->columns;
    for (uint32_t r = 0; r < bcu_resource_count(cover->dataset); r++) {
        double count = bcu_resource_at(cover->dataset, r).per_subarea * cover->subareas[row];
        bcu_table_set_real(cover->table, row, columns->first_resource + r, count);
        if (r > 0 || !(count > 0))
            continue;
        double residents = is_complete(cover, row) ? cover->people[row] / count : NAN;
        bcu_table_set_real(cover->table, row, columns->residents, residents);
        bcu_table_set_real(cover->table, row, columns->hectares, cover->land_ha[row] / count);
        bcu_table_set_real(cover->table, row, columns->ratio,
                           residents / (cover->in_clusters / cover->officers));
    }
}

/* Equal figures share a rank. */
static void fill_ranks(const Cover *cover)
{
    uint32_t rows = bcu_table_row_count(cover->table), column_of = cover->columns.residents;
    for (uint32_t row = 0; row < rows; row++) {
        double own, other;
        int64_t rank = 1;
        if (!bcu_table_number(cover->table, row, column_of, &own))
            continue;
        for (uint32_t i = 0; i < rows; i++)
            rank += bcu_table_number(cover->table, i, column_of, &other) && other > own;
        bcu_table_set_integer(cover->table, row, cover->columns.rank, rank);
    }
}

BcuTable *bcu_measure_cover(const BcuDataset *dataset, BcuLevel level, const char *as_of)
{
    Cover cover = {.dataset = dataset, .level = level, .as_of = as_of, .table = bcu_table_new("coverage")};
    add_columns(&cover);
    gather(&cover);
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        uint32_t cluster = bcu_feature_cluster(dataset, level, f);
        uint32_t row = bcu_table_add_row(cover.table);
        fill_head(&cover, row, cluster);
        fill_people(&cover, row, cluster);
        if (cluster != BCU_NONE)
            fill_resources(&cover, row);
    }
    if (bcu_resource_count(dataset) > 0)
        fill_ranks(&cover);
    release(&cover);
    return cover.table;
}
