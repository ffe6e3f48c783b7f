/* Themes, and what the options change in them. */
#include "style/style.h"
#include <bcukit/oklab.h>
#include <string.h>

/* Units: on A4 a cluster's border is 0.7 mm wide, an area's 0.12, the outer one 0.2. */
static const Style LIGHT = {
    .paper = {0xff, 0xff, 0xff},
    .ink = {0x1c, 0x1c, 0x1c},
    .muted = {0x55, 0x55, 0x55},
    .water = {0x9c, 0xc4, 0xe0},
    .stream = {0x5b, 0x96, 0xc0},
    .none = {0xf7, 0xf7, 0xf5},
    .no_data = {0xd4, 0xd4, 0xd2},
    .rest = {0xe6, 0xe6, 0xe4},
    .hatch = 0.3,
    .borders =
        {
            [BCU_BORDER_OUTER] = {{0x8c, 0x8c, 0x8c}, 0.067, 0, 0},
            [BCU_BORDER_CLUSTER] = {{0xff, 0xff, 0xff}, 0.233, 0, 0},
            [BCU_BORDER_AREA] = {{0x7c, 0x7c, 0x7c}, 0.04, 0, 0},
            [BCU_BORDER_SUBAREA] = {{0x90, 0x90, 0x90}, 0.027, 0, 0},
        },
};

/* For grey printers and bad ones: darker lines, and nothing that colour alone tells apart. */
static const Style PRINT = {
    .paper = {0xff, 0xff, 0xff},
    .ink = {0x00, 0x00, 0x00},
    .muted = {0x33, 0x33, 0x33},
    .water = {0xb4, 0xd2, 0xe6},
    .stream = {0x4a, 0x7d, 0xa3},
    .none = {0xf7, 0xf7, 0xf5},
    .no_data = {0xe2, 0xe2, 0xe0},
    .rest = {0xec, 0xec, 0xea},
    .hatch = 0.65,
    .borders =
        {
            [BCU_BORDER_OUTER] = {{0x4a, 0x4a, 0x4a}, 0.083, 0, 0},
            [BCU_BORDER_CLUSTER] = {{0xff, 0xff, 0xff}, 0.267, 0, 0},
            [BCU_BORDER_AREA] = {{0x4a, 0x4a, 0x4a}, 0.05, 0, 0},
            [BCU_BORDER_SUBAREA] = {{0x6a, 0x6a, 0x6a}, 0.033, 0, 0},
        },
};

static const Style DARK = {
    .dark = true,
    .paper = {0x1b, 0x1e, 0x23},
    .ink = {0xf4, 0xf4, 0xf2},
    .muted = {0xb4, 0xb8, 0xbe},
    .water = {0x2c, 0x4a, 0x63},
    .stream = {0x4f, 0x7d, 0x9f},
    .none = {0x3a, 0x3f, 0x47},
    .no_data = {0x5a, 0x60, 0x69},
    .rest = {0x4a, 0x50, 0x59},
    .hatch = 0.3,
    .borders =
        {
            [BCU_BORDER_OUTER] = {{0x6a, 0x71, 0x7b}, 0.067, 0, 0},
            [BCU_BORDER_CLUSTER] = {{0x1b, 0x1e, 0x23}, 0.233, 0, 0},
            [BCU_BORDER_AREA] = {{0x3c, 0x41, 0x49}, 0.04, 0, 0},
            [BCU_BORDER_SUBAREA] = {{0x55, 0x5b, 0x64}, 0.027, 0, 0},
        },
};

const Style *style_theme(Theme theme)
{
    static const Style *const THEMES[] = {
        [THEME_LIGHT] = &LIGHT, [THEME_DARK] = &DARK, [THEME_PRINT] = &PRINT};
    return THEMES[theme];
}

static Theme theme_asked(const BcuOptions *options)
{
    const char *name = bcu_options_text(options, "theme");
    return strcmp(name, "dark") == 0 ? THEME_DARK : strcmp(name, "print") == 0 ? THEME_PRINT : THEME_LIGHT;
}

BcuColour style_text_on(const Style *style, BcuColour fill)
{
    const BcuColour choices[] = {style->ink, style->paper, {0, 0, 0}, {255, 255, 255}};
    size_t best = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(choices); i++) {
        if (bcu_colour_contrast(choices[i], fill) >= 4.5)
            return choices[i];
        if (bcu_colour_contrast(choices[i], fill) > bcu_colour_contrast(choices[best], fill))
            best = i;
    }
    return choices[best];
}

