/** Sums of people, and what is live on a date: what the measures share. */
#ifndef BCU_TOTALS_H
#define BCU_TOTALS_H

#include <bcukit/measure.h>
#include <glib.h>

/** People of all areas and outside of them, and those of the clusters alone. */
void bcu_measure_totals(const BcuDataset *dataset, double *everyone, double *in_clusters);
/** People of the clusters whose people are all known: what shares are of. */
double bcu_measure_shared_total(const BcuDataset *dataset);
/** Whether all people of each cluster are known. One entry per cluster. */
void bcu_measure_complete(const BcuDataset *dataset, bool *is_complete);
/** The names of areas with people that are in no cluster, "A; B and 3 others". \param most how many at most.
 * \return g_free. */
char *bcu_names_outside(const BcuDataset *dataset, uint32_t most);

/** What is live at the end of a date. */
typedef struct BcuLive {
    uint32_t clusters;
    double people, area_ha;
} BcuLive;

BcuLive bcu_measure_live(const BcuDataset *dataset, const char *as_of);
/** Whether what goes live on a date (NULL: never) is live at the end of another. Dates are YYYY,
 * YYYY-MM or YYYY-MM-DD; one without a day begins with its first and ends with its last. */
bool bcu_is_live(const char *go_live, const char *as_of);

#endif
