/* Tells the kind of a CRS, and takes the part of it in which areas can be mapped. */
#include "crs/crs_proj.h"

const char *bcu_proj_crs_kind(PJ *crs)
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

PJ *bcu_proj_crs_take_horizontal(BcuCrsSession *session, PJ *crs)
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
