/** What bcukit check says of a project: layers, borders, who belongs where, what does not fit. */
#ifndef BCU_CHECK_H
#define BCU_CHECK_H

#include "dataset_private.h"
#include "diag.h"
#include "sheet.h"

/** What there is to check; when a stage failed, what was made before it. */
typedef struct BcuInspection {
    const BcuProject *project;
    const BcuDatasetParts *parts; /* members may be NULL */
    const BcuDataset *dataset;    /* NULL when it could not be put together */
} BcuInspection;

/** \return freed with bcu_sheet_free. */
BCU_HOST BcuSheet *bcu_check(const BcuInspection *inspection, BcuDiagLog *log);

#endif
