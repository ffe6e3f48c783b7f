/** Figures from a dataset, as tables: sizes, people, officers, roll-out.
 *
 * They live in the library because several plugins show the same figures: one writes them as
 * CSV, one puts them beside the polygons. Columns are described in the tables.
 */
#ifndef BCUKIT_MEASURE_H
#define BCUKIT_MEASURE_H

#include <bcukit/dataset.h>

BCU_BEGIN_DECLS

/** Size of each cluster: one row per cluster.
 * \return caller frees; NULL on failure, reported. */
BCU_API BcuTable *bcu_measure_sizes(const BcuDataset *dataset, BcuDiagLog *log);

/** People of each feature of a level, from the figures of areas, or of subareas where areas have
 * none; the array has one entry per feature, NAN where unknown.
 * \return false when the project has no population. */
BCU_API bool bcu_measure_people(const BcuDataset *dataset, BcuLevel level, double *people);

/** People and officers of each cluster: one row per cluster. What lies outside all clusters is
 * reported as a note. \return caller frees. */
BCU_API BcuTable *bcu_measure_cover(const BcuDataset *dataset, BcuDiagLog *log);

/** One row per phase, alone and cumulative; clusters without a phase come last. Caller frees. */
BCU_API BcuTable *bcu_measure_rollout(const BcuDataset *dataset, BcuDiagLog *log);

/** Before and after of every cluster where the dataset has a baseline; NULL where it has none.
 * Caller frees. */
BCU_API BcuTable *bcu_measure_change(const BcuDataset *dataset, BcuDiagLog *log);

BCU_END_DECLS
#endif
