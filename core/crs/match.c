/* Finds the registered CRS behind a definition without a code.
 * The registered CRS behind a definition without a code. */
#include "crs/crs_proj.h"
#include <math.h>

/* Two CRSs whose coordinates differ by less are one: the parameters of a .prj are often rounded. */
static const double SAME_M = 0.001;

/* The projection alone, longitude and latitude to map units. */
static PJ *projection_of(BcuCrsSession *session, PJ *crs)
{
    PJ *conversion = proj_crs_get_coordoperation(bcu_proj_context(session), crs);
    PJ *usable = conversion ? proj_normalize_for_visualization(bcu_proj_context(session), conversion) : NULL;
    proj_destroy(conversion);
    return usable;
}

static bool same_datum(BcuCrsSession *session, PJ *a, PJ *b)
{
    PJ *base_a = proj_crs_get_geodetic_crs(bcu_proj_context(session), a);
    PJ *base_b = proj_crs_get_geodetic_crs(bcu_proj_context(session), b);
    bool same = base_a && base_b && bcu_proj_crs_equivalent(session, base_a, base_b);
    proj_destroy(base_a);
    proj_destroy(base_b);
    return same;
}

/* Whether both projections agree all over the area where the second is used. */
bool bcu_proj_crs_coincide(BcuCrsSession *session, PJ *found, PJ *registered)
{
    double west, south, east, north, largest = 0;
    if (!same_datum(session, found, registered) ||
        !proj_get_area_of_use(bcu_proj_context(session), registered, &west, &south, &east, &north, NULL) || west < -180)
        return false;
    PJ *own = projection_of(session, found), *other = projection_of(session, registered);
    for (int i = 0; i < 25 && own && other; i++) {
        PJ_COORD place = proj_coord(west + (east - west) * (i % 5) / 4, south + (north - south) * (i / 5) / 4, 0, 0);
        PJ_COORD a = proj_trans(own, PJ_FWD, place), b = proj_trans(other, PJ_FWD, place);
        double apart = hypot(a.xy.x - b.xy.x, a.xy.y - b.xy.y);
        largest = isfinite(apart) ? fmax(largest, apart) : INFINITY;
    }
    bool both = own && other;
    proj_destroy(own);
    proj_destroy(other);
    return both && largest < SAME_M;
}

PJ *bcu_proj_crs_match(BcuCrsSession *session, PJ *crs)
{
    int *confidence = NULL;
    PJ *best = NULL;
    PJ_OBJ_LIST *matches = proj_identify(bcu_proj_context(session), crs, "EPSG", NULL, &confidence);
    for (int i = 0; matches && !best && i < proj_list_get_count(matches); i++) {
        PJ *match = proj_list_get(bcu_proj_context(session), matches, i);
        if (confidence[i] >= 70 || bcu_proj_crs_coincide(session, crs, match))
            best = match;
        else
            proj_destroy(match);
    }
    proj_list_destroy(matches);
    proj_int_list_destroy(confidence);
    return best;
}

/* ---- a code that a text brings ------------------------------------------------------------ */

/* The same CRS without its code, and so matched by what it says alone; NULL on failure. */
static PJ *without_code(BcuCrsSession *session, PJ *crs)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    const char *wkt = proj_as_wkt(bcu_proj_context(session), crs, PJ_WKT2_2019, one_line);
    const char *code = wkt ? g_strrstr(wkt, ",ID[") : NULL;
    g_autofree char *rest = code ? g_strdup_printf("%.*s]", (int)(code - wkt), wkt) : NULL;
    PJ *bare = rest ? proj_create(bcu_proj_context(session), rest) : NULL;
    if (bare && !proj_get_id_code(bare, 0))
        return bare;
    proj_destroy(bare);
    return NULL;
}

PJ *bcu_proj_crs_claimed(BcuCrsSession *session, PJ *crs, char **wrong_code)
{
    g_autofree char *code = g_strdup_printf("%s:%s", proj_get_id_auth_name(crs, 0), proj_get_id_code(crs, 0));
    PJ *registered = proj_create(bcu_proj_context(session), code);
    if (!registered || bcu_proj_crs_equivalent(session, crs, registered) ||
        bcu_proj_crs_coincide(session, crs, registered))
        return registered;
    proj_destroy(registered);
    *wrong_code = g_steal_pointer(&code);
    PJ *bare = without_code(session, crs), *match = bare ? bcu_proj_crs_match(session, bare) : NULL;
    if (!match)
        return bare;
    proj_destroy(bare);
    return match;
}
