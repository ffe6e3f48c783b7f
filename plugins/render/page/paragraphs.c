/* Shrinking, and as a last resort cutting, texts that are too long for their place. */
#include "page/paragraphs.h"
#include <string.h>

static void free_text(void *text)
{
    text_free(text);
}

static void set(Paragraphs *set, const Paragraph *paragraphs, guint count, const char *font, double width,
                double factor, glong most_letters)
{
    g_ptr_array_set_size(set->texts, 0);
    g_array_set_size(set->colours, 0);
    set->height = 0;
    for (guint i = 0; i < count; i++) {
        const Paragraph *p = &paragraphs[i];
        if (!p->content || !*p->content)
            continue;
        bool cut = g_utf8_strlen(p->content, -1) > most_letters;
        g_autofree char *start = cut ? g_utf8_substring(p->content, 0, most_letters) : g_strdup(p->content);
        g_autofree char *content = cut ? g_strconcat(g_strchomp(start), "…", NULL) : g_strdup(start);
        Text *text = text_new(content, font, p->size * factor, p->weight, width, ALIGN_LEFT);
        if (p->weight == WEIGHT_BOLD) /* a title: no single word in its last line */
            text_balance(text);
        g_ptr_array_add(set->texts, text);
        g_array_append_val(set->colours, p->colour);
        set->height += text->height;
    }
}

Paragraphs *paragraphs_new(const Paragraph *paragraphs, guint count, const char *font, double width,
                           double height, double least)
{
    Paragraphs *made = g_new0(Paragraphs, 1);
    made->texts = g_ptr_array_new_with_free_func(free_text);
    made->colours = g_array_new(false, false, sizeof(BcuColour));
    double factor = 1;
    glong letters = G_MAXLONG;
    set(made, paragraphs, count, font, width, factor, letters);
    while (made->height > height && factor * 0.93 > fmax(least, 0.05)) {
        factor *= 0.93;
        set(made, paragraphs, count, font, width, factor, letters);
    }
    for (letters = 2000; made->height > height && least > 0 && letters > 20; letters = letters * 4 / 5) {
        made->cut = true;
        set(made, paragraphs, count, font, width, factor, letters);
    }
    return made;
}

void paragraphs_free(Paragraphs *paragraphs)
{
    g_ptr_array_unref(paragraphs->texts);
    g_array_unref(paragraphs->colours);
    g_free(paragraphs);
}

void paragraphs_draw(const Paragraphs *paragraphs, double x, double y, Canvas *canvas)
{
    for (guint i = 0; i < paragraphs->texts->len; i++) {
        const Text *text = g_ptr_array_index(paragraphs->texts, i);
        Lettering lettering = {.colour = g_array_index(paragraphs->colours, BcuColour, i)};
        canvas->text(canvas, text, x, y, &lettering, NULL);
        y += text->height;
    }
}
