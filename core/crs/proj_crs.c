/* Makes a CRS in PROJ, as it is defined or the horizontal part of it, and tells its kind and its likes. */
#include "base/diag.h"
#include "crs/crs_proj.h"
#include <string.h>

/* ---- what areas can be mapped in --------------------------------------------------------- */

/* What kind of CRS it is, in words. */
static const char *kind_of(PJ *crs)
{
    switch (proj_get_type(crs)) {
    case PJ_TYPE_GEOCENTRIC_CRS: return "geocentric: its coordinates are metres from the centre of the earth";
    case PJ_TYPE_VERTICAL_CRS: return "vertical: it holds heights alone";
    case PJ_TYPE_ENGINEERING_CRS: return "a local plane without a place on the earth";
    case PJ_TYPE_TEMPORAL_CRS: return "a count of time";
    case PJ_TYPE_BOUND_CRS:
    case PJ_TYPE_COMPOUND_CRS: return "put together from parts that are not horizontal";
    default: return "of a kind that has no place on the earth";
    }
}

static bool is_horizontal(PJ *crs)
{
    switch (proj_get_type(crs)) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS:
    case PJ_TYPE_GEOGRAPHIC_3D_CRS:
    case PJ_TYPE_PROJECTED_CRS: return true;
    default: return false;
    }
}

/* A definition with a shift of its own is what it shifts. */
static bool is_bound_horizontal(BcuCrsSession *session, PJ *crs)
{
    PJ *source = proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(bcu_proj_context(session), crs) : NULL;
    bool horizontal = source && is_horizontal(source);
    proj_destroy(source);
    return horizontal;
}

/* The part of a CRS that tells where things lie on the ground; NULL where it has none. */
static PJ *take_horizontal(BcuCrsSession *session, PJ *crs)
{
    PJ *part = proj_get_type(crs) == PJ_TYPE_COMPOUND_CRS ? proj_crs_get_sub_crs(bcu_proj_context(session), crs, 0) : NULL;
    if (part) {
        proj_destroy(crs);
        crs = part;
    }
    if (is_horizontal(crs) || is_bound_horizontal(session, crs))
        return crs;
    proj_destroy(crs);
    return NULL;
}

/* ---- from a definition ------------------------------------------------------------------- */

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
    const char *kind = kind_of(crs);
    g_autofree char *name = g_strdup(proj_get_name(crs));
    PJ *horizontal = take_horizontal(session, crs);
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
