/** The last stage: the chosen plugins run, their files come into place. */
#ifndef BCU_RUN_H
#define BCU_RUN_H

#include "app/cli.h"
#include "app/plan.h"
#include "host/pipe.h"

typedef struct BcuRunOrder {
    const BcuCommandLine *line;
    const BcuProject *project;
    const BcuDataset *dataset; /* NULL until it has been built */
    const BcuPlan *plan;
    BcuPipe pipe;      /* the last two: filled by bcu_run_prepare */
    BcuLedger *ledger;
} BcuRunOrder;

/** Before anything is read: opens where the files will go, for this run alone, and looks whether they have a place.
 * \return false on failure, reported. bcu_run_clear in both cases. */
bool bcu_run_prepare(BcuRunOrder *run, BcuDiagLog *log);
void bcu_run_clear(BcuRunOrder *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BcuRunOrder, bcu_run_clear)
/** \return the exit code. */
int bcu_run(const BcuRunOrder *run, BcuDiagLog *log);

#endif
