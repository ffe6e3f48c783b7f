/** Figures from a dataset, as tables: sizes, people, officers, roll-out.
 *
 * They live in the library because several plugins show the same figures: one writes them as
 * CSV, one puts them beside the polygons. Columns are described in the tables.
 * Levels are those of BcuLevel; what is read for one out of range is not defined.
 * Since 1.0. */
#ifndef BCUKIT_MEASURE_H
#define BCUKIT_MEASURE_H

#include <bcukit/dataset.h>

BCU_BEGIN_DECLS

/** Size, form, place and neighbours: one row per feature of the level. What needs an outline is
 * empty for points.
 * \return caller frees; NULL on failure, reported. */
BCU_API BcuTable *bcu_measure_sizes(const BcuDataset *dataset, BcuLevel level, BcuDiagLog *log);

/** Pairs of neighbours with the length of their border: one row per pair that touches, or whose
 * banks face one another across water. Caller frees. */
BCU_API BcuTable *bcu_measure_adjacency(const BcuDataset *dataset, BcuLevel level);

/** People of each feature of a level: figures of areas as they are used, sums of them for clusters,
 * a subarea's own figures. One entry per feature, NAN where unknown.
 * \return false when the project has no such figures. */
BCU_API bool bcu_measure_people(const BcuDataset *dataset, BcuLevel level, double *people);

/** People and officers: one row per feature of the level.
 * \param as_of YYYY, YYYY-MM or YYYY-MM-DD adds a column that says what is live at the end of it;
 *        NULL for none.
 * \return caller frees. */
BCU_API BcuTable *bcu_measure_cover(const BcuDataset *dataset, BcuLevel level, const char *as_of);

/** The whole in a few figures: how the sums add up, extremes, inequality; and the state on a date
 * (as_of, may be NULL). One figure per row. What lies outside all clusters and sources that differ
 * are reported. Caller frees. */
BCU_API BcuTable *bcu_measure_summary(const BcuDataset *dataset, const char *as_of, BcuDiagLog *log);

/** One row per phase, alone and cumulative; clusters without a phase come last. Caller frees. It cannot fail. */
BCU_API BcuTable *bcu_measure_rollout(const BcuDataset *dataset, BcuDiagLog *log);

/** A numeric column of these tables or of the level's attributes, by name, in this order: cover, sizes,
 * change (clusters only), roll-out (the row of the phase in which the feature's cluster goes live),
 * attributes.
 * \param values one entry per feature, NAN where empty.
 * \param column what it means; its texts belong to `texts`, a table of the caller's.
 * \return false when there is no such column, reported with those there are. */
BCU_API bool bcu_measure_column(const BcuDataset *dataset, BcuLevel level, const char *name, double *values,
                                BcuColumn *column, BcuTable *texts, BcuDiagLog *log);

/** Before and after of every cluster where the dataset has a baseline; NULL where it has none.
 * Caller frees. */
BCU_API BcuTable *bcu_measure_change(const BcuDataset *dataset, BcuDiagLog *log);

/** The areas that are in another cluster than before, with people and hectares; NULL without a baseline.
 * Caller frees. */
BCU_API BcuTable *bcu_measure_moved(const BcuDataset *dataset);

BCU_END_DECLS
#endif
