/* Suggests a projected CRS for a layer in degrees.
 * A projected CRS for a layer in degrees: on the same datum, in metres, made for an area that is not
 * much wider than the layer. */
#include "crs/crs_proj.h"
#include <math.h>
#include <string.h>

/* A CRS that is made for this many times the width of the layer does not fit it well. */
#define WIDEST_RATIO 4.0

/* From this width on only what keeps areas true is worth using. */
#define WIDE_DEGREES 30.0

/* Nearly all around the world: no plane about a middle serves. */
#define WORLD_DEGREES 150.0

/* Zones of UTM, six degrees wide, fit any layer that lies in one. */
#define ZONE_DEGREES 6.0

static double width_of(const PROJ_CRS_INFO *info)
{
    double width = info->east_lon_degree - info->west_lon_degree;
    return width < 0 ? width + 360 : width;
}

static double size_of(const PROJ_CRS_INFO *info)
{
    return width_of(info) * (info->north_lat_degree - info->south_lat_degree);
}

static bool is_equal_area(const PROJ_CRS_INFO *info)
{
    return info->projection_method_name && (strstr(info->projection_method_name, "Equal Area") || strstr(info->projection_method_name, "Equal Earth"));
}

/* Of two for the same area the one that keeps areas true comes first. */
static int by_size(const void *a, const void *b)
{
    const PROJ_CRS_INFO *p = *(const PROJ_CRS_INFO *const *)a, *q = *(const PROJ_CRS_INFO *const *)b;
    double difference = size_of(p) - size_of(q);
    int equal_area = (int)is_equal_area(q) - (int)is_equal_area(p);
    return difference != 0 ? (difference < 0 ? -1 : 1) : equal_area ? equal_area : strcmp(p->code, q->code);
}

/* "NAD27 / UTM zone 14N" is on the datum of "NAD27", and in metres; cylinders about the equator
 * distort away from it. */
static bool fits(BcuCrsSession *session, const PROJ_CRS_INFO *info, const char *base, double width)
{
    const char *rest = g_str_has_prefix(info->name, base) ? info->name + strlen(base) : "";
    if ((!g_str_has_prefix(rest, " / ") && !g_str_has_prefix(rest, "-extended / ")) ||
        width_of(info) > fmax(2 * ZONE_DEGREES, WIDEST_RATIO * width) || (width > WIDE_DEGREES && !is_equal_area(info)) ||
        (info->projection_method_name && strstr(info->projection_method_name, "Mercator") &&
         !strstr(info->projection_method_name, "Transverse")))
        return false;
    g_autofree char *definition = g_strdup_printf("%s:%s", info->auth_name, info->code);
    const BcuCrs *crs = bcu_crs_find(session, definition, NULL);
    return crs && crs->metres_per_unit == 1;
}

static char *search_database(BcuCrsSession *session, const char *base, BcuBox degrees)
{
    PROJ_CRS_LIST_PARAMETERS *wanted = proj_get_crs_list_parameters_create();
    static const PJ_TYPE projected = PJ_TYPE_PROJECTED_CRS;
    wanted->types = &projected;
    wanted->typesCount = 1;
    wanted->bbox_valid = wanted->crs_area_of_use_contains_bbox = 1;
    wanted->west_lon_degree = degrees.min_x;
    wanted->south_lat_degree = degrees.min_y;
    wanted->east_lon_degree = degrees.max_x;
    wanted->north_lat_degree = degrees.max_y;
    int count = 0;
    char *found = NULL;
    PROJ_CRS_INFO **list = proj_get_crs_info_list_from_database(bcu_proj_context(session), "EPSG", wanted, &count);
    if (list)
        qsort(list, (size_t)count, sizeof list[0], by_size);
    for (int i = 0; i < count && !found; i++)
        if (fits(session, list[i], base, degrees.max_x - degrees.min_x))
            found = g_strdup_printf("%s:%s", list[i]->auth_name, list[i]->code);
    proj_crs_info_list_destroy(list);
    proj_get_crs_list_parameters_destroy(wanted);
    return found;
}

/* The name of the geographic CRS that a definition means or builds on. */
static char *base_name(const BcuCrs *of)
{
    BcuCrsSession *session = of->session;
    g_autofree char *name = NULL;
    PJ *crs = bcu_proj_crs(of, NULL);
    PJ *base = crs ? proj_crs_get_geodetic_crs(bcu_proj_context(session), crs) : NULL;
    int *confidence = NULL;
    PJ_OBJ_LIST *known = base ? proj_identify(bcu_proj_context(session), base, "EPSG", NULL, &confidence) : NULL;
    PJ *first = known && proj_list_get_count(known) > 0 && confidence[0] >= 70
                    ? proj_list_get(bcu_proj_context(session), known, 0)
                    : NULL;
    if (base)
        name = g_strdup(proj_get_name(first ? first : base));
    proj_destroy(first);
    proj_list_destroy(known);
    proj_int_list_destroy(confidence);
    proj_destroy(base);
    proj_destroy(crs);
    return g_steal_pointer(&name);
}

/* Equal-area about the middle of the layer, on its datum where PROJ has a word for that. */
static char *make(const char *base, BcuBox degrees)
{
    bool named = base && (g_str_equal(base, "NAD27") || g_str_equal(base, "NAD83"));
    return g_strdup_printf("+proj=laea +lat_0=%.1f +lon_0=%.1f +datum=%s +units=m +type=crs",
                           (degrees.min_y + degrees.max_y) / 2, (degrees.min_x + degrees.max_x) / 2,
                           named ? base : "WGS84");
}

/* A box about two corners, as PROJ takes one: far from home a map may be turned so that south comes above north, and
 * PROJ 9.6 ends the process for such a box. */
static bool box_about(BcuPoint one, BcuPoint other, BcuBox *box)
{
    *box = (BcuBox){fmax(one.x, -180), fmax(fmin(one.y, other.y), -90), fmin(other.x, 180), fmin(fmax(one.y, other.y), 90)};
    return box->min_x < box->max_x && box->min_y <= box->max_y;
}

char *bcu_crs_suggest_projected(const BcuCrs *crs, BcuBox extent)
{
    const BcuCrs *wgs84 = bcu_crs_beside(crs, "EPSG:4326", NULL);
    BcuTransform *transform = wgs84 ? bcu_transform_new(crs, wgs84, NULL) : NULL;
    BcuPoint corners[2] = {{extent.min_x, extent.min_y}, {extent.max_x, extent.max_y}};
    BcuBox degrees;
    char *found = NULL;
    if (transform && bcu_transform_points(transform, corners, 2) && box_about(corners[0], corners[1], &degrees)) {
        g_autofree char *base = base_name(crs);
        if (degrees.max_x - degrees.min_x > WORLD_DEGREES)
            found = g_strdup("EPSG:8857"); /* Equal Earth: areas true, shapes familiar */
        else if (!(found = base ? search_database(crs->session, base, degrees) : NULL))
            found = make(base, degrees);
    }
    bcu_transform_free(transform);
    return found;
}
