/** One process per plugin: check before anything is read, run after the dataset is frozen. */
#ifndef BCU_WORKER_H
#define BCU_WORKER_H

#include "base/diag.h"
#include "host/find.h"
#include "outputs/ledger.h"
#include "plugin/info.h"
#include "plugin/sink.h"
#include "project/project.h"

typedef struct BcuWorkerLimits {
    bool in_process;        /* --isolate=none */
    unsigned timeout_s;     /* 0: none */
    uint64_t memory_bytes;  /* beyond what its process holds when it starts; 0: none */
} BcuWorkerLimits;

/** A plugin's work under way. What is started must be finished; up to bcu_worker_most() at a time. */
typedef struct BcuWorker BcuWorker;
unsigned bcu_worker_most(void);

/** Opens the plugin in a child, checks head, options and its own check. settings may be NULL (describe only).
 * What is handed in is borrowed until the end. \return NULL on failure, reported. */
BcuWorker *bcu_worker_start_check(const BcuPluginFile *file, const GPtrArray *settings,
                                           const char *folder, const BcuWorkerLimits *limits, BcuDiagLog *log);
/** Waits for the end; records arrive in the log in the order in which workers are finished. Takes the worker
 * (NULL is no success). \return what the check found; NULL on failure, reported. */
BcuPluginInfo *bcu_worker_finish_check(BcuWorker *worker, BcuDiagLog *log);
/** Runs the plugin in a child on the inherited dataset. \param info what its check found; borrowed until the end. */
BcuWorker *bcu_worker_start_run(const BcuPluginFile *file, const BcuPluginInfo *info, const BcuProject *project,
                                const BcuDataset *dataset, const BcuWorkerLimits *limits, BcuLedger *ledger,
                                BcuDiagLog *log);
/** As the other; what it has staged is handed to the ledger, which takes all or nothing.
 * \return whether the plugin succeeded and its files were taken. */
bool bcu_worker_finish_run(BcuWorker *worker, BcuLedger *ledger, BcuDiagLog *log);
/** Ends the processes that plugins have started and left behind: none has a hand in files any more. */
void bcu_worker_end_orphans(void);
/** Waits until the processes that have answered are gone, so that the time they took counts as this one's. */
void bcu_worker_reap(void);

#endif
