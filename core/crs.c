/* CRSs through PROJ: from a definition to what is asked of it. */
#include "crs_proj.h"
#include "diag.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static PJ_CONTEXT *context;

PJ_CONTEXT *bcu_proj_context(void)
{
    if (!context) {
        context = proj_context_create();
        /* What went wrong is said by our own records. */
        proj_log_level(context, PJ_LOG_NONE);
        proj_context_set_enable_network(context, 0);
    }
    return context;
}

void bcu_crs_release(void)
{
    if (context)
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

static PJ *create(const char *definition, BcuDiagLog *log)
{
    /* "+proj=…" alone is a conversion to PROJ; everybody who writes it here means the CRS. */
    bool is_bare = g_str_has_prefix(definition, "+proj=") && !strstr(definition, "+type=crs");
    g_autofree char *full = g_strconcat(definition, is_bare ? " +type=crs" : "", NULL);
    PJ *crs = proj_create(bcu_proj_context(), full);
    if (crs && proj_is_crs(crs))
        return crs;
    proj_destroy(crs);
    g_autofree char *shown = g_strndup(definition, 60);
    bcu_report(log, BCU_ERROR, "CRS010", NULL, "Give a code such as EPSG:27700, or WKT.",
               "\"%s%s\" is not a coordinate reference system", shown, strlen(definition) > 60 ? "…" : "");
    return NULL;
}

/* What a definition turned out to mean. Reading a .prj and looking for its code takes PROJ dozens of passes
 * through its database. From its own WKT a CRS is made without. */
typedef struct Known {
    char *wkt;
    bool is_geographic;
    double metres_per_unit; /* 0 for degrees */
} Known;

static GHashTable *known_definitions; /* definition to Known */

static void known_free(void *data)
{
    Known *known = data;
    g_free(known->wkt);
    g_free(known);
}

static void set_units(PJ *crs, Known *known)
{
    known->is_geographic = bcu_proj_crs_is_geographic(crs);
    known->metres_per_unit = 1;
    PJ *axes = proj_crs_get_coordinate_system(bcu_proj_context(), crs);
    if (axes)
        proj_cs_get_axis_info(bcu_proj_context(), axes, 0, NULL, NULL, NULL, &known->metres_per_unit, NULL, NULL,
                              NULL);
    proj_destroy(axes);
    if (known->is_geographic)
        known->metres_per_unit = 0;
}

/* The registered CRS behind a definition, or the CRS it describes; NULL on failure, reported. */
static PJ *find_registered(const char *definition, BcuDiagLog *log)
{
    PJ *crs = bcu_proj_crs_from_esri(definition);
    if (crs || !(crs = create(definition, log)))
        return crs;
    PJ *match = proj_get_id_code(crs, 0) ? NULL : bcu_proj_crs_match(crs);
    if (!match)
        return crs;
    proj_destroy(crs);
    return match;
}

/* The definition looked up; NULL on failure, reported. */
static const Known *look_up(const char *definition, BcuDiagLog *log)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    if (!known_definitions)
        known_definitions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, known_free);
    Known *known = g_hash_table_lookup(known_definitions, definition);
    PJ *crs = known ? NULL : find_registered(definition, log);
    if (!crs)
        return known;
    const char *wkt = proj_as_wkt(bcu_proj_context(), crs, PJ_WKT2_2019, one_line);
    known = g_new0(Known, 1);
    known->wkt = g_strdup(wkt ? wkt : definition);
    set_units(crs, known);
    proj_destroy(crs);
    g_hash_table_insert(known_definitions, g_strdup(definition), known);
    return known;
}

PJ *bcu_proj_crs(const char *definition, BcuDiagLog *log)
{
    const Known *known = look_up(definition, log);
    return known ? create(known->wkt, log) : NULL;
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

static const char *wkt_of(PJ *crs, PJ_WKT_TYPE type)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    return proj_as_wkt(bcu_proj_context(), crs, type, one_line);
}

char *bcu_crs_text_dup(const char *definition, BcuCrsText what, BcuDiagLog *log)
{
    PJ *crs = bcu_proj_crs(definition, log);
    if (!crs)
        return NULL;
    const char *text = NULL;
    g_autofree char *authority = NULL;
    switch (what) {
    case BCU_CRS_NAME: text = proj_get_name(crs); break;
    case BCU_CRS_AUTHORITY:
        if (proj_get_id_code(crs, 0))
            text = authority =
                g_strdup_printf("%s:%s", proj_get_id_auth_name(crs, 0), proj_get_id_code(crs, 0));
        break;
    case BCU_CRS_WKT2: text = wkt_of(crs, PJ_WKT2_2019); break;
    case BCU_CRS_WKT1_GDAL: text = wkt_of(crs, PJ_WKT1_GDAL); break;
    case BCU_CRS_WKT1_ESRI: text = wkt_of(crs, PJ_WKT1_ESRI); break;
    }
    char *copy = strdup(text ? text : "");
    proj_destroy(crs);
    return copy;
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
    const Known *known = look_up(definition, log);
    if (!known)
        return false;
    if (geographic)
        *geographic = known->is_geographic;
    if (metres_per_unit)
        *metres_per_unit = known->metres_per_unit;
    return true;
}
