/* Text through Pango. */
#include "canvas/text.h"
#include <pango/pangocairo.h>

/* Letters are laid out without hinting: the same on screen, on paper and at any resolution. One
 * context serves all texts, since it keeps the fonts that it has found. */
static PangoContext *shared_context(void)
{
    static PangoContext *context;
    if (context)
        return context;
    context = pango_font_map_create_context(pango_cairo_font_map_get_default());
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_cairo_context_set_resolution(context, 72);
    return context;
}

void text_start(void)
{
    shared_context();
}

char *text_families(const char *font, Weight weight)
{
    static const char *const OTHERS = "Noto Sans, DejaVu Sans, sans-serif";
    return weight_is_condensed(weight) ? g_strdup_printf("%s Condensed, %s, %s", font, font, OTHERS)
                                       : g_strdup_printf("%s, %s", font, OTHERS);
}

static PangoFontDescription *describe(const char *font, Weight weight)
{
    PangoFontDescription *description = pango_font_description_new();
    g_autofree char *families = text_families(font, weight);
    pango_font_description_set_family(description, families);
    pango_font_description_set_absolute_size(description, TEXT_LAYOUT_SIZE * PANGO_SCALE);
    pango_font_description_set_weight(description,
                                      weight_is_bold(weight) ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    if (weight_is_condensed(weight)) /* of families that have such letters under the same name */
        pango_font_description_set_stretch(description, PANGO_STRETCH_CONDENSED);
    return description;
}

void text_find_fonts(const char *font)
{
    for (Weight weight = WEIGHT_NORMAL; weight <= WEIGHT_BOLD_CONDENSED; weight++) {
        PangoFontDescription *description = describe(font, weight);
        g_object_unref(
            pango_context_load_fontset(shared_context(), description, pango_language_get_default()));
        pango_font_description_free(description);
    }
}

PangoLayout *text_layout_new(const char *font, Weight weight)
{
    PangoLayout *layout = pango_layout_new(shared_context());
    PangoFontDescription *description = describe(font, weight);
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
    return layout;
}

/* To Pango "left" is where a line begins: on the right of a text that runs to the left. */
static PangoAlignment alignment_of(PangoLayout *layout, Align align)
{
    if (align == ALIGN_CENTRE)
        return PANGO_ALIGN_CENTER;
    return pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL ? PANGO_ALIGN_RIGHT
                                                                        : PANGO_ALIGN_LEFT;
}

static void measure(Text *text)
{
    PangoRectangle box;
    pango_layout_get_extents(text->layout, NULL, &box);
    text->width = text_mm(text, box.width);
    text->height = text_mm(text, box.height);
}

Text *text_new(const char *content, const char *font, double size, Weight weight, double width, Align align)
{
    Text *text = g_new0(Text, 1);
    text->layout = text_layout_new(font, weight);
    pango_layout_set_text(text->layout, content, -1);
    pango_layout_set_alignment(text->layout, alignment_of(text->layout, align));
    if (width > 0) {
        pango_layout_set_width(text->layout, (int)(width / size * TEXT_LAYOUT_SIZE * PANGO_SCALE));
        pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD);
    }
    text->content = g_strdup(content);
    text->size = size;
    text->weight = weight;
    text->align = align;
    measure(text);
    return text;
}

void text_balance(Text *text)
{
    int lines = pango_layout_get_line_count(text->layout), narrow = 0;
    int wide = pango_layout_get_width(text->layout), step = PANGO_SCALE * TEXT_LAYOUT_SIZE / 2;
    if (lines < 2 || wide < 0)
        return;
    while (wide - narrow > step) {
        int middle = narrow + (wide - narrow) / 2;
        pango_layout_set_width(text->layout, middle);
        if (pango_layout_get_line_count(text->layout) > lines)
            narrow = middle;
        else
            wide = middle;
    }
    pango_layout_set_width(text->layout, wide);
    measure(text);
}

void text_free(Text *text)
{
    g_object_unref(text->layout);
    g_free(text->content);
    g_free(text);
}

double text_widest_word(const Text *text)
{
    PangoLayout *words = pango_layout_copy(text->layout);
    PangoRectangle box;
    pango_layout_set_width(words, 1);
    pango_layout_set_wrap(words, PANGO_WRAP_WORD);
    pango_layout_get_extents(words, NULL, &box);
    g_object_unref(words);
    return text_mm(text, box.width);
}
