/* Looks up what definitions of CRSs mean. Reading a .prj takes PROJ dozens of passes through its database, so
 * each definition is looked up once in a session. */
#include "base/diag.h"
#include "crs/crs_proj.h"
#include <math.h>
#include <string.h>

void bcu_crs_free(BcuCrs *crs)
{
    if (!crs)
        return;
    bcu_ground_free(crs->ground);
    g_free(crs->definition);
    g_free(crs->wkt);
    g_free(crs->name);
    g_free(crs->authority);
    g_free(crs->wrong_code);
    g_free(crs);
}

/* ---- one definition -------------------------------------------------------------------- */

/* The factor of the first axis: of a length, metres; of an angle, radians. */
static double first_axis_unit(BcuCrsSession *session, PJ *crs)
{
    double factor = 0;
    PJ *axes = crs ? proj_crs_get_coordinate_system(bcu_proj_context(session), crs) : NULL;
    if (axes)
        proj_cs_get_axis_info(bcu_proj_context(session), axes, 0, NULL, NULL, NULL, &factor, NULL, NULL, NULL);
    proj_destroy(axes);
    return factor;
}

static void set_units(BcuCrsSession *session, PJ *crs, BcuCrs *found)
{
    PJ *source = proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(bcu_proj_context(session), crs) : NULL;
    PJ *base = proj_crs_get_geodetic_crs(bcu_proj_context(session), source ? source : crs);
    double metres = first_axis_unit(session, source ? source : crs), radians = first_axis_unit(session, base);
    found->is_geographic = bcu_proj_crs_is_geographic(session, crs);
    found->metres_per_unit = found->is_geographic ? 0 : metres > 0 ? metres : 1;
    found->degrees_per_unit = radians > 0 ? radians * 180 / G_PI : 1;
    if (fabs(found->degrees_per_unit - 1) < 1e-9) /* as it is written in many a text */
        found->degrees_per_unit = 1;
    proj_destroy(source);
    proj_destroy(base);
}

static BcuCrs *crs_new(BcuCrsSession *session, const char *definition)
{
    BcuCrs *crs = g_new0(BcuCrs, 1);
    crs->session = session;
    crs->definition = g_strdup(definition);
    return crs;
}

/* wkt, name, authority, angles, metres per unit, degrees per unit, a code that is wrong */
#define CRS_FACT "(ssmsbddms)"

static BcuCrs *from_earlier_runs(BcuCrsSession *session, const char *definition)
{
    BcuCrs found = {0};
    gboolean is_geographic;
    if (!bcu_crs_cache_get(session->cache, "crs", definition, CRS_FACT, &found.wkt, &found.name, &found.authority,
                           &is_geographic, &found.metres_per_unit, &found.degrees_per_unit, &found.wrong_code))
        return NULL;
    found.session = session;
    found.definition = g_strdup(definition);
    found.is_geographic = is_geographic;
    return g_memdup2(&found, sizeof found);
}

static void learn(const BcuCrs *found)
{
    bcu_crs_cache_put(found->session->cache, "crs", found->definition, CRS_FACT, found->wkt, found->name,
                      found->authority, (gboolean)found->is_geographic, found->metres_per_unit,
                      found->degrees_per_unit, found->wrong_code);
}

/* What PROJ has no name for is best known by what the user wrote. */
static char *name_of(PJ *crs, const char *definition)
{
    const char *name = proj_get_name(crs);
    if (name && *name && !g_str_equal(name, "unknown") && !g_str_equal(name, "unnamed"))
        return g_strdup(name);
    return g_strdup(strchr(definition, '[') ? "a CRS without a name" : definition);
}

static BcuCrs *describe(BcuCrsSession *session, PJ *crs, const char *definition)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    BcuCrs *found = crs_new(session, definition);
    const char *wkt = proj_as_wkt(bcu_proj_context(session), crs, PJ_WKT2_2019, one_line);
    found->wkt = g_strdup(wkt ? wkt : definition);
    found->name = name_of(crs, definition);
    if (proj_get_id_code(crs, 0))
        found->authority = g_strdup_printf("%s:%s", proj_get_id_auth_name(crs, 0), proj_get_id_code(crs, 0));
    set_units(session, crs, found);
    return found;
}

/* The registered CRS behind a definition, or the CRS it describes; NULL on failure, reported.
 * \param wrong_code see BcuCrs. */
