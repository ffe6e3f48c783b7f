/* Themes, and what the options change in them. */
#include "style/style.h"
#include <string.h>

static const Style LIGHT = {
    .paper = {0xff, 0xff, 0xff},
    .ink = {0x1c, 0x1c, 0x1c},
    .muted = {0x55, 0x55, 0x55},
    .water = {0xd3, 0xe6, 0xf2},
    .stream = {0x6f, 0xa3, 0xc7},
    .none = {0xe3, 0xe3, 0xe3},
    .no_data = {0xbf, 0xbf, 0xbf},
    .borders =
        {
            [BCU_BORDER_OUTER] = {{0x1c, 0x1c, 0x1c}, 0.12, 0, 0},
            [BCU_BORDER_CLUSTER] = {{0x1c, 0x1c, 0x1c}, 0.22, 0, 0},
            [BCU_BORDER_AREA] = {{0x70, 0x70, 0x70}, 0.07, 0, 0},
            [BCU_BORDER_SUBAREA] = {{0x90, 0x90, 0x90}, 0.035, 0, 0},
        },
};

static const Style DARK = {
    .dark = true,
    .paper = {0x1b, 0x1e, 0x23},
    .ink = {0xf4, 0xf4, 0xf2},
    .muted = {0xb4, 0xb8, 0xbe},
    .water = {0x20, 0x34, 0x46},
    .stream = {0x4f, 0x7d, 0x9f},
    .none = {0x3a, 0x3f, 0x47},
    .no_data = {0x5a, 0x60, 0x69},
    .borders =
        {
            [BCU_BORDER_OUTER] = {{0x10, 0x12, 0x15}, 0.12, 0, 0},
            [BCU_BORDER_CLUSTER] = {{0x10, 0x12, 0x15}, 0.22, 0, 0},
            [BCU_BORDER_AREA] = {{0x3c, 0x41, 0x49}, 0.07, 0, 0},
            [BCU_BORDER_SUBAREA] = {{0x55, 0x5b, 0x64}, 0.035, 0, 0},
        },
};

const Style *style_theme(bool dark)
{
    return dark ? &DARK : &LIGHT;
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

void style_read(const BcuOptions *options, double unit, Style *style)
{
    *style = *style_theme(strcmp(bcu_options_text(options, "theme"), "dark") == 0);
    style->font = bcu_options_text(options, "font");
    style->unit = unit;
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
