/** Figures from a dataset, as tables: sizes, neighbours, people, officers, roll-out.
 *
 * They live in the library because several plugins show the same figures: one writes them as
 * CSV, one draws them, one puts them beside the polygons. Columns are described in the table.
 */
#ifndef BCUKIT_MEASURE_H
#define BCUKIT_MEASURE_H

#include <bcukit/dataset.h>

BCU_BEGIN_DECLS

/** Size and form of each feature of a polygon level: one row per feature.
 * \return caller frees; NULL on failure, reported. */
BCU_API BcuTable *bcu_measure_sizes(const BcuDataset *dataset, BcuLevel level, BcuDiagLog *log);
/** Pairs of neighbours with the length of their border. */
BCU_API BcuTable *bcu_measure_neighbours(const BcuDataset *dataset, BcuLevel level, BcuDiagLog *log);

/** Which figures people come from. */
typedef enum BcuPeopleFrom { BCU_PEOPLE_AUTO, BCU_PEOPLE_FROM_AREAS, BCU_PEOPLE_FROM_SUBAREAS } BcuPeopleFrom;

typedef struct BcuCoverOptions {
    BcuPeopleFrom people;
    const char *as_of; /**< date for the column "live"; NULL: none */
} BcuCoverOptions;

/** People and officers of each cluster. options may be NULL. */
BCU_API BcuTable *bcu_measure_cover(const BcuDataset *dataset, const BcuCoverOptions *options,
                                    BcuDiagLog *log);
/** One row per phase, alone and cumulative. */
BCU_API BcuTable *bcu_measure_rollout(const BcuDataset *dataset, const BcuCoverOptions *options,
                                      BcuDiagLog *log);
/** People of each feature of a level; the array has one entry per feature, NAN where unknown.
 * \return false when the project has no population, reported as a note. */
BCU_API bool bcu_measure_people(const BcuDataset *dataset, BcuLevel level, BcuPeopleFrom from,
                                double *people, BcuDiagLog *log);
/** Before and after of every cluster that a change touches; NULL when there is no baseline. */
BCU_API BcuTable *bcu_measure_change(const BcuDataset *dataset, const BcuCoverOptions *options,
                                     BcuDiagLog *log);

/** A numeric column by name: an attribute of the level, or a column of the tables above.
 * \param values one per feature, NAN where empty. \param column describes it; text is borrowed
 *        from `owner`, which the caller frees with bcu_table_free when it is not NULL.
 * \return false when there is no such column, reported with the nearest names. */
BCU_API bool bcu_measure_column(const BcuDataset *dataset, BcuLevel level, const char *name,
                                double *values, BcuColumn *column, BcuTable **owner, BcuDiagLog *log);

BCU_END_DECLS
#endif
