/* Opens and closes the session with PROJ, and tells what a CRS is. */
#include "crs/session.h"
#include "crs/crs_proj.h"
#include <string.h>

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

void bcu_crs_session_free(BcuCrsSession *session)
{
    if (!session)
        return;
    bcu_crs_session_release(session);
    bcu_crs_cache_close(session->cache);
    g_hash_table_unref(session->found);
    g_hash_table_unref(session->operations);
    g_hash_table_unref(session->ahead.pending);
    g_free(session->ahead.to);
    if (session->fileless)
        proj_context_destroy(session->fileless);
    g_mutex_clear(&session->guard);
    g_cond_clear(&session->settled);
    g_free(session);
}

/* ---- what a CRS is ---------------------------------------------------------------------- */

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
