/** What a plugin's process is to do; between worker.c, worker_child.c and worker_answer.c. */
#ifndef BCU_WORKER_TASK_H
#define BCU_WORKER_TASK_H

#include "crs/session.h"
#include "host/worker.h"

/** All borrowed, by the parent and by the child forked from it. */
typedef struct BcuTask {
    const BcuPluginFile *file;
    const GPtrArray *settings;
    const char *folder;
    const BcuDataset *dataset; /* NULL: check */
    const char *staging;       /* run only */
    const BcuPluginInfo *info; /* run only: what the check found */
    BcuCrsSession *session;    /* run only */
} BcuTask;

/** Checks or runs the plugin in this process; *answer gets a line of JSON. */
bool bcu_task_perform(const BcuTask *task, GString *answer, BcuDiagLog *log);
/** The same in a process of its own, with what it says sent through the pipe. Does not return. */
void bcu_task_perform_apart(const BcuTask *task, const BcuWorkerLimits *limits, pid_t parent, int pipe_end);
/** What a check answered; NULL when the line is none, reported. */
BcuPluginInfo *bcu_plugin_info_read(const BcuPluginFile *file, const char *line, BcuDiagLog *log);
/** What a run says that it has staged: BcuSinkFile, each of a declared output and with a name that this output may
 * have. \return NULL where that is not so, reported. */
GPtrArray *bcu_staged_files_read(const BcuTask *task, const char *line, BcuDiagLog *log);

#endif
