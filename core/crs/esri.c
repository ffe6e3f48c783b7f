/* Finds the registered CRS that an ESRI .prj names.
 * The registered CRS that a .prj names. ESRI's text has no codes, and PROJ takes 40 ms to make sense of it
 * and to look for the code. Most often it is, but for the length of its numbers, what PROJ itself writes for
 * the registered CRS of that name, and to see that takes 4 ms. */
#include "crs/crs_proj.h"
#include <math.h>
#include <string.h>

/* Relative: less than a millimetre of any distance on a map of a country. */
static const double SAME_NUMBER = 5e-10;

static bool starts_number(char c)
{
    return g_ascii_isdigit(c) || c == '-' || c == '+' || c == '.';
}

static bool skip_number(const char **a, const char **b)
{
    char *end_a, *end_b;
    double left = g_ascii_strtod(*a, &end_a), right = g_ascii_strtod(*b, &end_b);
    bool read = end_a > *a && end_b > *b;
    *a = end_a;
    *b = end_b;
    return read && fabs(left - right) <= SAME_NUMBER * fmax(fabs(left), fabs(right));
}

static const char *skip_blanks(const char *text)
{
    while (g_ascii_isspace(*text))
        text++;
    return text;
}

/* The same words, the same brackets, and numbers that differ by less than they are worth. */
static bool says_the_same(const char *a, const char *b)
{
    bool quoted = false;
    for (;;) {
        if (!quoted) {
            a = skip_blanks(a);
            b = skip_blanks(b);
        }
        if (!quoted && starts_number(*a) && starts_number(*b)) {
            if (!skip_number(&a, &b))
                return false;
            continue;
        }
        if (*a != *b)
            return false;
        if (*a == '\0')
            return true;
        quoted ^= *a == '"';
        a++;
        b++;
    }
}

/* PROJCS["name",... to PROJ's type and the name; NULL for what is no such text. g_free. */
static char *read_head(const char *definition, PJ_TYPE *type)
{
    const char *start = skip_blanks(definition);
    if (g_str_has_prefix(start, "PROJCS[\""))
        *type = PJ_TYPE_PROJECTED_CRS;
    else if (g_str_has_prefix(start, "GEOGCS[\""))
        *type = PJ_TYPE_GEOGRAPHIC_2D_CRS;
    else
        return NULL;
    const char *name = strchr(start, '"') + 1, *end = strchr(name, '"');
    return end ? g_strndup(name, (gsize)(end - name)) : NULL;
}

PJ *bcu_proj_crs_from_esri(BcuCrsSession *session, const char *definition)
{
    static const char *const one_line[] = {"MULTILINE=NO", NULL};
    PJ_TYPE type;
    g_autofree char *name = read_head(definition, &type);
    PJ_OBJ_LIST *named =
        name ? proj_create_from_name(bcu_proj_context(session), "EPSG", name, &type, 1, FALSE, 0, NULL) : NULL;
    PJ *found = NULL;
    for (int i = 0; named && !found && i < proj_list_get_count(named); i++) {
        PJ *crs = proj_list_get(bcu_proj_context(session), named, i);
        const char *wkt = proj_as_wkt(bcu_proj_context(session), crs, PJ_WKT1_ESRI, one_line);
        if (wkt && says_the_same(definition, wkt))
            found = crs;
        else
            proj_destroy(crs);
    }
    proj_list_destroy(named);
    return found;
}
