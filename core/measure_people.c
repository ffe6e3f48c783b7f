/* People of features: as the layer gives them, or summed from the level below. */
#include <bcukit/measure.h>
#include <glib.h>

static bool own_figures(const BcuDataset *dataset, BcuLevel level, double *people)
{
    uint32_t column = bcu_dataset_role(dataset, level, BCU_ROLE_POPULATION);
    if (column == BCU_NONE)
        return false;
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++)
        if (!bcu_table_number(bcu_dataset_fields(dataset, level), f, column, &people[f]))
            people[f] = NAN;
    return true;
}

/* Unknown figures leave a sum as it is; a sum of none is unknown. */
static void add_up(const BcuDataset *dataset, BcuLevel from, const double *people, BcuLevel to,
                   double *sums)
{
    for (uint32_t f = 0; f < bcu_feature_count(dataset, to); f++)
        sums[f] = NAN;
    for (uint32_t f = 0; f < bcu_feature_count(dataset, from); f++) {
        uint32_t into = to == BCU_CLUSTERS ? bcu_feature_cluster(dataset, from, f)
                                           : bcu_feature_parent(dataset, from, f);
        if (into != BCU_NONE && !isnan(people[f]))
            sums[into] = isnan(sums[into]) ? people[f] : sums[into] + people[f];
    }
}

bool bcu_measure_people(const BcuDataset *dataset, BcuLevel level, double *people)
{
    if (level != BCU_CLUSTERS && own_figures(dataset, level, people))
        return true;
    for (BcuLevel from = BCU_AREAS; from <= BCU_SUBAREAS; from++) {
        if (from <= level)
            continue;
        g_autofree double *below = g_new(double, (size_t)bcu_feature_count(dataset, from) + 1);
        if (!own_figures(dataset, from, below))
            continue;
        add_up(dataset, from, below, level, people);
        return true;
    }
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++)
        people[f] = NAN;
    return false;
}
