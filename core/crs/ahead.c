/* Looks up what a run is sure to ask for, in a thread of its own while the layers are read. PROJ has one user at a
 * time: whoever else wants it waits for that thread to end, and no process is forked before. */
#include "base/diag.h"
#include "crs/crs_proj.h"

typedef enum WantedKind { PROJ_OPEN, DEFINITIONS, TARGET, OPERATION } WantedKind;

typedef struct Wanted {
    WantedKind kind;
    GPtrArray *definitions; /* of DEFINITIONS; the first is the working CRS */
} Wanted;

static void settle(BcuCrsSession *session, const char *definition)
{
    g_mutex_lock(&session->guard);
    g_hash_table_remove(session->ahead.pending, definition);
    g_cond_broadcast(&session->settled);
    g_mutex_unlock(&session->guard);
}

static void look_up_definitions(BcuCrsSession *session, const GPtrArray *definitions, BcuDiagLog *log)
{
    session->ahead.working = NULL;
    for (guint i = 0; i < definitions->len; i++) {
        const BcuCrs *found = bcu_crs_find(session, g_ptr_array_index(definitions, i), log);
        settle(session, g_ptr_array_index(definitions, i));
        if (i == 0)
            session->ahead.working = found;
    }
    if (session->ahead.working)
        bcu_ground_ready(session->ahead.working, log);
}

static void look_up_operation(BcuCrsSession *session, BcuDiagLog *log)
{
    const BcuCrs *to = bcu_crs_find(session, session->ahead.to, log);
    if (to)
        bcu_operation_ready(session->ahead.working, to, log);
    bcu_crs_session_release(session); /* most runs ask for nothing more, and who is to fork need not do it */
}

static void look_up(BcuCrsSession *session, const Wanted *wanted, BcuDiagLog *log)
{
    switch (wanted->kind) {
    case PROJ_OPEN: proj_on_demand_problem(); break;
    case DEFINITIONS: look_up_definitions(session, wanted->definitions, log); break;
    case TARGET: bcu_crs_find(session, session->ahead.to, log); break;
    case OPERATION: look_up_operation(session, log); break;
    }
}

static Wanted *next_wanted(BcuCrsSession *session)
{
    g_mutex_lock(&session->guard);
    Wanted *wanted = g_queue_pop_head(&session->ahead.queue);
    session->ahead.is_over = !wanted;
    g_mutex_unlock(&session->guard);
    return wanted;
}

static void *look_up_queue(void *data)
{
    BcuCrsSession *session = data;
    BcuDiagLog *silent = bcu_diag_log_new(); /* who asks for it later hears what is wrong with it */
    session->ahead.self = g_thread_self();
    for (Wanted *wanted; (wanted = next_wanted(session));) {
        look_up(session, wanted, silent);
        g_clear_pointer(&wanted->definitions, g_ptr_array_unref);
        g_free(wanted);
    }
    bcu_diag_log_free(silent);
    return NULL;
}

/* \return whether the thread is there to take it. */
static bool put_into_queue(BcuCrsSession *session, Wanted *wanted)
{
    BcuCrsAhead *ahead = &session->ahead;
    g_mutex_lock(&session->guard);
    for (guint i = 0; wanted->definitions && i < wanted->definitions->len; i++) {
        const char *definition = g_ptr_array_index(wanted->definitions, i);
        if (!g_hash_table_contains(session->found, definition))
            g_hash_table_add(ahead->pending, g_strdup(definition));
    }
    g_queue_push_tail(&ahead->queue, wanted);
    bool is_running = ahead->thread && !ahead->is_over;
    g_mutex_unlock(&session->guard);
    return is_running;
}

/* Where no thread can be had, the queue is worked off at once. */
static void look_ahead(BcuCrsSession *session, WantedKind kind, GPtrArray *definitions)
{
    Wanted *wanted = g_new0(Wanted, 1);
    *wanted = (Wanted){kind, definitions ? g_ptr_array_ref(definitions) : NULL};
    if (put_into_queue(session, wanted))
        return;
    if (session->ahead.thread)
        g_thread_join(session->ahead.thread);
    session->ahead.is_over = false;
    session->ahead.thread = g_thread_try_new("crs", look_up_queue, session, NULL);
    if (!session->ahead.thread)
        look_up_queue(session);
}

void bcu_crs_open_ahead(BcuCrsSession *session)
{
    look_ahead(session, PROJ_OPEN, NULL);
}

/* What earlier runs know need not wait until PROJ is open. */
void bcu_crs_look_ahead(BcuCrsSession *session, GPtrArray *definitions)
{
    for (guint i = 0; i < definitions->len; i++)
        bcu_crs_recall(session, g_ptr_array_index(definitions, i));
    look_ahead(session, DEFINITIONS, definitions);
}

void bcu_crs_look_ahead_to(BcuCrsSession *session, const char *to)
{
    if (session->ahead.to) /* the thread may be reading it */
        return;
    session->ahead.to = g_strdup(to);
    look_ahead(session, TARGET, NULL);
}

void bcu_crs_look_ahead_from_here(BcuCrsSession *session, const BcuCrs *working)
{
    bcu_crs_ahead_wait(session);
    session->ahead.working = working;
    if (session->ahead.to)
        look_ahead(session, OPERATION, NULL);
}
