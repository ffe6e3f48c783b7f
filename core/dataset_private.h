/** Inside of BcuDataset, for the core modules that assemble or derive one. */
#ifndef BCU_DATASET_PRIVATE_H
#define BCU_DATASET_PRIVATE_H

#include "crs.h"
#include "dissolve.h"
#include "membership.h"

/** The stages' results on their way into the dataset. */
typedef struct BcuDatasetParts {
    const BcuProject *project; /* borrowed for as long as the dataset lives */
    char *crs;                 /* taken */
    BcuLayer *areas, *subareas; /* taken; subareas may be NULL */
    GPtrArray *contexts;       /* taken; BcuLayer */
    BcuMembership *membership; /* taken */
    BcuMembership *baseline;   /* taken; NULL */
    BcuParents *parents;       /* taken; NULL */
    BcuTopology *area_topology, *subarea_topology; /* taken; the latter NULL for points */
} BcuDatasetParts;

/** Assembles and freezes; parts are taken also on failure. */
BCU_HOST bool bcu_dataset_assemble(BcuDatasetParts *parts, BcuDataset **dataset, BcuDiagLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuDataset, bcu_dataset_free)

/** For tests of plugins: a whole dataset from a project file, all stages in a row. */
BCU_HOST bool bcu_dataset_read(const char *project_path, const BcuProjectFlags *flags,
                               BcuProject **project, BcuDataset **dataset, BcuDiagLog *log);

#endif
