/* What definitions of CRSs turned out to mean. Reading a .prj takes PROJ dozens of passes through its
 * database, so each definition is looked up once, and those that a run is sure to ask for are looked up
 * ahead: in a thread of their own while the layers are read. PROJ has one user at a time: whoever else wants
 * it waits for that thread to end, and no process is forked before. */
#include "crs/cache.h"
#include "base/diag.h"
#include "base/large_array.h"
#include "crs/crs_proj.h"
#include <string.h>

static GHashTable *known;           /* definition to BcuCrsKnown */
static GHashTable *pending;         /* definitions that the thread has not come to yet */
static GMutex guard;                /* of both tables */
static GCond settled;               /* one definition less is pending */
static _Thread_local bool is_ahead; /* in the thread */

static void known_free(void *data)
{
    BcuCrsKnown *crs = data;
    g_free(crs->wkt);
    g_free(crs->name);
    g_free(crs->authority);
    g_free(crs);
}

/* ---- one definition -------------------------------------------------------------------- */

static void set_units(PJ *crs, BcuCrsKnown *found)
{
    found->is_geographic = bcu_proj_crs_is_geographic(crs);
    found->metres_per_unit = 1;
    PJ *axes = proj_crs_get_coordinate_system(bcu_proj_context(), crs);
    if (axes)
        proj_cs_get_axis_info(bcu_proj_context(), axes, 0, NULL, NULL, NULL, &found->metres_per_unit, NULL,
                              NULL, NULL);
    proj_destroy(axes);
    if (found->is_geographic)
        found->metres_per_unit = 0;
}

/* wkt, name, authority, in degrees, metres per unit */
#define CRS_FACT "(ssmsbd)"

static BcuCrsKnown *from_earlier_runs(const char *definition)
{
    BcuCrsKnown found;
    gboolean is_geographic;
    if (!bcu_crs_fact("crs", definition, CRS_FACT, &found.wkt, &found.name, &found.authority, &is_geographic,
                      &found.metres_per_unit))
        return NULL;
    found.is_geographic = is_geographic;
    return g_memdup2(&found, sizeof found);
}

static void learn(const char *definition, const BcuCrsKnown *found)
{
    bcu_crs_fact_learn("crs", definition, CRS_FACT, found->wkt, found->name, found->authority,
                       (gboolean)found->is_geographic, found->metres_per_unit);
}

/* What PROJ has no name for is best known by what the user wrote. */
static char *name_of(PJ *crs, const char *definition)
{
    const char *name = proj_get_name(crs);
    if (name && *name && !g_str_equal(name, "unknown") && !g_str_equal(name, "unnamed"))
        return g_strdup(name);
    return g_strdup(strchr(definition, '[') ? "a CRS without a name" : definition);
}

static BcuCrsKnown *describe(PJ *crs, const char *definition)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    BcuCrsKnown *found = g_new0(BcuCrsKnown, 1);
    const char *wkt = proj_as_wkt(bcu_proj_context(), crs, PJ_WKT2_2019, one_line);
    found->wkt = g_strdup(wkt ? wkt : definition);
    found->name = name_of(crs, definition);
    if (proj_get_id_code(crs, 0))
        found->authority = g_strdup_printf("%s:%s", proj_get_id_auth_name(crs, 0), proj_get_id_code(crs, 0));
    set_units(crs, found);
    return found;
}

/* The registered CRS behind a definition, or the CRS it describes; NULL on failure, reported. */
static PJ *find_registered(const char *definition, BcuDiagLog *log)
{
    PJ *crs = bcu_proj_crs_from_esri(definition);
    if (crs || !(crs = bcu_proj_crs_create(definition, log)))
        return crs;
    PJ *match = proj_get_id_code(crs, 0) ? NULL : bcu_proj_crs_match(crs);
    if (!match)
        return crs;
    proj_destroy(crs);
    return match;
}

/* The entry of a definition, waited for when it is being looked up; NULL when nobody has come to it. */
static const BcuCrsKnown *recall(const char *definition)
{
    const BcuCrsKnown *found = NULL;
    g_mutex_lock(&guard);
    while (!(found = known ? g_hash_table_lookup(known, definition) : NULL) && pending && !is_ahead &&
           g_hash_table_contains(pending, definition))
        g_cond_wait(&settled, &guard);
    g_mutex_unlock(&guard);
    return found;
}

static void remember(const char *definition, BcuCrsKnown *found)
{
    g_mutex_lock(&guard);
    if (!known)
        known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, known_free);
    g_hash_table_insert(known, g_strdup(definition), found);
    g_mutex_unlock(&guard);
}

