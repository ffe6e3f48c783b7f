/** Tables of figures read back: those of sizes and of coverage, which say the same of a feature as its layer does. */
#ifndef BCU_VERIFY_TABLES_H
#define BCU_VERIFY_TABLES_H

#include "verify/known.h"
#include "verify/results.h"

/** The layer that a file has the figures of, by its name: "" for clusters.
 * \return g_free; NULL where it is no table of figures. */
char *bcu_figures_layer(const BcuResults *results, const char *name);
/** Holds its rows against what is known. \return false where it cannot be read; `problem` is g_free. */
bool bcu_figures_see(const char *path, const char *layer, BcuKnown *known, BcuFindings *findings, char **problem);

/** Whether a file has sums over all clusters, by its name. */
bool bcu_sums_are_in(const char *name);
/** Holds the people of all clusters that it states against the sum of what is known of each. \return as above. */
bool bcu_sums_see(const char *path, const BcuKnown *known, BcuFindings *findings, char **problem);

#endif
