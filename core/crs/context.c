/* Opens and closes PROJ for a session: its contexts, one user at a time.
 * Who wants PROJ waits for the thread that looks up ahead, so that no context has two users. */
#include "base/diag.h"
#include "crs/crs_proj.h"

void bcu_crs_ahead_wait(BcuCrsSession *session)
{
    if (!session->ahead.thread || session->ahead.self == g_thread_self())
        return;
    g_thread_join(session->ahead.thread);
    session->ahead.thread = NULL;
    session->ahead.self = NULL;
    g_hash_table_remove_all(session->ahead.pending);
}

/* What went wrong is said by our own records. */
static void keep_silent(void *closure, int level, const char *text)
{
    (void)closure;
    (void)level;
    (void)text;
}

static PJ_CONTEXT *context_new(void)
{
    PJ_CONTEXT *made = proj_context_create();
    proj_log_func(made, NULL, keep_silent);
    proj_context_set_enable_network(made, 0);
    return made;
}

PJ_CONTEXT *bcu_proj_context(BcuCrsSession *session)
{
    bcu_crs_ahead_wait(session);
    if (!session->context)
        session->context = context_new();
    return session->context;
}

/* Whatever PROJ looks for: nothing that it could open. Without an answer it would look in its own folders. */
static const char *find_nothing(PJ_CONTEXT *of, const char *file, void *closure)
{
    (void)of;
    (void)file;
    (void)closure;
    return "/";
}

/* PROJ opens its database to make any operation, 7 ms, though a pipeline without grids needs nothing from it. */
PJ_CONTEXT *bcu_proj_context_fileless(BcuCrsSession *session)
{
    if (!session->fileless) {
        session->fileless = context_new();
        proj_context_set_file_finder(session->fileless, find_nothing, NULL);
    }
    return session->fileless;
}

bool bcu_proj_require(BcuCrsSession *session, BcuDiagLog *log)
{
    if (!bcu_library_require(proj_on_demand_problem(), log))
        return false;
    if (proj_context_get_database_path(bcu_proj_context(session)))
        return true;
    bcu_report(log, BCU_ERROR, "LIB011", NULL,
               "Install the package proj-data, or name the folder that holds proj.db in the environment variable "
               "PROJ_DATA.",
               "PROJ does not find its database proj.db");
    return false;
}

void bcu_crs_session_release(BcuCrsSession *session)
{
    bcu_crs_ahead_wait(session);
    if (!session->context)
        return;
    proj_context_destroy(session->context);
    session->context = NULL;
    /* PROJ keeps its database open beyond the context, and after a fork the child would close it: 30 ms
     * of copying pages to free them. */
    proj_cleanup();
}

bool bcu_crs_session_is_open(const BcuCrsSession *session)
{
    return session->context != NULL;
}

const char *bcu_crs_library_version(void)
{
    return proj_info().version;
}
