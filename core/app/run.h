/** The last stage: the chosen plugins run, their files come into place. */
#ifndef BCU_RUN_H
#define BCU_RUN_H

#include "app/cli.h"
#include "app/plan.h"

typedef struct BcuRunOrder {
    const BcuCommandLine *line;
    const BcuProject *project;
    const BcuDataset *dataset;
    const BcuPlan *plan;
} BcuRunOrder;

/** \return the exit code. */
int bcu_run(const BcuRunOrder *run, BcuDiagLog *log);

#endif