/* Without PROJ: from this run or an earlier one. */
static const BcuCrsKnown *known_before(const char *definition)
{
    const BcuCrsKnown *found = recall(definition);
    BcuCrsKnown *earlier = found ? NULL : from_earlier_runs(definition);
    if (earlier)
        remember(definition, earlier);
    return found ? found : earlier;
}

const BcuCrsKnown *bcu_crs_known(const char *definition, BcuDiagLog *log)
{
    const BcuCrsKnown *found = known_before(definition);
    PJ *crs = found ? NULL : find_registered(definition, log);
    if (!crs)
        return found;
    BcuCrsKnown *made = describe(crs, definition);
    proj_destroy(crs);
    learn(definition, made);
    remember(definition, made);
    return made;
}

/* ---- ahead ------------------------------------------------------------------------------ */

typedef struct Wanted {
    GPtrArray *definitions; /* either these */
    char *to;               /* or how to get there from the first of the last ones; with neither: PROJ, open */
} Wanted;

static GThread *thread;
static GQueue queue = G_QUEUE_INIT; /* of Wanted */
static bool is_over;                /* the thread has seen the end of the queue */
static char *working; /* the first of the last definitions; NULL before, and where there are none */

static void settle(const char *definition)
{
    g_mutex_lock(&guard);
    g_hash_table_remove(pending, definition);
    g_cond_broadcast(&settled);
    g_mutex_unlock(&guard);
}

static void look_up_definitions(const GPtrArray *definitions, BcuDiagLog *log)
{
    for (guint i = 0; i < definitions->len; i++) {
        const char *definition = g_ptr_array_index(definitions, i);
        bcu_crs_known(definition, log);
        settle(definition);
    }
    g_free(working);
    working = definitions->len > 0 ? g_strdup(g_ptr_array_index(definitions, 0)) : NULL;
    if (working)
        bcu_geodesic_ready(working, log);
}

static void look_up(const Wanted *wanted, BcuDiagLog *log)
{
    if (wanted->definitions) {
        look_up_definitions(wanted->definitions, log);
    } else if (!wanted->to) {
        proj_on_demand();
    } else if (working) {
        bcu_operation_ready(working, wanted->to, log);
        bcu_crs_release(); /* most runs ask for nothing more, and who is to fork need not do it */
    }
}

static Wanted *next_wanted(void)
{
    g_mutex_lock(&guard);
    Wanted *wanted = g_queue_pop_head(&queue);
    is_over = !wanted;
    g_mutex_unlock(&guard);
    return wanted;
}

static void *look_up_queue(void *data)
{
    (void)data;
    BcuDiagLog *silent = bcu_diag_log_new(); /* who asks for it later hears what is wrong with it */
    is_ahead = true;
    bcu_large_array_lend(6 << 20); /* as much as PROJ's database takes in small pieces */
    for (Wanted *wanted; (wanted = next_wanted());) {
        look_up(wanted, silent);
        g_clear_pointer(&wanted->definitions, g_ptr_array_unref);
        g_free(wanted->to);
        g_free(wanted);
    }
    bcu_diag_log_free(silent);
    return NULL;
}

/* \return whether the thread is there to take it. */
static bool put_into_queue(Wanted *wanted)
{
    g_mutex_lock(&guard);
    if (!pending)
        pending = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; wanted->definitions && i < wanted->definitions->len; i++) {
        const char *definition = g_ptr_array_index(wanted->definitions, i);
        if (!known || !g_hash_table_contains(known, definition))
            g_hash_table_add(pending, g_strdup(definition));
    }
    g_queue_push_tail(&queue, wanted);
    bool is_running = thread && !is_over;
    g_mutex_unlock(&guard);
    return is_running;
}

static void look_ahead(GPtrArray *definitions, const char *to)
{
    Wanted *wanted = g_new0(Wanted, 1);
    *wanted = (Wanted){definitions ? g_ptr_array_ref(definitions) : NULL, g_strdup(to)};
    if (put_into_queue(wanted))
        return;
    if (thread)
        g_thread_join(thread);
    is_over = false;
    thread = g_thread_new("crs", look_up_queue, NULL);
}

void bcu_crs_open_ahead(void)
{
    look_ahead(NULL, NULL);
}

/* What earlier runs know need not wait until PROJ is open. */
void bcu_crs_look_ahead(GPtrArray *definitions)
{
    for (guint i = 0; i < definitions->len; i++)
        known_before(g_ptr_array_index(definitions, i));
    look_ahead(definitions, NULL);
}

void bcu_crs_look_ahead_to(const char *to)
{
    look_ahead(NULL, to);
}

void bcu_crs_ahead_wait(void)
{
    if (is_ahead || !thread)
        return;
    g_thread_join(thread);
    thread = NULL;
    g_clear_pointer(&pending, g_hash_table_unref);
}
