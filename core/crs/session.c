/* Opens and closes the session with PROJ, and tells what a CRS is. */
#include "crs/session.h"
#include "base/diag.h"
#include "crs/crs_proj.h"
#include <string.h>

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
static PJ_CONTEXT *fileless_context(BcuCrsSession *session)
{
    if (!session->fileless) {
        session->fileless = context_new();
        proj_context_set_file_finder(session->fileless, find_nothing, NULL);
    }
    return session->fileless;
}

PJ *bcu_operation_make(BcuCrsSession *session, const BcuOperation *operation, BcuDiagLog *log)
{
    bcu_crs_ahead_wait(session);
    if (!bcu_library_require(proj_on_demand_problem(), log))
        return NULL;
    return proj_create(operation->uses_grids ? bcu_proj_context(session) : fileless_context(session),
                       operation->pipeline);
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

BcuCrsSession *bcu_crs_session_new(const char *cache)
{
    BcuCrsSession *session = g_new0(BcuCrsSession, 1);
    g_mutex_init(&session->guard);
    g_cond_init(&session->settled);
    g_queue_init(&session->ahead.queue);
    session->found = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)bcu_crs_free);
    session->operations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)bcu_operation_free);
    session->ahead.pending = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    session->cache = cache ? bcu_crs_cache_open(cache) : NULL;
    return session;
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

void bcu_crs_session_free(BcuCrsSession *session)
{
    if (!session)
        return;
    bcu_crs_session_release(session);
    bcu_crs_cache_close(session->cache);
    g_hash_table_unref(session->found);
    g_hash_table_unref(session->operations);
    g_hash_table_unref(session->ahead.pending);
    if (session->fileless)
        proj_context_destroy(session->fileless);
    g_mutex_clear(&session->guard);
    g_cond_clear(&session->settled);
    g_free(session);
}

const char *bcu_crs_library_version(void)
{
    return proj_info().version;
}

/* ---- CRSs ------------------------------------------------------------------------------ */

void bcu_crs_report_unknown(const char *definition, const BcuPlace *place, BcuDiagLog *log)
{
    g_autofree char *text = g_utf8_make_valid(definition, -1); /* a .prj may hold any bytes */
    g_autofree char *shown = g_utf8_substring(text, 0, MIN(60, g_utf8_strlen(text, -1)));
    bcu_report(log, BCU_ERROR, "CRS010", place, "Give a code such as EPSG:27700, or WKT.",
               "\"%s%s\" is not a coordinate reference system", shown, strlen(text) > strlen(shown) ? "…" : "");
}

PJ *bcu_proj_crs_create(BcuCrsSession *session, const char *definition, BcuDiagLog *log)
{
    /* "+proj=…" alone is a conversion to PROJ; everybody who writes it here means the CRS. */
    bool is_bare = g_str_has_prefix(definition, "+proj=") && !strstr(definition, "+type=crs");
    g_autofree char *full = g_strconcat(definition, is_bare ? " +type=crs" : "", NULL);
    PJ *crs = proj_create(bcu_proj_context(session), full);
    if (!crs || !proj_is_crs(crs)) {
        proj_destroy(crs);
        bcu_crs_report_unknown(definition, NULL, log);
        return NULL;
    }
    const char *kind = bcu_proj_crs_kind(crs);
    g_autofree char *name = g_strdup(proj_get_name(crs));
    PJ *horizontal = bcu_proj_crs_take_horizontal(session, crs);
    if (!horizontal)
        bcu_report(log, BCU_ERROR, "CRS012", NULL,
                   "Set the key crs of the layer, or crs.working, to the geographic or projected CRS that is meant.",
                   "areas cannot be mapped in \"%s\": it is %s", name && *name ? name : definition, kind);
    return horizontal;
}

PJ *bcu_proj_crs(const BcuCrs *crs, BcuDiagLog *log)
{
    return bcu_proj_require(crs->session, log) ? bcu_proj_crs_create(crs->session, crs->wkt, log) : NULL;
}

bool bcu_proj_crs_equivalent(BcuCrsSession *session, PJ *a, PJ *b)
{
    return proj_is_equivalent_to_with_ctx(bcu_proj_context(session), a, b,
                                          PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

bool bcu_crs_same(const BcuCrs *a, const BcuCrs *b)
{
    if (a == b)
        return true;
    PJ *left = bcu_proj_crs(a, NULL), *right = left ? bcu_proj_crs(b, NULL) : NULL;
    bool same = left && right && bcu_proj_crs_equivalent(a->session, left, right);
    proj_destroy(left);
    proj_destroy(right);
    return same;
}

bool bcu_proj_crs_is_geographic(BcuCrsSession *session, PJ *crs)
{
    PJ_TYPE type = proj_get_type(crs);
    if (type == PJ_TYPE_BOUND_CRS) {
        PJ *base = proj_get_source_crs(bcu_proj_context(session), crs);
        bool geographic = bcu_proj_crs_is_geographic(session, base);
        proj_destroy(base);
        return geographic;
    }
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

/* ---- descriptions -------------------------------------------------------------------- */

static char *wkt_dup(const BcuCrs *of, PJ_WKT_TYPE type, BcuDiagLog *log)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    PJ *crs = bcu_proj_crs(of, log);
    const char *wkt = crs ? proj_as_wkt(bcu_proj_context(of->session), crs, type, one_line) : NULL;
    char *copy = crs ? strdup(wkt ? wkt : "") : NULL;
    proj_destroy(crs);
    return copy;
}

char *bcu_crs_text_dup(const BcuCrs *crs, BcuCrsText what, BcuDiagLog *log)
{
    switch (what) {
    case BCU_CRS_NAME: return strdup(crs->name);
    case BCU_CRS_AUTHORITY: return strdup(crs->authority ? crs->authority : "");
    case BCU_CRS_WKT2: return strdup(crs->wkt);
    case BCU_CRS_WKT1_GDAL: return wkt_dup(crs, PJ_WKT1_GDAL, log);
    case BCU_CRS_WKT1_ESRI: return wkt_dup(crs, PJ_WKT1_ESRI, log);
    }
    return NULL;
}

const char *bcu_crs_definition(const BcuCrs *crs)
{
    return crs->definition;
}

bool bcu_crs_is_geographic(const BcuCrs *crs)
{
    return crs->is_geographic;
}

double bcu_crs_metres_per_unit(const BcuCrs *crs)
{
    return crs->metres_per_unit;
}
