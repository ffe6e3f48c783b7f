/* Palettes: even steps, apart for every eye, text legible on every colour. */
#include "style/style.h"
#include <bcukit/oklab.h>
#include <bcukit/palette.h>
#include <glib.h>

static void each_palette(void (*check)(const BcuPalette *palette, const char *name))
{
    g_auto(GStrv) names = g_strsplit(BCU_PALETTE_NAMES, "|", -1);
    for (size_t i = 0; names[i]; i++) {
        const BcuPalette *palette = bcu_palette_find(names[i]);
        g_assert_nonnull(palette);
        check(palette, names[i]);
    }
    g_assert_null(bcu_palette_find("rainbow"));
}

static double lightness_at(const BcuPalette *palette, double at)
{
    return bcu_oklab_of(bcu_palette_at(palette, at, false, false)).lightness;
}

/* Round trip through the colour space: no colour moves by more than a rounding. */
static void test_oklab(void)
{
    for (int r = 0; r < 256; r += 15)
        for (int g = 0; g < 256; g += 15)
            for (int b = 0; b < 256; b += 15) {
                BcuColour colour = {(uint8_t)r, (uint8_t)g, (uint8_t)b},
                          back = bcu_oklab_colour(bcu_oklab_of(colour));
                g_assert_cmpint(ABS(back.r - r), <=, 1);
                g_assert_cmpint(ABS(back.g - g), <=, 1);
                g_assert_cmpint(ABS(back.b - b), <=, 1);
            }
    g_assert_cmpfloat_with_epsilon(bcu_oklab_of((BcuColour){255, 255, 255}).lightness, 1, 1e-6);
    /* A red that no screen can show gets paler, not darker. */
    g_assert_cmpfloat_with_epsilon(bcu_oklab_of(bcu_oklab_colour(bcu_oklab_polar(0.6, 0.5, 25))).lightness, 0.6, 0.01);
}

/* Sixteen equal steps: none is less than half or more than double the mean. Cividis was made even in
 * another space and may bend more. */
static void check_even(const BcuPalette *palette, const char *name)
{
    double steps[16], mean = 0;
    for (int i = 0; i < 16; i++) {
        steps[i] = bcu_oklab_distance(bcu_oklab_of(bcu_palette_at(palette, i / 16.0, false, false)),
                                  bcu_oklab_of(bcu_palette_at(palette, (i + 1) / 16.0, false, false)));
        mean += steps[i] / 16;
    }
    for (int i = 0; i < 16; i++) {
        g_test_message("%s step %d: %.4f of mean %.4f", name, i, steps[i], mean);
        g_assert_cmpfloat(steps[i], >, 0.6 * mean);
        g_assert_cmpfloat(steps[i], <, 1.4 * mean);
    }
}

static void test_even(void)
{
    each_palette(check_even);
}

/* Lightness alone tells the classes apart: safe for any colour blindness and for grey print. */
static void check_lightness(const BcuPalette *palette, const char *name)
{
    g_test_message("%s", name);
    double end = bcu_palette_is_diverging(palette) ? 0.5 : 1;
    for (double at = 0; at < end - 0.01; at += 0.1 * end) {
        double here = lightness_at(palette, at), next = lightness_at(palette, at + 0.1 * end);
        g_assert_cmpfloat(bcu_palette_is_diverging(palette) ? next - here : here - next, >, 0.02);
    }
    if (bcu_palette_is_diverging(palette))
        for (double at = 0; at <= 0.5; at += 0.1)
            g_assert_cmpfloat_with_epsilon(lightness_at(palette, at), lightness_at(palette, 1 - at), 0.02);
}

static void test_lightness(void)
{
    each_palette(check_lightness);
}

static void check_order(const BcuPalette *palette, const char *name)
{
    (void)name;
    BcuColour forth[7], back[7];
    bcu_palette_classes(palette, 7, false, false, forth);
    bcu_palette_classes(palette, 7, false, true, back);
    for (int i = 0; i < 7; i++)
        g_assert_cmpmem(&forth[i], sizeof(BcuColour), &back[6 - i], sizeof(BcuColour));
    if (bcu_palette_is_diverging(palette))
        return;
    BcuColour paper = {0x1b, 0x1e, 0x23}, most = bcu_palette_at(palette, 1, true, false),
              least = bcu_palette_at(palette, 0, true, false);
    g_assert_cmpfloat(bcu_colour_contrast(most, paper), >, bcu_colour_contrast(least, paper));
}

static void test_order(void)
{
    each_palette(check_order);
}

/* However many classes of either there are: losses in the colours of one arm, gains in those of the other. */
static void test_both_signs(void)
{
    static const double values[] = {-1, 1, 10, 20, 30, 40};
    BcuClasses classes;
    bcu_classes_build(values, G_N_ELEMENTS(values), BCU_CLASS_QUANTILE, 6, 0, NULL, 0, &classes);
    const BcuPalette *palette = bcu_palette_for(classes.limits[0], classes.limits[classes.count]);
    g_assert_true(bcu_palette_is_diverging(palette));
    g_assert_cmpuint(classes.count, >=, 5);
    for (size_t i = 0; i < classes.count; i++) {
        BcuColour colour = bcu_classes_colour(&classes, i, palette, false, false, false);
        g_assert_true(classes.limits[i] < 0 ? colour.b > colour.r : colour.r > colour.b);
    }
    bcu_classes_clear(&classes);
}

/* WCAG AA for the text of labels on every fill, in both themes. */
static void check_text(const BcuPalette *palette, const char *name)
{
    for (int dark = 0; dark < 2; dark++)
        for (size_t count = 1; count <= 12; count++) {
            Style style = *style_theme(dark);
            BcuColour colours[12];
            bcu_palette_classes(palette, count, dark, false, colours);
            for (size_t i = 0; i < count; i++) {
                double contrast = bcu_colour_contrast(style_text_on(&style, colours[i]), colours[i]);
                g_test_message("%s %zu of %zu: %.2f", name, i, count, contrast);
                g_assert_cmpfloat(contrast, >=, 4.5);
            }
        }
}

static void test_text(void)
{
    each_palette(check_text);
}

static void test_themes(void)
{
    for (int dark = 0; dark < 2; dark++) {
        const Style *style = style_theme(dark);
        g_assert_cmpfloat(bcu_colour_contrast(style->ink, style->paper), >=, 7);
        g_assert_cmpfloat(bcu_colour_contrast(style->muted, style->paper), >=, 4.5);
        g_assert_cmpfloat(bcu_colour_contrast(style_text_on(style, style->none), style->none), >=, 4.5);
        g_assert_cmpfloat(bcu_oklab_distance(bcu_oklab_of(style->none), bcu_oklab_of(style->no_data)), >, 0.05);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/palette/oklab", test_oklab);
    g_test_add_func("/palette/even", test_even);
    g_test_add_func("/palette/lightness", test_lightness);
    g_test_add_func("/palette/order", test_order);
    g_test_add_func("/palette/both_signs", test_both_signs);
    g_test_add_func("/palette/text", test_text);
    g_test_add_func("/palette/themes", test_themes);
    return g_test_run();
}
