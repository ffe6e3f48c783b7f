/* CRSs through PROJ: from a definition to what is asked of it. */
#include "crs/crs_proj.h"
#include "base/diag.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static PJ_CONTEXT *context;

/* What went wrong is said by our own records. */
static void keep_silent(void *closure, int level, const char *text)
{
    (void)closure;
    (void)level;
    (void)text;
}

PJ_CONTEXT *bcu_proj_context_new(void)
{
    PJ_CONTEXT *made = proj_context_create();
    proj_log_func(made, NULL, keep_silent);
    proj_context_set_enable_network(made, 0);
    return made;
}

PJ_CONTEXT *bcu_proj_context(void)
{
    bcu_crs_ahead_wait();
    if (!context)
        context = bcu_proj_context_new();
    return context;
}

void bcu_crs_release(void)
{
    bcu_crs_ahead_wait();
    if (!context)
        return;
    proj_context_destroy(context);
    context = NULL;
    /* PROJ keeps its database open beyond the context, and after a fork the child would close it: 30 ms
     * of copying pages to free them. */
    proj_cleanup();
}

const char *bcu_crs_library_version(void)
{
    return proj_info().version;
}

static void report_no_crs(const char *definition, const BcuPlace *place, BcuDiagLog *log)
{
    g_autofree char *text = g_utf8_make_valid(definition, -1); /* a .prj may hold any bytes */
    g_autofree char *shown = g_utf8_substring(text, 0, MIN(60, g_utf8_strlen(text, -1)));
    bcu_report(log, BCU_ERROR, "CRS010", place, "Give a code such as EPSG:27700, or WKT.",
               "\"%s%s\" is not a coordinate reference system", shown, strlen(text) > strlen(shown) ? "…" : "");
}

PJ *bcu_proj_crs_create(const char *definition, BcuDiagLog *log)
{
    /* "+proj=…" alone is a conversion to PROJ; everybody who writes it here means the CRS. */
    bool is_bare = g_str_has_prefix(definition, "+proj=") && !strstr(definition, "+type=crs");
    g_autofree char *full = g_strconcat(definition, is_bare ? " +type=crs" : "", NULL);
    PJ *crs = proj_create(bcu_proj_context(), full);
    if (crs && proj_is_crs(crs))
        return crs;
    proj_destroy(crs);
    report_no_crs(definition, NULL, log);
    return NULL;
}

bool bcu_crs_require(const char *definition, const BcuPlace *place, BcuDiagLog *log)
{
    bool known = bcu_crs_known(definition, NULL) != NULL;
    if (!known)
        report_no_crs(definition, place, log);
    return known;
}

PJ *bcu_proj_crs(const char *definition, BcuDiagLog *log)
{
    const BcuCrsKnown *known = bcu_crs_known(definition, log);
    return known ? bcu_proj_crs_create(known->wkt, log) : NULL;
}

bool bcu_proj_crs_equivalent(PJ *a, PJ *b)
{
    return proj_is_equivalent_to_with_ctx(bcu_proj_context(), a, b,
                                          PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

bool bcu_crs_same(const char *a, const char *b)
{
    if (g_str_equal(a, b))
        return true;
    BcuDiagLog *silent = bcu_diag_log_new();
    PJ *left = bcu_proj_crs(a, silent), *right = left ? bcu_proj_crs(b, silent) : NULL;
    bool same = left && right && bcu_proj_crs_equivalent(left, right);
    proj_destroy(left);
    proj_destroy(right);
    bcu_diag_log_free(silent);
    return same;
}

/* ---- descriptions -------------------------------------------------------------------- */

static char *wkt_dup(const char *definition, PJ_WKT_TYPE type, BcuDiagLog *log)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    PJ *crs = bcu_proj_crs(definition, log);
    const char *wkt = crs ? proj_as_wkt(bcu_proj_context(), crs, type, one_line) : NULL;
    char *copy = crs ? strdup(wkt ? wkt : "") : NULL;
    proj_destroy(crs);
    return copy;
}

char *bcu_crs_text_dup(const char *definition, BcuCrsText what, BcuDiagLog *log)
{
    const BcuCrsKnown *known = bcu_crs_known(definition, log);
    if (!known)
        return NULL;
    switch (what) {
    case BCU_CRS_NAME: return strdup(known->name);
    case BCU_CRS_AUTHORITY: return strdup(known->authority ? known->authority : "");
    case BCU_CRS_WKT2: return strdup(known->wkt);
    case BCU_CRS_WKT1_GDAL: return wkt_dup(definition, PJ_WKT1_GDAL, log);
    case BCU_CRS_WKT1_ESRI: return wkt_dup(definition, PJ_WKT1_ESRI, log);
    }
    return NULL;
}

bool bcu_proj_crs_is_geographic(PJ *crs)
{
    PJ_TYPE type = proj_get_type(crs);
    if (type == PJ_TYPE_BOUND_CRS) {
        PJ *base = proj_get_source_crs(bcu_proj_context(), crs);
        bool geographic = bcu_proj_crs_is_geographic(base);
        proj_destroy(base);
        return geographic;
    }
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

bool bcu_crs_units(const char *definition, bool *geographic, double *metres_per_unit, BcuDiagLog *log)
{
    const BcuCrsKnown *known = bcu_crs_known(definition, log);
    if (!known)
        return false;
    if (geographic)
        *geographic = known->is_geographic;
    if (metres_per_unit)
        *metres_per_unit = known->metres_per_unit;
    return true;
}
