/** One area followed from its record to the outline of its cluster. */
#ifndef BCU_TRACE_H
#define BCU_TRACE_H

#include "dataset/dataset_private.h"

/** Ten lines. g_free; NULL when there is no such area, reported. */
char *bcu_trace(const BcuDataset *dataset, const BcuProject *project, const char *area,
                BcuDiagLog *log);

#endif
