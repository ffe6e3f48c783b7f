/** Natural breaks. */
#ifndef BCU_JENKS_H
#define BCU_JENKS_H

#include <bcukit/api.h>

/** Divides sorted figures into the classes with the least sum of squared deviations from their means.
 * Exact, in k n log n steps.
 * \param starts set to the index of the first figure of each class: `classes` entries.
 * \note Source: Fisher, 1958, "On grouping for maximum homogeneity"; Jenks, 1967. */
void bcu_jenks_starts(const double *sorted, size_t count, size_t classes, size_t *starts);

#endif