static PJ *find_registered(BcuCrsSession *session, const char *definition, char **wrong_code, BcuDiagLog *log)
{
    PJ *crs = bcu_proj_crs_from_esri(session, definition);
    if (crs || !(crs = bcu_proj_crs_create(session, definition, log)))
        return crs;
    bool is_text = strchr(definition, '[') != NULL;
    bool has_code = proj_get_id_code(crs, 0) != NULL;
    PJ *match = has_code && !is_text ? NULL
                : has_code           ? bcu_proj_crs_claimed(session, crs, wrong_code)
                                     : bcu_proj_crs_match(session, crs);
    if (!match)
        return crs;
    proj_destroy(crs);
    return match;
}

/* ---- in a session ---------------------------------------------------------------------- */

static bool is_in_thread(const BcuCrsSession *session)
{
    return session->ahead.self == g_thread_self();
}

/* The entry of a definition, waited for when it is being looked up; NULL when nobody has come to it. */
static const BcuCrs *find_known(BcuCrsSession *session, const char *definition)
{
    const BcuCrs *found = NULL;
    g_mutex_lock(&session->guard);
    while (!(found = g_hash_table_lookup(session->found, definition)) && !is_in_thread(session) &&
           g_hash_table_contains(session->ahead.pending, definition))
        g_cond_wait(&session->settled, &session->guard);
    g_mutex_unlock(&session->guard);
    return found;
}

/* \return the entry; `made` is freed where another thread was first. */
static const BcuCrs *remember(BcuCrsSession *session, BcuCrs *made)
{
    g_mutex_lock(&session->guard);
    const BcuCrs *first = g_hash_table_lookup(session->found, made->definition);
    if (!first)
        g_hash_table_insert(session->found, made->definition, made);
    g_mutex_unlock(&session->guard);
    if (first)
        bcu_crs_free(made);
    return first ? first : made;
}

const BcuCrs *bcu_crs_recall(BcuCrsSession *session, const char *definition)
{
    const BcuCrs *found = find_known(session, definition);
    BcuCrs *earlier = found ? NULL : from_earlier_runs(session, definition);
    return earlier ? remember(session, earlier) : found;
}

/* Files that Windows wrote may begin with a byte order mark. */
static const char *without_mark(const char *definition)
{
    return g_str_has_prefix(definition, "\xef\xbb\xbf") ? definition + 3 : definition;
}

const BcuCrs *bcu_crs_find(BcuCrsSession *session, const char *definition, BcuDiagLog *log)
{
    const BcuCrs *known = bcu_crs_recall(session, definition);
    if (known)
        return known;
    const char *text = without_mark(definition);
    char *wrong_code = NULL;
    PJ *crs = bcu_proj_require(session, log) ? find_registered(session, text, &wrong_code, log) : NULL;
    if (!crs)
        return NULL;
    BcuCrs *made = describe(session, crs, definition);
    made->wrong_code = wrong_code;
    proj_destroy(crs);
    learn(made);
    return remember(session, made);
}

const BcuCrs *bcu_crs_beside(const BcuCrs *crs, const char *definition, BcuDiagLog *log)
{
    return bcu_crs_find(crs->session, definition, log);
}

/* A library that is missing has no place, and is missed once. */
static void tell_at(BcuDiag record, const BcuPlace *place, BcuDiagLog *log)
{
    bool of_library = g_str_has_prefix(record.code, "LIB");
    if (of_library && bcu_diag_log_count_code(log, record.code) > 0)
        return;
    if (!of_library && place)
        record.place = *place;
    bcu_diag_log_add(log, &record);
}

const BcuCrs *bcu_crs_require(BcuCrsSession *session, const char *definition, const BcuPlace *place, BcuDiagLog *log)
{
    g_autoptr(BcuDiagLog) said = bcu_diag_log_new();
    const BcuCrs *found = bcu_crs_find(session, definition, said);
    for (size_t i = 0; log && !found && i < bcu_diag_log_size(said); i++)
        tell_at(*bcu_diag_log_at(said, i), place, log);
    if (found && found->wrong_code)
        bcu_report(log, BCU_WARNING, "CRS013", place,
                   "Set the key crs of the layer to the code that is right, or write its .prj anew.",
                   "the CRS is said to be %s but described as %s%s%s%s, which is what counts", found->wrong_code,
                   found->name, found->authority ? " (" : "", found->authority ? found->authority : "",
                   found->authority ? ")" : "");
    return found;
}
