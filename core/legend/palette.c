/* Picks colours of a palette.
 * Palettes as a few colours in OKLab, walked at an even pace. */
#include <bcukit/oklab.h>
#include <bcukit/palette.h>
#include <glib.h>
#include <string.h>

#define MOST_ANCHORS 7

typedef struct Anchor {
    double lightness, chroma, hue;
} Anchor;

/* Sequential ones from pale to deep; diverging ones with arms of the same lightness. */
struct BcuPalette {
    const char *name;
    bool diverging, deep_first;
    int count;
    Anchor anchors[MOST_ANCHORS];
};

/* Cividis is a few of its published colours, in OKLab.
 * Source: Nunez, Anderton and Renslow, 2018, "Optimizing colormaps with consideration for color
 * vision deficiency". */
static const BcuPalette PALETTES[] = {
    {"blues", false, false, 3, {{0.965, 0.014, 240}, {0.70, 0.110, 248}, {0.34, 0.110, 259}}},
    {"greens", false, false, 3, {{0.965, 0.022, 140}, {0.71, 0.110, 150}, {0.35, 0.075, 157}}},
    {"oranges", false, false, 3, {{0.965, 0.022, 75}, {0.73, 0.135, 58}, {0.37, 0.100, 42}}},
    {"purples", false, false, 3, {{0.962, 0.012, 300}, {0.69, 0.095, 297}, {0.34, 0.130, 298}}},
    {"reds", false, false, 3, {{0.962, 0.018, 40}, {0.70, 0.130, 27}, {0.35, 0.120, 20}}},
    {"greys", false, false, 2, {{0.955, 0, 0}, {0.27, 0, 0}}},
    {"yellow-green-blue",
     false,
     false,
     4,
     {{0.975, 0.055, 105}, {0.80, 0.085, 155}, {0.60, 0.095, 220}, {0.32, 0.110, 265}}},
    {"yellow-orange-red",
     false,
     false,
     4,
     {{0.970, 0.065, 98}, {0.81, 0.125, 70}, {0.61, 0.165, 35}, {0.34, 0.125, 15}}},
    {"cividis",
     false,
     true,
     7,
     {{0.2533, 0.0915, 257.4},
      {0.3285, 0.1168, 257.1},
      {0.3954, 0.0695, 266.3},
      {0.5206, 0.0116, 267.3},
      {0.6455, 0.0337, 95.1},
      {0.7786, 0.1048, 98.5},
      {0.9214, 0.1794, 101.7}}},
    {"blue-orange",
     true,
     false,
     5,
     {{0.40, 0.115, 255}, {0.70, 0.095, 248}, {0.965, 0.004, 90}, {0.70, 0.125, 58}, {0.40, 0.105, 45}}},
    {"purple-green",
     true,
     false,
     5,
     {{0.40, 0.130, 300}, {0.70, 0.090, 303}, {0.965, 0.003, 200}, {0.70, 0.105, 150}, {0.40, 0.085, 152}}},
    {"teal-brown",
     true,
     false,
     5,
     {{0.40, 0.070, 192}, {0.70, 0.085, 190}, {0.965, 0.004, 90}, {0.70, 0.095, 72}, {0.40, 0.080, 65}}},
};

const BcuPalette *bcu_palette_find(const char *name)
{
    for (size_t p = 0; p < G_N_ELEMENTS(PALETTES); p++)
        if (strcmp(PALETTES[p].name, name) == 0)
            return &PALETTES[p];
    return NULL;
}

bool bcu_palette_is_diverging(const BcuPalette *palette)
{
    return palette->diverging;
}

static BcuOklab anchor_at(const BcuPalette *palette, int index)
{
    const Anchor *anchor = &palette->anchors[index];
    return bcu_oklab_polar(anchor->lightness, anchor->chroma, anchor->hue);
}

/* The colour after a share of the whole way, measured along the legs between anchors. */
static BcuOklab walk(const BcuPalette *palette, double share)
{
    double legs[MOST_ANCHORS] = {0}, way = 0;
    for (int i = 0; i + 1 < palette->count; i++)
        way += legs[i] = bcu_oklab_distance(anchor_at(palette, i), anchor_at(palette, i + 1));
    double left = share * way;
    int leg = 0;
    while (leg + 2 < palette->count && left > legs[leg])
        left -= legs[leg++];
    return bcu_oklab_mix(anchor_at(palette, leg), anchor_at(palette, leg + 1), left / legs[leg]);
}

/* Each arm for itself, so that the middle stays in the middle. */
static BcuOklab walk_arms(const BcuPalette *palette, double share)
{
    BcuPalette arm = *palette;
    bool second = share > 0.5;
    arm.count = palette->count / 2 + 1;
    if (second)
        memcpy(arm.anchors, palette->anchors + palette->count / 2, (size_t)arm.count * sizeof(Anchor));
    return walk(&arm, second ? 2 * share - 1 : 2 * share);
}

BcuColour bcu_palette_at(const BcuPalette *palette, double at, bool dark, bool reversed)
{
    at = fmin(fmax(at, 0), 1);
    if (reversed)
        at = 1 - at;
    if (palette->diverging)
        return bcu_oklab_colour(walk_arms(palette, at));
    /* What is most stands out from the paper. */
    return bcu_oklab_colour(walk(palette, palette->deep_first != dark ? 1 - at : at));
}

void bcu_palette_classes(const BcuPalette *palette, size_t count, bool dark, bool reversed,
                         BcuColour *colours)
{
    for (size_t i = 0; i < count; i++)
        colours[i] = bcu_palette_at(palette, ((double)i + 0.5) / (double)count, dark, reversed);
}

/* ---- classes of figures ------------------------------------------------------------------- */

const BcuPalette *bcu_palette_for(double least, double most)
{
    return bcu_palette_find(least < 0 && most > 0 ? "blue-orange" : "yellow-green-blue");
}

/* How many classes lie below the middle of a diverging palette. */
static double classes_below_zero(const BcuClasses *classes)
{
    double below = 0;
    if (classes->limits[0] >= 0 || classes->limits[classes->count] <= 0)
        return (double)classes->count / 2;
    for (size_t c = 0; c < classes->count && classes->limits[c] < 0; c++)
        below += classes->limits[c + 1] <= 0 ? 1 : 0.5;
    return below;
}

BcuColour bcu_classes_colour(const BcuClasses *classes, size_t index, const BcuPalette *palette, bool about_mean,
                             bool dark, bool reversed)
{
    double count = (double)classes->count;
    double below = palette->diverging && !about_mean ? classes_below_zero(classes) : count / 2;
    double at = 0.5 + 0.5 * ((double)index + 0.5 - below) / fmax(below, count - below);
    return bcu_palette_at(palette, at, dark, reversed);
}
