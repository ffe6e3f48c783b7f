/** manifest.json: what a run read, how, and what it wrote. */
#ifndef BCU_MANIFEST_H
#define BCU_MANIFEST_H

#include "dataset/dataset_private.h"
#include "host/worker.h"

/** \param plugins BcuPluginInfo of those that ran. Written through the ledger. */
bool bcu_manifest_write(const BcuDataset *dataset, const GPtrArray *plugins, BcuLedger *ledger,
                                 BcuDiagLog *log);

#endif
