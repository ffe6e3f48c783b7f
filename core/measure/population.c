/* Adds up the people of features.
 * People of features: the areas' figures, added up for clusters; a subarea's own figures. */
#include "measure/totals.h"

static void of_subareas(const BcuDataset *dataset, double *people)
{
    uint32_t column = bcu_dataset_role(dataset, BCU_SUBAREAS, BCU_ROLE_POPULATION);
    for (uint32_t f = 0; f < bcu_feature_count(dataset, BCU_SUBAREAS); f++)
        if (column == BCU_NONE ||
            !bcu_table_number(bcu_dataset_fields(dataset, BCU_SUBAREAS), f, column, &people[f]))
            people[f] = NAN;
}

/* Unknown figures leave a sum as it is; a sum of none is unknown. */
static void of_clusters(const BcuDataset *dataset, double *people)
{
    for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++)
        people[c] = NAN;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        uint32_t cluster = bcu_feature_cluster(dataset, BCU_AREAS, a);
        double value = bcu_area_people(dataset, a);
        if (cluster != BCU_NONE && !isnan(value))
            people[cluster] = isnan(people[cluster]) ? value : people[cluster] + value;
    }
}

void bcu_measure_complete(const BcuDataset *dataset, bool *is_complete)
{
    for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++)
        is_complete[c] = true;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        uint32_t cluster = bcu_feature_cluster(dataset, BCU_AREAS, a);
        if (cluster != BCU_NONE)
            is_complete[cluster] = is_complete[cluster] && bcu_area_people_complete(dataset, a);
    }
}

double bcu_measure_shared_total(const BcuDataset *dataset)
{
    g_autofree bool *is_complete = g_new(bool, (size_t)bcu_feature_count(dataset, BCU_CLUSTERS) + 1);
    double total = 0;
    bcu_measure_complete(dataset, is_complete);
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        uint32_t cluster = bcu_feature_cluster(dataset, BCU_AREAS, a);
        total += cluster != BCU_NONE && is_complete[cluster] ? bcu_area_people(dataset, a) : 0;
    }
    return total;
}

bool bcu_measure_people(const BcuDataset *dataset, BcuLevel level, double *people)
{
    if (level == BCU_SUBAREAS) {
        of_subareas(dataset, people);
        return bcu_dataset_role(dataset, level, BCU_ROLE_POPULATION) != BCU_NONE;
    }
    if (level == BCU_CLUSTERS)
        of_clusters(dataset, people);
    else
        for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
            people[a] = bcu_area_people(dataset, a);
    return bcu_people_source_count(dataset) > 0;
}
