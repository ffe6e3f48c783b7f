/* Guesses CRSs from the range of coordinates.
 * Usual CRSs by the range of their coordinates: a guess for messages and first drafts, never taken without a word. */
#include "crs/fit.h"
#include <glib.h>

typedef struct Usual {
    const char *code, *name;
    BcuBox range; /* of coordinates over its area of use, rounded outward */
} Usual;

/* The narrow ones of a country first, what holds for half the world last. */
static const Usual USUAL[] = {
    {"EPSG:4326", "WGS 84, degrees", {-360, -90, 360, 90}},
    {"EPSG:27700", "British National Grid", {0, 0, 700000, 1300000}},
    {"EPSG:28992", "RD New, Netherlands", {0, 300000, 290000, 640000}},
    {"EPSG:29902", "Irish Grid", {15000, 10000, 350000, 470000}},
    {"EPSG:2157", "Irish Transverse Mercator", {415000, 510000, 790000, 970000}},
    {"EPSG:31370", "Belgian Lambert 72", {14000, 20000, 300000, 250000}},
    {"EPSG:2056", "Swiss LV95", {2480000, 1070000, 2840000, 1300000}},
    {"EPSG:21781", "Swiss LV03", {480000, 70000, 840000, 300000}},
    {"EPSG:2154", "Lambert-93, France", {-380000, 6000000, 1330000, 7240000}},
    {"EPSG:5514", "S-JTSK, Czechia and Slovakia", {-960000, -1360000, -150000, -910000}},
    {"EPSG:2180", "CS92, Poland", {140000, 125000, 880000, 910000}},
    {"EPSG:31287", "Austria Lambert", {105000, 275000, 700000, 580000}},
    {"EPSG:3067", "TM35FIN, Finland", {40000, 6520000, 770000, 7800000}},
    {"EPSG:3006", "SWEREF99 TM, Sweden", {180000, 6090000, 1090000, 7690000}},
    {"EPSG:2193", "New Zealand Transverse Mercator", {980000, 4730000, 2120000, 6230000}},
    {"EPSG:32631", "a UTM zone, here 31 north", {160000, 0, 840000, 9400000}},
    {"EPSG:3035", "LAEA Europe", {1800000, 900000, 7500000, 6500000}},
    {"EPSG:5070", "Conus Albers, United States", {-2920000, 150000, 2950000, 3260000}},
    {"EPSG:3577", "Australian Albers", {-2160000, -4930000, 2440000, -1030000}},
    {"EPSG:3857", "Web Mercator", {-20037509, -20048967, 20037509, 20048967}},
};

static bool lies_in(BcuBox inner, BcuBox outer)
{
    return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
           inner.max_y <= outer.max_y;
}

const char *bcu_crs_likely(BcuBox extent)
{
    for (size_t i = 0; extent.min_x <= extent.max_x && i < G_N_ELEMENTS(USUAL); i++)
        if (lies_in(extent, USUAL[i].range))
            return USUAL[i].code;
    return NULL;
}

char *bcu_crs_likely_text(BcuBox extent)
{
    enum { MOST = 3 };
    GString *text = g_string_new(NULL);
    int count = 0;
    for (size_t i = 0; extent.min_x <= extent.max_x && count < MOST && i < G_N_ELEMENTS(USUAL); i++)
        if (lies_in(extent, USUAL[i].range)) {
            g_string_append_printf(text, "%s%s (%s)", count++ ? " or " : "", USUAL[i].code, USUAL[i].name);
            if (i == 0) /* what looks like degrees is not taken for a few metres */
                break;
        }
    return g_string_free(text, count == 0);
}
