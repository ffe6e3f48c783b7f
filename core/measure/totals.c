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

bool bcu_is_live(const char *go_live, const char *as_of)
{
    char from[sizeof "YYYY-MM-DD"] = "0000-01-01", until[sizeof "YYYY-MM-DD"] = "0000-12-31";
    if (!go_live)
        return false;
    memcpy(from, go_live, MIN(strlen(go_live), sizeof from - 1));
    memcpy(until, as_of, MIN(strlen(as_of), sizeof until - 1));
    return strcmp(from, until) <= 0;
}
