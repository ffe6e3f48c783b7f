/* Adds up the people of a dataset, and tells what is live on a date. */
#include "measure/totals.h"
#include <math.h>
#include <string.h>

void bcu_measure_totals(const BcuDataset *dataset, double *everyone, double *in_clusters)
{
    *everyone = bcu_people_source_count(dataset) ? bcu_people_source_at(dataset, 0).outside : 0;
    *in_clusters = 0;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++) {
        double people = bcu_area_people(dataset, a);
        if (isnan(people))
            continue;
        *everyone += people;
        if (bcu_feature_cluster(dataset, BCU_AREAS, a) != BCU_NONE)
            *in_clusters += people;
    }
}

char *bcu_names_outside(const BcuDataset *dataset, uint32_t most)
{
    GString *names = g_string_new(NULL);
    uint32_t count = 0;
    for (uint32_t a = 0; a < bcu_feature_count(dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(dataset, BCU_AREAS, a) == BCU_NONE && !isnan(bcu_area_people(dataset, a)) &&
            count++ < most)
            g_string_append_printf(names, "%s%s", names->len ? "; " : "", bcu_feature_name(dataset, BCU_AREAS, a));
    if (count > most)
        g_string_append_printf(names, " and %u %s", count - most, count - most == 1 ? "other" : "others");
    return g_string_free(names, FALSE);
}

BcuLive bcu_measure_live(const BcuDataset *dataset, const char *as_of)
{
    uint32_t clusters = bcu_feature_count(dataset, BCU_CLUSTERS);
    g_autofree double *people = g_new(double, (size_t)clusters + 1);
    BcuLive live = {0};
    bcu_measure_people(dataset, BCU_CLUSTERS, people);
    for (uint32_t c = 0; c < clusters; c++)
        if (bcu_is_live(bcu_cluster_go_live(dataset, c), as_of)) {
            live.clusters++;
            live.people += isnan(people[c]) ? 0 : people[c];
            live.area_ha += bcu_feature_area_m2(dataset, BCU_CLUSTERS, c) / 1e4;
        }
    return live;
}

bool bcu_is_live(const char *go_live, const char *as_of)
{
    char from[sizeof "YYYY-MM-DD"] = "0000-01-01", until[sizeof "YYYY-MM-DD"] = "0000-12-31";
    if (!go_live)
        return false;
    memcpy(from, go_live, MIN(strlen(go_live), sizeof from - 1));
    memcpy(until, as_of, MIN(strlen(as_of), sizeof until - 1));
    return strcmp(from, until) <= 0;
}
