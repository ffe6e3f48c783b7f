/* Themes, and what the options change in them. */
#include "style.h"
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
            [BCU_BORDER_OUTER] = {{0xf4, 0xf4, 0xf2}, 0.12, 0, 0},
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

void style_read(const BcuOptions *options, double unit, Style *style)
{
    *style = *style_theme(strcmp(bcu_options_text(options, "theme"), "dark") == 0);
    style->font = bcu_options_text(options, "font");
    style->unit = unit;
    for (int b = 0; b < BORDER_KINDS; b++)
        style->borders[b].width *= unit;
}
