/** What the commands check, info, plugins and trace print. */
#ifndef BCU_REPORT_H
#define BCU_REPORT_H

#include "dataset_private.h"
#include "worker.h"

BCU_HOST char *bcu_report_check(const BcuDataset *dataset, const BcuProject *project);
BCU_HOST char *bcu_report_info(const BcuLayer *layer, BcuDiagLog *log);
BCU_HOST char *bcu_report_plugin(const BcuPluginInfo *info);
/** NULL when there is no such area, reported. */
BCU_HOST char *bcu_report_trace(const BcuDataset *dataset, const BcuProject *project, const char *area, BcuDiagLog *log);

#endif
