/** Parts of features that moving vertices has torn off. */
#ifndef BCU_SLIVERS_H
#define BCU_SLIVERS_H

#include "topology/topology.h"

/** Finds features that have a part narrower than the tolerance beside a wider one, and those that border on such a
 * part.
 * \param changed set of records: the only features whose parts are looked at.
 * \param features uint32_t: found ones are appended, some of them more than once.
 * \return false where memory runs out, reported. */
bool bcu_slivers_find(const BcuTopology *topology, uint32_t feature_count, double tolerance, GHashTable *changed,
                     GArray *features, BcuDiagLog *log);

#endif