BcuColour style_quiet_text_on(const Style *style, BcuColour fill)
{
    return bcu_colour_contrast(style->muted, fill) >= 4.5 ? style->muted : style_text_on(style, fill);
}

/* Fine and rising where there is no cluster, wider and falling where there is no figure: the two are told apart
 * without their greys. */
Hatch style_hatch(const Style *style, Missing missing)
{
    BcuColour fill = missing == MISSING_CLUSTER ? style->none : style->no_data;
    BcuColour line = bcu_oklab_colour(bcu_oklab_mix(bcu_oklab_of(fill), bcu_oklab_of(style->ink), style->hatch));
    return (Hatch){.pen = {.colour = line, .width = (missing == MISSING_CLUSTER ? 0.03 : 0.05) * style->unit},
                   .gap = (missing == MISSING_CLUSTER ? 0.36 : 0.6) * style->unit,
                   .least = 2 * PAGE_UNSEEN_UNITS * style->unit,
                   .falling = missing == MISSING_DATA};
}

static void take_colour(const BcuOptions *options, const char *key, BcuColour *colour)
{
    if (bcu_options_has(options, key))
        bcu_colour_parse(bcu_options_text(options, key), colour);
}

static void take_widths(const BcuOptions *options, Style *style)
{
    static const char *const KEYS[] = {[BCU_BORDER_OUTER] = "width_outer",
                                       [BCU_BORDER_CLUSTER] = "width_cluster",
                                       [BCU_BORDER_AREA] = "width_area",
                                       [BCU_BORDER_SUBAREA] = "width_subarea"};
    for (int b = 0; b < BORDER_KINDS; b++) {
        style->fixed[b] = bcu_options_has(options, KEYS[b]);
        style->borders[b].width = bcu_options_has(options, KEYS[b]) ? bcu_options_real(options, KEYS[b])
                                                                    : style->borders[b].width * style->unit;
    }
}

/* On A4, whose unit is 8.5 pt: a title of 18 pt, names of clusters of 10.8 pt, of areas of 7 pt, of subareas
 * and sources of 6.5 pt. */
static void set_letters(const Page *page, Style *style)
{
    static const double NAMES[BCU_LEVEL_COUNT] = {
        [BCU_CLUSTERS] = 1.27, [BCU_AREAS] = 0.823, [BCU_SUBAREAS] = 0.764};
    static const Weight WEIGHTS[BCU_LEVEL_COUNT] = {[BCU_CLUSTERS] = WEIGHT_BOLD,
                                                    [BCU_AREAS] = WEIGHT_NORMAL,
                                                    [BCU_SUBAREAS] = WEIGHT_CONDENSED};
    style->unit = page->unit;
    style->floor = page->floor;
    style->source_floor = page->source_floor;
    style->title = 2.117 * page->unit;
    style->subtitle = 1.235 * page->unit;
    style->source = fmax(0.764 * page->unit, page->source_floor);
    for (int level = 0; level < BCU_LEVEL_COUNT; level++)
        style->names[level] = (Letters){fmax(NAMES[level] * page->unit, page->floor), WEIGHTS[level]};
}

void style_read(const BcuOptions *options, const Page *page, Style *style)
{
    *style = *style_theme(theme_asked(options));
    style->font = bcu_options_text(options, "font");
    set_letters(page, style);
    take_colour(options, "colour_paper", &style->paper);
    take_colour(options, "colour_ink", &style->ink);
    take_colour(options, "colour_water", &style->water);
    take_colour(options, "colour_none", &style->none);
    take_colour(options, "colour_no_data", &style->no_data);
    take_colour(options, "colour_border", &style->borders[BCU_BORDER_OUTER].colour);
    take_colour(options, "colour_border", &style->borders[BCU_BORDER_CLUSTER].colour);
    take_widths(options, style);
}

void style_check(const Style *style, BcuDiagLog *log)
{
    double contrast = bcu_colour_contrast(style->ink, style->paper);
    if (contrast < 4.5)
        bcu_report(log, BCU_WARNING, "RENDER030", NULL,
                   "Choose render.colour_ink and render.colour_paper farther apart in lightness.",
                   "ink on paper has a contrast of %.1f; WCAG AA asks for 4.5", contrast);
}
