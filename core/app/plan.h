/** Which plugins run: chosen by the command line or the project, checked before anything is read. */
#ifndef BCU_PLAN_H
#define BCU_PLAN_H

#include "app/cli.h"
#include "crs/session.h"
#include <bcukit/dataset.h>

typedef struct BcuPlan {
    GPtrArray *files;  /* BcuPluginFile: all that were found */
    GPtrArray *chosen; /* of these, those to run, in order */
    GPtrArray *checks; /* BcuWorker: under way, per chosen plugin */
    GPtrArray *infos;  /* BcuPluginInfo: what their checks said */
} BcuPlan;

/** Chooses the plugins and starts their checks. */
void bcu_plan_start(const BcuCommandLine *line, const BcuProject *project, BcuPlan *plan, BcuDiagLog *log);
/** Starts those checks that were too many at a time, and waits for all. Problems of all plugins are reported at once; the plan can run when there is no error. */
void bcu_plan_finish(const BcuCommandLine *line, const BcuProject *project, BcuCrsSession *session, BcuPlan *plan,
                     BcuDiagLog *log);
void bcu_plan_clear(BcuPlan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BcuPlan, bcu_plan_clear)
/** The CRS that several plugins will ask PROJ for, each in a process of its own; NULL for none. */
const char *bcu_plan_common_crs(const BcuPlan *plan);
/** Whether the dataset has what the plugin needs; reported where not. */
bool bcu_plan_needs_met(const BcuPluginInfo *info, const BcuDataset *dataset, BcuDiagLog *log);
/** char *: the files that options of the chosen plugins name for reading; g_ptr_array_unref.
 * \param folder that their paths are relative to. */
GPtrArray *bcu_plan_files_read(const BcuPlan *plan, const char *folder);
/** What a plugin says of itself; NULL on failure, reported. */
BcuPluginInfo *bcu_plan_describe(const BcuCommandLine *line, const BcuPluginFile *file, BcuDiagLog *log);
/** Ids of the plugins that a project of one layer can run without further settings. */
GPtrArray *bcu_plan_ready(const BcuCommandLine *line, bool has_population, BcuDiagLog *log);

#endif
