/* Compares where data lie with where their CRS is used.
 * Far from there a CRS is hardly what was meant: a wrong zone, swapped axes, another country's grid. What is a little
 * outside is usual, so distance is measured in widths of the area of use. */
#include "crs/fit.h"
#include "base/diag.h"
#include "crs/crs_proj.h"
#include <math.h>
#include <string.h>

/* Outside: what is in the next zone of UTM is near, and what is an ocean away from a continent is far. */
static const double LEAST_DEG = 3, MOST_DEG = 20;

enum { MOST_POINTS = 64 };

double bcu_crs_turn(const BcuCrs *crs)
{
    return crs->is_geographic ? 360 / crs->degrees_per_unit : 0;
}

bool bcu_crs_area_of_use(const BcuCrs *crs, BcuBox *area)
{
    const char *text = g_strrstr(crs->wkt, "BBOX[");
    double sides[4]; /* south, west, north, east */
    text = text ? text + strlen("BBOX[") : NULL;
    for (int i = 0; text && i < 4; i++) {
        char *end;
        sides[i] = g_ascii_strtod(text, &end);
        text = end > text && (*end == ',' || *end == ']') ? end + 1 : NULL;
    }
    if (text)
        *area = (BcuBox){sides[1], sides[0], sides[3], sides[2]};
    return text != NULL;
}

static bool to_degrees(const BcuCrs *crs, BcuGeodesic *geodesic, BcuPoint *point)
{
    if (!crs->is_geographic)
        return geodesic && bcu_geodesic_to_degrees(geodesic, point, 1);
    *point = (BcuPoint){point->x * crs->degrees_per_unit, point->y * crs->degrees_per_unit};
    return true;
}

/* The extent in degrees of points all over; empty where none has a place. */
static BcuBox extent_in_degrees(const BcuCrs *crs, const BcuPoint *points, size_t count, bool swapped)
{
    BcuGeodesic *geodesic = crs->is_geographic ? NULL : bcu_geodesic_new(crs, NULL);
    BcuBox box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < MOST_POINTS && i < count; i++) {
        BcuPoint p = points[count <= MOST_POINTS ? i : i * (count / MOST_POINTS)];
        if (swapped)
            p = (BcuPoint){p.y, p.x};
        if (to_degrees(crs, geodesic, &p) && fabs(p.y) <= 90)
            box = bcu_box_union(box, (BcuBox){p.x, p.y, p.x, p.y});
    }
    bcu_geodesic_free(geodesic);
    return box;
}

static double gap(double low, double high, double from, double to)
{
    return fmax(0, fmax(from - high, low - to));
}

/* Longitudes are tried a turn to either side. */
static double gap_around(BcuBox box, BcuBox area)
{
    double least = HUGE_VAL;
    for (int turn = -1; turn <= 1; turn++)
        least = fmin(least, gap(box.min_x + 360 * turn, box.max_x + 360 * turn, area.min_x, area.max_x));
    return least;
}

/* How many degrees the points lie outside where that is far; 0: not far. */
static double far_outside(const BcuCrs *crs, const BcuPoint *points, size_t count, bool swapped)
{
    BcuBox area, box = extent_in_degrees(crs, points, count, swapped);
    if (!(box.min_x <= box.max_x) || !bcu_crs_area_of_use(crs, &area))
        return swapped ? HUGE_VAL : 0;
    if (area.min_x > area.max_x)
        area.max_x += 360;
    double x = gap_around(box, area), y = gap(box.min_y, box.max_y, area.min_y, area.max_y);
    bool is_far = x > CLAMP((area.max_x - area.min_x) / 2, LEAST_DEG, MOST_DEG) ||
                  y > CLAMP((area.max_y - area.min_y) / 2, LEAST_DEG, MOST_DEG);
    return is_far ? fmax(x, y) : 0;
}

/* Coordinates fit more than one mistake: each that they fit is named. */
static char *cause_of(const BcuCrs *crs, const BcuPoint *points, size_t count)
{
    g_autofree char *likely = bcu_crs_likely_text(bcu_ring_extent((BcuRing){points, count}));
    const char *swapped = far_outside(crs, points, count, true) == 0
                              ? " x and y may be swapped, too: the other way round they would lie there."
                              : "";
    return likely ? g_strdup_printf("Set the key crs of the layer to what they are in; they would fit %s.%s", likely, swapped)
                  : g_strdup_printf("Set the key crs of the layer to what they are in; the zone or the country may be "
                                    "another.%s",
                                    swapped);
}

static void report(const BcuCrs *crs, double degrees, const BcuPlace *place, const char *hint, BcuDiagLog *log)
{
    bcu_report(log, BCU_WARNING, "CRS063", place, hint,
               "the data lie %.0f degrees outside of the area where %s is used", degrees, crs->name);
}

void bcu_crs_look_far(const BcuCrs *crs, const BcuPoint *points, size_t count, const BcuPlace *place, BcuDiagLog *log)
{
    double degrees = far_outside(crs, points, count, false);
    if (degrees == 0)
        return;
    g_autofree char *hint = cause_of(crs, points, count);
    report(crs, degrees, place, hint, log);
}

void bcu_crs_look_far_working(const BcuCrs *crs, const BcuPoint *points, size_t count, const BcuPlace *place,
                              BcuDiagLog *log)
{
    double degrees = far_outside(crs, points, count, false);
    if (degrees == 0)
        return;
    g_autofree char *better = bcu_crs_suggest_projected(crs, bcu_ring_extent((BcuRing){points, count}));
    g_autofree char *hint = better ? g_strdup_printf("Set crs.working = %s.", better)
                                   : g_strdup("Set crs.working to a CRS that is made for this part of the world.");
    report(crs, degrees, place, hint, log);
}
